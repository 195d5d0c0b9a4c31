import type { FilmFormat } from '../../src/types/film.ts';
import { planesOf } from '../animate/planes.ts';
import { hashOf } from '../canonical-json.ts';
import { ChildExit, startChild } from '../child.ts';
import { ENCODER_VERSION, encodeFrames, frameBytes } from '../encode.ts';
import { RenderFailure } from '../failure.ts';
import type { Ffmpeg } from '../ffmpeg.ts';
import { unreadable } from '../media/clip-reader.ts';
import { rawFrames } from '../media/raw-frames.ts';
import { parameterSetStream } from './annex-b.ts';
import { composeFrame } from './compose.ts';
import { type FilmClip, framesAsStream } from './film-clip.ts';
import type { PlacedClip, Segment } from './plan.ts';

/** A stretch of film that has to be computed. */
export type Seam = Extract<Segment, { kind: 'render' }>;

/** Names the blending code in cache keys. */
const SEAM_VERSION = '1';
const DECODE_LIMIT_MS = 60_000;

/** What {@link renderSeam} needs. */
export interface SeamRequest {
  ffmpeg: Ffmpeg;
  format: FilmFormat;
  seam: Seam;
  transitionLength: number;
  /** Gives the opened clip with this index among the film's clips. */
  openClip(clip: number): Promise<FilmClip>;
  /** Path of the MP4 to write. */
  output: string;
  signal?: AbortSignal | undefined;
}

/**
 * A cache key for a seam: everything that shapes its frames, and nothing else, so that moving it along the film or
 * changing a clip further away leaves it valid.
 * @param hashes Hash of each of the film's clips.
 */
export function seamKey(
  seam: Seam,
  hashes: readonly string[],
  format: FilmFormat,
  transitionLength: number,
  ffmpeg: Ffmpeg,
): string {
  const clips = seam.clips.map((clip) => {
    const touchesHead = seam.from < clip.start + transitionLength;
    const touchesTail = seam.to > clip.start + clip.frameCount - transitionLength;
    return {
      hash: hashes[clip.clip],
      offset: clip.start - seam.from,
      frameCount: clip.frameCount,
      overlap: touchesHead ? clip.overlap : undefined,
      fadeIn: touchesHead ? clip.fadeIn : undefined,
      fadeOut: touchesTail ? clip.fadeOut : undefined,
    };
  });
  const versions = [SEAM_VERSION, ENCODER_VERSION, ffmpeg.version];
  return hashOf({ versions, format, transitionLength, frameCount: seam.to - seam.from, clips });
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

async function decode(request: SeamRequest, stream: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const args = [
    ...['-nostdin', '-hide_banner', '-v', 'error', '-threads', '1', '-protocol_whitelist', 'file,pipe'],
    ...['-f', 'h264', '-i', 'pipe:0', '-map', '0:v:0', '-vsync', 'passthrough'],
    ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p', 'pipe:1'],
  ];
  const child = startChild(request.ffmpeg.program, args, { signal: request.signal, timeLimitMs: DECODE_LIMIT_MS });
  child.stdin.end(Buffer.concat(stream));
  try {
    const frames: Uint8Array[] = [];
    for await (const frame of rawFrames(child.stdout, frameBytes(request.format))) frames.push(frame);
    await child.finished;
    return frames;
  } catch (cause) {
    child.stop();
    throw cause instanceof ChildExit ? unreadable(cause.errorOutput) : cause;
  }
}
