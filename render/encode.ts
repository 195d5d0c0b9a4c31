import type { Writable } from 'node:stream';
import { transitionFrames } from '../src/lib/timeline.ts';
import type { FilmFormat } from '../src/types/film.ts';
import { ChildExit, startChild } from './child.ts';
import { RenderFailure } from './failure.ts';
import type { Ffmpeg } from './ffmpeg.ts';

/**
 * The one set of x264 settings. Clips, conformed clips and seams are all made with it, so that their parameter sets
 * are byte-identical and their packets can stand next to each other in one film. Changing anything here changes
 * {@link ENCODER_VERSION}.
 */
export const X264_PRESET = 'veryfast';
const CONSTANT_RATE_FACTOR = 20;
/**
 * Measured on 131 frames of an animatic at 1280×720, processor time and size, each against the line above:
 * preset alone 1.45 s, 0.45 MB · without B-frames 1.27 s, 0.79 MB · without inter partitions 0.96 s, 0.79 MB · with the
 * simplest motion search 0.75 s, 0.86 MB, and SSIM no worse in any step. Camera moves over a still picture have one
 * motion everywhere, so searching harder finds nothing. Without B-frames packets are in display order: no
 * composition offsets, no edit lists, and a seam needs no frames from beyond its ends.
 *
 * `stitchable` keeps x264 from tuning the parameter sets to the content. The colour tags are set here rather than by
 * ffmpeg's options, because some versions of ffmpeg take those from the (untagged) input instead.
 */
const X264_PARAMETERS = [
  ...['bframes=0', 'scenecut=0', 'partitions=i8x8,i4x4', 'me=dia', 'subme=1', 'rc-lookahead=5', 'stitchable=1'],
  ...['colorprim=bt709', 'transfer=bt709', 'colormatrix=bt709', 'fullrange=off'],
].join(':');
/** Encoder threads of one clip. A fixed number, because the output depends on it and must not depend on the machine. */
const ENCODER_THREADS = 2;
/** Regular keyframe distance, so that a player can seek into a long shot. */
const KEYFRAME_SECONDS = 2;

/** Names the settings above in cache keys. */
export const ENCODER_VERSION = '1';

/** Frames that {@link encodeFrames} may still be writing while the next one is drawn. */
export const FRAMES_IN_FLIGHT = 2;

/** Bytes of one yuv420p frame. */
export function frameBytes(format: FilmFormat): number {
  return (format.width * format.height * 3) / 2;
}

/**
 * Frames of a clip that are always IDR pictures: the first, and where a transition at either end would begin or stop.
 * Head, body and tail can therefore be copied or decoded independently of each other.
 */
export function seamFrames(frameCount: number, format: FilmFormat): number[] {
  const length = transitionFrames(format.frameRate);
  return [...new Set([0, length, frameCount - length])]
    .filter((frame) => frame >= 0 && frame < frameCount)
    .sort((a, b) => a - b);
}

/** What to encode. */
export interface EncodeRequest {
  ffmpeg: Ffmpeg;
  format: FilmFormat;
  /** Exact number of frames. */
  frameCount: number;
  /** Path of the MP4 to write. */
  output: string;
  /** Frames to make IDR pictures besides the regular ones; frame 0 always is one. */
  idrFrames: readonly number[];
  /**
   * Gives frame `index` as yuv420p planes, limited range BT.709. Asked for in order. The returned bytes must stay
   * untouched until {@link FRAMES_IN_FLIGHT} more frames have been asked for, so that buffers can be reused.
   */
  frame(index: number): Uint8Array | Promise<Uint8Array>;
  /** Told the share of frames that are done, 0 to 1. */
  onProgress?: ((progress: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Encodes raw frames to an MP4 without audio. */
export async function encodeFrames(request: EncodeRequest): Promise<void> {
  const { ffmpeg, frameCount } = request;
  const child = startChild(ffmpeg.program, encodeArguments(request), {
    signal: request.signal,
    timeLimitMs: 60_000 + frameCount * 1_000,
  });
  const ended = child.finished.then(
    () => Promise.reject(new RenderFailure('internal', 'The video encoder stopped early.')),
    (cause: unknown) => Promise.reject(cause),
  );
  ended.catch(() => {});
  try {
    const inFlight: Promise<void>[] = [];
    for (let index = 0; index < frameCount; index++) {
      const frame = await request.frame(index);
      if (inFlight.length >= FRAMES_IN_FLIGHT) await Promise.race([inFlight.shift(), ended]);
      inFlight.push(writeAll(child.stdin, frame));
      request.signal?.throwIfAborted();
      request.onProgress?.((index + 1) / (frameCount + 1));
    }
    child.stdin.end();
    await child.finished;
  } catch (cause) {
    child.stop();
    await child.finished.catch(() => {});
    throw cause instanceof ChildExit
      ? new RenderFailure('internal', 'The video encoder failed.', cause.errorOutput)
      : cause;
  }
}

function writeAll(stream: Writable, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    // A write error means that the encoder is gone; its exit is awaited beside this and says why.
    stream.write(bytes, (error) => {
      if (!error) resolve();
    });
  });
}

/** The ffmpeg command line of {@link encodeFrames}, as values for tests. */
export function encodeArguments(request: Pick<EncodeRequest, 'format' | 'idrFrames' | 'output'>): string[] {
  const { width, height, frameRate } = request.format;
  return [
    ...['-nostdin', '-hide_banner', '-v', 'error', '-y'],
    ...['-protocol_whitelist', 'file,pipe', '-f', 'rawvideo', '-pix_fmt', 'yuv420p'],
    ...['-video_size', `${width}x${height}`, '-framerate', String(frameRate), '-i', 'pipe:0'],
    ...['-map', '0:v:0', '-an', ...encoderArguments(request.format, request.idrFrames), `file:${request.output}`],
  ];
}

/** ffmpeg's output options for one silent MP4 of film pictures; the path follows. Frame 0 always is an IDR picture. */
export function encoderArguments({ frameRate }: FilmFormat, idrFrames: readonly number[]): string[] {
  const forced = [...new Set([0, ...idrFrames])].map((frame) => `eq(n,${frame})`).join('+');
  return [
    ...['-c:v', 'libx264', '-preset', X264_PRESET, '-crf', String(CONSTANT_RATE_FACTOR)],
    ...['-pix_fmt', 'yuv420p', '-threads', String(ENCODER_THREADS)],
    ...['-g', String(KEYFRAME_SECONDS * frameRate), '-forced-idr', '1', '-force_key_frames', `expr:${forced}`],
    ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'],
    ...['-x264-params', X264_PARAMETERS],
    ...['-fflags', '+bitexact', '-flags:v', '+bitexact', '-map_metadata', '-1'],
    ...['-movflags', '+faststart+write_colr', '-f', 'mp4'],
  ];
}
