import { css, darken, hex, lighten, mix } from '../colour.ts';
import { puff, veil } from '../paint/air.ts';
import { outline, type Point, polygon } from '../paint/shapes.ts';
import { paintSky } from '../paint/sky.ts';
import { inLayer, type Stage, tone } from '../paint/stage.ts';
import type { Setting } from './setting.ts';

/** One dune: a crest line with a lit windward side and a shaded slip face below it. */
function dune(stage: Stage, label: string, crestX: number, crestY: number, half: number, distance: number): void {
  const { context, lightSide } = stage;
  const random = stage.random.fork(label);
  const sand = hex('d9a866');
  const low = stage.height + 0.4;
  const lit = context.createLinearGradient(0, crestY, 0, crestY + 0.34);
  lit.addColorStop(0, css(lighten(tone(stage, sand, 1, distance), 0.06)));
  lit.addColorStop(1, css(tone(stage, sand, 0.5, distance * 0.8)));
  const crest: Point[] = [];
  for (let index = 0; index <= 8; index += 1) {
    const share = index / 8;
    const x = crestX - half + share * half * 2;
    const rise = Math.exp(-(((share - 0.5) * 3.1) ** 2));
    crest.push([x, crestY + (1 - rise) * half * 0.3 + random.range(-0.006, 0.006)]);
  }
  context.fillStyle = lit;
  context.fill(
    outline([
      [crestX - half * 1.6, low, 1],
      [crestX - half * 1.5, crestY + half * 0.36],
      ...crest,
      [crestX + half * 1.5, crestY + half * 0.36],
      [crestX + half * 1.6, low, 1],
    ]),
  );
  // Slip face: from the summit down the side away from the light, bounded by an S-shaped ridge.
  const away = -lightSide;
  const shade = context.createLinearGradient(0, crestY, 0, crestY + 0.3);
  shade.addColorStop(0, css(tone(stage, hex('b06f48'), 0.12, distance)));
  shade.addColorStop(1, css(tone(stage, hex('b98252'), 0.38, distance)));
  context.fillStyle = shade;
  const peak: Point = [crestX, crestY - 0.0015, 1];
  context.fill(
    outline([
      peak,
      [crestX + away * half * 0.36, crestY + half * 0.085],
      [crestX + away * half * 0.8, crestY + half * 0.245],
      [crestX + away * half * 1.5, crestY + half * 0.36, 1],
      [crestX + away * half * 1.1, crestY + half * 0.5],
      [crestX + away * half * 0.42, crestY + half * 0.45],
      [crestX + away * half * 0.12, crestY + half * 0.27],
      [crestX - away * half * 0.05, crestY + half * 0.12],
    ]),
  );
  if (distance > 0.45) return;
  context.strokeStyle = css(tone(stage, hex('b98252'), 0.4, distance), 0.35);
  context.lineWidth = 0.0022;
  for (let index = 0; index < 15; index += 1) {
    const y = crestY + 0.05 + index * 0.022;
    const startX = crestX - away * half * (0.1 + index * 0.045);
    context.beginPath();
    context.moveTo(startX, y);
    context.bezierCurveTo(
      startX - away * 0.12,
      y + 0.012,
      startX - away * 0.26,
      y - 0.006,
      startX - away * 0.5,
      y + 0.02,
    );
    context.stroke();
  }
}

/** Dunes to the horizon, mesas in the haze, blown sand along the crests. */
export const desert: Setting = {
  horizon: 0.56,
  ground: 0.91,
  paintBackdrop(stage) {
    const { context, grade, horizon } = stage;
    paintSky(stage, { clouds: 0.55 });
    const random = stage.random.fork('desert');
    inLayer(stage, 0.05, () => {
      for (let index = 0; index < 4; index += 1) {
        const x = random.range(stage.left, stage.right);
        const half = random.range(0.1, 0.24);
        const height = random.range(0.06, 0.13);
        context.fillStyle = css(tone(stage, hex('a86a50'), 0.45, 0.82));
        context.fill(
          polygon([
            [x - half * 1.3, horizon + 0.02],
            [x - half, horizon - height * 0.4],
            [x - half * 0.82, horizon - height],
            [x + half * 0.7, horizon - height * 0.96],
            [x + half * 0.9, horizon - height * 0.45],
            [x + half * 1.25, horizon + 0.02],
          ]),
        );
      }
    });
    veil(stage, horizon, 0.1, grade.haze, 0.55);
    context.fillStyle = css(tone(stage, hex('d9a866'), 0.6, 0.7));
    context.fillRect(-3, horizon, stage.width + 6, 3);
    inLayer(stage, 0.15, () => {
      dune(stage, 'a', stage.width * 0.2, horizon + 0.01, 0.42, 0.72);
      dune(stage, 'b', stage.width * 0.78, horizon - 0.01, 0.5, 0.66);
    });
    veil(stage, horizon + 0.08, 0.07, grade.haze, 0.34);
    inLayer(stage, 0.3, () => {
      dune(stage, 'c', stage.width * 0.5 - stage.lightSide * 0.38, horizon + 0.06, 0.56, 0.36);
      puff(
        stage,
        'wisp',
        stage.width * 0.5 - stage.lightSide * (0.3 - stage.time * 0.09),
        horizon + 0.05,
        0.7,
        0.07,
        lighten(tone(stage, hex('e6c08a'), 1, 0.3), 0.2),
        0.6,
      );
    });
    inLayer(stage, 0.5, () => {
      dune(stage, 'd', stage.width * 0.5 + stage.lightSide * 0.52, horizon + 0.14, 0.8, 0.1);
      dune(stage, 'e', stage.width * 0.5 - stage.lightSide * 0.6, stage.height * 0.86, 0.9, 0);
    });
  },
  paintForeground(stage) {
    const { context, grade, lightSide } = stage;
    inLayer(stage, 1, () => {
      const low = stage.height + 0.4;
      const edge = lightSide === 1 ? -0.2 : stage.width + 0.2;
      const ink = darken(tone(stage, hex('7a4a38'), 0.1), 0.35);
      context.fillStyle = css(ink);
      context.fill(
        outline([
          [edge, low, 1],
          [edge, stage.height * 0.88, 1],
          [edge + lightSide * 0.3, stage.height * 0.92],
          [edge + lightSide * 0.8, stage.height * 0.995],
          [edge + lightSide * 1.1, low, 1],
        ]),
      );
      const random = stage.random.fork('scrub');
      for (let index = 0; index < 22; index += 1) {
        const x = edge + lightSide * random.range(0.24, 0.4);
        const tall = random.range(0.06, 0.17);
        context.strokeStyle = css(mix(ink, grade.key, index % 5 === 0 ? 0.5 : 0.06));
        context.lineWidth = 0.0032;
        context.beginPath();
        context.moveTo(x, stage.height * 0.935);
        context.quadraticCurveTo(
          x,
          stage.height * 0.9 - tall * 0.4,
          x + random.range(-0.07, 0.07) + stage.time * 0.012,
          stage.height * 0.92 - tall,
        );
        context.stroke();
      }
    });
  },
};
