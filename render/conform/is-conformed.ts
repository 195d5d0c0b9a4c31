import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FilmFormat } from '../../src/types/film.ts';
import { encodeFrames, frameBytes, seamFrames } from '../encode.ts';
import type { Ffmpeg } from '../ffmpeg.ts';
import { type ClipReader, openClip } from '../media/clip-reader.ts';

/** Differences of timestamps below this share of a frame are rounding. */
const TIMESTAMP_TOLERANCE = 0.01;

/**
 * Whether a clip can stand in a film as it is: made with our own encoder settings (equal parameter sets), the exact
 * number of frames on the film's grid, no reordering, and keyframes where transitions may begin and end.
 */
export async function isConformed(
  clip: ClipReader,
  frameCount: number,
  format: FilmFormat,
  ffmpeg: Ffmpeg,
): Promise<boolean> {
  const { track } = clip;
  if ((await track.getCodec()) !== 'avc') return false;
  if ((await track.getCodedWidth()) !== format.width || (await track.getCodedHeight()) !== format.height) return false;
  const header = await headerOf(clip);
  const ours = await referenceHeader(format, ffmpeg);
  if (!header || !ours || Buffer.compare(header, ours) !== 0) return false;
  const packets = await clip.listPackets();
  if (packets.length !== frameCount) return false;
  const onGrid = packets.every(
    ({ timestamp }, frame) => Math.abs(timestamp * format.frameRate - frame) < TIMESTAMP_TOLERANCE,
  );
  return onGrid && seamFrames(frameCount, format).every((frame) => packets[frame]?.type === 'key');
}

async function headerOf(clip: ClipReader): Promise<Uint8Array | undefined> {
  const description = (await clip.track.getDecoderConfig())?.description;
  return description instanceof Uint8Array ? description : undefined;
}

const references = new Map<string, Promise<Uint8Array | undefined>>();

/** The parameter sets that our encoder settings give in a format, learnt once by encoding a single grey frame. */
function referenceHeader(format: FilmFormat, ffmpeg: Ffmpeg): Promise<Uint8Array | undefined> {
  const key = `${format.width} ${format.height} ${format.frameRate} ${ffmpeg.program}`;
  const known = references.get(key);
  if (known) return known;
  const learnt = learnHeader(format, ffmpeg);
  references.set(key, learnt);
  learnt.catch(() => references.delete(key));
  return learnt;
}

async function learnHeader(format: FilmFormat, ffmpeg: Ffmpeg): Promise<Uint8Array | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'p2v-header-'));
  try {
    const output = join(folder, 'one-frame.mp4');
    const frame = new Uint8Array(frameBytes(format)).fill(128);
    await encodeFrames({ ffmpeg, format, frameCount: 1, output, idrFrames: [], frame: () => frame });
    const clip = await openClip(output);
    try {
      const header = await headerOf(clip);
      return header && Uint8Array.from(header);
    } finally {
      clip.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
