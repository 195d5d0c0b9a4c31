import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FramesJob, RenderResult, SheetJob } from '../../src/types/render.ts';
import type { Ffmpeg } from '../ffmpeg.ts';
import type { BlobStore } from '../store/blob-store.ts';
import { drawContactSheet } from './contact-sheet.ts';
import { drawFrames } from './frames.ts';
import { drawStoryboard } from './storyboard.ts';

/** What the two jobs work with, as far as they need it. */
interface SheetRun {
  tools: { ffmpeg: Ffmpeg; blobs: BlobStore };
  temporaryFolder: string;
  onProgress(progress: number): void;
  signal: AbortSignal;
}

/** Draws a sheet and stores it. */
export async function runSheet(job: SheetJob, { tools: { blobs }, temporaryFolder }: SheetRun): Promise<RenderResult> {
  const path = join(temporaryFolder, 'sheet');
  const read = (sha256: string) => readFile(blobs.path(sha256));
  if (job.layout === 'storyboard') {
    await writeFile(path, await drawStoryboard(job, read));
    return { ...(await blobs.adopt(path)), mediaType: 'application/pdf', width: 595, height: 842, notices: [] };
  }
  const { png, width, height } = await drawContactSheet(job, read);
  await writeFile(path, png);
  return { ...(await blobs.adopt(path)), mediaType: 'image/png', width, height, notices: [] };
}

/** Takes frames out of a video and stores them. */
export async function runFrames(job: FramesJob, run: SheetRun): Promise<RenderResult> {
  const { ffmpeg, blobs } = run.tools;
  const { jpeg, width, height } = await drawFrames({
    ffmpeg,
    job,
    input: blobs.path(job.video),
    onProgress: run.onProgress,
    signal: run.signal,
  });
  const path = join(run.temporaryFolder, 'frames.jpg');
  await writeFile(path, jpeg);
  return { ...(await blobs.adopt(path)), mediaType: 'image/jpeg', width, height, notices: [] };
}
