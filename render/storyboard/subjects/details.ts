import { css, darken, hex, lighten, mix } from '../colour.ts';
import { glow } from '../paint/air.ts';
import { limb, outline, type Point, sketch } from '../paint/shapes.ts';
import { type Stage, tone } from '../paint/stage.ts';
import { createRandom } from '../random.ts';
import { part, place } from './figure.ts';
import { drawHead, type Look } from './head.ts';

/** Head and shoulders, filling the frame: `size` is the head's height in scene units. */
export function drawBust(stage: Stage, x: number, chinY: number, size: number, facing: 1 | -1, look: Look): void {
  place(stage, { x, y: chinY, size, facing, distance: 0 }, 0.7, (base) => {
    const brush = { ...base, rim: 0.011 };
    const breathe = stage.time * 0.02;
    const broad = look.build;
    part(
      brush,
      outline([
        [-0.2, 0.2],
        [0.14, 0.22],
        [0.3, 0.4],
        [0.66 * broad, 0.54 - breathe],
        [0.86 * broad, 0.8],
        [0.96 * broad, 1.4],
        [1.0 * broad, 2.4],
        [-1.24 * broad, 2.4],
        [-1.2 * broad, 1.3],
        [-1.05 * broad, 0.78],
        [-0.72 * broad, 0.52 - breathe],
        [-0.36, 0.4],
      ]),
      look.bareArms ? mix(look.top, look.skin, 0.2) : look.top,
      { lit: 0.55 },
    );
    const { context } = stage;
    // Folds and a collar keep the shoulder from being a flat shape.
    context.strokeStyle = css(tone(stage, darken(look.top, 0.5), 0.1), 0.5);
    context.lineCap = 'round';
    context.lineWidth = 0.022;
    for (const fold of [
      [
        [-0.7, 0.62],
        [-0.6, 1.0],
        [-0.66, 1.6],
      ],
      [
        [0.5, 0.6],
        [0.52, 1.0],
        [0.44, 1.5],
      ],
      [
        [-0.3, 0.7],
        [-0.16, 1.1],
        [-0.2, 1.8],
      ],
    ] as const)
      context.stroke(
        outline(
          fold.map(([px, py]) => [px, py] as const),
          false,
        ),
      );
    drawHead(brush, look, {
      x: 0,
      y: 0,
      size: 1,
      tilt: (stage.time === 0 ? 0.05 : -0.06) + (stage.scene.moods.includes('sad') ? 0.12 : 0),
      detail: 2,
    });
    if (look.scarf) {
      part(
        brush,
        limb([
          [-0.36, 0.26, 0.13],
          [0, 0.36, 0.16],
          [0.3, 0.24, 0.12],
        ]),
        look.accent,
        { lit: 0.8 },
      );
      part(
        brush,
        limb([
          [-0.3, 0.42, 0.12],
          [-0.04, 0.52, 0.15],
          [0.3, 0.42, 0.1],
        ]),
        darken(look.accent, 0.15),
        { lit: 0.7 },
      );
    } else if (look.hairStyle !== 'helmet' && look.hairStyle !== 'hood') {
      part(brush, sketch('-.3 .22, -.1 .36, .16 .26, .3 .42, .14 .66, -.1 .5, -.46 .5'), darken(look.top, 0.22), {
        lit: 0.6,
      });
    }
  });
}

/** One eye filling the frame; (x, y) is the pupil, `size` the width of the eye. */
export function drawEye(stage: Stage, x: number, y: number, size: number, look: Look): void {
  const { context, grade, lightSide } = stage;
  const random = createRandom(77);
  const skin = context.createRadialGradient(x + lightSide * size * 0.5, y - size * 0.3, size * 0.1, x, y, size * 1.7);
  skin.addColorStop(0, css(tone(stage, lighten(look.skin, 0.12), 0.95)));
  skin.addColorStop(0.45, css(tone(stage, look.skin, 0.6)));
  skin.addColorStop(1, css(tone(stage, darken(look.skin, 0.4), 0.12)));
  context.fillStyle = skin;
  context.fillRect(-3, -3, stage.width + 6, stage.height + 6);
  const p = (px: number, py: number, corner?: 1): Point =>
    corner === 1 ? [x + px * size, y + py * size, 1] : [x + px * size, y + py * size];
  // Socket shadow, brow, lower lid.
  context.save();
  context.translate(x, y - size * 0.06);
  context.scale(1, 0.62);
  const socket = context.createRadialGradient(0, 0, size * 0.3, 0, 0, size * 0.98);
  const hollow = tone(stage, darken(look.skin, 0.66), 0.1);
  socket.addColorStop(0, css(hollow, 0.66));
  socket.addColorStop(0.5, css(hollow, 0.36));
  socket.addColorStop(1, css(hollow, 0));
  context.fillStyle = socket;
  context.fillRect(-size, -size, size * 2, size * 2);
  context.restore();
  context.lineCap = 'round';
  for (let hair = 0; hair < 90; hair += 1) {
    const share = hair / 90;
    const bx = -0.72 + share * 1.42;
    const by = -0.62 - Math.sin(share * Math.PI) * 0.17 + random.range(-0.06, 0.06);
    context.strokeStyle = css(tone(stage, look.hair, random.range(0.05, 0.5)), 0.75);
    context.lineWidth = size * random.range(0.006, 0.013);
    context.beginPath();
    context.moveTo(x + bx * size, y + by * size);
    context.quadraticCurveTo(
      x + (bx + 0.06) * size,
      y + (by - 0.07) * size,
      x + (bx + 0.14) * size,
      y + (by - 0.05 + share * 0.05) * size,
    );
    context.stroke();
  }
  const lids = outline([
    p(-0.56, 0.07, 1),
    p(-0.34, -0.13),
    p(-0.06, -0.225),
    p(0.24, -0.17),
    p(0.46, -0.03),
    p(0.57, 0.09, 1),
    p(0.34, 0.17),
    p(0.02, 0.205),
    p(-0.3, 0.165),
  ]);
  context.save();
  context.clip(lids);
  const white = context.createLinearGradient(0, y - size * 0.25, 0, y + size * 0.22);
  white.addColorStop(0, css(tone(stage, hex('8f8682'), 0.3)));
  white.addColorStop(0.5, css(tone(stage, hex('efe9e2'), 0.85)));
  white.addColorStop(1, css(tone(stage, hex('d8ccc4'), 0.6)));
  context.fillStyle = white;
  context.fillRect(x - size, y - size, size * 2, size * 2);
  const gaze = (stage.time - 0.5) * 0.09 * size;
  const irisX = x + gaze;
  const irisY = y - size * 0.025;
  const radius = size * 0.215;
  const colour = mix(mix(hex('6a4a2a'), grade.accentTwo, 0.45), grade.key, 0.15);
  const iris = context.createRadialGradient(irisX, irisY, radius * 0.2, irisX, irisY, radius);
  iris.addColorStop(0, css(darken(colour, 0.35)));
  iris.addColorStop(0.55, css(lighten(colour, 0.22)));
  iris.addColorStop(0.86, css(colour));
  iris.addColorStop(1, css(darken(colour, 0.72)));
  context.fillStyle = iris;
  context.beginPath();
  context.arc(irisX, irisY, radius, 0, Math.PI * 2);
  context.fill();
  for (let ray = 0; ray < 110; ray += 1) {
    const angle = random.range(0, Math.PI * 2);
    const from = radius * random.range(0.36, 0.55);
    const to = radius * random.range(0.66, 0.95);
    context.strokeStyle = css(
      random.chance(0.55) ? lighten(colour, 0.5) : darken(colour, 0.5),
      random.range(0.15, 0.5),
    );
    context.lineWidth = radius * random.range(0.008, 0.028);
    context.beginPath();
    context.moveTo(irisX + Math.cos(angle) * from, irisY + Math.sin(angle) * from);
    context.lineTo(irisX + Math.cos(angle + 0.06) * to, irisY + Math.sin(angle + 0.06) * to);
    context.stroke();
  }
  context.fillStyle = css(hex('070608'));
  context.beginPath();
  context.arc(irisX, irisY, radius * (0.43 - stage.time * 0.07), 0, Math.PI * 2);
  context.fill();
  // The window the eye looks at, and the sky in its lower half.
  context.fillStyle = css(lighten(grade.key, 0.6), 0.92);
  context.fill(
    outline([
      [irisX + lightSide * radius * 0.2, irisY - radius * 0.62],
      [irisX + lightSide * radius * 0.56, irisY - radius * 0.54],
      [irisX + lightSide * radius * 0.52, irisY - radius * 0.2],
      [irisX + lightSide * radius * 0.2, irisY - radius * 0.26],
    ]),
  );
  context.fillStyle = css(lighten(grade.accent, 0.3), 0.4);
  context.fill(
    outline([
      [irisX - radius * 0.5, irisY + radius * 0.4],
      [irisX, irisY + radius * 0.62],
      [irisX + radius * 0.5, irisY + radius * 0.4],
      [irisX, irisY + radius * 0.78],
    ]),
  );
  const shade = context.createLinearGradient(0, y - size * 0.24, 0, y);
  shade.addColorStop(0, css(hex('0a0606'), 0.6));
  shade.addColorStop(1, css(hex('0a0606'), 0));
  context.fillStyle = shade;
  context.fillRect(x - size, y - size * 0.3, size * 2, size * 0.3);
  context.restore();
  context.strokeStyle = css(tone(stage, darken(look.skin, 0.72), 0.15), 0.95);
  context.lineWidth = size * 0.026;
  context.stroke(
    outline([p(-0.57, 0.075), p(-0.34, -0.13), p(-0.06, -0.225), p(0.24, -0.17), p(0.46, -0.03), p(0.58, 0.1)], false),
  );
  context.lineWidth = size * 0.009;
  context.stroke(outline([p(-0.5, 0.11), p(-0.3, 0.168), p(0.02, 0.207), p(0.34, 0.17), p(0.55, 0.1)], false));
  context.strokeStyle = css(tone(stage, darken(look.skin, 0.5), 0.2), 0.6);
  context.lineWidth = size * 0.014;
  context.stroke(outline([p(-0.54, -0.06), p(-0.3, -0.25), p(-0.03, -0.325), p(0.28, -0.27), p(0.56, -0.08)], false));
  for (let lash = 0; lash < 34; lash += 1) {
    const share = lash / 33;
    const lx = -0.54 + share * 1.1;
    const ly = 0.06 - Math.sin((share * 0.94 + 0.03) * Math.PI) * 0.29 + share * 0.03;
    const lean = (share - 0.42) * 0.34;
    const long = 0.11 + 0.07 * Math.sin(share * Math.PI);
    context.fillStyle = css(hex('0c0808'), 0.95);
    context.fill(
      limb([
        [x + lx * size, y + ly * size, size * 0.009],
        [x + (lx + lean * 0.4) * size, y + (ly - long * 0.6) * size, size * 0.006],
        [x + (lx + lean) * size, y + (ly - long) * size, size * 0.001],
      ]),
    );
  }
  glow(stage, x + lightSide * size * 0.7, y - size * 0.35, size * 1.0, grade.key, 0.32 + stage.time * 0.08);
}

/** An open hand reaching in from the side, palm up, something glowing over it; `size` is the hand's length. */
export function drawHand(stage: Stage, x: number, y: number, size: number, facing: 1 | -1, look: Look): void {
  place(stage, { x, y, size, facing, distance: 0 }, 0.6, (base) => {
    const brush = { ...base, rim: 0.01 };
    const curl = stage.time * 0.05;
    const skin = look.skin;
    const far = darken(skin, 0.22);
    part(
      brush,
      limb([
        [-0.12, 0.0, 0.06],
        [0.06, -0.16, 0.052],
        [0.16, -0.32 - curl, 0.042],
        [0.17, -0.42 - curl, 0.03],
      ]),
      far,
      { lit: 0.6 },
    );
    for (const [reach, lift, thick, shade] of [
      [0.52, 0.17, 0.036, 0.24],
      [0.6, 0.13, 0.041, 0.14],
    ] as const)
      part(
        brush,
        limb([
          [0.08, 0.03, thick * 1.3],
          [reach * 0.6, -0.01, thick * 1.1],
          [reach * 0.88, -lift * 0.5 - curl, thick],
          [reach, -lift - curl * 2, thick * 0.7],
        ]),
        darken(skin, shade),
        { lit: 0.7 },
      );
    part(
      brush,
      sketch(
        '-1.6 .3, -.9 .16, -.5 .05, -.28 -.02, -.06 .0, .16 .02, .22 .1, .08 .2, -.2 .25, -.5 .3, -.9 .46, -1.6 .72',
      ),
      skin,
      { lit: 0.8 },
    );
    part(
      brush,
      limb([
        [0.06, 0.1, 0.064],
        [0.36, 0.09, 0.05],
        [0.6, 0.02 - curl, 0.045],
        [0.72, -0.1 - curl * 2, 0.032],
      ]),
      skin,
      { lit: 0.85 },
    );
    part(
      brush,
      limb([
        [0.02, 0.16, 0.056],
        [0.3, 0.18, 0.044],
        [0.5, 0.12 - curl, 0.039],
        [0.6, 0.01 - curl * 2, 0.027],
      ]),
      skin,
      { lit: 0.75 },
    );
    part(brush, sketch('-2.2 .2, -.98 .1, -.84 .28, -.94 .56, -2.2 1.1'), look.top, { lit: 0.6 });
    glow(stage, 0.2, -0.24 - curl * 2, 0.7, stage.grade.lamp, 0.7);
    glow(stage, 0.2, -0.24 - curl * 2, 0.2, lighten(stage.grade.lamp, 0.5), 0.95);
  });
}
