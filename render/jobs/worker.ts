import { rm } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { RenderJob } from '../../src/types/render.ts';
import { ChildExit } from '../child.ts';
import { asRenderFailure } from '../failure.ts';
import { drawFrame } from '../storyboard/index.ts';
import { DiskWatch } from './disk-watch.ts';
import { openLayout } from './layout.ts';
import type { WorkerReply, WorkerRequest, WorkerSettings } from './messages.ts';
import { runJob } from './run-job.ts';

/** Progress is told in steps of this share, not for every frame. */
const PROGRESS_STEP = 0.02;

const settings = workerData as WorkerSettings;
const layout = openLayout(settings.directory, settings.ffmpeg);
let controller = new AbortController();

const reply = (message: WorkerReply): void => parentPort?.postMessage(message);

async function run(job: RenderJob): Promise<void> {
  controller = new AbortController();
  let told = 0;
  let temporaryFolder: string | undefined;
  let disk: DiskWatch | undefined;
  try {
    temporaryFolder = await layout.blobs.makeTemporaryFolder();
    disk = new DiskWatch(temporaryFolder, settings.jobLimitBytes, controller);
    const result = await runJob(job, {
      tools: { ...layout, ffmpeg: settings.ffmpeg, concurrency: settings.concurrency },
      temporaryFolder,
      signal: controller.signal,
      onProgress: (progress) => {
        if (progress < told + PROGRESS_STEP) return;
        told = progress;
        reply({ type: 'progress', progress });
      },
    });
    disk.stop();
    await clean(temporaryFolder);
    reply({ type: 'done', result });
  } catch (reason) {
    disk?.stop();
    const thrown = disk?.failure ?? reason;
    if (temporaryFolder !== undefined) await clean(temporaryFolder);
    reply({ type: 'failed', error: asRenderFailure(thrown).toJSON(), detail: detailOf(thrown) });
  }
}

/** A first frame takes a second longer than the next: fonts are read, textures made, code compiled. */
function warmUp(): void {
  try {
    drawFrame({ kind: 'storyboard', prompt: 'A tree', width: 64, height: 64, seed: 0, caption: true });
  } catch {
    // The first real job will say what is wrong.
  }
  reply({ type: 'warm' });
}

async function clean(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => {});
}

function detailOf(thrown: unknown): string | undefined {
  if (thrown instanceof ChildExit) return thrown.errorOutput;
  if (!(thrown instanceof Error)) return String(thrown);
  const cause = thrown.cause === undefined ? '' : ` (${detailOf(thrown.cause)})`;
  return `${thrown.stack ?? thrown.message}${cause}`;
}

parentPort?.on('message', (request: WorkerRequest) => {
  if (request.type === 'run') void run(request.job);
  else if (request.type === 'warm-up') warmUp();
  else controller.abort();
});
