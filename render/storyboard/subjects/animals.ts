import { type Colour, css, darken, hex, lighten } from '../colour.ts';
import { limb, outline, type Point } from '../paint/shapes.ts';
import { type Stage, tone } from '../paint/stage.ts';
import { type Brush, type Placement, part, place } from './figure.ts';

type Joint = readonly [number, number];

/** Leg of a four-footed animal: hip, knee, hock, hoof. */
function quadLeg(
  brush: Brush,
  joints: readonly [Joint, Joint, Joint, Joint],
  thick: number,
  colour: Colour,
  lit: number,
): void {
  const [hip, knee, hock, hoof] = joints;
  part(
    brush,
    limb([
      [hip[0], hip[1], thick * 1.5],
      [knee[0], knee[1], thick * 0.9],
      [hock[0], hock[1], thick * 0.55],
      [hoof[0], hoof[1] - 0.012, thick * 0.52],
      [hoof[0] + thick * 0.5, hoof[1], thick * 0.5],
    ]),
    colour,
    { lit },
  );
}

interface Gait {
  /** Swing of the four legs, −1 back … 1 forward: near fore, far fore, near hind, far hind. */
  swing: readonly [number, number, number, number];
}

const gaitFor = (time: number, moving: boolean): Gait => {
  if (!moving) return { swing: [0.06 + time * 0.1, 0.22, -0.1, 0.12 - time * 0.08] };
  return time === 0 ? { swing: [0.95, -0.5, -0.85, 0.6] } : { swing: [-0.6, 0.9, 0.7, -0.9] };
};

/** Proportions of a four-footed animal, in heights at the shoulder line. */
interface Quadruped {
  coat: Colour;
  body: readonly Point[];
  head: readonly Point[];
  mane?: readonly Point[];
  tail: (time: number) => readonly (readonly [number, number, number])[];
  fore: Joint;
  hind: Joint;
  leg: number;
  thick: number;
}

const HORSE: Quadruped = {
  coat: hex('7a4a2e'),
  body: [
    [0.3, -0.74],
    [0.12, -0.7],
    [-0.12, -0.69],
    [-0.34, -0.76],
    [-0.46, -0.68],
    [-0.47, -0.5],
    [-0.36, -0.4],
    [-0.1, -0.37],
    [0.16, -0.38],
    [0.34, -0.44],
    [0.42, -0.58],
    [0.38, -0.7],
  ],
  head: [
    [0.22, -0.7],
    [0.36, -0.9],
    [0.46, -1.03],
    [0.49, -1.11],
    [0.53, -1.02],
    [0.62, -0.94],
    [0.74, -0.79],
    [0.735, -0.735],
    [0.68, -0.72],
    [0.57, -0.8],
    [0.52, -0.82],
    [0.47, -0.66],
    [0.42, -0.52],
    [0.3, -0.54],
  ],
  mane: [
    [0.46, -1.06],
    [0.36, -0.98],
    [0.22, -0.82],
    [0.13, -0.7],
    [0.2, -0.66],
    [0.3, -0.74],
    [0.4, -0.9],
    [0.48, -1.02],
  ],
  tail: (time) => [
    [-0.44, -0.7, 0.03],
    [-0.56, -0.64, 0.04],
    [-0.63 - time * 0.05, -0.44, 0.045],
    [-0.62 - time * 0.08, -0.26, 0.012],
  ],
  fore: [0.3, -0.5],
  hind: [-0.37, -0.52],
  leg: 0.5,
  thick: 0.047,
};
const DOG: Quadruped = {
  coat: hex('9a6a42'),
  body: [
    [0.34, -0.72],
    [0.1, -0.68],
    [-0.2, -0.68],
    [-0.44, -0.66],
    [-0.52, -0.55],
    [-0.46, -0.42],
    [-0.24, -0.42],
    [0.06, -0.34],
    [0.3, -0.34],
    [0.44, -0.48],
    [0.44, -0.62],
  ],
  head: [
    [0.3, -0.68],
    [0.38, -0.86],
    [0.4, -1.02, 1],
    [0.47, -1.08],
    [0.52, -0.97],
    [0.6, -0.93],
    [0.68, -0.86],
    [0.82, -0.82],
    [0.84, -0.77],
    [0.78, -0.72],
    [0.62, -0.7],
    [0.54, -0.6],
    [0.46, -0.46],
    [0.34, -0.5],
  ],
  tail: (time) => [
    [-0.48, -0.6, 0.035],
    [-0.62, -0.68, 0.04],
    [-0.7 + time * 0.03, -0.84, 0.036],
    [-0.64 + time * 0.06, -0.97, 0.01],
  ],
  fore: [0.3, -0.46],
  hind: [-0.4, -0.5],
  leg: 0.46,
  thick: 0.056,
};
const CAT: Quadruped = {
  coat: hex('6a5a50'),
  body: [
    [0.34, -0.66],
    [0.12, -0.6],
    [-0.16, -0.62],
    [-0.42, -0.64],
    [-0.54, -0.52],
    [-0.48, -0.38],
    [-0.2, -0.34],
    [0.1, -0.32],
    [0.34, -0.36],
    [0.44, -0.5],
    [0.42, -0.62],
  ],
  head: [
    [0.3, -0.62],
    [0.36, -0.8],
    [0.39, -1.0, 1],
    [0.46, -0.9],
    [0.54, -0.9],
    [0.6, -0.99, 1],
    [0.64, -0.84],
    [0.7, -0.76],
    [0.69, -0.68],
    [0.6, -0.62],
    [0.48, -0.54],
    [0.36, -0.48],
  ],
  tail: (time) => [
    [-0.5, -0.54, 0.034],
    [-0.68, -0.6, 0.032],
    [-0.8, -0.82, 0.03],
    [-0.74 + time * 0.08, -1.04, 0.026],
    [-0.64 + time * 0.1, -1.1, 0.014],
  ],
  fore: [0.32, -0.42],
  hind: [-0.42, -0.46],
  leg: 0.42,
  thick: 0.05,
};
const DEER: Quadruped = {
  ...HORSE,
  coat: hex('9a6c44'),
  body: HORSE.body.map(([x, y]) => [x * 0.88, y * 0.96 - 0.03] as const),
  head: [
    [0.2, -0.7],
    [0.28, -0.94],
    [0.34, -1.08],
    [0.3, -1.16],
    [0.38, -1.15],
    [0.44, -1.12],
    [0.54, -1.04],
    [0.6, -0.98],
    [0.59, -0.94],
    [0.5, -0.95],
    [0.42, -0.94],
    [0.4, -0.76],
    [0.38, -0.58],
    [0.26, -0.58],
  ],
  tail: () => [
    [-0.4, -0.7, 0.03],
    [-0.46, -0.66, 0.035],
    [-0.47, -0.6, 0.015],
  ],
  fore: [0.26, -0.54],
  hind: [-0.33, -0.56],
  leg: 0.54,
  thick: 0.034,
};

function quadruped(stage: Stage, at: Placement, kind: Quadruped, moving: boolean): void {
  place(stage, at, 0.5, (brush) => {
    const { swing } = gaitFor(stage.time, moving);
    const leg = (root: Joint, amount: number, hindLeg: boolean): readonly [Joint, Joint, Joint, Joint] => {
      const reach = amount * kind.leg * 0.55;
      const lift = Math.abs(amount) > 0.5 ? Math.abs(amount) * kind.leg * 0.14 : 0;
      const bend = hindLeg ? -0.06 : 0.03;
      return [
        root,
        [root[0] + reach * 0.4 + bend * -0.5, root[1] + kind.leg * 0.42],
        [root[0] + reach * 0.75 + bend, root[1] + kind.leg * 0.74 - lift * 0.3],
        [root[0] + reach * (amount < 0 ? 1.1 : 0.95), -lift],
      ];
    };
    const far = darken(kind.coat, 0.35);
    quadLeg(brush, leg([kind.fore[0] + 0.05, kind.fore[1]], swing[1], false), kind.thick, far, 0.25);
    quadLeg(brush, leg([kind.hind[0] + 0.06, kind.hind[1]], swing[3], true), kind.thick, far, 0.25);
    part(brush, limb(kind.tail(stage.time)), darken(kind.coat, 0.4), { lit: 0.4 });
    part(brush, outline(kind.body), kind.coat, { lit: 0.6 });
    quadLeg(brush, leg(kind.hind, swing[2], true), kind.thick * 1.1, kind.coat, 0.5);
    quadLeg(brush, leg(kind.fore, swing[0], false), kind.thick, kind.coat, 0.55);
    if (kind === DEER) antlers(brush);
    part(brush, outline(kind.head), kind.coat, { lit: 0.65 });
    if (kind.mane !== undefined) part(brush, outline(kind.mane), darken(kind.coat, 0.6), { lit: 0.5, rim: 0.7 });
    const eyeX = kind === HORSE ? 0.575 : kind === DEER ? 0.45 : kind === CAT ? 0.58 : 0.61;
    const eyeY = kind === HORSE ? -0.93 : kind === DEER ? -1.05 : kind === CAT ? -0.78 : -0.87;
    stage.context.fillStyle = css(tone(stage, hex('120c08'), 0.2));
    stage.context.beginPath();
    stage.context.arc(eyeX, eyeY, 0.014, 0, Math.PI * 2);
    stage.context.fill();
  });
}

function antlers(brush: Brush): void {
  for (const offset of [0.05, 0]) {
    part(
      brush,
      limb([
        [0.33 + offset, -1.12, 0.016],
        [0.26 + offset, -1.28, 0.014],
        [0.3 + offset, -1.46, 0.012],
        [0.42 + offset, -1.56, 0.004],
      ]),
      hex('c8b090'),
      { lit: 0.8 },
    );
    part(
      brush,
      limb([
        [0.27 + offset, -1.28, 0.011],
        [0.38 + offset, -1.34, 0.009],
        [0.43 + offset, -1.42, 0.003],
      ]),
      hex('c8b090'),
      { lit: 0.8 },
    );
    part(
      brush,
      limb([
        [0.28 + offset, -1.4, 0.01],
        [0.2 + offset, -1.5, 0.008],
        [0.21 + offset, -1.6, 0.003],
      ]),
      hex('c8b090'),
      { lit: 0.8 },
    );
  }
}

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
    part(
      brush,
      outline([
        [-0.34, 0.0],
        [-0.62, -0.04, 1],
        [-0.68, 0.03],
        [-0.64, 0.08, 1],
        [-0.36, 0.07],
      ]),
      darken(coat, 0.2),
      { lit: 0.5 },
    );
    part(
      brush,
      outline([
        [-0.4, 0.02],
        [-0.1, -0.1],
        [0.2, -0.11],
        [0.36, -0.1],
        [0.44, -0.06],
        [0.42, 0.0],
        [0.2, 0.1],
        [-0.1, 0.12],
        [-0.34, 0.07],
      ]),
      coat,
      { lit: 0.6 },
    );
    part(
      brush,
      outline([
        [0.3, -0.1],
        [0.4, -0.15],
        [0.5, -0.12],
        [0.52, -0.06],
        [0.46, 0.0],
        [0.34, 0.01],
      ]),
      lighten(hex('d8ccb8'), 0.1),
      { lit: 0.8 },
    );
    part(
      brush,
      outline([
        [0.5, -0.1],
        [0.6, -0.07],
        [0.605, -0.02, 1],
        [0.55, -0.04],
        [0.5, -0.04],
      ]),
      hex('e0a030'),
      { lit: 0.9, rim: 0 },
    );
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
    part(
      brush,
      outline([
        [0.86, 0.0],
        [0.78, 0.1],
        [0.4, 0.2],
        [0.0, 0.19],
        [-0.2, 0.145],
        [0.1, 0.11],
        [0.5, 0.06],
        [0.74, 0.0],
      ]),
      hex('c8d4d8'),
      { lit: 0.5, rim: 0 },
    );
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
    part(
      brush,
      outline([
        [-0.3, -0.15],
        [-0.4, -0.25, 1],
        [-0.48, -0.11],
      ]),
      skin,
      { lit: 0.6 },
    );
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
    part(
      brush,
      outline([
        [0.14, -0.16],
        [-0.02, -0.34, 1],
        [-0.26, -0.14],
      ]),
      darken(accent, 0.2),
      { lit: 0.7 },
    );
    part(
      brush,
      outline([
        [0.06, 0.14],
        [-0.08, 0.3, 1],
        [-0.2, 0.12],
      ]),
      darken(accent, 0.2),
      { lit: 0.6 },
    );
    part(
      brush,
      outline([
        [0.5, 0.02],
        [0.4, -0.1],
        [0.16, -0.2],
        [-0.14, -0.16],
        [-0.4, -0.02],
        [-0.4, 0.04],
        [-0.14, 0.16],
        [0.16, 0.18],
        [0.4, 0.1],
      ]),
      scale,
      { lit: 0.95 },
    );
    const { context } = stage;
    context.fillStyle = css(hex('f4f0e6'), 0.85);
    context.fill(
      outline([
        [0.22, -0.19],
        [0.15, 0],
        [0.22, 0.17],
        [0.15, 0.18],
        [0.07, 0],
        [0.14, -0.2],
      ]),
    );
    context.fill(
      outline([
        [-0.1, -0.17],
        [-0.16, 0],
        [-0.1, 0.15],
        [-0.16, 0.14],
        [-0.22, 0],
        [-0.16, -0.15],
      ]),
    );
    context.fillStyle = css(hex('14100c'));
    context.beginPath();
    context.arc(0.37, -0.02, 0.026, 0, Math.PI * 2);
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
      outline([
        [0.58, -0.5],
        [0.52, -0.6, 1],
        [0.66, -0.53],
        [0.78, -0.49],
        [0.92, -0.42],
        [0.9, -0.38],
        [0.76, -0.37],
        [0.84, -0.33, 1],
        [0.72, -0.33],
        [0.6, -0.38],
      ]),
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
    wing(0, mix2(skin, hex('7a4038')), 0.75);
  });
}

const mix2 = (a: Colour, b: Colour): Colour => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];

/** Draws an animal; what it stands on, or floats in, is the caller's business. */
export function drawAnimal(
  stage: Stage,
  name: 'dog' | 'cat' | 'horse' | 'deer' | 'bird' | 'whale' | 'fish' | 'dragon',
  at: Placement,
): void {
  const moving = stage.scene.actions.some((action) => action === 'run' || action === 'walk' || action === 'jump');
  const kinds = { dog: DOG, cat: CAT, horse: HORSE, deer: DEER } as const;
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
    case 'dragon':
      dragon(stage, at);
      return;
    default:
      quadruped(stage, { ...at, size: at.size * 0.92 }, kinds[name], moving);
  }
}
