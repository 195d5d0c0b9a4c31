import { css, darken, hex, lighten, mix } from '../colour.ts';
import { mist, puff, veil } from '../paint/air.ts';
import { hills } from '../paint/nature.ts';
import { outline, type Point } from '../paint/shapes.ts';
import { paintSky } from '../paint/sky.ts';
import { inLayer, type Stage, tone } from '../paint/stage.ts';
import { water } from '../paint/water.ts';
import type { Setting } from './setting.ts';

/** A breaking wave's crest across the frame, with foam. */
function breaker(stage: Stage, y: number, size: number, phase: number): void {
  const { context, grade } = stage;
  const random = stage.random.fork(`breaker ${phase}`);
  const top: Point[] = [];
  const steps = 18;
  for (let index = 0; index <= steps; index += 1) {
    const share = index / steps;
    const swell =
      Math.sin(share * 7 + phase + stage.time * 0.7) * 0.5 + Math.sin(share * 17 + phase * 2 + stage.time) * 0.25;
    top.push([stage.left - 0.1 + share * (stage.right - stage.left + 0.2), y - swell * size]);
  }
  const body = context.createLinearGradient(0, y - size, 0, y + size * 2.2);
  body.addColorStop(0, css(lighten(tone(stage, hex('4f9a9a'), 0.8, 0.1), 0.12), 0.85));
  body.addColorStop(0.5, css(tone(stage, hex('25616e'), 0.3), 0.6));
  body.addColorStop(1, css(tone(stage, hex('1a4652'), 0.1), 0));
  context.fillStyle = body;
  context.fill(outline([...top, [stage.right + 0.1, y + size * 2.2, 1], [stage.left - 0.1, y + size * 2.2, 1]]));
  const foam = lighten(mix(grade.haze, grade.key, 0.4), 0.45);
  context.fillStyle = css(foam, 0.75);
  context.beginPath();
  for (let index = 0; index < 150; index += 1) {
    const share = random.next();
    const at = top[Math.floor(share * steps)] ?? [0, y];
    const next = top[Math.min(steps, Math.floor(share * steps) + 1)] ?? at;
    const inner = share * steps - Math.floor(share * steps);
    const x = at[0] + (next[0] - at[0]) * inner;
    const crest = at[1] + (next[1] - at[1]) * inner;
    const radius = size * random.range(0.02, 0.12);
    const drop = random.next() ** 2 * size * 0.6;
    context.moveTo(x + radius, crest + drop);
    context.ellipse(x, crest + drop, radius * 1.8, radius * 0.6, 0, 0, Math.PI * 2);
  }
  context.fill();
}

/** A headland of rock running in from one side. */
function headland(stage: Stage, side: -1 | 1, base: number, height: number, reach: number, distance: number): void {
  const { context } = stage;
  const random = stage.random.fork(`headland ${base}`);
  const edge = side === -1 ? stage.left - 0.3 : stage.right + 0.3;
  const inward = -side;
  const length = Math.abs(edge - (stage.width / 2 + side * stage.width * (0.5 - reach)));
  const points: Point[] = [
    [edge, base + 0.03, 1],
    [edge, base - height, 1],
  ];
  const steps = 9;
  for (let index = 1; index <= steps; index += 1) {
    const share = index / steps;
    points.push([edge + inward * length * share, base - height * (1 - share ** 1.7) * random.range(0.86, 1.06)]);
  }
  points.push([edge + inward * (length + 0.02), base + 0.01, 1]);
  const rock = context.createLinearGradient(0, base - height, 0, base);
  rock.addColorStop(0, css(tone(stage, hex('76805e'), stage.lightSide === side ? 0.35 : 0.7, distance)));
  rock.addColorStop(0.3, css(tone(stage, hex('6a5f58'), 0.35, distance)));
  rock.addColorStop(1, css(darken(tone(stage, hex('3f3d42'), 0.12, distance), 0.15)));
  context.fillStyle = rock;
  context.fill(outline(points));
}

/** Open sea with headlands, surf and a rock to stand on. */
export const coast: Setting = {
  horizon: 0.55,
  ground: 0.9,
  afloat: 'water',
  paintBackdrop(stage) {
    const { horizon, grade } = stage;
    paintSky(stage);
    const random = stage.random.fork('coast');
    inLayer(stage, 0.05, () =>
      hills(stage, random, {
        baseline: horizon - 0.012,
        amplitude: 0.035,
        roughness: 0.5,
        colour: hex('74849a'),
        distance: 0.95,
        bottom: horizon + 0.01,
      }),
    );
    water(stage, horizon, hex('2f7080'), 1.1);
    veil(stage, horizon, 0.06, grade.haze, 0.45);
    const side = stage.lightSide === 1 ? -1 : 1;
    inLayer(stage, 0.2, () => headland(stage, side, horizon + 0.035, 0.17, 0.24, 0.55));
    inLayer(stage, 0.32, () => headland(stage, side, horizon + 0.1, 0.26, 0.12, 0.22));
    mist(stage, random, horizon + 0.02, horizon + 0.09, 4, lighten(grade.haze, 0.15), 0.35);
    inLayer(stage, 0.5, () => breaker(stage, stage.height * 0.8, 0.024, 2.2));
  },
  paintForeground(stage) {
    const { context, grade, lightSide } = stage;
    inLayer(stage, 0.95, () => {
      const random = stage.random.fork('rocks');
      const edge = lightSide === 1 ? -0.1 : stage.width + 0.1;
      const low = stage.height + 0.4;
      const ink = darken(tone(stage, hex('3d3f45'), 0.1), 0.3);
      for (const [size, lift] of [
        [0.5, 0.16],
        [0.3, 0.27],
      ] as const) {
        const points: Point[] = [
          [edge - lightSide * 0.3, low, 1],
          [edge - lightSide * 0.3, stage.height - lift * 1.2, 1],
        ];
        for (let index = 0; index <= 6; index += 1)
          points.push([
            edge + lightSide * size * (index / 6),
            stage.height - lift * (1 - (index / 6) ** 1.6) * random.range(0.8, 1.15),
            1,
          ]);
        points.push([edge + lightSide * (size + 0.04), low, 1]);
        context.fillStyle = css(ink);
        context.fill(outline(points));
        context.strokeStyle = css(mix(ink, grade.key, 0.55), 0.6);
        context.lineWidth = 0.004;
        context.stroke(outline(points.slice(2, 8), false));
      }
      const foam = lighten(mix(grade.haze, grade.key, 0.3), 0.4);
      const spray = 0.5 + stage.time * 0.4;
      puff(stage, 'cloud', edge + lightSide * 0.42, stage.height - 0.03 - spray * 0.03, 0.5, 0.2 * spray, foam, 0.75);
      puff(stage, 'wisp', edge + lightSide * 0.5, stage.height + 0.0, 0.8, 0.1, foam, 0.8);
    });
  },
};
