import { unreachable } from '../../lib/utils.ts';
import type { ErrorRecord } from '../../types/errors.ts';
import type { Job, Media, Task, TaskIn } from '../../types/job.ts';
import { askNow } from './ask-now.ts';
import { JobChange, type Reusable, type Transition } from './change.ts';
import type { JobInput, TaskInput, TaskReport } from './events.ts';
import { cancel, decide, lock, regenerate, replace, retry } from './orders.ts';
import { conclude } from './schedule.ts';
import { common, failedTask, storedError, waiting } from './tasks.ts';
import { nextPollAt, observeLatency, retryDelayMs } from './timing.ts';
import { followEstimate } from './vendor-estimate.ts';

/** Submissions of one task that were surely refused before it is given up. */
const MAX_ATTEMPTS = 5;
/** The same where patience is all it takes: free work that a restart interrupts, and vendors that are asked too often. */
const MAX_PATIENT_ATTEMPTS = 30;
/** Free work waits no longer between two attempts than after so many. */
const FREE_BACKOFF_ATTEMPTS = 4;
/** Tries to copy one result before its task fails. */
const MAX_STORE_TRIES = 5;
/** Times an expired result is asked for anew. */
const MAX_REFRESHES = 3;
/** Times a vendor is asked what became of a lost submission before a person has to decide. */
const MAX_RECONCILE_TRIES = 8;
/** Longest a vendor is waited for before a person has to decide. */
const MAX_RUNNING_MS = 6 * 3_600_000;
/** Refusals that concern the account and not the task: every other submission would meet them too. */
const ACCOUNT_ERRORS: ReadonlySet<ErrorRecord['code']> = new Set(['auth', 'quota']);

/**
 * The whole of a job's logic: what a job becomes when something happens to it, and what is to be done about it.
 * Pure: no I/O, no clock and no randomness of its own; time and jitter come in.
 * An input that comes late, twice or out of order finds its task in another state and changes nothing.
 */
export function transition(job: Job, input: JobInput, now: number, reusable: Reusable = new Map()): Transition {
  const change = new JobChange(job, now, reusable);
  apply(change, input);
  return conclude(change);
}

function apply(change: JobChange, input: JobInput): void {
  switch (input.type) {
    case 'started':
      for (const task of change.inState('submitting')) doubt(change, task, INTERRUPTED);
      return;
    case 'submitted':
    case 'submit-refused':
    case 'submit-in-doubt':
    case 'reconcile-failed':
    case 'status':
    case 'status-unreachable':
    case 'landed':
    case 'landing-failed':
      // An answer about an earlier submission comes too late.
      if (change.get(input.taskId)?.submissions === input.submission) answered(change, input);
      return;
    case 'webhook':
      if (change.get(input.taskId)?.submissions === input.submission) called(change, input);
      return;
    case 'places-granted':
      change.granted.set(input.vendor, input.places);
      return;
    case 'paused':
      change.settings.paused = true;
      return;
    case 'resumed':
      change.settings.paused = false;
      change.settings.holds = {};
      return;
    case 'review-approved':
      if (change.settings.review === 'pending') change.settings.review = 'approved';
      return;
    case 'cancelled':
      return cancel(change);
    case 'retried':
      return retry(change);
    case 'decided':
      return decide(change, input.taskId, input.decision);
    case 'regenerated':
      return regenerate(change, input.taskId);
    case 'replaced':
      return replace(change, input.taskId, input.media);
    case 'locked':
      return lock(change, input.taskId, input.locked);
    case 'budget-changed':
      if (input.budgetUsd === undefined) delete change.settings.budgetUsd;
      else change.settings.budgetUsd = input.budgetUsd;
      return;
    case 'tick':
      return tick(change);
    default:
      unreachable(input);
  }
}

/** What became of a command, where its task still stands as it did. */
function answered(change: JobChange, input: TaskInput): void {
  const { taskId } = input;
  switch (input.type) {
    case 'submitted':
      change.during(taskId, 'submitting', (task) => report(change, task, input.report));
      return change.during(taskId, 'reconciling', (task) => report(change, task, input.report));
    case 'submit-refused':
      change.during(taskId, 'submitting', (task) => refused(change, task, input.error, input.jitter));
      return change.during(taskId, 'reconciling', (task) => refused(change, task, input.error, input.jitter));
    case 'submit-in-doubt':
      return change.during(taskId, 'submitting', (task) => doubt(change, task, input.error));
    case 'reconcile-failed':
      return change.during(taskId, 'reconciling', (task) => stillInDoubt(change, task, input));
    case 'status':
      return change.during(taskId, 'running', (task) => report(change, task, input.report));
    case 'status-unreachable':
      return change.during(taskId, 'running', (task) => unanswered(change, task, input.error));
    case 'landed':
      return change.during(taskId, 'storing', (task) => landed(change, task, input.media));
    case 'landing-failed':
      return change.during(taskId, 'storing', (task) => landingFailed(change, task, input));
    default:
      unreachable(input);
  }
}

const INTERRUPTED: ErrorRecord = {
  code: 'outcome_unknown',
  message: 'The server stopped while this was being sent; it may have been taken and charged.',
};

type Submitted = TaskIn<'submitting' | 'reconciling' | 'running'>;

/** What a vendor says of a submission, right after it or when asked later. */
function report(change: JobChange, task: Submitted, said: TaskReport): void {
  switch (said.status) {
    case 'completed': {
      const { requestHash, startedAt } = task;
      change.put({
        ...common(task),
        state: 'storing',
        requestHash,
        startedAt,
        handle: said.handle,
        results: said.results,
        costUsd: said.costUsd ?? task.estimateUsd,
        costBasis: said.costUsd === undefined ? 'computed' : 'reported',
        tries: 0,
        retryAt: change.now,
        refreshes: task.state === 'running' ? task.refreshes : 0,
        ...(said.notices === undefined ? {} : { notices: said.notices }),
      });
      change.settings.latencies = observeLatency(change.settings, task, change.now - startedAt);
      return change.command('store', task);
    }
    case 'queued':
    case 'processing':
      return keepWaiting(change, task, said);
    case 'step-completed':
      return stepCompleted(change, task, said);
    case 'failed':
      return reportedFailure(change, task, said);
    default:
      unreachable(said);
  }
}

/** One billable step is done: it is booked, and the next waits for its place and its money like any other submission. */
function stepCompleted(
  change: JobChange,
  task: Submitted,
  { handle, costUsd }: Extract<TaskReport, { status: 'step-completed' }>,
): void {
  change.settle(task, costUsd ?? task.estimateUsd, costUsd === undefined ? 'computed' : 'reported');
  const next = waiting({ ...task, attempts: 0, finishedStep: handle });
  change.put(change.cancelled ? { ...common(next), state: 'cancelled' } : next);
}

function keepWaiting(
  change: JobChange,
  submitted: Submitted,
  { handle, progress, estimatedUsd }: Extract<TaskReport, { status: 'queued' | 'processing' }>,
): void {
  const { requestHash, startedAt } = submitted;
  const again = submitted.state === 'running';
  if (change.now - startedAt > MAX_RUNNING_MS) return park(change, submitted, TOO_LONG);
  const task = again || estimatedUsd === undefined ? submitted : followEstimate(change, submitted, estimatedUsd);
  const running = {
    ...common(task),
    state: 'running' as const,
    requestHash,
    handle,
    startedAt,
    polls: task.state === 'running' ? task.polls + 1 : 0,
    refreshes: task.state === 'running' ? task.refreshes : 0,
  };
  const pollAt = nextPollAt(running, change.settings.latencies, change.now, change.before.webhooks);
  change.put({ ...running, pollAt, ...(progress === undefined ? {} : { progress }) });
  // Cancelled while it was being sent: the order to stop comes as soon as there is something to stop.
  if (change.cancelled && !again) change.command('cancel', task);
}

const TOO_LONG: ErrorRecord = {
  code: 'timeout',
  message: 'The vendor has not finished after six hours; it may still finish, and charge.',
};

function reportedFailure(
  change: JobChange,
  task: Submitted,
  { error, charged }: Extract<TaskReport, { status: 'failed' }>,
): void {
  const free = charged === false || task.estimateUsd === 0;
  if (free) change.release(task);
  // Whether a vendor charges for work that it took and then failed is its secret, so it counts as spent.
  else change.settle(task, task.estimateUsd, 'computed');
  if (error.code === 'cancelled') return change.put({ ...common(task), state: 'cancelled' });
  if (error.retryable && free && mayTryAgain(task, error) && !change.cancelled) {
    const notBefore = change.now + retryDelayMs(backoffAttempts(task), 0.5);
    return change.put({ ...waiting(task), notBefore });
  }
  change.put(failedTask(task, error));
}

function mayTryAgain({ attempts, estimateUsd }: Task, { code }: ErrorRecord): boolean {
  return attempts < (estimateUsd === 0 || code === 'rate_limit' ? MAX_PATIENT_ATTEMPTS : MAX_ATTEMPTS);
}

function backoffAttempts({ attempts, estimateUsd }: Task): number {
  return estimateUsd === 0 ? Math.min(attempts, FREE_BACKOFF_ATTEMPTS) : attempts;
}

function refused(change: JobChange, task: Submitted, error: ErrorRecord, jitter: number): void {
  change.release(task);
  if (change.cancelled) return change.put({ ...common(task), state: 'cancelled' });
  if (ACCOUNT_ERRORS.has(error.code)) {
    // Not the task's fault: it waits, and nothing else runs into the same wall.
    change.settings.holds = { ...change.settings.holds, [task.provider]: `${error.message} Then resume the job.` };
    return change.put({ ...waiting(task), attempts: task.attempts - 1 });
  }
  if (!error.retryable || !mayTryAgain(task, error)) return change.put(failedTask(task, error));
  const delayMs = Math.max(error.retryAfterMs ?? 0, retryDelayMs(backoffAttempts(task), jitter));
  change.put({ ...waiting(task), notBefore: change.now + delayMs });
}

/** The answer to a submission was lost. The reservation stays, for the money may be gone; the vendor is asked. */
function doubt(change: JobChange, task: TaskIn<'submitting'>, error: ErrorRecord): void {
  const { requestHash, startedAt } = task;
  change.put({
    ...common(task),
    state: 'reconciling',
    requestHash,
    startedAt,
    tries: 0,
    retryAt: change.now,
    error: storedError(task, error),
  });
  change.command('reconcile', task);
}

function stillInDoubt(
  change: JobChange,
  task: TaskIn<'reconciling'>,
  { error, again }: Extract<TaskInput, { type: 'reconcile-failed' }>,
): void {
  const tries = task.tries + 1;
  if (!again || tries >= MAX_RECONCILE_TRIES) return park(change, task, error);
  change.put({ ...task, tries, retryAt: change.now + retryDelayMs(tries, 1), error: storedError(task, error) });
}

/** A person has to decide. */
function park(change: JobChange, task: Submitted, error: ErrorRecord): void {
  const { requestHash, startedAt } = task;
  const handle = task.state === 'running' ? { handle: task.handle } : {};
  change.put({
    ...common(task),
    state: 'outcome_unknown',
    requestHash,
    startedAt,
    error: storedError(task, error),
    ...handle,
  });
}

function unanswered(change: JobChange, task: TaskIn<'running'>, error: ErrorRecord): void {
  if (change.now - task.startedAt > MAX_RUNNING_MS) return park(change, task, error);
  const polls = task.polls + 1;
  const asked = { ...task, polls, error: storedError(task, error) };
  const pollAt = nextPollAt(asked, change.settings.latencies, change.now, false);
  change.put({ ...asked, pollAt: Math.max(pollAt, change.now + (error.retryAfterMs ?? 0)) });
}

/** A vendor called: it is asked at once, and a submission that was lost is found where the call names it. */
function called(change: JobChange, { taskId, handle }: Extract<JobInput, { type: 'webhook' }>): void {
  change.during(taskId, 'running', (task) => {
    change.put({ ...task, pollAt: change.now });
    change.command('poll', task);
  });
  const found = (task: TaskIn<'reconciling' | 'outcome_unknown'>): void => {
    const { requestHash, startedAt } = task;
    if (handle) askNow(change, task, { requestHash, startedAt, handle, refreshes: 0 });
  };
  change.during(taskId, 'reconciling', found);
  change.during(taskId, 'outcome_unknown', found);
}

function landed(change: JobChange, task: TaskIn<'storing'>, media: Media[]): void {
  change.settle(task, task.costUsd, task.costBasis);
  const { requestHash, costUsd, notices } = task;
  change.put({
    ...common(task),
    state: 'completed',
    requestHash,
    media,
    costUsd,
    origin: 'made',
    ...(notices === undefined ? {} : { notices }),
  });
}

function landingFailed(
  change: JobChange,
  task: TaskIn<'storing'>,
  { error, expired }: Extract<TaskInput, { type: 'landing-failed' }>,
): void {
  const tries = task.tries + 1;
  if (expired && task.refreshes < MAX_REFRESHES) {
    const { requestHash, startedAt, handle } = task;
    return askNow(change, task, { requestHash, startedAt, handle, refreshes: task.refreshes + 1 });
  }
  if (error.retryable && tries < MAX_STORE_TRIES) {
    return change.put({ ...task, tries, retryAt: change.now + retryDelayMs(tries, 1) });
  }
  change.put({ ...failedTask(task, error), unfetched: { handle: task.handle } });
}

function tick(change: JobChange): void {
  for (const task of change.inState('running')) if (task.pollAt <= change.now) change.command('poll', task);
  for (const task of change.inState('storing')) if (task.retryAt <= change.now) change.command('store', task);
  for (const task of change.inState('reconciling')) if (task.retryAt <= change.now) change.command('reconcile', task);
}
