import { css, darken, hex, lighten, mix } from '../colour.ts';
import { glow } from '../paint/air.ts';
import { bookshelf, potPlant, slab, windowPane } from '../paint/furniture.ts';
import { floorLight, makeRoom, paintRoom } from '../paint/room.ts';
import { limb, outline } from '../paint/shapes.ts';
import { inLayer, type Stage, tone } from '../paint/stage.ts';
import type { Setting } from './setting.ts';

function sofa(stage: Stage, x: number, y: number, width: number): void {
  const { context, grade } = stage;
  const cloth = mix(hex('6f7f7a'), grade.accentTwo, 0.35);
  const tall = width * 0.4;
  slab(stage, x - width / 2 + 0.02, y - tall * 0.16, width - 0.04, tall * 0.14, hex('3a2c24'), 0.2);
  context.fillStyle = css(tone(stage, cloth, 0.3));
  context.beginPath();
  context.roundRect(x - width * 0.47, y - tall, width * 0.94, tall * 0.75, tall * 0.14);
  context.fill();
  for (const seat of [-0.44, 0.01]) {
    const gradient = context.createLinearGradient(0, y - tall * 0.6, 0, y - tall * 0.15);
    gradient.addColorStop(0, css(tone(stage, cloth, 0.75)));
    gradient.addColorStop(1, css(tone(stage, cloth, 0.2)));
    context.fillStyle = gradient;
    context.beginPath();
    context.roundRect(x + width * seat, y - tall * 0.52, width * 0.43, tall * 0.38, tall * 0.1);
    context.fill();
  }
  for (const arm of [-0.5, 0.4]) {
    context.fillStyle = css(tone(stage, cloth, arm < 0 === (stage.lightSide === -1) ? 0.6 : 0.14));
    context.beginPath();
    context.roundRect(x + width * arm, y - tall * 0.68, width * 0.1, tall * 0.58, tall * 0.12);
    context.fill();
  }
  context.fillStyle = css(tone(stage, grade.accent, 0.7));
  context.fill(
    outline([
      [x - width * 0.36, y - tall * 0.5],
      [x - width * 0.33, y - tall * 0.86],
      [x - width * 0.18, y - tall * 0.82],
      [x - width * 0.2, y - tall * 0.48],
    ]),
  );
}

/** A lived-in room: tall window, sofa, standing lamp, pictures, plants. */
export const livingRoom: Setting = {
  horizon: 0.55,
  ground: 0.93,
  paintBackdrop(stage) {
    const { context, grade, lightSide, width, horizon } = stage;
    const room = makeRoom(stage, 0.4);
    const random = stage.random.fork('living room');
    paintRoom(stage, room, {
      wall: mix(hex('c9b8a2'), grade.accentTwo, 0.12),
      floor: hex('96694a'),
      ceiling: hex('d8cfc2'),
    });
    const middle = width / 2;
    inLayer(stage, 0.2, () => {
      const windowX = middle + lightSide * width * 0.2;
      const windowTop = horizon - 0.4;
      windowPane(stage, windowX - 0.17, windowTop, 0.34, 0.43, [2, 3], hex('e2d8ca'), 0.5);
      for (const side of [-1, 1]) {
        const curtain = windowX + side * 0.2;
        context.fillStyle = css(
          tone(stage, mix(hex('d2b89a'), grade.accent, 0.3), side === lightSide ? 0.3 : 0.75, 0.05),
          0.95,
        );
        context.fill(
          outline([
            [curtain - 0.04, windowTop - 0.04, 1],
            [curtain + 0.045, windowTop - 0.04, 1],
            [curtain + 0.035 + side * 0.01, horizon - 0.1],
            [curtain + 0.05, room.floor - 0.01, 1],
            [curtain - 0.05, room.floor - 0.01, 1],
            [curtain - 0.03 + side * 0.01, horizon - 0.1],
          ]),
        );
      }
      const picture = middle - lightSide * width * 0.13;
      for (const [offset, y, size] of [
        [0, 0.27, 0.13],
        [-0.16, 0.23, 0.09],
        [0.15, 0.22, 0.08],
      ] as const) {
        slab(stage, picture + offset - size / 2, horizon - y - size * 0.5, size, size * 1.15, hex('4a3a2e'), 0.5);
        slab(
          stage,
          picture + offset - size * 0.4,
          horizon - y - size * 0.4,
          size * 0.8,
          size * 0.95,
          mix(grade.accent, hex('e8dcc8'), random.range(0.2, 0.7)),
          0.6,
        );
      }
      bookshelf(
        stage,
        random,
        middle - lightSide * width * 0.36 - 0.1,
        horizon - 0.3,
        0.2,
        room.floor - horizon + 0.29,
        5,
        0.08,
      );
    });
    floorLight(
      stage,
      middle + lightSide * width * 0.12,
      room.floor + 0.02,
      0.34,
      0.3,
      -lightSide * 0.3,
      grade.key,
      0.42 * (1 - grade.darkness * 0.6),
    );
    inLayer(stage, 0.4, () => {
      context.fillStyle = css(tone(stage, mix(hex('b89a80'), grade.accent, 0.4), 0.4));
      context.beginPath();
      context.ellipse(middle, room.floor + 0.13, 0.52, 0.075, 0, 0, Math.PI * 2);
      context.fill();
      sofa(stage, middle - lightSide * width * 0.14, room.floor + 0.07, 0.56);
      const lampX = middle - lightSide * width * 0.33;
      context.fillStyle = css(grade.ink);
      context.fillRect(lampX - 0.004, horizon - 0.13, 0.008, room.floor - horizon + 0.2);
      context.fillStyle = css(lighten(mix(grade.lamp, hex('f4e2c4'), 0.4), 0.15));
      context.fill(
        outline([
          [lampX - 0.04, horizon - 0.22, 1],
          [lampX + 0.04, horizon - 0.22, 1],
          [lampX + 0.075, horizon - 0.12, 1],
          [lampX - 0.075, horizon - 0.12, 1],
        ]),
      );
      glow(stage, lampX, horizon - 0.15, 0.62, grade.lamp, 0.3 + grade.darkness * 0.5 + stage.time * 0.04);
      potPlant(stage, random, middle + lightSide * width * 0.4, room.floor + 0.07, 0.3);
    });
  },
  paintForeground(stage) {
    const { context, lightSide } = stage;
    inLayer(stage, 1, () => {
      const x = lightSide === 1 ? 0.02 : stage.width - 0.02;
      const ink = darken(stage.grade.ink, 0.1);
      // An armchair's back and a plant, dark against the room.
      context.fillStyle = css(ink);
      context.fill(
        outline([
          [x - lightSide * 0.3, stage.height + 0.4, 1],
          [x - lightSide * 0.3, stage.height * 0.76],
          [x - lightSide * 0.06, stage.height * 0.725],
          [x + lightSide * 0.14, stage.height * 0.77],
          [x + lightSide * 0.2, stage.height * 0.9],
          [x + lightSide * 0.22, stage.height + 0.4, 1],
        ]),
      );
      context.strokeStyle = css(mix(ink, stage.grade.key, 0.5), 0.7);
      context.lineWidth = 0.005;
      context.stroke(
        outline(
          [
            [x - lightSide * 0.06, stage.height * 0.727],
            [x + lightSide * 0.14, stage.height * 0.772],
            [x + lightSide * 0.2, stage.height * 0.9],
          ],
          false,
        ),
      );
      const far = lightSide === 1 ? stage.width : 0;
      const random = stage.random.fork('near leaves');
      context.fillStyle = css(ink);
      for (let leaf = 0; leaf < 8; leaf += 1) {
        const angle = (lightSide === 1 ? Math.PI : 0) + random.range(-0.9, 0.9) * 0.9 - 0.3 * lightSide * -1;
        const long = random.range(0.14, 0.3);
        context.fill(
          limb([
            [far + lightSide * 0.05, stage.height * 0.86, 0.004],
            [far + Math.cos(angle) * long * 0.5, stage.height * 0.86 + Math.sin(angle) * long * 0.5 - 0.06, 0.026],
            [far + Math.cos(angle) * long, stage.height * 0.86 + Math.sin(angle) * long, 0.002],
          ]),
        );
      }
    });
  },
};
