import { type Colour, css, darken, hex, lighten, mix } from '../colour.ts';
import type { Random } from '../random.ts';
import { beam, glow } from './air.ts';
import { limb, outline, polygon } from './shapes.ts';
import { type Stage, tone } from './stage.ts';

/** A box with a lit and a shaded half: the plainest piece of furniture. */
export function slab(
  stage: Stage,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: Colour,
  lit = 0.5,
): void {
  const { context, lightSide } = stage;
  const gradient = context.createLinearGradient(
    lightSide === -1 ? x : x + width,
    y,
    lightSide === -1 ? x + width : x,
    y + height,
  );
  gradient.addColorStop(0, css(tone(stage, colour, lit)));
  gradient.addColorStop(1, css(tone(stage, colour, lit * 0.2)));
  context.fillStyle = gradient;
  context.fillRect(x, y, width, height);
}

/** A window in a wall with the sky in it, its frame, and light falling into the room. */
export function windowPane(
  stage: Stage,
  x: number,
  y: number,
  width: number,
  height: number,
  panes: readonly [across: number, down: number],
  frame: Colour,
  shaft: number,
): void {
  const { context, grade } = stage;
  const sky = context.createLinearGradient(0, y, 0, y + height);
  sky.addColorStop(0, css(grade.sky[1]));
  sky.addColorStop(1, css(lighten(grade.sky[2], 0.2)));
  context.fillStyle = sky;
  context.fillRect(x, y, width, height);
  // A hint of the world outside.
  context.fillStyle = css(mix(grade.haze, grade.sky[1], 0.4), 0.7);
  context.fill(
    outline([
      [x, y + height, 1],
      [x, y + height * 0.76, 1],
      [x + width * 0.2, y + height * 0.7],
      [x + width * 0.45, y + height * 0.8],
      [x + width * 0.72, y + height * 0.68],
      [x + width, y + height * 0.78, 1],
      [x + width, y + height, 1],
    ]),
  );
  context.fillStyle = css(tone(stage, frame, 0.4));
  const bar = Math.min(width, height) * 0.035 + 0.002;
  for (let index = 0; index <= panes[0]; index += 1)
    context.fillRect(x + (width * index) / panes[0] - bar / 2, y, bar, height);
  for (let index = 0; index <= panes[1]; index += 1)
    context.fillRect(x, y + (height * index) / panes[1] - bar / 2, width, bar);
  context.fillRect(x - bar * 2, y + height, width + bar * 4, bar * 1.6);
  glow(
    stage,
    x + width / 2,
    y + height / 2,
    Math.max(width, height) * 1.15,
    lighten(grade.sky[2], 0.25),
    0.3 * (1.1 - grade.darkness * 0.7),
  );
  if (shaft > 0) {
    beam(
      stage,
      x + width / 2,
      y + height / 2,
      Math.PI / 2 - stage.lightSide * -0.62,
      1.1,
      [height * 0.7, height * 1.7],
      grade.darkness > 0.6 ? grade.sky[2] : grade.key,
      shaft * (1 - grade.darkness * 0.5),
    );
  }
}

/** A hanging lamp with its pool of light. */
export function pendant(stage: Stage, x: number, top: number, y: number, size: number, colour: Colour): void {
  const { context, grade } = stage;
  const strength = 0.35 + grade.darkness * 0.5;
  context.fillStyle = css(grade.ink);
  context.fillRect(x - 0.0012, top, 0.0024, y - top);
  context.fillStyle = css(tone(stage, colour, 0.4));
  context.fill(
    outline([
      [x - size * 0.12, y - size * 0.5, 1],
      [x + size * 0.12, y - size * 0.5, 1],
      [x + size * 0.3, y - size * 0.25],
      [x + size * 0.5, y, 1],
      [x - size * 0.5, y, 1],
      [x - size * 0.3, y - size * 0.25],
    ]),
  );
  context.fillStyle = css(lighten(grade.lamp, 0.5));
  context.beginPath();
  context.ellipse(x, y, size * 0.42, size * 0.08, 0, 0, Math.PI * 2);
  context.fill();
  glow(stage, x, y + size * 0.1, size * 5, grade.lamp, strength);
  beam(stage, x, y, Math.PI / 2, size * 7, [size * 0.9, size * 5], grade.lamp, strength * 0.4);
}

/** A potted plant with arching leaves. */
export function potPlant(stage: Stage, random: Random, x: number, y: number, size: number): void {
  const { context } = stage;
  for (let leaf = 0; leaf < 15; leaf += 1) {
    const angle = -Math.PI / 2 + random.range(-1.15, 1.15);
    const long = size * random.range(0.5, 0.95);
    const tipX = x + Math.cos(angle) * long;
    const tipY = y - size * 0.28 + Math.sin(angle) * long * 0.9 + Math.abs(Math.cos(angle)) * long * 0.35;
    context.fillStyle = css(tone(stage, mix(hex('3f6b42'), hex('7a9a50'), random.next()), random.range(0.15, 0.9)));
    context.fill(
      limb([
        [x, y - size * 0.24, size * 0.012],
        [(x + tipX) / 2, (y - size * 0.24 + tipY) / 2 - size * 0.12, size * 0.055],
        [tipX, tipY, size * 0.006],
      ]),
    );
  }
  slab(stage, x - size * 0.14, y - size * 0.28, size * 0.28, size * 0.28, hex('a8785a'));
}

/** A table in elevation: top and two legs. */
export function table(stage: Stage, x: number, y: number, width: number, height: number, colour: Colour): void {
  const { context } = stage;
  context.fillStyle = css(tone(stage, colour, 0.08));
  context.fillRect(x - width * 0.42, y - height, width * 0.035, height);
  context.fillRect(x + width * 0.385, y - height, width * 0.035, height);
  slab(stage, x - width / 2, y - height - 0.012, width, 0.026, colour, 0.85);
  context.fillStyle = css(mix(tone(stage, colour, 1), stage.grade.key, 0.4));
  context.fillRect(x - width / 2, y - height - 0.013, width, 0.0035);
}

/** A wall of shelves full of books, `depth` tilting it into perspective when not zero. */
export function bookshelf(
  stage: Stage,
  random: Random,
  x: number,
  y: number,
  width: number,
  height: number,
  rows: number,
  distance: number,
): void {
  const { context } = stage;
  const wood = hex('6a4a34');
  context.fillStyle = css(tone(stage, darken(wood, 0.5), 0.1, distance));
  context.fillRect(x, y, width, height);
  const bindings = [
    hex('8a3a32'),
    hex('3f5a6e'),
    hex('6a7a4a'),
    hex('b08a4a'),
    hex('5a4668'),
    hex('c8b088'),
    hex('7a5238'),
  ] as const;
  const rowHeight = height / rows;
  for (let row = 0; row < rows; row += 1) {
    let at = x + 0.006;
    const shelf = y + (row + 1) * rowHeight;
    while (at < x + width - 0.01) {
      const thick = random.range(0.006, 0.016);
      const tall = rowHeight * random.range(0.58, 0.86);
      if (random.chance(0.07)) {
        at += thick * 2;
        continue;
      }
      context.fillStyle = css(
        tone(stage, mix(random.pick(bindings), stage.grade.accent, 0.12), random.range(0.12, 0.62), distance),
      );
      context.fillRect(at, shelf - tall, Math.min(thick, x + width - at - 0.004), tall);
      at += thick + 0.0012;
    }
    context.fillStyle = css(tone(stage, wood, 0.55, distance));
    context.fillRect(x, shelf - 0.004, width, rowHeight * 0.07 + 0.002);
  }
  context.fillStyle = css(tone(stage, wood, 0.35, distance));
  context.fillRect(x - 0.008, y - 0.012, 0.014, height + 0.014);
  context.fillRect(x + width - 0.006, y - 0.012, 0.014, height + 0.014);
  context.fillRect(x - 0.012, y - 0.02, width + 0.024, 0.02);
}

/** A glowing screen on a stand. */
export function screen(
  stage: Stage,
  random: Random,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: Colour,
): void {
  const { context } = stage;
  context.fillStyle = css(stage.grade.ink);
  context.fill(
    polygon([
      [x - width * 0.08, y],
      [x + width * 0.08, y],
      [x + width * 0.16, y + height * 0.28],
      [x - width * 0.16, y + height * 0.28],
    ]),
  );
  context.beginPath();
  context.roundRect(x - width / 2, y - height, width, height, height * 0.04);
  context.fill();
  const gradient = context.createLinearGradient(x - width / 2, y - height, x + width / 2, y);
  gradient.addColorStop(0, css(lighten(colour, 0.35)));
  gradient.addColorStop(1, css(mix(colour, stage.grade.ink, 0.35)));
  context.fillStyle = gradient;
  context.fillRect(x - width * 0.475, y - height * 0.955, width * 0.95, height * 0.91);
  context.fillStyle = css(lighten(colour, 0.7), 0.75);
  for (let line = 0; line < 6; line += 1)
    context.fillRect(
      x - width * 0.4,
      y - height * (0.84 - line * 0.12),
      width * random.range(0.15, 0.5),
      height * 0.03,
    );
  context.fillRect(x + width * 0.14, y - height * 0.6, width * 0.06, height * 0.4);
  context.fillRect(x + width * 0.23, y - height * 0.45, width * 0.06, height * 0.25);
  context.fillRect(x + width * 0.32, y - height * 0.72, width * 0.06, height * 0.52);
  glow(stage, x, y - height / 2, width * 1.3, colour, 0.4);
}
