import { Path2D } from '@napi-rs/canvas';
import { css, darken, hex, lighten, mix } from '../colour.ts';
import { band, bokeh, glow, mist, veil } from '../paint/air.ts';
import { polygon } from '../paint/shapes.ts';
import { paintSky } from '../paint/sky.ts';
import { FAR, inLayer, type Stage, tone } from '../paint/stage.ts';
import { blockRow } from '../paint/town.ts';
import type { Setting } from './setting.ts';

/** One side of a street: facades running to the vanishing point, each with lit windows, signs and a shop below. */
function facades(stage: Stage, side: -1 | 1): void {
  const { context, grade, horizon } = stage;
  const random = stage.random.fork(`facades ${side}`);
  const vanishX = stage.width / 2;
  const at = (depth: number, rise: number): readonly [number, number] => {
    const reach = stage.width * 0.42;
    return [vanishX + (side * reach) / depth, horizon - rise / depth + 0.0];
  };
  const bricks = [hex('7d5a4c'), hex('6a6672'), hex('8a7460'), hex('566070'), hex('74585e')] as const;
  const edges = [5.2, 4, 3.1, 2.45, 1.95, 1.5, 1.16, 0.86, 0.55];
  for (let index = 0; index < edges.length - 1; index += 1) {
    const far = edges[index] ?? 1;
    const near = edges[index + 1] ?? 1;
    const tall = random.range(0.62, 1.05);
    const distance = Math.min(0.9, (far - 0.6) / 4.4);
    const wall = random.pick(bricks);
    const facing = side === stage.lightSide ? 0.12 : 0.55;
    const gradient = context.createLinearGradient(0, horizon - tall / near, 0, horizon + 0.15);
    gradient.addColorStop(0, css(tone(stage, wall, facing, distance)));
    gradient.addColorStop(
      1,
      css(mix(tone(stage, wall, facing * 0.5, distance), grade.lamp, 0.1 + grade.darkness * 0.1)),
    );
    context.fillStyle = gradient;
    const drop = -0.17;
    context.fill(polygon([at(far, tall), at(near, tall), at(near, drop), at(far, drop)]));
    context.fillStyle = css(darken(tone(stage, wall, 0.08, distance), 0.3));
    context.fill(
      polygon([
        at(far, tall + 0.02),
        at(near * 0.985, tall + 0.025),
        at(near * 0.985, tall - 0.012),
        at(far, tall - 0.012),
      ]),
    );
    const columns = 3;
    const rows = 5;
    const panes = [new Path2D(), new Path2D(), new Path2D()] as const;
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const from = 1 / (1 / far + (1 / near - 1 / far) * ((column + 0.25) / columns));
        const to = 1 / (1 / far + (1 / near - 1 / far) * ((column + 0.75) / columns));
        const low = 0.1 + ((tall - 0.14) * row) / rows;
        const high = low + ((tall - 0.14) / rows) * 0.6;
        const isLit = random.chance(0.16 + grade.darkness * 0.4);
        const kind = isLit ? (random.chance(0.3) ? 1 : 0) : 2;
        panes[kind].addPath(polygon([at(from, high), at(to, high), at(to, low), at(from, low)]));
      }
    }
    const glass = [
      mix(grade.lamp, lighten(grade.lamp, 0.3), 0.35),
      mix(grade.lamp, grade.accent, 0.35),
      mix(tone(stage, hex('5a6878'), 0.35, distance), grade.sky[1], 0.3),
    ] as const;
    panes.forEach((path, kind) => {
      const colour = glass[kind] ?? grade.lamp;
      context.fillStyle = css(
        mix(colour, grade.haze, distance * 0.4 * grade.hazeAmount),
        kind < 2 ? 0.4 + grade.darkness * 0.5 : 0.6,
      );
      context.fill(path);
    });
    // Shop front and awning.
    const shop = mix(grade.lamp, random.chance(0.5) ? grade.accent : grade.accentTwo, random.range(0, 0.5));
    const [shopX] = at((far + near) / 2, 0);
    context.fillStyle = css(mix(shop, grade.haze, distance * 0.5), 0.25 + grade.darkness * 0.6);
    context.fill(
      polygon([at(far * 0.97, 0.045), at(near * 1.03, 0.045), at(near * 1.03, -0.14), at(far * 0.97, -0.14)]),
    );
    if (grade.darkness > 0.3) {
      glow(stage, shopX, horizon + 0.02 / near, 0.34 / near, shop, 0.34 * grade.darkness);
      if (random.chance(0.65)) {
        const sign = random.chance(0.5) ? grade.accent : grade.accentTwo;
        const [signX, signY] = at((far + near) / 2, random.range(0.16, 0.4));
        const size = 0.05 / ((far + near) / 2);
        context.fillStyle = css(lighten(sign, 0.35), 0.95);
        context.fillRect(signX - side * size * 1.2 - size * 0.4, signY - size * 1.6, size * 0.8, size * 3.2);
        glow(stage, signX - side * size * 1.2, signY, size * 6, sign, 0.6);
      }
    }
    context.fillStyle = css(mix(tone(stage, grade.accent, 0.6, distance), grade.ink, 0.25));
    context.fill(
      polygon([
        at(far * 0.98, 0.062),
        at(near * 1.02, 0.062),
        [at(near * 1.02, 0.02)[0] - (side * 0.03) / near, at(near, 0.02)[1]],
        [at(far * 0.98, 0.02)[0] - (side * 0.03) / far, at(far, 0.02)[1]],
      ]),
    );
  }
}

/** A city street to a vanishing point: facades, shop light, street lamps, a wet road that mirrors it all. */
export const street: Setting = {
  horizon: 0.6,
  ground: 0.93,
  paintBackdrop(stage) {
    const { context, grade, horizon, width } = stage;
    paintSky(stage, { clouds: 0.8 });
    const random = stage.random.fork('street');
    inLayer(stage, 0.05, () =>
      blockRow(stage, random, {
        base: horizon + 0.02,
        low: 0.1,
        high: 0.34,
        width: [0.05, 0.1],
        colour: hex('6a7484'),
        distance: 0.85,
      }),
    );
    veil(stage, horizon, 0.2, grade.haze, 0.5);
    const road = hex('4c4e58');
    band(stage, horizon, stage.height + 1, [
      css(mix(tone(stage, road, 0.6, 0.8), grade.haze, 0.3)),
      css(tone(stage, road, 0.3, 0.1)),
      css(darken(tone(stage, road, 0.08), 0.3)),
    ]);
    inLayer(stage, 0.35, () => {
      context.fillStyle = css(tone(stage, hex('7a7670'), 0.4, 0.2));
      for (const side of [-1, 1] as const) {
        context.fill(
          polygon([
            [width / 2, horizon],
            [width / 2 + side * width * 0.62, stage.height + 0.2],
            [width / 2 + side * FAR, stage.height + 0.2],
            [width / 2 + side * FAR, horizon],
          ]),
        );
      }
      facades(stage, -1);
      facades(stage, 1);
      veil(stage, horizon + 0.01, 0.1, grade.haze, 0.32);
      // Lane marks.
      context.fillStyle = css(lighten(tone(stage, hex('d8d2c0'), 0.5), 0.1), 0.5);
      for (const [near, far] of [
        [4.2, 3.2],
        [2.6, 2.05],
        [1.75, 1.42],
        [1.22, 1.0],
        [0.88, 0.7],
      ] as const) {
        const y = (depth: number): number => horizon + (stage.height - horizon) * (0.95 / depth);
        context.fill(
          polygon([
            [width / 2 - 0.012 / near, y(near)],
            [width / 2 + 0.012 / near, y(near)],
            [width / 2 + 0.012 / far, y(far)],
            [width / 2 - 0.012 / far, y(far)],
          ]),
        );
      }
    });
    // Wet reflections: streaks of lamp and sign colour pulled down the road.
    const wet = Math.max(grade.darkness, stage.scene.weather.includes('rain') ? 0.9 : 0) * 0.55;
    if (wet > 0.1) {
      context.save();
      context.globalCompositeOperation = 'screen';
      for (let index = 0; index < 34; index += 1) {
        const x = random.range(-0.1, width + 0.1);
        const y = horizon + random.range(0.05, 0.24);
        const colour = random.pick([grade.lamp, grade.accent, grade.accentTwo, grade.key] as const);
        const gradient = context.createLinearGradient(0, y, 0, y + 0.2);
        gradient.addColorStop(0, css(colour, 0));
        gradient.addColorStop(0.3, css(colour, wet * random.range(0.15, 0.5)));
        gradient.addColorStop(1, css(colour, 0));
        context.fillStyle = gradient;
        context.beginPath();
        context.ellipse(x + stage.time * 0.01, y + 0.1, random.range(0.006, 0.02), 0.1, 0, 0, Math.PI * 2);
        context.fill();
      }
      context.restore();
    }
    inLayer(stage, 0.5, () => {
      for (const [depth, side] of [
        [2.7, -1],
        [2.7, 1],
        [1.55, -1],
        [1.55, 1],
      ] as const)
        lampPost(stage, width / 2 + (side * width * 0.36) / depth, horizon + 0.15 / depth + 0.02, 0.5 / depth);
    });
    if (grade.darkness > 0.5)
      bokeh(stage, random, 12, horizon - 0.06, horizon + 0.05, 0.014, [grade.lamp, grade.accent, hex('ff5a4a')]);
    mist(stage, random, horizon + 0.02, horizon + 0.15, 3, grade.haze, 0.25);
  },
  paintForeground(stage) {
    const { context, grade } = stage;
    inLayer(stage, 1, () => {
      const side = stage.lightSide;
      const edge = side === 1 ? -0.05 : stage.width + 0.05;
      context.fillStyle = css(darken(grade.ink, 0.2));
      context.fill(
        polygon([
          [edge - side * 0.5, -1],
          [edge + side * 0.06, -1],
          [edge + side * 0.075, stage.height + 1],
          [edge - side * 0.5, stage.height + 1],
        ]),
      );
      context.fill(
        polygon([
          [edge, 0.05],
          [edge + side * 0.3, 0.09],
          [edge + side * 0.3, 0.105],
          [edge, 0.085],
        ]),
      );
      context.fill(
        polygon([
          [edge + side * 0.11, 0.1],
          [edge + side * 0.26, 0.115],
          [edge + side * 0.26, 0.25],
          [edge + side * 0.11, 0.245],
        ]),
      );
      context.strokeStyle = css(mix(grade.key, grade.accent, 0.4), 0.7);
      context.lineWidth = 0.004;
      context.strokeRect(side === 1 ? edge + 0.12 : edge - 0.25, 0.124, 0.13, 0.112);
    });
  },
};

function lampPost(stage: Stage, x: number, y: number, height: number): void {
  const { context, grade } = stage;
  context.fillStyle = css(mix(grade.ink, grade.haze, 0.15));
  context.fillRect(x - height * 0.009, y - height, height * 0.018, height);
  const arm = x < stage.width / 2 ? 1 : -1;
  context.fillRect(Math.min(x, x + arm * height * 0.13), y - height, height * 0.13, height * 0.014);
  const headX = x + arm * height * 0.13;
  context.fillStyle = css(lighten(grade.lamp, grade.darkness > 0.2 ? 0.5 : 0));
  context.fillRect(headX - height * 0.035, y - height, height * 0.07, height * 0.022);
  if (grade.darkness > 0.2) {
    glow(stage, headX, y - height * 0.98, height * 0.55, grade.lamp, 0.75 * grade.darkness);
    glow(stage, headX, y, height * 0.4, grade.lamp, 0.3 * grade.darkness);
  }
}
