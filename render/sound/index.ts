import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FilmPlan } from '../../src/lib/film-plan.ts';
import type { FilmJob } from '../../src/types/render.ts';
import { startChild } from '../child.ts';
import { chooseTiming } from '../conform/timing.ts';
import { RenderFailure } from '../failure.ts';
import type { Ffmpeg } from '../ffmpeg.ts';
import { openClip } from '../media/clip-reader.ts';
import { mapLimited } from '../parallel.ts';
import { writeBed } from './bed.ts';
import { decodeSound } from './decode.ts';
import { encodeAtLoudness, FAINT_LUFS, type Loudness, TARGET_LUFS } from './loudness.ts';
import { type MixTrack, mixArguments } from './mix.ts';

/** What {@link renderSound} needs. */
export interface SoundRequest {
  ffmpeg: Ffmpeg;
  job: Pick<FilmJob, 'clips' | 'format' | 'sound'>;
  plan: FilmPlan;
  /** Gives the path of a medium by its hash. */
  pathOf(sha256: string): string;
  temporaryFolder: string;
  /** Sounds decoded at the same time. */
  concurrency: number;
  signal?: AbortSignal | undefined;
}

/** A film's sound. */
export interface RenderedSound {
  /** Path of an MP4 with one AAC track, whose first packet is the encoder's lead-in; `undefined` for silence. */
  path: string | undefined;
  notices: string[];
}

const TIME_LIMIT_MS = 10 * 60_000;

/**
 * Makes the film's sound: clips' own sounds joined, tracks mixed in, loudness set, encoded.
 * @throws RenderFailure `unsupported_media` when a sound cannot be read.
 */
export async function renderSound(request: SoundRequest): Promise<RenderedSound> {
  const { ffmpeg, job, plan, temporaryFolder, concurrency, signal } = request;
  const { clips, totalFrames, transitionLength } = plan;
  const { frameRate } = job.format;
  const folder = await mkdtemp(join(temporaryFolder, 'sound-'));
  const file = (name: string) => join(folder, name);
  try {
    const notices: string[] = [];
    const sounds = await mapLimited(job.sound?.clips ?? [], concurrency, async (sha256, index) => {
      if (sha256 === null) return undefined;
      const frameCount = job.clips[index]?.frameCount ?? 0;
      // Nobody chose this sound, and the pictures are good: a film without it is better than none.
      return clipSound(request, sha256, frameCount, file(`clip-${index}`)).catch((cause: unknown) => {
        if (!(cause instanceof RenderFailure) || cause.code !== 'unsupported_media') throw cause;
        notices.push(`Shot ${index + 1}: its own sound cannot be read and is left out.`);
        return undefined;
      });
    });
    const heard = (job.sound?.tracks ?? []).filter(({ startFrame }) => startFrame < totalFrames);
    const decoded = await mapLimited(heard, concurrency, async (track, index): Promise<MixTrack | undefined> => {
      const output = file(`track-${index}`);
      const seconds = (totalFrames - track.startFrame) / frameRate;
      const input = request.pathOf(track.sound);
      const isThere = await decodeSound({ ffmpeg, input, seconds, stretch: 1, output, signal });
      return isThere ? { ...track, path: output } : undefined;
    });
    const tracks = decoded.filter((track) => track !== undefined);
    const bed = sounds.some((path) => path !== undefined) ? file('bed') : undefined;
    if (bed === undefined && tracks.length === 0) return { path: undefined, notices };
    if (bed !== undefined) await writeBed({ clips, sounds, totalFrames, transitionLength, frameRate, output: bed });
    const mixed = file('mix');
    await run(ffmpeg, mixArguments({ bed, tracks, frameRate, totalFrames, output: mixed }), signal);
    const path = join(temporaryFolder, 'sound.mp4');
    const reached = await encodeAtLoudness({ ffmpeg, input: mixed, output: path, signal });
    return { path: reached ? path : undefined, notices: [...notices, ...noticesFor(reached)] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function noticesFor(reached: Loudness | undefined): string[] {
  if (!reached || Math.abs(reached.integrated - TARGET_LUFS) <= 1) return [];
  const reason =
    reached.integrated < FAINT_LUFS
      ? 'it is too faint to be raised without its noise'
      : 'its loudest moments leave no room for more';
  return [`The film's sound is at ${reached.integrated.toFixed(1)} LUFS instead of ${TARGET_LUFS}: ${reason}.`];
}

/** A clip that was slowed to fill its shot has its sound slowed as much. */
async function clipSound(
  { ffmpeg, job, pathOf, signal }: SoundRequest,
  sha256: string,
  frameCount: number,
  output: string,
): Promise<string | undefined> {
  const input = pathOf(sha256);
  const { frameRate } = job.format;
  const clip = await openClip(input);
  let seconds = 0;
  try {
    seconds = await clip.seconds();
  } finally {
    clip.close();
  }
  const { stretch } = chooseTiming(seconds, frameCount, frameRate);
  const isThere = await decodeSound({ ffmpeg, input, seconds: frameCount / frameRate, stretch, output, signal });
  return isThere ? output : undefined;
}

async function run(ffmpeg: Ffmpeg, args: readonly string[], signal: AbortSignal | undefined): Promise<void> {
  const child = startChild(ffmpeg.program, args, { signal, timeLimitMs: TIME_LIMIT_MS });
  child.stdin.end();
  child.stdout.resume();
  await child.finished;
}
