import type { OverlapTransition } from '../../lib/film-plan.ts';
import type { HostedClip, HostedFilm } from './hosted.ts';

/** A value that changes over a clip's time. Times are seconds from the clip's start. */
export interface ShotstackTween {
  from: number;
  to: number;
  start: number;
  length: number;
  interpolation: 'linear';
}

type Wipe = 'wipeLeftFast' | 'wipeRightFast';

/** A clip on a track, in what is used of it. Times are seconds. */
export interface ShotstackClip {
  asset:
    | { type: 'video'; src: string; volume: number | ShotstackTween[] }
    | { type: 'audio'; src: string; volume: number }
    | {
        type: 'shape';
        shape: 'rectangle';
        fill: { color: string; opacity: number };
        rectangle: { width: number; height: number; cornerRadius: number };
      };
  start: number;
  length: number | 'auto';
  fit?: 'crop';
  opacity?: ShotstackTween[];
  transition?: { in?: Wipe; out?: Wipe };
}

/** An edit: the first track lies on top. */
export interface ShotstackEdit {
  timeline: { background: string; tracks: { clips: ShotstackClip[] }[] };
  output: { format: 'mp4'; size: { width: number; height: number }; fps: number; quality: 'high' };
}

const WIPES: Partial<Record<OverlapTransition, Wipe>> = { wipe_left: 'wipeLeftFast', wipe_right: 'wipeRightFast' };

/** Whether a clip stands on the upper of the two picture tracks. */
type Layer = 'upper' | 'lower';

/**
 * A film as a Shotstack edit. Clips that overlap stand on two tracks, and the upper of the two carries the transition:
 * it comes in over the other, or gives way to it. White lies below where clips fade to or from it, black behind all.
 * Wire facts: Shotstack's OpenAPI document of npm `@shotstack/schemas` 1.18.3, read 2026-11-25; contract: video §2.2.
 */
export function shotstackEdit({ format, transition, clips, white, sounds }: HostedFilm): ShotstackEdit {
  const { width, height, frameRate } = format;
  const layers = layersOf(clips);
  const placed = clips.map((clip, index) => pictureClip(clip, layers, index, transition));
  const background = white.map(
    ({ start, length }): ShotstackClip => ({
      asset: {
        type: 'shape',
        shape: 'rectangle',
        fill: { color: '#ffffff', opacity: 1 },
        rectangle: { width, height, cornerRadius: 0 },
      },
      start,
      length,
    }),
  );
  const tracks = [
    placed.filter((_, index) => layers[index] === 'upper'),
    placed.filter((_, index) => layers[index] === 'lower'),
    background,
    ...sounds.map(({ url, start, volume }): ShotstackClip[] => [
      // It takes no sound louder than it is.
      { asset: { type: 'audio', src: url, volume: Math.min(1, volume) }, start, length: 'auto' },
    ]),
  ];
  return {
    timeline: {
      background: '#000000',
      // A track without clips is refused.
      tracks: tracks.filter((track) => track.length > 0).map((track) => ({ clips: track })),
    },
    output: { format: 'mp4', size: { width, height }, fps: frameRate, quality: 'high' },
  };
}

function layersOf(clips: readonly HostedClip[]): Layer[] {
  const layers: Layer[] = [];
  for (const { entry } of clips) layers.push(entry && layers.at(-1) === 'lower' ? 'upper' : 'lower');
  return layers;
}

function pictureClip(
  { url, start, length, entry, exit, fadesIn, fadesOut, hasSound }: HostedClip,
  layers: readonly Layer[],
  index: number,
  seconds: number,
): ShotstackClip {
  const isUpper = layers[index] === 'upper';
  const comesIn = fadesIn || (isUpper && entry === 'crossfade');
  const goesOut = fadesOut || (isUpper && exit === 'crossfade');
  const [wipeIn, wipeOut] = isUpper ? [entry && WIPES[entry], exit && WIPES[exit]] : [];
  const joined = { in: fadesIn || entry !== undefined, out: fadesOut || exit !== undefined };
  const volume = hasSound ? (envelope(joined, length, seconds) ?? 1) : 0;
  const opacity = envelope({ in: comesIn, out: goesOut }, length, seconds);
  return {
    asset: { type: 'video', src: url, volume },
    start,
    length,
    fit: 'crop',
    ...(opacity ? { opacity } : {}),
    ...(wipeIn || wipeOut
      ? { transition: { ...(wipeIn ? { in: wipeIn } : {}), ...(wipeOut ? { out: wipeOut } : {}) } }
      : {}),
  };
}

/** Rises at the beginning, holds, falls at the end, as asked; undefined where it stays as it is. */
function envelope(ramps: { in: boolean; out: boolean }, length: number, seconds: number): ShotstackTween[] | undefined {
  if (!ramps.in && !ramps.out) return undefined;
  const from = ramps.in ? seconds : 0;
  const until = round(ramps.out ? length - seconds : length);
  const tween = (a: number, b: number, start: number, end: number): ShotstackTween[] =>
    end > start ? [{ from: a, to: b, start, length: round(end - start), interpolation: 'linear' }] : [];
  return [...tween(0, 1, 0, from), ...tween(1, 1, from, until), ...(ramps.out ? tween(1, 0, until, length) : [])];
}

function round(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}
