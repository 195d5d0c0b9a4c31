import { type Colour, css, darken, hex, lighten, mix } from '../colour.ts';
import { limb, outline, type Point, sketch } from '../paint/shapes.ts';
import { type Stage, tone } from '../paint/stage.ts';
import { type Placement, part, place } from './figure.ts';
import type { Joint } from './poses.ts';
import { drawQuadruped, type QuadrupedName } from './quadrupeds.ts';

function bird(stage: Stage, at: Placement): void {
  place(stage, at, 0.5, (brush) => {
    const coat = hex('5a4636');
    const beat = stage.time === 0 ? -1 : 0.35;
    const wing = (root: Joint, direction: number, colour: Colour, lit: number): void => {
      const tipY = root[1] - 0.34 * direction;
      const points: Point[] = [
        [root[0] + 0.1, root[1]],
        [root[0] + 0.06, root[1] - 0.2 * direction],
        [root[0] - 0.16, tipY - 0.12 * direction],
        [root[0] - 0.62, tipY - 0.2 * direction, 1],
      ];
      for (let feather = 0; feather < 6; feather += 1) {
        const share = feather / 6;
        points.push(
          [root[0] - 0.6 + share * 0.5, tipY - (0.1 - share * 0.28) * direction],
          [root[0] - 0.5 + share * 0.48, tipY - (0.13 - share * 0.28) * direction, 1],
        );
      }
      points.push([root[0] - 0.16, root[1] + 0.02]);
      part(brush, outline(points), colour, { lit });
    };
    wing([0.1, -0.06], -beat, darken(coat, 0.3), 0.4);
    part(brush, sketch('-.34 .0, -.62 -.04!, -.68 .03, -.64 .08!, -.36 .07'), darken(coat, 0.2), { lit: 0.5 });
    part(brush, sketch('-.4 .02, -.1 -.1, .2 -.11, .36 -.1, .44 -.06, .42 .0, .2 .1, -.1 .12, -.34 .07'), coat, {
      lit: 0.6,
    });
    part(brush, sketch('.3 -.1, .4 -.15, .5 -.12, .52 -.06, .46 .0, .34 .01'), lighten(hex('d8ccb8'), 0.1), {
      lit: 0.8,
    });
    part(brush, sketch('.5 -.1, .6 -.07, .605 -.02!, .55 -.04, .5 -.04'), hex('e0a030'), { lit: 0.9, rim: 0 });
    stage.context.fillStyle = css(hex('100a06'));
    stage.context.beginPath();
    stage.context.arc(0.465, -0.09, 0.012, 0, Math.PI * 2);
    stage.context.fill();
    wing([0.06, -0.02], -beat * 1.05, coat, 0.65);
  });
}

function whale(stage: Stage, at: Placement, tailBeat: number): void {
  place(stage, at, 0.7, (brush) => {
    const skin = hex('3f5568');
    part(
      brush,
      outline([
        [-0.66, -0.02],
        [-0.86, -0.08 + tailBeat],
        [-1.06, -0.22 + tailBeat, 1],
        [-0.98, -0.02 + tailBeat],
        [-1.0, 0.12 + tailBeat, 1],
        [-0.84, 0.03 + tailBeat],
        [-0.66, 0.06],
      ]),
      darken(skin, 0.15),
      { lit: 0.5 },
    );
    part(
      brush,
      outline([
        [-0.78, 0 + tailBeat * 0.7],
        [-0.4, -0.14],
        [0.1, -0.26],
        [0.5, -0.24],
        [0.78, -0.12],
        [0.86, 0.0],
        [0.78, 0.1],
        [0.4, 0.2],
        [0.0, 0.19],
        [-0.4, 0.1],
      ]),
      skin,
      { lit: 0.75 },
    );
    part(brush, sketch('.86 .0, .78 .1, .4 .2, .0 .19, -.2 .145, .1 .11, .5 .06, .74 .0'), hex('c8d4d8'), {
      lit: 0.5,
      rim: 0,
    });
    const { context } = stage;
    context.strokeStyle = css(tone(stage, hex('6a7a84'), 0.3), 0.55);
    context.lineWidth = 0.007;
    for (let groove = 0; groove < 6; groove += 1) {
      context.beginPath();
      context.moveTo(0.76 - groove * 0.03, 0.035 + groove * 0.022);
      context.quadraticCurveTo(0.4, 0.09 + groove * 0.02, 0.08 - groove * 0.03, 0.12 + groove * 0.012);
      context.stroke();
    }
    part(
      brush,
      outline([
        [0.3, 0.12],
        [0.22, 0.3 - tailBeat],
        [0.02, 0.42 - tailBeat, 1],
        [0.06, 0.24],
        [0.12, 0.12],
      ]),
      darken(skin, 0.1),
      { lit: 0.5 },
    );
    part(brush, sketch('-.3 -.15, -.4 -.25!, -.48 -.11'), skin, { lit: 0.6 });
    context.fillStyle = css(hex('0a0e12'));
    context.beginPath();
    context.arc(0.62, -0.02, 0.015, 0, Math.PI * 2);
    context.fill();
  });
}

function fish(stage: Stage, at: Placement, accent: Colour): void {
  const sway = stage.time === 0 ? 0.03 : -0.05;
  place(stage, at, 0.5, (brush) => {
    const scale = lighten(accent, 0.1);
    part(
      brush,
      outline([
        [-0.36, 0],
        [-0.58, -0.2 + sway, 1],
        [-0.53, sway],
        [-0.6, 0.2 + sway, 1],
      ]),
      darken(accent, 0.15),
      { lit: 0.8 },
    );
    part(brush, sketch('.14 -.16, -.02 -.34!, -.26 -.14'), darken(accent, 0.2), { lit: 0.7 });
    part(brush, sketch('.06 .14, -.08 .3!, -.2 .12'), darken(accent, 0.2), { lit: 0.6 });
    part(brush, sketch('.5 .02, .4 -.1, .16 -.2, -.14 -.16, -.4 -.02, -.4 .04, -.14 .16, .16 .18, .4 .1'), scale, {
      lit: 0.95,
    });
    const { context } = stage;
    context.fillStyle = css(hex('f4f0e6'), 0.85);
    context.fill(sketch('.22 -.19, .15 0, .22 .17, .15 .18, .07 0, .14 -.2'));
    context.fill(sketch('-.1 -.17, -.16 0, -.1 .15, -.16 .14, -.22 0, -.16 -.15'));
    context.fillStyle = css(hex('14100c'));
    context.beginPath();
    context.arc(0.37, -0.02, 0.026, 0, Math.PI * 2);
    context.fill();
  });
}

function turtle(stage: Stage, at: Placement): void {
  const beat = stage.time === 0 ? 0.1 : -0.08;
  place(stage, at, 0.5, (brush) => {
    const skin = hex('6a8a62');
    const shell = hex('7a5a34');
    const flipper = (x: number, y: number, lift: number, long: number, colour: Colour, lit: number): void =>
      part(
        brush,
        outline([
          [x + 0.09, y],
          [x + 0.02, y + 0.16 + lift * 0.6],
          [x - 0.16 * long, y + 0.34 * long + lift, 1],
          [x - 0.13 * long, y + 0.2 * long + lift],
          [x - 0.08, y + 0.02],
        ]),
        colour,
        { lit },
      );
    flipper(0.3, 0.0, -0.16 + beat * 0.6, 0.9, darken(skin, 0.35), 0.3);
    flipper(-0.34, 0.04, beat * 0.4, 0.5, darken(skin, 0.3), 0.4);
    part(brush, sketch('.36 -.06, .48 -.16, .62 -.18, .72 -.12, .74 -.05, .66 .01, .5 .04, .38 .07'), skin, {
      lit: 0.8,
    });
    part(brush, sketch('.46 .04, .3 .13, -.1 .15, -.44 .1, -.56 .05, -.3 .0, .3 -.02'), hex('d6c99a'), { lit: 0.5 });
    part(
      brush,
      sketch('.46 .03, .42 -.12, .24 -.25, -.04 -.29, -.32 -.2, -.5 -.04, -.58 .06, -.3 .08, .2 .09'),
      shell,
      {
        lit: 0.75,
      },
    );
    const { context } = stage;
    context.strokeStyle = css(tone(stage, darken(shell, 0.45), 0.2), 0.8);
    context.lineWidth = 0.012;
    context.stroke(sketch('.3 -.2, .22 -.08, .28 .05'));
    context.stroke(sketch('.02 -.28, -.04 -.1, .02 .07'));
    context.stroke(sketch('-.28 -.21, -.3 -.06, -.24 .06'));
    context.stroke(sketch('.42 -.06, .1 -.1, -.2 -.09, -.5 -.0'));
    flipper(0.34, 0.05, beat, 1.15, skin, 0.7);
    flipper(-0.4, 0.07, -beat * 0.5, 0.55, skin, 0.6);
    context.fillStyle = css(hex('10140c'));
    context.beginPath();
    context.arc(0.64, -0.1, 0.017, 0, Math.PI * 2);
    context.fill();
  });
}

function dragon(stage: Stage, at: Placement): void {
  place(stage, at, 0.7, (brush) => {
    const skin = hex('4a5a48');
    const beat = stage.time * 0.22;
    const wing = (shift: number, colour: Colour, lit: number): void =>
      part(
        brush,
        outline([
          [0.02 + shift, -0.16],
          [-0.1 + shift, -0.5 + beat, 1],
          [-0.02 + shift, -0.9 + beat, 1],
          [-0.3 + shift, -0.66 + beat],
          [-0.62 + shift, -0.66 + beat, 1],
          [-0.52 + shift, -0.42 + beat],
          [-0.76 + shift, -0.28 + beat, 1],
          [-0.46 + shift, -0.2],
          [-0.42 + shift, -0.05, 1],
          [-0.2 + shift, -0.06],
        ]),
        colour,
        { lit },
      );
    wing(0.2, darken(skin, 0.35), 0.3);
    part(
      brush,
      limb([
        [-0.3, 0.0, 0.09],
        [-0.6, 0.1, 0.06],
        [-0.86, 0.02, 0.035],
        [-1.05, -0.14, 0.018],
        [-1.14, -0.12, 0.004],
      ]),
      skin,
      { lit: 0.5 },
    );
    part(
      brush,
      limb([
        [-0.4, 0.02, 0.09],
        [-0.1, -0.04, 0.15],
        [0.16, -0.1, 0.13],
        [0.36, -0.26, 0.075],
        [0.52, -0.42, 0.05],
        [0.64, -0.44, 0.045],
      ]),
      skin,
      { lit: 0.65 },
    );
    part(
      brush,
      sketch('.58 -.5, .52 -.6!, .66 -.53, .78 -.49, .92 -.42, .9 -.38, .76 -.37, .84 -.33!, .72 -.33, .6 -.38'),
      skin,
      { lit: 0.75 },
    );
    part(
      brush,
      limb([
        [-0.1, 0.06, 0.06],
        [-0.14, 0.2, 0.04],
        [-0.04, 0.3, 0.02],
      ]),
      skin,
      { lit: 0.4 },
    );
    part(
      brush,
      limb([
        [0.16, 0.0, 0.05],
        [0.16, 0.14, 0.034],
        [0.27, 0.22, 0.018],
      ]),
      skin,
      { lit: 0.4 },
    );
    wing(0, mix(skin, hex('7a4038'), 0.5), 0.75);
  });
}

/** Draws an animal; what it stands on, or floats in, is the caller's business. */
export function drawAnimal(
  stage: Stage,
  name: QuadrupedName | 'bird' | 'whale' | 'fish' | 'turtle' | 'dragon',
  at: Placement,
): void {
  const moving = stage.scene.actions.some((action) => action === 'run' || action === 'walk' || action === 'jump');
  switch (name) {
    case 'bird':
      bird(stage, at);
      return;
    case 'whale':
      whale(stage, at, stage.time === 0 ? -0.05 : 0.07);
      return;
    case 'fish':
      fish(stage, at, stage.grade.accent);
      return;
    case 'turtle':
      turtle(stage, at);
      return;
    case 'dragon':
      dragon(stage, at);
      return;
    default:
      drawQuadruped(stage, name, { ...at, size: at.size * 0.92 }, moving);
  }
}
