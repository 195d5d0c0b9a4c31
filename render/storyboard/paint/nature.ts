import { Path2D } from '@napi-rs/canvas';
import { type Colour, css, darken, mix } from '../colour.ts';
import type { Random } from '../random.ts';
import { limb, ridge, roughLine } from './shapes.ts';
import { BLEED, type Stage, tone } from './stage.ts';

/** A line of hills or mountains from edge to edge, lighter at its foot where the air is thick. */
export function hills(
  stage: Stage,
  random: Random,
  options: {
    baseline: number;
    amplitude: number;
    roughness: number;
    colour: Colour;
    distance: number;
    bottom?: number;
    lit?: number;
  },
): void {
  const { context } = stage;
  const heights = roughLine(random, 64, options.roughness);
  const bottom = options.bottom ?? stage.height + BLEED;
  const path = ridge(heights, stage.left - 0.2, stage.right + 0.2, options.baseline, options.amplitude, bottom);
  const top = tone(stage, options.colour, options.lit ?? 0.45, options.distance);
  const foot = mix(tone(stage, options.colour, 0.3, options.distance), stage.grade.haze, 0.35 * stage.grade.hazeAmount);
  const gradient = context.createLinearGradient(
    0,
    options.baseline - options.amplitude,
    0,
    options.baseline + options.amplitude * 0.9 + 0.08,
  );
  gradient.addColorStop(0, css(top));
  gradient.addColorStop(1, css(foot));
  context.fillStyle = gradient;
  context.fill(path);
}

/** Adds a conifer's ragged outline to `path`. */
function pineOutline(path: Path2D, random: Random, x: number, y: number, height: number, tiers: number): void {
  const half = height * random.range(0.17, 0.23);
  path.moveTo(x, y - height);
  for (const direction of [1, -1]) {
    for (let step = 1; step <= tiers; step += 1) {
      const share = (direction === 1 ? step : tiers - step + 1) / tiers;
      const reach = direction * half * share ** 0.85 * random.range(0.78, 1.12);
      const level = y - height * (1 - share * 0.93);
      if (direction === 1) {
        path.quadraticCurveTo(x + reach * 0.45, level - height * 0.03, x + reach, level + height * 0.022);
        path.lineTo(x + reach * 0.5, level - height * 0.006);
      } else {
        path.lineTo(x + reach * 0.5, level - height * 0.006);
        path.lineTo(x + reach, level + height * 0.022);
        path.quadraticCurveTo(x + reach * 0.45, level - height * 0.03, x + reach * 0.4, level - height * 0.075);
      }
    }
    if (direction === 1) {
      path.lineTo(x + height * 0.012, y);
      path.lineTo(x - height * 0.012, y);
    }
  }
  path.closePath();
}

/** A conifer standing at (x, y): layered boughs, lit from the light's side. */
export function pine(
  stage: Stage,
  random: Random,
  x: number,
  y: number,
  height: number,
  colour: Colour,
  lit: Colour,
): void {
  const { context } = stage;
  const path = new Path2D();
  pineOutline(path, random, x, y, height, 9);
  const half = height * 0.2;
  const gradient = context.createLinearGradient(x + stage.lightSide * half, 0, x - stage.lightSide * half * 0.6, 0);
  gradient.addColorStop(0, css(lit));
  gradient.addColorStop(0.45, css(colour));
  gradient.addColorStop(1, css(darken(colour, 0.25)));
  context.fillStyle = gradient;
  context.fill(path);
}

/** Far conifers all at once, each `[x, foot, height]`: one shape and one light, as distance shows them. */
export function pineRank(
  stage: Stage,
  random: Random,
  trees: readonly (readonly [number, number, number])[],
  crown: Colour,
  foot: Colour,
): void {
  const { context } = stage;
  const path = new Path2D();
  let top = Number.POSITIVE_INFINITY;
  let low = Number.NEGATIVE_INFINITY;
  for (const [x, y, height] of trees) {
    pineOutline(path, random, x, y, height, 6);
    top = Math.min(top, y - height);
    low = Math.max(low, y);
  }
  if (trees.length === 0) return;
  const gradient = context.createLinearGradient(0, top, 0, low);
  gradient.addColorStop(0, css(crown));
  gradient.addColorStop(1, css(foot));
  context.fillStyle = gradient;
  context.fill(path);
}

/** A broad-leaved tree at (x, y): a forked trunk under clumps of leaves, light on the side of the light. */
export function leafTree(
  stage: Stage,
  random: Random,
  x: number,
  y: number,
  height: number,
  leaf: Colour,
  distance: number,
): void {
  const { context } = stage;
  const bark = tone(stage, [70, 52, 40], 0.25, distance);
  const lean = random.range(-0.05, 0.05) * height;
  context.fillStyle = css(bark);
  context.fill(
    limb([
      [x, y + height * 0.01, height * 0.042],
      [x + lean * 0.4, y - height * 0.28, height * 0.024],
      [x + lean, y - height * 0.62, height * 0.012],
    ]),
  );
  context.fill(
    limb([
      [x + lean * 0.3, y - height * 0.28, height * 0.018],
      [x + height * 0.12, y - height * 0.44, height * 0.01],
      [x + height * 0.2, y - height * 0.58, height * 0.005],
    ]),
  );
  context.fill(
    limb([
      [x + lean * 0.3, y - height * 0.32, height * 0.016],
      [x - height * 0.1, y - height * 0.46, height * 0.009],
      [x - height * 0.2, y - height * 0.6, height * 0.005],
    ]),
  );
  foliage(stage, random, x + lean, y - height * 0.66, height * 0.36, height * 0.3, leaf, distance);
}

/** A mass of leaves: dark clumps behind, lit clumps towards the light. */
export function foliage(
  stage: Stage,
  random: Random,
  x: number,
  y: number,
  radiusX: number,
  radiusY: number,
  leaf: Colour,
  distance: number,
): void {
  const { context } = stage;
  const clumps: (readonly [number, number, number])[] = [];
  for (let index = 0; index < 16; index += 1) {
    const angle = random.range(0, Math.PI * 2);
    const reach = Math.sqrt(random.next()) * 0.82;
    clumps.push([
      x + Math.cos(angle) * radiusX * reach,
      y + Math.sin(angle) * radiusY * reach,
      Math.min(radiusX, radiusY) * random.range(0.3, 0.52),
    ]);
  }
  const layer = (colour: string, shiftX: number, shiftY: number, scale: number, dots: number): void => {
    context.fillStyle = colour;
    const path = new Path2D();
    for (const [clumpX, clumpY, size] of clumps) {
      const radius = size * scale;
      path.moveTo(clumpX + shiftX + radius, clumpY + shiftY);
      path.arc(clumpX + shiftX, clumpY + shiftY, radius, 0, Math.PI * 2);
      // Loose leaves break the edge.
      for (let dot = 0; dot < dots; dot += 1) {
        const angle = random.range(0, Math.PI * 2);
        const at = radius * random.range(0.85, 1.16);
        const dotX = clumpX + shiftX + Math.cos(angle) * at;
        const dotY = clumpY + shiftY + Math.sin(angle) * at;
        const dotSize = radius * random.range(0.08, 0.2);
        path.moveTo(dotX + dotSize, dotY);
        path.arc(dotX, dotY, dotSize, 0, Math.PI * 2);
      }
    }
    context.fill(path);
  };
  const towardX = stage.lightSide * radiusX * 0.13;
  const towardY = -radiusY * 0.14;
  layer(css(darken(tone(stage, leaf, 0.14, distance), 0.1)), 0, 0, 1, 6);
  layer(css(tone(stage, leaf, 0.42, distance)), towardX * 0.6, towardY * 0.6, 0.74, 5);
  layer(css(tone(stage, leaf, 0.8, distance), 0.85), towardX * 1.3, towardY * 1.3, 0.46, 5);
}

/** Blades of grass along a line, bent by the wind, which turns a little between the two ends of a shot. */
export function grass(
  stage: Stage,
  random: Random,
  y: number,
  height: number,
  count: number,
  colours: readonly [Colour, ...Colour[]],
): void {
  const { context } = stage;
  const wind = 0.3 + stage.time * 0.22;
  const paths = colours.map(() => new Path2D());
  const width = stage.right - stage.left;
  for (let index = 0; index < count; index += 1) {
    const x = stage.left + random.next() * width;
    const tall = height * random.range(0.35, 1);
    const bend = tall * (wind + random.range(-0.35, 0.35));
    const half = tall * 0.035 + 0.0008;
    const root = y + random.range(0, height * 0.35);
    const path = paths[index % paths.length];
    if (path === undefined) continue;
    path.moveTo(x - half, root);
    path.quadraticCurveTo(x - half + bend * 0.15, root - tall * 0.6, x + bend, root - tall);
    path.quadraticCurveTo(x + half + bend * 0.3, root - tall * 0.5, x + half, root);
    path.closePath();
  }
  paths.forEach((path, index) => {
    context.fillStyle = css(colours[index] ?? colours[0]);
    context.fill(path);
  });
}

/** Leafy branches hanging into a corner of the frame, nearest to the lens. */
export function overhang(stage: Stage, random: Random, side: -1 | 1, colour: Colour): void {
  const { context } = stage;
  const edge = side === -1 ? -0.06 : stage.width + 0.06;
  context.fillStyle = css(colour);
  const path = new Path2D();
  for (let branch = 0; branch < 5; branch += 1) {
    const startY = -0.1 + branch * 0.035;
    const length = random.range(0.32, 0.62) * (1 - branch * 0.09);
    const droop = random.range(0.05, 0.2) + branch * 0.035;
    for (let leaf = 0; leaf < 34; leaf += 1) {
      const along = leaf / 34;
      const x = edge - side * along * length;
      const y = startY + droop * along * along + random.range(-0.025, 0.035) * (0.4 + along);
      const size = random.range(0.009, 0.021) * (1.15 - along * 0.5);
      const angle = random.range(-0.9, 0.9) + Math.PI / 2 + stage.time * 0.12;
      path.moveTo(x + Math.cos(angle) * size, y + Math.sin(angle) * size);
      path.ellipse(x, y, size, size * 0.42, angle, 0, Math.PI * 2);
    }
  }
  context.fill(path);
}
