import type { FilmFormat } from '../../src/types/film.ts';
import { type RunningChild, startChild } from '../child.ts';
import type { Ffmpeg } from '../ffmpeg.ts';

/** What {@link startDecoder} decodes. */
export interface DecodeRequest {
  ffmpeg: Ffmpeg;
  /** Path of the video, and ffmpeg's name for its container. */
  input: string;
  demuxer: string;
  format: FilmFormat;
  frameCount: number;
  /** Factor on the timestamps. */
  stretch: number;
  signal?: AbortSignal | undefined;
}

/** Starts a decoder that writes at most `frameCount` frames in the film's size and rate to its standard output. */
export function startDecoder(request: DecodeRequest): RunningChild {
  const child = startChild(request.ffmpeg.program, decodeArguments(request), {
    signal: request.signal,
    timeLimitMs: 120_000 + request.frameCount * 1_000,
  });
  child.stdin.end();
  return child;
}

/** The ffmpeg command line of {@link startDecoder}, as values for tests. */
export function decodeArguments(request: Omit<DecodeRequest, 'ffmpeg' | 'signal'>): string[] {
  const { width, height, frameRate } = request.format;
  const filters = [
    ...(request.stretch === 1 ? [] : [`setpts=${request.stretch.toFixed(6)}*PTS`]),
    `fps=${frameRate}`,
    // Square pixels first, so that "cover" is computed on the picture as it is meant to be seen.
    "scale=w='trunc(iw*sar/2)*2':h='trunc(ih/2)*2':flags=bicubic",
    `scale=w=${width}:h=${height}:force_original_aspect_ratio=increase:flags=bicubic:out_color_matrix=bt709:out_range=tv`,
    `crop=${width}:${height}`,
    'setsar=1',
    'format=yuv420p',
    // One frame per tick from 0 on: whatever ffmpeg's output would do to uneven timestamps, there is nothing to do.
    `settb=1/${frameRate},setpts=N`,
  ];
  return [
    ...['-nostdin', '-hide_banner', '-v', 'error', '-protocol_whitelist', 'file,pipe'],
    ...['-f', request.demuxer, '-i', `file:${request.input}`, '-map', '0:v:0', '-an', '-sn', '-dn'],
    ...['-vf', filters.join(','), '-frames:v', String(request.frameCount)],
    ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p', 'pipe:1'],
  ];
}
