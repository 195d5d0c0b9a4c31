import { open } from 'node:fs/promises';
import { EncodedPacket, EncodedVideoPacketSource, FilePathTarget, Mp4OutputFormat, Output } from 'mediabunny';
import type { FrameRate } from '../../src/types/film.ts';
import { ParameterSets, type SampleRewriter } from '../avc/parameter-sets.ts';
import { RenderFailure } from '../failure.ts';
import type { FilmClip } from './film-clip.ts';
import { clearTimes } from './mp4-times.ts';
import { SoundTrack } from './sound-track.ts';

/** Bytes written to disk at a time; the muxer's own 16 MB keep the garbage collector busy. */
const CHUNK_BYTES = 2 ** 22;

/** Frames of one clip or seam that follow each other in the film. */
export interface FilmPart {
  open(): Promise<FilmClip>;
  /** First frame to take, counted in the clip. */
  from: number;
  /** Frame after the last one to take. */
  to: number;
  /** Encoded here just now: its parameter sets keep their numbers, so that its packets look like those of any seam. */
  isOwn?: boolean;
}

/** What {@link writeFilm} writes. */
export interface FilmRequest {
  parts: readonly FilmPart[];
  frameRate: FrameRate;
  totalFrames: number;
  title: string;
  /** Path of the MP4 to write. */
  output: string;
  /** Path of the encoded sound; a track of silence unless set; `none` leaves the track out. */
  sound?: string | 'none' | undefined;
  onProgress?: ((progress: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Joins parts into one MP4, with a sound track of silence. Packets are copied as they are: nothing is encoded here. The
 * index comes first in the file, so that playing can start before the file has arrived.
 * @throws RenderFailure `internal` when the parts have more different parameter sets than a track can name.
 */
export async function writeFilm(request: FilmRequest): Promise<void> {
  const { frameRate, totalFrames, output: path } = request;
  const filmSeconds = totalFrames / frameRate;
  const sets = new ParameterSets();
  const rewriters = await rewritersOf(request.parts, sets);
  let index: { data: Uint8Array; position: number } | undefined;
  const output = new Output({
    format: new Mp4OutputFormat({
      fastStart: 'reserve',
      onMoov: (data, position) => {
        index = { data: Uint8Array.from(data), position };
      },
    }),
    target: new FilePathTarget(path, { chunkSize: CHUNK_BYTES }),
  });
  const video = new EncodedVideoPacketSource('avc');
  output.addVideoTrack(video, { frameRate, maximumPacketCount: totalFrames });
  const sound = request.sound === 'none' ? undefined : new SoundTrack(output, filmSeconds, request.sound);
  if (request.title !== '') output.setMetadataTags({ title: request.title });
  try {
    await output.start();
    let filmFrame = 0;
    for (const [at, part] of request.parts.entries()) {
      const clip = await part.open();
      try {
        const decoderConfig = { ...clip.decoderConfig, ...describe(sets) };
        let packet = part.from;
        for await (const bytes of clip.read(part.from, part.to)) {
          request.signal?.throwIfAborted();
          const frame = filmFrame + (clip.frames[packet] ?? 0) - part.from;
          const type = clip.isKey[packet] ? 'key' : 'delta';
          const data = rewriters[at]?.(bytes) ?? bytes;
          const copy = new EncodedPacket(data, type, frame / frameRate, 1 / frameRate);
          await video.add(copy, filmFrame === 0 && packet === part.from ? { decoderConfig } : undefined);
          packet++;
          await sound?.fillUntil((filmFrame + packet - part.from) / frameRate);
        }
      } finally {
        clip.close();
      }
      filmFrame += part.to - part.from;
      request.onProgress?.(filmFrame / totalFrames);
    }
    await output.finalize();
  } catch (cause) {
    await output.cancel().catch(() => {});
    throw cause;
  } finally {
    sound?.close();
  }
  if (index) await rewrite(path, clearTimes(index.data), index.position);
}

// The parameter sets stand at the head of the track, so all parts are asked for theirs before the first is copied.
async function rewritersOf(parts: readonly FilmPart[], sets: ParameterSets): Promise<SampleRewriter[]> {
  const rewriters: SampleRewriter[] = [];
  const entries = [...parts.entries()];
  for (const [at, part] of [
    ...entries.filter(([, { isOwn }]) => isOwn),
    ...entries.filter(([, { isOwn }]) => !isOwn),
  ]) {
    const clip = await part.open();
    clip.close();
    const rewriter = sets.add(clip.record);
    if (!rewriter) throw new RenderFailure('internal', 'The clips come from too many different encoders.');
    rewriters[at] = rewriter;
  }
  return rewriters;
}

function describe(sets: ParameterSets): { codec: string; description: Uint8Array } {
  const description = sets.record();
  const hex = Buffer.from(description.subarray(1, 4)).toString('hex');
  return { codec: `avc1.${hex}`, description };
}

async function rewrite(path: string, bytes: Uint8Array, position: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.write(bytes, 0, bytes.length, position);
  } finally {
    await file.close();
  }
}
