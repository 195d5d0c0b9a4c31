import type { RenderJob, RenderResult, RenderStatus } from '../../src/types/render.ts';
import { asRenderFailure, cancelled } from '../failure.ts';
import { inputsOf } from './inputs.ts';

/** Does the work of one job. */
export type RunJob = (
  job: RenderJob,
  run: { onProgress(progress: number): void; signal: AbortSignal },
) => Promise<RenderResult>;

/** What {@link JobQueue} needs. */
export interface QueueOptions {
  run: RunJob;
  /** Jobs that run at the same time. */
  concurrency: number;
  /** Jobs that may wait. */
  longestQueue: number;
  /** Called with each result before the job counts as completed. */
  onCompleted(id: string, job: RenderJob, result: RenderResult): Promise<void>;
  /** Called after each job, whatever became of it. */
  onIdle?(): void;
}

interface Entry {
  id: string;
  job: RenderJob;
  status: RenderStatus;
  controller: AbortController;
  /** Those who wait for the end. */
  waiting: Set<() => void>;
}

/** Failed jobs that are remembered, so that whoever asks late still learns why. */
const REMEMBERED_FAILURES = 1_000;

/** Frames are needed before anything else and quickly drawn; a film ends everybody's waiting. */
const PRIORITY: Record<RenderJob['kind'], number> = {
  film: 0,
  storyboard: 1,
  clip: 2,
  conform: 2,
  seam: 2,
  segment: 2,
  sheet: 3,
  frames: 3,
};

/** Jobs that wait, run or failed. Completed ones leave: their results are in the result index. */
export class JobQueue {
  private readonly options: QueueOptions;
  private readonly entries = new Map<string, Entry>();
  private readonly queued: Entry[] = [];
  private readonly failures: string[] = [];
  private readonly running = new Set<Promise<void>>();

  constructor(options: QueueOptions) {
    this.options = options;
  }

  /** Whether another job would have to be turned away. */
  get isFull(): boolean {
    return this.queued.length >= this.options.longestQueue;
  }

  /** How many jobs wait and run. */
  get load(): { queued: number; running: number } {
    return { queued: this.queued.length, running: this.running.size };
  }

  /** How a job stands; `undefined` when it is not here (completed ones are not). */
  status(id: string): RenderStatus | undefined {
    return this.entries.get(id)?.status;
  }

  /** Adds a job, or leaves it alone when it already waits or runs. A failed one begins again. */
  submit(id: string, job: RenderJob): RenderStatus {
    const known = this.entries.get(id);
    if (known && known.status.status !== 'failed') return known.status;
    const entry: Entry = {
      id,
      job,
      status: { id, status: 'queued' },
      controller: new AbortController(),
      waiting: new Set(),
    };
    this.entries.set(id, entry);
    const before = this.queued.findIndex((other) => PRIORITY[other.job.kind] > PRIORITY[job.kind]);
    this.queued.splice(before === -1 ? this.queued.length : before, 0, entry);
    this.startNext();
    return entry.status;
  }

  /** Stops a job that waits or runs. */
  cancel(id: string): RenderStatus | undefined {
    const entry = this.entries.get(id);
    if (!entry || entry.status.status === 'failed') return entry?.status;
    entry.controller.abort();
    const place = this.queued.indexOf(entry);
    if (place !== -1) this.queued.splice(place, 1);
    this.fail(entry, cancelled());
    return entry.status;
  }

  /** Resolves when a job ends, `waitMs` have passed or `signal` fires, whichever is first. */
  async waitFor(id: string, waitMs: number, signal: AbortSignal): Promise<void> {
    const entry = this.entries.get(id);
    if (!entry || entry.status.status === 'failed' || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        entry.waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, waitMs);
      entry.waiting.add(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }

  /** Media that jobs here read or will read. */
  neededBlobs(): Set<string> {
    const live = [...this.entries.values()].filter(({ status }) => status.status !== 'failed');
    return new Set(live.flatMap(({ job }) => inputsOf(job)));
  }

  /** Cancels everything and waits until nothing runs any more. */
  async close(): Promise<void> {
    for (const id of [...this.entries.keys()]) this.cancel(id);
    await Promise.all(this.running);
  }

  private startNext(): void {
    while (this.running.size < this.options.concurrency) {
      const entry = this.queued.shift();
      if (!entry) return;
      const run = this.execute(entry).finally(() => {
        this.running.delete(run);
        this.startNext();
        this.options.onIdle?.();
      });
      this.running.add(run);
    }
  }

  private async execute(entry: Entry): Promise<void> {
    const { id, job, controller } = entry;
    const isLive = () => this.entries.get(id) === entry && entry.status.status !== 'failed';
    entry.status = { id, status: 'processing', progress: 0 };
    try {
      const result = await this.options.run(job, {
        signal: controller.signal,
        onProgress: (progress) => {
          if (isLive()) entry.status = { id, status: 'processing', progress: Math.min(1, Math.max(0, progress)) };
        },
      });
      await this.options.onCompleted(id, job, result);
      if (isLive()) {
        entry.status = { id, status: 'completed', result };
        this.entries.delete(id);
      }
      this.wake(entry);
    } catch (thrown) {
      if (isLive()) this.fail(entry, thrown);
    }
  }

  private fail(entry: Entry, thrown: unknown): void {
    entry.status = { id: entry.id, status: 'failed', error: asRenderFailure(thrown).toJSON() };
    this.failures.push(entry.id);
    if (this.failures.length > REMEMBERED_FAILURES) this.forget(this.failures.shift());
    this.wake(entry);
  }

  private forget(id: string | undefined): void {
    if (id !== undefined && this.entries.get(id)?.status.status === 'failed' && !this.failures.includes(id)) {
      this.entries.delete(id);
    }
  }

  private wake(entry: Entry): void {
    for (const done of [...entry.waiting]) done();
  }
}
