import { css, darken, hex, lighten, mix } from '../colour.ts';
import { band, beam, glow, smokeColumn } from '../paint/air.ts';
import { makeRoom, paintRoom } from '../paint/room.ts';
import { limb, outline, polygon } from '../paint/shapes.ts';
import { inLayer, type Stage, tone } from '../paint/stage.ts';
import { sparks } from '../paint/weather.ts';
import type { Setting } from './setting.ts';

const FIRE = hex('ff8a2c');

function hearth(stage: Stage, x: number, floor: number): void {
  const { context } = stage;
  const random = stage.random.fork('hearth');
  const stone = hex('6a5c54');
  const hoodPath = polygon([
    [x - 0.2, floor - 0.42],
    [x - 0.085, floor - 0.86],
    [x + 0.085, floor - 0.86],
    [x + 0.2, floor - 0.42],
  ]);
  const gradient = context.createLinearGradient(0, floor - 0.9, 0, floor - 0.4);
  gradient.addColorStop(0, css(tone(stage, stone, 0.08, 0.2)));
  gradient.addColorStop(1, css(tone(stage, stone, 0.6, 0.05)));
  context.fillStyle = gradient;
  context.fill(hoodPath);
  context.fillStyle = css(tone(stage, stone, 0.22));
  context.fill(
    polygon([
      [x - 0.24, floor - 0.17],
      [x + 0.24, floor - 0.17],
      [x + 0.25, floor + 0.02],
      [x - 0.25, floor + 0.02],
    ]),
  );
  context.fillStyle = css(darken(tone(stage, stone, 0.05), 0.5));
  context.fill(
    polygon([
      [x - 0.2, floor - 0.42],
      [x + 0.2, floor - 0.42],
      [x + 0.2, floor - 0.17],
      [x - 0.2, floor - 0.17],
    ]),
  );
  // Courses of stone, each block its own shade.
  for (let row = 0; row < 3; row += 1) {
    for (let column = 0; column < 7; column += 1) {
      const left = x - 0.245 + column * 0.07 + (row % 2) * 0.03;
      context.fillStyle = css(tone(stage, mix(stone, hex('8a6a52'), random.next() * 0.6), random.range(0.08, 0.42)));
      context.fill(
        polygon([
          [left, floor - 0.165 + row * 0.06],
          [left + 0.064, floor - 0.165 + row * 0.06],
          [left + 0.064, floor - 0.112 + row * 0.06],
          [left, floor - 0.112 + row * 0.06],
        ]),
      );
    }
  }
  const flicker = 1 + (stage.time - 0.5) * 0.22;
  glow(stage, x, floor - 0.24, 0.95 * flicker, FIRE, 0.5);
  glow(stage, x, floor - 0.24, 0.4 * flicker, hex('ffb050'), 0.75);
  context.save();
  context.globalCompositeOperation = 'screen';
  for (let flame = 0; flame < 11; flame += 1) {
    const baseX = x - 0.15 + flame * 0.03 + random.range(-0.01, 0.01);
    const tall =
      random.range(0.07, 0.2) * (1 - Math.abs(flame - 5) / 8) * (1 + Math.sin(flame * 2.1 + stage.time * 2.5) * 0.25);
    const sway = Math.sin(flame * 1.7 + stage.time * 2) * 0.025;
    for (const [scale, colour, alpha] of [
      [1, 'ff5a14', 0.75],
      [0.66, 'ffa030', 0.8],
      [0.36, 'fff0b0', 0.9],
    ] as const) {
      context.fillStyle = css(hex(colour), alpha);
      context.fill(
        outline([
          [baseX - 0.022 * scale, floor - 0.17],
          [baseX - 0.016 * scale + sway * 0.3, floor - 0.17 - tall * scale * 0.5],
          [baseX + sway, floor - 0.17 - tall * scale, 1],
          [baseX + 0.02 * scale + sway * 0.3, floor - 0.17 - tall * scale * 0.45],
          [baseX + 0.022 * scale, floor - 0.17],
        ]),
      );
    }
  }
  context.restore();
  band(stage, floor - 0.001, floor, [css(FIRE, 0)]);
}

function tools(stage: Stage, left: number, right: number, y: number): void {
  const { context } = stage;
  const random = stage.random.fork('tools');
  context.fillStyle = css(tone(stage, hex('3a2c24'), 0.2, 0.1));
  context.fillRect(left, y, right - left, 0.012);
  for (let x = left + 0.03; x < right - 0.02; x += random.range(0.035, 0.06)) {
    const long = random.range(0.1, 0.2);
    context.fillStyle = css(tone(stage, hex('57524e'), random.range(0.2, 0.7), 0.1));
    context.fill(
      limb([
        [x, y, 0.004],
        [x, y + long, 0.004],
      ]),
    );
    const kind = random.int(0, 2);
    if (kind === 0) context.fillRect(x - 0.018, y + long, 0.036, 0.022);
    else if (kind === 1) {
      context.lineWidth = 0.006;
      context.strokeStyle = context.fillStyle;
      context.beginPath();
      context.arc(x, y + long + 0.014, 0.014, 0.4, Math.PI * 1.7);
      context.stroke();
    } else
      context.fill(
        outline([
          [x - 0.006, y + long],
          [x + 0.02, y + long + 0.01],
          [x + 0.006, y + long + 0.04],
        ]),
      );
  }
}

/** A smithy: stone hearth with fire, hanging tools, beams, a shaft of daylight through smoke. */
export const forge: Setting = {
  horizon: 0.56,
  ground: 0.92,
  paintBackdrop(stage) {
    const { context, grade, lightSide } = stage;
    const room = makeRoom(stage, 0.42);
    const warm: Stage = {
      ...stage,
      grade: { ...grade, key: mix(grade.key, FIRE, 0.55), ambient: mix(grade.ambient, hex('2a2030'), 0.4) },
    };
    paintRoom(warm, room, { wall: hex('5d5048'), floor: hex('6a5648'), ceiling: hex('332a26') }, 0);
    inLayer(stage, 0.2, () => {
      tools(warm, room.left + 0.06, room.right - 0.06, stage.horizon - 0.3);
      const windowX = stage.width / 2 - lightSide * stage.width * 0.2;
      const windowTop = stage.horizon - 0.42;
      context.fillStyle = css(lighten(mix(grade.sky[2], grade.sky[1], 0.3), 0.1));
      context.fillRect(windowX - 0.06, windowTop, 0.12, 0.16);
      context.fillStyle = css(darken(tone(warm, hex('3a2c24'), 0.1), 0.2));
      context.fillRect(windowX - 0.003, windowTop, 0.006, 0.16);
      context.fillRect(windowX - 0.06, windowTop + 0.075, 0.12, 0.006);
      beam(
        stage,
        windowX,
        windowTop + 0.08,
        Math.PI / 2 - lightSide * 0.5,
        0.95,
        [0.14, 0.46],
        grade.darkness > 0.5 ? mix(grade.sky[2], hex('8aa8d8'), 0.5) : grade.key,
        0.3,
      );
      // The hearth burns on the side the key light comes from.
      hearth(warm, stage.width / 2 + lightSide * stage.width * 0.29, room.floor + 0.015);
      smokeColumn(
        stage,
        stage.random.fork('smoke'),
        stage.width / 2 + lightSide * stage.width * 0.2,
        stage.horizon,
        0.7,
        mix(grade.haze, FIRE, 0.2),
        0.3,
      );
    });
    // Roof beams.
    inLayer(stage, 0.5, () => {
      context.fillStyle = css(darken(tone(warm, hex('3b2d25'), 0.12), 0.35));
      for (const [y, tall] of [
        [-0.02, 0.06],
        [0.1, 0.035],
      ] as const)
        context.fillRect(-1, y, stage.width + 2, tall);
      for (const x of [lightSide === 1 ? 0.06 : 0.94]) {
        const postX = stage.width * x;
        context.fillRect(postX - 0.02, -0.5, 0.04, room.floor + 0.52);
      }
    });
  },
  paintForeground(stage) {
    const { context, grade, lightSide } = stage;
    inLayer(stage, 1, () => {
      const x = stage.width / 2 - lightSide * stage.width * 0.46;
      const floor = stage.height + 0.06;
      context.fillStyle = css(darken(grade.ink, 0.15));
      // A bench with a vice, out of the light.
      context.fill(
        outline(
          [
            [x - 0.5, floor - 0.2],
            [x + 0.2, floor - 0.2],
            [x + 0.2, floor - 0.155],
            [x - 0.5, floor - 0.155],
          ].map(([px, py]) => [px ?? 0, py ?? 0, 1] as const),
        ),
      );
      context.fillRect(x + 0.11, floor - 0.16, 0.045, 0.5);
      context.fill(
        limb([
          [x + 0.02, floor - 0.2, 0.03],
          [x + 0.03, floor - 0.27, 0.03],
          [x + 0.09, floor - 0.29, 0.02],
        ]),
      );
      context.fill(
        limb([
          [x - 0.12, floor - 0.2, 0.02],
          [x - 0.16, floor - 0.34, 0.012],
          [x - 0.18, floor - 0.4, 0.03],
        ]),
      );
      context.fillStyle = css(mix(grade.key, FIRE, 0.5), 0.5);
      context.fillRect(x - 0.5, floor - 0.203, 0.7, 0.004);
    });
    sparks(
      stage,
      stage.random.fork('hearth sparks'),
      stage.width / 2 + lightSide * stage.width * 0.29,
      stage.horizon + 0.02,
      34,
      0.4,
    );
  },
};
