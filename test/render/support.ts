import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { afterAll } from 'vitest';
import { encodeFrames, frameBytes, seamFrames } from '../../render/encode.ts';
import { type Ffmpeg, findFfmpeg } from '../../render/ffmpeg.ts';
import { openClip } from '../../render/media/clip-reader.ts';
import type { FilmFormat } from '../../src/types/film.ts';

/** A format small enough for hundreds of encodes. */
export const SMALL: FilmFormat = { width: 64, height: 36, frameRate: 24 };

/** The ffmpeg of this machine; tests never do without. */
export const ffmpeg: Ffmpeg = await findFfmpeg();

const root = mkdtempSync(join(tmpdir(), 'render-test-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A folder that is removed when the test file is done. */
export function temporaryFolder(): string {
  return mkdtempSync(join(root, 'folder-'));
}

/** Runs ffmpeg with extra arguments; returns what it wrote. Fails on a non-zero exit. */
export function runFfmpeg(...args: string[]): { stdout: Buffer; stderr: string } {
  const run = spawnSync(ffmpeg.program, ['-nostdin', '-hide_banner', '-y', ...args], { maxBuffer: 1e9 });
  if (run.status !== 0) throw new Error(`ffmpeg failed: ${run.stderr.toString()}`);
  return { stdout: run.stdout, stderr: run.stderr.toString() };
}

/** Every frame of a video as yuv420p. */
export function decodeFrames(path: string, format: Pick<FilmFormat, 'width' | 'height'>): Buffer[] {
  const { stdout } = runFfmpeg(
    ...['-v', 'error', '-i', path, '-map', '0:v:0', '-vsync', 'passthrough'],
    ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p', 'pipe:1'],
  );
  const size = (format.width * format.height * 3) / 2;
  return Array.from({ length: stdout.length / size }, (_, index) => stdout.subarray(index * size, (index + 1) * size));
}

/** What a decoder has to complain about in a file. */
export function complaints(path: string): string {
  return runFfmpeg('-v', 'error', '-i', path, '-f', 'null', '-').stderr;
}

/** A frame of a moving pattern that differs for every seed and index. */
export function patternFrame(format: FilmFormat, seed: number, index: number): Uint8Array {
  const { width, height } = format;
  const bytes = new Uint8Array(frameBytes(format)).fill(128);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      bytes[y * width + x] = 30 + ((x * 3 + y * 2 * seed + index * 5 + seed * 47) % 190);
    }
  }
  bytes.fill(90 + ((seed * 31) % 80), width * height, (width * height * 5) / 4);
  return bytes;
}

/** Writes a conformed clip of a moving pattern. */
export async function writeClip(path: string, frameCount: number, seed: number, format = SMALL): Promise<string> {
  await encodeFrames({
    ffmpeg,
    format,
    frameCount,
    output: path,
    idrFrames: seamFrames(frameCount, format),
    frame: (index) => patternFrame(format, seed, index),
  });
  return path;
}

/** Size, codec, packets and sound of a video file. */
export async function describeVideo(path: string) {
  const clip = await openClip(path);
  try {
    const packets = [];
    for await (const packet of clip.packets()) packets.push(packet);
    return {
      codec: await clip.track.getCodec(),
      width: await clip.track.getDisplayWidth(),
      height: await clip.track.getDisplayHeight(),
      config: await clip.track.getDecoderConfig(),
      packets,
    };
  } finally {
    clip.close();
  }
}

/** A PNG drawn by hand. */
export function drawPng(width: number, height: number, draw: (context: SKRSContext2D) => void): Uint8Array {
  const canvas = createCanvas(width, height);
  draw(canvas.getContext('2d'));
  return canvas.encodeSync('png');
}

/** SHA-256 of bytes or of a file. */
export function sha256(source: Uint8Array | string): string {
  return createHash('sha256')
    .update(typeof source === 'string' ? readFileSync(source) : source)
    .digest('hex');
}

/** Mean absolute difference of two runs of bytes. */
export function meanDifference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += Math.abs((a[index] ?? 0) - (b[index] ?? 0));
  return sum / a.length;
}
