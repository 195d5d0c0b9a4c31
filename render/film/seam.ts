import { open, rm } from 'node:fs/promises';
import type { PlacedClip, Segment } from '../../src/lib/film-plan.ts';
import { seamJobOf } from '../../src/lib/film-plan.ts';
import type { FilmFormat } from '../../src/types/film.ts';
import type { FilmClip as FilmJobClip } from '../../src/types/render.ts';
import { planesOf } from '../animate/planes.ts';
import { hashOf } from '../canonical-json.ts';
import { ChildExit, startChild } from '../child.ts';
import { encodeFrames, frameBytes } from '../encode.ts';
import { RenderFailure } from '../failure.ts';
import type { Ffmpeg } from '../ffmpeg.ts';
import { unreadable } from '../media/clip-reader.ts';
import { parameterSetStream } from './annex-b.ts';
import { composeFrame } from './compose.ts';
import { type FilmClip, framesAsStream } from './film-clip.ts';

/** A stretch of film that has to be computed. */
export type Seam = Extract<Segment, { kind: 'render' }>;

const DECODE_LIMIT_MS = 60_000;

/** Memory for decoded frames that one seam after another uses; garbage of this size would pile up. */
export interface FrameBuffer {
  bytes: Uint8Array;
}

/** What {@link renderSeam} needs. */
export interface SeamRequest {
  ffmpeg: Ffmpeg;
  format: FilmFormat;
  seam: Seam;
  transitionLength: number;
  /** Gives the opened clip with this index among the film's clips. */
  openClip(clip: number): Promise<FilmClip>;
  buffer: FrameBuffer;
  /** Path of the MP4 to write. */
  output: string;
  signal?: AbortSignal | undefined;
}

/**
 * Names a stretch of film by everything that shapes its frames, and nothing else, so that moving it along the film or
 * changing a clip further away leaves it valid. A seam between two clips is named like the job that renders it alone.
 */
export function seamKey(seam: Seam, clips: readonly FilmJobClip[], format: FilmFormat): string {
  const job = seamJobOf(seam, clips, format);
  if (job) return hashOf(job);
  const parts = seam.clips.map(({ clip, start, ...ends }) => ({ ...ends, ...clips[clip], offset: start - seam.from }));
  return hashOf({ kind: 'touching-seams', format, frameCount: seam.to - seam.from, parts });
}

/** Decodes, blends and encodes the frames of a seam. */
export async function renderSeam(request: SeamRequest): Promise<void> {
  const { seam, format } = request;
  const sources = await decodeSources(request);
  const planes = (clip: PlacedClip, clipFrame: number) => {
    const source = sources.get(clip.clip);
    const bytes = source?.frames[clipFrame - source.from];
    if (!bytes) throw new RenderFailure('internal', 'A frame of a transition is missing.');
    return planesOf(bytes, format);
  };
  const frameCount = seam.to - seam.from;
  await encodeFrames({
    ffmpeg: request.ffmpeg,
    format,
    frameCount,
    output: request.output,
    idrFrames: [],
    frame: (index) => {
      const composed = composeFrame(seam.from + index, seam.clips, planes, request.transitionLength);
      if (!composed) throw new RenderFailure('internal', 'A frame of a transition is empty.');
      const { luma } = composed;
      return new Uint8Array(luma.buffer, luma.byteOffset, frameBytes(format));
    },
    signal: request.signal,
  });
}

interface Source {
  /** The clip's own number of the first frame. */
  from: number;
  frames: Uint8Array[];
}

// All clips go through one decoder run: each part starts with a keyframe and has the same parameter sets, so to the
// decoder it is one stream, and starting ffmpeg costs more than decoding a dozen frames.
async function decodeSources(request: SeamRequest): Promise<Map<number, Source>> {
  const { seam, format } = request;
  const stream: Uint8Array[] = [];
  const parts: { clip: number; from: number; leadFrames: number; count: number }[] = [];
  for (const placed of seam.clips) {
    const clip = await request.openClip(placed.clip);
    try {
      const from = Math.max(0, seam.from - placed.start);
      const to = Math.min(placed.frameCount, seam.to - placed.start);
      const { pieces, leadFrames } = await framesAsStream(clip, from, to);
      stream.push(parameterSetStream(clip.record), ...pieces);
      parts.push({ clip: placed.clip, from, leadFrames, count: to - from });
    } finally {
      clip.close();
    }
  }
  const frames = await decode(request, stream);
  const sources = new Map<number, Source>();
  let at = 0;
  for (const { clip, from, leadFrames, count } of parts) {
    sources.set(clip, { from, frames: frames.slice(at + leadFrames, at + leadFrames + count) });
    at += leadFrames + count;
  }
  if (frames.length !== at) throw unreadable(`${frames.length} frames instead of ${at} at ${format.width} wide`);
  return sources;
}

// The frames go through a file rather than a pipe: they are tens of megabytes, which a pipe delivers in thousands of
// small pieces. The file is read at once and removed before the system gets round to writing it to disk.
async function decode(request: SeamRequest, stream: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const path = `${request.output}.yuv`;
  const { frameRate } = request.format;
  const args = [
    ...['-nostdin', '-hide_banner', '-v', 'error', '-y', '-threads', '1', '-protocol_whitelist', 'file,pipe'],
    ...['-f', 'h264', '-framerate', String(frameRate), '-i', 'pipe:0', '-map', '0:v:0'],
    // Each picture gets a tick of its own, so that none is dropped or doubled for its timestamp.
    ...['-vf', `settb=1/${frameRate},setpts=N`],
    ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p', `file:${path}`],
  ];
  try {
    const child = startChild(request.ffmpeg.program, args, { signal: request.signal, timeLimitMs: DECODE_LIMIT_MS });
    child.stdin.end(Buffer.concat(stream));
    await child.finished;
    const bytes = await readInto(request.buffer, path);
    const size = frameBytes(request.format);
    return Array.from({ length: Math.floor(bytes.length / size) }, (_, index) =>
      bytes.subarray(index * size, (index + 1) * size),
    );
  } catch (cause) {
    throw cause instanceof ChildExit ? unreadable(cause.errorOutput) : cause;
  } finally {
    await rm(path, { force: true });
  }
}

async function readInto(buffer: FrameBuffer, path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (buffer.bytes.length < size) buffer.bytes = new Uint8Array(size);
    const { bytesRead } = await file.read(buffer.bytes, 0, size, 0);
    return buffer.bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
