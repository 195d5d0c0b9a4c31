import { stat } from 'node:fs/promises';
import type { FilmFormat } from '../../src/types/film.ts';
import type { Fill } from '../../src/types/render.ts';
import { ChildExit, startChild } from '../child.ts';
import { frameBytes } from '../encode.ts';
import type { Ffmpeg } from '../ffmpeg.ts';
import { openClip, unreadable } from '../media/clip-reader.ts';
import { assumedMatrix } from './colour.ts';
import { measureClip } from './measure.ts';
import { chooseTiming } from './timing.ts';
import { type ReadRequest, readArguments } from './transcode.ts';

const TIME_LIMIT_MS = 60_000;

/** What {@link decodeHead} needs. */
export interface HeadRequest {
  ffmpeg: Ffmpeg;
  /** Path of the clip, conformed or as it came. */
  input: string;
  /** Frames the clip has in the film. */
  frameCount: number;
  format: FilmFormat;
  /** `cover` unless set. */
  fill?: Fill | undefined;
  /** Frames wanted. */
  count: number;
  /** Path of the raw yuv420p frames to write. */
  output: string;
  signal?: AbortSignal | undefined;
}

/**
 * Decodes the first frames of a clip as conforming it would show them.
 * @throws RenderFailure `unsupported_media` when it cannot be read or is beyond the limits.
 */
export async function decodeHead(request: HeadRequest): Promise<void> {
  const { input, frameCount, format, fill = 'cover', count } = request;
  const clip = await openClip(input);
  try {
    const { stretch } = chooseTiming(await measureClip(clip), frameCount, format.frameRate);
    const matrix = await assumedMatrix(clip);
    const read = { input, demuxer: clip.demuxer, format, fill, matrix, stretch, from: 0, to: count };
    const wanted = count * frameBytes(format);
    const written = await decode(request, { ...read, holds: false });
    if (written === 0) throw unreadable();
    if (written < wanted && (await decode(request, { ...read, holds: true })) < wanted) throw unreadable();
  } catch (cause) {
    throw cause instanceof ChildExit ? unreadable(cause.errorOutput) : cause;
  } finally {
    clip.close();
  }
}

/** @returns bytes written. */
async function decode({ ffmpeg, signal, output }: HeadRequest, read: ReadRequest): Promise<number> {
  const args = [
    ...['-nostdin', '-hide_banner', '-v', 'error', '-y', '-threads', '1', ...readArguments(read)],
    ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p', `file:${output}`],
  ];
  const child = startChild(ffmpeg.program, args, { signal, timeLimitMs: TIME_LIMIT_MS });
  child.stdin.end();
  await child.finished;
  return (await stat(output)).size;
}
