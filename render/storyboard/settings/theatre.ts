import { Path2D } from '@napi-rs/canvas';
import { css, darken, hex, lighten, mix } from '../colour.ts';
import { band, beam, glow, mist } from '../paint/air.ts';
import { outline } from '../paint/shapes.ts';
import { FAR, inLayer, tone } from '../paint/stage.ts';
import type { Setting } from './setting.ts';

/** A stage: curtains, trusses of lights, crossing beams in haze, the heads of an audience. */
export const theatre: Setting = {
  horizon: 0.62,
  ground: 0.84,
  centred: true,
  paintBackdrop(stage) {
    const { context, grade, width, horizon, height } = stage;
    const random = stage.random.fork('theatre');
    const dark = grade.wear(mix(hex('0c0a16'), grade.ink, 0.4));
    context.fillStyle = css(dark);
    context.fillRect(-FAR, -FAR, FAR * 3, FAR * 3);
    const middle = width / 2;
    inLayer(stage, 0.1, () => {
      glow(stage, middle, horizon - 0.2, 1.1, mix(grade.accentTwo, grade.accent, 0.3), 0.42);
      glow(stage, middle, horizon, 0.7, grade.accent, 0.35);
      // A screen of light behind the performer.
      for (let column = -7; column <= 7; column += 1) {
        const tall = 0.32 + 0.1 * Math.sin(column * 1.3 + stage.time * 1.4);
        context.fillStyle = css(mix(grade.accent, grade.accentTwo, (column + 7) / 14), 0.16 + 0.1 * random.next());
        context.fillRect(middle + column * 0.068 - 0.026, horizon - tall, 0.052, tall);
      }
    });
    const floor = horizon + 0.005;
    band(stage, floor, height + 0.6, [
      css(mix(dark, grade.accent, 0.42)),
      css(mix(dark, grade.accentTwo, 0.22)),
      css(dark),
    ]);
    context.fillStyle = css(mix(dark, lighten(grade.accent, 0.3), 0.6));
    context.fillRect(-2, floor - 0.003, width + 4, 0.004);
    inLayer(stage, 0.35, () => {
      for (const side of [-1, 1]) {
        const edge = side === -1 ? -0.4 : width + 0.4;
        for (let fold = 0; fold < 9; fold += 1) {
          const x = edge - side * fold * 0.075;
          const gradient = context.createLinearGradient(x - 0.045, 0, x + 0.045, 0);
          const velvet = mix(hex('7a1f2a'), grade.accent, 0.35);
          gradient.addColorStop(0, css(tone(stage, velvet, 0.05)));
          gradient.addColorStop(0.5, css(mix(tone(stage, velvet, 0.5), velvet, 0.25)));
          gradient.addColorStop(1, css(tone(stage, velvet, 0.02)));
          context.fillStyle = gradient;
          context.fill(
            outline([
              [x - 0.045, -1, 1],
              [x + 0.045, -1, 1],
              [x + 0.05 - side * 0.01, horizon * 0.6],
              [x + 0.042, horizon + 0.08, 1],
              [x - 0.042, horizon + 0.08, 1],
              [x - 0.05 - side * 0.01, horizon * 0.6],
            ]),
          );
        }
      }
      // The truss.
      context.strokeStyle = css(lighten(dark, 0.16));
      context.lineWidth = 0.005;
      context.beginPath();
      for (const y of [0.03, 0.075]) {
        context.moveTo(-0.6, y);
        context.lineTo(width + 0.6, y);
      }
      for (let x = -0.6; x < width + 0.6; x += 0.06) {
        context.moveTo(x, 0.075);
        context.lineTo(x + 0.03, 0.03);
        context.lineTo(x + 0.06, 0.075);
      }
      context.stroke();
      const count = 8;
      for (let index = 0; index < count; index += 1) {
        const x = width * (0.06 + (0.88 * index) / (count - 1));
        const aim = (middle - x) * 0.55 + (stage.time - 0.5) * 0.2 * (index % 2 === 0 ? 1 : -1);
        const colour =
          index % 3 === 0
            ? lighten(grade.key, 0.3)
            : index % 3 === 1
              ? lighten(grade.accent, 0.15)
              : lighten(grade.accentTwo, 0.15);
        beam(stage, x, 0.1, Math.atan2(horizon + 0.1, aim), horizon + 0.35, [0.02, 0.24], colour, 0.62);
        context.fillStyle = css(lighten(dark, 0.08));
        context.fillRect(x - 0.018, 0.066, 0.036, 0.036);
        glow(stage, x, 0.105, 0.09, lighten(colour, 0.4), 0.9);
      }
      beam(
        stage,
        stage.focusX,
        -0.1,
        Math.PI / 2,
        height,
        [0.06, 0.5],
        lighten(grade.key, 0.35),
        0.5 + stage.time * 0.12,
      );
    });
    context.save();
    context.globalCompositeOperation = 'screen';
    context.fillStyle = css(lighten(grade.key, 0.3), 0.3);
    context.beginPath();
    context.ellipse(stage.focusX, height * 0.85, 0.3, 0.045, 0, 0, Math.PI * 2);
    context.fill();
    context.restore();
    mist(stage, random, horizon - 0.05, horizon + 0.12, 6, mix(grade.accent, grade.haze, 0.4), 0.32);
  },
  paintForeground(stage) {
    const { context, grade } = stage;
    inLayer(stage, 1, () => {
      const random = stage.random.fork('audience');
      for (const [base, size, light] of [
        [stage.height * 0.94, 0.042, 0.16],
        [stage.height * 1.01, 0.06, 0],
      ] as const) {
        const path = new Path2D();
        for (let x = -0.4; x < stage.width + 0.4; x += size * random.range(1.7, 2.5)) {
          const y =
            base + random.range(-0.015, 0.02) - (stage.time === 1 ? random.range(0, 0.012) : random.range(0, 0.004));
          path.ellipse(x, y - size * 0.7, size * 0.52, size * 0.66, 0, 0, Math.PI * 2);
          path.closePath();
          path.moveTo(x - size * 1.25, y + 0.3);
          path.bezierCurveTo(x - size * 1.25, y - size * 0.1, x - size * 0.6, y, x, y - size * 0.2);
          path.bezierCurveTo(x + size * 0.6, y, x + size * 1.25, y - size * 0.1, x + size * 1.25, y + 0.3);
          path.closePath();
          if (random.chance(0.16)) {
            const lean = random.range(-0.3, 0.3) * size + stage.time * 0.012;
            path.moveTo(x + size * 0.7, y + size);
            path.quadraticCurveTo(x + size * 1.0, y - size, x + size * 0.9 + lean, y - size * 2.5);
            path.lineTo(x + size * 1.25 + lean, y - size * 2.4);
            path.quadraticCurveTo(x + size * 1.5, y - size, x + size * 1.2, y + size);
            path.closePath();
          }
        }
        context.fillStyle = css(mix(lighten(darken(grade.ink, 0.35), 0), grade.accent, light));
        context.fill(path);
      }
    });
  },
};
