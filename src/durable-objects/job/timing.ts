import type { Job, Task, TaskIn } from '../../types/job.ts';

const RETRY_BASE_MS = 1_000;
const RETRY_CAP_MS = 60_000;

/**
 * Wait before the next try after `attempts` failures: full jitter, that is a share of an exponentially growing span.
 * @param jitter 0–1, drawn by the caller.
 */
export function retryDelayMs(attempts: number, jitter: number): number {
  return Math.round(Math.min(RETRY_CAP_MS, RETRY_BASE_MS * 2 ** attempts) * jitter);
}

/** Usual time to a result where neither the catalogue nor experience tells, in milliseconds. */
const USUAL_MS: Record<Task['work']['kind'], number> = {
  keyframe: 6_000,
  clip: 60_000,
  conform: 2_000,
  seam: 1_000,
  film: 20_000,
};
/** The render service answers when the work is done or a moment later, so that it can be asked again at once. */
const LOCAL_PAUSE_MS = 20;
/** Shortest and longest pause between two questions to a vendor, in milliseconds. */
const SHORTEST_MS = 400;
const LONGEST_MS = 30_000;
/** A vendor is asked once soon after the submission: bad inputs fail, and small work is done, in the first seconds. */
const EARLY_LOOK_MS = 1_500;
/** Share of the usual time after which a vendor is asked in earnest. */
const FIRST_SHARE = 0.8;
/** Share of the time passed that lies between two questions: on average a result waits for half of it, under 5 %. */
const STEP_SHARE = 0.09;
/** With a webhook on its way, asking is only for the case that it never comes. */
const WEBHOOK_PATIENCE = 1.5;

/** Names what takes how long: one model of one provider. */
export function latencyKey({ provider, model, work }: Pick<Task, 'provider' | 'model' | 'work'>): string {
  return `${provider}/${model ?? ''}/${work.kind}`;
}

/** The mean of the times seen so far with one more. */
export function observeLatency(job: Pick<Job, 'latencies'>, task: Task, tookMs: number): Job['latencies'] {
  const key = latencyKey(task);
  const { count, meanMs } = job.latencies[key] ?? { count: 0, meanMs: 0 };
  return { ...job.latencies, [key]: { count: count + 1, meanMs: meanMs + (tookMs - meanMs) / (count + 1) } };
}

/**
 * When to ask a vendor next how a submission stands: once early, then near the usual time to a result, then in steps that
 * grow with the time already waited.
 * @param task just submitted, or just asked about.
 * @param webhook whether the vendor was given an address to call.
 */
export function nextPollAt(
  task: Pick<TaskIn<'running'>, 'provider' | 'model' | 'work' | 'usualMs' | 'startedAt' | 'polls'>,
  latencies: Job['latencies'],
  now: number,
  webhook: boolean,
): number {
  if (task.provider === 'local') return now + LOCAL_PAUSE_MS;
  const usualMs = latencies[latencyKey(task)]?.meanMs ?? task.usualMs ?? USUAL_MS[task.work.kind];
  const waitedMs = Math.max(0, now - task.startedAt);
  const patience = webhook ? WEBHOOK_PATIENCE : 1;
  const usualLeftMs = usualMs * FIRST_SHARE * patience - waitedMs;
  const stepMs = waitedMs * STEP_SHARE * patience;
  if (usualLeftMs <= 0) return now + Math.round(Math.min(LONGEST_MS, Math.max(SHORTEST_MS, stepMs)));
  return now + Math.round(Math.max(SHORTEST_MS, task.polls === 0 ? Math.min(EARLY_LOOK_MS, usualLeftMs) : usualLeftMs));
}

/** Longest a submission may stay unanswered before the job looks at itself again, in milliseconds. */
const SUBMIT_WATCH_MS = 5_000;

/**
 * When a job next has to be looked at, in milliseconds since 1970; undefined when only a person can move it.
 * @param busy tasks that are being seen to right now.
 */
export function nextWakeAt(job: Job, now: number, busy: ReadonlySet<string> = new Set()): number | undefined {
  const still = job.state === 'cancelled' || job.paused;
  let earliest: number | undefined;
  for (const task of job.tasks) {
    if (busy.has(task.id)) continue;
    const at = dueAt(task, still, now);
    if (at !== undefined && (earliest === undefined || at < earliest)) earliest = at;
  }
  return earliest;
}

function dueAt(task: Task, still: boolean, now: number): number | undefined {
  switch (task.state) {
    case 'running':
      return task.pollAt;
    case 'storing':
    case 'reconciling':
      return task.retryAt;
    case 'submitting':
      return now + SUBMIT_WATCH_MS;
    case 'waiting':
      // One whose time has come waits for a place or for money, and whatever frees that wakes the job by itself.
      return !still && task.notBefore !== undefined && task.notBefore > now ? task.notBefore : undefined;
    default:
      return undefined;
  }
}
