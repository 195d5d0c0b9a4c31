import type { FilmFormat } from '../../src/types/film.ts';
import type { Fill } from '../../src/types/render.ts';
import { ChildExit, startChild } from '../child.ts';
import { encoderArguments } from '../encode.ts';
import type { Ffmpeg } from '../ffmpeg.ts';
import { unreadable } from '../media/clip-reader.ts';
import { untrustedInput } from '../media/untrusted-input.ts';
import { fillFilters } from './fill.ts';

/** What {@link transcode} converts. */
export interface TranscodeRequest {
  ffmpeg: Ffmpeg;
  /** Path of the video, and ffmpeg's name for its container. */
  input: string;
  demuxer: string;
  format: FilmFormat;
  fill: Fill;
  /** By which matrix the colours are meant; as the pictures say unless set. */
  matrix?: 'bt709' | undefined;
  /** Factor on the timestamps. */
  stretch: number;
  /** Frames to make, counted on the film's grid from the clip's first picture: `from` to `to` (exclusive). */
  from: number;
  to: number;
  /** Whether the last picture is repeated when there are too few. */
  holds: boolean;
  /** Frames to make IDR pictures, counted like `from`. */
  idrFrames: readonly number[];
  /** Path of the MP4 to write. */
  output: string;
  onProgress?: ((progress: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Largest file that is written for one clip, in bytes per frame and pixel: far above what the encoder makes of noise. */
const MOST_BYTES_PER_PIXEL = 2;

/**
 * Decodes, shapes and encodes a clip in one run of ffmpeg. Fewer frames than wanted are written when there are no more.
 * @throws RenderFailure `unsupported_media` when the clip cannot be decoded.
 */
export async function transcode(request: TranscodeRequest): Promise<void> {
  const frameCount = request.to - request.from;
  const child = startChild(request.ffmpeg.program, transcodeArguments(request), {
    signal: request.signal,
    timeLimitMs: 120_000 + request.to * 1_000,
  });
  child.stdin.end();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const frame = /frame=\s*(\d+)/.exec(text)?.[1];
    if (frame !== undefined) request.onProgress?.(Math.min(1, Number(frame) / frameCount));
  });
  try {
    await child.finished;
  } catch (cause) {
    throw cause instanceof ChildExit ? unreadable(cause.errorOutput) : cause;
  }
}

/** What is read of a video, and how it is shaped. */
export type ReadRequest = Pick<
  TranscodeRequest,
  'input' | 'demuxer' | 'format' | 'fill' | 'matrix' | 'stretch' | 'from' | 'to' | 'holds'
>;

/** The ffmpeg options that read a video and give frames of the film: right size, shape, colours, and one for each tick. */
export function readArguments(request: ReadRequest): string[] {
  const { format, from, to } = request;
  const filters = [
    ...(request.stretch === 1 ? [] : [`setpts=${request.stretch.toFixed(6)}*PTS`]),
    `fps=${format.frameRate}`,
    // One frame per tick from 0 on: whatever ffmpeg's output would do to uneven timestamps, there is nothing to do.
    `settb=1/${format.frameRate},setpts=N`,
    ...(request.holds ? [`tpad=stop=${to}:stop_mode=clone`] : []),
    `trim=start_frame=${from}:end_frame=${to},setpts=N`,
    ...fillFilters(request.fill, format, request.matrix),
    'setsar=1',
    'format=yuv420p',
  ];
  return [
    ...untrustedInput(request.input, request.demuxer),
    ...['-map', '0:v:0', '-an', '-sn', '-dn', '-map_chapters', '-1'],
    ...['-vf', filters.join(','), '-frames:v', String(to - from)],
  ];
}

/** The ffmpeg command line of {@link transcode}, as values for tests. */
export function transcodeArguments(request: Omit<TranscodeRequest, 'ffmpeg' | 'signal' | 'onProgress'>): string[] {
  const { format, from, to } = request;
  return [
    ...['-nostdin', '-hide_banner', '-v', 'error', '-y', '-progress', 'pipe:1', ...readArguments(request)],
    ...['-fs', String(1_000_000 + (to - from) * format.width * format.height * MOST_BYTES_PER_PIXEL)],
    ...encoderArguments(
      format,
      request.idrFrames.map((frame) => frame - from).filter((frame) => frame >= 0),
    ),
    `file:${request.output}`,
  ];
}
