import { AppError } from '../types/errors.ts';
import type { FilmFormat, FrameRate, TransitionType } from '../types/film.ts';
import type { FilmClip, SeamJob, SegmentJob } from '../types/render.ts';
import { overlapFrames, transitionFrames } from './timeline.ts';

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

/** What one transition does to one or two clips, by their index among the film's clips. */
export interface SeamPlace {
  transition: SeamJob['transition'];
  earlier: number | undefined;
  later: number | undefined;
}

/**
 * A stretch of the film: packets of one clip as they are, or frames that must be computed. Frames are film frames.
 * `seam` is absent where several transitions touch one another, because a clip is shorter than two of them.
 */
export type Segment =
  | { kind: 'copy'; from: number; to: number; clip: PlacedClip }
  | { kind: 'render'; from: number; to: number; clips: PlacedClip[]; seam: SeamPlace | undefined };

/** A film as a list of stretches without gaps. */
export interface FilmPlan {
  clips: PlacedClip[];
  segments: Segment[];
  totalFrames: number;
  /** Frames that one transition takes. */
  transitionLength: number;
}

/**
 * Plans a film: where each clip stands, which frames are touched by transitions, and which are copied.
 * A clip shorter than two transitions may be touched by both; its frames are then blended with both neighbours.
 * @throws AppError `invalid_input` when a clip is shorter than a transition that overlaps it.
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
  for (const range of [...touched, { from: totalFrames, to: totalFrames, seam: undefined }]) {
    segments.push(...copies(clips, position, range.from));
    if (range.to > range.from) segments.push({ kind: 'render', ...range, clips: clipsWithin(clips, range) });
    position = range.to;
  }
  return { clips, segments, totalFrames, transitionLength: length };
}

/**
 * Each clip's place in the film.
 * @throws AppError `invalid_input` when a clip is shorter than a transition that overlaps it.
 */
export function placeClips(
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
      throw new AppError(
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

interface TouchedRange extends Range {
  seam: SeamPlace | undefined;
}

function touchedRanges(placed: PlacedClip, length: number): TouchedRange[] {
  const { clip, start, frameCount, overlap, fadeIn, fadeOut } = placed;
  const end = start + frameCount;
  const head = { from: start, to: Math.min(end, start + length) };
  const tail = { from: Math.max(start, end - length), to: end };
  const ranges: TouchedRange[] = [];
  if (overlap) ranges.push({ ...head, seam: { transition: overlap, earlier: clip - 1, later: clip } });
  if (fadeIn) ranges.push({ ...head, seam: { transition: `fade_${fadeIn}`, earlier: undefined, later: clip } });
  if (fadeOut) ranges.push({ ...tail, seam: { transition: `fade_${fadeOut}`, earlier: clip, later: undefined } });
  return ranges;
}

// Ranges that only touch stay apart: each then depends on fewer clips and is more often found in the cache.
function mergeRanges(ranges: TouchedRange[]): TouchedRange[] {
  const merged: TouchedRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = merged.at(-1);
    if (last && range.from < last.to) {
      last.to = Math.max(last.to, range.to);
      last.seam = undefined;
    } else {
      merged.push({ ...range });
    }
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

/** A film's clip that has landed and may not be conformed yet. */
export type LandedClip = Omit<FilmClip, 'clip'> & { clip?: string };

/**
 * The job that renders a stretch of the film ahead of it, once its clips are there: the earlier one conformed, the later
 * one as it came if need be.
 * @param clips The film's clips; `undefined` for those still missing.
 * @returns `undefined` for copied stretches, missing clips, and where transitions touch one another.
 */
export function seamJobOf(
  segment: Segment,
  clips: readonly (LandedClip | undefined)[],
  format: FilmFormat,
): SeamJob | undefined {
  if (segment.kind !== 'render' || !segment.seam) return undefined;
  const { transition } = segment.seam;
  const before = segment.seam.earlier === undefined ? undefined : clips[segment.seam.earlier];
  const after = segment.seam.later === undefined ? undefined : clips[segment.seam.later];
  const earlier = before?.clip === undefined ? undefined : { clip: before.clip, frameCount: before.frameCount };
  const later = after && laterSide(after);
  if ((segment.seam.earlier !== undefined && !earlier) || (segment.seam.later !== undefined && !later))
    return undefined;
  return { kind: 'seam', format, transition, ...(earlier ? { earlier } : {}), ...(later ? { later } : {}) };
}

function laterSide({ clip, frameCount, source, fill }: LandedClip): SeamJob['later'] {
  if (source === undefined) return clip === undefined ? undefined : { clip, frameCount };
  return { clip: source, frameCount, ...(fill ? { fill } : {}) };
}

/**
 * The job that packs a stretch of the film for a playlist.
 * @param medium Hash of the conformed clip that is copied, or of the rendered seam.
 */
export function segmentJobOf(segment: Segment, medium: string, format: FilmFormat): SegmentJob {
  const from = segment.kind === 'copy' ? segment.from - segment.clip.start : 0;
  const to = from + segment.to - segment.from;
  return { kind: 'segment', format, clip: medium, from, to, filmFrame: segment.from };
}
