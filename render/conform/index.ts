import { rm } from 'node:fs/promises';
import type { FilmFormat } from '../../src/types/film.ts';
import type { Fill } from '../../src/types/render.ts';
import { seamFrames } from '../encode.ts';
import { RenderFailure } from '../failure.ts';
import type { Ffmpeg } from '../ffmpeg.ts';
import { openFilmClip } from '../film/film-clip.ts';
import { type FilmPart, writeFilm } from '../film/write-film.ts';
import { type ClipReader, openClip, unreadable } from '../media/clip-reader.ts';
import { assumedMatrix } from './colour.ts';
import { type CopyRange, copyRange, inspectCopyable } from './copyable.ts';
import { measureClip } from './measure.ts';
import { chooseTiming } from './timing.ts';
import { type TranscodeRequest, transcode } from './transcode.ts';

/** What {@link conformClip} needs. */
export interface ConformRequest {
  ffmpeg: Ffmpeg;
  /** Path of the clip. */
  input: string;
  frameCount: number;
  format: FilmFormat;
  /** `cover` unless set. */
  fill?: Fill | undefined;
  /** Whether something other than a cut stands at that end; `true` unless set. */
  transitionAtStart?: boolean | undefined;
  transitionAtEnd?: boolean | undefined;
  /** Encodes even what could be copied. */
  encodesAll?: boolean | undefined;
  /** Path of the MP4 to write. */
  output: string;
  onProgress?: ((progress: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** What became of a clip. */
export interface ConformResult {
  /** The clip was already as it must be; nothing was written. */
  unchanged: boolean;
  /** Frames whose packets are those of the clip as it came. */
  copiedFrames: number;
  /** What was done that the caller might not expect, as sentences. */
  notices: string[];
}

/**
 * Brings any clip to the film's size, rate, codec and exact frame count: longer clips are trimmed, slightly shorter ones
 * slowed, much shorter ones hold their last picture. Packets that can stand in the film as they are are copied.
 * @throws RenderFailure `unsupported_media` when the clip cannot be read or is beyond the limits.
 */
export async function conformClip(request: ConformRequest): Promise<ConformResult> {
  const clip = await openClip(request.input);
  try {
    const seconds = await measureClip(clip);
    const matrix = await assumedMatrix(clip);
    const range = request.encodesAll ? undefined : await findCopyRange(clip, request);
    if (!range)
      return { unchanged: false, copiedFrames: 0, notices: await convert({ ...request, matrix }, clip, seconds) };
    const copiedFrames = range.to - range.from;
    const unchanged = range.isWhole && clip.demuxer === 'mov';
    if (unchanged || (await splice({ ...request, matrix }, clip, range)))
      return { unchanged, copiedFrames, notices: [] };
    return { unchanged: false, copiedFrames: 0, notices: await convert({ ...request, matrix }, clip, seconds) };
  } catch (cause) {
    throw cause instanceof Error && !(cause instanceof RenderFailure) && isFromDemuxer(cause)
      ? unreadable(cause)
      : cause;
  } finally {
    clip.close();
  }
}

// The demuxer throws plain errors for damaged files; system errors (a full disk, say) have a code and are not its.
function isFromDemuxer(cause: Error): boolean {
  return !('code' in cause) && cause.name !== 'AbortError';
}

async function findCopyRange(
  clip: ClipReader,
  request: ConformRequest,
): Promise<(CopyRange & { isWhole: boolean }) | undefined> {
  const { frameCount, format, transitionAtStart = true, transitionAtEnd = true } = request;
  const copyable = await inspectCopyable(clip, format);
  const range = copyable && copyRange(copyable, frameCount, { transitionAtStart, transitionAtEnd }, format);
  return range && { ...range, isWhole: range.from === 0 && range.to === copyable.frameCount };
}

async function convert(request: EncodeRequest, clip: ClipReader, seconds: number): Promise<string[]> {
  const { frameCount, format, output } = request;
  const { stretch } = chooseTiming(seconds, frameCount, format.frameRate);
  const whole = { ...encodingOf(request, clip), stretch, from: 0, to: frameCount, output };
  await transcode(whole);
  const encoded = await countFrames(output, format);
  if (encoded === 0) throw unreadable();
  // The header may promise more pictures than there are; only a run tells, and few clips need the second one.
  if (encoded < frameCount) await transcode({ ...whole, holds: true });
  return noticesFor(encoded, frameCount, stretch, format);
}

/**
 * Copies what can be copied and encodes the rest with the film's own encoder, whose parameter sets stand beside the clip's.
 * @returns false when there was less to decode than the clip's index promises.
 */
async function splice(request: EncodeRequest, clip: ClipReader, { from, to }: CopyRange): Promise<boolean> {
  const { frameCount, format, output, input } = request;
  const copy: FilmPart = { open: () => openFilmClip(input, format.frameRate), from, to };
  const isOwn = to - from < frameCount / 2;
  const pieces: string[] = [];
  const encode = async (start: number, end: number): Promise<FilmPart[]> => {
    if (start === end) return [];
    const path = `${output}.from-${start}.mp4`;
    pieces.push(path);
    await transcode({ ...encodingOf(request, clip), stretch: 1, from: start, to: end, output: path });
    return [{ open: () => openFilmClip(path, format.frameRate), from: 0, to: await countFrames(path, format), isOwn }];
  };
  try {
    const parts = [...(await encode(0, from)), copy, ...(await encode(to, frameCount))];
    if (parts.reduce((sum, part) => sum + part.to - part.from, 0) !== frameCount) return false;
    await writeFilm({ parts, frameRate: format.frameRate, totalFrames: frameCount, title: '', output, sound: 'none' });
    return true;
  } finally {
    for (const path of pieces) await rm(path, { force: true });
  }
}

type EncodeRequest = ConformRequest & Pick<TranscodeRequest, 'matrix'>;

function encodingOf(
  request: EncodeRequest,
  clip: ClipReader,
): Omit<TranscodeRequest, 'stretch' | 'from' | 'to' | 'output'> {
  const { ffmpeg, input, frameCount, format, fill = 'cover', matrix, onProgress, signal } = request;
  const idrFrames = seamFrames(frameCount, format);
  return { ffmpeg, input, demuxer: clip.demuxer, format, fill, matrix, holds: false, idrFrames, onProgress, signal };
}

async function countFrames(path: string, format: FilmFormat): Promise<number> {
  const clip = await openFilmClip(path, format.frameRate).catch(() => undefined);
  clip?.close();
  return clip?.frames.length ?? 0;
}

function noticesFor(encoded: number, frameCount: number, stretch: number, format: FilmFormat): string[] {
  const notices: string[] = [];
  if (stretch > 1) notices.push(`The clip was a little short and plays ${Math.round((stretch - 1) * 100)} % slower.`);
  const heldSeconds = (frameCount - encoded) / format.frameRate;
  // One frame is what rounding to the film's grid may cost; nobody sees it.
  if (frameCount - encoded > 1) {
    notices.push(`The clip is ${heldSeconds.toFixed(1)} s shorter than its shot; its last picture is held.`);
  }
  return notices;
}
