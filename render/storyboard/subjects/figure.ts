import type { Path2D } from '@napi-rs/canvas';
import { type Colour, css, lighten, mix } from '../colour.ts';
import { type Stage, tone } from '../paint/stage.ts';

/** How a subject stands in the picture. Inside `place`, its own units apply: height 1, feet at (0, 0), up is negative. */
export interface Placement {
  x: number;
  /** Height of the feet (or the middle, for what floats), in scene units. */
  y: number;
  /** Scene units per subject unit. */
  size: number;
  facing: 1 | -1;
  /** 0 near … 1 in the haze. */
  distance: number;
}

/** A subject's brush: knows which side is lit in the subject's own, possibly mirrored, units. */
export interface Brush {
  stage: Stage;
  /** Towards the light in subject units: −1 or 1. */
  toward: 1 | -1;
  /** Rim width in subject units. */
  rim: number;
  distance: number;
  /** Half width of the subject, over which light falls off. */
  reach: number;
}

/** At night people are seen by lamps as much as by the moon: their key light is warmer than the landscape's. */
function lampLit(stage: Stage): Stage {
  const { grade, scene } = stage;
  if (grade.darkness < 0.5 || scene.light === 'neon' || scene.setting === 'space' || scene.setting === 'underwater')
    return stage;
  const key = mix(grade.key, lighten(grade.lamp, 0.15), 0.45 * grade.darkness);
  return { ...stage, grade: { ...grade, key, ambient: lighten(grade.ambient, 0.08) } };
}

/** Runs `paint` in the subject's own units. */
export function place(stage: Stage, at: Placement, reach: number, paint: (brush: Brush) => void): void {
  const { context } = stage;
  context.save();
  context.translate(at.x, at.y);
  context.scale(at.size * at.facing, at.size);
  paint({
    stage: lampLit(stage),
    toward: stage.lightSide === at.facing ? 1 : -1,
    // A rim of constant visual weight: thinner on big figures in proportion, never below what a pixel shows.
    rim: Math.min(0.016, Math.max(0.0028, 0.0031 / at.size)),
    distance: at.distance,
    reach,
  });
  context.restore();
}

/** Fills one part: in shade away from the light, a bright rim towards it. `rim` 0 leaves the rim off. */
export function part(brush: Brush, path: Path2D, base: Colour, options: { rim?: number; lit?: number } = {}): void {
  const { stage, toward, distance } = brush;
  const { context } = stage;
  const lit = options.lit ?? 0.5;
  const gradient = context.createLinearGradient(toward * brush.reach, -0.1, -toward * brush.reach, 0.1);
  gradient.addColorStop(0, css(tone(stage, base, lit * 0.94, distance)));
  gradient.addColorStop(1, css(tone(stage, base, 0.02, distance)));
  const width = brush.rim * (options.rim ?? 1);
  if (width <= 0) {
    context.fillStyle = gradient;
    context.fill(path);
    return;
  }
  context.fillStyle = css(rimColour(brush, base));
  context.fill(path);
  context.save();
  context.clip(path);
  context.translate(-toward * width, width * 0.75);
  context.fillStyle = gradient;
  context.fill(path);
  context.restore();
}

/** The edge light on a surface of colour `base`. */
export function rimColour(brush: Brush, base: Colour): Colour {
  const { grade } = brush.stage;
  return mix(mix(lighten(grade.key, 0.18), lighten(base, 0.4), 0.22), grade.haze, brush.distance * 0.5);
}

/** Dark contact shadow under a subject, so that it stands instead of hovering. */
export function groundShadow(stage: Stage, x: number, y: number, width: number): void {
  const { context } = stage;
  context.save();
  context.translate(x - stage.lightSide * width * 0.25, y);
  context.scale(1, 0.16);
  const gradient = context.createRadialGradient(0, 0, 0, 0, 0, width);
  gradient.addColorStop(0, css(stage.grade.ink, 0.62));
  gradient.addColorStop(0.5, css(stage.grade.ink, 0.3));
  gradient.addColorStop(1, css(stage.grade.ink, 0));
  context.fillStyle = gradient;
  context.fillRect(-width, -width, width * 2, width * 2);
  context.restore();
}
