import { css, darken, hex, mix } from '../colour.ts';
import { band, beam, glow, mist, veil } from '../paint/air.ts';
import { foliage, grass, overhang, pineRank } from '../paint/nature.ts';
import { limb } from '../paint/shapes.ts';
import { paintSky } from '../paint/sky.ts';
import { inLayer, type Stage, tone } from '../paint/stage.ts';
import type { Setting } from './setting.ts';

function trunks(stage: Stage, label: string, count: number, distance: number, size: number, base: number): void {
  const { context } = stage;
  const random = stage.random.fork(label);
  for (let index = 0; index < count; index += 1) {
    const x = stage.left + ((index + random.range(0.1, 0.9)) / count) * (stage.right - stage.left);
    // A gap where the subject stands, so that it reads.
    if (Math.abs(x - stage.focusX) < 0.11 + size * 0.4) continue;
    const half = size * random.range(0.6, 1.25);
    const lean = random.range(-0.05, 0.05);
    const foot = base + random.range(-0.02, 0.03);
    const bark = tone(stage, mix(hex('5a4636'), hex('6b6256'), random.next()), 0.3, distance);
    const lit = tone(stage, hex('8a6a4c'), 0.85, distance * 0.9);
    const gradient = context.createLinearGradient(x - half, 0, x + half, 0);
    gradient.addColorStop(stage.lightSide === -1 ? 0 : 1, css(lit));
    gradient.addColorStop(0.4, css(bark));
    gradient.addColorStop(stage.lightSide === -1 ? 1 : 0, css(darken(bark, 0.3)));
    context.fillStyle = gradient;
    context.fill(
      limb([
        [x - half * 0.1, foot + 0.02, half * 1.7],
        [x, foot - 0.07, half],
        [x + lean * 0.5, foot - 0.7, half * 0.8],
        [x + lean, -0.6, half * 0.62],
      ]),
    );
    const boughs = distance < 0.5 ? 3 : 2;
    for (let bough = 0; bough < boughs; bough += 1) {
      const y = foot - random.range(0.35, 0.95);
      const direction = random.chance(0.5) ? 1 : -1;
      const long = random.range(0.08, 0.2);
      context.fill(
        limb([
          [x + lean * 0.4, y, half * 0.3],
          [x + direction * long * 0.6, y - 0.05, half * 0.18],
          [x + direction * long, y - 0.13, half * 0.06],
        ]),
      );
    }
  }
}

/** Tall trees in receding ranks, light breaking through the canopy, ferns in front. */
export const forest: Setting = {
  horizon: 0.62,
  ground: 0.93,
  paintBackdrop(stage) {
    const { grade, horizon } = stage;
    paintSky(stage, { bottom: horizon, clouds: 0.3 });
    const random = stage.random.fork('forest');
    const green = hex('56794a');
    inLayer(stage, 0.05, () => {
      glow(stage, stage.lightX, horizon - 0.2, 0.9, grade.key, 0.5);
      for (const [distance, size, count] of [
        [0.95, 0.3, 26],
        [0.72, 0.44, 20],
      ] as const) {
        const trees = Array.from({ length: count }, (_, index): readonly [number, number, number] => [
          stage.left + ((index + random.next()) / count) * (stage.right - stage.left),
          horizon + 0.05 * (1 - distance),
          size * random.range(0.75, 1.25),
        ]);
        pineRank(stage, random, trees, tone(stage, green, 0.6, distance), tone(stage, green, 0.25, distance));
        veil(stage, horizon, 0.12, grade.haze, 0.4);
      }
    });
    band(stage, horizon - 0.005, stage.height + 1, [
      css(tone(stage, hex('6d7a48'), 0.6, 0.6)),
      css(tone(stage, hex('4c5636'), 0.25, 0.1)),
      css(tone(stage, hex('2c3322'), 0.1)),
    ]);
    inLayer(stage, 0.3, () => trunks(stage, 'far trunks', 15, 0.62, 0.016, horizon + 0.05));
    veil(stage, horizon + 0.02, 0.16, grade.haze, 0.34);
    mist(stage, random, horizon - 0.05, horizon + 0.1, 5, mix(grade.haze, grade.key, 0.3), 0.4);
    inLayer(stage, 0.45, () => {
      trunks(stage, 'middle trunks', 9, 0.26, 0.03, horizon + 0.13);
      for (let index = 0; index < 9; index += 1) {
        const x = random.range(stage.left, stage.right);
        if (Math.abs(x - stage.focusX) > 0.2)
          foliage(stage, random, x, horizon + 0.12, 0.13, 0.06, hex('5d7c44'), 0.25);
      }
    });
    inLayer(stage, 0.4, () => {
      for (let index = 0; index < 6; index += 1) {
        const x = stage.lightX + (index - 2.5) * 0.16;
        beam(
          stage,
          x,
          -0.15,
          Math.PI / 2 - stage.lightSide * (0.24 + index * 0.035),
          horizon + 0.55,
          [0.03, 0.15 + (index % 3) * 0.06],
          grade.key,
          0.2 + (index % 2) * 0.1 + stage.time * 0.03,
        );
      }
    });
    inLayer(stage, 0.55, () =>
      grass(stage, stage.random.fork('grass'), horizon + 0.19, 0.055, 420, [
        tone(stage, hex('6b8447'), 0.6, 0.1),
        tone(stage, hex('4d6638'), 0.3),
        tone(stage, hex('8ea055'), 0.9),
      ]),
    );
  },
  paintForeground(stage) {
    const ink = darken(tone(stage, hex('2c3a26'), 0.08), 0.45);
    inLayer(stage, 1, () => {
      overhang(stage, stage.random.fork('overhang'), stage.lightSide === 1 ? -1 : 1, ink);
      grass(stage, stage.random.fork('near grass'), stage.height + 0.03, 0.15, 260, [
        ink,
        mix(ink, tone(stage, hex('5d7040'), 0.5), 0.4),
      ]);
      const x = stage.lightSide === 1 ? -0.05 : stage.width + 0.05;
      stage.context.fillStyle = css(ink);
      stage.context.fill(
        limb([
          [x, stage.height + 0.2, 0.11],
          [x, stage.height * 0.5, 0.075],
          [x + stage.lightSide * 0.02, -0.5, 0.07],
        ]),
      );
    });
  },
};
