import {
  type EncodedPacket,
  EncodedPacketSink,
  FilePathSource,
  Input,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  MPEG_TS,
  QTFF,
  WEBM,
} from 'mediabunny';
import { RenderFailure } from '../failure.ts';
import { sniffFile } from './media-type.ts';

/** The picture track of a video file, with what mediabunny reads from its headers. */
export interface ClipReader {
  track: InputVideoTrack;
  /** ffmpeg's name for the container, so that ffmpeg does not have to guess. */
  demuxer: 'mov' | 'matroska' | 'mpegts';
  /** Packets in decode order, one frame each, without their bytes. */
  listPackets(): Promise<EncodedPacket[]>;
  /** Seconds from the beginning of the first picture to the end of the last; 0 when there is none. */
  seconds(): Promise<number>;
  /** Packets with their bytes, from the first or a listed one on. */
  packets(from?: EncodedPacket): AsyncGenerator<EncodedPacket, void, undefined>;
  close(): void;
}

/**
 * Opens a video file that may come from anywhere. Only containers with a fixed signature are taken: playlists, which
 * could name other files and addresses, are not among them.
 * @throws RenderFailure `unsupported_media` when it is not a video this service reads.
 */
export async function openClip(path: string): Promise<ClipReader> {
  const { mediaType } = await sniffFile(path);
  const demuxer = DEMUXERS[mediaType];
  if (demuxer === undefined) {
    throw new RenderFailure('unsupported_media', 'The file is not a video. Use MP4, MOV, WebM, MKV or TS.');
  }
  const input = new Input({ source: new FilePathSource(path), formats: [MP4, QTFF, MATROSKA, WEBM, MPEG_TS] });
  try {
    if ((await input.getTracks()).length > MOST_TRACKS) {
      throw new RenderFailure('unsupported_media', `The video has more than ${MOST_TRACKS} tracks.`);
    }
    const track = await input.getPrimaryVideoTrack();
    if (track === null) throw new RenderFailure('unsupported_media', 'The file has no picture track.');
    const sink = new EncodedPacketSink(track);
    return {
      track,
      demuxer,
      listPackets: () => listPackets(sink),
      seconds: async () => lengthOf(await listPackets(sink)),
      packets: (from) => readPackets(sink, from),
      close: () => input.dispose(),
    };
  } catch (cause) {
    input.dispose();
    throw cause instanceof RenderFailure ? cause : unreadable(cause);
  }
}

/** Most tracks a clip may have; each costs memory before a single picture is read. */
const MOST_TRACKS = 16;
/** Most frames a clip may have: ten minutes at 60 per second. A hostile header can promise billions. */
const MOST_PACKETS = 36_000;

async function listPackets(sink: EncodedPacketSink): Promise<EncodedPacket[]> {
  const packets: EncodedPacket[] = [];
  for await (const packet of sink.packets(undefined, undefined, { metadataOnly: true })) {
    packets.push(packet);
    if (packets.length > MOST_PACKETS)
      throw new RenderFailure('unsupported_media', 'The video is too long for a shot.');
  }
  return packets;
}

function lengthOf(packets: readonly EncodedPacket[]): number {
  let [start, end] = [Number.POSITIVE_INFINITY, 0];
  for (const { timestamp, duration } of packets) {
    start = Math.min(start, timestamp);
    end = Math.max(end, timestamp + duration);
  }
  return Math.max(0, end - start);
}

async function* readPackets(
  sink: EncodedPacketSink,
  from: EncodedPacket | undefined,
): AsyncGenerator<EncodedPacket, void, undefined> {
  const start = from && (await sink.getPacket(from.timestamp));
  if (start === null) throw unreadable();
  yield* sink.packets(start);
}

const DEMUXERS: Readonly<Record<string, ClipReader['demuxer']>> = {
  'video/mp4': 'mov',
  'video/quicktime': 'mov',
  'video/x-matroska': 'matroska',
  'video/mp2t': 'mpegts',
};

/** The failure for a video that cannot be read to its end. */
export function unreadable(cause?: unknown): RenderFailure {
  return new RenderFailure('unsupported_media', 'The video is damaged or of a kind that cannot be read.', cause);
}
