import { RenderFailure } from '../failure.ts';
import type { ClipReader } from '../media/clip-reader.ts';
import { MOST_PIXELS } from '../media/untrusted-input.ts';

/** Largest side and longest length of a clip that is taken in. */
const LARGEST_SIDE = 8_192;
const LONGEST_SECONDS = 600;

/**
 * Seconds a clip lasts, after checking that it is within limits.
 * @throws RenderFailure `unsupported_media` when it is not.
 */
export async function measureClip(clip: ClipReader): Promise<number> {
  const width = await clip.track.getDisplayWidth();
  const height = await clip.track.getDisplayHeight();
  const isTooLarge = width > LARGEST_SIDE || height > LARGEST_SIDE || width * height > MOST_PIXELS;
  if (width < 1 || height < 1 || isTooLarge) {
    throw new RenderFailure('unsupported_media', `The video has a size (${width}×${height}) that is not supported.`);
  }
  const packets = await clip.listPackets();
  if (packets.length === 0) throw new RenderFailure('unsupported_media', 'The video has no pictures.');
  const seconds = await clip.seconds();
  if (!(seconds >= 0) || seconds > LONGEST_SECONDS) {
    throw new RenderFailure('unsupported_media', 'The video is too long for a shot.');
  }
  return seconds;
}
