import { css, darken, lighten, mix } from '../colour.ts';
import { band, beam, glow } from '../paint/air.ts';
import { outline, type Point } from '../paint/shapes.ts';
import { FAR, inLayer, type Stage } from '../paint/stage.ts';
import type { Setting } from './setting.ts';

function ribbon(stage: Stage, y: number, swing: number, phase: number, thickness: number): readonly Point[] {
  const top: Point[] = [];
  const low: Point[] = [];
  const steps = 12;
  for (let index = 0; index <= steps; index += 1) {
    const share = index / steps;
    const x = stage.left - 0.2 + share * (stage.right - stage.left + 0.4);
    const wave = Math.sin(share * 5.2 + phase) * swing + Math.sin(share * 2.1 - phase * 0.7) * swing * 0.8;
    top.push([x, y + wave]);
    low.unshift([x, y + wave + thickness * (0.55 + 0.45 * Math.sin(share * 3.4 + phase * 1.3))]);
  }
  return [...top, ...low];
}

/** A studio cove with sweeping ribbons of colour: for emblems, products and words that name no place. */
export const abstract: Setting = {
  horizon: 0.62,
  ground: 0.86,
  centred: true,
  paintBackdrop(stage) {
    const { context, grade, horizon } = stage;
    const random = stage.random.fork('abstract');
    const [top, middle, low] = grade.sky;
    context.fillStyle = css(top);
    context.fillRect(-FAR, -FAR, FAR * 3, FAR * 3);
    band(stage, 0, horizon + 0.04, [css(top), css(mix(top, middle, 0.7)), css(mix(middle, low, 0.5))]);
    glow(stage, stage.focusX, horizon - 0.22, 0.9, mix(low, grade.key, 0.5), 0.55);
    inLayer(stage, 0.1, () => {
      const colours = [
        mix(middle, grade.accentTwo, 0.5),
        mix(low, grade.accent, 0.45),
        mix(grade.accentTwo, top, 0.4),
        mix(grade.accent, low, 0.5),
      ];
      const count = grade.manner.detail < 0.5 ? 2 : 5;
      for (let index = 0; index < count; index += 1) {
        const y = horizon * (0.16 + index * 0.17) + random.range(-0.05, 0.05);
        const colour = colours[index % colours.length] ?? middle;
        const gradient = context.createLinearGradient(
          stage.lightSide === -1 ? stage.left : stage.right,
          y - 0.1,
          stage.lightSide === -1 ? stage.right : stage.left,
          y + 0.2,
        );
        gradient.addColorStop(0, css(lighten(colour, 0.35), 0.75));
        gradient.addColorStop(0.5, css(colour, 0.42));
        gradient.addColorStop(1, css(darken(colour, 0.45), 0.55));
        context.fillStyle = gradient;
        context.fill(
          outline(
            ribbon(stage, y, random.range(0.05, 0.11), random.range(0, 6) + stage.time * 0.5, random.range(0.07, 0.2)),
          ),
        );
      }
    });
    // The floor of the cove, with the light's reflection.
    band(stage, horizon - 0.06, horizon + 0.12, [
      css(mix(middle, low, 0.6), 0),
      css(mix(middle, low, 0.6), 0.8),
      css(mix(middle, low, 0.65)),
    ]);
    band(stage, horizon + 0.1, stage.height + 1, [
      css(mix(middle, low, 0.65)),
      css(mix(middle, top, 0.6)),
      css(darken(top, 0.4)),
    ]);
    glow(stage, stage.focusX, stage.height * 0.88, 0.6, mix(low, grade.key, 0.4), 0.35);
    inLayer(stage, 0.5, () => {
      const x = stage.width / 2 + stage.lightSide * stage.width * 0.45;
      beam(stage, x, -0.2, Math.PI / 2 + stage.lightSide * 0.55, 1.5, [0.05, 0.6], grade.key, 0.28 + stage.time * 0.08);
      for (let index = 0; index < 18; index += 1) {
        const radius = random.range(0.004, 0.03);
        const x2 = random.range(stage.left, stage.right) + stage.time * random.range(-0.04, 0.04);
        const y2 = random.range(0.02, horizon) - stage.time * random.range(0, 0.05);
        glow(stage, x2, y2, radius * 3, lighten(grade.key, 0.3), random.range(0.1, 0.4));
      }
    });
  },
};
