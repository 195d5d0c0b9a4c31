import { type Colour, css, darken, hex, lighten, mix } from '../colour.ts';
import { beam, glow, puff } from '../paint/air.ts';
import { limb, outline, polygon, sketch } from '../paint/shapes.ts';
import { type Stage, tone } from '../paint/stage.ts';
import { type Brush, type Placement, part, place } from './figure.ts';

function glass(brush: Brush, path: ReturnType<typeof outline>): void {
  const { grade, context } = brush.stage;
  const gradient = context.createLinearGradient(0, -0.6, 0, -0.2);
  gradient.addColorStop(0, css(mix(lighten(grade.sky[2], 0.2), grade.key, 0.2)));
  gradient.addColorStop(1, css(mix(grade.sky[0], grade.ink, 0.5)));
  context.fillStyle = gradient;
  context.fill(path);
}

function wheel(brush: Brush, x: number, y: number, radius: number): void {
  const { context, grade, time } = brush.stage;
  context.fillStyle = css(mix(hex('15161a'), grade.haze, brush.distance * 0.4));
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = css(tone(brush.stage, hex('b8bec4'), 0.6, brush.distance));
  context.beginPath();
  context.arc(x, y, radius * 0.6, 0, Math.PI * 2);
  context.fill();
  context.strokeStyle = css(hex('2a2c32'));
  context.lineWidth = radius * 0.12;
  context.beginPath();
  for (let spoke = 0; spoke < 5; spoke += 1) {
    const angle = (spoke / 5) * Math.PI * 2 + time * 0.7;
    context.moveTo(x, y);
    context.lineTo(x + Math.cos(angle) * radius * 0.56, y + Math.sin(angle) * radius * 0.56);
  }
  context.stroke();
}

/** A car in profile, lamps lit when it is dark. */
export function drawCar(stage: Stage, at: Placement, colour: Colour): void {
  place(stage, { ...at, size: at.size * 1.25 }, 0.6, (brush) => {
    const { context, grade } = stage;
    context.fillStyle = css(grade.ink);
    context.fill(sketch('-.58 -.08, .58 -.08, .52 -.16, -.52 -.16'));
    part(
      brush,
      sketch(
        '-.64 -.12!, -.66 -.24, -.6 -.31, -.42 -.34, -.24 -.47, .0 -.5, .16 -.46, .3 -.34, .52 -.3, .64 -.24, .66 -.14, .62 -.1!, .5 -.1, .42 -.2, .34 -.2, .26 -.1, -.26 -.1, -.33 -.2, -.42 -.2, -.5 -.1',
      ),
      colour,
      { lit: 0.9 },
    );
    glass(brush, sketch('-.34 -.345!, -.2 -.445, -.03 -.465, -.03 -.345!'));
    glass(brush, sketch('.0 -.345!, .0 -.465, .12 -.44, .245 -.345!'));
    // A long reflection along the flank.
    context.fillStyle = css(lighten(mix(colour, grade.sky[2], 0.5), 0.3), 0.5);
    context.fill(sketch('-.62 -.27, -.2 -.315, .4 -.29, .6 -.24, .3 -.262, -.3 -.275'));
    context.strokeStyle = css(darken(tone(stage, colour, 0.2), 0.4), 0.6);
    context.lineWidth = 0.004;
    context.stroke(sketch('-.03 -.34, -.04 -.13, .22 -.13, .26 -.32', false));
    wheel(brush, -0.375, -0.1, 0.1);
    wheel(brush, 0.38, -0.1, 0.1);
    context.fillStyle = css(lighten(grade.lamp, 0.6));
    context.fill(sketch('.6 -.245, .655 -.22, .645 -.185, .59 -.2'));
    context.fillStyle = css(hex('e83a2a'));
    context.fill(sketch('-.655 -.26, -.6 -.26, -.6 -.22, -.66 -.22'));
    if (grade.darkness > 0.25) {
      glow(stage, 0.64, -0.21, 0.5, grade.lamp, 0.8 * grade.darkness);
      glow(stage, -0.65, -0.24, 0.26, hex('ff4030'), 0.7 * grade.darkness);
      beam(stage, 0.64, -0.2, 0.06, 1.3, [0.04, 0.42], lighten(grade.lamp, 0.3), 0.6 * grade.darkness);
    }
  });
}

/** A steam train with three coaches on its track. */
export function drawTrain(stage: Stage, at: Placement, accent: Colour): void {
  place(stage, { ...at, size: at.size * 0.9 }, 0.7, (brush) => {
    const { context, grade } = stage;
    const body = mix(hex('2c3238'), accent, 0.16);
    context.fillStyle = css(tone(stage, hex('4a4440'), 0.4));
    context.fillRect(-4, 0.0, 8, 0.018);
    for (let sleeper = -30; sleeper < 30; sleeper += 1) context.fillRect(sleeper * 0.13, 0.018, 0.06, 0.02);
    for (let wagon = 1; wagon <= 3; wagon += 1) {
      const x = -0.35 - wagon * 1.02;
      part(
        brush,
        outline([
          [x - 0.02, -0.1, 1],
          [x - 0.02, -0.5],
          [x + 0.06, -0.56],
          [x + 0.86, -0.56],
          [x + 0.94, -0.5],
          [x + 0.94, -0.1, 1],
        ]),
        mix(accent, hex('5a3a34'), 0.4),
        { lit: 0.6 },
      );
      context.fillStyle = css(
        mix(lighten(grade.lamp, 0.2), tone(stage, hex('5a6a78'), 0.4), 1 - Math.max(0.35, grade.darkness)),
      );
      for (let pane = 0; pane < 6; pane += 1) context.fillRect(x + 0.06 + pane * 0.138, -0.43, 0.09, 0.13);
      for (const offset of [0.12, 0.3, 0.64, 0.82]) wheel(brush, x + offset, -0.06, 0.06);
    }
    part(brush, sketch('-.42 -.12!, -.42 -.7!, -.46 -.74!, -.06 -.74!, -.1 -.7!, -.1 -.12!'), body, { lit: 0.6 });
    context.fillStyle = css(lighten(grade.lamp, 0.15), 0.4 + grade.darkness * 0.5);
    context.fillRect(-0.35, -0.63, 0.18, 0.17);
    part(brush, sketch('-.12 -.16!, -.12 -.52, -.06 -.56, .56 -.56, .64 -.48, .66 -.34, .64 -.2, .6 -.14!'), body, {
      lit: 0.85,
    });
    part(brush, sketch('.42 -.54!, .4 -.76, .37 -.82!, .55 -.82!, .52 -.76, .5 -.54!'), darken(body, 0.3), {
      lit: 0.6,
    });
    part(brush, sketch('.08 -.55!, .08 -.62, .14 -.66, .2 -.62, .2 -.55!'), hex('b8893a'), { lit: 0.95 });
    context.fillStyle = css(tone(stage, accent, 0.8));
    for (const x of [0.02, 0.26, 0.5]) context.fillRect(x, -0.555, 0.016, 0.36);
    part(
      brush,
      polygon([
        [0.5, -0.15],
        [0.68, -0.15],
        [0.84, 0.0],
        [0.52, 0.0],
      ]),
      accent,
      { lit: 0.6 },
    );
    for (const [x, radius] of [
      [-0.28, 0.11],
      [-0.02, 0.12],
      [0.24, 0.12],
      [0.47, 0.07],
    ] as const)
      wheel(brush, x, -radius * 0.95, radius);
    context.fillStyle = css(tone(stage, hex('a8aeb4'), 0.8));
    context.fill(
      limb([
        [-0.3, -0.12 + stage.time * 0.04, 0.012],
        [0.26, -0.1 - stage.time * 0.03, 0.012],
      ]),
    );
    glow(stage, 0.68, -0.44, 0.5, grade.lamp, 0.5 + grade.darkness * 0.4);
    context.fillStyle = css(lighten(grade.lamp, 0.6));
    context.beginPath();
    context.arc(0.65, -0.44, 0.04, 0, Math.PI * 2);
    context.fill();
    for (let index = 0; index < 8; index += 1) {
      const away = index * 0.24 + stage.time * 0.1;
      puff(
        stage,
        'cloud',
        0.46 - away,
        -0.92 - Math.sqrt(away) * 0.16,
        0.4 + index * 0.16,
        0.24 + index * 0.07,
        mix(lighten(grade.haze, 0.3), hex('8a8a90'), 0.2),
        0.85 - index * 0.08,
      );
    }
  });
}

/** A bicycle, leaning on nobody. */
export function drawBicycle(stage: Stage, at: Placement, accent: Colour): void {
  place(stage, { ...at, size: at.size * 0.62 }, 0.5, (brush) => {
    const { context } = stage;
    context.lineCap = 'round';
    const line = (points: readonly (readonly [number, number])[], width: number, colour: Colour): void => {
      context.strokeStyle = css(tone(stage, colour, 0.75));
      context.lineWidth = width;
      context.beginPath();
      points.forEach(([x, y], index) => {
        if (index === 0) context.moveTo(x, y);
        else context.lineTo(x, y);
      });
      context.stroke();
    };
    for (const x of [-0.5, 0.52]) {
      context.strokeStyle = css(tone(stage, hex('1c1c20'), 0.4));
      context.lineWidth = 0.036;
      context.beginPath();
      context.arc(x, -0.34, 0.32, 0, Math.PI * 2);
      context.stroke();
      context.strokeStyle = css(lighten(stage.grade.key, 0.2), 0.5);
      context.lineWidth = 0.005;
      context.beginPath();
      for (let spoke = 0; spoke < 14; spoke += 1) {
        const angle = (spoke / 14) * Math.PI * 2 + stage.time * 0.5;
        context.moveTo(x, -0.34);
        context.lineTo(x + Math.cos(angle) * 0.3, -0.34 + Math.sin(angle) * 0.3);
      }
      context.stroke();
    }
    line(
      [
        [-0.5, -0.34],
        [-0.1, -0.34],
        [0.34, -0.78],
        [-0.22, -0.78],
        [-0.1, -0.34],
      ],
      0.034,
      accent,
    );
    line(
      [
        [-0.5, -0.34],
        [-0.22, -0.78],
        [-0.26, -0.92],
      ],
      0.03,
      accent,
    );
    line(
      [
        [0.52, -0.34],
        [0.34, -0.78],
        [0.31, -0.98],
      ],
      0.032,
      accent,
    );
    line(
      [
        [0.31, -0.98],
        [0.44, -1.0],
        [0.46, -0.92],
      ],
      0.028,
      hex('3a3a40'),
    );
    part(brush, sketch('-.4 -.95, -.3 -.97, -.12 -.94, -.2 -.91, -.36 -.9'), hex('4a3428'), { lit: 0.7 });
  });
}
