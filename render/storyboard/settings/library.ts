import { css, darken, hex, lighten, mix } from '../colour.ts';
import { beam, glow } from '../paint/air.ts';
import { bookshelf, pendant, slab, table } from '../paint/furniture.ts';
import { floorLight, makeRoom, paintRoom } from '../paint/room.ts';
import { outline, polygon } from '../paint/shapes.ts';
import { inLayer, tone } from '../paint/stage.ts';
import type { Setting } from './setting.ts';

/** A reading hall: shelves to the ceiling, an arched window, green lamps, a ladder. */
export const library: Setting = {
  horizon: 0.56,
  ground: 0.93,
  paintBackdrop(stage) {
    const { context, grade, lightSide, width, horizon } = stage;
    const room = makeRoom(stage, 0.42);
    const random = stage.random.fork('library');
    paintRoom(stage, room, { wall: hex('7a5c44'), floor: hex('7a5236'), ceiling: hex('4a362a') }, 16);
    const middle = width / 2;
    const top = horizon - 0.43;
    inLayer(stage, 0.15, () => {
      const span = (room.right - room.left - 0.3) / 2;
      for (const left of [room.left + 0.01, room.right - span - 0.01])
        bookshelf(stage, random, left, top, span, room.floor - top - 0.01, 6, 0.12);
      // The arched window in the middle.
      const glass = context.createLinearGradient(0, top, 0, room.floor);
      glass.addColorStop(0, css(grade.sky[1]));
      glass.addColorStop(1, css(lighten(grade.sky[2], 0.3)));
      context.fillStyle = glass;
      const arch = outline([
        [middle - 0.11, room.floor - 0.12, 1],
        [middle - 0.11, top + 0.12],
        [middle - 0.078, top + 0.04],
        [middle, top],
        [middle + 0.078, top + 0.04],
        [middle + 0.11, top + 0.12],
        [middle + 0.11, room.floor - 0.12, 1],
      ]);
      context.fill(arch);
      context.strokeStyle = css(tone(stage, hex('4a3426'), 0.4));
      context.lineWidth = 0.012;
      context.stroke(arch);
      context.lineWidth = 0.004;
      context.beginPath();
      for (const x of [-0.055, 0, 0.055]) {
        context.moveTo(middle + x, top + 0.03);
        context.lineTo(middle + x, room.floor - 0.12);
      }
      for (let y = top + 0.09; y < room.floor - 0.12; y += 0.07) {
        context.moveTo(middle - 0.11, y);
        context.lineTo(middle + 0.11, y);
      }
      context.stroke();
      glow(stage, middle, horizon - 0.2, 0.75, lighten(grade.sky[2], 0.2), 0.5 * (1.1 - grade.darkness * 0.6));
    });
    for (let index = 0; index < 4; index += 1)
      beam(
        stage,
        middle - 0.07 + index * 0.047,
        horizon - 0.22,
        Math.PI / 2 - lightSide * (0.3 + index * 0.05),
        1.0,
        [0.05, 0.2],
        grade.key,
        0.34 * (1 - grade.darkness * 0.5) + stage.time * 0.03,
      );
    floorLight(
      stage,
      middle,
      room.floor + 0.02,
      0.2,
      0.3,
      lightSide * 0.24,
      grade.key,
      0.4 * (1 - grade.darkness * 0.5),
    );
    // Side walls of books in perspective, as bands of spines.
    inLayer(stage, 0.35, () => {
      for (const side of [-1, 1] as const) {
        const wall = side === -1 ? room.left : room.right;
        const at = (depth: number, y: number): readonly [number, number] => [
          room.x + (wall - room.x) * depth,
          room.y + (y - room.y) * depth,
        ];
        const facing = side === lightSide ? 0.12 : 0.5;
        for (let row = 0; row < 6; row += 1) {
          const high = top + ((room.floor - top) * row) / 6;
          const low = top + ((room.floor - top) * (row + 1)) / 6;
          let depth = 1.03;
          while (depth < 2.6) {
            const next = depth * (1 + random.range(0.012, 0.03));
            const tall = high + (low - high) * random.range(0.14, 0.4);
            const colour = mix(
              random.pick([
                hex('8a3a32'),
                hex('3f5a6e'),
                hex('6a7a4a'),
                hex('b08a4a'),
                hex('5a4668'),
                hex('c8b088'),
              ] as const),
              grade.accent,
              0.1,
            );
            context.fillStyle = css(tone(stage, colour, facing * random.range(0.4, 1)));
            context.fill(polygon([at(depth, tall), at(next, tall), at(next, low - 0.006), at(depth, low - 0.006)]));
            depth = next;
          }
          context.fillStyle = css(tone(stage, hex('5a3e2a'), facing));
          context.fill(polygon([at(1, low - 0.007), at(2.7, low - 0.007), at(2.7, low + 0.007), at(1, low + 0.007)]));
        }
      }
      table(stage, middle - lightSide * width * 0.2, room.floor + 0.15, 0.46, 0.15, hex('7a4e30'));
      const lampX = middle - lightSide * width * 0.24;
      const lampY = room.floor - 0.01;
      slab(stage, lampX - 0.004, lampY - 0.1, 0.008, 0.1, hex('b8944a'), 0.9);
      context.fillStyle = css(mix(hex('2f7a58'), grade.lamp, 0.25));
      context.fill(
        outline([
          [lampX - 0.07, lampY - 0.09],
          [lampX - 0.05, lampY - 0.125],
          [lampX + 0.05, lampY - 0.125],
          [lampX + 0.07, lampY - 0.09],
        ]),
      );
      glow(stage, lampX, lampY - 0.07, 0.4, grade.lamp, 0.45 + grade.darkness * 0.35);
      for (let book = 0; book < 4; book += 1)
        slab(
          stage,
          middle - lightSide * width * 0.13 - 0.05 + random.range(-0.01, 0.01),
          lampY - 0.012 - book * 0.017,
          0.1,
          0.015,
          random.pick([hex('8a3a32'), hex('3f5a6e'), hex('b08a4a')] as const),
          0.7,
        );
    });
    inLayer(stage, 0.5, () =>
      pendant(stage, middle + lightSide * width * 0.2, -0.3, horizon - 0.3, 0.1, hex('8a6a3a')),
    );
  },
  paintForeground(stage) {
    const { context, grade, lightSide } = stage;
    inLayer(stage, 1, () => {
      const edge = lightSide === 1 ? -0.06 : stage.width + 0.06;
      const ink = darken(grade.ink, 0.15);
      const random = stage.random.fork('near books');
      const at = (offset: number): number => edge + lightSide * offset;
      context.fillStyle = css(ink);
      context.fill(
        polygon([
          [at(-0.4), -0.6],
          [at(0.16), -0.6],
          [at(0.16), stage.height + 0.5],
          [at(-0.4), stage.height + 0.5],
        ]),
      );
      let x = 0.16;
      for (let book = 0; book < 6; book += 1) {
        const wide = random.range(0.022, 0.04);
        const tall = random.range(0.17, 0.25);
        context.fillStyle = css(mix(ink, grade.accent, random.range(0, 0.12)));
        context.fill(
          polygon([
            [at(x), stage.height * 0.96],
            [at(x + wide), stage.height * 0.96],
            [at(x + wide), stage.height * 0.96 - tall],
            [at(x), stage.height * 0.96 - tall],
          ]),
        );
        x += wide + 0.003;
      }
      context.fillStyle = css(ink);
      context.fill(
        polygon([
          [at(-0.2), stage.height * 0.955],
          [at(0.5), stage.height * 0.955],
          [at(0.5), stage.height * 0.985],
          [at(-0.2), stage.height * 0.985],
        ]),
      );
      context.fillStyle = css(mix(ink, grade.key, 0.5), 0.7);
      context.fillRect(lightSide === 1 ? at(0.156) : at(0.16), -0.3, 0.004, stage.height + 0.6);
      context.fillRect(Math.min(at(0.16), at(0.5)), stage.height * 0.954, 0.34, 0.004);
    });
  },
};
