import { type Colour, css, darken, lighten, mix } from '../colour.ts';
import { band, glow } from './air.ts';
import { FAR, type Stage, tone } from './stage.ts';

/** A sheet of water from `top` (its far shore) down past the frame: reflected sky, ripples, and the light's path on it. */
export function water(stage: Stage, top: number, body: Colour, rough = 1): void {
  const { context, grade } = stage;
  const random = stage.random.fork('water');
  const far = mix(grade.sky[2], tone(stage, body, 0.6, 0.6), 0.4);
  const middle = mix(mix(grade.sky[1], grade.sky[0], 0.4), tone(stage, body, 0.4), 0.55);
  const near = darken(tone(stage, body, 0.12), 0.2);
  const bottom = stage.height + 0.5;
  band(stage, top, bottom, [
    css(far),
    css(mix(far, middle, 0.65)),
    css(middle),
    css(mix(middle, near, 0.6)),
    css(near),
  ]);
  context.fillStyle = css(near);
  context.fillRect(-FAR, bottom - 0.01, FAR * 3, FAR);
  // Long dark and light ripples, closer together towards the horizon.
  const ripples = Math.round(170 * rough * Math.max(0.4, grade.manner.detail));
  for (let index = 0; index < ripples; index += 1) {
    const depth = random.next() ** 1.9;
    const y = top + 0.006 + depth * (stage.height + 0.25 - top) + stage.time * 0.006 * depth;
    const long = (0.03 + depth * 0.2) * random.range(0.5, 1.3);
    const x = random.range(stage.left, stage.right) + stage.time * random.range(-0.03, 0.04);
    const thick = 0.0012 + depth * 0.009 * rough;
    context.fillStyle = random.chance(0.5)
      ? css(lighten(mix(far, middle, depth), 0.22), 0.3)
      : css(darken(middle, 0.35), 0.24);
    context.beginPath();
    context.ellipse(x, y, long, thick, 0, 0, Math.PI * 2);
    context.fill();
  }
  lightPath(stage, top, 1);
}

/** The broken reflection of the sun, moon or a lamp at the light's position. */
export function lightPath(stage: Stage, top: number, strength: number): void {
  const { context, grade } = stage;
  if (grade.clouds > 0.85) return;
  const random = stage.random.fork('light path');
  const x = stage.lightX;
  glow(stage, x, top + 0.02, 0.42, grade.key, 0.5 * strength);
  context.save();
  context.globalCompositeOperation = 'screen';
  for (let index = 0; index < 90; index += 1) {
    const depth = random.next() ** 1.3;
    const y = top + 0.004 + depth * (stage.height * 1.05 - top);
    const spread = 0.02 + depth * 0.1;
    const offset = (random.next() + random.next() - 1) * spread + Math.sin(depth * 30 + stage.time * 2) * 0.008;
    context.fillStyle = css(lighten(grade.key, 0.35), (0.75 - depth * 0.5) * strength);
    context.beginPath();
    context.ellipse(x + offset, y, 0.008 + depth * 0.035 * random.next(), 0.0012 + depth * 0.003, 0, 0, Math.PI * 2);
    context.fill();
  }
  context.restore();
}
