import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { createCanvas } from '@napi-rs/canvas';
import { findFfmpeg } from '../../render/ffmpeg.ts';
import type { OutputSpec } from './protocol.ts';

/** Frames per second of clips: none that a film can have, so that conforming has work to do. */
export const CLIP_FRAME_RATE = 16;
/** Lines on the short side of the largest clip: fewer than any film has. */
const CLIP_LINES = 480;
const DEFAULT_PIXELS = 1024;
const JPEG_QUALITY = 80;

/** Makes real pictures and clips. Each shape is drawn or encoded once; every result still has bytes of its own. */
export class MediaMaker {
  private readonly shapes = new Map<string, Promise<Buffer>>();

  /** @param name goes into the bytes, so that results with different names have different hashes. */
  async make(spec: OutputSpec, name: string): Promise<Buffer> {
    const key = JSON.stringify(spec);
    const known = this.shapes.get(key) ?? draw(spec);
    this.shapes.set(key, known);
    return MARKED[spec.mediaType](await known, Buffer.from(name));
  }
}

function draw(spec: OutputSpec): Promise<Buffer> {
  const { mediaType, width = DEFAULT_PIXELS, height = DEFAULT_PIXELS } = spec;
  return mediaType === 'video/mp4' ? encodeClip(spec) : drawPicture(mediaType, width, height);
}

async function drawPicture(mediaType: 'image/jpeg' | 'image/png', width: number, height: number): Promise<Buffer> {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const sky = context.createLinearGradient(0, 0, width, height);
  sky.addColorStop(0, '#27476e');
  sky.addColorStop(1, '#f2a65a');
  context.fillStyle = sky;
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#f7e7ce';
  context.beginPath();
  context.arc(width * 0.68, height * 0.4, Math.min(width, height) * 0.14, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = '#1b1b2f';
  context.fillRect(0, height * 0.72, width, height * 0.28);
  return mediaType === 'image/png' ? canvas.encode('png') : canvas.encode('jpeg', JPEG_QUALITY);
}

/** Never larger than the vendor would make it, never as large as a film. */
function clipSize({ width = DEFAULT_PIXELS, height = DEFAULT_PIXELS }: OutputSpec): { width: number; height: number } {
  const scale = Math.min(1, CLIP_LINES / Math.min(width, height));
  return { width: Math.round((width * scale) / 2) * 2, height: Math.round((height * scale) / 2) * 2 };
}

async function encodeClip(spec: OutputSpec): Promise<Buffer> {
  const { durationSeconds = 5, frameRate = CLIP_FRAME_RATE, audio = false } = spec;
  const { width, height } = clipSize(spec);
  const folder = await mkdtemp(join(tmpdir(), 'simulator-'));
  try {
    const file = join(folder, 'clip.mp4');
    const { program } = await findFfmpeg();
    await promisify(execFile)(program, [
      ...['-nostdin', '-v', 'error', '-y'],
      ...['-f', 'lavfi', '-i', `testsrc=size=${width}x${height}:rate=${frameRate}:duration=${durationSeconds}`],
      ...(audio ? ['-f', 'lavfi', '-i', `sine=frequency=220:sample_rate=44100:duration=${durationSeconds}`] : []),
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-threads', '1'],
      ...(audio ? ['-c:a', 'aac', '-b:a', '64k'] : ['-an']),
      ...['-movflags', '+faststart', file],
    ]);
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** How a name is put into a file of each kind so that readers pass over it. */
const MARKED: Record<OutputSpec['mediaType'], (file: Buffer, name: Buffer) => Buffer> = {
  // A comment segment right after the start-of-image marker.
  'image/jpeg': (file, name) =>
    Buffer.concat([
      file.subarray(0, 2),
      Buffer.from([0xff, 0xfe]),
      sixteenBits(name.length + 2),
      name,
      file.subarray(2),
    ]),
  // A text chunk right after the header chunk, which is 8 + 25 bytes with the signature.
  'image/png': (file, name) => {
    const body = Buffer.concat([Buffer.from('tEXtName\0', 'latin1'), name]);
    const chunk = Buffer.concat([thirtyTwoBits(body.length - 4), body, thirtyTwoBits(crc32(body))]);
    return Buffer.concat([file.subarray(0, 33), chunk, file.subarray(33)]);
  },
  // A box of free space at the end.
  'video/mp4': (file, name) => Buffer.concat([file, thirtyTwoBits(name.length + 8), Buffer.from('free'), name]),
};

function sixteenBits(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function thirtyTwoBits(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
