import { open } from 'node:fs/promises';
import {
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  FilePathTarget,
  Mp4OutputFormat,
  Output,
} from 'mediabunny';
import type { FrameRate } from '../../src/types/film.ts';
import type { FilmClip } from './film-clip.ts';
import { clearTimes } from './mp4-times.ts';
import { SILENCE_CONFIG, silentPacket, silentPacketCount } from './silence.ts';

/** Frames of one clip or seam that follow each other in the film. */
export interface FilmPart {
  open(): Promise<FilmClip>;
  /** First frame to take, counted in the clip. */
  from: number;
  /** Frame after the last one to take. */
  to: number;
}

/** What {@link writeFilm} writes. */
export interface FilmRequest {
  parts: readonly FilmPart[];
  frameRate: FrameRate;
  totalFrames: number;
  title: string;
  /** Path of the MP4 to write. */
  output: string;
  onProgress?: ((progress: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Joins parts into one MP4 with a silent sound track. Packets are copied as they are: nothing is encoded here. The
 * index comes first in the file, so that playing can start before the file has arrived.
 */
export async function writeFilm(request: FilmRequest): Promise<void> {
  const { frameRate, totalFrames, output: path } = request;
  const filmSeconds = totalFrames / frameRate;
  const audioCount = silentPacketCount(filmSeconds);
  let index: { data: Uint8Array; position: number } | undefined;
  const output = new Output({
    format: new Mp4OutputFormat({
      fastStart: 'reserve',
      onMoov: (data, position) => {
        index = { data: Uint8Array.from(data), position };
      },
    }),
    target: new FilePathTarget(path),
  });
  const video = new EncodedVideoPacketSource('avc');
  const audio = new EncodedAudioPacketSource('aac');
  output.addVideoTrack(video, { frameRate, maximumPacketCount: totalFrames });
  output.addAudioTrack(audio, { maximumPacketCount: audioCount });
  if (request.title !== '') output.setMetadataTags({ title: request.title });
  try {
    await output.start();
    let audioIndex = 0;
    let frame = 0;
    for await (const [packet, clip] of packetsOf(request)) {
      const copy = new EncodedPacket(packet.data, packet.type, frame / frameRate, 1 / frameRate);
      await video.add(copy, frame === 0 ? { decoderConfig: clip.decoderConfig } : undefined);
      frame++;
      while (audioIndex < Math.min(audioCount, silentPacketCount(frame / frameRate))) {
        const packetOfSilence = silentPacket(audioIndex, filmSeconds);
        await audio.add(packetOfSilence, audioIndex === 0 ? { decoderConfig: SILENCE_CONFIG } : undefined);
        audioIndex++;
      }
      request.onProgress?.(frame / totalFrames);
    }
    await output.finalize();
  } catch (cause) {
    await output.cancel().catch(() => {});
    throw cause;
  }
  if (index) await rewrite(path, clearTimes(index.data), index.position);
}

async function* packetsOf(request: FilmRequest): AsyncGenerator<[EncodedPacket, FilmClip], void, undefined> {
  for (const part of request.parts) {
    const clip = await part.open();
    try {
      for (let frame = part.from; frame < part.to; frame++) {
        request.signal?.throwIfAborted();
        yield [await clip.read(frame), clip];
      }
    } finally {
      clip.close();
    }
  }
}

async function rewrite(path: string, bytes: Uint8Array, position: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.write(bytes, 0, bytes.length, position);
  } finally {
    await file.close();
  }
}
