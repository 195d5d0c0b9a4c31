import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import {
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  FilePathTarget,
  Mp4OutputFormat,
  Output,
} from 'mediabunny';
import type { SegmentJob } from '../../src/types/render.ts';
import { RenderFailure } from '../failure.ts';
import type { FilmClip } from './film-clip.ts';
import { clearTimes } from './mp4-times.ts';
import { PACKET_SAMPLES, SAMPLE_RATE, SILENCE_CONFIG, silentPacket } from './silence.ts';

/**
 * Packs frames of a clip as a fragmented MP4 whose timestamps are those of the film, with the silent packets that begin
 * within it: segments in a row are one stream without a gap.
 * @returns the size and hash of the initialisation that the file begins with.
 */
export async function writeSegment(
  clip: FilmClip,
  job: Pick<SegmentJob, 'from' | 'to' | 'filmFrame' | 'format'>,
  path: string,
): Promise<{ sizeBytes: number; sha256: string }> {
  const { from, to, filmFrame, format } = job;
  if (to <= from || to > clip.frames.length) {
    throw new RenderFailure(
      'invalid_input',
      `The clip has ${clip.frames.length} frames; ${from} to ${to} are not all there.`,
    );
  }
  let initialisationBytes = 0;
  let moov: { data: Uint8Array; position: number } | undefined;
  const output = new Output({
    format: new Mp4OutputFormat({
      fastStart: 'fragmented',
      // One fragment, however long.
      minimumFragmentDuration: Number.MAX_SAFE_INTEGER,
      onMoov: (data, position) => {
        moov = { data: Uint8Array.from(data), position };
      },
      onMoof: (_data, position) => {
        initialisationBytes ||= position;
      },
    }),
    target: new FilePathTarget(path),
  });
  const video = new EncodedVideoPacketSource('avc');
  const audio = new EncodedAudioPacketSource('aac');
  output.addVideoTrack(video, { frameRate: format.frameRate });
  output.addAudioTrack(audio);
  try {
    await output.start();
    const first = packetAt(filmFrame / format.frameRate);
    const last = packetAt((filmFrame + to - from) / format.frameRate);
    for (let index = first; index < last; index++) {
      await audio.add(silentPacket(index, Infinity), index === first ? { decoderConfig: SILENCE_CONFIG } : undefined);
    }
    let packet = from;
    for await (const data of clip.read(from, to)) {
      const timestamp = ((clip.frames[packet] ?? 0) - from + filmFrame) / format.frameRate;
      const copy = new EncodedPacket(data, clip.isKey[packet] ? 'key' : 'delta', timestamp, 1 / format.frameRate);
      await video.add(copy, packet === from ? { decoderConfig: clip.decoderConfig } : undefined);
      packet++;
    }
    await output.finalize();
  } catch (cause) {
    await output.cancel().catch(() => {});
    throw cause;
  }
  return { sizeBytes: initialisationBytes, sha256: await settleInitialisation(path, moov, initialisationBytes) };
}

/** The first sound packet that begins at or after so many seconds. */
function packetAt(seconds: number): number {
  return Math.ceil((seconds * SAMPLE_RATE) / PACKET_SAMPLES - 1e-6);
}

async function settleInitialisation(
  path: string,
  moov: { data: Uint8Array; position: number } | undefined,
  sizeBytes: number,
): Promise<string> {
  const file = await open(path, 'r+');
  try {
    if (moov) await file.write(clearTimes(moov.data), 0, moov.data.length, moov.position);
    const initialisation = Buffer.alloc(sizeBytes);
    await file.read(initialisation, 0, sizeBytes, 0);
    return createHash('sha256').update(initialisation).digest('hex');
  } finally {
    await file.close();
  }
}
