import { type Colour, css, darken, hex } from '../colour.ts';
import { limb, sketch } from '../paint/shapes.ts';
import { type Stage, tone } from '../paint/stage.ts';
import { type Brush, type Placement, part, place } from './figure.ts';
import { type Joint, QUADRUPEDS, type Quadruped } from './quadruped-kinds.ts';

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

/** The four-footed animals. */
export type QuadrupedName = keyof typeof QUADRUPEDS;

/** Draws a four-footed animal with its feet at the placement; `size` is about its height at the head. */
export function drawQuadruped(stage: Stage, name: QuadrupedName, at: Placement, moving: boolean): void {
  const kind: Quadruped = QUADRUPEDS[name];
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
    const legs = kind.legs ?? kind.coat;
    const far = darken(legs, 0.35);
    quadLeg(brush, leg([kind.fore[0] + 0.05, kind.fore[1]], swing[1], false), kind.thick, far, 0.25);
    quadLeg(brush, leg([kind.hind[0] + 0.06, kind.hind[1]], swing[3], true), kind.thick, far, 0.25);
    part(brush, limb(kind.tail(stage.time)), kind.tailColour ?? darken(kind.coat, 0.4), { lit: 0.4 });
    part(brush, sketch(kind.body), kind.coat, { lit: 0.6 });
    quadLeg(brush, leg(kind.hind, swing[2], true), kind.thick * 1.1, legs, 0.5);
    quadLeg(brush, leg(kind.fore, swing[0], false), kind.thick, legs, 0.55);
    kind.behindHead?.(brush);
    part(brush, sketch(kind.head), kind.coat, { lit: 0.65 });
    if (kind.mane !== undefined) part(brush, sketch(kind.mane), darken(kind.coat, 0.6), { lit: 0.5, rim: 0.7 });
    kind.marks?.(brush, stage.time);
    const [eyeX, eyeY] = kind.eye;
    stage.context.fillStyle = css(tone(stage, hex('120c08'), 0.2));
    stage.context.beginPath();
    stage.context.arc(eyeX, eyeY, 0.014, 0, Math.PI * 2);
    stage.context.fill();
  });
}
