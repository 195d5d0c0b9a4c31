import { createCanvas, ImageData } from '@napi-rs/canvas';
import type { FramesJob } from '../../src/types/render.ts';
import { ChildExit, startChild } from '../child.ts';
import { RenderFailure } from '../failure.ts';
import type { Ffmpeg } from '../ffmpeg.ts';
import { openClip, unreadable } from '../media/clip-reader.ts';
import { untrustedInput } from '../media/untrusted-input.ts';

const JPEG_QUALITY = 85;
/** Bytes of a pixel as ffmpeg writes it here. */
const RGBA = 4;
const TIME_LIMIT_MS = 60_000;

/** What {@link drawFrames} needs. */
export interface FramesRequest {
  ffmpeg: Ffmpeg;
  job: FramesJob;
  /** Path of the video. */
  input: string;
  onProgress(progress: number): void;
  signal: AbortSignal;
}

/**
 * Takes frames out of a video as one JPEG. Each is sought by itself, so that an hour's film need not be decoded for it.
 * @throws RenderFailure `unsupported_media` when the video cannot be read, `invalid_input` when it has no such frame.
 */
export async function drawFrames(request: FramesRequest): Promise<{ jpeg: Uint8Array; width: number; height: number }> {
  const { job } = request;
  const clip = await openClip(request.input);
  const { demuxer } = clip;
  clip.close();
  const rows = Math.ceil(job.frames.length / job.columns);
  const canvas = createCanvas(job.columns * job.width, rows * job.height);
  const context = canvas.getContext('2d');
  context.fillStyle = 'black';
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const [index, frame] of job.frames.entries()) {
    const pixels = await grab(request, demuxer, frame);
    const picture = new ImageData(new Uint8ClampedArray(pixels), job.width, job.height);
    context.putImageData(picture, (index % job.columns) * job.width, Math.floor(index / job.columns) * job.height);
    request.onProgress((index + 1) / job.frames.length);
  }
  return { jpeg: await canvas.encode('jpeg', JPEG_QUALITY), width: canvas.width, height: canvas.height };
}

async function grab({ ffmpeg, job, input, signal }: FramesRequest, demuxer: string, frame: number): Promise<Buffer> {
  const child = startChild(ffmpeg.program, frameArguments(job, input, demuxer, frame), {
    signal,
    timeLimitMs: TIME_LIMIT_MS,
  });
  child.stdin.end();
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk as Buffer);
  await child.finished.catch((cause: unknown) => {
    throw cause instanceof ChildExit ? unreadable(cause.errorOutput) : cause;
  });
  const bytes = Buffer.concat(chunks);
  if (bytes.length === job.width * job.height * RGBA) return bytes;
  throw new RenderFailure('invalid_input', `The video has no frame ${frame}.`);
}

/** The ffmpeg command line for one frame, as values for tests. */
export function frameArguments(
  { frameRate, width, height }: Pick<FramesJob, 'frameRate' | 'width' | 'height'>,
  input: string,
  demuxer: string,
  frame: number,
): string[] {
  // Half a frame early: rounding then never lands on the next one, and seeking discards whatever is before it.
  const seconds = Math.max(0, (frame - 0.5) / frameRate);
  const scale = `scale=${width}:${height}:force_original_aspect_ratio=increase:flags=area`;
  return [
    ...['-nostdin', '-hide_banner', '-loglevel', 'error', '-ss', seconds.toFixed(6), ...untrustedInput(input, demuxer)],
    ...['-map', '0:v:0', '-frames:v', '1'],
    ...['-vf', `${scale},crop=${width}:${height}`, '-pix_fmt', 'rgba', '-f', 'rawvideo', 'pipe:1'],
  ];
}
