import { css, darken, hex, lighten, mix } from '../colour.ts';
import { mist, veil } from '../paint/air.ts';
import { grass, hills, pine, pineRank } from '../paint/nature.ts';
import { outline, type Point, polygon } from '../paint/shapes.ts';
import { paintSky } from '../paint/sky.ts';
import { inLayer, type Stage, tone } from '../paint/stage.ts';
import type { Random } from '../random.ts';
import type { Setting } from './setting.ts';

/** A great peak with lit and shaded faces and snow; shared with other high places. */
export function peak(
  stage: Stage,
  random: Random,
  x: number,
  base: number,
  height: number,
  half: number,
  distance: number,
  snow: boolean,
): void {
  const { context, lightSide } = stage;
  const rock = hex('6f7684');
  const steps = 9;
  const left: Point[] = [];
  const right: Point[] = [];
  for (let index = 1; index <= steps; index += 1) {
    const share = index / steps;
    left.push([
      x - half * share ** 1.12 + random.range(-0.018, 0.018) * share,
      base - height * (1 - share) + random.range(-0.02, 0.02),
    ]);
    right.push([
      x + half * share ** 1.12 + random.range(-0.018, 0.018) * share,
      base - height * (1 - share) + random.range(-0.02, 0.02),
    ]);
  }
  const summit: Point = [x, base - height];
  const spine: Point[] = [];
  for (let index = 1; index <= steps; index += 1) {
    spine.push([
      x + random.range(-0.5, 0.5) * 0.14 * half * (index % 2 === 0 ? 1 : -1) + 0.05 * half * index * -lightSide * 0.3,
      base - height * (1 - index / steps),
    ]);
  }
  const paintFace = (edge: readonly Point[], isLit: boolean): void => {
    const gradient = context.createLinearGradient(0, base - height, 0, base);
    gradient.addColorStop(
      0,
      css(tone(stage, snow ? hex('e8edf4') : lighten(rock, 0.2), isLit ? 0.95 : 0.16, distance)),
    );
    gradient.addColorStop(0.42, css(tone(stage, rock, isLit ? 0.75 : 0.08, distance)));
    gradient.addColorStop(
      1,
      css(mix(tone(stage, rock, isLit ? 0.5 : 0.1, distance), stage.grade.haze, 0.55 * stage.grade.hazeAmount)),
    );
    context.fillStyle = gradient;
    context.fill(polygon([summit, ...edge, ...[...spine].reverse()]));
  };
  paintFace(left, lightSide === -1);
  paintFace(right, lightSide === 1);
  // Gullies: slivers of light in the shade and of shade in the light.
  for (let index = 0; index < 16; index += 1) {
    const side = random.chance(0.5) ? 1 : -1;
    const share = random.range(0.12, 0.8);
    const across = random.range(0.15, 0.8) * half * share;
    const topX = x + side * across * 0.7;
    const topY = base - height * (1 - share) + random.range(0, 0.02);
    const long = height * random.range(0.1, 0.24);
    const inLight = side === lightSide;
    context.fillStyle = css(
      tone(stage, inLight ? rock : snow ? hex('dfe6f0') : lighten(rock, 0.1), inLight ? 0.1 : 0.45, distance),
      0.5,
    );
    context.fill(
      polygon([
        [topX, topY],
        [topX + side * long * 0.34, topY + long],
        [topX + side * long * 0.12, topY + long * 0.8],
        [topX - side * long * 0.05, topY + long * 0.4],
      ]),
    );
  }
}

/** Ranges behind ranges, a valley of mist, firs on the near slopes, a rocky ledge in front. */
export const mountain: Setting = {
  horizon: 0.62,
  ground: 0.92,
  paintBackdrop(stage) {
    const { grade, horizon, width } = stage;
    paintSky(stage, { bottom: horizon });
    const random = stage.random.fork('mountain');
    const tall = Math.min(0.5, horizon * 0.72);
    inLayer(stage, 0.06, () => {
      hills(stage, random, {
        baseline: horizon - 0.08,
        amplitude: 0.16,
        roughness: 0.55,
        colour: hex('7a86a0'),
        distance: 1,
      });
      const peakX = width * (0.5 + stage.lightSide * -0.12);
      peak(stage, random, peakX - 0.42, horizon + 0.06, tall * 0.66, 0.44, 0.74, true);
      peak(stage, random, peakX + 0.46, horizon + 0.06, tall * 0.58, 0.46, 0.74, true);
      peak(stage, random, peakX, horizon + 0.08, tall, 0.52, 0.55, true);
    });
    veil(stage, horizon + 0.03, 0.15, grade.haze, 0.6);
    mist(stage, random, horizon - 0.04, horizon + 0.06, 6, lighten(mix(grade.haze, grade.key, 0.3), 0.1), 0.55);
    inLayer(stage, 0.25, () => {
      hills(stage, random, {
        baseline: horizon + 0.05,
        amplitude: 0.09,
        roughness: 0.5,
        colour: hex('5d6f62'),
        distance: 0.6,
      });
      const trees = Array.from({ length: 46 }, (): readonly [number, number, number] => [
        random.range(stage.left, stage.right),
        horizon + random.range(0.05, 0.11),
        random.range(0.05, 0.1),
      ]);
      pineRank(stage, random, trees, tone(stage, hex('6a8060'), 0.55, 0.5), tone(stage, hex('42584a'), 0.2, 0.5));
    });
    veil(stage, horizon + 0.13, 0.07, grade.haze, 0.35);
    inLayer(stage, 0.5, () => {
      hills(stage, random, {
        baseline: horizon + 0.16,
        amplitude: 0.07,
        roughness: 0.45,
        colour: hex('5f6b48'),
        distance: 0.2,
      });
      for (let index = 0; index < 14; index += 1) {
        const x = random.range(stage.left, stage.right);
        if (Math.abs(x - stage.focusX) < 0.22) continue;
        pine(
          stage,
          random,
          x,
          horizon + random.range(0.16, 0.23),
          random.range(0.15, 0.27),
          tone(stage, hex('35493a'), 0.14, 0.16),
          tone(stage, hex('64784e'), 0.75, 0.12),
        );
      }
      grass(stage, random, horizon + 0.24, 0.04, 360, [
        tone(stage, hex('77804e'), 0.55, 0.08),
        tone(stage, hex('56643c'), 0.25, 0.05),
        tone(stage, hex('a09a5e'), 0.85, 0.08),
      ]);
    });
  },
  paintForeground(stage) {
    const { context, grade } = stage;
    const random = stage.random.fork('ledge');
    inLayer(stage, 1, () => {
      const side = stage.lightSide;
      const x = side === 1 ? -0.1 : stage.width + 0.1;
      const low = stage.height + 0.3;
      const ink = darken(tone(stage, hex('4a4a50'), 0.08), 0.4);
      context.fillStyle = css(ink);
      context.fill(
        outline([
          [x - side * 0.3, low],
          [x - side * 0.3, stage.height * 0.78],
          [x + side * 0.08, stage.height * 0.82],
          [x + side * 0.2, stage.height * 0.9],
          [x + side * 0.42, stage.height * 0.955],
          [x + side * 0.7, stage.height + 0.05],
          [x + side * 0.8, low],
        ]),
      );
      context.strokeStyle = css(mix(ink, grade.key, 0.4), 0.7);
      context.lineWidth = 0.005;
      context.stroke(
        outline(
          [
            [x + side * 0.08, stage.height * 0.822],
            [x + side * 0.2, stage.height * 0.902],
            [x + side * 0.42, stage.height * 0.958],
            [x + side * 0.68, stage.height + 0.045],
          ],
          false,
        ),
      );
      grass(stage, random, stage.height + 0.04, 0.09, 150, [ink, mix(ink, tone(stage, hex('7a7a4c'), 0.6), 0.35)]);
    });
  },
};
