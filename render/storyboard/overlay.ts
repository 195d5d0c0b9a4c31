import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { StoryboardJob } from '../../src/types/render.ts';
import { isRightToLeft, wrapText } from '../text/wrap.ts';
import { fontFor, registerFonts } from './fonts.ts';

/** Static text over a picture, as a band of straight (not premultiplied) RGBA in frame pixels. */
export interface Overlay {
  width: number;
  height: number;
  left: number;
  top: number;
  rgba: Uint8Array;
}

interface OverlayCanvas {
  canvas: Canvas;
  left: number;
  top: number;
}

/** Two lines never show more characters; measuring a whole novel would only cost time. */
const CAPTION_LIMITS = { lines: 2, characters: 400 };
function slateText(job: StoryboardJob): string | undefined {
  const { shot } = job;
  if (shot === undefined) return undefined;
  const move = shot.cameraMove.replace('_', ' ').toUpperCase();
  return `SC ${shot.sceneId}  ·  SHOT ${shot.shotId}  ·  ${move}  ·  ${shot.frame === 'start' ? 'A' : 'B'}`;
}

function drawSlate(context: SKRSContext2D, text: string, left: number, top: number, size: number): void {
  context.font = fontFor(text, size);
  context.letterSpacing = `${(size * 0.08).toFixed(2)}px`;
  const width = context.measureText(text).width;
  const padding = size * 0.8;
  const height = size * 1.9;
  context.fillStyle = 'rgba(8,10,14,0.55)';
  context.beginPath();
  context.roundRect(left, top, width + padding * 2, height, height / 2);
  context.fill();
  context.fillStyle = 'rgba(255,255,255,0.86)';
  context.textBaseline = 'middle';
  context.fillText(text, left + padding, top + height * 0.53);
  context.letterSpacing = '0px';
}

/** The overlay still on its canvas, for compositing; `undefined` when the job wants no text. */
export function overlayCanvas(job: StoryboardJob): OverlayCanvas | undefined {
  if (!job.caption) return undefined;
  registerFonts();
  const side = Math.min(job.width, job.height);
  const size = Math.max(7, Math.round(side * 0.0315));
  const slateSize = Math.max(6, Math.round(side * 0.0185));
  const margin = Math.round(side * 0.045);
  const lineHeight = Math.round(size * 1.42);
  const font = fontFor(job.prompt, size);
  const probe = createCanvas(8, 8).getContext('2d');
  probe.font = font;
  // Long lines read badly on a wide frame; nothing is gained by filling it.
  const lineWidth = Math.max(size * 2, Math.min(job.width - margin * 2, side * 1.55));
  const lines = wrapText(job.prompt, lineWidth, (text) => probe.measureText(text).width, CAPTION_LIMITS);
  const slate = slateText(job);
  const slateHeight = slate === undefined ? 0 : Math.round(slateSize * 1.9 + size * 0.55);
  const fade = Math.round(size * 2.2);
  const height = Math.min(job.height, fade + slateHeight + lines.length * lineHeight + Math.round(margin * 0.8));
  const canvas = createCanvas(job.width, height);
  const context = canvas.getContext('2d');
  const veil = context.createLinearGradient(0, 0, 0, height);
  veil.addColorStop(0, 'rgba(4,6,10,0)');
  veil.addColorStop(0.35, 'rgba(4,6,10,0.3)');
  veil.addColorStop(1, 'rgba(4,6,10,0.78)');
  context.fillStyle = veil;
  context.fillRect(0, 0, job.width, height);
  if (slate !== undefined) drawSlate(context, slate, margin, fade * 0.75, slateSize);
  const rightToLeft = isRightToLeft(job.prompt);
  context.font = font;
  context.direction = rightToLeft ? 'rtl' : 'ltr';
  context.textAlign = rightToLeft ? 'right' : 'left';
  context.textBaseline = 'alphabetic';
  context.fillStyle = 'rgba(255,255,255,0.95)';
  context.shadowColor = 'rgba(0,0,0,0.6)';
  context.shadowBlur = size * 0.2;
  context.shadowOffsetY = size * 0.04;
  const top = height - Math.round(margin * 0.8) - lines.length * lineHeight;
  lines.forEach((text, index) => {
    context.fillText(
      text,
      rightToLeft ? job.width - margin : margin,
      top + index * lineHeight + Math.round(size * 1.05),
    );
  });
  return { canvas, left: 0, top: job.height - height };
}

/**
 * Slate line and caption on transparent pixels, as one band at the foot of the frame: a band is what an animator can
 * lay over every frame cheaply. `undefined` when the job wants no text. `drawFrame` shows exactly this.
 */
export function drawOverlay(job: StoryboardJob): Overlay | undefined {
  const overlay = overlayCanvas(job);
  if (overlay === undefined) return undefined;
  const { canvas, left, top } = overlay;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return {
    width: canvas.width,
    height: canvas.height,
    left,
    top,
    rgba: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  };
}
