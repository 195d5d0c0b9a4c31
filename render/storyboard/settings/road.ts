import { css, darken, hex, lighten, mix } from '../colour.ts';
import { band, glow, veil } from '../paint/air.ts';
import { grass, hills } from '../paint/nature.ts';
import { limb, outline, polygon } from '../paint/shapes.ts';
import { paintSky } from '../paint/sky.ts';
import { inLayer, tone } from '../paint/stage.ts';
import type { Setting } from './setting.ts';

/** An open road winding to far hills, poles and wires beside it, a guard rail near the lens. */
export const road: Setting = {
  horizon: 0.56,
  ground: 0.9,
  paintBackdrop(stage) {
    const { context, grade, horizon, width, height } = stage;
    paintSky(stage);
    const random = stage.random.fork('road');
    inLayer(stage, 0.05, () => {
      hills(stage, random, {
        baseline: horizon - 0.03,
        amplitude: 0.14,
        roughness: 0.54,
        colour: hex('76849c'),
        distance: 0.92,
      });
      hills(stage, random, {
        baseline: horizon + 0.005,
        amplitude: 0.07,
        roughness: 0.5,
        colour: hex('7a7a70'),
        distance: 0.7,
      });
    });
    veil(stage, horizon + 0.01, 0.08, grade.haze, 0.5);
    const soil = hex('a08a5c');
    band(stage, horizon + 0.01, height + 1, [
      css(tone(stage, soil, 0.75, 0.6)),
      css(tone(stage, soil, 0.45, 0.08)),
      css(darken(tone(stage, soil, 0.15), 0.2)),
    ]);
    inLayer(stage, 0.4, () => {
      for (let index = 0; index < 70; index += 1) {
        const depth = random.next() ** 1.6;
        const y = horizon + 0.02 + depth * (height - horizon);
        const x = random.range(stage.left, stage.right);
        context.fillStyle = css(
          tone(stage, mix(hex('7a7a48'), hex('b09a5a'), random.next()), random.range(0.2, 0.7), 0.5 * (1 - depth)),
        );
        context.beginPath();
        context.ellipse(x, y, 0.01 + depth * 0.07, 0.003 + depth * 0.012, 0, 0, Math.PI * 2);
        context.fill();
      }
      // The road: a long S, each edge a curve of the same rule.
      const lane = stage.focusX;
      const vanishX = width / 2 + stage.lightSide * 0.1;
      const at = (t: number, across: number): readonly [number, number] => {
        const y = horizon + 0.012 + (height + 0.3 - horizon) * t ** 1.7;
        const half = 0.004 + 0.62 * t ** 1.75;
        const centre = vanishX + (lane - vanishX) * Math.min(1, t * 1.25) + Math.sin(t * 6.2) * 0.05 * (1 - t);
        return [centre + half * across, y];
      };
      const side = (across: number): (readonly [number, number])[] =>
        Array.from({ length: 21 }, (_, index) => at(index / 20, across));
      const asphalt = context.createLinearGradient(0, horizon, 0, height);
      asphalt.addColorStop(0, css(mix(tone(stage, hex('6a6a70'), 0.8, 0.7), grade.key, 0.2)));
      asphalt.addColorStop(1, css(tone(stage, hex('3c3d44'), 0.22)));
      context.fillStyle = css(tone(stage, hex('c0ac80'), 0.6, 0.1));
      context.fill(polygon([...side(-1.14), ...side(1.14).reverse()]));
      context.fillStyle = asphalt;
      context.fill(polygon([...side(-1), ...side(1).reverse()]));
      context.fillStyle = css(lighten(tone(stage, hex('e8e0cc'), 0.8), 0.05), 0.75);
      for (const edge of [-0.93, 0.93]) context.fill(polygon([...side(edge - 0.012), ...side(edge + 0.012).reverse()]));
      context.fillStyle = css(tone(stage, hex('f0c860'), 0.95), 0.9);
      for (let dash = 0; dash < 11; dash += 1) {
        const from = ((dash + stage.time * 0.4) / 11) ** 1;
        const to = from + 0.045;
        context.fill(polygon([at(from, -0.018), at(from, 0.018), at(to, 0.018), at(to, -0.018)]));
      }
      // Poles and sagging wires.
      const fence = stage.lightSide;
      let before: readonly [number, number] | undefined;
      for (let pole = 0; pole < 7; pole += 1) {
        const share = 1 / (1 + pole * 0.62);
        const x = vanishX + fence * (0.08 + 0.66 * share);
        const y = horizon + 0.012 + (height - horizon) * 0.72 * share;
        const tall = 0.66 * share;
        const wood = css(mix(tone(stage, hex('4a3a30'), 0.25, 0.7 * (1 - share)), grade.haze, 0.15 * (1 - share)));
        context.fillStyle = wood;
        context.fill(
          limb([
            [x, y, 0.008 * share],
            [x, y - tall, 0.0055 * share],
          ]),
        );
        context.fillRect(x - 0.07 * share, y - tall * 0.95, 0.14 * share, 0.009 * share);
        if (before !== undefined) {
          context.strokeStyle = wood;
          context.lineWidth = 0.0016;
          for (const end of [-0.065, 0.065]) {
            context.beginPath();
            context.moveTo(before[0] + end * (share + 0.2), before[1]);
            context.quadraticCurveTo(
              (before[0] + x) / 2,
              Math.max(before[1], y - tall * 0.95) + 0.03 * share,
              x + end * share,
              y - tall * 0.95,
            );
            context.stroke();
          }
        }
        before = [x, y - tall * 0.95];
      }
      grass(stage, random, horizon + 0.16, 0.03, 200, [
        tone(stage, hex('8a8a50'), 0.5, 0.15),
        tone(stage, hex('b8a25c'), 0.85, 0.15),
      ]);
    });
    glow(stage, stage.lightX, horizon + 0.05, 0.7, grade.key, 0.32);
    if (grade.darkness > 0.5) {
      for (let index = 0; index < 9; index += 1) {
        const share = random.next() ** 2;
        glow(
          stage,
          width / 2 + stage.lightSide * 0.1 + random.range(-0.03, 0.03) * (1 + share * 4),
          horizon + 0.02 + share * 0.06,
          0.03,
          random.chance(0.5) ? hex('ff4a3a') : grade.lamp,
          0.8,
        );
      }
    }
  },
  paintForeground(stage) {
    const { context, grade, lightSide } = stage;
    inLayer(stage, 1, () => {
      const edge = lightSide === 1 ? -0.2 : stage.width + 0.2;
      const ink = darken(grade.ink, 0.1);
      context.fillStyle = css(ink);
      context.fill(
        outline([
          [edge, stage.height * 0.84],
          [edge + lightSide * 0.35, stage.height * 0.895],
          [edge + lightSide * 0.9, stage.height + 0.02],
          [edge + lightSide * 0.82, stage.height + 0.06],
          [edge + lightSide * 0.33, stage.height * 0.955],
          [edge, stage.height * 0.92],
        ]),
      );
      for (const [x, y] of [
        [0.25, 0.9],
        [0.52, 0.95],
      ] as const)
        context.fillRect(edge + lightSide * x - 0.012, stage.height * y, 0.024, 0.4);
      context.strokeStyle = css(mix(ink, grade.key, 0.55), 0.75);
      context.lineWidth = 0.005;
      context.stroke(
        outline(
          [
            [edge, stage.height * 0.842],
            [edge + lightSide * 0.35, stage.height * 0.897],
            [edge + lightSide * 0.88, stage.height + 0.018],
          ],
          false,
        ),
      );
      grass(stage, stage.random.fork('verge'), stage.height + 0.05, 0.1, 130, [
        ink,
        mix(ink, tone(stage, hex('8a8a50'), 0.6), 0.35),
      ]);
    });
  },
};
