import type { Path2D } from '@napi-rs/canvas';
import { type Colour, darken, hex, lighten, mix } from '../colour.ts';
import { limb, outline, type Point, sketch } from '../paint/shapes.ts';
import type { Stage } from '../paint/stage.ts';
import { type Brush, type Placement, part, place } from './figure.ts';
import { drawHead, type Look } from './head.ts';
import { between, type Joint, type Pose } from './poses.ts';

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
  const wrist: Joint = between(elbow, hand, 0.84);
  const reach = between(elbow, hand, 1.12);
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
    const suited = look.hairStyle === 'helmet' && look.garment === 'trousers';
    if (suited) {
      const [packX, packY] = spine(0.62, 0);
      const pack = sketch('-.17 -.15, -.06 -.16, -.04 .14, -.17 .13, -.19 0');
      brush.stage.context.save();
      brush.stage.context.translate(packX, packY);
      part(brush, pack, darken(look.top, 0.2), { lit: 0.6 });
      brush.stage.context.restore();
    }
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
