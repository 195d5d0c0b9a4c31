import type { HostedClip, HostedFilm } from './hosted.ts';

/** A RenderScript animation, in what is used of it. */
export interface CreatomateAnimation {
  type: 'fade' | 'wipe';
  time: 'start' | 'end';
  /** Seconds. */
  duration: number;
  easing: 'linear';
  /** Between this element and the one it overlaps on its track. */
  transition?: true;
  /** Plays backwards: the way out. */
  reversed?: true;
  /** Which side of a fading transition fades. */
  enable?: 'second-only';
  /** The edge a wipe comes from. */
  x_anchor?: '0%' | '100%';
  /** Whether a wipe fades as well; it does unless told not to. */
  fade?: false;
}

/** A RenderScript element, in what is used of it. Times are seconds, later elements lie above earlier ones. */
export interface CreatomateElement {
  type: 'video' | 'shape' | 'audio';
  track: number;
  time: number;
  duration?: number;
  source?: string;
  fit?: 'cover';
  volume?: string;
  audio_fade_in?: number;
  audio_fade_out?: number;
  animations?: CreatomateAnimation[];
  width?: '100%';
  height?: '100%';
  path?: string;
  fill_color?: string;
}

/** RenderScript of a film. */
export interface CreatomateScript {
  output_format: 'mp4';
  width: number;
  height: number;
  frame_rate: number;
  /** Seconds. */
  duration: number;
  fill_color: string;
  elements: CreatomateElement[];
}

/** The whole of its box, in percent of it. */
const RECTANGLE = 'M 0 0 L 100 0 L 100 100 L 0 100 L 0 0 Z';

/** Tracks count from below. */
const WHITE_TRACK = 1;
const CLIP_TRACK = 2;
const FIRST_SOUND_TRACK = 3;

/**
 * A film as RenderScript: clips that overlap on one track with a transition on the later one, white where clips fade to
 * or from it, black behind all. Wire facts: creatomate.com/llms/animations.md and the types of npm `creatomate` 1.2.1,
 * read 2026-11-25; contract: video §2.1.
 */
export function creatomateScript({ format, length, transition, clips, white, sounds }: HostedFilm): CreatomateScript {
  return {
    output_format: 'mp4',
    width: format.width,
    height: format.height,
    frame_rate: format.frameRate,
    duration: length,
    fill_color: '#000000',
    elements: [
      ...white.map(
        (stretch): CreatomateElement => ({
          type: 'shape',
          track: WHITE_TRACK,
          time: stretch.start,
          duration: stretch.length,
          width: '100%',
          height: '100%',
          path: RECTANGLE,
          fill_color: '#ffffff',
        }),
      ),
      ...clips.map((clip) => clipElement(clip, transition)),
      ...sounds.map(
        ({ url, start, volume }, index): CreatomateElement => ({
          type: 'audio',
          track: FIRST_SOUND_TRACK + index,
          time: start,
          source: url,
          volume: percent(volume),
        }),
      ),
    ],
  };
}

function clipElement(clip: HostedClip, duration: number): CreatomateElement {
  const { url, start, length, entry, exit, fadesIn, fadesOut, hasSound } = clip;
  const animations = [...entryAnimations(clip, duration), ...(fadesOut ? [fadeOut(duration)] : [])];
  return {
    type: 'video',
    track: CLIP_TRACK,
    time: start,
    duration: length,
    source: url,
    fit: 'cover',
    volume: percent(hasSound ? 1 : 0),
    ...(hasSound && (entry || fadesIn) ? { audio_fade_in: duration } : {}),
    ...(hasSound && (exit || fadesOut) ? { audio_fade_out: duration } : {}),
    ...(animations.length > 0 ? { animations } : {}),
  };
}

function entryAnimations({ entry, fadesIn }: HostedClip, duration: number): CreatomateAnimation[] {
  const start = { time: 'start', duration, easing: 'linear' } as const;
  if (entry === 'crossfade') return [{ ...start, type: 'fade', transition: true, enable: 'second-only' }];
  // A wipe to the left comes in at the right edge.
  if (entry)
    return [{ ...start, type: 'wipe', transition: true, x_anchor: entry === 'wipe_left' ? '100%' : '0%', fade: false }];
  return fadesIn ? [{ ...start, type: 'fade' }] : [];
}

function fadeOut(duration: number): CreatomateAnimation {
  return { type: 'fade', time: 'end', duration, easing: 'linear', reversed: true };
}

/** It takes no sound louder than it is. */
function percent(volume: number): string {
  return `${Math.round(Math.min(1, volume) * 1000) / 10}%`;
}
