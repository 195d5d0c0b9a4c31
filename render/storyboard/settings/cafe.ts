import { css, darken, hex, mix } from '../colour.ts';
import { bokeh, smokeColumn } from '../paint/air.ts';
import { pendant, potPlant, slab, table, windowPane } from '../paint/furniture.ts';
import { makeRoom, paintRoom } from '../paint/room.ts';
import { outline } from '../paint/shapes.ts';
import { inLayer, tone } from '../paint/stage.ts';
import type { Setting } from './setting.ts';

/** A café: counter and shelves of bottles, pendant lamps, a street window, small tables. */
export const cafe: Setting = {
  horizon: 0.55,
  ground: 0.93,
  paintBackdrop(stage) {
    const { context, grade, lightSide, width, horizon } = stage;
    const room = makeRoom(stage, 0.36);
    const random = stage.random.fork('cafe');
    paintRoom(
      stage,
      room,
      { wall: mix(hex('8a6a52'), grade.accentTwo, 0.14), floor: hex('7a5a44'), ceiling: hex('4a3a32') },
      12,
    );
    const middle = width / 2;
    inLayer(stage, 0.2, () => {
      windowPane(stage, middle + lightSide * width * 0.27 - 0.2, horizon - 0.36, 0.4, 0.4, [3, 2], hex('3a2c24'), 0.42);
      const shelfX = middle - lightSide * width * 0.19;
      // Tiles behind the shelves.
      for (let row = 0; row < 8; row += 1) {
        for (let column = 0; column < 15; column += 1) {
          context.fillStyle = css(
            tone(stage, mix(hex('d8cbb4'), grade.accentTwo, random.range(0, 0.3)), random.range(0.25, 0.55), 0.08),
          );
          context.fillRect(
            shelfX - 0.33 + column * 0.044 + (row % 2) * 0.02,
            horizon - 0.37 + row * 0.042,
            0.042,
            0.04,
          );
        }
      }
      for (const level of [-0.3, -0.19, -0.08]) {
        slab(stage, shelfX - 0.33, horizon + level, 0.67, 0.014, hex('5a3e2a'), 0.6);
        for (let item = 0; item < 17; item += 1) {
          const x = shelfX - 0.31 + item * 0.038 + random.range(-0.006, 0.006);
          const tall = random.range(0.03, 0.075);
          context.fillStyle = css(
            tone(
              stage,
              random.pick([hex('c8a070'), hex('6a8a6a'), hex('e8e0d0'), hex('8a4a3a'), grade.accent] as const),
              random.range(0.3, 0.8),
              0.05,
            ),
          );
          if (random.chance(0.5)) context.fillRect(x - 0.01, horizon + level - tall * 0.7, 0.02, tall * 0.7);
          else
            context.fill(
              outline([
                [x - 0.009, horizon + level],
                [x - 0.009, horizon + level - tall * 0.55],
                [x - 0.003, horizon + level - tall * 0.75],
                [x - 0.003, horizon + level - tall, 1],
                [x + 0.003, horizon + level - tall, 1],
                [x + 0.003, horizon + level - tall * 0.75],
                [x + 0.009, horizon + level - tall * 0.55],
                [x + 0.009, horizon + level],
              ]),
            );
        }
      }
    });
    inLayer(stage, 0.35, () => {
      const counterX = middle - lightSide * width * 0.2;
      const top = horizon + 0.09;
      slab(stage, counterX - 0.46, top, 0.9, room.floor - top + 0.08, mix(hex('6a4a36'), grade.accent, 0.18), 0.5);
      for (let plank = 0; plank < 15; plank += 1) {
        context.fillStyle = css(grade.ink, 0.25);
        context.fillRect(counterX - 0.46 + plank * 0.06, top, 0.003, room.floor - top + 0.08);
      }
      slab(stage, counterX - 0.48, top - 0.022, 0.94, 0.028, hex('d8c2a0'), 0.95);
      // The machine, with steam.
      slab(stage, counterX - 0.2, top - 0.15, 0.22, 0.13, hex('a8b0b6'), 0.95);
      slab(stage, counterX - 0.22, top - 0.165, 0.26, 0.025, hex('c8ced2'), 1);
      context.fillStyle = css(grade.ink, 0.7);
      context.fillRect(counterX - 0.18, top - 0.095, 0.18, 0.05);
      smokeColumn(stage, random, counterX + 0.04, top - 0.1, 0.26, mix(grade.haze, grade.lamp, 0.4), 0.34);
      for (let jar = 0; jar < 3; jar += 1)
        slab(stage, counterX + 0.14 + jar * 0.07, top - 0.09, 0.05, 0.07, mix(hex('c89a6a'), grade.accent, 0.2), 0.7);
      table(stage, middle + lightSide * width * 0.27, room.floor + 0.13, 0.26, 0.14, hex('8a5e3e'));
      potPlant(stage, random, middle + lightSide * width * 0.44, room.floor + 0.12, 0.28);
    });
    inLayer(stage, 0.5, () => {
      for (const [offset, drop] of [
        [-0.3, 0.28],
        [0, 0.24],
        [0.3, 0.3],
      ] as const)
        pendant(
          stage,
          middle + offset * width,
          -0.3,
          horizon - drop - 0.02,
          0.085,
          mix(hex('2e3a3a'), grade.accentTwo, 0.3),
        );
    });
    if (grade.darkness > 0.3) bokeh(stage, random, 10, horizon - 0.3, horizon, 0.02, [grade.lamp, grade.accent]);
  },
  paintForeground(stage) {
    const { context, grade, lightSide } = stage;
    inLayer(stage, 1, () => {
      const x = lightSide === 1 ? stage.width * 0.06 : stage.width * 0.94;
      const y = stage.height * 0.95;
      const ink = darken(grade.ink, 0.1);
      context.fillStyle = css(ink);
      context.beginPath();
      context.ellipse(x, y + 0.03, 0.34, 0.05, 0, 0, Math.PI * 2);
      context.fill();
      context.fillRect(x - 0.34, y + 0.03, 0.68, 0.4);
      context.fill(
        outline([
          [x - 0.05, y - 0.09, 1],
          [x + 0.06, y - 0.09, 1],
          [x + 0.05, y - 0.02],
          [x + 0.03, y + 0.015],
          [x - 0.02, y + 0.015],
          [x - 0.04, y - 0.02],
        ]),
      );
      context.strokeStyle = css(ink);
      context.lineWidth = 0.011;
      context.beginPath();
      context.arc(x + 0.06, y - 0.05, 0.024, -1.4, 1.4);
      context.stroke();
      context.strokeStyle = css(mix(ink, grade.key, 0.6), 0.8);
      context.lineWidth = 0.004;
      context.beginPath();
      context.moveTo(x - 0.05, y - 0.089);
      context.lineTo(x + 0.06, y - 0.089);
      context.ellipse(x, y + 0.03, 0.34, 0.05, 0, Math.PI * 1.15, Math.PI * 1.85);
      context.stroke();
      smokeColumn(stage, stage.random.fork('cup'), x, y - 0.1, 0.24, mix(grade.haze, grade.key, 0.3), 0.28);
    });
  },
};
