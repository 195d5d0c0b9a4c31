import { css, hex, lighten, mix } from '../colour.ts';
import type { SubjectName } from '../lexicon/subjects.ts';
import { glow } from '../paint/air.ts';
import { limb, outline, type Point, polygon, sketch } from '../paint/shapes.ts';
import { tone } from '../paint/stage.ts';
import { hashText } from '../random.ts';
import { part } from './figure.ts';

import { corners, type ObjectPainter, shine } from './object.ts';

/** Screens, books, instruments and plants. */
export const THINGS = {
  phone: (brush, stage, accent) => {
    part(brush, sketch('-.25 -.04, -.25 -.96, -.21 -1, .21 -1, .25 -.96, .25 -.04, .21 0, -.21 0'), hex('23262c'), {
      lit: 1,
    });
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
      sketch('0 -.06, -.36 -.16, -.72 -.06!, -.72 .0!, -.36 -.08, 0 .02, .36 -.08, .72 .0!, .72 -.06!, .36 -.16'),
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
      sketch(
        '0 .0, -.2 -.03, -.255 -.17, -.17 -.29, -.175 -.41, -.08 -.5, .08 -.5, .175 -.41, .17 -.29, .255 -.17, .2 -.03',
      ),
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
    part(brush, sketch('.01 -.16!, .12 -.3, .3 -.36!, .2 -.2'), hex('5f8a46'), { lit: 0.8 });
    part(brush, sketch('.01 -.26!, -.1 -.4, -.27 -.44!, -.18 -.28'), hex('4f7a3e'), { lit: 0.6 });
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
} satisfies Partial<Record<SubjectName, ObjectPainter>>;
