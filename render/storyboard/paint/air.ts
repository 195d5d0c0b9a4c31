import {
  type Canvas,
  type CanvasGradient,
  createCanvas,
  type GlobalCompositeOperation,
  type SKRSContext2D,
} from '@napi-rs/canvas';
import { type Colour, css, lighten, mix } from '../colour.ts';
import type { Random } from '../random.ts';
import { BLEED, FAR, type Stage } from './stage.ts';
import { type TextureName, texture } from './textures.ts';

const STRIP_HEIGHT = 256;
// From here on a radial gradient over that many pixels costs more than an enlarged sprite, and nobody sees the difference.
const SPRITE_RADIUS = 0.25;

/** Fills everything between two heights with a vertical gradient of evenly spaced colours. */
export function band(stage: Stage, top: number, bottom: number, colours: readonly string[]): void {
  const { context } = stage;
  if (colours.length > 2) {
    // The rasteriser is four times slower on gradients of more than two stops than on stretching a one-pixel strip.
    const strip = createCanvas(1, STRIP_HEIGHT);
    const stripContext = strip.getContext('2d');
    stripContext.fillStyle = verticalGradient(stripContext, 0, STRIP_HEIGHT, colours);
    stripContext.fillRect(0, 0, 1, STRIP_HEIGHT);
    context.drawImage(strip, 0, 0, 1, STRIP_HEIGHT, -FAR, top, FAR * 2 + stage.width, bottom - top);
    return;
  }
  context.fillStyle = verticalGradient(context, top, bottom, colours);
  context.fillRect(-FAR, top, FAR * 2 + stage.width, bottom - top);
}

function verticalGradient(
  context: SKRSContext2D,
  top: number,
  bottom: number,
  colours: readonly string[],
): CanvasGradient {
  const gradient = context.createLinearGradient(0, top, 0, bottom);
  colours.forEach((colour, index) => {
    gradient.addColorStop(colours.length === 1 ? 0 : index / (colours.length - 1), colour);
  });
  return gradient;
}

/** Soft light around a point; `strength` 0–1. Adds light by default. */
export function glow(
  stage: Stage,
  x: number,
  y: number,
  radius: number,
  colour: Colour,
  strength: number,
  operation: GlobalCompositeOperation = 'screen',
): void {
  const { context } = stage;
  if (radius > SPRITE_RADIUS) {
    context.save();
    context.globalCompositeOperation = operation;
    context.globalAlpha = Math.min(1, strength);
    context.drawImage(texture('glow', colour), x - radius, y - radius, radius * 2, radius * 2);
    context.restore();
    return;
  }
  const gradient = context.createRadialGradient(x, y, 0, x, y, radius);
  gradient.addColorStop(0, css(colour, strength));
  gradient.addColorStop(0.25, css(colour, strength * 0.52));
  gradient.addColorStop(0.55, css(colour, strength * 0.16));
  gradient.addColorStop(1, css(colour, 0));
  context.save();
  context.globalCompositeOperation = operation;
  context.fillStyle = gradient;
  context.fillRect(x - radius, y - radius, radius * 2, radius * 2);
  context.restore();
}

/** A horizontal veil of haze, thickest at `centre`. */
export function veil(stage: Stage, centre: number, thickness: number, colour: Colour, strength: number): void {
  band(stage, centre - thickness, centre + thickness, [
    css(colour, 0),
    css(colour, strength * 0.55),
    css(colour, strength),
    css(colour, strength * 0.55),
    css(colour, 0),
  ]);
}

/** A beam of light: starts `startWidth` wide at (x, y), runs `length` at `angle` (radians, 0 is right, π/2 down). */
export function beam(
  stage: Stage,
  x: number,
  y: number,
  angle: number,
  length: number,
  widths: readonly [start: number, end: number],
  colour: Colour,
  strength: number,
): void {
  const { context } = stage;
  context.save();
  context.globalCompositeOperation = 'screen';
  context.translate(x, y);
  context.rotate(angle);
  // Three nested wedges make a soft edge for far less than a blur.
  for (const share of [1, 0.68, 0.36]) {
    const gradient = context.createLinearGradient(0, 0, length, 0);
    gradient.addColorStop(0, css(colour, strength * 0.42));
    gradient.addColorStop(1, css(colour, 0));
    context.fillStyle = gradient;
    context.beginPath();
    context.moveTo(0, -widths[0] * 0.5 * share);
    context.lineTo(length, -widths[1] * 0.5 * share);
    context.lineTo(length, widths[1] * 0.5 * share);
    context.lineTo(0, widths[0] * 0.5 * share);
    context.closePath();
    context.fill();
  }
  context.restore();
}

/** Draws a texture tile centred at (x, y). */
export function stamp(
  stage: Stage,
  tile: Canvas,
  x: number,
  y: number,
  width: number,
  height: number,
  alpha: number,
  flip = false,
): void {
  const { context } = stage;
  context.save();
  context.globalAlpha = Math.min(1, Math.max(0, alpha));
  context.translate(x, y);
  if (flip) context.scale(-1, 1);
  context.drawImage(tile, -width / 2, -height / 2, width, height);
  context.restore();
}

/** One stamp of cloud, smoke or mist, centred at (x, y). */
export function puff(
  stage: Stage,
  name: TextureName,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: Colour,
  alpha: number,
  flip = false,
): void {
  stamp(stage, texture(name, colour), x, y, width, height, alpha, flip);
}

/** Drifting low mist between two heights. */
export function mist(
  stage: Stage,
  random: Random,
  top: number,
  bottom: number,
  count: number,
  colour: Colour,
  alpha: number,
): void {
  for (let index = 0; index < count; index += 1) {
    const width = random.range(0.7, 1.5);
    const x = random.range(stage.left, stage.right) + stage.time * random.range(0.03, 0.09);
    puff(
      stage,
      'smoke',
      x,
      random.range(top, bottom),
      width,
      width * random.range(0.16, 0.3),
      colour,
      alpha * random.range(0.5, 1),
      random.chance(0.5),
    );
  }
}

/** Rising smoke from a point: stamps that grow and thin with height. */
export function smokeColumn(
  stage: Stage,
  random: Random,
  x: number,
  y: number,
  height: number,
  colour: Colour,
  alpha: number,
): void {
  const count = 7;
  for (let index = 0; index < count; index += 1) {
    const rise = (index + stage.time * 0.6) / count;
    const sway = Math.sin(rise * 4 + random.range(0, 1)) * 0.05 * height;
    const size = height * (0.18 + rise * 0.5);
    puff(
      stage,
      'smoke',
      x + sway + rise * height * 0.16,
      y - rise * height,
      size * 1.5,
      size * 1.1,
      colour,
      alpha * (1 - rise * 0.85),
      index % 2 === 0,
    );
  }
}

/** Sun, moon or lamp disc with its halo. */
export function disc(stage: Stage, x: number, y: number, radius: number, colour: Colour, halo: number): void {
  const { context } = stage;
  glow(stage, x, y, radius * 9, colour, 0.42 * halo);
  glow(stage, x, y, radius * 3.4, lighten(colour, 0.3), 0.6 * halo);
  const gradient = context.createRadialGradient(x, y, radius * 0.6, x, y, radius);
  gradient.addColorStop(0, css(lighten(colour, 0.75)));
  gradient.addColorStop(0.86, css(lighten(colour, 0.6)));
  gradient.addColorStop(1, css(mix(colour, lighten(colour, 0.5), 0.5), 0));
  context.fillStyle = gradient;
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}

/** Out-of-focus lights: soft discs with a brighter rim. */
export function bokeh(
  stage: Stage,
  random: Random,
  count: number,
  top: number,
  bottom: number,
  size: number,
  colours: readonly [Colour, ...Colour[]],
): void {
  const { context } = stage;
  context.save();
  context.globalCompositeOperation = 'screen';
  for (let index = 0; index < count; index += 1) {
    const x = random.range(-BLEED, stage.width + BLEED);
    const y = random.range(top, bottom) - stage.time * 0.012;
    const radius = size * random.range(0.45, 1.1);
    const colour = random.pick(colours);
    const strength = random.range(0.1, 0.38);
    const gradient = context.createRadialGradient(x, y, 0, x, y, radius);
    gradient.addColorStop(0, css(colour, strength * 0.55));
    gradient.addColorStop(0.8, css(colour, strength * 0.75));
    gradient.addColorStop(0.93, css(lighten(colour, 0.2), strength));
    gradient.addColorStop(1, css(colour, 0));
    context.fillStyle = gradient;
    context.beginPath();
    context.arc(x, y, radius, 0, Math.PI * 2);
    context.fill();
  }
  context.restore();
}
