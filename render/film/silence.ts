import { EncodedPacket } from 'mediabunny';

/** Rate of the film's sound track. */
export const SAMPLE_RATE = 48_000;
/** Samples of one AAC packet. */
export const PACKET_SAMPLES = 1_024;

/** One AAC-LC packet of stereo silence. Silence sounds the same in every packet, so one serves for all. */
const SILENT_PACKET = Uint8Array.of(0x21, 0x10, 0x04, 0x60, 0x8c, 0x1c);

/** The track's decoder configuration: AAC-LC, 48 kHz, stereo. */
export const SILENCE_CONFIG = {
  codec: 'mp4a.40.2',
  sampleRate: SAMPLE_RATE,
  numberOfChannels: 2,
  description: Uint8Array.of(0x11, 0x90),
};

/** Packets that fill a film of this many seconds; the last one is cut short so that sound and picture end together. */
export function silentPacketCount(filmSeconds: number): number {
  return Math.max(1, Math.ceil((filmSeconds * SAMPLE_RATE) / PACKET_SAMPLES - 1e-6));
}

/** Packet `index` of a silent track that lasts `filmSeconds`. */
export function silentPacket(index: number, filmSeconds: number): EncodedPacket {
  const timestamp = (index * PACKET_SAMPLES) / SAMPLE_RATE;
  const duration = Math.min(PACKET_SAMPLES / SAMPLE_RATE, filmSeconds - timestamp);
  return new EncodedPacket(SILENT_PACKET, 'key', timestamp, duration);
}
