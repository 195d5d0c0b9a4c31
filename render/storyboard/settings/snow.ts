import { css, darken, hex, lighten, mix } from '../colour.ts';
import { band, glow, mist, puff, veil } from '../paint/air.ts';
import { hills, pine, pineRank } from '../paint/nature.ts';
import { outline } from '../paint/shapes.ts';
import { paintSky } from '../paint/sky.ts';
import { inLayer, type Stage, tone } from '../paint/stage.ts';
import { peak } from './mountain.ts';
import type { Setting } from './setting.ts';

function aurora(stage: Stage): void {
  const { context, grade, horizon } = stage;
  if (grade.darkness < 0.7) return;
  context.save();
  context.globalCompositeOperation = 'screen';
  for (let fold = 0; fold < 3; fold += 1) {
    const colour = fold === 1 ? mix(hex('8a5ae0'), grade.accent, 0.3) : mix(hex('3ae0a0'), grade.accentTwo, 0.25);
    for (let index = 0; index < 46; index += 1) {
      const share = index / 46;
      const x = stage.left + share * (stage.right - stage.left);
      const y = horizon * (0.36 + fold * 0.09) + Math.sin(share * 7 + fold * 2 + stage.time * 0.6) * 0.06;
      const tall = 0.2 + 0.12 * Math.sin(share * 19 + fold);
      const gradient = context.createLinearGradient(0, y - tall, 0, y + 0.03);
      gradient.addColorStop(0, css(colour, 0));
      gradient.addColorStop(0.8, css(colour, 0.22 + 0.12 * Math.sin(share * 31 + fold * 3)));
      gradient.addColorStop(1, css(colour, 0));
      context.fillStyle = gradient;
      context.fillRect(x - 0.04, y - tall, 0.09, tall + 0.03);
    }
  }
  context.restore();
}

/** A winter plain: white drifts in blue shade, frosted firs, distant ice. */
export const snow: Setting = {
  horizon: 0.58,
  ground: 0.91,
  paintBackdrop(stage) {
    const { context, grade, horizon, width } = stage;
    paintSky(stage, { clouds: 0.8 });
    aurora(stage);
    const random = stage.random.fork('snow');
    inLayer(stage, 0.06, () => {
      peak(stage, random, width * 0.5 + stage.lightSide * 0.2, horizon + 0.05, 0.3, 0.46, 0.8, true);
      peak(stage, random, width * 0.5 - stage.lightSide * 0.5, horizon + 0.05, 0.24, 0.4, 0.85, true);
      hills(stage, random, {
        baseline: horizon,
        amplitude: 0.06,
        roughness: 0.5,
        colour: hex('dfe8f2'),
        distance: 0.7,
        lit: 0.8,
      });
    });
    veil(stage, horizon, 0.1, lighten(grade.haze, 0.2), 0.5);
    inLayer(stage, 0.25, () => {
      for (const distance of [0.72, 0.5]) {
        const trees = Array.from({ length: 20 }, (): readonly [number, number, number] => [
          random.range(stage.left, stage.right),
          horizon + 0.05 * (1 - distance) + 0.02,
          0.2 * (1.1 - distance) * random.range(0.8, 1.2),
        ]);
        const frost = lighten(tone(stage, hex('dfe9f2'), 0.8, distance), 0.05);
        pineRank(stage, random, trees, frost, tone(stage, hex('5c7484'), 0.25, distance));
      }
    });
    const white = hex('eef3f9');
    band(stage, horizon + 0.045, stage.height + 1, [
      css(tone(stage, white, 0.85, 0.5)),
      css(tone(stage, white, 0.6, 0.1)),
      css(tone(stage, hex('c3d2e6'), 0.35)),
      css(tone(stage, hex('a8bcd6'), 0.15)),
    ]);
    inLayer(stage, 0.45, () => {
      for (let index = 0; index < 7; index += 1) {
        const y = horizon + 0.08 + index * 0.05;
        const x = random.range(0, width);
        const half = 0.5 + index * 0.13;
        const gradient = context.createLinearGradient(0, y - 0.03, 0, y + 0.07 + index * 0.01);
        gradient.addColorStop(0, css(lighten(tone(stage, white, 1), 0.1), 0.9));
        gradient.addColorStop(0.4, css(tone(stage, hex('c6d6ea'), 0.45), 0.55));
        gradient.addColorStop(1, css(tone(stage, hex('9fb6d6'), 0.2), 0));
        context.fillStyle = gradient;
        context.fill(
          outline([
            [x - half, y + 0.07],
            [x - half * 0.5, y + 0.005],
            [x, y - 0.022],
            [x + half * 0.5, y + 0.01],
            [x + half, y + 0.075],
          ]),
        );
      }
      for (let index = 0; index < 10; index += 1) {
        const x = random.range(stage.left, stage.right);
        if (Math.abs(x - stage.focusX) < 0.26) continue;
        pine(
          stage,
          random,
          x,
          horizon + random.range(0.1, 0.2),
          random.range(0.24, 0.42),
          tone(stage, hex('4a6272'), 0.18, 0.15),
          lighten(tone(stage, hex('e8f0f8'), 0.95, 0.1), 0.05),
        );
      }
    });
    glow(stage, stage.lightX, horizon + 0.12, 0.6, grade.key, 0.3);
    mist(stage, random, horizon + 0.04, horizon + 0.16, 4, lighten(grade.haze, 0.3), 0.4);
  },
  paintForeground(stage) {
    const { context, grade, lightSide } = stage;
    inLayer(stage, 1, () => {
      const edge = lightSide === 1 ? -0.2 : stage.width + 0.2;
      const low = stage.height + 0.4;
      const shade = darken(tone(stage, hex('8fa6c6'), 0.12), 0.15);
      context.fillStyle = css(shade);
      context.fill(
        outline([
          [edge, low, 1],
          [edge, stage.height * 0.86, 1],
          [edge + lightSide * 0.3, stage.height * 0.9],
          [edge + lightSide * 0.8, stage.height * 0.985],
          [edge + lightSide * 1.2, low, 1],
        ]),
      );
      context.strokeStyle = css(mix(shade, lighten(grade.key, 0.4), 0.7), 0.8);
      context.lineWidth = 0.005;
      context.stroke(
        outline(
          [
            [edge, stage.height * 0.862],
            [edge + lightSide * 0.3, stage.height * 0.902],
            [edge + lightSide * 0.8, stage.height * 0.987],
          ],
          false,
        ),
      );
      puff(
        stage,
        'wisp',
        stage.width / 2 + (stage.time - 0.5) * 0.2,
        stage.height * 0.97,
        2,
        0.14,
        lighten(grade.haze, 0.6),
        0.6,
      );
    });
  },
};
