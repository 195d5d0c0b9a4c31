import type { ActionName } from '../lexicon/subjects.ts';

/** A point of a figure, in figure heights from the feet. */
export type Joint = readonly [x: number, y: number];

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

/** The point `share` of the way between two joints. */
export const between = (from: Joint, to: Joint, share: number): Joint => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
];

/** Joints as x, y pairs: hip, neck, near elbow and hand, far elbow and hand, near knee and foot, far knee and foot. */
function pose(nod: number, values: readonly number[]): Pose {
  const joint = (index: number): Joint => [values[index * 2] ?? 0, values[index * 2 + 1] ?? 0];
  return {
    hip: joint(0),
    neck: joint(1),
    nearArm: [joint(2), joint(3)],
    farArm: [joint(4), joint(5)],
    nearLeg: [joint(6), joint(7)],
    farLeg: [joint(8), joint(9)],
    nod,
  };
}

// Two keyframes of each action: the pose at the shot's start and at its end.
const POSES: Record<ActionName | 'stand', readonly [Pose, Pose]> = {
  stand: [
    pose(
      0,
      [
        0, -0.51, 0.005, -0.845, -0.055, -0.655, -0.02, -0.5, 0.07, -0.66, 0.095, -0.51, -0.03, -0.265, -0.055, -0.01,
        0.045, -0.265, 0.05, -0.012,
      ],
    ),
    pose(
      -0.1,
      [
        0, -0.51, 0.016, -0.846, -0.06, -0.66, 0, -0.52, 0.075, -0.665, 0.115, -0.53, -0.03, -0.265, -0.055, -0.01,
        0.045, -0.265, 0.05, -0.012,
      ],
    ),
  ],
  walk: [
    pose(
      0.02,
      [
        0, -0.505, 0.02, -0.84, -0.085, -0.66, -0.085, -0.51, 0.085, -0.68, 0.16, -0.56, 0.07, -0.275, 0.105, -0.015,
        -0.01, -0.25, -0.14, -0.05,
      ],
    ),
    pose(
      0,
      [
        0, -0.51, 0.025, -0.845, 0.045, -0.665, 0.12, -0.54, -0.055, -0.67, -0.08, -0.53, -0.02, -0.26, -0.135, -0.045,
        0.075, -0.28, 0.12, -0.02,
      ],
    ),
  ],
  run: [
    pose(
      -0.05,
      [
        0, -0.5, 0.085, -0.815, -0.07, -0.7, -0.03, -0.58, 0.17, -0.66, 0.24, -0.76, 0.14, -0.36, 0.11, -0.12, -0.06,
        -0.27, -0.26, -0.2,
      ],
    ),
    pose(
      -0.08,
      [
        0, -0.52, 0.09, -0.835, 0.14, -0.67, 0.23, -0.75, -0.03, -0.69, 0, -0.57, -0.05, -0.28, -0.24, -0.24, 0.15,
        -0.36, 0.15, -0.1,
      ],
    ),
  ],
  jump: [
    pose(
      -0.1,
      [
        0, -0.56, 0.04, -0.88, -0.1, -0.88, -0.14, -1.03, 0.15, -0.9, 0.21, -1.04, 0.11, -0.43, 0.03, -0.24, -0.06,
        -0.36, -0.2, -0.25,
      ],
    ),
    pose(
      -0.15,
      [
        0.02, -0.66, 0.06, -0.98, -0.08, -1.02, -0.1, -1.17, 0.19, -1.03, 0.27, -1.15, 0.14, -0.55, 0.08, -0.36, -0.06,
        -0.47, -0.22, -0.4,
      ],
    ),
  ],
  fly: [
    pose(
      -0.25,
      [
        -0.02, -0.56, 0.09, -0.86, -0.05, -0.8, -0.2, -0.78, 0.21, -0.88, 0.35, -0.96, -0.07, -0.34, -0.16, -0.12,
        -0.02, -0.32, -0.1, -0.14,
      ],
    ),
    pose(
      -0.3,
      [
        0, -0.62, 0.12, -0.91, -0.02, -0.86, -0.17, -0.9, 0.24, -0.95, 0.38, -1.04, -0.08, -0.41, -0.2, -0.22, -0.03,
        -0.39, -0.14, -0.22,
      ],
    ),
  ],
  hammer: [
    pose(
      0.14,
      [
        -0.03, -0.49, 0.05, -0.8, -0.04, -0.88, 0, -1.01, 0.13, -0.62, 0.25, -0.53, -0.07, -0.26, -0.14, -0.012, 0.09,
        -0.27, 0.11, -0.015,
      ],
    ),
    pose(
      0.34,
      [
        -0.025, -0.475, 0.12, -0.755, 0.1, -0.6, 0.235, -0.63, 0.19, -0.57, 0.275, -0.5, -0.06, -0.25, -0.14, -0.012,
        0.1, -0.27, 0.11, -0.015,
      ],
    ),
  ],
  sit: [
    pose(
      0.15,
      [
        -0.05, -0.3, -0.01, -0.63, 0, -0.45, 0.14, -0.38, 0.05, -0.45, 0.17, -0.39, 0.17, -0.31, 0.16, -0.015, 0.2,
        -0.32, 0.22, -0.015,
      ],
    ),
    pose(
      0.02,
      [
        -0.05, -0.3, 0.01, -0.63, 0.01, -0.455, 0.15, -0.41, 0.06, -0.46, 0.18, -0.42, 0.17, -0.31, 0.16, -0.015, 0.2,
        -0.32, 0.22, -0.015,
      ],
    ),
  ],
  dance: [
    pose(
      -0.15,
      [
        0, -0.53, -0.03, -0.86, -0.14, -0.8, -0.25, -0.91, 0.13, -0.86, 0.2, -1, 0, -0.27, -0.01, 0, 0.15, -0.43, 0.05,
        -0.26,
      ],
    ),
    pose(
      -0.2,
      [
        0, -0.53, 0.04, -0.86, -0.06, -0.95, -0.02, -1.09, 0.16, -0.78, 0.3, -0.83, -0.01, -0.27, -0.01, 0, 0.15, -0.39,
        0.28, -0.23,
      ],
    ),
  ],
  raise: [
    pose(
      -0.18,
      [
        0, -0.51, 0.005, -0.845, -0.1, -0.9, -0.1, -1.04, 0.12, -0.72, 0.16, -0.6, -0.05, -0.265, -0.08, -0.01, 0.06,
        -0.265, 0.075, -0.012,
      ],
    ),
    pose(
      -0.28,
      [
        0, -0.51, -0.005, -0.85, -0.1, -0.93, -0.12, -1.09, 0.13, -0.92, 0.16, -1.07, -0.05, -0.265, -0.08, -0.01, 0.06,
        -0.265, 0.075, -0.012,
      ],
    ),
  ],
  hold: [
    pose(
      0.2,
      [
        0, -0.51, 0.005, -0.845, -0.02, -0.66, 0.12, -0.62, 0.07, -0.66, 0.17, -0.63, -0.03, -0.265, -0.055, -0.01,
        0.045, -0.265, 0.05, -0.012,
      ],
    ),
    pose(
      0.1,
      [
        0, -0.51, 0.005, -0.845, 0, -0.67, 0.14, -0.69, 0.09, -0.67, 0.19, -0.7, -0.03, -0.265, -0.055, -0.01, 0.045,
        -0.265, 0.05, -0.012,
      ],
    ),
  ],
  point: [
    pose(
      0,
      [
        0, -0.51, 0.005, -0.845, -0.05, -0.66, -0.01, -0.52, 0.14, -0.74, 0.25, -0.7, -0.03, -0.265, -0.055, -0.01,
        0.045, -0.265, 0.05, -0.012,
      ],
    ),
    pose(
      -0.05,
      [
        0, -0.51, 0.016, -0.846, -0.06, -0.66, -0.01, -0.53, 0.16, -0.79, 0.3, -0.81, -0.03, -0.265, -0.055, -0.01,
        0.045, -0.265, 0.05, -0.012,
      ],
    ),
  ],
  fall: [
    pose(
      -0.3,
      [
        0, -0.48, -0.12, -0.77, -0.25, -0.78, -0.36, -0.87, 0.04, -0.8, 0.17, -0.9, 0.12, -0.32, 0.1, -0.06, 0.17,
        -0.38, 0.3, -0.22,
      ],
    ),
    pose(
      -0.4,
      [
        0, -0.38, -0.2, -0.62, -0.34, -0.6, -0.44, -0.7, -0.02, -0.7, 0.09, -0.84, 0.15, -0.3, 0.16, -0.04, 0.19, -0.35,
        0.34, -0.24,
      ],
    ),
  ],
};

function blendPose(from: Pose, to: Pose, share: number): Pose {
  const pair = (a: readonly [Joint, Joint], b: readonly [Joint, Joint]): readonly [Joint, Joint] => [
    between(a[0], b[0], share),
    between(a[1], b[1], share),
  ];
  return {
    hip: between(from.hip, to.hip, share),
    neck: between(from.neck, to.neck, share),
    nearArm: pair(from.nearArm, to.nearArm),
    farArm: pair(from.farArm, to.farArm),
    nearLeg: pair(from.nearLeg, to.nearLeg),
    farLeg: pair(from.farLeg, to.farLeg),
    nod: from.nod + (to.nod - from.nod) * share,
  };
}

/** The pose for what the prompt says is happening, at a shot's start (`time` 0) or end (1), or between. */
export function poseFor(action: ActionName | 'stand', time: number): Pose {
  const [from, to] = POSES[action];
  return blendPose(from, to, time);
}
