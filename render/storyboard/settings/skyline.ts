import { css, darken, hex, mix } from '../colour.ts';
import { band, bokeh, glow, veil } from '../paint/air.ts';
import { polygon } from '../paint/shapes.ts';
import { paintSky } from '../paint/sky.ts';
import { inLayer, tone } from '../paint/stage.ts';
import { blockRow } from '../paint/town.ts';
import type { Setting } from './setting.ts';

/** A metropolis seen from a roof: tower behind tower, traffic glow below, a parapet in front. */
export const skyline: Setting = {
  horizon: 0.64,
  ground: 0.94,
  paintBackdrop(stage) {
    const { context, grade, horizon } = stage;
    paintSky(stage);
    const random = stage.random.fork('skyline');
    const tall = Math.min(1, horizon);
    inLayer(stage, 0.05, () =>
      blockRow(stage, random, {
        base: horizon + 0.12,
        low: 0.14,
        high: tall * 0.62,
        width: [0.05, 0.11],
        colour: hex('7484a0'),
        distance: 0.95,
        gap: 0.03,
      }),
    );
    veil(stage, horizon, 0.24, grade.haze, 0.5);
    inLayer(stage, 0.15, () =>
      blockRow(stage, random, {
        base: horizon + 0.2,
        low: 0.2,
        high: tall * 0.6,
        width: [0.07, 0.14],
        colour: hex('5f6c86'),
        distance: 0.6,
        gap: 0.05,
      }),
    );
    glow(stage, stage.width / 2, horizon + 0.1, 0.9, mix(grade.lamp, grade.haze, 0.4), 0.3 * grade.darkness + 0.08);
    veil(stage, horizon + 0.12, 0.14, mix(grade.haze, grade.lamp, grade.darkness * 0.3), 0.5);
    inLayer(stage, 0.3, () =>
      blockRow(stage, random, {
        base: horizon + 0.34,
        low: 0.16,
        high: tall * 0.5,
        width: [0.1, 0.2],
        colour: hex('454e62'),
        distance: 0.24,
        gap: 0.1,
      }),
    );
    if (grade.darkness > 0.4)
      bokeh(stage, random, 30, horizon + 0.08, horizon + 0.2, 0.009, [grade.lamp, hex('ff6a50'), grade.accent]);
    // The roof the camera stands on.
    inLayer(stage, 0.58, () => {
      const roof = tone(stage, hex('5a5a62'), 0.35, 0.05);
      const edge = stage.height * 0.86;
      band(stage, edge, stage.height + 1, [css(roof), css(darken(roof, 0.45)), css(darken(roof, 0.6))]);
      context.fillStyle = css(mix(grade.key, roof, 0.45));
      context.fillRect(-2, edge - 0.004, stage.width + 4, 0.006);
      context.strokeStyle = css(darken(roof, 0.6), 0.5);
      context.lineWidth = 0.004;
      for (let index = -6; index <= 6; index += 1) {
        context.beginPath();
        context.moveTo(stage.width / 2 + index * 0.22, edge);
        context.lineTo(stage.width / 2 + index * 0.8, stage.height + 0.4);
        context.stroke();
      }
    });
  },
  paintForeground(stage) {
    const { context, grade, lightSide } = stage;
    inLayer(stage, 1, () => {
      const x = lightSide === 1 ? -0.02 : stage.width + 0.02;
      const low = stage.height + 0.3;
      context.fillStyle = css(darken(grade.ink, 0.2));
      // A water tank and an aerial, the furniture of every roof.
      const y = stage.height * 0.56;
      context.fill(
        polygon([
          [x - 0.16, y],
          [x + 0.13, y],
          [x + 0.13, y + 0.22],
          [x - 0.16, y + 0.22],
        ]),
      );
      context.fill(
        polygon([
          [x - 0.18, y + 0.005],
          [x - 0.015, y - 0.09],
          [x + 0.15, y + 0.005],
        ]),
      );
      for (const leg of [-0.14, -0.02, 0.1]) context.fillRect(x + leg, y + 0.2, 0.016, low);
      context.fillRect(x + lightSide * 0.2, y - 0.12, 0.006, low);
      for (const bar of [0, 0.035, 0.07]) context.fillRect(x + lightSide * 0.2 - 0.04, y - 0.11 + bar, 0.085, 0.005);
      context.fillStyle = css(grade.key, 0.5);
      context.fillRect(lightSide === 1 ? x + 0.126 : x - 0.16, y, 0.005, 0.22);
    });
  },
};
