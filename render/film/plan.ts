import { overlapFrames, transitionFrames } from '../../src/lib/timeline.ts';
import type { FrameRate, TransitionType } from '../../src/types/film.ts';
import { RenderFailure } from '../failure.ts';

/** The colour a fade goes through. */
export type FadeColour = 'black' | 'white';

/** How a clip takes over from those before it. */
export type OverlapTransition = 'crossfade' | 'wipe_left' | 'wipe_right';

/** A clip's place on the timeline and what happens at its two ends. */
export interface PlacedClip {
  /** Index among the film's clips. */
  clip: number;
  /** Film frame of the clip's first frame. */
  start: number;
  frameCount: number;
  /** How it enters over the clip before; `undefined` when it does not overlap it. */
  overlap: OverlapTransition | undefined;
  fadeIn: FadeColour | undefined;
  fadeOut: FadeColour | undefined;
}

/** A stretch of the film: packets of one clip as they are, or frames that must be computed. Frames are film frames. */
export type Segment =
  | { kind: 'copy'; from: number; to: number; clip: PlacedClip }
  | { kind: 'render'; from: number; to: number; clips: PlacedClip[] };

/** A film as a list of stretches without gaps. */
export interface FilmPlan {
  segments: Segment[];
  totalFrames: number;
  /** Frames that one transition takes. */
  transitionLength: number;
}

/**
 * Plans a film: where each clip stands, which frames are touched by transitions, and which are copied.
 * A clip shorter than two transitions may be touched by both; its frames are then blended with both neighbours.
 * @throws RenderFailure `invalid_input` when a clip is shorter than a transition that overlaps it.
 */
export function planFilm(
  frameCounts: readonly number[],
  transitions: readonly TransitionType[],
  frameRate: FrameRate,
): FilmPlan {
  const length = transitionFrames(frameRate);
  const clips = placeClips(frameCounts, transitions, frameRate);
  const totalFrames = Math.max(...clips.map((clip) => clip.start + clip.frameCount));
  const touched = mergeRanges(clips.flatMap((clip) => touchedRanges(clip, length)));
  const segments: Segment[] = [];
  let position = 0;
  for (const range of [...touched, { from: totalFrames, to: totalFrames }]) {
    segments.push(...copies(clips, position, range.from));
    if (range.to > range.from) segments.push({ kind: 'render', ...range, clips: clipsWithin(clips, range) });
    position = range.to;
  }
  return { segments, totalFrames, transitionLength: length };
}

function placeClips(
  frameCounts: readonly number[],
  transitions: readonly TransitionType[],
  frameRate: FrameRate,
): PlacedClip[] {
  let end = 0;
  return frameCounts.map((frameCount, clip) => {
    const into = transitions[clip] ?? 'cut';
    const out = transitions[clip + 1] ?? 'cut';
    const overlapIn = clip === 0 ? 0 : overlapFrames(into, frameRate);
    const overlapOut = clip === frameCounts.length - 1 ? 0 : overlapFrames(out, frameRate);
    if (frameCount < Math.max(overlapIn, overlapOut)) {
      throw new RenderFailure(
        'invalid_input',
        `Shot ${clip + 1} has ${frameCount} frames, fewer than the ${Math.max(overlapIn, overlapOut)} of its transition. ` +
          'Make the shot longer or cut to it.',
      );
    }
    const start = end - overlapIn;
    end = start + frameCount;
    return {
      clip,
      start,
      frameCount,
      overlap: overlapIn > 0 ? asOverlap(into) : undefined,
      fadeIn: fadeColour(into),
      fadeOut: fadeColour(out),
    };
  });
}

function asOverlap(transition: TransitionType): OverlapTransition | undefined {
  return transition === 'crossfade' || transition === 'wipe_left' || transition === 'wipe_right'
    ? transition
    : undefined;
}

function fadeColour(transition: TransitionType): FadeColour | undefined {
  if (transition === 'fade_black') return 'black';
  return transition === 'fade_white' ? 'white' : undefined;
}

interface Range {
  from: number;
  to: number;
}

function touchedRanges(clip: PlacedClip, length: number): Range[] {
  const { start, frameCount } = clip;
  const end = start + frameCount;
  const ranges: Range[] = [];
  if (clip.overlap !== undefined || clip.fadeIn) ranges.push({ from: start, to: Math.min(end, start + length) });
  if (clip.fadeOut) ranges.push({ from: Math.max(start, end - length), to: end });
  return ranges;
}

// Ranges that only touch stay apart: each then depends on fewer clips and is more often found in the cache.
function mergeRanges(ranges: Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = merged.at(-1);
    if (last && range.from < last.to) last.to = Math.max(last.to, range.to);
    else merged.push({ ...range });
  }
  return merged;
}

function clipsWithin(clips: readonly PlacedClip[], range: Range): PlacedClip[] {
  return clips.filter((clip) => clip.start < range.to && clip.start + clip.frameCount > range.from);
}

function copies(clips: readonly PlacedClip[], from: number, to: number): Segment[] {
  if (from >= to) return [];
  return clipsWithin(clips, { from, to }).map((clip) => ({
    kind: 'copy',
    from: Math.max(from, clip.start),
    to: Math.min(to, clip.start + clip.frameCount),
    clip,
  }));
}
