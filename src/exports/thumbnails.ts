import type { Media } from '../types/job.ts';
import type { FramesJob } from '../types/render.ts';
import type { Edit } from './edit.ts';
import { clockTime } from './timecode.ts';

/** Most pictures of a sprite, and how many stand in a row. */
const MOST_THUMBNAILS = 100;
const COLUMNS = 10;
/** Length of a thumbnail's long side in pixels. */
const LONG_SIDE = 160;

/** Where the film's small pictures stand: one a second, fewer in films that are longer than their number in seconds. */
export interface ThumbnailPlan {
  /** Film frame each stands for: the middle of its stretch. */
  frames: number[];
  /** Film frame at which each stretch begins, and the film's end. */
  boundaries: number[];
  columns: number;
  width: number;
  height: number;
}

/** Divides a film into stretches of equal length for the pictures that a player shows while one scrubs. */
export function planThumbnails({ totalFrames, frameRate, format }: Edit): ThumbnailPlan {
  const count = Math.max(1, Math.min(MOST_THUMBNAILS, Math.ceil(totalFrames / frameRate)));
  const boundaries = Array.from({ length: count + 1 }, (_, index) => Math.round((index * totalFrames) / count));
  const frames = boundaries.slice(0, -1).map((from, index) => Math.floor((from + (boundaries[index + 1] ?? from)) / 2));
  const scale = LONG_SIDE / Math.max(format.width, format.height);
  return {
    frames,
    boundaries,
    columns: Math.min(COLUMNS, count),
    width: Math.round(format.width * scale),
    height: Math.round(format.height * scale),
  };
}

/** The order for a sprite: all small pictures in one. */
export function spriteJob(edit: Edit, film: Media): FramesJob {
  const { frames, columns, width, height } = planThumbnails(edit);
  return { kind: 'frames', video: film.sha256, frameRate: edit.frameRate, frames, columns, width, height };
}

/**
 * The order for a poster: a quarter into the first shot, clear of what a film fades in from and of the middle, where an
 * animatic dissolves between its two drawings.
 */
export function posterJob(edit: Edit, video: Media): FramesJob {
  const frames = [Math.floor((edit.shots[0]?.frameCount ?? 0) / 4)];
  const { width, height } = edit.format;
  return { kind: 'frames', video: video.sha256, frameRate: edit.frameRate, frames, columns: 1, width, height };
}

/**
 * WebVTT that tells a player which part of the sprite belongs to which time, by media fragments.
 * @param spriteUrl address of the sprite, absolute or relative to this file.
 */
export function thumbnailsVtt(edit: Edit, spriteUrl: string): string {
  const { boundaries, frames, columns, width, height } = planThumbnails(edit);
  const cues = frames.map((_, index) => {
    const [from, to] = [boundaries[index] ?? 0, boundaries[index + 1] ?? 0].map((frame) =>
      clockTime(frame, edit.frameRate),
    );
    const [x, y] = [(index % columns) * width, Math.floor(index / columns) * height];
    return `${from} --> ${to}\n${spriteUrl}#xywh=${x},${y},${width},${height}\n`;
  });
  return `WEBVTT\n\n${cues.join('\n')}`;
}
