import { open, rm } from 'node:fs/promises';
import type { PlacedClip, Segment } from '../../src/lib/film-plan.ts';
import { seamJobOf } from '../../src/lib/film-plan.ts';
import type { FilmFormat } from '../../src/types/film.ts';
import type { Fill, FilmClip as FilmJobClip } from '../../src/types/render.ts';
import { planesOf } from '../animate/planes.ts';
import { hashOf } from '../canonical-json.ts';
import { ChildExit, startChild } from '../child.ts';
import { decodeHead } from '../conform/decode-head.ts';
import { encodeFrames, frameBytes } from '../encode.ts';
import { RenderFailure } from '../failure.ts';
import type { Ffmpeg } from '../ffmpeg.ts';
import { unreadable } from '../media/clip-reader.ts';
import { MOST_PIXELS } from '../media/untrusted-input.ts';
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
  /** Gives the opened clip with this index among the film's clips, conformed. */
  openClip(clip: number): Promise<FilmClip>;
  /** Gives the clip of which the seam shows the first frames, conformed or as it came. */
  headOf(clip: number): { path: string; frameCount: number; fill?: Fill | undefined };
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

// The frames go through files rather than pipes: they are tens of megabytes, which a pipe delivers in thousands of small
// pieces. A file is read at once and removed before the system gets round to writing it to disk.
async function decodeSources(request: SeamRequest): Promise<Map<number, Source>> {
  const { seam, format } = request;
  const places = seam.clips.map((placed, index) => {
    const from = Math.max(0, seam.from - placed.start);
    const count = Math.min(placed.frameCount, seam.to - placed.start) - from;
    return { clip: placed.clip, from, count, path: `${request.output}.${index}.yuv` };
  });
  const decode = async ({ clip, from, count, path }: (typeof places)[number]): Promise<void> => {
    if (clip !== seam.seam?.later) return decodeFrames(request, clip, from, count, path);
    const { path: input, ...head } = request.headOf(clip);
    await decodeHead({ ...request, ...head, input, count, output: path });
  };
  try {
    await Promise.all(places.map(decode));
    const bytes = await readInto(
      request.buffer,
      places.map(({ path }) => path),
    );
    const size = frameBytes(format);
    const sources = new Map<number, Source>();
    let at = 0;
    for (const { clip, from, count } of places) {
      const first = at;
      const frames = Array.from({ length: count }, (_, index) =>
        bytes.subarray((first + index) * size, (first + index + 1) * size),
      );
      sources.set(clip, { from, frames });
      at += count;
    }
    if (bytes.length !== at * size) throw unreadable(`${bytes.length / size} frames instead of ${at}`);
    return sources;
  } finally {
    for (const { path } of places) await rm(path, { force: true });
  }
}

/** Decodes frames of a conformed clip from its nearest keyframe on. */
async function decodeFrames(
  request: SeamRequest,
  clipIndex: number,
  from: number,
  count: number,
  path: string,
): Promise<void> {
  const { frameRate } = request.format;
  const clip = await request.openClip(clipIndex);
  const { stream, leadFrames } = await framesAsStream(clip, from, from + count).finally(() => clip.close());
  const args = [
    ...['-nostdin', '-hide_banner', '-v', 'error', '-y', '-threads', '1', '-protocol_whitelist', 'file,pipe'],
    ...['-max_pixels', String(MOST_PIXELS), '-f', 'h264', '-framerate', String(frameRate), '-i', 'pipe:0'],
    // Each picture gets a tick of its own, so that none is dropped or doubled for its timestamp.
    ...['-map', '0:v:0', '-vf', `settb=1/${frameRate},setpts=N,trim=start_frame=${leadFrames},setpts=PTS-STARTPTS`],
    ...['-frames:v', String(count), '-f', 'rawvideo', '-pix_fmt', 'yuv420p', `file:${path}`],
  ];
  const child = startChild(request.ffmpeg.program, args, { signal: request.signal, timeLimitMs: DECODE_LIMIT_MS });
  child.stdin.end(stream);
  await child.finished.catch((cause: unknown) => {
    throw cause instanceof ChildExit ? unreadable(cause.errorOutput) : cause;
  });
}

/** Reads files one behind the other. */
async function readInto(buffer: FrameBuffer, paths: readonly string[]): Promise<Uint8Array> {
  const files = [];
  try {
    for (const path of paths) files.push(await open(path));
    const sizes = await Promise.all(files.map(async (file) => (await file.stat()).size));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    if (buffer.bytes.length < total) buffer.bytes = new Uint8Array(total);
    let at = 0;
    for (const [index, file] of files.entries()) {
      const { bytesRead } = await file.read(buffer.bytes, at, sizes[index] ?? 0, 0);
      at += bytesRead;
    }
    return buffer.bytes.subarray(0, at);
  } finally {
    for (const file of files) await file.close();
  }
}
