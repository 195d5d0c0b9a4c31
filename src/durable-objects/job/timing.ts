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
/** Share of the time passed that lies between two questions: on average a result waits for half of it, under 5 %. */
const STEP_SHARE = 0.08;
/** Shortest pause between two questions: this share of the usual time, within these bounds in milliseconds. */
const SHORTEST = { share: 0.04, leastMs: 400, mostMs: 1_000 } as const;
/** Longest pause between two questions, in milliseconds. */
const LONGEST_MS = 30_000;
/** A vendor is asked once soon after the submission: bad inputs fail, and small work is done, in the first seconds. */
const EARLY_LOOK_MS = 1_500;
/** Share of the fastest time seen before which a vendor is not asked, once much has been seen. */
const TRUSTED_SHARE = 0.8;
/** With a webhook on its way, asking is only for the case that it never comes: later, and in longer steps. */
const WEBHOOK = { patience: 1.5, stepShare: 0.25, shortestMs: 5_000 } as const;

/** Names what takes how long: one model of one provider. */
export function latencyKey({ provider, model, work }: Pick<Task, 'provider' | 'model' | 'work'>): string {
  return `${provider}/${model ?? ''}/${work.kind}`;
}

/** The times seen so far with one more. */
export function observeLatency(job: Pick<Job, 'latencies'>, task: Task, tookMs: number): Job['latencies'] {
  const key = latencyKey(task);
  const { count, meanMs, fastestMs = meanMs } = job.latencies[key] ?? { count: 0, meanMs: 0, fastestMs: tookMs };
  const seen = {
    count: count + 1,
    meanMs: meanMs + (tookMs - meanMs) / (count + 1),
    fastestMs: Math.min(fastestMs, tookMs),
  };
  return { ...job.latencies, [key]: seen };
}

/** What {@link nextPollAt} reads of a task. */
export type PolledTask = Pick<
  TaskIn<'running'>,
  'provider' | 'model' | 'work' | 'usualMs' | 'pollMs' | 'startedAt' | 'polls'
>;

/**
 * When to ask a vendor next how a submission stands: once early, then in steps that grow with the time already waited.
 * What the catalogue says is a guess, so nothing hangs on it but the shortest step; what was seen lets the questions
 * before the first likely moment be left out, the more of it the closer.
 * @param task just submitted, or just asked about.
 * @param webhook whether the vendor was given an address to call.
 */
export function nextPollAt(task: PolledTask, latencies: Job['latencies'], now: number, webhook: boolean): number {
  if (task.provider === 'local') return now + LOCAL_PAUSE_MS;
  const waitedMs = Math.max(0, now - task.startedAt);
  const seen = latencies[latencyKey(task)];
  const usualMs = seen?.meanMs ?? task.usualMs ?? USUAL_MS[task.work.kind];
  const vendorsMs = task.pollMs ?? 0;
  const ownMs = webhook ? WEBHOOK.shortestMs : within(usualMs * SHORTEST.share, SHORTEST.leastMs, SHORTEST.mostMs);
  const shortestMs = Math.max(vendorsMs, ownMs);
  const share = webhook ? WEBHOOK.stepShare : STEP_SHARE;
  const stepMs = within(waitedMs * share, shortestMs, Math.max(shortestMs, LONGEST_MS));
  const quietMs = webhook ? usualMs * WEBHOOK.patience : firstLikelyMs(seen);
  const waitMs = Math.max(stepMs, quietMs - waitedMs);
  return now + Math.round(task.polls === 0 ? Math.max(vendorsMs, Math.min(waitMs, EARLY_LOOK_MS)) : waitMs);
}

/** Time after a submission before which no result is likely, in milliseconds. */
function firstLikelyMs(seen: Job['latencies'][string] | undefined): number {
  if (!seen) return 0;
  const { count, meanMs, fastestMs = meanMs } = seen;
  return fastestMs * TRUSTED_SHARE * (count / (count + 1));
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
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
