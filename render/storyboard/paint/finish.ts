import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { css, mix } from '../colour.ts';
import { FAR, type Stage } from './stage.ts';
import { surfaceTile } from './textures.ts';

/** Where the painted pixels lie in scene units, so that textures stick to the world and not to the screen. */
export interface PixelView {
  canvas: Canvas;
  context: SKRSContext2D;
  /** Pixels per scene unit. */
  scale: number;
}

/** Bright parts spill over: the picture squared, small and soft, added back. */
function bloom(view: PixelView, strength: number): void {
  const { canvas, context } = view;
  if (strength <= 0.05) return;
  const width = Math.max(8, Math.round(canvas.width / 8));
  const height = Math.max(8, Math.round(canvas.height / 8));
  const small = createCanvas(width, height);
  const smallContext = small.getContext('2d');
  smallContext.drawImage(canvas, 0, 0, width, height);
  smallContext.globalCompositeOperation = 'multiply';
  smallContext.drawImage(small, 0, 0);
  const soft = createCanvas(width, height);
  const softContext = soft.getContext('2d');
  softContext.filter = `blur(${((view.scale / 8) * 0.022).toFixed(2)}px)`;
  softContext.drawImage(small, 0, 0);
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalCompositeOperation = 'screen';
  context.globalAlpha = Math.min(0.6, 0.34 * strength);
  context.drawImage(soft, 0, 0, canvas.width, canvas.height);
  context.restore();
}

/** The last passes over the whole picture: bloom, brush texture, vignette and grain, all fixed to the world. */
export function finishPicture(stage: Stage, view: PixelView): void {
  const { context, grade } = stage;
  const { manner } = grade;
  bloom(view, manner.bloom);
  context.save();
  const centreX = stage.width / 2;
  const centreY = stage.height * 0.48;
  const reach = Math.hypot(stage.width, stage.height) / 2;
  const vignette = context.createRadialGradient(centreX, centreY, reach * 0.62, centreX, centreY, reach * 1.36);
  const dark = mix(grade.ink, [4, 5, 10], 0.6);
  vignette.addColorStop(0, css(dark, 0));
  // Two stops only: a third makes the gradient several times slower.
  vignette.addColorStop(1, css(dark, 0.62 * manner.vignette));
  context.fillStyle = vignette;
  context.fillRect(-FAR, -FAR, FAR * 3, FAR * 3);
  const surface = context.createPattern(surfaceTile(manner.grain, manner.brush), 'repeat');
  if (surface !== null) {
    context.scale(1 / 900, 1 / 900);
    // Unsmoothed: it is noise, and sampling it plainly is several times faster.
    context.imageSmoothingEnabled = false;
    context.fillStyle = surface;
    context.fillRect(-FAR * 900, -FAR * 900, FAR * 2700, FAR * 2700);
  }
  context.restore();
}
