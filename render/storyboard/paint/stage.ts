import type { SKRSContext2D } from '@napi-rs/canvas';
import { type Colour, mix, shade } from '../colour.ts';
import type { Random } from '../random.ts';
import type { Scene } from '../scene.ts';
import type { Grade } from './grade.ts';

/** How far beyond the frame, in scene units, things are scattered so that no camera window runs out of world. */
export const BLEED = 0.36;
/** A length no view reaches: for skies, floors and other things without an end. */
export const FAR = 6;

/**
 * Where a painter works. Scene units: every frame has an area of 16/9 square units whatever its shape, so a tree of
 * 0.4 looks right in landscape, portrait and square. (0, 0) is the top left of the frame at rest.
 */
export interface Stage {
  readonly context: SKRSContext2D;
  /** Frame size at rest, in scene units: 1.78×1, 1×1.78 or 1.33×1.33 and anything between. */
  readonly width: number;
  readonly height: number;
  /** Scattering bounds: the frame plus `BLEED`. */
  readonly left: number;
  readonly right: number;
  /** Height of the eye line. */
  readonly horizon: number;
  /** Which side the key light comes from: −1 left, 1 right. */
  readonly lightSide: -1 | 1;
  readonly lightX: number;
  readonly lightY: number;
  /** Where the subject stands. */
  readonly focusX: number;
  readonly random: Random;
  readonly grade: Grade;
  readonly scene: Scene;
  /** 0 at the shot's start, 1 at its end. */
  readonly time: 0 | 1;
}

/** Colour of a surface `base`: `lit` 0 in shadow … 1 facing the key light; `distance` 0 near … 1 at the horizon. */
export function tone(stage: Stage, base: Colour, lit: number, distance = 0): Colour {
  const { grade } = stage;
  const light = mix(grade.ambient, grade.key, lit);
  const colour = grade.wear(shade(base, light, 1.04));
  return mix(colour, grade.haze, Math.min(1, distance * grade.hazeAmount));
}

/** How a layer slides and grows because it is nearer (`depth` > 0.6) or further than the subject. */
function parallax(stage: Stage, depth: number): { x: number; y: number; scale: number } {
  const progress = stage.time - 0.5;
  const lead = depth - 0.6;
  switch (stage.scene.cameraMove) {
    case 'dolly_left':
      return { x: lead * progress * 0.12, y: 0, scale: 1 };
    case 'dolly_right':
      return { x: -lead * progress * 0.12, y: 0, scale: 1 };
    case 'crane_up':
      return { x: 0, y: lead * progress * 0.08, scale: 1 };
    case 'crane_down':
      return { x: 0, y: -lead * progress * 0.08, scale: 1 };
    case 'push_in':
      return { x: 0, y: 0, scale: 1 + lead * stage.time * 0.1 };
    case 'pull_out':
      return { x: 0, y: 0, scale: 1 + lead * (1 - stage.time) * 0.1 };
    default:
      return { x: 0, y: 0, scale: 1 };
  }
}

/** Paints one layer; `depth` 0 is the horizon, 0.6 the subject, 1 the lens. */
export function inLayer(stage: Stage, depth: number, paint: () => void): void {
  const { context } = stage;
  const { x, y, scale } = parallax(stage, depth);
  context.save();
  context.translate(stage.width / 2 + x, stage.horizon + y);
  context.scale(scale, scale);
  context.translate(-stage.width / 2, -stage.horizon);
  paint();
  context.restore();
}
