import type { Path2D } from '@napi-rs/canvas';
import { type Colour, darken, hex, lighten, mix } from '../colour.ts';
import type { ActionName } from '../lexicon/subjects.ts';
import { limb, outline, type Point } from '../paint/shapes.ts';
import type { Stage } from '../paint/stage.ts';
import { type Brush, type Placement, part, place } from './figure.ts';
import { drawHead, type Look } from './head.ts';

type Joint = readonly [x: number, y: number];

/** Where the joints of a figure are, in figure heights from the feet. Near limbs are those towards the viewer. */
export interface Pose {
  hip: Joint;
  neck: Joint;
  nearArm: readonly [elbow: Joint, hand: Joint];
  farArm: readonly [elbow: Joint, hand: Joint];
  nearLeg: readonly [knee: Joint, foot: Joint];
  farLeg: readonly [knee: Joint, foot: Joint];
  /** Head tilt in radians, positive looks down. */
  nod: number;
}

const blend = (from: Joint, to: Joint, share: number): Joint => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
];

function blendPose(from: Pose, to: Pose, share: number): Pose {
  const pair = (a: readonly [Joint, Joint], b: readonly [Joint, Joint]): readonly [Joint, Joint] => [
    blend(a[0], b[0], share),
    blend(a[1], b[1], share),
  ];
  return {
    hip: blend(from.hip, to.hip, share),
    neck: blend(from.neck, to.neck, share),
    nearArm: pair(from.nearArm, to.nearArm),
    farArm: pair(from.farArm, to.farArm),
    nearLeg: pair(from.nearLeg, to.nearLeg),
    farLeg: pair(from.farLeg, to.farLeg),
    nod: from.nod + (to.nod - from.nod) * share,
  };
}

const STAND: Pose = {
  hip: [0, -0.51],
  neck: [0.005, -0.845],
  nod: 0,
  nearArm: [
    [-0.055, -0.655],
    [-0.02, -0.5],
  ],
  farArm: [
    [0.07, -0.66],
    [0.095, -0.51],
  ],
  nearLeg: [
    [-0.03, -0.265],
    [-0.055, -0.01],
  ],
  farLeg: [
    [0.045, -0.265],
    [0.05, -0.012],
  ],
};
const STAND_TWO: Pose = {
  ...STAND,
  neck: [0.016, -0.846],
  nod: -0.1,
  nearArm: [
    [-0.06, -0.66],
    [0.0, -0.52],
  ],
  farArm: [
    [0.075, -0.665],
    [0.115, -0.53],
  ],
};

// Two keyframes of each action: the pose at the shot's start and at its end.
const POSES: Record<ActionName | 'stand', readonly [Pose, Pose]> = {
  stand: [STAND, STAND_TWO],
  walk: [
    {
      hip: [0, -0.505],
      neck: [0.02, -0.84],
      nod: 0.02,
      nearArm: [
        [-0.085, -0.66],
        [-0.085, -0.51],
      ],
      farArm: [
        [0.085, -0.68],
        [0.16, -0.56],
      ],
      nearLeg: [
        [0.07, -0.275],
        [0.105, -0.015],
      ],
      farLeg: [
        [-0.01, -0.25],
        [-0.14, -0.05],
      ],
    },
    {
      hip: [0, -0.51],
      neck: [0.025, -0.845],
      nod: 0,
      nearArm: [
        [0.045, -0.665],
        [0.12, -0.54],
      ],
      farArm: [
        [-0.055, -0.67],
        [-0.08, -0.53],
      ],
      nearLeg: [
        [-0.02, -0.26],
        [-0.135, -0.045],
      ],
      farLeg: [
        [0.075, -0.28],
        [0.12, -0.02],
      ],
    },
  ],
  run: [
    {
      hip: [0, -0.5],
      neck: [0.085, -0.815],
      nod: -0.05,
      nearArm: [
        [-0.07, -0.7],
        [-0.03, -0.58],
      ],
      farArm: [
        [0.17, -0.66],
        [0.24, -0.76],
      ],
      nearLeg: [
        [0.14, -0.36],
        [0.11, -0.12],
      ],
      farLeg: [
        [-0.06, -0.27],
        [-0.26, -0.2],
      ],
    },
    {
      hip: [0, -0.52],
      neck: [0.09, -0.835],
      nod: -0.08,
      nearArm: [
        [0.14, -0.67],
        [0.23, -0.75],
      ],
      farArm: [
        [-0.03, -0.69],
        [0.0, -0.57],
      ],
      nearLeg: [
        [-0.05, -0.28],
        [-0.24, -0.24],
      ],
      farLeg: [
        [0.15, -0.36],
        [0.15, -0.1],
      ],
    },
  ],
  jump: [
    {
      hip: [0, -0.56],
      neck: [0.04, -0.88],
      nod: -0.1,
      nearArm: [
        [-0.1, -0.88],
        [-0.14, -1.03],
      ],
      farArm: [
        [0.15, -0.9],
        [0.21, -1.04],
      ],
      nearLeg: [
        [0.11, -0.43],
        [0.03, -0.24],
      ],
      farLeg: [
        [-0.06, -0.36],
        [-0.2, -0.25],
      ],
    },
    {
      hip: [0.02, -0.66],
      neck: [0.06, -0.98],
      nod: -0.15,
      nearArm: [
        [-0.08, -1.02],
        [-0.1, -1.17],
      ],
      farArm: [
        [0.19, -1.03],
        [0.27, -1.15],
      ],
      nearLeg: [
        [0.14, -0.55],
        [0.08, -0.36],
      ],
      farLeg: [
        [-0.06, -0.47],
        [-0.22, -0.4],
      ],
    },
  ],
  fly: [
    {
      hip: [-0.02, -0.56],
      neck: [0.09, -0.86],
      nod: -0.25,
      nearArm: [
        [-0.05, -0.8],
        [-0.2, -0.78],
      ],
      farArm: [
        [0.21, -0.88],
        [0.35, -0.96],
      ],
      nearLeg: [
        [-0.07, -0.34],
        [-0.16, -0.12],
      ],
      farLeg: [
        [-0.02, -0.32],
        [-0.1, -0.14],
      ],
    },
    {
      hip: [0, -0.62],
      neck: [0.12, -0.91],
      nod: -0.3,
      nearArm: [
        [-0.02, -0.86],
        [-0.17, -0.9],
      ],
      farArm: [
        [0.24, -0.95],
        [0.38, -1.04],
      ],
      nearLeg: [
        [-0.08, -0.41],
        [-0.2, -0.22],
      ],
      farLeg: [
        [-0.03, -0.39],
        [-0.14, -0.22],
      ],
    },
  ],
  hammer: [
    {
      hip: [-0.03, -0.49],
      neck: [0.05, -0.8],
      nod: 0.14,
      nearArm: [
        [-0.04, -0.88],
        [0.0, -1.01],
      ],
      farArm: [
        [0.13, -0.62],
        [0.25, -0.53],
      ],
      nearLeg: [
        [-0.07, -0.26],
        [-0.14, -0.012],
      ],
      farLeg: [
        [0.09, -0.27],
        [0.11, -0.015],
      ],
    },
    {
      hip: [-0.025, -0.475],
      neck: [0.12, -0.755],
      nod: 0.34,
      nearArm: [
        [0.1, -0.6],
        [0.235, -0.63],
      ],
      farArm: [
        [0.19, -0.57],
        [0.275, -0.5],
      ],
      nearLeg: [
        [-0.06, -0.25],
        [-0.14, -0.012],
      ],
      farLeg: [
        [0.1, -0.27],
        [0.11, -0.015],
      ],
    },
  ],
  sit: [
    {
      hip: [-0.05, -0.3],
      neck: [-0.01, -0.63],
      nod: 0.15,
      nearArm: [
        [0.0, -0.45],
        [0.14, -0.38],
      ],
      farArm: [
        [0.05, -0.45],
        [0.17, -0.39],
      ],
      nearLeg: [
        [0.17, -0.31],
        [0.16, -0.015],
      ],
      farLeg: [
        [0.2, -0.32],
        [0.22, -0.015],
      ],
    },
    {
      hip: [-0.05, -0.3],
      neck: [0.01, -0.63],
      nod: 0.02,
      nearArm: [
        [0.01, -0.455],
        [0.15, -0.41],
      ],
      farArm: [
        [0.06, -0.46],
        [0.18, -0.42],
      ],
      nearLeg: [
        [0.17, -0.31],
        [0.16, -0.015],
      ],
      farLeg: [
        [0.2, -0.32],
        [0.22, -0.015],
      ],
    },
  ],
  dance: [
    {
      hip: [0.0, -0.53],
      neck: [-0.03, -0.86],
      nod: -0.15,
      nearArm: [
        [-0.14, -0.8],
        [-0.25, -0.91],
      ],
      farArm: [
        [0.13, -0.86],
        [0.2, -1.0],
      ],
      nearLeg: [
        [0.0, -0.27],
        [-0.01, 0],
      ],
      farLeg: [
        [0.15, -0.43],
        [0.05, -0.26],
      ],
    },
    {
      hip: [0.0, -0.53],
      neck: [0.04, -0.86],
      nod: -0.2,
      nearArm: [
        [-0.06, -0.95],
        [-0.02, -1.09],
      ],
      farArm: [
        [0.16, -0.78],
        [0.3, -0.83],
      ],
      nearLeg: [
        [-0.01, -0.27],
        [-0.01, 0],
      ],
      farLeg: [
        [0.15, -0.39],
        [0.28, -0.23],
      ],
    },
  ],
  raise: [
    {
      hip: [0, -0.51],
      neck: [0.005, -0.845],
      nod: -0.18,
      nearArm: [
        [-0.1, -0.9],
        [-0.1, -1.04],
      ],
      farArm: [
        [0.12, -0.72],
        [0.16, -0.6],
      ],
      nearLeg: [
        [-0.05, -0.265],
        [-0.08, -0.01],
      ],
      farLeg: [
        [0.06, -0.265],
        [0.075, -0.012],
      ],
    },
    {
      hip: [0, -0.51],
      neck: [-0.005, -0.85],
      nod: -0.28,
      nearArm: [
        [-0.1, -0.93],
        [-0.12, -1.09],
      ],
      farArm: [
        [0.13, -0.92],
        [0.16, -1.07],
      ],
      nearLeg: [
        [-0.05, -0.265],
        [-0.08, -0.01],
      ],
      farLeg: [
        [0.06, -0.265],
        [0.075, -0.012],
      ],
    },
  ],
  hold: [
    {
      ...STAND,
      nod: 0.2,
      nearArm: [
        [-0.02, -0.66],
        [0.12, -0.62],
      ],
      farArm: [
        [0.07, -0.66],
        [0.17, -0.63],
      ],
    },
    {
      ...STAND,
      nod: 0.1,
      nearArm: [
        [0.0, -0.67],
        [0.14, -0.69],
      ],
      farArm: [
        [0.09, -0.67],
        [0.19, -0.7],
      ],
    },
  ],
  point: [
    {
      ...STAND,
      nearArm: [
        [-0.05, -0.66],
        [-0.01, -0.52],
      ],
      farArm: [
        [0.14, -0.74],
        [0.25, -0.7],
      ],
    },
    {
      ...STAND_TWO,
      nod: -0.05,
      nearArm: [
        [-0.06, -0.66],
        [-0.01, -0.53],
      ],
      farArm: [
        [0.16, -0.79],
        [0.3, -0.81],
      ],
    },
  ],
  fall: [
    {
      hip: [0, -0.48],
      neck: [-0.12, -0.77],
      nod: -0.3,
      nearArm: [
        [-0.25, -0.78],
        [-0.36, -0.87],
      ],
      farArm: [
        [0.04, -0.8],
        [0.17, -0.9],
      ],
      nearLeg: [
        [0.12, -0.32],
        [0.1, -0.06],
      ],
      farLeg: [
        [0.17, -0.38],
        [0.3, -0.22],
      ],
    },
    {
      hip: [0, -0.38],
      neck: [-0.2, -0.62],
      nod: -0.4,
      nearArm: [
        [-0.34, -0.6],
        [-0.44, -0.7],
      ],
      farArm: [
        [-0.02, -0.7],
        [0.09, -0.84],
      ],
      nearLeg: [
        [0.15, -0.3],
        [0.16, -0.04],
      ],
      farLeg: [
        [0.19, -0.35],
        [0.34, -0.24],
      ],
    },
  ],
};

/** The pose for what the prompt says is happening, at a shot's start (`time` 0) or end (1). */
export function poseFor(action: ActionName | 'stand', time: number): Pose {
  const [from, to] = POSES[action];
  return blendPose(from, to, time);
}

const SHOE: Colour = hex('2a211d');

function leg(
  brush: Brush,
  hip: Joint,
  [knee, foot]: readonly [Joint, Joint],
  colour: Colour,
  thick: number,
  lit: number,
): void {
  const shoe = outline([
    [foot[0] - 0.025, foot[1] - 0.03],
    [foot[0] + 0.022, foot[1] - 0.03],
    [foot[0] + 0.05, foot[1] - 0.008],
    [foot[0] + 0.07, foot[1] + 0.008],
    [foot[0] + 0.06, foot[1] + 0.014, 1],
    [foot[0] - 0.03, foot[1] + 0.014, 1],
  ]);
  part(brush, shoe, SHOE, { lit: lit * 0.6, rim: 0.7 });
  part(
    brush,
    limb([
      [hip[0], hip[1] + 0.0, 0.058 * thick],
      [(hip[0] + knee[0]) / 2, (hip[1] + knee[1]) / 2, 0.054 * thick],
      [knee[0], knee[1], 0.038 * thick],
      [knee[0] * 0.6 + foot[0] * 0.4, knee[1] * 0.6 + foot[1] * 0.4, 0.037 * thick],
      [foot[0], foot[1] - 0.02, 0.026 * thick],
    ]),
    colour,
    { lit },
  );
}

function arm(
  brush: Brush,
  shoulder: Joint,
  [elbow, hand]: readonly [Joint, Joint],
  sleeve: Colour,
  skin: Colour,
  thick: number,
  lit: number,
): void {
  const wrist: Joint = blend(elbow, hand, 0.84);
  const reach = blend(elbow, hand, 1.12);
  part(
    brush,
    limb([
      [wrist[0], wrist[1], 0.0165 * thick],
      [hand[0], hand[1], 0.021 * thick],
      [reach[0], reach[1], 0.013 * thick],
    ]),
    skin,
    { lit: Math.min(1, lit + 0.25) },
  );
  part(
    brush,
    limb([
      [shoulder[0], shoulder[1], 0.036 * thick],
      [(shoulder[0] + elbow[0]) / 2, (shoulder[1] + elbow[1]) / 2, 0.034 * thick],
      [elbow[0], elbow[1], 0.027 * thick],
      [wrist[0], wrist[1], 0.02 * thick],
    ]),
    sleeve,
    { lit },
  );
}

function skirt(look: Look, hip: Joint, waist: Joint, time: number): Path2D {
  const long = look.garment === 'robe' ? 0.47 : look.garment === 'coat' ? 0.29 : 0.36;
  const flare = look.garment === 'dress' ? 0.14 : look.garment === 'robe' ? 0.11 : 0.1;
  const sway = (time - 0.5) * 0.05;
  const hem = hip[1] + long;
  const points: Point[] = [
    [waist[0] - 0.062, waist[1]],
    [hip[0] - 0.082, hip[1]],
    [hip[0] - flare * 0.9 + sway * 0.5, hip[1] + long * 0.55],
    [hip[0] - flare * 1.05 + sway, hem, 1],
    [hip[0] - flare * 0.5 + sway, hem + 0.014],
    [hip[0] + sway, hem + 0.004],
    [hip[0] + flare * 0.5 + sway, hem + 0.014],
    [hip[0] + flare + sway, hem - 0.004, 1],
    [hip[0] + flare * 0.85 + sway * 0.5, hip[1] + long * 0.5],
    [hip[0] + 0.08, hip[1]],
    [waist[0] + 0.06, waist[1]],
  ];
  return outline(points);
}

/** A standing figure of height 1, in the pose of its action, dressed by its look. */
export function drawPerson(
  stage: Stage,
  at: Placement,
  look: Look,
  pose: Pose,
  carry?: (brush: Brush, hand: Joint, elbow: Joint) => void,
): void {
  place(stage, at, 0.17, (brush) => {
    const { hip, neck } = pose;
    const along: Joint = [neck[0] - hip[0], neck[1] - hip[1]];
    const spine = (share: number, across: number): Joint => [
      hip[0] + along[0] * share - along[1] * across,
      hip[1] + along[1] * share + along[0] * across,
    ];
    const broad = look.build;
    const shoulderNear = spine(0.9, -0.26 * 0.9 * broad * 0.75);
    const shoulderFar = spine(0.9, 0.26 * 0.9 * broad * 0.75);
    const waist = spine(0.42, 0);
    const farSleeve = darken(look.top, 0.3);
    arm(
      brush,
      shoulderFar,
      pose.farArm,
      look.bareArms ? darken(look.skin, 0.25) : farSleeve,
      darken(look.skin, 0.2),
      broad,
      0.35,
    );
    leg(brush, [hip[0] + 0.032, hip[1] + 0.01], pose.farLeg, darken(look.legs, 0.3), broad, 0.3);
    leg(brush, [hip[0] - 0.03, hip[1] + 0.01], pose.nearLeg, look.legs, broad, 0.5);
    if (look.garment !== 'trousers')
      part(
        brush,
        skirt(look, hip, waist, stage.time),
        look.garment === 'apron' ? look.accent : darken(look.top, 0.08),
        { lit: 0.5 },
      );
    const edge = (share: number, across: number): Point => spine(share, across * broad);
    const torso = outline([
      edge(1.02, -0.07),
      edge(0.95, -0.2),
      edge(0.86, -0.265),
      edge(0.66, -0.235),
      edge(0.42, -0.195),
      edge(0.16, -0.215),
      edge(-0.06, -0.25),
      edge(-0.12, 0),
      edge(-0.06, 0.25),
      edge(0.16, 0.215),
      edge(0.42, 0.195),
      edge(0.66, 0.235),
      edge(0.86, 0.265),
      edge(0.95, 0.2),
      edge(1.02, 0.07),
    ]);
    part(brush, torso, look.top, { lit: 0.55 });
    if (look.garment === 'apron') {
      part(
        brush,
        outline([
          edge(0.8, 0.02),
          edge(0.78, 0.19),
          edge(0.4, 0.19),
          edge(-0.08, 0.23),
          edge(-0.1, 0),
          edge(0.4, -0.01),
        ]),
        look.accent,
        { rim: 0, lit: 0.4 },
      );
    }
    if (look.scarf) {
      const trail = stage.time * 0.05;
      part(
        brush,
        limb([
          [neck[0] + 0.02, neck[1] - 0.012, 0.03],
          [neck[0] - 0.06, neck[1] + 0.012, 0.026],
          [neck[0] - 0.16, neck[1] + 0.02 - trail, 0.026],
          [neck[0] - 0.27, neck[1] - 0.01 + trail, 0.018],
        ]),
        look.accent,
        { lit: 0.8 },
      );
    }
    drawHead(brush, look, {
      x: neck[0] + along[0] * 0.02,
      y: neck[1] - 0.012,
      size: 0.142,
      tilt: pose.nod,
      detail: at.size > 0.5 ? 1 : 0,
    });
    if (look.scarf) {
      part(
        brush,
        limb([
          [neck[0] - 0.04, neck[1] + 0.004, 0.026],
          [neck[0] + 0.01, neck[1] + 0.014, 0.03],
          [neck[0] + 0.05, neck[1] - 0.004, 0.024],
        ]),
        look.accent,
        { lit: 0.85 },
      );
    }
    carry?.(brush, pose.nearArm[1], pose.nearArm[0]);
    arm(
      brush,
      shoulderNear,
      pose.nearArm,
      look.bareArms ? look.skin : mix(look.top, lighten(look.top, 0.3), 0.3),
      look.skin,
      broad * (look.bareArms ? 1.12 : 1),
      0.6,
    );
  });
}
