import { css, darken, hex, lighten, mix } from '../colour.ts';
import { glow, puff } from '../paint/air.ts';
import { outline, type Point } from '../paint/shapes.ts';
import { FAR, inLayer, type Stage } from '../paint/stage.ts';
import type { Setting } from './setting.ts';

function planet(stage: Stage, x: number, y: number, radius: number, ringed: boolean): void {
  const { context, grade, lightSide } = stage;
  const random = stage.random.fork(`planet ${radius}`);
  const land = mix(mix(grade.accentTwo, hex('4a7aa8'), 0.5), grade.accent, random.next() * 0.35);
  glow(stage, x, y, radius * 1.55, mix(land, grade.key, 0.5), 0.5);
  context.save();
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.clip();
  context.fillStyle = css(darken(land, 0.1));
  context.fillRect(x - radius, y - radius, radius * 2, radius * 2);
  // Bands of cloud, bent like latitude.
  for (let index = 0; index < 11; index += 1) {
    const level = y - radius + ((index + random.range(0.1, 0.9)) / 11) * radius * 2;
    context.fillStyle = css(
      index % 2 === 0 ? lighten(land, random.range(0.08, 0.35)) : mix(land, grade.accent, random.range(0.15, 0.5)),
      0.5,
    );
    context.beginPath();
    context.ellipse(
      x + stage.time * 0.02,
      level,
      radius * 1.25,
      radius * random.range(0.03, 0.11),
      -0.22,
      0,
      Math.PI * 2,
    );
    context.fill();
  }
  const shadow = context.createRadialGradient(
    x + lightSide * radius * 0.55,
    y - radius * 0.5,
    radius * 0.2,
    x + lightSide * radius * 0.35,
    y - radius * 0.3,
    radius * 1.62,
  );
  shadow.addColorStop(0, css(lighten(grade.key, 0.4), 0.34));
  shadow.addColorStop(0.3, css(land, 0));
  shadow.addColorStop(0.72, css(hex('030510'), 0.86));
  shadow.addColorStop(1, css(hex('02030a'), 0.98));
  context.fillStyle = shadow;
  context.fillRect(x - radius, y - radius, radius * 2, radius * 2);
  context.restore();
  context.strokeStyle = css(lighten(mix(land, grade.key, 0.4), 0.4), 0.8);
  context.lineWidth = radius * 0.014;
  context.beginPath();
  const mid = lightSide === 1 ? -0.62 : Math.PI + 0.62;
  context.arc(x, y, radius * 0.995, mid - 1.15, mid + 1.15);
  context.stroke();
  if (!ringed) return;
  for (const [reach, width, alpha] of [
    [1.55, 0.1, 0.5],
    [1.8, 0.06, 0.36],
    [1.96, 0.03, 0.5],
  ] as const) {
    context.strokeStyle = css(lighten(mix(grade.key, land, 0.4), 0.1), alpha);
    context.lineWidth = radius * width;
    context.beginPath();
    // The front half of the ring only; the planet hides the rest.
    context.ellipse(x, y, radius * reach, radius * reach * 0.24, -0.24, -0.08, Math.PI + 0.08);
    context.stroke();
  }
}

/** Deep space: nebula, stars, a lit planet, drifting rock. */
export const space: Setting = {
  horizon: 0.5,
  ground: 0.86,
  afloat: 'weightless',
  paintBackdrop(stage) {
    const { context, grade, width, height } = stage;
    const random = stage.random.fork('space');
    const void_ = mix(grade.wear(hex('060a18')), darken(grade.sky[0], 0.55), 0.4);
    const glowing = context.createRadialGradient(width * 0.5, height * 0.45, 0, width * 0.5, height * 0.45, 1.4);
    glowing.addColorStop(0, css(mix(void_, grade.accentTwo, 0.22)));
    glowing.addColorStop(1, css(darken(void_, 0.35)));
    context.fillStyle = glowing;
    context.fillRect(-FAR, -FAR, FAR * 3, FAR * 3);
    inLayer(stage, 0, () => {
      context.save();
      context.globalCompositeOperation = 'screen';
      const gases = [
        grade.accent,
        grade.accentTwo,
        mix(grade.key, grade.accent, 0.5),
        mix(grade.sky[1], hex('6a4ac0'), 0.5),
      ] as const;
      for (let index = 0; index < 13; index += 1) {
        const along = random.range(-0.7, 0.7);
        const x = width / 2 + along + random.range(-0.15, 0.15) + stage.time * 0.012;
        const y = height * 0.45 - along * 0.42 * stage.lightSide + random.range(-0.16, 0.16);
        const size = random.range(0.5, 1.25);
        puff(
          stage,
          random.chance(0.5) ? 'smoke' : 'wisp',
          x,
          y,
          size,
          size * random.range(0.4, 0.75),
          random.pick(gases),
          random.range(0.14, 0.4),
          random.chance(0.5),
        );
      }
      context.restore();
      for (let index = 0; index < 420; index += 1) {
        const size = random.next() ** 6 * 0.0045 + 0.0009;
        const x = random.range(stage.left, stage.right);
        const y = random.range(-0.36, height + 0.36);
        context.fillStyle = css(lighten(random.chance(0.3) ? grade.key : hex('cfdcff'), 0.4), random.range(0.25, 1));
        context.beginPath();
        context.arc(x, y, size, 0, Math.PI * 2);
        context.fill();
        if (size > 0.0034) glow(stage, x, y, size * 9, hex('cfdcff'), 0.5);
      }
    });
    inLayer(stage, 0.15, () => {
      planet(
        stage,
        width * 0.5 + stage.lightSide * width * 0.24,
        height * 0.4,
        Math.min(width, height) * 0.24,
        random.chance(0.6),
      );
      planet(stage, width * 0.5 - stage.lightSide * width * 0.34, height * 0.2, 0.05, false);
    });
    inLayer(stage, 0.45, () => asteroids(stage, 14, 0.008, 0.034, 0.25));
  },
  paintForeground(stage) {
    inLayer(stage, 1, () => asteroids(stage, 5, 0.05, 0.13, 0));
  },
};

function asteroids(stage: Stage, count: number, small: number, large: number, distance: number): void {
  const { context, grade, lightSide } = stage;
  const random = stage.random.fork(`asteroids ${count}`);
  for (let index = 0; index < count; index += 1) {
    const edge =
      distance > 0
        ? random.range(stage.left, stage.right)
        : stage.width / 2 + (random.chance(0.5) ? 1 : -1) * stage.width * random.range(0.4, 0.56);
    const x = edge + stage.time * random.range(-0.05, 0.05);
    const y =
      distance > 0
        ? random.range(0, stage.height)
        : stage.height * (random.chance(0.5) ? random.range(0, 0.14) : random.range(0.88, 1.04));
    const size = random.range(small, large);
    const turn = stage.time * 0.4;
    const points: Point[] = [];
    for (let corner = 0; corner < 9; corner += 1) {
      const angle = (corner / 9) * Math.PI * 2 + turn;
      const reach = size * random.range(0.72, 1.1);
      points.push([x + Math.cos(angle) * reach, y + Math.sin(angle) * reach * 0.8]);
    }
    const gradient = context.createLinearGradient(
      x + lightSide * size,
      y - size * 0.6,
      x - lightSide * size * 0.5,
      y + size * 0.5,
    );
    gradient.addColorStop(0, css(mix(hex('9a8f88'), grade.key, 0.5)));
    gradient.addColorStop(0.4, css(hex('3a3842')));
    gradient.addColorStop(1, css(hex('0a0b12')));
    context.fillStyle = gradient;
    context.fill(outline(points));
  }
}
