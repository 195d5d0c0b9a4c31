import type { Job, TaskWork } from '../types/job.ts';

const RETRY_BASE_MS = 1_000;
const RETRY_CAP_MS = 60_000;

/**
 * Wait before the next try after `attempts` failures: full jitter, that is a share of an exponentially growing span.
 * @param jitter 0–1, drawn by the caller.
 */
export function retryDelayMs(attempts: number, jitter: number): number {
  return Math.round(Math.min(RETRY_CAP_MS, RETRY_BASE_MS * 2 ** attempts) * jitter);
}

/** Usual time to a result, and the longest pause between two questions, in milliseconds. */
const PACE: Record<'local' | TaskWork['kind'], { firstMs: number; capMs: number }> = {
  local: { firstMs: 60, capMs: 250 },
  keyframe: { firstMs: 2_000, capMs: 5_000 },
  clip: { firstMs: 15_000, capMs: 10_000 },
  film: { firstMs: 5_000, capMs: 10_000 },
};

/** Wait before asking a vendor how a submission stands: first near the usual time to a result, then steadily. */
export function pollDelayMs(provider: string, kind: TaskWork['kind'], polls: number): number {
  const { firstMs, capMs } = PACE[provider === 'local' ? 'local' : kind];
  return polls === 0 ? firstMs : Math.min(capMs, firstMs * 1.5 ** polls);
}

/** Longest a submission may stay unanswered before the job looks at itself again, in milliseconds. */
const SUBMIT_WATCH_MS = 5_000;

/** When a job next has to be looked at, in milliseconds since 1970; undefined when only a person can move it. */
export function nextWakeAt(job: Job, now: number): number | undefined {
  const times = job.tasks.flatMap((task) => {
    switch (task.state) {
      case 'running':
        return [task.pollAt];
      case 'storing':
        return [task.retryAt];
      case 'submitting':
        return [now + SUBMIT_WATCH_MS];
      case 'waiting':
        return task.notBefore !== undefined && job.state !== 'cancelled' ? [task.notBefore] : [];
      default:
        return [];
    }
  });
  return times.length === 0 ? undefined : Math.min(...times);
}
