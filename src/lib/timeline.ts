import type { AspectRatio, FilmFormat, FrameRate, Resolution, TransitionType } from '../types/film.ts';

/** Seconds two shots overlap in a crossfade or wipe, and seconds a fade to or from a colour takes on each side. */
export const TRANSITION_SECONDS = 0.5;

/** Frames that {@link TRANSITION_SECONDS} takes: 12 at 24 and 25 fps, 15 at 30 fps. */
export function transitionFrames(frameRate: FrameRate): number {
  return Math.floor(TRANSITION_SECONDS * frameRate);
}

/** Frames by which a transition makes two neighbours overlap: none for cuts and fades. */
export function overlapFrames(transition: TransitionType, frameRate: FrameRate): number {
  return transition === 'crossfade' || transition === 'wipe_left' || transition === 'wipe_right'
    ? transitionFrames(frameRate)
    : 0;
}

/** A shot's length as a whole number of frames. */
export function shotFrames(durationSeconds: number, frameRate: FrameRate): number {
  return Math.max(1, Math.round(durationSeconds * frameRate));
}

/** The part of a shot that decides its place on the timeline. */
export interface TimelineShot {
  /** Seconds. */
  duration: number;
  transitionIn?: TransitionType | undefined;
  transitionOut?: TransitionType | undefined;
}

/** The transition between two neighbours: the earlier shot's `transitionOut` wins unless it is absent or a cut. */
export function boundaryTransition(earlier: TimelineShot, later: TimelineShot): TransitionType {
  const out = earlier.transitionOut ?? 'cut';
  return out === 'cut' ? (later.transitionIn ?? 'cut') : out;
}

function endTransition(transition: TransitionType | undefined): TransitionType {
  return transition === 'fade_black' || transition === 'fade_white' ? transition : 'cut';
}

/** A film laid out in frames. */
export interface Timeline {
  frameRate: FrameRate;
  /** Frames of each shot. */
  shotFrames: number[];
  /** First film frame of each shot. */
  startFrames: number[];
  /** One more than there are shots: opening, between neighbours, closing. */
  transitions: TransitionType[];
  /** Length of the film. */
  totalFrames: number;
}

/**
 * Lays shots out on the film's frame grid: film length is the sum of the shots minus the sum of the overlaps.
 * At the film's two ends only fades from or to a colour count; anything else is a cut.
 */
export function layOut(shots: readonly TimelineShot[], frameRate: FrameRate): Timeline {
  const transitions: TransitionType[] = [];
  const frames = shots.map((shot) => shotFrames(shot.duration, frameRate));
  const startFrames: number[] = [];
  let end = 0;
  shots.forEach((shot, index) => {
    const previous = shots[index - 1];
    const transition = previous ? boundaryTransition(previous, shot) : endTransition(shot.transitionIn);
    transitions.push(transition);
    const start = end - (previous ? overlapFrames(transition, frameRate) : 0);
    startFrames.push(start);
    end = start + (frames[index] ?? 0);
  });
  transitions.push(endTransition(shots.at(-1)?.transitionOut));
  return { frameRate, shotFrames: frames, startFrames, transitions, totalFrames: end };
}

/** Film length in seconds, after overlaps. */
export function filmSeconds(shots: readonly TimelineShot[], frameRate: FrameRate): number {
  return layOut(shots, frameRate).totalFrames / frameRate;
}

/** Pixel size of a film: the resolution names its short side. */
export function filmFormat(aspectRatio: AspectRatio, resolution: Resolution, frameRate: FrameRate): FilmFormat {
  const short = resolution === '720p' ? 720 : 1080;
  const long = (short * 16) / 9;
  if (aspectRatio === '1:1') return { width: short, height: short, frameRate };
  return aspectRatio === '16:9' ? { width: long, height: short, frameRate } : { width: short, height: long, frameRate };
}
