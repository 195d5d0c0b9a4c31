import type { EncodedPacket } from 'mediabunny';
import { type ClipReader, openClip, unreadable } from '../media/clip-reader.ts';
import { type AvcRecord, readAvcRecord, toAnnexB } from './annex-b.ts';

/** A conformed clip, opened for copying and decoding. Frame n is packet n. */
export interface FilmClip {
  packets: EncodedPacket[];
  record: AvcRecord;
  decoderConfig: NonNullable<Awaited<ReturnType<ClipReader['track']['getDecoderConfig']>>>;
  /** A frame's packet with its bytes. */
  read(frame: number): Promise<EncodedPacket>;
  close(): void;
}

/** Opens a clip that is known to be conformed. @throws RenderFailure `unsupported_media` when it is not H.264. */
export async function openFilmClip(path: string): Promise<FilmClip> {
  const reader = await openClip(path);
  try {
    const decoderConfig = await reader.track.getDecoderConfig();
    const description = decoderConfig?.description;
    if (!decoderConfig || !(description instanceof Uint8Array)) throw unreadable();
    const packets = await reader.listPackets();
    return {
      packets,
      decoderConfig,
      record: readAvcRecord(description),
      read: async (frame) => {
        const listed = packets[frame];
        if (!listed) throw unreadable();
        return reader.readPacket(listed);
      },
      close: () => reader.close(),
    };
  } catch (cause) {
    reader.close();
    throw cause;
  }
}

/**
 * The bytes a decoder needs for frames `from` to `to` (exclusive) of a clip, and how many decoded frames come before
 * the first wanted one because decoding has to start at a keyframe.
 */
export async function framesAsStream(
  clip: FilmClip,
  from: number,
  to: number,
): Promise<{ pieces: Uint8Array[]; leadFrames: number }> {
  let first = from;
  while (first > 0 && clip.packets[first]?.type !== 'key') first--;
  const pieces: Uint8Array[] = [];
  for (let frame = first; frame < to; frame++) {
    const { data } = await clip.read(frame);
    pieces.push(toAnnexB(data, clip.record.lengthBytes));
  }
  return { pieces, leadFrames: from - first };
}
