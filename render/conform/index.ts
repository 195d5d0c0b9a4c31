import type { FilmFormat } from '../../src/types/film.ts';
import { ChildExit } from '../child.ts';
import { encodeFrames, frameBytes, seamFrames } from '../encode.ts';
import { RenderFailure } from '../failure.ts';
import type { Ffmpeg } from '../ffmpeg.ts';
import { type ClipReader, openClip, unreadable } from '../media/clip-reader.ts';
import { rawFrames } from '../media/raw-frames.ts';
import { startDecoder } from './decode.ts';
import { isConformed } from './is-conformed.ts';
import { chooseTiming } from './timing.ts';

/** What {@link conformClip} needs. */
export interface ConformRequest {
  ffmpeg: Ffmpeg;
  /** Path of the clip. */
  input: string;
  frameCount: number;
  format: FilmFormat;
  /** Path of the MP4 to write. */
  output: string;
  onProgress?: ((progress: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** What became of a clip. */
export interface ConformResult {
  /** The clip was already as it must be; nothing was written. */
  unchanged: boolean;
  /** What was done that the caller might not expect, as sentences. */
  notices: string[];
}

/** Largest side and longest length of a clip that is taken in. */
const LARGEST_SIDE = 8_192;
const LONGEST_SECONDS = 600;

/**
 * Brings any clip to the film's size, rate, codec and exact frame count: longer clips are trimmed, slightly shorter ones
 * slowed, much shorter ones hold their last picture.
 * @throws RenderFailure `unsupported_media` when the clip cannot be read or is beyond the limits.
 */
export async function conformClip(request: ConformRequest): Promise<ConformResult> {
  const clip = await openClip(request.input);
  try {
    if (await isConformed(clip, request.frameCount, request.format, request.ffmpeg)) {
      return { unchanged: true, notices: [] };
    }
    const seconds = await measure(clip);
    return { unchanged: false, notices: await convert(request, clip, seconds) };
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

/** Seconds a clip lasts, after checking that it is within limits. */
async function measure(clip: ClipReader): Promise<number> {
  const width = await clip.track.getDisplayWidth();
  const height = await clip.track.getDisplayHeight();
  if (width < 1 || height < 1 || width > LARGEST_SIDE || height > LARGEST_SIDE) {
    throw new RenderFailure('unsupported_media', `The video has a size (${width}×${height}) that is not supported.`);
  }
  const packets = await clip.listPackets();
  if (packets.length === 0) throw new RenderFailure('unsupported_media', 'The video has no pictures.');
  const starts = packets.map((packet) => packet.timestamp);
  const seconds = Math.max(...packets.map((packet) => packet.timestamp + packet.duration)) - Math.min(...starts);
  if (!(seconds >= 0) || seconds > LONGEST_SECONDS) {
    throw new RenderFailure('unsupported_media', 'The video is too long for a shot.');
  }
  return seconds;
}

async function convert(request: ConformRequest, clip: ClipReader, seconds: number): Promise<string[]> {
  const { ffmpeg, format, frameCount, signal, input } = request;
  const { stretch } = chooseTiming(seconds, frameCount, format.frameRate);
  const decoder = startDecoder({ ffmpeg, input, demuxer: clip.demuxer, format, frameCount, stretch, signal });
  const frames = rawFrames(decoder.stdout, frameBytes(format));
  let last: Uint8Array | undefined;
  let decoded = 0;
  try {
    await encodeFrames({
      ffmpeg,
      format,
      frameCount,
      output: request.output,
      idrFrames: seamFrames(frameCount, format),
      frame: async () => {
        const next = await frames.next();
        if (!next.done) {
          last = next.value;
          decoded++;
        }
        if (!last) throw await whyNothing(decoder.finished);
        return last;
      },
      onProgress: request.onProgress,
      signal,
    });
  } finally {
    decoder.stop();
    await decoder.finished.catch(() => {});
  }
  return noticesFor(decoded, frameCount, stretch, format);
}

async function whyNothing(finished: Promise<unknown>): Promise<unknown> {
  return finished.then(
    () => unreadable(),
    (cause: unknown) => (cause instanceof ChildExit ? unreadable(cause.errorOutput) : cause),
  );
}

function noticesFor(decoded: number, frameCount: number, stretch: number, format: FilmFormat): string[] {
  const notices: string[] = [];
  if (stretch > 1) notices.push(`The clip was a little short and plays ${Math.round((stretch - 1) * 100)} % slower.`);
  const heldSeconds = (frameCount - decoded) / format.frameRate;
  // One frame is what rounding to the film's grid may cost; nobody sees it.
  if (frameCount - decoded > 1) {
    notices.push(`The clip is ${heldSeconds.toFixed(1)} s shorter than its shot; its last picture is held.`);
  }
  return notices;
}
