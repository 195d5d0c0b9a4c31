import { type Colour, css, darken, hex } from '../colour.ts';
import { limb, sketch } from '../paint/shapes.ts';
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
  body: string;
  head: string;
  mane?: string;
  tail: (time: number) => readonly (readonly [number, number, number])[];
  fore: Joint;
  hind: Joint;
  leg: number;
  thick: number;
}

const HORSE: Quadruped = {
  coat: hex('7a4a2e'),
  body: '.3 -.74, .12 -.7, -.12 -.69, -.34 -.76, -.46 -.68, -.47 -.5, -.36 -.4, -.1 -.37, .16 -.38, .34 -.44, .42 -.58, .38 -.7',
  head: '.22 -.7, .36 -.9, .46 -1.03, .49 -1.11, .53 -1.02, .62 -.94, .74 -.79, .735 -.735, .68 -.72, .57 -.8, .52 -.82, .47 -.66, .42 -.52, .3 -.54',
  mane: '.46 -1.06, .36 -.98, .22 -.82, .13 -.7, .2 -.66, .3 -.74, .4 -.9, .48 -1.02',
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
  body: '.34 -.72, .1 -.68, -.2 -.68, -.44 -.66, -.52 -.55, -.46 -.42, -.24 -.42, .06 -.34, .3 -.34, .44 -.48, .44 -.62',
  head: '.3 -.68, .38 -.86, .4 -1.02!, .47 -1.08, .52 -.97, .6 -.93, .68 -.86, .82 -.82, .84 -.77, .78 -.72, .62 -.7, .54 -.6, .46 -.46, .34 -.5',
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
  body: '.34 -.66, .12 -.6, -.16 -.62, -.42 -.64, -.54 -.52, -.48 -.38, -.2 -.34, .1 -.32, .34 -.36, .44 -.5, .42 -.62',
  head: '.3 -.62, .36 -.8, .39 -1.0!, .46 -.9, .54 -.9, .6 -.99!, .64 -.84, .7 -.76, .69 -.68, .6 -.62, .48 -.54, .36 -.48',
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
  coat: hex('9a6c44'),
  body: '0.264 -0.74, 0.106 -0.702, -0.106 -0.692, -0.299 -0.76, -0.405 -0.683, -0.414 -0.51, -0.317 -0.414, -0.088 -0.385, 0.141 -0.395, 0.299 -0.452, 0.37 -0.587, 0.334 -0.702',
  head: '.2 -.7, .28 -.94, .34 -1.08, .3 -1.16, .38 -1.15, .44 -1.12, .54 -1.04, .6 -.98, .59 -.94, .5 -.95, .42 -.94, .4 -.76, .38 -.58, .26 -.58',
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

const KINDS = { dog: DOG, cat: CAT, horse: HORSE, deer: DEER } as const;

/** The four-footed animals. */
export type QuadrupedName = keyof typeof KINDS;

/** Draws a four-footed animal with its feet at the placement; `size` is about its height at the head. */
export function drawQuadruped(stage: Stage, name: QuadrupedName, at: Placement, moving: boolean): void {
  const kind = KINDS[name];
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
    part(brush, sketch(kind.body), kind.coat, { lit: 0.6 });
    quadLeg(brush, leg(kind.hind, swing[2], true), kind.thick * 1.1, kind.coat, 0.5);
    quadLeg(brush, leg(kind.fore, swing[0], false), kind.thick, kind.coat, 0.55);
    if (kind === DEER) antlers(brush);
    part(brush, sketch(kind.head), kind.coat, { lit: 0.65 });
    if (kind.mane !== undefined) part(brush, sketch(kind.mane), darken(kind.coat, 0.6), { lit: 0.5, rim: 0.7 });
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
