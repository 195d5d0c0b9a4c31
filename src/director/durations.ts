import { type ClipDurations, type ShotLengths, secondsOf, shotLengths } from '../lib/clip-seconds.ts';
import { layOut, shotFrames } from '../lib/timeline.ts';
import type { FrameRate } from '../types/film.ts';
import { type DirectedShot, FILM_TOLERANCE_SECONDS, type Notice } from '../types/project.ts';
import { type LengthWish, solveLengths } from './solve-lengths.ts';

/** What lengths are settled by. */
export interface DurationOptions {
  /** Film seconds asked for. */
  targetDuration: number;
  frameRate: FrameRate;
  /** What the video model can make; undefined: any whole number of frames between 5 and 10 s. */
  durations?: ClipDurations | undefined;
  /** Ids of shots that should keep their length. Default: none. */
  locked?: ReadonlySet<number> | undefined;
  /**
   * `exact` (default) aims at the target itself, by the shots that are not locked as long as that brings the film within
   * 5 s. `tolerant` lets wished lengths stand as long as the film is within 5 s. `as_wished` never adapts a length to
   * the target.
   */
  aim?: 'exact' | 'tolerant' | 'as_wished' | undefined;
}

/** Lengths that fit, and what there is to say about them. */
export interface DurationPlan<Shot> {
  shots: Shot[];
  /** Film length minus target, in frames. */
  missFrames: number;
  /** Why the target was missed, if it was. */
  notices: Notice[];
}

/** How much more it takes to move a locked shot than a free one. */
const LOCKED_WEIGHT = 1_000_000;

/** The seconds a model's lengths are offered as in the brief: short lists as they are, otherwise whole seconds. */
export function offeredSeconds(durations: ClipDurations | undefined, frameRate: FrameRate): number[] {
  const { frames } = shotLengths(durations, frameRate);
  if (frames.length <= 12) return frames.map((count) => secondsOf(count, frameRate));
  const whole = frames.filter((count) => count % frameRate === 0);
  return (whole.length > 0 ? whole : frames.slice(0, 1)).map((count) => secondsOf(count, frameRate));
}

function total(frames: readonly number[]): number {
  return frames.reduce((sum, count) => sum + count, 0);
}

/** The lengths with locked shots as they are and the others free. */
function solveFree(
  wishes: readonly LengthWish[],
  locked: readonly boolean[],
  choices: readonly number[],
  sum: number,
): number[] {
  const fixed = total(wishes.filter((_, index) => locked[index]).map(({ wish }) => wish));
  const free = wishes.filter((_, index) => !locked[index]);
  const solved = solveLengths(free, choices, sum - fixed)[Symbol.iterator]();
  return wishes.map(({ wish }, index) => (locked[index] ? wish : (solved.next().value ?? wish)));
}

function snap(frames: number, choices: readonly number[]): number {
  return choices.reduce(
    (best, choice) => (Math.abs(choice - frames) < Math.abs(best - frames) ? choice : best),
    choices[0] ?? frames,
  );
}

/**
 * Settles every shot's length on the frame grid, so that the film after overlaps hits its target exactly where that is
 * reachable and comes as near as possible otherwise, staying as close as possible to the wished lengths.
 * @param shots in film order; their transitions count, so continuity must be settled before.
 */
export function settleDurations<Shot extends Pick<DirectedShot, 'id' | 'duration' | 'transitionIn' | 'transitionOut'>>(
  shots: readonly Shot[],
  options: DurationOptions,
): DurationPlan<Shot> {
  const { frameRate } = options;
  const lengths = shotLengths(options.durations, frameRate);
  const laidOut = layOut(shots, frameRate);
  const overlaps = total(laidOut.shotFrames) - laidOut.totalFrames;
  const target = Math.round(options.targetDuration * frameRate);
  const tolerance = FILM_TOLERANCE_SECONDS * frameRate;
  const locked = shots.map((shot) => options.locked?.has(shot.id) ?? false);
  const wishes = laidOut.shotFrames.map((wish) => ({ wish, weight: 1 }));
  const sum = target + overlaps;

  let frames = wishes.map(({ wish }, index) => (locked[index] ? wish : snap(wish, lengths.frames)));
  const within = (): boolean => Math.abs(total(frames) - sum) <= tolerance;
  const aim = options.aim ?? 'exact';
  if (aim === 'exact' || (aim === 'tolerant' && !within())) {
    frames = solveFree(wishes, locked, lengths.frames, sum);
    if (!within() && locked.includes(true)) {
      const weighted = wishes.map(({ wish }, index) => ({ wish, weight: locked[index] ? LOCKED_WEIGHT : 1 }));
      frames = solveLengths(weighted, lengths.frames, sum);
    }
  }
  const missFrames = total(frames) - sum;
  return {
    shots: shots.map((shot, index) => withFrames(shot, frames[index] ?? 0, frameRate)),
    missFrames,
    notices: lengthNotices(shots.length, overlaps, missFrames, lengths, options),
  };
}

/** A shot with its length in frames; its own number stays where it already means the same. */
function withFrames<Shot extends { duration: number }>(shot: Shot, frames: number, frameRate: FrameRate): Shot {
  const duration = secondsOf(frames, frameRate);
  return shotFrames(shot.duration, frameRate) === frames && shot.duration === duration ? shot : { ...shot, duration };
}

function seconds(frames: number, frameRate: FrameRate): string {
  return `${Math.round((frames / frameRate) * 100) / 100} s`;
}

function lengthNotices(
  count: number,
  overlaps: number,
  missFrames: number,
  lengths: ShotLengths,
  options: DurationOptions,
): Notice[] {
  const { frameRate, targetDuration } = options;
  const notices: Notice[] = [];
  const limits = { trimmed: 'longer than 10 s', too_short: 'shorter than 5 s' } as const;
  if (lengths.basis === 'trimmed' || lengths.basis === 'too_short') {
    notices.push({
      code: lengths.basis === 'trimmed' ? 'clips_trimmed' : 'clips_too_short',
      message: `Every clip the video model makes is ${limits[lengths.basis]}, outside the 5–10 s of a shot${
        lengths.basis === 'trimmed'
          ? '; clips will be trimmed.'
          : '; choose another model, or the last frames are held.'
      }`,
    });
  }
  if (missFrames === 0) return notices;
  const least = count * (lengths.frames[0] ?? 0) - overlaps;
  const most = count * (lengths.frames.at(-1) ?? 0) - overlaps;
  const target = Math.round(targetDuration * frameRate);
  const film = target + missFrames;
  const off = `The film lasts ${seconds(film, frameRate)}, ${seconds(Math.abs(missFrames), frameRate)} ${missFrames > 0 ? 'more' : 'less'} than the ${targetDuration} s asked for`;
  const why =
    least > target || most < target
      ? `its ${count} shots can fill ${seconds(least, frameRate)} to ${seconds(most, frameRate)}`
      : lengths.basis === 'model' && (options.aim ?? 'exact') === 'exact'
        ? `the lengths the video model can make do not add up any closer`
        : `shots keep the lengths they were given`;
  return [...notices, { code: 'film_length', message: `${off}: ${why}.` }];
}
