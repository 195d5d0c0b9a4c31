import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClipJob, ConformJob, FilmJob, RenderJob, RenderResult, StoryboardJob } from '../../src/types/render.ts';
import { renderClip } from '../animate/index.ts';
import { conformClip } from '../conform/index.ts';
import type { Ffmpeg } from '../ffmpeg.ts';
import { renderFilm, type SeamCache } from '../film/index.ts';
import type { BlobStore } from '../store/blob-store.ts';
import type { RecordStore } from '../store/record-store.ts';
import { drawFrame } from '../storyboard/index.ts';
import type { SeamRecord } from './layout.ts';

/** What jobs work with. */
export interface JobTools {
  ffmpeg: Ffmpeg;
  blobs: BlobStore;
  seams: RecordStore<SeamRecord>;
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
    case 'film':
      return runFilm(job, run);
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
  const { format, frameCount } = job;
  const input = blobs.path(job.clip);
  const output = join(run.temporaryFolder, 'clip.mp4');
  const { onProgress, signal } = run;
  const result = await conformClip({ ffmpeg, input, frameCount, format, output, onProgress, signal });
  const unchanged = result.unchanged ? await blobs.find(job.clip) : undefined;
  return video(unchanged ?? (await blobs.adopt(output)), job, frameCount, result.notices);
}

async function runFilm(job: FilmJob, run: JobRun): Promise<RenderResult> {
  const { ffmpeg, blobs, concurrency } = run.tools;
  const output = join(run.temporaryFolder, 'film.mp4');
  const result = await renderFilm({
    ffmpeg,
    job,
    clipPaths: job.clips.map(({ clip }) => blobs.path(clip)),
    seams: seamCache(run.tools),
    temporaryFolder: run.temporaryFolder,
    output,
    concurrency,
    onProgress: run.onProgress,
    signal: run.signal,
  });
  return video(await blobs.adopt(output), job, result.frameCount, result.notices);
}

function seamCache({ blobs, seams }: JobTools): SeamCache {
  return {
    find: async (key) => {
      const known = await seams.read(key);
      if (!known || !(await blobs.find(known.sha256))) return undefined;
      await blobs.touch(known.sha256);
      return blobs.path(known.sha256);
    },
    keep: async (key, path) => {
      const { sha256 } = await blobs.adopt(path);
      await seams.write(key, { sha256 });
      return blobs.path(sha256);
    },
  };
}

function video(
  blob: { sha256: string; sizeBytes: number },
  { format }: Pick<FilmJob, 'format'>,
  frameCount: number,
  notices: string[],
): RenderResult {
  return { ...blob, mediaType: 'video/mp4', width: format.width, height: format.height, frameCount, notices };
}
