import { type Colour, css, darken, hex, lighten, mix } from '../colour.ts';
import { glow, puff } from '../paint/air.ts';
import { limb, outline, sketch } from '../paint/shapes.ts';
import { type Stage, tone } from '../paint/stage.ts';
import { type Placement, part, place } from './figure.ts';

/** A square-rigged ship with its reflection. */
export function drawShip(stage: Stage, at: Placement, accent: Colour): void {
  place(stage, at, 0.45, (brush) => {
    const { context, grade } = stage;
    const lean = stage.time === 0 ? -0.03 : 0.035;
    context.rotate(lean);
    const wood = hex('5a3c2a');
    for (const [x, tall] of [
      [-0.2, 0.78],
      [0.1, 0.9],
    ] as const)
      part(
        brush,
        limb([
          [x, -0.1, 0.012],
          [x, -tall, 0.006],
        ]),
        wood,
        { lit: 0.5 },
      );
    const sail = (x: number, top: number, low: number, width: number, belly: number): void => {
      part(
        brush,
        outline([
          [x - width * 0.44, top, 1],
          [x + width * 0.46, top, 1],
          [x + width * 0.5 + belly, (top + low) / 2],
          [x + width * 0.54, low, 1],
          [x + belly * 0.4, low - 0.03],
          [x - width * 0.52, low, 1],
          [x - width * 0.44 + belly, (top + low) / 2],
        ]),
        mix(hex('e8dcc4'), accent, 0.12),
        { lit: 0.95 },
      );
    };
    sail(-0.2, -0.74, -0.53, 0.26, 0.05);
    sail(-0.2, -0.51, -0.22, 0.34, 0.06);
    sail(0.1, -0.86, -0.66, 0.24, 0.05);
    sail(0.1, -0.64, -0.42, 0.34, 0.06);
    sail(0.1, -0.4, -0.18, 0.4, 0.07);
    part(brush, sketch('.14 -.7!, .5 -.18!, .24 -.26'), hex('d8c8a8'), { lit: 0.8 });
    part(
      brush,
      limb([
        [0.36, -0.13, 0.012],
        [0.6, -0.22, 0.005],
      ]),
      wood,
      { lit: 0.6 },
    );
    part(brush, sketch('-.46 -.22!, -.3 -.15, .1 -.12, .44 -.16!, .38 -.03, .3 .03!, -.34 .03!, -.42 -.06'), wood, {
      lit: 0.7,
    });
    context.fillStyle = css(lighten(grade.lamp, 0.3), 0.3 + grade.darkness * 0.6);
    for (let port = 0; port < 6; port += 1) context.fillRect(-0.3 + port * 0.105, -0.075, 0.026, 0.026);
    context.fillStyle = css(tone(stage, accent, 0.9));
    context.fill(
      outline([
        [0.1, -0.98],
        [0.2 + lean, -0.96],
        [0.28, -0.98 + lean],
        [0.2, -0.93],
        [0.1, -0.935],
      ]),
    );
    context.rotate(-lean);
    // Wake and broken reflection hide the waterline.
    const foam = lighten(mix(grade.haze, grade.key, 0.3), 0.4);
    puff(stage, 'wisp', -0.05, 0.035, 1.3, 0.1, foam, 0.85);
    for (let streak = 0; streak < 11; streak += 1) {
      context.fillStyle = css(mix(grade.ink, tone(stage, wood, 0.2), 0.4), 0.4 - streak * 0.03);
      context.beginPath();
      context.ellipse(
        Math.sin(streak * 2.4 + stage.time * 2) * 0.04,
        0.06 + streak * 0.026,
        0.34 - streak * 0.02,
        0.008,
        0,
        0,
        Math.PI * 2,
      );
      context.fill();
    }
  });
}

/** A rocket; `flying` lights the engine. */
export function drawRocket(stage: Stage, at: Placement, accent: Colour, flying: boolean): void {
  place(stage, at, 0.16, (brush) => {
    const { context } = stage;
    if (flying) {
      const flare = 1 + stage.time * 0.3;
      glow(stage, 0, 0.12, 0.7 * flare, hex('ffa040'), 0.8);
      for (const [scale, colour, alpha] of [
        [1, 'ff6a1e', 0.7],
        [0.66, 'ffc050', 0.85],
        [0.36, 'fff6d8', 0.95],
      ] as const) {
        context.fillStyle = css(hex(colour), alpha);
        context.fill(
          outline([
            [-0.075 * scale, -0.05, 1],
            [-0.09 * scale, 0.12 * flare * scale],
            [0, 0.5 * flare * scale, 1],
            [0.09 * scale, 0.12 * flare * scale],
            [0.075 * scale, -0.05, 1],
          ]),
        );
      }
      for (let index = 0; index < 5; index += 1)
        puff(
          stage,
          'cloud',
          Math.sin(index * 2.2) * 0.14,
          0.5 + index * 0.14 + stage.time * 0.05,
          0.5 + index * 0.16,
          0.34,
          lighten(stage.grade.haze, 0.4),
          0.5 - index * 0.07,
        );
    }
    for (const side of [-1, 1])
      part(
        brush,
        outline([
          [side * 0.1, -0.34],
          [side * 0.25, -0.1],
          [side * 0.25, 0.03, 1],
          [side * 0.1, -0.05],
        ]),
        accent,
        { lit: 0.75 },
      );
    part(
      brush,
      sketch('0 -1.0!, .075 -.86, .12 -.66, .125 -.36, .1 -.04!, -.1 -.04!, -.125 -.36, -.12 -.66, -.075 -.86'),
      hex('e4e8ee'),
      { lit: 1 },
    );
    part(brush, sketch('0 -1.0!, .075 -.86, .105 -.75!, -.105 -.75!, -.075 -.86'), accent, { lit: 0.9 });
    part(brush, sketch('-.02 -.3, .02 -.3, .035 .03!, -.035 .03!'), darken(accent, 0.2), { lit: 0.6 });
    context.fillStyle = css(hex('23303e'));
    context.beginPath();
    context.arc(0, -0.6, 0.052, 0, Math.PI * 2);
    context.fill();
    context.fillStyle = css(lighten(stage.grade.lamp, 0.2), 0.9);
    context.beginPath();
    context.arc(0, -0.6, 0.036, 0, Math.PI * 2);
    context.fill();
    context.fillStyle = css(darken(tone(stage, hex('8a929c'), 0.4), 0.1), 0.7);
    context.fillRect(-0.122, -0.46, 0.244, 0.012);
    context.fillRect(-0.118, -0.18, 0.236, 0.012);
  });
}

/** An airliner climbing. */
export function drawPlane(stage: Stage, at: Placement, accent: Colour): void {
  place(stage, at, 0.7, (brush) => {
    stage.context.rotate(-0.14 - stage.time * 0.05);
    const shell = hex('e6eaee');
    part(brush, sketch('-.1 -.04, -.32 -.34!, -.22 -.35, .16 -.05'), darken(shell, 0.25), { lit: 0.6 });
    part(brush, sketch('-.66 -.05, -.84 -.34!, -.72 -.35, -.5 -.07'), accent, { lit: 0.85 });
    part(brush, sketch('.82 .01, .74 -.07, .5 -.1, -.5 -.09, -.86 -.1, -.8 -.02, -.5 .06, .5 .09, .72 .07'), shell, {
      lit: 1,
    });
    stage.context.fillStyle = css(mix(hex('2a3644'), stage.grade.lamp, stage.grade.darkness * 0.7));
    for (let pane = 0; pane < 16; pane += 1) stage.context.fillRect(-0.46 + pane * 0.062, -0.04, 0.026, 0.026);
    stage.context.fill(sketch('.62 -.07, .71 -.062, .75 -.03, .64 -.03'));
    part(brush, sketch('.12 .04, -.3 .36!, -.42 .37, -.16 .04'), darken(shell, 0.08), { lit: 0.85 });
    part(brush, sketch('-.08 .14, .06 .12, .09 .16, .06 .2, -.08 .2'), darken(shell, 0.2), { lit: 0.6 });
  });
}

/** A hot-air balloon. */
export function drawBalloon(stage: Stage, at: Placement, accent: Colour): void {
  place(stage, at, 0.36, (brush) => {
    const { context, grade } = stage;
    const envelope = sketch(
      '0 -1.02, .22 -.97, .36 -.8, .36 -.6, .24 -.38, .08 -.22!, -.08 -.22!, -.24 -.38, -.36 -.6, -.36 -.8, -.22 -.97',
    );
    part(brush, envelope, accent, { lit: 0.95 });
    context.save();
    context.clip(envelope);
    for (const [from, colour] of [
      [0.26, hex('f4e6c8')],
      [-0.03, hex('f4e6c8')],
      [-0.32, hex('f4e6c8')],
    ] as const) {
      context.fillStyle = css(tone(stage, colour, 0.8), 0.85);
      context.fill(
        outline([
          [from * 0.2, -1.05, 1],
          [from + 0.06, -0.8],
          [from + 0.05, -0.6],
          [from * 0.3, -0.2, 1],
          [from * 0.2, -0.2, 1],
          [from - 0.04, -0.6],
          [from - 0.04, -0.8],
        ]),
      );
    }
    context.restore();
    glow(stage, 0, -0.34, 0.4, grade.lamp, 0.35 + grade.darkness * 0.4 + stage.time * 0.1);
    context.strokeStyle = css(grade.ink, 0.8);
    context.lineWidth = 0.006;
    context.beginPath();
    for (const side of [-1, 1]) {
      context.moveTo(side * 0.075, -0.22);
      context.lineTo(side * 0.055, -0.1);
    }
    context.stroke();
    part(brush, sketch('-.065 -.1!, .065 -.1!, .055 .0, -.055 .0'), hex('7a5232'), { lit: 0.7 });
  });
}
