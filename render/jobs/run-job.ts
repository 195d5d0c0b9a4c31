import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FilmFormat } from '../../src/types/film.ts';
import type {
  ClipJob,
  ConformJob,
  FilmJob,
  RenderJob,
  RenderResult,
  SeamJob,
  SegmentJob,
  StoryboardJob,
} from '../../src/types/render.ts';
import { renderClip } from '../animate/index.ts';
import { hashOf } from '../canonical-json.ts';
import { conformClip } from '../conform/index.ts';
import type { Ffmpeg } from '../ffmpeg.ts';
import { openFilmClip } from '../film/film-clip.ts';
import { type ClipEnds, renderFilm, renderSeamJob, type SeamCache } from '../film/index.ts';
import { writeSegment } from '../film/write-segment.ts';
import { runFrames, runSheet } from '../sheet/run.ts';
import type { BlobStore } from '../store/blob-store.ts';
import type { RecordStore } from '../store/record-store.ts';
import { drawFrame } from '../storyboard/index.ts';

/** What jobs work with. */
export interface JobTools {
  ffmpeg: Ffmpeg;
  blobs: BlobStore;
  results: RecordStore<RenderResult>;
  /** Seams of one film rendered at the same time. */
  concurrency: number;
}

/** How one job is run. */
export interface JobRun {
  tools: JobTools;
  /** A folder of the job's own; the caller removes it. */
  temporaryFolder: string;
  onProgress(progress: number): void;
  signal: AbortSignal;
}

/** Does a job's work and stores the result. @throws RenderFailure or whatever went wrong. */
export function runJob(job: RenderJob, run: JobRun): Promise<RenderResult> {
  switch (job.kind) {
    case 'storyboard':
      return runStoryboard(job, run);
    case 'clip':
      return runClip(job, run);
    case 'conform':
      return runConform(job, run);
    case 'seam':
      return runSeam(job, run);
    case 'segment':
      return runSegment(job, run);
    case 'film':
      return runFilm(job, run);
    case 'sheet':
      return runSheet(job, run);
    case 'frames':
      return runFrames(job, run);
  }
}

async function runStoryboard(job: StoryboardJob, run: JobRun): Promise<RenderResult> {
  const path = join(run.temporaryFolder, 'frame.jpg');
  await writeFile(path, drawFrame(job));
  const blob = await run.tools.blobs.adopt(path);
  return { ...blob, mediaType: 'image/jpeg', width: job.width, height: job.height, notices: [] };
}

async function runClip(job: ClipJob, run: JobRun): Promise<RenderResult> {
  const { ffmpeg, blobs } = run.tools;
  const output = join(run.temporaryFolder, 'clip.mp4');
  await renderClip({
    ffmpeg,
    job,
    startImage: await readFile(blobs.path(job.startImage)),
    endImage: job.endImage === undefined ? undefined : await readFile(blobs.path(job.endImage)),
    output,
    onProgress: run.onProgress,
    signal: run.signal,
  });
  return video(await blobs.adopt(output), job, job.frameCount, []);
}

async function runConform(job: ConformJob, run: JobRun): Promise<RenderResult> {
  const { ffmpeg, blobs } = run.tools;
  const { kind: _kind, clip, ...wanted } = job;
  const output = join(run.temporaryFolder, 'clip.mp4');
  const { onProgress, signal } = run;
  const result = await conformClip({ ffmpeg, input: blobs.path(clip), ...wanted, output, onProgress, signal });
  const unchanged = result.unchanged ? await blobs.find(clip) : undefined;
  const conformed = video(unchanged ?? (await blobs.adopt(output)), job, job.frameCount, result.notices);
  const { frameCount, format, transitionAtStart = true, transitionAtEnd = true } = job;
  const ends = { transitionAtStart, transitionAtEnd };
  await run.tools.results.write(conformedKey(conformed.sha256, frameCount, format, ends), conformed);
  return conformed;
}

/** Names the fact that a clip is conformed, so that a film need not look into it again. */
function conformedKey(clip: string, frameCount: number, format: FilmFormat, ends: ClipEnds): string {
  return hashOf({ kind: 'conformed', clip, frameCount, format, ...ends });
}

async function runFilm(job: FilmJob, run: JobRun): Promise<RenderResult> {
  const { ffmpeg, blobs, concurrency } = run.tools;
  const output = join(run.temporaryFolder, 'film.mp4');
  const result = await renderFilm({
    ffmpeg,
    job,
    clipPaths: job.clips.map(({ clip }) => blobs.path(clip)),
    seams: seamCache(run.tools, job),
    pathOf: (sha256) => blobs.path(sha256),
    isConformed: async ({ clip, frameCount }, ends) =>
      (await run.tools.results.read(conformedKey(clip, frameCount, job.format, ends))) !== undefined,
    temporaryFolder: run.temporaryFolder,
    output,
    concurrency,
    onProgress: run.onProgress,
    signal: run.signal,
  });
  return video(await blobs.adopt(output), job, result.frameCount, result.notices);
}

async function runSeam(job: SeamJob, run: JobRun): Promise<RenderResult> {
  const { ffmpeg, blobs } = run.tools;
  const output = join(run.temporaryFolder, 'seam.mp4');
  const { temporaryFolder, signal } = run;
  const clipPaths = [job.earlier, job.later].flatMap((part) => (part ? [blobs.path(part.clip)] : []));
  const frameCount = await renderSeamJob({ ffmpeg, job, clipPaths, temporaryFolder, output, signal });
  return video(await blobs.adopt(output), job, frameCount, []);
}

async function runSegment(job: SegmentJob, run: JobRun): Promise<RenderResult> {
  const { blobs } = run.tools;
  const output = join(run.temporaryFolder, 'segment.mp4');
  const clip = await openFilmClip(blobs.path(job.clip), job.format.frameRate);
  try {
    const initialisation = await writeSegment(clip, job, output);
    return { ...video(await blobs.adopt(output), job, job.to - job.from, []), initialisation };
  } finally {
    clip.close();
  }
}

function seamCache({ blobs, results }: JobTools, job: FilmJob): SeamCache {
  const given = new Map(job.seams?.map(({ id, seam }) => [id, seam]));
  return {
    find: async (key, frameCount) => {
      const sha256 = given.get(key) ?? (await results.read(key))?.sha256;
      if (sha256 === undefined || !(await blobs.find(sha256))) return undefined;
      await blobs.touch(sha256);
      const path = blobs.path(sha256);
      return (await hasFrames(path, frameCount, job.format.frameRate)) ? path : undefined;
    },
    keep: async (key, path, frameCount) => {
      const result = video(await blobs.adopt(path), job, frameCount, []);
      await results.write(key, result);
      return blobs.path(result.sha256);
    },
  };
}

// The sender says which seam a medium is; one that cannot be it is rendered again rather than believed.
async function hasFrames(path: string, frameCount: number, frameRate: number): Promise<boolean> {
  try {
    const clip = await openFilmClip(path, frameRate);
    clip.close();
    return clip.frames.length === frameCount && clip.isKey[0] === true;
  } catch {
    return false;
  }
}

function video(
  blob: { sha256: string; sizeBytes: number },
  { format }: Pick<FilmJob, 'format'>,
  frameCount: number,
  notices: string[],
): RenderResult {
  return { ...blob, mediaType: 'video/mp4', width: format.width, height: format.height, frameCount, notices };
}
