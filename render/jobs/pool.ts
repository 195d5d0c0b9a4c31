import { Worker } from 'node:worker_threads';
import type { RenderJob, RenderResult } from '../../src/types/render.ts';
import { cancelled, RenderFailure } from '../failure.ts';
import type { WorkerReply, WorkerRequest, WorkerSettings } from './messages.ts';

/** Milliseconds a cancelled job has to stop by itself before its thread is ended. */
const CANCEL_GRACE_MS = 2_000;

/** How a job is handed to {@link WorkerPool.run}. */
export interface PoolRun {
  onProgress(progress: number): void;
  signal: AbortSignal;
}

interface Seat {
  worker: Worker;
  busy: boolean;
}

/** Threads that do the work of jobs, so that drawing and blending never hold up the HTTP server. */
export class WorkerPool {
  private readonly settings: WorkerSettings;
  private readonly log: (message: string) => void;
  private readonly seats: Seat[] = [];
  private isClosed = false;

  constructor(settings: WorkerSettings, log: (message: string) => void) {
    this.settings = settings;
    this.log = log;
  }

  /**
   * Runs one job in a free thread, starting one when there is none; the caller bounds how many run at a time.
   * @throws RenderFailure
   */
  run(job: RenderJob, { onProgress, signal }: PoolRun): Promise<RenderResult> {
    if (signal.aborted) return Promise.reject(cancelled());
    const seat = this.seats.find(({ busy }) => !busy) ?? this.addSeat();
    const { worker } = seat;
    seat.busy = true;
    return new Promise<RenderResult>((resolve, reject) => {
      let failure = new RenderFailure('internal', 'The render service lost the thread that worked on this job.');
      let ending: NodeJS.Timeout | undefined;
      const stop = (reason: RenderFailure) => {
        failure = reason;
        worker.postMessage({ type: 'cancel' } satisfies WorkerRequest);
        ending ??= setTimeout(() => void worker.terminate(), CANCEL_GRACE_MS);
      };
      const abort = () => stop(cancelled());
      const limit = setTimeout(
        () => stop(new RenderFailure('timeout', 'The job took too long and was stopped.')),
        this.settings.jobLimitMs,
      );
      const settle = () => {
        clearTimeout(limit);
        clearTimeout(ending);
        signal.removeEventListener('abort', abort);
        worker.off('message', onMessage).off('exit', onExit);
        seat.busy = false;
      };
      const onMessage = (message: WorkerReply) => {
        if (message.type === 'warm') return;
        if (message.type === 'progress') return onProgress(message.progress);
        settle();
        if (message.type === 'done') return resolve(message.result);
        const { code, message: sentence } = message.error;
        if (code === 'internal' && message.detail !== undefined) this.log(message.detail);
        return reject(code === 'cancelled' ? failure : new RenderFailure(code, sentence));
      };
      const onExit = () => {
        settle();
        reject(failure);
      };
      worker.on('message', onMessage).on('exit', onExit);
      signal.addEventListener('abort', abort, { once: true });
      worker.postMessage({ type: 'run', job } satisfies WorkerRequest);
    });
  }

  /**
   * Starts threads ahead of the first job and has them load what jobs need, one after the other so that others who
   * start at the same time get their share of the processor. Jobs may be run meanwhile.
   */
  async warmUp(threads: number): Promise<void> {
    while (this.seats.length < threads && !this.isClosed) {
      const { worker } = this.addSeat();
      await new Promise<void>((resolve) => {
        worker.once('exit', resolve).on('message', ({ type }: WorkerReply) => {
          if (type === 'warm') resolve();
        });
        worker.postMessage({ type: 'warm-up' } satisfies WorkerRequest);
      });
    }
  }

  /** Ends all threads. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all(this.seats.map(({ worker }) => worker.terminate()));
  }

  private addSeat(): Seat {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: this.settings });
    // Without a listener an error in a thread would end the whole service; its job learns of it by the exit.
    worker.on('error', (error) => this.log(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    const seat = { worker, busy: false };
    this.seats.push(seat);
    worker.once('exit', () => this.seats.splice(this.seats.indexOf(seat), 1));
    return seat;
  }
}
