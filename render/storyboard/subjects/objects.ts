import { type Colour, css, darken, hex, lighten, mix } from '../colour.ts';
import type { SubjectName } from '../lexicon/subjects.ts';
import { glow, smokeColumn } from '../paint/air.ts';
import { leafTree } from '../paint/nature.ts';
import { limb, outline, type Point, polygon } from '../paint/shapes.ts';
import { type Stage, tone } from '../paint/stage.ts';
import { block } from '../paint/town.ts';
import { sparks } from '../paint/weather.ts';
import { hashText } from '../random.ts';
import { type Brush, type Placement, part, place } from './figure.ts';

type ObjectPainter = (brush: Brush, stage: Stage, accent: Colour) => void;

const corners = (points: readonly (readonly [number, number])[]): Point[] => points.map(([x, y]) => [x, y, 1]);

const shine = (stage: Stage, path: ReturnType<typeof outline>, alpha: number): void => {
  stage.context.fillStyle = css(lighten(stage.grade.key, 0.55), alpha);
  stage.context.fill(path);
};

/** Objects fill a unit of height 1 with their foot at (0, 0). */
const OBJECTS = {
  anvil: (brush, stage) => {
    part(
      brush,
      outline([
        [-0.34, 0, 1],
        [-0.3, -0.3],
        [-0.24, -0.34, 1],
        [0.24, -0.34, 1],
        [0.3, -0.3],
        [0.34, 0, 1],
      ]),
      hex('5a4030'),
      { lit: 0.5 },
    );
    part(
      brush,
      outline([
        [-0.3, -0.34, 1],
        [-0.26, -0.42],
        [-0.12, -0.5],
        [-0.13, -0.6],
        [-0.3, -0.66],
        [-0.62, -0.72, 1],
        [-0.66, -0.78],
        [-0.3, -0.82, 1],
        [0.42, -0.82, 1],
        [0.42, -0.68, 1],
        [0.2, -0.62],
        [0.12, -0.5],
        [0.26, -0.42],
        [0.3, -0.34, 1],
      ]),
      hex('4a4e56'),
      { lit: 0.85 },
    );
    const hot = outline([
      [-0.02, -0.83, 1],
      [-0.02, -0.88],
      [0.5, -0.885],
      [0.52, -0.85],
      [0.5, -0.825, 1],
    ]);
    stage.context.fillStyle = css(hex('ffb648'));
    stage.context.fill(hot);
    glow(stage, 0.24, -0.86, 0.5, hex('ff8a2c'), 0.85);
    sparks(stage, stage.random.fork('anvil sparks'), 0.16, -0.86, 54, 0.9);
    part(
      brush,
      limb([
        [0.1, -1.0 + (1 - stage.time) * -0.22, 0.022],
        [-0.5, -1.16 + (1 - stage.time) * -0.3, 0.026],
      ]),
      hex('7a5232'),
      { lit: 0.7 },
    );
    part(
      brush,
      outline(
        corners([
          [0.02, -1.1 - (1 - stage.time) * 0.22],
          [0.2, -1.06 - (1 - stage.time) * 0.22],
          [0.17, -0.91 - (1 - stage.time) * 0.22],
          [-0.01, -0.95 - (1 - stage.time) * 0.22],
        ]),
      ),
      hex('5c6068'),
      { lit: 0.9 },
    );
  },
  sword: (brush, stage, accent) => {
    part(
      brush,
      outline([
        [-0.045, -0.3, 1],
        [-0.04, -0.92],
        [0, -1.04, 1],
        [0.04, -0.92],
        [0.045, -0.3, 1],
      ]),
      hex('c4ccd6'),
      { lit: 1 },
    );
    stage.context.fillStyle = css(darken(tone(stage, hex('8a929c'), 0.4), 0.2));
    stage.context.fill(
      limb([
        [0, -0.32, 0.009],
        [0, -0.84, 0.005],
      ]),
    );
    part(
      brush,
      outline([
        [-0.2, -0.3],
        [-0.18, -0.34],
        [0, -0.315],
        [0.18, -0.34],
        [0.2, -0.3],
        [0.1, -0.27],
        [-0.1, -0.27],
      ]),
      hex('b8893a'),
      { lit: 1 },
    );
    part(
      brush,
      limb([
        [0, -0.28, 0.026],
        [0, -0.1, 0.03],
      ]),
      mix(hex('4a2c20'), accent, 0.3),
      { lit: 0.6 },
    );
    part(
      brush,
      outline([
        [-0.045, -0.06],
        [0, -0.11],
        [0.045, -0.06],
        [0, -0.01],
      ]),
      hex('c89a48'),
      { lit: 1 },
    );
    shine(
      stage,
      outline([
        [-0.034, -0.34],
        [-0.03, -0.88],
        [-0.018, -0.9],
        [-0.02, -0.36],
      ]),
      0.55,
    );
    glow(stage, 0, -0.85, 0.4, stage.grade.key, 0.4 + stage.time * 0.3);
  },
  bottle: (brush, stage, accent) => {
    const body = outline([
      [-0.22, 0, 1],
      [-0.25, -0.05],
      [-0.25, -0.5],
      [-0.2, -0.62],
      [-0.08, -0.69],
      [-0.075, -0.8, 1],
      [0.075, -0.8, 1],
      [0.08, -0.69],
      [0.2, -0.62],
      [0.25, -0.5],
      [0.25, -0.05],
      [0.22, 0, 1],
    ]);
    part(brush, body, mix(accent, hex('e8e0d0'), 0.15), { lit: 1 });
    glow(stage, -brush.toward * 0.06, -0.3, 0.32, lighten(accent, 0.35), 0.6);
    shine(
      stage,
      outline([
        [brush.toward * 0.2, -0.06],
        [brush.toward * 0.21, -0.5],
        [brush.toward * 0.17, -0.58],
        [brush.toward * 0.15, -0.5],
        [brush.toward * 0.15, -0.06],
      ]),
      0.6,
    );
    part(
      brush,
      outline(
        corners([
          [-0.1, -0.79],
          [0.1, -0.79],
          [0.09, -1.0],
          [-0.09, -1.0],
        ]),
      ),
      hex('c8a45a'),
      { lit: 1 },
    );
    stage.context.fillStyle = css(tone(stage, hex('f2ece0'), 0.9), 0.92);
    stage.context.fillRect(-0.15, -0.42, 0.3, 0.24);
    stage.context.fillStyle = css(darken(accent, 0.4), 0.85);
    stage.context.fillRect(-0.09, -0.35, 0.18, 0.022);
    stage.context.fillRect(-0.06, -0.3, 0.12, 0.013);
    stage.context.fillRect(-0.075, -0.265, 0.15, 0.009);
  },
  cup: (brush, stage, accent) => {
    part(
      brush,
      outline([
        [-0.62, -0.03],
        [-0.4, 0.0],
        [0.4, 0.0],
        [0.62, -0.03],
        [0.4, -0.08],
        [-0.4, -0.08],
      ]),
      hex('efe6d6'),
      { lit: 0.9 },
    );
    stage.context.strokeStyle = css(tone(stage, hex('efe6d6'), 0.6));
    stage.context.lineWidth = 0.06;
    stage.context.beginPath();
    stage.context.ellipse(0.42, -0.4, 0.14, 0.16, 0, -1.7, 1.7);
    stage.context.stroke();
    part(
      brush,
      outline([
        [-0.42, -0.66, 1],
        [-0.4, -0.36],
        [-0.26, -0.1],
        [-0.14, -0.05, 1],
        [0.14, -0.05, 1],
        [0.26, -0.1],
        [0.4, -0.36],
        [0.42, -0.66, 1],
      ]),
      mix(hex('f2ebdd'), accent, 0.22),
      { lit: 1 },
    );
    stage.context.fillStyle = css(tone(stage, hex('f2ebdd'), 0.9));
    stage.context.beginPath();
    stage.context.ellipse(0, -0.66, 0.42, 0.075, 0, 0, Math.PI * 2);
    stage.context.fill();
    stage.context.fillStyle = css(tone(stage, hex('5a3420'), 0.7));
    stage.context.beginPath();
    stage.context.ellipse(0, -0.65, 0.375, 0.056, 0, 0, Math.PI * 2);
    stage.context.fill();
    smokeColumn(
      stage,
      stage.random.fork('cup steam'),
      0,
      -0.68,
      0.75,
      lighten(mix(stage.grade.haze, stage.grade.key, 0.4), 0.3),
      0.5,
    );
  },
  box: (brush, stage, accent) => {
    part(
      brush,
      outline(
        corners([
          [-0.42, -0.06],
          [0.06, 0.02],
          [0.06, -0.62],
          [-0.42, -0.68],
        ]),
      ),
      mix(accent, hex('e8e2d6'), 0.2),
      { lit: brush.toward === -1 ? 0.95 : 0.4 },
    );
    part(
      brush,
      outline(
        corners([
          [0.06, 0.02],
          [0.46, -0.08],
          [0.46, -0.68],
          [0.06, -0.62],
        ]),
      ),
      darken(mix(accent, hex('e8e2d6'), 0.2), 0.15),
      { lit: brush.toward === 1 ? 0.95 : 0.35 },
    );
    part(
      brush,
      outline(
        corners([
          [-0.42, -0.68],
          [0.06, -0.62],
          [0.46, -0.68],
          [0.0, -0.75],
        ]),
      ),
      lighten(accent, 0.35),
      { lit: 1, rim: 0.6 },
    );
    stage.context.fillStyle = css(tone(stage, hex('fbf6ea'), 0.95), 0.9);
    stage.context.fill(
      polygon([
        [-0.22, -0.02],
        [-0.13, -0.005],
        [-0.13, -0.645],
        [-0.22, -0.655],
      ]),
    );
    stage.context.fill(
      polygon([
        [-0.22, -0.655],
        [-0.13, -0.645],
        [0.28, -0.71],
        [0.19, -0.722],
      ]),
    );
    glow(stage, 0, -0.7, 0.6, lighten(accent, 0.4), 0.25 + stage.time * 0.3);
  },
  phone: (brush, stage, accent) => {
    part(
      brush,
      outline([
        [-0.25, -0.04],
        [-0.25, -0.96],
        [-0.21, -1],
        [0.21, -1],
        [0.25, -0.96],
        [0.25, -0.04],
        [0.21, 0],
        [-0.21, 0],
      ]),
      hex('23262c'),
      { lit: 1 },
    );
    const gradient = stage.context.createLinearGradient(-0.2, -0.95, 0.2, -0.05);
    gradient.addColorStop(0, css(lighten(accent, 0.45)));
    gradient.addColorStop(0.5, css(accent));
    gradient.addColorStop(1, css(mix(stage.grade.accentTwo, accent, 0.3)));
    stage.context.fillStyle = gradient;
    stage.context.beginPath();
    stage.context.roundRect(-0.22, -0.965, 0.44, 0.93, 0.04);
    stage.context.fill();
    stage.context.fillStyle = css(hex('ffffff'), 0.85);
    for (const [y, tall] of [
      [-0.86, 0.05],
      [-0.74, 0.22],
      [-0.48, 0.1],
      [-0.34, 0.1],
    ] as const) {
      stage.context.beginPath();
      stage.context.roundRect(-0.17, y + stage.time * -0.012, 0.34, tall, 0.03);
      stage.context.fill();
    }
    glow(stage, 0, -0.5, 0.95, lighten(accent, 0.2), 0.4);
  },
  laptop: (brush, stage, accent) => {
    part(
      brush,
      outline(
        corners([
          [-0.56, -0.06],
          [-0.5, -0.74],
          [0.5, -0.74],
          [0.56, -0.06],
        ]),
      ),
      hex('3a3f48'),
      { lit: 0.9 },
    );
    const gradient = stage.context.createLinearGradient(-0.4, -0.7, 0.4, -0.1);
    gradient.addColorStop(0, css(lighten(stage.grade.accentTwo, 0.45)));
    gradient.addColorStop(1, css(mix(accent, stage.grade.accentTwo, 0.5)));
    stage.context.fillStyle = gradient;
    stage.context.fill(
      polygon([
        [-0.51, -0.1],
        [-0.465, -0.7],
        [0.465, -0.7],
        [0.51, -0.1],
      ]),
    );
    stage.context.fillStyle = css(hex('ffffff'), 0.75);
    for (let line = 0; line < 6; line += 1)
      stage.context.fillRect(-0.4, -0.62 + line * 0.075, 0.2 + ((line * 37) % 5) * 0.04, 0.022);
    for (let bar = 0; bar < 5; bar += 1)
      stage.context.fillRect(
        0.12 + bar * 0.062,
        -0.18 - (0.08 + ((bar * 53) % 7) * 0.045) - stage.time * 0.03,
        0.042,
        0.08 + ((bar * 53) % 7) * 0.045 + stage.time * 0.03,
      );
    part(
      brush,
      outline(
        corners([
          [-0.56, -0.06],
          [0.56, -0.06],
          [0.72, 0.06],
          [-0.72, 0.06],
        ]),
      ),
      hex('9aa2ac'),
      { lit: 0.9 },
    );
    glow(stage, 0, -0.4, 1.0, lighten(stage.grade.accentTwo, 0.3), 0.4);
  },
  book: (brush, stage, accent) => {
    part(
      brush,
      outline([
        [0, -0.06],
        [-0.36, -0.16],
        [-0.72, -0.06, 1],
        [-0.72, 0.0, 1],
        [-0.36, -0.08],
        [0, 0.02],
        [0.36, -0.08],
        [0.72, 0.0, 1],
        [0.72, -0.06, 1],
        [0.36, -0.16],
      ]),
      accent,
      { lit: 0.6 },
    );
    for (const side of [-1, 1]) {
      part(
        brush,
        outline([
          [0, -0.06, 1],
          [side * 0.3, -0.17],
          [side * 0.7, -0.09, 1],
          [side * 0.64, -0.42, 1],
          [side * 0.3, -0.48],
          [0, -0.38, 1],
        ]),
        hex('f2e8d2'),
        { lit: side === brush.toward ? 1 : 0.6 },
      );
      stage.context.fillStyle = css(tone(stage, hex('5a4a3a'), 0.4), 0.5);
      for (let line = 0; line < 6; line += 1)
        stage.context.fill(
          polygon([
            [side * 0.1, -0.37 + line * 0.045 - 0.02],
            [side * 0.55, -0.4 + line * 0.05],
            [side * 0.555, -0.39 + line * 0.05],
            [side * 0.1, -0.36 + line * 0.045 - 0.02],
          ]),
        );
    }
    const lift = 0.3 + stage.time * 0.25;
    part(
      brush,
      outline([
        [0, -0.06, 1],
        [0.1, -0.3],
        [0.34, -0.36 - lift * 0.6, 1],
        [0.26, -0.7 - lift * 0.3, 1],
        [0.08, -0.58],
        [0, -0.38, 1],
      ]),
      hex('fbf3e0'),
      { lit: 1 },
    );
    glow(stage, 0, -0.36, 0.8, stage.grade.lamp, 0.4);
  },
  lantern: (brush, stage, accent) => {
    glow(stage, 0, -0.45, 1.6, stage.grade.lamp, 0.6 + stage.time * 0.1);
    part(
      brush,
      outline(
        corners([
          [-0.26, 0],
          [-0.22, -0.08],
          [0.22, -0.08],
          [0.26, 0],
        ]),
      ),
      hex('3a332e'),
      { lit: 0.8 },
    );
    stage.context.fillStyle = css(mix(stage.grade.lamp, accent, 0.2), 0.55);
    stage.context.fill(
      outline([
        [-0.19, -0.08, 1],
        [-0.21, -0.4],
        [-0.15, -0.72, 1],
        [0.15, -0.72, 1],
        [0.21, -0.4],
        [0.19, -0.08, 1],
      ]),
    );
    stage.context.fillStyle = css(hex('fff3c8'));
    const flick = stage.time * 0.02;
    stage.context.fill(
      outline([
        [-0.055, -0.14],
        [-0.06, -0.28],
        [flick, -0.48, 1],
        [0.06, -0.28],
        [0.055, -0.14],
        [0, -0.1],
      ]),
    );
    glow(stage, 0, -0.3, 0.5, lighten(stage.grade.lamp, 0.4), 0.95);
    for (const x of [-0.19, 0, 0.19])
      part(
        brush,
        limb([
          [x, -0.08, 0.012],
          [x * 0.92, -0.72, 0.012],
        ]),
        hex('3a332e'),
        { lit: 0.8 },
      );
    part(
      brush,
      outline([
        [-0.22, -0.7, 1],
        [-0.1, -0.86],
        [0.1, -0.86],
        [0.22, -0.7, 1],
      ]),
      hex('3a332e'),
      { lit: 0.9 },
    );
    stage.context.strokeStyle = css(tone(stage, hex('4a423a'), 0.8));
    stage.context.lineWidth = 0.022;
    stage.context.beginPath();
    stage.context.arc(0, -0.89, 0.085, Math.PI, 0);
    stage.context.stroke();
  },
  guitar: (brush, stage, accent) => {
    stage.context.rotate(0.24);
    part(
      brush,
      limb([
        [0, -0.42, 0.024],
        [0, -1.0, 0.02],
      ]),
      hex('4a2f20'),
      { lit: 0.7 },
    );
    part(
      brush,
      outline(
        corners([
          [-0.035, -1.0],
          [-0.05, -1.15],
          [0.05, -1.15],
          [0.035, -1.0],
        ]),
      ),
      hex('3a2418'),
      { lit: 0.8 },
    );
    part(
      brush,
      outline([
        [0, 0.0],
        [-0.2, -0.03],
        [-0.255, -0.17],
        [-0.17, -0.29],
        [-0.175, -0.41],
        [-0.08, -0.5],
        [0.08, -0.5],
        [0.175, -0.41],
        [0.17, -0.29],
        [0.255, -0.17],
        [0.2, -0.03],
      ]),
      mix(hex('c07a38'), accent, 0.25),
      { lit: 1 },
    );
    stage.context.fillStyle = css(hex('1c120c'));
    stage.context.beginPath();
    stage.context.arc(0, -0.3, 0.066, 0, Math.PI * 2);
    stage.context.fill();
    stage.context.fillRect(-0.07, -0.12, 0.14, 0.022);
    stage.context.strokeStyle = css(lighten(stage.grade.key, 0.4), 0.7);
    stage.context.lineWidth = 0.0035;
    stage.context.beginPath();
    for (const x of [-0.018, -0.006, 0.006, 0.018]) {
      stage.context.moveTo(x * 1.2, -0.12);
      stage.context.lineTo(x, -1.04);
    }
    stage.context.stroke();
  },
  flower: (brush, stage, accent) => {
    const sway = (stage.time - 0.5) * 0.07;
    part(
      brush,
      limb([
        [0, 0, 0.02],
        [0.02, -0.3, 0.017],
        [sway, -0.66, 0.015],
      ]),
      hex('4f7a3e'),
      { lit: 0.7 },
    );
    part(
      brush,
      outline([
        [0.01, -0.16, 1],
        [0.12, -0.3],
        [0.3, -0.36, 1],
        [0.2, -0.2],
      ]),
      hex('5f8a46'),
      { lit: 0.8 },
    );
    part(
      brush,
      outline([
        [0.01, -0.26, 1],
        [-0.1, -0.4],
        [-0.27, -0.44, 1],
        [-0.18, -0.28],
      ]),
      hex('4f7a3e'),
      { lit: 0.6 },
    );
    for (const ring of [0, 1, 2]) {
      const petals = 9 - ring * 2;
      for (let petal = 0; petal < petals; petal += 1) {
        const angle = (petal / petals) * Math.PI * 2 + ring * 0.4 - Math.PI / 2;
        const long = (0.29 - ring * 0.075) * (1 + stage.time * 0.08);
        const x = sway;
        const y = -0.72;
        const tipX = x + Math.cos(angle) * long;
        const tipY = y + Math.sin(angle) * long * 0.86;
        const across: readonly [number, number] = [-Math.sin(angle) * long * 0.33, Math.cos(angle) * long * 0.33];
        part(
          brush,
          outline([
            [x, y],
            [x + Math.cos(angle) * long * 0.55 + across[0], y + Math.sin(angle) * long * 0.5 + across[1]],
            [tipX, tipY],
            [x + Math.cos(angle) * long * 0.55 - across[0], y + Math.sin(angle) * long * 0.5 - across[1]],
          ]),
          mix(accent, lighten(accent, 0.5), ring * 0.36),
          { lit: 0.95, rim: 0.5 },
        );
      }
    }
    stage.context.fillStyle = css(tone(stage, hex('f0c850'), 1));
    stage.context.beginPath();
    stage.context.arc(sway, -0.72, 0.055, 0, Math.PI * 2);
    stage.context.fill();
  },
  emblem: (brush, stage, accent) => {
    const seed = hashText(String(stage.scene.layoutSeed));
    const sides = 3 + (seed % 4);
    const turn = -Math.PI / 2;
    glow(stage, 0, -0.5, 1.1, lighten(accent, 0.2), 0.5 + stage.time * 0.2);
    const ring = (radius: number, count: number, spin: number): Point[] =>
      Array.from(
        { length: count },
        (_, index) =>
          [
            Math.cos(turn + spin + (index / count) * Math.PI * 2) * radius,
            -0.5 + Math.sin(turn + spin + (index / count) * Math.PI * 2) * radius,
            1,
          ] as const,
      );
    const { context } = stage;
    context.strokeStyle = css(lighten(mix(accent, stage.grade.key, 0.5), 0.2), 0.85);
    context.lineWidth = 0.018;
    context.beginPath();
    context.arc(0, -0.5, 0.48, -Math.PI * (0.4 + stage.time * 0.5), Math.PI * 1.1);
    context.stroke();
    part(
      brush,
      outline(
        ring(0.4, sides * 2, 0).map(([x, y], index) =>
          index % 2 === 0 ? ([x, y, 1] as const) : ([x * 0.62, -0.5 + (y + 0.5) * 0.62, 1] as const),
        ),
      ),
      accent,
      { lit: 1, rim: 1.3 },
    );
    part(brush, outline(ring(0.2, sides, Math.PI / sides)), mix(stage.grade.accentTwo, lighten(accent, 0.5), 0.4), {
      lit: 1,
    });
    shine(stage, outline(ring(0.07, 12, 0).map(([x, y]) => [x, y] as const)), 0.95);
  },
  robot: (brush, stage, accent) => {
    const steel = hex('a4aeb8');
    const lift = stage.time * 0.05;
    for (const x of [0.09, -0.09]) {
      part(
        brush,
        limb([
          [x, -0.42, 0.05],
          [x * 1.15, -0.24, 0.042],
          [x * 1.2, -0.04, 0.05],
        ]),
        darken(steel, x > 0 ? 0.35 : 0.15),
        { lit: 0.6 },
      );
      part(
        brush,
        outline([
          [x * 1.2 - 0.06, 0, 1],
          [x * 1.2 - 0.05, -0.05],
          [x * 1.2 + 0.05, -0.06],
          [x * 1.2 + 0.11, 0, 1],
        ]),
        hex('4a525c'),
        { lit: 0.6 },
      );
    }
    part(
      brush,
      limb([
        [0.2, -0.72, 0.045],
        [0.27, -0.56, 0.036],
        [0.33, -0.46 - lift, 0.04],
      ]),
      darken(steel, 0.3),
      { lit: 0.5 },
    );
    part(
      brush,
      outline([
        [-0.16, -0.42],
        [-0.21, -0.62],
        [-0.2, -0.76],
        [-0.1, -0.8],
        [0.1, -0.8],
        [0.2, -0.76],
        [0.21, -0.62],
        [0.16, -0.42],
        [0.0, -0.39],
      ]),
      steel,
      { lit: 0.9 },
    );
    part(
      brush,
      outline([
        [-0.11, -0.83],
        [-0.14, -0.94],
        [-0.11, -1.02],
        [0, -1.05],
        [0.12, -1.02],
        [0.15, -0.94],
        [0.12, -0.83],
        [0, -0.81],
      ]),
      steel,
      { lit: 1 },
    );
    const { context } = stage;
    context.fillStyle = css(hex('141a22'));
    context.fill(
      outline([
        [-0.03, -0.97],
        [0.13, -0.98],
        [0.14, -0.91],
        [0.12, -0.88],
        [-0.04, -0.88],
      ]),
    );
    const eye = lighten(mix(hex('5ae0ff'), accent, 0.3), 0.3);
    for (const x of [0.02, 0.095]) {
      context.fillStyle = css(eye);
      context.beginPath();
      context.arc(x, -0.93, 0.018, 0, Math.PI * 2);
      context.fill();
      glow(stage, x, -0.93, 0.13, eye, 0.8);
    }
    context.fillStyle = css(eye, 0.9);
    context.beginPath();
    context.arc(0.02, -0.63, 0.05, 0, Math.PI * 2);
    context.fill();
    glow(stage, 0.02, -0.63, 0.3, eye, 0.6 + stage.time * 0.2);
    part(
      brush,
      limb([
        [-0.2, -0.72, 0.052],
        [-0.25, -0.56, 0.04],
        [-0.2, -0.42 - lift, 0.044],
      ]),
      steel,
      { lit: 0.85 },
    );
    part(
      brush,
      limb([
        [0.02, -1.04, 0.008],
        [0.02, -1.12, 0.006],
      ]),
      hex('4a525c'),
      { lit: 0.8 },
    );
  },
  lighthouse: (brush, stage) => {
    part(
      brush,
      outline([
        [-0.4, 0.05],
        [-0.3, -0.08],
        [-0.1, -0.13],
        [0.14, -0.12],
        [0.32, -0.06],
        [0.42, 0.05],
      ]),
      hex('4a4a50'),
      { lit: 0.6 },
    );
    part(
      brush,
      outline([
        [-0.11, -0.1, 1],
        [-0.07, -0.78, 1],
        [0.07, -0.78, 1],
        [0.11, -0.1, 1],
      ]),
      hex('eae6de'),
      { lit: 1 },
    );
    stage.context.fillStyle = css(tone(stage, mix(hex('c03a30'), stage.grade.accent, 0.3), 0.7));
    for (const y of [-0.24, -0.48, -0.7])
      stage.context.fill(
        polygon([
          [-0.103 + (-y - 0.14) * 0.055, y],
          [0.103 - (-y - 0.14) * 0.055, y],
          [0.103 - (-y - 0.04) * 0.055, y - 0.1],
          [-0.103 + (-y - 0.04) * 0.055, y - 0.1],
        ]),
      );
    part(
      brush,
      outline(
        corners([
          [-0.1, -0.78],
          [0.1, -0.78],
          [0.1, -0.81],
          [-0.1, -0.81],
        ]),
      ),
      hex('2e3238'),
      { lit: 0.7 },
    );
    stage.context.fillStyle = css(lighten(stage.grade.lamp, 0.6));
    stage.context.fillRect(-0.055, -0.9, 0.11, 0.09);
    part(
      brush,
      outline([
        [-0.07, -0.9, 1],
        [0, -0.98],
        [0.07, -0.9, 1],
      ]),
      hex('9a3028'),
      { lit: 0.9 },
    );
    glow(stage, 0, -0.86, 0.8, stage.grade.lamp, 0.7);
    for (const turn of [0, Math.PI]) {
      stage.context.save();
      stage.context.globalCompositeOperation = 'screen';
      const angle = -0.12 + stage.time * 0.35 + turn;
      const reach = stage.context.createLinearGradient(0, 0, Math.cos(angle) * 2, Math.sin(angle) * 2);
      reach.addColorStop(0, css(lighten(stage.grade.lamp, 0.4), 0.75));
      reach.addColorStop(1, css(stage.grade.lamp, 0));
      stage.context.translate(0, -0.86);
      stage.context.fillStyle = reach;
      stage.context.fill(
        polygon([
          [0, 0],
          [Math.cos(angle - 0.07) * 2, Math.sin(angle - 0.07) * 2],
          [Math.cos(angle + 0.07) * 2, Math.sin(angle + 0.07) * 2],
        ]),
      );
      stage.context.restore();
    }
  },
} satisfies Partial<Record<SubjectName, ObjectPainter>>;

/** Names of the objects with a drawing of their own. */
export type ObjectName = keyof typeof OBJECTS | 'tree' | 'building';

/** Draws an object with its foot at the placement. */
export function drawObject(stage: Stage, name: ObjectName, at: Placement): void {
  if (name === 'tree') {
    leafTree(stage, stage.random.fork('subject tree'), at.x, at.y, at.size * 1.15, hex('7a8a44'), at.distance);
    return;
  }
  if (name === 'building') {
    const random = stage.random.fork('subject building');
    block(stage, random, at.x - at.size * 0.17, at.y, at.size * 0.34, at.size * 1.15, hex('7a828e'), at.distance);
    return;
  }
  const painter: ObjectPainter = OBJECTS[name];
  place(stage, at, 0.4, (brush) => painter(brush, stage, stage.grade.accent));
}
