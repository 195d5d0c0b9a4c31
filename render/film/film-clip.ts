import type { EncodedPacket } from 'mediabunny';
import { type AvcRecord, parameterSetStream, readAvcRecord, toAnnexB } from '../avc/nal-units.ts';
import { type ClipReader, openClip, unreadable } from '../media/clip-reader.ts';

/** A conformed clip, opened for copying and decoding. Its packets are in decoding order. */
export interface FilmClip {
  /** Which frame of the clip each packet is. */
  frames: number[];
  /** Whether each packet begins anew. */
  isKey: boolean[];
  record: AvcRecord;
  decoderConfig: NonNullable<Awaited<ReturnType<ClipReader['track']['getDecoderConfig']>>>;
  /** The bytes of the packets from number `from` to `to` (exclusive). */
  read(from: number, to: number): AsyncGenerator<Uint8Array, void, undefined>;
  close(): void;
}

/**
 * Opens a clip that is known to be conformed.
 * @throws RenderFailure `unsupported_media` when it is not H.264.
 */
export async function openFilmClip(path: string, frameRate: number): Promise<FilmClip> {
  const reader = await openClip(path);
  try {
    const decoderConfig = await reader.track.getDecoderConfig();
    const description = decoderConfig?.description;
    if (!decoderConfig || !(description instanceof Uint8Array)) throw unreadable();
    const packets = await reader.listPackets();
    const start = packets.reduce((first, { timestamp }) => Math.min(first, timestamp), Number.POSITIVE_INFINITY);
    return {
      frames: packets.map(({ timestamp }) => Math.round((timestamp - start) * frameRate)),
      isKey: packets.map(({ type }) => type === 'key'),
      decoderConfig,
      record: readAvcRecord(description),
      read: (from, to) => readBytes(reader, packets, from, to),
      close: () => reader.close(),
    };
  } catch (cause) {
    reader.close();
    throw cause;
  }
}

async function* readBytes(
  reader: ClipReader,
  packets: readonly EncodedPacket[],
  from: number,
  to: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (from >= to) return;
  let left = to - from;
  for await (const { data } of reader.packets(packets[from])) {
    yield data;
    if (--left === 0) return;
  }
  throw unreadable();
}

/**
 * The bytes a decoder needs for frames `from` to `to` (exclusive) of a clip, and how many decoded frames come before
 * the first wanted one because decoding has to start at a keyframe.
 */
export async function framesAsStream(
  clip: FilmClip,
  from: number,
  to: number,
): Promise<{ stream: Uint8Array; leadFrames: number }> {
  const wanted = (at: number) => (clip.frames[at] ?? -1) >= from && (clip.frames[at] ?? -1) < to;
  const indices = clip.frames.map((_, at) => at).filter(wanted);
  let first = indices[0] ?? 0;
  const end = (indices.at(-1) ?? -1) + 1;
  while (first > 0 && !(clip.isKey[first] && (clip.frames[first] ?? 0) <= from)) first--;
  const pieces: Uint8Array[] = [parameterSetStream(clip.record)];
  for await (const data of clip.read(first, end)) pieces.push(toAnnexB(data, clip.record.lengthBytes));
  const leadFrames = clip.frames.slice(first, end).filter((frame) => frame < from).length;
  return { stream: Buffer.concat(pieces), leadFrames };
}
