import { css, darken, hex, lighten, mix } from '../colour.ts';
import { mist, puff, veil } from '../paint/air.ts';
import { grass, hills, leafTree, pineRank } from '../paint/nature.ts';
import { limb, outline } from '../paint/shapes.ts';
import { paintSky } from '../paint/sky.ts';
import { inLayer, type Stage, tone } from '../paint/stage.ts';
import { water } from '../paint/water.ts';
import type { Setting } from './setting.ts';

function reeds(
  stage: Stage,
  label: string,
  x: number,
  y: number,
  tall: number,
  ink: readonly [number, number, number],
): void {
  const { context, grade } = stage;
  const random = stage.random.fork(label);
  for (let index = 0; index < 26; index += 1) {
    const foot = x + random.range(-0.16, 0.16);
    const height = tall * random.range(0.5, 1.1);
    const bend = random.range(-0.04, 0.06) + stage.time * 0.012;
    context.fillStyle = css(index % 6 === 0 ? mix(ink, grade.key, 0.3) : ink);
    context.fill(
      limb([
        [foot, y, 0.0035],
        [foot + bend * 0.3, y - height * 0.5, 0.003],
        [foot + bend, y - height, 0.001],
      ]),
    );
    if (index % 4 === 0)
      context.fill(
        limb([
          [foot + bend * 0.75, y - height * 0.86, 0.006],
          [foot + bend, y - height, 0.0065],
          [foot + bend * 1.1, y - height * 1.08, 0.003],
        ]),
      );
  }
}

/** A still lake between wooded banks, the sky lying on it. */
export const river: Setting = {
  horizon: 0.54,
  ground: 0.93,
  afloat: 'water',
  paintBackdrop(stage) {
    const { context, horizon, grade, width } = stage;
    paintSky(stage);
    const random = stage.random.fork('river');
    const shore = horizon + 0.035;
    inLayer(stage, 0.06, () => {
      hills(stage, random, {
        baseline: horizon - 0.1,
        amplitude: 0.16,
        roughness: 0.5,
        colour: hex('6f82a0'),
        distance: 0.9,
      });
      hills(stage, random, {
        baseline: horizon - 0.02,
        amplitude: 0.1,
        roughness: 0.52,
        colour: hex('5c7462'),
        distance: 0.66,
      });
    });
    water(stage, shore, hex('3a6670'), 0.55);
    inLayer(stage, 0.2, () => {
      // The far bank and its reflection share one stroke of the brush: mirrored, dimmed and drawn first.
      for (const mirrored of [true, false]) {
        const own = stage.random.fork('bank');
        context.save();
        if (mirrored) {
          context.translate(0, shore * 2);
          context.scale(1, -0.8);
          context.translate(0, -shore * 0.25 + 0.0);
          context.globalAlpha = 0.42;
        }
        const trees = Array.from({ length: 44 }, (_, index): readonly [number, number, number] => {
          const x = stage.left + ((index + own.next()) / 44) * (stage.right - stage.left);
          return [x, shore + 0.004, own.range(0.06, 0.15) * (1 + 0.8 * Math.abs((x - width / 2) / width))];
        });
        pineRank(stage, own, trees, tone(stage, hex('7a9060'), 0.65, 0.45), tone(stage, hex('4a6450'), 0.2, 0.5));
        context.restore();
      }
    });
    veil(stage, shore, 0.07, lighten(grade.haze, 0.1), 0.5);
    mist(stage, random, shore - 0.01, shore + 0.07, 6, lighten(grade.haze, 0.2), 0.5);
    inLayer(stage, 0.5, () => {
      const side = stage.lightSide === 1 ? -1 : 1;
      const edge = side === -1 ? stage.left - 0.2 : stage.right + 0.2;
      context.fillStyle = css(tone(stage, hex('56683c'), 0.35, 0.12));
      context.fill(
        outline([
          [edge, horizon + 0.6, 1],
          [edge, horizon + 0.06, 1],
          [edge - side * 0.5, horizon + 0.09],
          [edge - side * 0.86, horizon + 0.17],
          [edge - side * 0.7, horizon + 0.24],
          [edge - side * 0.4, horizon + 0.34],
        ]),
      );
      leafTree(stage, random, edge - side * 0.5, horizon + 0.14, 0.5, hex('6a8444'), 0.1);
      leafTree(stage, random, edge - side * 0.74, horizon + 0.16, 0.32, hex('7a8c48'), 0.16);
    });
    // A bank to stand on.
    inLayer(stage, 0.6, () => {
      const bank = stage.height * 0.87;
      const ground = context.createLinearGradient(0, bank, 0, stage.height + 0.1);
      ground.addColorStop(0, css(tone(stage, hex('7c8450'), 0.65, 0.05)));
      ground.addColorStop(1, css(tone(stage, hex('3e4a2c'), 0.1)));
      context.fillStyle = ground;
      context.fill(
        outline([
          [-1, stage.height + 1, 1],
          [-1, bank + 0.05, 1],
          [stage.focusX - 0.5, bank + 0.03],
          [stage.focusX, bank],
          [stage.focusX + 0.45, bank + 0.035],
          [stage.width + 1, bank + 0.06, 1],
          [stage.width + 1, stage.height + 1, 1],
        ]),
      );
      grass(stage, random, bank + 0.055, 0.05, 300, [
        tone(stage, hex('7a8a4a'), 0.6),
        tone(stage, hex('55683a'), 0.3),
        tone(stage, hex('a0a058'), 0.9),
      ]);
    });
  },
  paintForeground(stage) {
    const ink = darken(tone(stage, hex('33442c'), 0.1), 0.4);
    inLayer(stage, 1, () => {
      const near = stage.lightSide === 1 ? 0.06 : stage.width - 0.06;
      reeds(stage, 'reeds', near, stage.height + 0.06, 0.42, ink);
      reeds(stage, 'more reeds', stage.width - near + 0.05 * stage.lightSide, stage.height + 0.1, 0.24, ink);
      puff(
        stage,
        'wisp',
        stage.width / 2 + stage.time * 0.06,
        stage.horizon + 0.1,
        1.6,
        0.07,
        lighten(stage.grade.haze, 0.3),
        0.3,
      );
    });
  },
};
