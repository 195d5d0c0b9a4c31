import { css, darken, hex, lighten, mix } from '../colour.ts';
import { glow, smokeColumn, veil } from '../paint/air.ts';
import { foliage, grass, hills, leafTree } from '../paint/nature.ts';
import { outline, polygon } from '../paint/shapes.ts';
import { paintSky } from '../paint/sky.ts';
import { inLayer, type Stage, tone } from '../paint/stage.ts';
import type { Setting } from './setting.ts';

/** A gabled cottage with a lit gable end and a chimney. */
function cottage(
  stage: Stage,
  label: string,
  x: number,
  y: number,
  size: number,
  distance: number,
  barn: boolean,
): void {
  const { context, grade, lightSide } = stage;
  const random = stage.random.fork(label);
  const wall = barn ? hex('9a4636') : random.pick([hex('e2d4bc'), hex('c8b090'), hex('d8c8b8')] as const);
  const roof = barn ? hex('5a5258') : random.pick([hex('8a4a38'), hex('6a5a4a'), hex('7a5648')] as const);
  const flip = lightSide;
  const px = (offset: number): number => x + flip * offset * size;
  const py = (offset: number): number => y - offset * size;
  context.fillStyle = css(tone(stage, wall, 0.3, distance));
  context.fill(
    polygon([
      [px(-0.62), py(0)],
      [px(0.2), py(0)],
      [px(0.2), py(0.42)],
      [px(-0.62), py(0.42)],
    ]),
  );
  context.fillStyle = css(tone(stage, wall, 0.92, distance));
  context.fill(
    polygon([
      [px(0.2), py(0)],
      [px(0.62), py(0)],
      [px(0.62), py(0.42)],
      [px(0.41), py(0.74)],
      [px(0.2), py(0.42)],
    ]),
  );
  context.fillStyle = css(tone(stage, roof, 0.5, distance));
  context.fill(
    polygon([
      [px(-0.68), py(0.38)],
      [px(0.19), py(0.38)],
      [px(0.42), py(0.78)],
      [px(-0.46), py(0.78)],
    ]),
  );
  context.strokeStyle = css(tone(stage, roof, 0.9, distance));
  context.lineWidth = 0.03 * size;
  context.beginPath();
  context.moveTo(px(0.19), py(0.38));
  context.lineTo(px(0.42), py(0.78));
  context.lineTo(px(0.66), py(0.38));
  context.stroke();
  context.fillStyle = css(tone(stage, hex('7a6a60'), 0.5, distance));
  context.fill(
    polygon([
      [px(-0.2), py(0.7)],
      [px(-0.08), py(0.7)],
      [px(-0.08), py(0.95)],
      [px(-0.2), py(0.95)],
    ]),
  );
  const pane = mix(grade.lamp, tone(stage, hex('4a5668'), 0.3, distance), 1 - Math.max(0.25, grade.darkness));
  context.fillStyle = css(pane);
  for (const at of [-0.5, -0.28, 0.02])
    context.fill(
      polygon([
        [px(at), py(0.14)],
        [px(at + 0.11), py(0.14)],
        [px(at + 0.11), py(0.3)],
        [px(at), py(0.3)],
      ]),
    );
  context.fill(
    polygon([
      [px(0.36), py(0.4)],
      [px(0.46), py(0.4)],
      [px(0.46), py(0.52)],
      [px(0.36), py(0.52)],
    ]),
  );
  context.fillStyle = css(tone(stage, hex('4a3428'), 0.4, distance));
  context.fill(
    polygon([
      [px(0.34), py(0)],
      [px(0.48), py(0)],
      [px(0.48), py(0.27)],
      [px(0.34), py(0.27)],
    ]),
  );
  if (grade.darkness > 0.25) glow(stage, px(-0.2), py(0.2), size * 0.9, grade.lamp, 0.4 * grade.darkness);
  smokeColumn(stage, random, px(-0.14), py(0.95), size * 1.3, mix(grade.haze, [255, 255, 255], 0.3), 0.26);
}

/** Fields under a wide sky: cottages among trees, furrows leading in, wheat in front. */
export const village: Setting = {
  horizon: 0.56,
  ground: 0.92,
  paintBackdrop(stage) {
    const { context, grade, horizon, width } = stage;
    paintSky(stage);
    const random = stage.random.fork('village');
    inLayer(stage, 0.06, () => {
      hills(stage, random, {
        baseline: horizon - 0.02,
        amplitude: 0.09,
        roughness: 0.42,
        colour: hex('7f94a0'),
        distance: 0.92,
      });
      hills(stage, random, {
        baseline: horizon + 0.015,
        amplitude: 0.06,
        roughness: 0.42,
        colour: hex('7d9468'),
        distance: 0.7,
      });
    });
    veil(stage, horizon + 0.01, 0.08, grade.haze, 0.4);
    inLayer(stage, 0.22, () => {
      hills(stage, random, {
        baseline: horizon + 0.05,
        amplitude: 0.035,
        roughness: 0.4,
        colour: hex('8a9c58'),
        distance: 0.5,
        lit: 0.8,
      });
      for (let index = 0; index < 22; index += 1) {
        const x = random.range(stage.left, stage.right);
        foliage(
          stage,
          random,
          x,
          horizon + 0.045,
          random.range(0.02, 0.04),
          random.range(0.018, 0.03),
          hex('5f7c48'),
          0.56,
        );
      }
      const side = -stage.lightSide;
      cottage(stage, 'one', width / 2 + side * width * 0.16, horizon + 0.075, 0.14, 0.4, false);
      cottage(stage, 'two', width / 2 + side * width * 0.3, horizon + 0.085, 0.17, 0.34, false);
      cottage(stage, 'three', width / 2 - side * width * 0.3, horizon + 0.09, 0.2, 0.28, true);
    });
    // Fields in strips, drawn to a far point.
    const vanishX = width / 2 + stage.lightSide * 0.12;
    const crops = [
      hex('b8a050'),
      hex('7f9448'),
      hex('d0b060'),
      hex('6a8040'),
      hex('a89a58'),
      hex('8ea050'),
      hex('c8a858'),
    ] as const;
    const top = horizon + 0.095;
    inLayer(stage, 0.45, () => {
      for (let strip = 0; strip < 14; strip += 1) {
        const from = (strip - 7) * 0.42;
        const gradient = context.createLinearGradient(0, top, 0, stage.height + 0.1);
        const crop = crops[(strip * 3) % crops.length] ?? crops[0];
        gradient.addColorStop(0, css(tone(stage, crop, 0.85, 0.4)));
        gradient.addColorStop(0.5, css(tone(stage, crop, 0.6, 0.05)));
        gradient.addColorStop(1, css(darken(tone(stage, crop, 0.2), 0.2)));
        context.fillStyle = gradient;
        context.fill(
          polygon([
            [vanishX + from * 0.34, top],
            [vanishX + (from + 0.43) * 0.34, top],
            [vanishX + (from + 0.43) * 2.4, stage.height + 0.4],
            [vanishX + from * 2.4, stage.height + 0.4],
          ]),
        );
      }
      context.strokeStyle = css(tone(stage, hex('5a6034'), 0.1, 0.1), 0.25);
      context.lineWidth = 0.003;
      context.beginPath();
      for (let furrow = -34; furrow <= 34; furrow += 1) {
        context.moveTo(vanishX + furrow * 0.03, top);
        context.lineTo(vanishX + furrow * 0.21, stage.height + 0.4);
      }
      context.stroke();
      leafTree(stage, random, width / 2 + stage.lightSide * width * 0.42, horizon + 0.2, 0.46, hex('6f8a44'), 0.1);
      // A fence to lead the eye.
      const fenceSide = -stage.lightSide;
      context.strokeStyle = css(tone(stage, hex('6a5240'), 0.35));
      for (let post = 0; post < 7; post += 1) {
        const share = 1 / (1 + post * 0.42);
        const x = vanishX + fenceSide * (0.16 + 0.72 * share);
        const y = top + (stage.height * 0.98 - top) * share * 0.82;
        const tall = 0.15 * share;
        context.lineWidth = 0.011 * share;
        context.beginPath();
        context.moveTo(x, y);
        context.lineTo(x, y - tall);
        const nextShare = 1 / (1 + (post + 1) * 0.42);
        const nextX = vanishX + fenceSide * (0.16 + 0.72 * nextShare);
        const nextY = top + (stage.height * 0.98 - top) * nextShare * 0.82;
        for (const rail of [0.35, 0.78]) {
          context.moveTo(x, y - tall * rail);
          context.lineTo(nextX, nextY - 0.15 * nextShare * rail);
        }
        context.stroke();
      }
    });
    glow(stage, stage.lightX, horizon + 0.1, 0.7, grade.key, 0.22);
  },
  paintForeground(stage) {
    const random = stage.random.fork('wheat');
    inLayer(stage, 1, () => {
      const gold = tone(stage, hex('c8a24e'), 0.85);
      grass(stage, random, stage.height + 0.05, 0.17, 330, [
        darken(tone(stage, hex('5a5a2c'), 0.12), 0.3),
        darken(tone(stage, hex('8a7a38'), 0.3), 0.1),
        mix(gold, lighten(stage.grade.key, 0.2), 0.2),
      ]);
      const { context } = stage;
      context.fillStyle = css(gold);
      for (let ear = 0; ear < 40; ear += 1) {
        const x = random.range(stage.left, stage.right) + stage.time * 0.012;
        const y = stage.height - random.range(0.02, 0.11);
        context.fill(
          outline([
            [x, y + 0.025],
            [x - 0.005, y + 0.008],
            [x + 0.004, y - 0.02],
            [x + 0.008, y + 0.008],
          ]),
        );
      }
    });
  },
};
