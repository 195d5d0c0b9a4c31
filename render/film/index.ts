import { join } from 'node:path';
import { type FilmPlan, planFilm } from '../../src/lib/film-plan.ts';
import type { FrameRate, TransitionType } from '../../src/types/film.ts';
import type { FilmClip, FilmJob, SeamJob } from '../../src/types/render.ts';
import { conformClip } from '../conform/index.ts';
import { RenderFailure } from '../failure.ts';
import type { Ffmpeg } from '../ffmpeg.ts';
import { mapLimited } from '../parallel.ts';
import { renderSound } from '../sound/index.ts';
import { openFilmClip } from './film-clip.ts';
import { type FrameBuffer, renderSeam, type Seam, type SeamRequest, seamKey } from './seam.ts';
import { type FilmPart, writeFilm } from './write-film.ts';

/** Remembers rendered seams between films. */
export interface SeamCache {
  /** Path of a seam's MP4 of so many frames, or `undefined` when it has to be rendered. */
  find(key: string, frameCount: number): Promise<string | undefined>;
  /** Takes over a rendered seam and returns where it lies now. */
  keep(key: string, path: string, frameCount: number): Promise<string>;
}

/** Whether something other than a cut stands at each end of a clip. */
export interface ClipEnds {
  transitionAtStart: boolean;
  transitionAtEnd: boolean;
}

/** What {@link renderFilm} needs. */
export interface FilmRenderRequest {
  ffmpeg: Ffmpeg;
  job: FilmJob;
  /** Path of each of the job's clips, in order. */
  clipPaths: readonly string[];
  seams: SeamCache;
  /** Gives the path of a medium by its hash, for the film's sound and for clips as they came. */
  pathOf(sha256: string): string;
  /** Whether a clip is known to be conformed; one that is not known is looked into, which takes time. */
  isConformed(clip: FilmClip, ends: ClipEnds): Promise<boolean>;
  /** A folder for intermediate files. */
  temporaryFolder: string;
  /** Path of the MP4 to write. */
  output: string;
  /** Seams rendered at the same time. */
  concurrency: number;
  onProgress?: ((progress: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** What became of a film. */
export interface FilmRenderResult {
  frameCount: number;
  notices: string[];
}

/** Share of the work that seams are; the rest is copying. */
const SEAM_SHARE = 0.8;

/**
 * Assembles a film: renders the seams that are not in the cache and copies everything else packet by packet.
 * @throws RenderFailure `invalid_input` when a clip is too short for its transition.
 */
export async function renderFilm(request: FilmRenderRequest): Promise<FilmRenderResult> {
  const { job } = request;
  const plan = planFilm(
    job.clips.map((clip) => clip.frameCount),
    job.transitions,
    job.format.frameRate,
  );
  const { paths, notices } = await conformedPaths(request);
  // Sound and seams need nothing of each other.
  const [seams, sound] = await Promise.all([
    renderSeams(request, plan, paths),
    job.sound ? renderSound({ ...request, plan }) : undefined,
  ]);
  await writeFilm({
    parts: partsOf(plan, paths, seams, job.format.frameRate),
    frameRate: job.format.frameRate,
    totalFrames: plan.totalFrames,
    title: job.title,
    sound: sound?.path,
    output: request.output,
    onProgress: (progress) => request.onProgress?.(SEAM_SHARE + progress * (1 - SEAM_SHARE)),
    signal: request.signal,
  });
  return { frameCount: plan.totalFrames, notices: [...notices, ...(sound?.notices ?? [])] };
}

// Clips come conformed; one made by another version of ffmpeg or of the settings is converted here rather than refused.
async function conformedPaths(request: FilmRenderRequest): Promise<{ paths: string[]; notices: string[] }> {
  const { job, ffmpeg, signal, concurrency } = request;
  const results = await mapLimited(job.clips, concurrency, async (clip, index) => {
    const input = request.clipPaths[index] ?? '';
    const ends = { transitionAtStart: touchesStart(job, index), transitionAtEnd: touchesEnd(job, index) };
    if (await request.isConformed(clip, ends)) return { path: input, notices: [] };
    const output = join(request.temporaryFolder, `clip-${index}.mp4`);
    const { frameCount, fill } = clip;
    const result = await conformClip({ ffmpeg, input, frameCount, fill, format: job.format, output, signal, ...ends });
    if (result.unchanged) return { path: input, notices: [] };
    const notices = [`Shot ${index + 1} was not in the film's format and was converted.`];
    return { path: output, notices: [...notices, ...result.notices.map((notice) => `Shot ${index + 1}: ${notice}`)] };
  });
  return { paths: results.map(({ path }) => path), notices: results.flatMap(({ notices }) => notices) };
}

async function renderSeams(
  request: FilmRenderRequest,
  plan: FilmPlan,
  paths: readonly string[],
): Promise<Map<Seam, string>> {
  const seams = plan.segments.filter((segment) => segment.kind === 'render');
  const rendered = new Map<Seam, string>();
  const waiting = seams.entries();
  const work = async () => {
    const buffer = { bytes: new Uint8Array(0) };
    for (const [index, seam] of waiting) {
      const key = seamKey(seam, request.job.clips, request.job.format);
      const known = await request.seams.find(key, seam.to - seam.from);
      rendered.set(
        seam,
        known ??
          (await request.seams.keep(
            key,
            await renderOne(request, plan, seam, index, paths, buffer),
            seam.to - seam.from,
          )),
      );
      request.onProgress?.((SEAM_SHARE * rendered.size) / seams.length);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, request.concurrency) }, work));
  return rendered;
}

async function renderOne(
  request: FilmRenderRequest,
  plan: FilmPlan,
  seam: Seam,
  index: number,
  paths: readonly string[],
  buffer: FrameBuffer,
): Promise<string> {
  const output = join(request.temporaryFolder, `seam-${index}.mp4`);
  await renderSeam({
    ffmpeg: request.ffmpeg,
    format: request.job.format,
    seam,
    transitionLength: plan.transitionLength,
    openClip: (clip) => openFilmClip(paths[clip] ?? '', request.job.format.frameRate),
    headOf: (clip) => headOf(request, clip),
    buffer,
    output,
    signal: request.signal,
  });
  return output;
}

function headOf({ job, clipPaths, pathOf }: FilmRenderRequest, index: number): ReturnType<SeamRequest['headOf']> {
  const { frameCount = 0, source, fill } = job.clips[index] ?? {};
  return { path: source === undefined ? (clipPaths[index] ?? '') : pathOf(source), frameCount, fill };
}

function partsOf(
  plan: FilmPlan,
  paths: readonly string[],
  seams: ReadonlyMap<Seam, string>,
  frameRate: FrameRate,
): FilmPart[] {
  return plan.segments.map((segment) => {
    if (segment.kind === 'render') {
      const open = () => openFilmClip(seams.get(segment) ?? '', frameRate);
      return { open, from: 0, to: segment.to - segment.from };
    }
    const { clip, start } = segment.clip;
    const open = () => openFilmClip(paths[clip] ?? '', frameRate);
    return { open, from: segment.from - start, to: segment.to - start };
  });
}

// At the film's ends only fades mean something.
function touchesStart({ transitions }: FilmJob, clip: number): boolean {
  const transition = transitions[clip] ?? 'cut';
  return clip === 0 ? isFade(transition) : transition !== 'cut';
}

function touchesEnd({ transitions, clips }: FilmJob, clip: number): boolean {
  const transition = transitions[clip + 1] ?? 'cut';
  return clip === clips.length - 1 ? isFade(transition) : transition !== 'cut';
}

function isFade(transition: TransitionType): boolean {
  return transition === 'fade_black' || transition === 'fade_white';
}

/** What {@link renderSeamJob} needs. */
export interface SeamRenderRequest extends Pick<FilmRenderRequest, 'ffmpeg' | 'temporaryFolder' | 'output' | 'signal'> {
  job: SeamJob;
  /** Paths of the job's clips, the earlier one first. */
  clipPaths: readonly string[];
}

/**
 * Renders the frames of one transition by themselves: the very bytes a film with it would hold.
 * @returns how many frames it has.
 * @throws RenderFailure `invalid_input` when a clip is too short for the transition.
 */
export async function renderSeamJob(request: SeamRenderRequest): Promise<number> {
  const { job } = request;
  const clips = [job.earlier, job.later].filter((clip) => clip !== undefined);
  const transitions: TransitionType[] = [
    ...(job.earlier ? ['cut' as const] : []),
    job.transition,
    ...(job.later ? ['cut' as const] : []),
  ];
  const plan = planFilm(
    clips.map(({ frameCount }) => frameCount),
    transitions,
    job.format.frameRate,
  );
  const seam = plan.segments.find((segment) => segment.kind === 'render');
  if (!seam) throw new RenderFailure('internal', 'The transition touches no frame.');
  await renderSeam({
    ...request,
    format: job.format,
    seam,
    transitionLength: plan.transitionLength,
    openClip: (clip) => openFilmClip(request.clipPaths[clip] ?? '', job.format.frameRate),
    headOf: () => ({
      path: request.clipPaths.at(-1) ?? '',
      frameCount: job.later?.frameCount ?? 0,
      fill: job.later?.fill,
    }),
    buffer: { bytes: new Uint8Array(0) },
  });
  return seam.to - seam.from;
}
