import { css, darken, hex, lighten, mix } from '../colour.ts';
import type { SubjectName } from '../lexicon/subjects.ts';
import { glow } from '../paint/air.ts';
import { limb, outline, polygon, sketch } from '../paint/shapes.ts';
import { tone } from '../paint/stage.ts';
import { part } from './figure.ts';

import { corners, type ObjectPainter } from './object.ts';

/** Machines and buildings with a presence of their own. */
export const LANDMARKS = {
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
      sketch('-.16 -.42, -.21 -.62, -.2 -.76, -.1 -.8, .1 -.8, .2 -.76, .21 -.62, .16 -.42, .0 -.39'),
      steel,
      { lit: 0.9 },
    );
    part(brush, sketch('-.11 -.83, -.14 -.94, -.11 -1.02, 0 -1.05, .12 -1.02, .15 -.94, .12 -.83, 0 -.81'), steel, {
      lit: 1,
    });
    const { context } = stage;
    context.fillStyle = css(hex('141a22'));
    context.fill(sketch('-.03 -.97, .13 -.98, .14 -.91, .12 -.88, -.04 -.88'));
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
    part(brush, sketch('-.4 .05, -.3 -.08, -.1 -.13, .14 -.12, .32 -.06, .42 .05'), hex('4a4a50'), { lit: 0.6 });
    part(brush, sketch('-.11 -.1!, -.07 -.78!, .07 -.78!, .11 -.1!'), hex('eae6de'), { lit: 1 });
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
    part(brush, sketch('-.07 -.9!, 0 -.98, .07 -.9!'), hex('9a3028'), { lit: 0.9 });
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
