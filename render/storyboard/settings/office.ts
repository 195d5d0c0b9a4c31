import { css, darken, hex, lighten, mix } from '../colour.ts';
import { band, veil } from '../paint/air.ts';
import { potPlant, screen, slab, table } from '../paint/furniture.ts';
import { floorLight, makeRoom, paintRoom } from '../paint/room.ts';
import { outline } from '../paint/shapes.ts';
import { inLayer, tone } from '../paint/stage.ts';
import { blockRow } from '../paint/town.ts';
import type { Setting } from './setting.ts';

/** A corner office: a wall of glass over the city, desks with screens, plants, a long table in front. */
export const office: Setting = {
  horizon: 0.54,
  ground: 0.93,
  paintBackdrop(stage) {
    const { context, grade, lightSide, width, horizon } = stage;
    const room = makeRoom(stage, 0.34);
    const random = stage.random.fork('office');
    paintRoom(stage, room, { wall: hex('c8ccd0'), floor: hex('8e8f96'), ceiling: hex('e4e6e8') }, 8);
    const middle = width / 2;
    inLayer(stage, 0.1, () => {
      const top = horizon - 0.42;
      const low = room.floor - 0.02;
      context.save();
      context.beginPath();
      context.rect(room.left + 0.02, top, room.right - room.left - 0.04, low - top);
      context.clip();
      band(stage, top, low, [css(grade.sky[0]), css(grade.sky[1]), css(lighten(grade.sky[2], 0.1))]);
      const cityStage = { ...stage, grade: { ...grade, hazeAmount: 0.85 } };
      blockRow(cityStage, random, {
        base: low,
        low: 0.12,
        high: 0.36,
        width: [0.05, 0.1],
        colour: hex('8494aa'),
        distance: 0.9,
      });
      blockRow(cityStage, random, {
        base: low + 0.02,
        low: 0.08,
        high: 0.26,
        width: [0.07, 0.13],
        colour: hex('6a7890'),
        distance: 0.6,
        gap: 0.06,
      });
      veil(stage, low, 0.1, grade.haze, 0.5);
      context.restore();
      const panes = 7;
      for (let index = 0; index <= panes; index += 1) {
        const x = room.left + 0.02 + ((room.right - room.left - 0.04) * index) / panes;
        slab(stage, x - 0.005, top, 0.01, low - top, hex('5a6068'), 0.5);
      }
      slab(stage, room.left, top - 0.012, room.right - room.left, 0.016, hex('6a7078'), 0.6);
      slab(stage, room.left, low, room.right - room.left, 0.02, hex('5a6068'), 0.4);
    });
    // Light panels in the ceiling.
    for (const row of [1.25, 1.8]) {
      for (const x of [-0.26, 0, 0.26]) {
        const y = room.y + (room.top - room.y) * row;
        context.fillStyle = css(lighten(mix(grade.key, grade.lamp, 0.4), 0.6), 0.75);
        context.beginPath();
        context.roundRect(middle + x * width * row - 0.09 * row, y, 0.18 * row, 0.014 * row, 0.004);
        context.fill();
      }
    }
    floorLight(
      stage,
      middle + lightSide * width * 0.1,
      room.floor + 0.01,
      0.7,
      0.34,
      -lightSide * 0.25,
      lighten(grade.key, 0.2),
      0.38 * (1 - grade.darkness * 0.5),
    );
    inLayer(stage, 0.35, () => {
      for (const [x, y, size] of [
        [-0.36, 0.03, 0.26],
        [0.37, 0.03, 0.26],
        [-0.42, 0.12, 0.36],
        [0.44, 0.12, 0.36],
      ] as const) {
        const deskX = middle + x * width;
        const deskY = room.floor + y;
        table(stage, deskX, deskY, size, size * 0.42, hex('d2c4b0'));
        screen(
          stage,
          random,
          deskX - size * 0.12,
          deskY - size * 0.48,
          size * 0.36,
          size * 0.26,
          mix(grade.accentTwo, hex('6aa8d8'), 0.5),
        );
        context.fillStyle = css(tone(stage, hex('3c4450'), 0.3));
        context.fill(
          outline([
            [deskX + size * 0.2, deskY - size * 0.1],
            [deskX + size * 0.18, deskY - size * 0.62],
            [deskX + size * 0.36, deskY - size * 0.62],
            [deskX + size * 0.36, deskY - size * 0.1],
          ]),
        );
      }
      potPlant(stage, random, middle - lightSide * width * 0.24, room.floor + 0.03, 0.24);
    });
  },
  paintForeground(stage) {
    const { context, grade, lightSide } = stage;
    inLayer(stage, 1, () => {
      const x = lightSide === 1 ? -0.05 : stage.width + 0.05;
      const ink = darken(grade.ink, 0.05);
      context.fillStyle = css(ink);
      context.fill(
        outline([
          [x - lightSide * 0.4, stage.height + 0.4, 1],
          [x - lightSide * 0.4, stage.height * 0.93, 1],
          [x + lightSide * 0.55, stage.height * 0.955, 1],
          [x + lightSide * 0.6, stage.height + 0.4, 1],
        ]),
      );
      context.fill(
        outline([
          [x + lightSide * 0.08, stage.height * 0.94, 1],
          [x + lightSide * 0.05, stage.height * 0.74, 1],
          [x + lightSide * 0.36, stage.height * 0.765, 1],
          [x + lightSide * 0.36, stage.height * 0.95, 1],
        ]),
      );
      context.strokeStyle = css(mix(ink, lighten(grade.key, 0.3), 0.7), 0.8);
      context.lineWidth = 0.0045;
      context.stroke(
        outline(
          [
            [x + lightSide * 0.05, stage.height * 0.74, 1],
            [x + lightSide * 0.36, stage.height * 0.765, 1],
            [x + lightSide * 0.36, stage.height * 0.95, 1],
          ],
          false,
        ),
      );
    });
  },
};
