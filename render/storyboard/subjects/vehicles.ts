import { type Colour, css, darken, hex, lighten, mix } from '../colour.ts';
import { beam, glow, puff } from '../paint/air.ts';
import { limb, outline, polygon } from '../paint/shapes.ts';
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

function car(stage: Stage, at: Placement, colour: Colour): void {
  place(stage, { ...at, size: at.size * 1.25 }, 0.6, (brush) => {
    const { context, grade } = stage;
    context.fillStyle = css(grade.ink);
    context.fill(
      outline([
        [-0.58, -0.08],
        [0.58, -0.08],
        [0.52, -0.16],
        [-0.52, -0.16],
      ]),
    );
    part(
      brush,
      outline([
        [-0.64, -0.12, 1],
        [-0.66, -0.24],
        [-0.6, -0.31],
        [-0.42, -0.34],
        [-0.24, -0.47],
        [0.0, -0.5],
        [0.16, -0.46],
        [0.3, -0.34],
        [0.52, -0.3],
        [0.64, -0.24],
        [0.66, -0.14],
        [0.62, -0.1, 1],
        [0.5, -0.1],
        [0.42, -0.2],
        [0.34, -0.2],
        [0.26, -0.1],
        [-0.26, -0.1],
        [-0.33, -0.2],
        [-0.42, -0.2],
        [-0.5, -0.1],
      ]),
      colour,
      { lit: 0.9 },
    );
    glass(
      brush,
      outline([
        [-0.34, -0.345, 1],
        [-0.2, -0.445],
        [-0.03, -0.465],
        [-0.03, -0.345, 1],
      ]),
    );
    glass(
      brush,
      outline([
        [0.0, -0.345, 1],
        [0.0, -0.465],
        [0.12, -0.44],
        [0.245, -0.345, 1],
      ]),
    );
    // A long reflection along the flank.
    context.fillStyle = css(lighten(mix(colour, grade.sky[2], 0.5), 0.3), 0.5);
    context.fill(
      outline([
        [-0.62, -0.27],
        [-0.2, -0.315],
        [0.4, -0.29],
        [0.6, -0.24],
        [0.3, -0.262],
        [-0.3, -0.275],
      ]),
    );
    context.strokeStyle = css(darken(tone(stage, colour, 0.2), 0.4), 0.6);
    context.lineWidth = 0.004;
    context.stroke(
      outline(
        [
          [-0.03, -0.34],
          [-0.04, -0.13],
          [0.22, -0.13],
          [0.26, -0.32],
        ],
        false,
      ),
    );
    wheel(brush, -0.375, -0.1, 0.1);
    wheel(brush, 0.38, -0.1, 0.1);
    context.fillStyle = css(lighten(grade.lamp, 0.6));
    context.fill(
      outline([
        [0.6, -0.245],
        [0.655, -0.22],
        [0.645, -0.185],
        [0.59, -0.2],
      ]),
    );
    context.fillStyle = css(hex('e83a2a'));
    context.fill(
      outline([
        [-0.655, -0.26],
        [-0.6, -0.26],
        [-0.6, -0.22],
        [-0.66, -0.22],
      ]),
    );
    if (grade.darkness > 0.25) {
      glow(stage, 0.64, -0.21, 0.5, grade.lamp, 0.8 * grade.darkness);
      glow(stage, -0.65, -0.24, 0.26, hex('ff4030'), 0.7 * grade.darkness);
      beam(stage, 0.64, -0.2, 0.06, 1.3, [0.04, 0.42], lighten(grade.lamp, 0.3), 0.6 * grade.darkness);
    }
  });
}

function ship(stage: Stage, at: Placement, accent: Colour): void {
  place(stage, at, 0.45, (brush) => {
    const { context, grade } = stage;
    const lean = stage.time === 0 ? -0.03 : 0.035;
    context.rotate(lean);
    const wood = hex('5a3c2a');
    for (const [x, tall] of [
      [-0.2, 0.78],
      [0.1, 0.9],
    ] as const)
      part(
        brush,
        limb([
          [x, -0.1, 0.012],
          [x, -tall, 0.006],
        ]),
        wood,
        { lit: 0.5 },
      );
    const sail = (x: number, top: number, low: number, width: number, belly: number): void => {
      part(
        brush,
        outline([
          [x - width * 0.44, top, 1],
          [x + width * 0.46, top, 1],
          [x + width * 0.5 + belly, (top + low) / 2],
          [x + width * 0.54, low, 1],
          [x + belly * 0.4, low - 0.03],
          [x - width * 0.52, low, 1],
          [x - width * 0.44 + belly, (top + low) / 2],
        ]),
        mix(hex('e8dcc4'), accent, 0.12),
        { lit: 0.95 },
      );
    };
    sail(-0.2, -0.74, -0.53, 0.26, 0.05);
    sail(-0.2, -0.51, -0.22, 0.34, 0.06);
    sail(0.1, -0.86, -0.66, 0.24, 0.05);
    sail(0.1, -0.64, -0.42, 0.34, 0.06);
    sail(0.1, -0.4, -0.18, 0.4, 0.07);
    part(
      brush,
      outline([
        [0.14, -0.7, 1],
        [0.5, -0.18, 1],
        [0.24, -0.26],
      ]),
      hex('d8c8a8'),
      { lit: 0.8 },
    );
    part(
      brush,
      limb([
        [0.36, -0.13, 0.012],
        [0.6, -0.22, 0.005],
      ]),
      wood,
      { lit: 0.6 },
    );
    part(
      brush,
      outline([
        [-0.46, -0.22, 1],
        [-0.3, -0.15],
        [0.1, -0.12],
        [0.44, -0.16, 1],
        [0.38, -0.03],
        [0.3, 0.03, 1],
        [-0.34, 0.03, 1],
        [-0.42, -0.06],
      ]),
      wood,
      { lit: 0.7 },
    );
    context.fillStyle = css(lighten(grade.lamp, 0.3), 0.3 + grade.darkness * 0.6);
    for (let port = 0; port < 6; port += 1) context.fillRect(-0.3 + port * 0.105, -0.075, 0.026, 0.026);
    context.fillStyle = css(tone(stage, accent, 0.9));
    context.fill(
      outline([
        [0.1, -0.98],
        [0.2 + lean, -0.96],
        [0.28, -0.98 + lean],
        [0.2, -0.93],
        [0.1, -0.935],
      ]),
    );
    context.rotate(-lean);
    // Wake and broken reflection hide the waterline.
    const foam = lighten(mix(grade.haze, grade.key, 0.3), 0.4);
    puff(stage, 'wisp', -0.05, 0.035, 1.3, 0.1, foam, 0.85);
    for (let streak = 0; streak < 11; streak += 1) {
      context.fillStyle = css(mix(grade.ink, tone(stage, wood, 0.2), 0.4), 0.4 - streak * 0.03);
      context.beginPath();
      context.ellipse(
        Math.sin(streak * 2.4 + stage.time * 2) * 0.04,
        0.06 + streak * 0.026,
        0.34 - streak * 0.02,
        0.008,
        0,
        0,
        Math.PI * 2,
      );
      context.fill();
    }
  });
}

function rocket(stage: Stage, at: Placement, accent: Colour, flying: boolean): void {
  place(stage, at, 0.16, (brush) => {
    const { context } = stage;
    if (flying) {
      const flare = 1 + stage.time * 0.3;
      glow(stage, 0, 0.12, 0.7 * flare, hex('ffa040'), 0.8);
      for (const [scale, colour, alpha] of [
        [1, 'ff6a1e', 0.7],
        [0.66, 'ffc050', 0.85],
        [0.36, 'fff6d8', 0.95],
      ] as const) {
        context.fillStyle = css(hex(colour), alpha);
        context.fill(
          outline([
            [-0.075 * scale, -0.05, 1],
            [-0.09 * scale, 0.12 * flare * scale],
            [0, 0.5 * flare * scale, 1],
            [0.09 * scale, 0.12 * flare * scale],
            [0.075 * scale, -0.05, 1],
          ]),
        );
      }
      for (let index = 0; index < 5; index += 1)
        puff(
          stage,
          'cloud',
          Math.sin(index * 2.2) * 0.14,
          0.5 + index * 0.14 + stage.time * 0.05,
          0.5 + index * 0.16,
          0.34,
          lighten(stage.grade.haze, 0.4),
          0.5 - index * 0.07,
        );
    }
    for (const side of [-1, 1])
      part(
        brush,
        outline([
          [side * 0.1, -0.34],
          [side * 0.25, -0.1],
          [side * 0.25, 0.03, 1],
          [side * 0.1, -0.05],
        ]),
        accent,
        { lit: 0.75 },
      );
    part(
      brush,
      outline([
        [0, -1.0, 1],
        [0.075, -0.86],
        [0.12, -0.66],
        [0.125, -0.36],
        [0.1, -0.04, 1],
        [-0.1, -0.04, 1],
        [-0.125, -0.36],
        [-0.12, -0.66],
        [-0.075, -0.86],
      ]),
      hex('e4e8ee'),
      { lit: 1 },
    );
    part(
      brush,
      outline([
        [0, -1.0, 1],
        [0.075, -0.86],
        [0.105, -0.75, 1],
        [-0.105, -0.75, 1],
        [-0.075, -0.86],
      ]),
      accent,
      { lit: 0.9 },
    );
    part(
      brush,
      outline([
        [-0.02, -0.3],
        [0.02, -0.3],
        [0.035, 0.03, 1],
        [-0.035, 0.03, 1],
      ]),
      darken(accent, 0.2),
      { lit: 0.6 },
    );
    context.fillStyle = css(hex('23303e'));
    context.beginPath();
    context.arc(0, -0.6, 0.052, 0, Math.PI * 2);
    context.fill();
    context.fillStyle = css(lighten(stage.grade.lamp, 0.2), 0.9);
    context.beginPath();
    context.arc(0, -0.6, 0.036, 0, Math.PI * 2);
    context.fill();
    context.fillStyle = css(darken(tone(stage, hex('8a929c'), 0.4), 0.1), 0.7);
    context.fillRect(-0.122, -0.46, 0.244, 0.012);
    context.fillRect(-0.118, -0.18, 0.236, 0.012);
  });
}

function train(stage: Stage, at: Placement, accent: Colour): void {
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
    part(
      brush,
      outline([
        [-0.42, -0.12, 1],
        [-0.42, -0.7, 1],
        [-0.46, -0.74, 1],
        [-0.06, -0.74, 1],
        [-0.1, -0.7, 1],
        [-0.1, -0.12, 1],
      ]),
      body,
      { lit: 0.6 },
    );
    context.fillStyle = css(lighten(grade.lamp, 0.15), 0.4 + grade.darkness * 0.5);
    context.fillRect(-0.35, -0.63, 0.18, 0.17);
    part(
      brush,
      outline([
        [-0.12, -0.16, 1],
        [-0.12, -0.52],
        [-0.06, -0.56],
        [0.56, -0.56],
        [0.64, -0.48],
        [0.66, -0.34],
        [0.64, -0.2],
        [0.6, -0.14, 1],
      ]),
      body,
      { lit: 0.85 },
    );
    part(
      brush,
      outline([
        [0.42, -0.54, 1],
        [0.4, -0.76],
        [0.37, -0.82, 1],
        [0.55, -0.82, 1],
        [0.52, -0.76],
        [0.5, -0.54, 1],
      ]),
      darken(body, 0.3),
      { lit: 0.6 },
    );
    part(
      brush,
      outline([
        [0.08, -0.55, 1],
        [0.08, -0.62],
        [0.14, -0.66],
        [0.2, -0.62],
        [0.2, -0.55, 1],
      ]),
      hex('b8893a'),
      { lit: 0.95 },
    );
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

function bicycle(stage: Stage, at: Placement, accent: Colour): void {
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
    part(
      brush,
      outline([
        [-0.4, -0.95],
        [-0.3, -0.97],
        [-0.12, -0.94],
        [-0.2, -0.91],
        [-0.36, -0.9],
      ]),
      hex('4a3428'),
      { lit: 0.7 },
    );
  });
}

function plane(stage: Stage, at: Placement, accent: Colour): void {
  place(stage, at, 0.7, (brush) => {
    stage.context.rotate(-0.14 - stage.time * 0.05);
    const shell = hex('e6eaee');
    part(
      brush,
      outline([
        [-0.1, -0.04],
        [-0.32, -0.34, 1],
        [-0.22, -0.35],
        [0.16, -0.05],
      ]),
      darken(shell, 0.25),
      { lit: 0.6 },
    );
    part(
      brush,
      outline([
        [-0.66, -0.05],
        [-0.84, -0.34, 1],
        [-0.72, -0.35],
        [-0.5, -0.07],
      ]),
      accent,
      { lit: 0.85 },
    );
    part(
      brush,
      outline([
        [0.82, 0.01],
        [0.74, -0.07],
        [0.5, -0.1],
        [-0.5, -0.09],
        [-0.86, -0.1],
        [-0.8, -0.02],
        [-0.5, 0.06],
        [0.5, 0.09],
        [0.72, 0.07],
      ]),
      shell,
      { lit: 1 },
    );
    stage.context.fillStyle = css(mix(hex('2a3644'), stage.grade.lamp, stage.grade.darkness * 0.7));
    for (let pane = 0; pane < 16; pane += 1) stage.context.fillRect(-0.46 + pane * 0.062, -0.04, 0.026, 0.026);
    stage.context.fill(
      outline([
        [0.62, -0.07],
        [0.71, -0.062],
        [0.75, -0.03],
        [0.64, -0.03],
      ]),
    );
    part(
      brush,
      outline([
        [0.12, 0.04],
        [-0.3, 0.36, 1],
        [-0.42, 0.37],
        [-0.16, 0.04],
      ]),
      darken(shell, 0.08),
      { lit: 0.85 },
    );
    part(
      brush,
      outline([
        [-0.08, 0.14],
        [0.06, 0.12],
        [0.09, 0.16],
        [0.06, 0.2],
        [-0.08, 0.2],
      ]),
      darken(shell, 0.2),
      { lit: 0.6 },
    );
  });
}

function balloon(stage: Stage, at: Placement, accent: Colour): void {
  place(stage, at, 0.36, (brush) => {
    const { context, grade } = stage;
    const envelope = outline([
      [0, -1.02],
      [0.22, -0.97],
      [0.36, -0.8],
      [0.36, -0.6],
      [0.24, -0.38],
      [0.08, -0.22, 1],
      [-0.08, -0.22, 1],
      [-0.24, -0.38],
      [-0.36, -0.6],
      [-0.36, -0.8],
      [-0.22, -0.97],
    ]);
    part(brush, envelope, accent, { lit: 0.95 });
    context.save();
    context.clip(envelope);
    for (const [from, colour] of [
      [0.26, hex('f4e6c8')],
      [-0.03, hex('f4e6c8')],
      [-0.32, hex('f4e6c8')],
    ] as const) {
      context.fillStyle = css(tone(stage, colour, 0.8), 0.85);
      context.fill(
        outline([
          [from * 0.2, -1.05, 1],
          [from + 0.06, -0.8],
          [from + 0.05, -0.6],
          [from * 0.3, -0.2, 1],
          [from * 0.2, -0.2, 1],
          [from - 0.04, -0.6],
          [from - 0.04, -0.8],
        ]),
      );
    }
    context.restore();
    glow(stage, 0, -0.34, 0.4, grade.lamp, 0.35 + grade.darkness * 0.4 + stage.time * 0.1);
    context.strokeStyle = css(grade.ink, 0.8);
    context.lineWidth = 0.006;
    context.beginPath();
    for (const side of [-1, 1]) {
      context.moveTo(side * 0.075, -0.22);
      context.lineTo(side * 0.055, -0.1);
    }
    context.stroke();
    part(
      brush,
      outline([
        [-0.065, -0.1, 1],
        [0.065, -0.1, 1],
        [0.055, 0.0],
        [-0.055, 0.0],
      ]),
      hex('7a5232'),
      { lit: 0.7 },
    );
  });
}

/** Draws a vehicle standing, sailing or flying at its placement. */
export function drawVehicle(
  stage: Stage,
  name: 'car' | 'ship' | 'rocket' | 'train' | 'bicycle' | 'plane' | 'balloon',
  at: Placement,
): void {
  const accent = stage.grade.accent;
  switch (name) {
    case 'car':
      return car(stage, at, accent);
    case 'ship':
      return ship(stage, at, accent);
    case 'rocket':
      return rocket(
        stage,
        at,
        accent,
        stage.scene.setting === 'space' || stage.scene.actions.includes('fly') || stage.time === 1,
      );
    case 'train':
      return train(stage, at, accent);
    case 'bicycle':
      return bicycle(stage, at, accent);
    case 'plane':
      return plane(stage, at, accent);
    case 'balloon':
      return balloon(stage, at, accent);
  }
}
