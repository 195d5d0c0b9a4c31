import { type Colour, css, darken, lighten, mix } from '../colour.ts';
import type { Random } from '../random.ts';
import { type Stage, tone } from './stage.ts';

/** A tower block in elevation with a grid of windows, some lit when it is dark; its foot dissolves in haze. */
export function block(
  stage: Stage,
  random: Random,
  x: number,
  base: number,
  width: number,
  height: number,
  colour: Colour,
  distance: number,
): void {
  const { context, grade, lightSide } = stage;
  const top = base - height;
  const lit = tone(stage, colour, 0.7, distance);
  const dim = tone(stage, colour, 0.12, distance);
  const body = context.createLinearGradient(0, top, 0, base);
  const fog = mix(dim, grade.haze, 0.5 * grade.hazeAmount * Math.max(0.25, distance));
  body.addColorStop(0, css(mix(dim, lit, 0.3)));
  body.addColorStop(1, css(fog));
  context.fillStyle = body;
  context.fillRect(x, top, width, height);
  // The face turned to the light.
  const side = width * random.range(0.18, 0.34);
  context.fillStyle = css(lit, 0.55);
  context.fillRect(lightSide === -1 ? x : x + width - side, top, side, height);
  const crown = random.int(0, 4);
  context.fillStyle = css(mix(dim, lit, 0.25));
  if (crown === 0) context.fillRect(x + width * 0.22, top - height * 0.05, width * 0.56, height * 0.06);
  if (crown === 1) {
    context.fillRect(x + width * 0.3, top - height * 0.07, width * 0.4, height * 0.08);
    context.fillRect(x + width * 0.49, top - height * 0.2, width * 0.025 + 0.001, height * 0.15);
  }
  if (crown === 2) {
    context.beginPath();
    context.moveTo(x, top + 0.001);
    context.lineTo(x + width, top + 0.001);
    context.lineTo(x + width * (lightSide === 1 ? 0.9 : 0.1), top - height * 0.07);
    context.closePath();
    context.fill();
  }
  windows(stage, random, x, top, width, height, distance);
}

/** Rows of windows on a face: glowing by night, glass by day. */
export function windows(
  stage: Stage,
  random: Random,
  x: number,
  top: number,
  width: number,
  height: number,
  distance: number,
): void {
  const { context, grade } = stage;
  const cell = Math.max(0.009, 0.02 * (1 - distance * 0.6));
  const columns = Math.max(2, Math.floor(width / cell));
  const rows = Math.max(2, Math.floor(height / (cell * 1.35)));
  const stepX = width / columns;
  const stepY = height / rows;
  const glass = mix(tone(stage, [120, 140, 160], 0.4, distance), grade.sky[1], 0.4);
  const share = 0.12 + grade.darkness * 0.34;
  const colours = [
    grade.lamp,
    mix(grade.lamp, grade.key, 0.35),
    lighten(grade.lamp, 0.3),
    mix(grade.lamp, grade.accent, 0.4),
  ] as const;
  const paths: Record<number, (readonly [number, number])[]> = { 0: [], 1: [], 2: [], 3: [], 4: [] };
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const isLit = random.chance(share) && grade.darkness > 0.08;
      const bucket = isLit ? random.int(0, 3) : 4;
      if (!isLit && grade.darkness > 0.6) continue;
      paths[bucket]?.push([x + column * stepX + stepX * 0.24, top + row * stepY + stepY * 0.28]);
    }
  }
  for (let bucket = 0; bucket < 5; bucket += 1) {
    if (paths[bucket]?.length === 0) continue;
    const colour = bucket === 4 ? glass : (colours[bucket] ?? grade.lamp);
    context.fillStyle = css(
      mix(colour, grade.haze, distance * grade.hazeAmount * 0.55),
      bucket === 4 ? 0.32 : 0.35 + grade.darkness * 0.55,
    );
    context.beginPath();
    for (const [left, y] of paths[bucket] ?? []) context.rect(left, y, stepX * 0.52, stepY * 0.46);
    context.fill();
  }
}

/** A row of blocks from edge to edge. */
export function blockRow(
  stage: Stage,
  random: Random,
  options: {
    base: number;
    low: number;
    high: number;
    width: readonly [number, number];
    colour: Colour;
    distance: number;
    gap?: number;
  },
): void {
  let x = stage.left - 0.1;
  while (x < stage.right + 0.1) {
    const width = random.range(options.width[0], options.width[1]);
    const height = options.low + (options.high - options.low) * random.next() ** 1.6;
    block(
      stage,
      random,
      x,
      options.base,
      width,
      height,
      mix(options.colour, darken(options.colour, 0.4), random.next()),
      options.distance,
    );
    x += width + random.range(-0.01, options.gap ?? 0.02);
  }
}
