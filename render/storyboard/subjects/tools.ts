import { css, darken, hex, lighten, mix } from '../colour.ts';
import type { SubjectName } from '../lexicon/subjects.ts';
import { glow, smokeColumn } from '../paint/air.ts';
import { limb, outline, polygon, sketch } from '../paint/shapes.ts';
import { tone } from '../paint/stage.ts';
import { sparks } from '../paint/weather.ts';
import { part } from './figure.ts';

import { corners, type ObjectPainter, shine } from './object.ts';

/** Weapons, tools and vessels. */
export const TOOLS = {
  anvil: (brush, stage) => {
    part(brush, sketch('-.34 0!, -.3 -.3, -.24 -.34!, .24 -.34!, .3 -.3, .34 0!'), hex('5a4030'), { lit: 0.5 });
    part(
      brush,
      sketch(
        '-.3 -.34!, -.26 -.42, -.12 -.5, -.13 -.6, -.3 -.66, -.62 -.72!, -.66 -.78, -.3 -.82!, .42 -.82!, .42 -.68!, .2 -.62, .12 -.5, .26 -.42, .3 -.34!',
      ),
      hex('4a4e56'),
      { lit: 0.85 },
    );
    const hot = sketch('-.02 -.83!, -.02 -.88, .5 -.885, .52 -.85, .5 -.825!');
    stage.context.fillStyle = css(hex('ffb648'));
    stage.context.fill(hot);
    glow(stage, 0.24, -0.86, 0.5, hex('ff8a2c'), 0.85);
    sparks(stage, stage.random.fork('anvil sparks'), 0.16, -0.86, 54, 0.9);
    // A smith swings his own hammer; close on the anvil, nobody is in the frame to hold one.
    if (!stage.scene.shotSize.endsWith('close_up')) return;
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
    part(brush, sketch('-.045 -.3!, -.04 -.92, 0 -1.04!, .04 -.92, .045 -.3!'), hex('c4ccd6'), { lit: 1 });
    stage.context.fillStyle = css(darken(tone(stage, hex('8a929c'), 0.4), 0.2));
    stage.context.fill(
      limb([
        [0, -0.32, 0.009],
        [0, -0.84, 0.005],
      ]),
    );
    part(brush, sketch('-.2 -.3, -.18 -.34, 0 -.315, .18 -.34, .2 -.3, .1 -.27, -.1 -.27'), hex('b8893a'), { lit: 1 });
    part(
      brush,
      limb([
        [0, -0.28, 0.026],
        [0, -0.1, 0.03],
      ]),
      mix(hex('4a2c20'), accent, 0.3),
      { lit: 0.6 },
    );
    part(brush, sketch('-.045 -.06, 0 -.11, .045 -.06, 0 -.01'), hex('c89a48'), { lit: 1 });
    shine(stage, sketch('-.034 -.34, -.03 -.88, -.018 -.9, -.02 -.36'), 0.55);
    glow(stage, 0, -0.85, 0.4, stage.grade.key, 0.4 + stage.time * 0.3);
  },
  bottle: (brush, stage, accent) => {
    const body = sketch(
      '-.22 0!, -.25 -.05, -.25 -.5, -.2 -.62, -.08 -.69, -.075 -.8!, .075 -.8!, .08 -.69, .2 -.62, .25 -.5, .25 -.05, .22 0!',
    );
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
    part(brush, sketch('-.62 -.03, -.4 .0, .4 .0, .62 -.03, .4 -.08, -.4 -.08'), hex('efe6d6'), { lit: 0.9 });
    stage.context.strokeStyle = css(tone(stage, hex('efe6d6'), 0.6));
    stage.context.lineWidth = 0.06;
    stage.context.beginPath();
    stage.context.ellipse(0.42, -0.4, 0.14, 0.16, 0, -1.7, 1.7);
    stage.context.stroke();
    part(
      brush,
      sketch('-.42 -.66!, -.4 -.36, -.26 -.1, -.14 -.05!, .14 -.05!, .26 -.1, .4 -.36, .42 -.66!'),
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
    stage.context.fill(sketch('-.19 -.08!, -.21 -.4, -.15 -.72!, .15 -.72!, .21 -.4, .19 -.08!'));
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
    part(brush, sketch('-.22 -.7!, -.1 -.86, .1 -.86, .22 -.7!'), hex('3a332e'), { lit: 0.9 });
    stage.context.strokeStyle = css(tone(stage, hex('4a423a'), 0.8));
    stage.context.lineWidth = 0.022;
    stage.context.beginPath();
    stage.context.arc(0, -0.89, 0.085, Math.PI, 0);
    stage.context.stroke();
  },
} satisfies Partial<Record<SubjectName, ObjectPainter>>;
