import { css, darken, hex, lighten, mix } from '../colour.ts';
import { band, beam, glow, mist, veil } from '../paint/air.ts';
import { outline, polygon } from '../paint/shapes.ts';
import { paintSky } from '../paint/sky.ts';
import { inLayer, type Stage, tone } from '../paint/stage.ts';
import { blockRow } from '../paint/town.ts';
import type { Setting } from './setting.ts';

/** A stall: striped awning on poles over a counter heaped with goods, lit from under the cloth. */
function stall(stage: Stage, label: string, x: number, base: number, size: number, distance: number): void {
  const { context, grade } = stage;
  const random = stage.random.fork(label);
  const cloth = random.pick([
    mix(hex('c0483a'), grade.accent, 0.4),
    mix(hex('3f8a86'), grade.accentTwo, 0.4),
    hex('d8a040'),
    hex('7a4a7a'),
  ] as const);
  const top = base - size * 0.78;
  context.fillStyle = css(mix(tone(stage, hex('4a3a34'), 0.15, distance), grade.lamp, 0.06 + grade.darkness * 0.16));
  context.fillRect(x - size * 0.5, top, size, size * 0.78);
  glow(stage, x, top + size * 0.26, size * 0.75, grade.lamp, 0.25 + grade.darkness * 0.4);
  context.fillStyle = css(tone(stage, hex('5a4230'), 0.3, distance));
  for (const pole of [-0.5, 0.48]) context.fillRect(x + pole * size, top, size * 0.025, size * 0.8);
  const crate = base - size * 0.3;
  context.fillStyle = css(tone(stage, hex('7a5a3c'), 0.45, distance));
  context.fillRect(x - size * 0.54, crate, size * 1.08, size * 0.3);
  context.fillStyle = css(tone(stage, hex('4a3424'), 0.1, distance), 0.5);
  for (let plank = 0; plank < 6; plank += 1)
    context.fillRect(x - size * 0.54 + plank * size * 0.19, crate, size * 0.012, size * 0.3);
  const goods = [hex('d8702a'), hex('c83a30'), hex('e0b83a'), hex('6a9a3a'), hex('8a3a6a'), hex('d8c8a0')] as const;
  for (let heap = 0; heap < 5; heap += 1) {
    const colour = random.pick(goods);
    const heapX = x - size * 0.42 + heap * size * 0.21;
    for (const [level, count] of [6, 4, 3].entries()) {
      const ripeness = mix(colour, darken(colour, 0.3), random.next() * 0.6);
      context.fillStyle = css(tone(stage, ripeness, 0.5 + level * 0.2, distance));
      const row = crate - size * (0.012 + level * 0.034);
      context.beginPath();
      for (let item = 0; item < count; item += 1) {
        const itemX = heapX + random.range(-0.085, 0.085) * size * (1 - level * 0.3);
        context.moveTo(itemX + size * 0.026, row);
        context.arc(itemX, row, size * 0.026, 0, Math.PI * 2);
      }
      context.fill();
    }
  }
  const stripes = 8;
  const reach = size * 0.14;
  for (let stripe = 0; stripe < stripes; stripe += 1) {
    const left = x - size * 0.62 + (stripe * size * 1.24) / stripes;
    const wide = (size * 1.24) / stripes;
    context.fillStyle = css(tone(stage, stripe % 2 === 0 ? cloth : hex('efe4cc'), 0.78, distance));
    context.fill(
      outline([
        [x - size * 0.52 + (stripe * size * 1.04) / stripes, top - size * 0.16, 1],
        [x - size * 0.52 + ((stripe + 1) * size * 1.04) / stripes, top - size * 0.16, 1],
        [left + wide, top + reach * 0.5, 1],
        [left + wide * 0.5, top + reach],
        [left, top + reach * 0.5, 1],
      ]),
    );
  }
  context.fillStyle = css(stage.grade.ink, 0.22);
  context.fillRect(x - size * 0.6, top + reach * 0.55, size * 1.2, size * 0.04);
}

/** Lanterns on sagging strings across the frame. */
function lanterns(stage: Stage, y: number, sag: number, count: number, size: number): void {
  const { context, grade } = stage;
  const random = stage.random.fork(`lanterns ${y}`);
  const left = stage.left - 0.1;
  const span = stage.right - stage.left + 0.2;
  context.strokeStyle = css(grade.ink, 0.8);
  context.lineWidth = 0.0025;
  context.beginPath();
  context.moveTo(left, y);
  context.quadraticCurveTo(left + span / 2, y + sag * 2, left + span, y);
  context.stroke();
  for (let index = 1; index < count; index += 1) {
    const share = index / count;
    const x = left + span * share;
    const hang = y + sag * 4 * share * (1 - share) + size * 0.9 + Math.sin(index * 2.3 + stage.time * 1.4) * 0.003;
    const colour = random.pick([
      grade.lamp,
      mix(grade.accent, grade.lamp, 0.3),
      mix(hex('ff6a3a'), grade.lamp, 0.35),
      mix(grade.accentTwo, grade.lamp, 0.4),
    ] as const);
    glow(stage, x, hang, size * 5.5, colour, 0.3 + grade.darkness * 0.42);
    context.fillStyle = css(lighten(colour, 0.3));
    context.beginPath();
    context.ellipse(x, hang, size * 0.62, size * 0.72, 0, 0, Math.PI * 2);
    context.fill();
    context.fillStyle = css(darken(colour, 0.55));
    context.fillRect(x - size * 0.22, hang - size * 0.8, size * 0.44, size * 0.14);
    context.fillRect(x - size * 0.22, hang + size * 0.66, size * 0.44, size * 0.14);
    context.strokeStyle = css(darken(colour, 0.3), 0.4);
    context.lineWidth = size * 0.04;
    context.beginPath();
    context.ellipse(x, hang, size * 0.28, size * 0.7, 0, 0, Math.PI * 2);
    context.stroke();
  }
}

/** A bazaar lane between stalls, strung with lanterns, light slanting through the cloth above. */
export const market: Setting = {
  horizon: 0.58,
  ground: 0.93,
  paintBackdrop(stage) {
    const { grade, horizon, width, height, context } = stage;
    paintSky(stage);
    const random = stage.random.fork('market');
    inLayer(stage, 0.08, () =>
      blockRow(stage, random, {
        base: horizon + 0.06,
        low: 0.16,
        high: 0.36,
        width: [0.12, 0.22],
        colour: hex('b08a66'),
        distance: 0.72,
        gap: 0.01,
      }),
    );
    veil(stage, horizon, 0.18, grade.haze, 0.45);
    band(stage, horizon + 0.03, height + 1, [
      css(mix(tone(stage, hex('b89870'), 0.8, 0.5), grade.haze, 0.2)),
      css(tone(stage, hex('94765a'), 0.45)),
      css(darken(tone(stage, hex('5a4638'), 0.1), 0.2)),
    ]);
    inLayer(stage, 0.3, () => {
      for (const [depth, label] of [
        [3.4, 'a'],
        [2.3, 'b'],
        [1.55, 'c'],
        [1.02, 'd'],
      ] as const) {
        for (const side of [-1, 1] as const)
          stall(
            stage,
            `${label}${side}`,
            width / 2 + (side * (width * 0.36 + 0.07)) / depth + side * 0.03,
            horizon + 0.03 + 0.2 / depth,
            0.52 / depth,
            Math.min(0.7, depth * 0.18 - 0.12),
          );
      }
      // Cobbles.
      for (let index = 0; index < 90; index += 1) {
        const depth = random.next() ** 1.4;
        const y = horizon + 0.06 + depth * (height - horizon);
        context.fillStyle = css(tone(stage, hex('c0a080'), random.range(0.2, 0.8), 0.3 * (1 - depth)), 0.4);
        context.beginPath();
        context.ellipse(
          width / 2 + random.range(-0.75, 0.75) * (0.25 + depth),
          y,
          0.008 + depth * 0.035,
          0.002 + depth * 0.008,
          0,
          0,
          Math.PI * 2,
        );
        context.fill();
      }
    });
    for (let index = 0; index < 5; index += 1)
      beam(
        stage,
        width / 2 + stage.lightSide * (0.3 - index * 0.17),
        -0.1,
        Math.PI / 2 + stage.lightSide * 0.4,
        1.25,
        [0.035, 0.16],
        grade.key,
        0.26 * (1 - grade.darkness * 0.6),
      );
    mist(stage, random, horizon, horizon + 0.14, 4, mix(grade.haze, grade.lamp, 0.3), 0.3);
    inLayer(stage, 0.45, () => {
      lanterns(stage, horizon - 0.4, 0.05, 13, 0.022);
      lanterns(stage, horizon - 0.52, 0.07, 9, 0.036);
    });
  },
  paintForeground(stage) {
    const { context, grade, lightSide } = stage;
    inLayer(stage, 1, () => {
      const edge = lightSide === 1 ? -0.1 : stage.width + 0.1;
      const ink = darken(grade.ink, 0.15);
      const at = (offset: number): number => edge + lightSide * offset;
      context.fillStyle = css(ink);
      context.fill(
        outline([
          [at(-0.3), -0.6, 1],
          [at(0.75), -0.6, 1],
          [at(0.62), 0.0, 1],
          [at(0.52), 0.05],
          [at(0.42), 0.025, 1],
          [at(0.32), 0.085],
          [at(0.22), 0.06, 1],
          [at(0.1), 0.12],
          [at(-0.3), 0.1, 1],
        ]),
      );
      context.fill(
        polygon([
          [at(0.12), 0],
          [at(0.155), 0],
          [at(0.155), stage.height + 0.5],
          [at(0.12), stage.height + 0.5],
        ]),
      );
      context.fill(
        outline([
          [at(-0.3), stage.height + 0.4, 1],
          [at(-0.3), stage.height * 0.86],
          [at(0.1), stage.height * 0.85],
          [at(0.2), stage.height * 0.88],
          [at(0.34), stage.height * 0.93],
          [at(0.42), stage.height + 0.4, 1],
        ]),
      );
      context.fillStyle = css(mix(ink, grade.key, 0.4), 0.7);
      context.fillRect(lightSide === 1 ? at(0.15) : at(0.155), 0.1, 0.004, stage.height);
    });
  },
};
