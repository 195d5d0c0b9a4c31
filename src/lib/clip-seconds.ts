import type { FrameRate } from '../types/film.ts';
import { SHOT_SECONDS } from '../types/project.ts';
import type { ModelInfo } from '../types/providers.ts';
import { shotFrames } from './timeline.ts';

/** Seconds a video model can make: an exact list, or a range with its step (0: any length in the range). */
export type ClipDurations = NonNullable<ModelInfo['durations']>;

/** Guards against 0.1 × 30 being a hair under 3. */
const FLOAT_SLACK = 1e-6;

/** Ranges with a finer step than this leave so little to trim that any whole number of frames is allowed. Seconds. */
const FINE_STEP_SECONDS = 0.5;

/** How the lengths a shot may have came about. */
export type ShotLengthBasis =
  /** Any whole number of frames: nothing is known of the model, or it makes any length. */
  | 'any'
  /** The model's own lengths. */
  | 'model'
  /** Every length of the model is longer than a shot may be, so clips are trimmed. */
  | 'trimmed'
  /** Every length of the model is shorter than a shot must be. */
  | 'too_short';

/** The lengths a shot may have. */
export interface ShotLengths {
  /** Frames, ascending, never empty. */
  frames: number[];
  basis: ShotLengthBasis;
}

function everyFrame(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

function listedSeconds(durations: ClipDurations): number[] {
  if (Array.isArray(durations)) return [...durations].sort((a, b) => a - b);
  const { min, max, step } = durations;
  const count = Math.min(10_000, Math.floor((max - min) / step + FLOAT_SLACK));
  return everyFrame(0, count).map((index) => Math.round((min + index * step) * 1e6) / 1e6);
}

function anyWithin(durations: ClipDurations): durations is Exclude<ClipDurations, number[]> {
  return !Array.isArray(durations) && durations.step < FINE_STEP_SECONDS;
}

/**
 * The lengths a 5–10 s shot may have with a video model: those the model can make where there are any.
 * @param durations what the model can make; undefined when nothing is known, which allows any whole number of frames.
 */
export function shotLengths(durations: ClipDurations | undefined, frameRate: FrameRate): ShotLengths {
  const shortest = SHOT_SECONDS.min * frameRate;
  const longest = SHOT_SECONDS.max * frameRate;
  if (durations === undefined) return { frames: everyFrame(shortest, longest), basis: 'any' };
  if (anyWithin(durations)) {
    const from = Math.max(shortest, Math.ceil(durations.min * frameRate - FLOAT_SLACK));
    const to = Math.min(longest, Math.floor(durations.max * frameRate + FLOAT_SLACK));
    if (from <= to)
      return { frames: everyFrame(from, to), basis: from === shortest && to === longest ? 'any' : 'model' };
  } else {
    const made = listedSeconds(durations).map((seconds) => Math.floor(seconds * frameRate + FLOAT_SLACK));
    const frames = [...new Set(made)].filter((count) => count >= shortest && count <= longest);
    if (frames.length > 0) return { frames, basis: 'model' };
  }
  const most = Array.isArray(durations) ? Math.max(...durations) : durations.max;
  return { frames: everyFrame(shortest, longest), basis: most >= SHOT_SECONDS.min ? 'trimmed' : 'too_short' };
}

/**
 * Seconds to ask of a video model for a shot: the shortest clip that holds it, else the longest the model can make.
 * This is also what is billed.
 * @param durations what the model can make; undefined gives the shot's own length.
 */
export function clipSeconds(
  durationSeconds: number,
  durations: ClipDurations | undefined,
  frameRate: FrameRate,
): number {
  const frames = shotFrames(durationSeconds, frameRate);
  const seconds = secondsOf(frames, frameRate);
  if (durations === undefined) return seconds;
  if (!Array.isArray(durations) && durations.step <= 0)
    return Math.min(durations.max, Math.max(durations.min, seconds));
  const made = listedSeconds(durations);
  return made.find((length) => length * frameRate + FLOAT_SLACK >= frames) ?? made.at(-1) ?? seconds;
}

/** Frames as seconds for people, to the millisecond; `shotFrames` gives the same frames back. */
export function secondsOf(frames: number, frameRate: FrameRate): number {
  return Math.round((frames / frameRate) * 1000) / 1000;
}
