import type { RenderError, RenderJob, RenderResult } from '../../src/types/render.ts';
import type { Ffmpeg } from '../ffmpeg.ts';

/** What a worker thread is told at its start. */
export interface WorkerSettings {
  directory: string;
  ffmpeg: Ffmpeg;
  concurrency: number;
  /** Milliseconds after which a job is given up, however busy it is. */
  jobLimitMs: number;
  /** Bytes of intermediate files and result that one job may have at a time. */
  jobLimitBytes: number;
}

/** To a worker thread. */
export type WorkerRequest = { type: 'run'; job: RenderJob } | { type: 'cancel' } | { type: 'warm-up' };

/** From a worker thread. `detail` is for the log only. */
export type WorkerReply =
  | { type: 'warm' }
  | { type: 'progress'; progress: number }
  | { type: 'done'; result: RenderResult }
  | { type: 'failed'; error: RenderError; detail: string | undefined };
