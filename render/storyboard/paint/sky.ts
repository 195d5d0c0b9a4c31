import { css, darken, lighten, mix, WHITE } from '../colour.ts';
import { band, disc, glow, puff, stamp } from './air.ts';
import { BLEED, FAR, inLayer, type Stage } from './stage.ts';
import { cloudTexture } from './textures.ts';

/** Options of a sky. */
export interface SkyOptions {
  /** Where it meets the ground; default the horizon. */
  bottom?: number;
  /** Show sun or moon; default true. */
  sun?: boolean;
  /** Multiplies the light's own cloud cover; default 1. */
  clouds?: number;
}

function stars(stage: Stage, bottom: number): void {
  const { context, grade } = stage;
  const random = stage.random.fork('stars');
  const strength = Math.max(0, grade.darkness - 0.55) / 0.45;
  if (strength <= 0) return;
  context.fillStyle = css(lighten(grade.key, 0.6), 0.9);
  const count = Math.round(240 * strength * grade.manner.detail);
  for (let index = 0; index < count; index += 1) {
    const x = random.range(stage.left, stage.right);
    const y = random.range(-BLEED, bottom * 0.92);
    const size = random.next() ** 4 * 0.0032 + 0.0009;
    context.globalAlpha = random.range(0.25, 1) * strength * (1 - Math.max(0, y) / bottom);
    context.fillRect(x, y, size, size);
  }
  context.globalAlpha = 1;
}

function clouds(stage: Stage, bottom: number, cover: number): void {
  const { grade } = stage;
  const random = stage.random.fork('clouds');
  const shadow = mix(mix(grade.sky[1], grade.ambient, 0.35), darken(grade.sky[0], 0.1), 0.35);
  const lit = lighten(mix(grade.sky[2], grade.key, 0.55), 0.18);
  const heap = cloudTexture(shadow, lit);
  const drift = stage.time * 0.05;
  // Far, flat streaks near the horizon first, then the heaps above: perspective of a cloud deck.
  const rows = Math.round(3 + cover * 7);
  for (let index = 0; index < rows; index += 1) {
    const height = (index + random.next()) / rows;
    const y = bottom * (0.96 - height * 0.98);
    const width = 0.5 + height * 1.35;
    const x = random.range(stage.left, stage.right) + drift * (0.4 + height);
    const flip = random.chance(0.5);
    const alpha = cover * (0.5 + 0.5 * random.next());
    if (random.chance(0.3)) {
      puff(stage, 'wisp', x, y, width * 1.7, width * 0.22, lit, alpha * 0.6, flip);
      continue;
    }
    const tall = width * (0.22 + height * 0.24);
    stamp(stage, heap, x, y, width, tall, alpha, flip);
  }
}

/** Sky from above the frame down to the ground, with stars, sun or moon and clouds as the light has them. */
export function paintSky(stage: Stage, options: SkyOptions = {}): void {
  const { context, grade } = stage;
  const bottom = options.bottom ?? stage.horizon;
  context.fillStyle = css(grade.sky[0]);
  context.fillRect(-FAR, -FAR, FAR * 2 + stage.width, FAR + 0.01);
  band(stage, -0.02, bottom + 0.02, [
    css(grade.sky[0]),
    css(mix(grade.sky[0], grade.sky[1], 0.6)),
    css(grade.sky[1]),
    css(mix(grade.sky[1], grade.sky[2], 0.5)),
    css(grade.sky[2]),
  ]);
  inLayer(stage, 0, () => {
    stars(stage, bottom);
    const minimal = grade.manner.detail < 0.5;
    if (options.sun !== false && (grade.clouds < 0.85 || minimal)) {
      const radius = grade.darkness > 0.6 ? 0.034 : grade.elevation > 0.5 ? 0.03 : 0.046;
      const colour = grade.darkness > 0.6 ? mix(grade.key, WHITE, 0.4) : grade.key;
      disc(stage, stage.lightX, stage.lightY, minimal ? radius * 1.8 : radius, colour, minimal ? 0.4 : 1);
    } else if (options.sun !== false) {
      glow(stage, stage.lightX, stage.lightY, 0.8, grade.sky[2], 0.4);
    }
    clouds(stage, bottom, grade.clouds * (options.clouds ?? 1) * (minimal ? 0.35 : 1));
    // The light side of the sky is warmer than the rest.
    glow(stage, stage.lightX, bottom, 1.1, grade.key, 0.3 * (1 - grade.elevation * 0.7));
  });
}
