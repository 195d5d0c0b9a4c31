import { css, darken, hex, lighten, mix } from '../colour.ts';
import { beam, glow } from '../paint/air.ts';
import { screen, slab } from '../paint/furniture.ts';
import { makeRoom, paintRoom } from '../paint/room.ts';
import { outline } from '../paint/shapes.ts';
import { inLayer, type Stage, tone } from '../paint/stage.ts';
import type { Setting } from './setting.ts';

function flask(
  stage: Stage,
  x: number,
  y: number,
  size: number,
  colour: readonly [number, number, number],
  dark = false,
): void {
  const { context, grade } = stage;
  const body = outline([
    [x - size * 0.1, y - size, 1],
    [x + size * 0.1, y - size, 1],
    [x + size * 0.1, y - size * 0.62],
    [x + size * 0.38, y - size * 0.12],
    [x + size * 0.34, y],
    [x - size * 0.34, y],
    [x - size * 0.38, y - size * 0.12],
    [x - size * 0.1, y - size * 0.62],
  ]);
  context.fillStyle = dark ? css(darken(grade.ink, 0.1)) : css(lighten(grade.haze, 0.5), 0.22);
  context.fill(body);
  context.fillStyle = css(colour, dark ? 0.35 : 0.85);
  const level = 0.36 + stage.time * 0.05;
  context.fill(
    outline([
      [x - size * 0.25, y - size * level],
      [x + size * 0.25, y - size * level],
      [x + size * 0.36, y - size * 0.1],
      [x + size * 0.32, y - size * 0.015],
      [x - size * 0.32, y - size * 0.015],
      [x - size * 0.36, y - size * 0.1],
    ]),
  );
  glow(stage, x, y - size * 0.2, size * 1.5, colour, 0.45);
  context.strokeStyle = css(lighten(grade.key, 0.4), 0.6);
  context.lineWidth = size * 0.022;
  context.stroke(body);
}

/** A laboratory: cabinets of light, instruments, glowing liquids, screens with readings. */
export const laboratory: Setting = {
  horizon: 0.54,
  ground: 0.93,
  paintBackdrop(stage) {
    const { context, grade, lightSide, width, horizon } = stage;
    const random = stage.random.fork('laboratory');
    const cool: Stage = { ...stage, grade: { ...grade, lamp: mix(grade.lamp, hex('bfe8ff'), 0.6) } };
    const room = makeRoom(stage, 0.4);
    const neon = mix(hex('4ad6e8'), grade.accentTwo, 0.35);
    paintRoom(cool, room, { wall: hex('a8b6c2'), floor: hex('75828e'), ceiling: hex('8a98a4') }, 10);
    const middle = width / 2;
    inLayer(stage, 0.2, () => {
      for (let column = 0; column < 6; column += 1) {
        const x = room.left + 0.03 + ((room.right - room.left - 0.06) * column) / 6;
        const wide = (room.right - room.left - 0.06) / 6 - 0.02;
        slab(cool, x, horizon - 0.34, wide, 0.3, hex('56646f'), 0.4);
        context.fillStyle = css(mix(neon, hex('eaffff'), 0.4), 0.22 + 0.12 * random.next());
        context.fillRect(x + 0.008, horizon - 0.33, wide - 0.016, 0.28);
        for (const shelf of [0.09, 0.18, 0.27]) {
          context.fillStyle = css(tone(cool, hex('3c4852'), 0.3));
          context.fillRect(x + 0.008, horizon - 0.33 + shelf, wide - 0.016, 0.004);
          for (let vial = 0; vial < 6; vial += 1) {
            const tall = random.range(0.02, 0.055);
            context.fillStyle = css(
              mix(random.pick([neon, grade.accent, hex('f2f6fa')] as const), cool.grade.haze, 0.15),
              0.8,
            );
            context.fillRect(x + 0.014 + (vial * (wide - 0.03)) / 6, horizon - 0.33 + shelf - tall, 0.011, tall);
          }
        }
      }
      glow(stage, middle, horizon - 0.2, 0.9, neon, 0.22 + grade.darkness * 0.2);
    });
    for (const x of [-0.3, 0, 0.3]) {
      const panelX = middle + x * width * 1.3;
      context.fillStyle = css(hex('f2fbff'), 0.85);
      context.fillRect(panelX - 0.13, 0.035, 0.26, 0.014);
      beam(stage, panelX, 0.05, Math.PI / 2, 0.8, [0.26, 0.6], lighten(neon, 0.6), 0.2);
    }
    inLayer(stage, 0.4, () => {
      for (const side of [-1, 1]) {
        const benchX = middle + side * width * 0.36;
        const top = horizon + 0.12;
        slab(cool, benchX - 0.27, top, 0.54, room.floor - top + 0.12, hex('8a98a4'), 0.55);
        slab(cool, benchX - 0.29, top - 0.018, 0.58, 0.024, hex('e6edf2'), 0.95);
        screen(cool, random, benchX - side * -0.1, top - 0.06, 0.2, 0.15, neon);
        flask(cool, benchX - side * 0.12, top - 0.018, 0.1, neon);
        flask(cool, benchX - side * 0.2, top - 0.018, 0.07, grade.accent);
        for (let drawer = 0; drawer < 3; drawer += 1) {
          context.fillStyle = css(grade.ink, 0.25);
          context.fillRect(benchX - 0.27, top + 0.02 + drawer * 0.05, 0.54, 0.003);
        }
      }
      // A microscope in silhouette.
      const x = middle + lightSide * width * 0.25;
      const y = horizon + 0.102;
      context.fillStyle = css(tone(cool, hex('2e3842'), 0.3));
      context.fill(
        outline([
          [x - 0.045, y, 1],
          [x - 0.04, y - 0.015],
          [x + 0.01, y - 0.02],
          [x + 0.03, y - 0.07],
          [x + 0.012, y - 0.12],
          [x - 0.03, y - 0.13],
          [x - 0.045, y - 0.165],
          [x - 0.025, y - 0.175],
          [x - 0.008, y - 0.14],
          [x + 0.03, y - 0.13],
          [x + 0.05, y - 0.07],
          [x + 0.03, y, 1],
        ]),
      );
    });
  },
  paintForeground(stage) {
    const { grade, lightSide } = stage;
    inLayer(stage, 1, () => {
      const x = lightSide === 1 ? stage.width * 0.08 : stage.width * 0.92;
      stage.context.fillStyle = css(darken(grade.ink, 0.1));
      stage.context.fillRect(x - 0.5, stage.height * 0.955, 1, 1);
      flask(stage, x, stage.height * 0.955, 0.26, mix(hex('4ad6e8'), grade.accentTwo, 0.35), true);
      flask(stage, x + lightSide * 0.2, stage.height * 0.955, 0.15, grade.accent, true);
    });
  },
};
