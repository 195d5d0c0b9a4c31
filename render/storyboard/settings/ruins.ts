import { type Colour, css, darken, hex, lighten, mix } from '../colour.ts';
import { beam, mist, puff, veil } from '../paint/air.ts';
import { foliage, grass, hills } from '../paint/nature.ts';
import { outline, type Point, polygon } from '../paint/shapes.ts';
import { paintSky } from '../paint/sky.ts';
import { inLayer, type Stage, tone } from '../paint/stage.ts';
import type { Setting } from './setting.ts';

/** A castle on its rock: towers with battlements or spires, a keep, lit windows. */
function castle(stage: Stage, x: number, base: number, size: number, distance: number): void {
  const { context, grade, lightSide } = stage;
  const random = stage.random.fork('castle');
  const stone = hex('8c8478');
  const wall = (left: number, top: number, width: number, low: number, spire: boolean): void => {
    const gradient = context.createLinearGradient(
      lightSide === -1 ? left : left + width,
      0,
      lightSide === -1 ? left + width : left,
      0,
    );
    gradient.addColorStop(0, css(tone(stage, stone, 0.85, distance)));
    gradient.addColorStop(0.45, css(tone(stage, stone, 0.35, distance)));
    gradient.addColorStop(1, css(tone(stage, stone, 0.08, distance)));
    context.fillStyle = gradient;
    context.fillRect(left, top, width, low - top);
    const teeth = Math.max(3, Math.round(width / (size * 0.035)));
    for (let tooth = 0; tooth < teeth; tooth += 1)
      context.fillRect(
        left - size * 0.008 + ((width + size * 0.016) * tooth) / teeth,
        top - size * 0.028,
        ((width + size * 0.016) / teeth) * 0.56,
        size * 0.04,
      );
    if (spire) {
      const roof = context.createLinearGradient(
        lightSide === -1 ? left : left + width,
        0,
        lightSide === -1 ? left + width : left,
        0,
      );
      roof.addColorStop(0, css(tone(stage, mix(hex('6a4a52'), grade.accent, 0.3), 0.9, distance)));
      roof.addColorStop(1, css(tone(stage, hex('3a3a4a'), 0.1, distance)));
      context.fillStyle = roof;
      context.fill(
        polygon([
          [left - width * 0.16, top],
          [left + width * 0.5, top - width * 1.9],
          [left + width * 1.16, top],
        ]),
      );
      const wave = stage.time * 0.4;
      context.fillStyle = css(tone(stage, grade.accent, 0.9, distance));
      context.fill(
        outline([
          [left + width * 0.5, top - width * 2.3],
          [left + width * (1.0 + wave * 0.1), top - width * (2.2 + wave * 0.2)],
          [left + width * 1.3, top - width * 2.05],
          [left + width * 0.5, top - width * 1.98],
        ]),
      );
    }
    context.fillStyle =
      grade.darkness > 0.2
        ? css(lighten(grade.lamp, 0.1), 0.4 + 0.5 * grade.darkness)
        : css(tone(stage, hex('3a3640'), 0.1, distance));
    for (let slit = 0; slit < 3; slit += 1)
      context.fillRect(
        left + width * random.range(0.3, 0.62),
        top + (low - top) * (0.16 + slit * 0.24),
        size * 0.011,
        size * 0.034,
      );
  };
  const rock: Point[] = [[x - size * 0.95, base + 0.1, 1]];
  for (let index = 0; index <= 8; index += 1) {
    const share = index / 8;
    rock.push([
      x - size * 0.8 + share * size * 1.6,
      base - size * 0.32 * Math.sin(share * Math.PI) ** 0.6 * random.range(0.85, 1.05),
      1,
    ]);
  }
  rock.push([x + size * 0.95, base + 0.1, 1]);
  const ground = context.createLinearGradient(0, base - size * 0.34, 0, base + 0.05);
  ground.addColorStop(0, css(tone(stage, hex('7a766a'), 0.55, distance)));
  ground.addColorStop(1, css(mix(tone(stage, hex('5a6050'), 0.2, distance), grade.haze, 0.45)));
  context.fillStyle = ground;
  context.fill(outline(rock));
  const floor = base - size * 0.24;
  wall(x - size * 0.5, floor - size * 0.28, size * 0.13, floor + size * 0.02, true);
  wall(x + size * 0.36, floor - size * 0.36, size * 0.12, floor + size * 0.02, true);
  wall(x - size * 0.14, floor - size * 0.52, size * 0.2, floor, false);
  wall(x - size * 0.08, floor - size * 0.74, size * 0.1, floor - size * 0.5, true);
  wall(x + size * 0.14, floor - size * 0.42, size * 0.11, floor, true);
  wall(x - size * 0.44, floor - size * 0.17, size * 0.88, floor + size * 0.03, false);
  context.fillStyle = css(tone(stage, hex('2a2628'), 0.1, distance));
  context.fill(
    outline([
      [x - size * 0.055, floor + size * 0.03, 1],
      [x - size * 0.055, floor - size * 0.06],
      [x, floor - size * 0.115],
      [x + size * 0.055, floor - size * 0.06],
      [x + size * 0.055, floor + size * 0.03, 1],
    ]),
  );
}

/** A fluted column, whole or broken. */
function column(
  stage: Stage,
  x: number,
  base: number,
  width: number,
  height: number,
  broken: boolean,
  stone: Colour,
  distance: number,
): void {
  const { context, lightSide } = stage;
  const half = width / 2;
  const gradient = context.createLinearGradient(x + lightSide * half, 0, x - lightSide * half, 0);
  gradient.addColorStop(0, css(tone(stage, stone, 1, distance)));
  gradient.addColorStop(0.4, css(tone(stage, stone, 0.45, distance)));
  gradient.addColorStop(1, css(tone(stage, stone, 0.06, distance)));
  context.fillStyle = gradient;
  const top = base - height;
  const cut = broken ? width * 0.7 : 0;
  context.fill(
    polygon([
      [x - half, base],
      [x - half * 0.9, top + cut],
      [x - half * 0.3, top + cut * 0.2],
      [x + half * 0.2, top + cut * 0.6],
      [x + half * 0.9, top],
      [x + half, base],
    ]),
  );
  context.fillRect(x - half * 1.3, base - width * 0.22, width * 1.3, width * 0.24);
  if (!broken) {
    context.fillRect(x - half * 1.2, top, width * 1.2, width * 0.2);
    context.fillRect(x - half * 1.45, top - width * 0.2, width * 1.45, width * 0.22);
  }
  context.strokeStyle = css(tone(stage, stone, 0.02, distance), 0.4);
  context.lineWidth = width * 0.035;
  context.beginPath();
  for (const flute of [-0.55, -0.2, 0.2, 0.55]) {
    context.moveTo(x + half * flute, base - width * 0.22);
    context.lineTo(x + half * flute * 0.9, top + cut + width * 0.3);
  }
  context.stroke();
}

/** A castle on the skyline beyond the broken colonnade of something older. */
export const ruins: Setting = {
  horizon: 0.6,
  ground: 0.92,
  paintBackdrop(stage) {
    const { context, grade, horizon, width } = stage;
    paintSky(stage);
    const random = stage.random.fork('ruins');
    const stone = hex('b4a88e');
    inLayer(stage, 0.08, () => {
      hills(stage, random, {
        baseline: horizon - 0.02,
        amplitude: 0.13,
        roughness: 0.5,
        colour: hex('7a869a'),
        distance: 0.95,
      });
      castle(stage, width / 2 + stage.lightSide * width * 0.08, horizon + 0.05, 0.46, 0.5);
    });
    veil(stage, horizon + 0.05, 0.11, grade.haze, 0.6);
    mist(stage, random, horizon, horizon + 0.1, 6, lighten(grade.haze, 0.15), 0.5);
    inLayer(stage, 0.3, () => {
      hills(stage, random, {
        baseline: horizon + 0.1,
        amplitude: 0.05,
        roughness: 0.45,
        colour: hex('6a7450'),
        distance: 0.4,
      });
      for (const [offset, tall, broken] of [
        [-0.44, 0.3, false],
        [-0.34, 0.3, false],
        [0.36, 0.2, true],
        [0.46, 0.3, false],
      ] as const)
        column(stage, width / 2 - stage.lightSide * offset * width, horizon + 0.14, 0.042, tall, broken, stone, 0.3);
      context.fillStyle = css(tone(stage, stone, 0.5, 0.3));
      const lintel = width / 2 + stage.lightSide * 0.39 * width;
      context.fill(
        polygon([
          [lintel - 0.13, horizon - 0.2],
          [lintel + 0.13, horizon - 0.2],
          [lintel + 0.125, horizon - 0.165],
          [lintel - 0.125, horizon - 0.165],
        ]),
      );
    });
    inLayer(stage, 0.5, () => {
      hills(stage, random, {
        baseline: horizon + 0.19,
        amplitude: 0.025,
        roughness: 0.4,
        colour: hex('66703f'),
        distance: 0.1,
      });
      context.fillStyle = css(tone(stage, hex('b0a488'), 0.6, 0.06));
      // Flagstones of an old road.
      for (let row = 0; row < 6; row += 1) {
        const y = horizon + 0.2 + row * row * 0.008 + row * 0.022;
        const deep = 0.012 + row * 0.008;
        for (let slab = -3; slab <= 3; slab += 1) {
          if (random.chance(0.22)) continue;
          const wide = 0.06 + row * 0.03;
          const x = stage.focusX + slab * wide * 1.04 + (row % 2) * wide * 0.5;
          context.fillStyle = css(
            tone(stage, mix(stone, hex('7a7a60'), random.next() * 0.6), random.range(0.3, 0.7), 0.06),
          );
          context.fill(
            outline([
              [x - wide * 0.46, y],
              [x + wide * 0.44, y + 0.002],
              [x + wide * 0.5, y + deep],
              [x - wide * 0.5, y + deep],
            ]),
          );
        }
      }
      column(stage, width / 2 - stage.lightSide * width * 0.39, horizon + 0.26, 0.085, 0.52, true, stone, 0.06);
      foliage(
        stage,
        random,
        width / 2 - stage.lightSide * width * 0.42,
        horizon + 0.26,
        0.1,
        0.05,
        hex('62763c'),
        0.06,
      );
      grass(stage, random, horizon + 0.25, 0.045, 300, [
        tone(stage, hex('76804a'), 0.6),
        tone(stage, hex('545f34'), 0.3),
        tone(stage, hex('a29a54'), 0.9),
      ]);
    });
    for (let index = 0; index < 4; index += 1)
      beam(
        stage,
        stage.lightX + index * 0.12 - 0.2,
        -0.1,
        Math.PI / 2 - stage.lightSide * (0.3 + index * 0.06),
        1.3,
        [0.03, 0.2],
        grade.key,
        0.14,
      );
  },
  paintForeground(stage) {
    const { context, grade, lightSide } = stage;
    inLayer(stage, 1, () => {
      // A broken arch frames the view.
      const x = lightSide === 1 ? -0.06 : stage.width + 0.06;
      const ink = darken(grade.ink, 0.15);
      const at = (offset: number): number => x + lightSide * offset;
      const arch = outline([
        [at(-0.5), stage.height + 0.4, 1],
        [at(-0.5), -0.6, 1],
        [at(0.66), -0.6, 1],
        [at(0.6), -0.03],
        [at(0.44), 0.0, 1],
        [at(0.3), 0.06],
        [at(0.2), 0.17],
        [at(0.155), 0.32],
        [at(0.165), 0.36, 1],
        [at(0.14), 0.38, 1],
        [at(0.15), stage.height * 0.88],
        [at(0.19), stage.height * 0.9, 1],
        [at(0.2), stage.height + 0.4, 1],
      ]);
      context.fillStyle = css(ink);
      context.fill(arch);
      context.strokeStyle = css(mix(ink, grade.key, 0.42), 0.6);
      context.lineWidth = 0.005;
      context.stroke(
        outline(
          [
            [at(0.44), 0.002],
            [at(0.3), 0.062],
            [at(0.2), 0.172],
            [at(0.157), 0.32],
            [at(0.142), 0.382, 1],
            [at(0.152), stage.height * 0.88],
          ],
          false,
        ),
      );
      puff(stage, 'wisp', stage.width / 2 + stage.time * 0.08, stage.height * 0.97, 2, 0.12, grade.haze, 0.35);
    });
  },
};
