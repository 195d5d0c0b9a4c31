import { availableParallelism } from 'node:os';
import type { RenderResult } from '../src/types/render.ts';
import { RenderFailure } from './failure.ts';
import { type Ffmpeg, findFfmpeg } from './ffmpeg.ts';
import { openLayout } from './jobs/layout.ts';
import { WorkerPool } from './jobs/pool.ts';
import { JobQueue } from './jobs/queue.ts';
import type { BlobStore } from './store/blob-store.ts';
import { evict } from './store/evict.ts';
import type { RecordStore } from './store/record-store.ts';
import { registerFonts } from './storyboard/index.ts';

/** Settings of the render service. */
export interface ServiceOptions {
  /** Where media and results are kept; created when absent. */
  directory: string;
  /** Jobs that run at the same time; the number of processor cores unless set. */
  concurrency?: number | undefined;
  /** Bytes of media that are kept; 5 GB unless set. */
  limitBytes?: number | undefined;
  /** Jobs that may wait before more are turned away; 500 unless set. */
  longestQueue?: number | undefined;
  /** Milliseconds after which a job is given up; half an hour unless set. */
  jobLimitMs?: number | undefined;
  /** Bytes of disk that one job may take while it runs; 20 GB unless set. */
  jobLimitBytes?: number | undefined;
  /** Whether threads are started and warmed up before the first job; they start with their first job unless set. */
  warmUp?: boolean | undefined;
  /** Receives one line per noteworthy event; nothing is logged unless set. */
  logger?: ((message: string) => void) | undefined;
}

/** The parts of a running service. */
export interface Service {
  /** `undefined` when no usable ffmpeg was found; `ffmpegProblem` then says why. */
  ffmpeg: Ffmpeg | undefined;
  ffmpegProblem: RenderFailure | undefined;
  blobs: BlobStore;
  results: RecordStore<RenderResult>;
  queue: JobQueue;
  largestBlobBytes: number;
  /** Makes room soon, if there is too little. */
  scheduleEviction(): void;
  close(): Promise<void>;
}

const DEFAULT_LIMIT_BYTES = 5_000_000_000;
const DEFAULT_LONGEST_QUEUE = 500;
const DEFAULT_JOB_LIMIT_MS = 30 * 60_000;
const DEFAULT_JOB_LIMIT_BYTES = 20_000_000_000;
const LARGEST_BLOB_BYTES = 1_000_000_000;
const EVICTION_DELAY_MS = 5_000;

/** Without ffmpeg frames can still be drawn, so the service starts and each video job says what is missing. */
const NO_FFMPEG: Ffmpeg = { program: 'ffmpeg', version: 'none', source: 'system', warnings: [] };

/** Opens the directory, finds ffmpeg and gets ready to work. */
export async function openService(options: ServiceOptions): Promise<Service> {
  const log = options.logger ?? (() => {});
  const concurrency = Math.max(1, options.concurrency ?? availableParallelism());
  const found = await findFfmpeg().catch((cause: unknown) => {
    if (cause instanceof RenderFailure) return cause;
    throw cause;
  });
  const ffmpegProblem = found instanceof RenderFailure ? found : undefined;
  const ffmpeg = found instanceof RenderFailure ? undefined : found;
  const settings = {
    ...{ directory: options.directory, ffmpeg: ffmpeg ?? NO_FFMPEG, concurrency },
    jobLimitMs: options.jobLimitMs ?? DEFAULT_JOB_LIMIT_MS,
    jobLimitBytes: options.jobLimitBytes ?? DEFAULT_JOB_LIMIT_BYTES,
  };
  const { blobs, results } = openLayout(options.directory, settings.ffmpeg);
  await blobs.prepare();
  registerFonts();
  const pool = new WorkerPool(settings, log);
  if (options.warmUp) void pool.warmUp(concurrency);
  let eviction: NodeJS.Timeout | undefined;
  const queue = new JobQueue({
    concurrency,
    longestQueue: options.longestQueue ?? DEFAULT_LONGEST_QUEUE,
    run: (job, run) =>
      ffmpegProblem && job.kind !== 'storyboard' && job.kind !== 'sheet'
        ? Promise.reject(ffmpegProblem)
        : pool.run(job, run),
    onCompleted: (id, _job, result) => results.write(id, result),
    onIdle: () => scheduleEviction(),
  });
  const scheduleEviction = () => {
    eviction ??= setTimeout(() => {
      eviction = undefined;
      evict(blobs, options.limitBytes ?? DEFAULT_LIMIT_BYTES, queue.neededBlobs()).catch((cause: unknown) =>
        log(`Old media could not be removed: ${cause}`),
      );
    }, EVICTION_DELAY_MS).unref();
  };
  return {
    ffmpeg,
    ffmpegProblem,
    blobs,
    results,
    queue,
    largestBlobBytes: LARGEST_BLOB_BYTES,
    scheduleEviction,
    close: async () => {
      clearTimeout(eviction);
      await queue.close();
      await pool.close();
    },
  };
}
