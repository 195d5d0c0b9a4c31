import { roundUsd, unreachable } from '../lib/utils.ts';
import type { ErrorRecord } from '../types/errors.ts';
import { FINAL_JOB_STATES, type Job, type Media, type Task, type TaskIn, type TaskState } from '../types/job.ts';
import type { JobCommand, JobInput, JobLogLine, LedgerEntry, TaskReport } from './job-events.ts';
import { common, failedTask, jobStateOf, requestHashOf, storedError } from './job-tasks.ts';
import { pollDelayMs, retryDelayMs } from './job-timing.ts';

/** Results this project already has, by request hash. */
export type Reusable = ReadonlyMap<string, Media[]>;

/** The outcome of one {@link transition}. Job, ledger and log are saved together before any command is carried out. */
export interface Transition {
  job: Job;
  commands: JobCommand[];
  ledger: LedgerEntry[];
  log: JobLogLine[];
}

/** Submissions of one task that were surely refused before it is given up. */
const MAX_ATTEMPTS = 5;
/** Tries to copy one result before its task fails. */
const MAX_STORE_TRIES = 5;

/**
 * The whole of a job's logic: what a job becomes when something happens to it, and what is to be done about it.
 * Pure: no I/O, no clock and no randomness of its own; time and jitter come in.
 * An input that comes late, twice or out of order finds its task in another state and changes nothing.
 */
export function transition(job: Job, input: JobInput, now: number, reusable: Reusable = new Map()): Transition {
  const change = new JobChange(job, now, reusable);
  change.apply(input);
  return change.finish();
}

/** Collects what one input changes; lives for one {@link transition} only. */
class JobChange {
  private readonly before: Job;
  private readonly now: number;
  private readonly reusable: Reusable;
  private readonly tasks: Map<string, Task>;
  private readonly commands: JobCommand[] = [];
  private readonly ledger: LedgerEntry[] = [];
  private readonly log: JobLogLine[] = [];
  private budgetUsd: number | undefined;
  private reservedUsd: number;
  private spentUsd: number;
  private cancelled: boolean;

  constructor(job: Job, now: number, reusable: Reusable) {
    this.before = job;
    this.now = now;
    this.reusable = reusable;
    this.tasks = new Map(job.tasks.map((task) => [task.id, task]));
    this.budgetUsd = job.budgetUsd;
    this.reservedUsd = job.reservedUsd;
    this.spentUsd = job.spentUsd;
    this.cancelled = job.state === 'cancelled';
  }

  apply(input: JobInput): void {
    switch (input.type) {
      case 'started':
        for (const task of this.inState('submitting')) this.command('reconcile', task);
        return;
      case 'submitted':
        return this.during(input.taskId, 'submitting', (task) => this.report(task, input.report));
      case 'submit-refused':
        return this.during(input.taskId, 'submitting', (task) => this.refused(task, input.error, input.jitter));
      case 'submit-in-doubt':
        // The reservation stays: the money may be gone.
        return this.during(input.taskId, 'submitting', (task) => {
          const error = storedError(task, input.error);
          this.put({ ...common(task), state: 'outcome_unknown', requestHash: task.requestHash, error });
        });
      case 'status':
        return this.during(input.taskId, 'running', (task) => this.report(task, input.report));
      case 'status-unreachable':
        return this.during(input.taskId, 'running', (task) => this.await(task, task.progress));
      case 'landed':
        return this.during(input.taskId, 'storing', (task) => this.landed(task, input.media));
      case 'landing-failed':
        return this.during(input.taskId, 'storing', (task) => this.landingFailed(task, input.error));
      case 'cancelled':
        return this.cancel();
      case 'retried':
        return this.retry();
      case 'decided':
        return this.during(input.taskId, 'outcome_unknown', (task) => this.decide(task, input.decision));
      case 'budget-changed':
        this.budgetUsd = input.budgetUsd;
        return;
      case 'tick':
        return this.tick();
      default:
        unreachable(input);
    }
  }

  finish(): Transition {
    const blocked = this.cancelled ? undefined : this.startReady();
    const tasks = [...this.tasks.values()];
    const { state, reason } = this.cancelled
      ? { state: 'cancelled' as const, reason: undefined }
      : jobStateOf(tasks, blocked);
    const { reason: _reason, budgetUsd: _budgetUsd, ...rest } = this.before;
    const job: Job = {
      ...rest,
      tasks,
      state,
      reservedUsd: this.reservedUsd,
      spentUsd: this.spentUsd,
      updatedAt: this.now,
      ...(this.budgetUsd === undefined ? {} : { budgetUsd: this.budgetUsd }),
      ...(reason === undefined ? {} : { reason }),
    };
    if (state !== this.before.state || reason !== this.before.reason) {
      this.log.push({ type: 'job-state', state, ...(reason === undefined ? {} : { message: reason }) });
    }
    return { job, commands: this.commands, ledger: this.ledger, log: this.log };
  }

  /** What a vendor says of a submission, right after it or when asked later. */
  private report(task: TaskIn<'submitting' | 'running'>, report: TaskReport): void {
    switch (report.status) {
      case 'completed': {
        const storing: TaskIn<'storing'> = {
          ...common(task),
          state: 'storing',
          requestHash: task.requestHash,
          handle: report.handle,
          results: report.results,
          costUsd: report.costUsd ?? task.estimateUsd,
          costBasis: report.costUsd === undefined ? 'computed' : 'reported',
          tries: 0,
          retryAt: this.now,
        };
        this.put(storing);
        return this.command('store', task);
      }
      case 'queued':
      case 'processing': {
        const { requestHash, startedAt } = task;
        const polls = task.state === 'running' ? task.polls : 0;
        const { handle } = report;
        const running = {
          ...common(task),
          state: 'running' as const,
          requestHash,
          handle,
          startedAt,
          pollAt: this.now,
          polls,
        };
        return this.await(running, report.progress);
      }
      case 'failed':
        return this.reportedFailure(task, report.error);
      default:
        unreachable(report);
    }
  }

  private reportedFailure(task: TaskIn<'submitting' | 'running'>, error: ErrorRecord): void {
    if (task.estimateUsd === 0) this.release(task);
    // Whether a vendor charges for work that it took and then failed is its secret, so it counts as spent.
    else this.settle(task, task.estimateUsd, 'computed');
    if (error.code === 'cancelled') return this.put({ ...common(task), state: 'cancelled' });
    if (error.retryable && task.estimateUsd === 0 && task.attempts < MAX_ATTEMPTS) {
      const notBefore = this.now + retryDelayMs(task.attempts, 0.5);
      return this.put({ ...common(task), state: 'waiting', notBefore });
    }
    this.put(failedTask(task, error));
  }

  /** Goes on waiting for a vendor, and sets when to ask next. */
  private await(task: TaskIn<'running'>, progress: number | undefined): void {
    const { progress: _before, ...rest } = task;
    const pollAt = this.now + pollDelayMs(task.provider, task.work.kind, task.polls);
    this.put({ ...rest, polls: task.polls + 1, pollAt, ...(progress === undefined ? {} : { progress }) });
  }

  private refused(task: TaskIn<'submitting'>, error: ErrorRecord, jitter: number): void {
    this.release(task);
    if (!error.retryable || task.attempts >= MAX_ATTEMPTS) return this.put(failedTask(task, error));
    const delayMs = Math.max(error.retryAfterMs ?? 0, retryDelayMs(task.attempts, jitter));
    this.put({ ...common(task), state: 'waiting', notBefore: this.now + delayMs });
  }

  private landed(task: TaskIn<'storing'>, media: Media[]): void {
    this.settle(task, task.costUsd, task.costBasis);
    const { requestHash, costUsd } = task;
    this.put({ ...common(task), state: 'completed', requestHash, media, costUsd, reused: false });
  }

  private landingFailed(task: TaskIn<'storing'>, error: ErrorRecord): void {
    const tries = task.tries + 1;
    if (error.retryable && tries < MAX_STORE_TRIES) {
      return this.put({ ...task, tries, retryAt: this.now + retryDelayMs(tries, 1) });
    }
    this.settle(task, task.costUsd, task.costBasis);
    this.put(failedTask(task, error));
  }

  private decide(task: TaskIn<'outcome_unknown'>, decision: 'retry' | 'skip'): void {
    this.settle(task, task.estimateUsd, 'computed');
    if (decision === 'retry') return this.put({ ...common(task), state: 'waiting' });
    this.put(failedTask(task, { ...task.error, message: `${task.error.message} It was skipped by your decision.` }));
  }

  /** Paid work already under way is stopped where the vendor allows it; what lands all the same is kept. */
  private cancel(): void {
    if (FINAL_JOB_STATES.has(this.before.state)) return;
    this.cancelled = true;
    for (const task of this.inState('waiting')) this.put({ ...common(task), state: 'cancelled' });
    for (const task of this.inState('running')) this.command('cancel', task);
  }

  private retry(): void {
    this.cancelled = false;
    for (const task of [...this.inState('failed'), ...this.inState('cancelled')]) {
      this.put({ ...common(task), attempts: 0, state: 'waiting' });
    }
  }

  private tick(): void {
    for (const task of this.inState('running')) if (task.pollAt <= this.now) this.command('poll', task);
    for (const task of this.inState('storing')) if (task.retryAt <= this.now) this.command('store', task);
  }

  /**
   * Starts every task whose inputs are there, within its provider's limit and the budget. Inputs stand before the
   * tasks that need them, so one pass also sees what it has just found reusable.
   * @returns why nothing more may start, where the budget says so.
   */
  private startReady(): string | undefined {
    let blocked: string | undefined;
    const inFlight = new Map<string, number>();
    for (const { provider } of [...this.inState('submitting'), ...this.inState('running')]) {
      inFlight.set(provider, (inFlight.get(provider) ?? 0) + 1);
    }
    for (const { id } of this.inState('waiting')) {
      this.during(id, 'waiting', (task) => {
        const inputs = this.inputHashes(task);
        if (!inputs || (task.notBefore ?? 0) > this.now) return;
        const requestHash = requestHashOf(task, inputs, this.before.format);
        const media = this.reusable.get(requestHash);
        if (media)
          return this.put({ ...common(task), state: 'completed', requestHash, media, costUsd: 0, reused: true });
        const running = inFlight.get(task.provider) ?? 0;
        if (running >= (this.before.limits[task.provider] ?? 1)) return;
        const refusal = this.overBudget(task);
        if (refusal !== undefined) {
          blocked ??= refusal;
          return;
        }
        inFlight.set(task.provider, running + 1);
        this.reserve(task);
        const attempts = task.attempts + 1;
        this.put({ ...common(task), attempts, state: 'submitting', requestHash, startedAt: this.now });
        this.command('submit', task);
      });
    }
    return blocked;
  }

  private inputHashes(task: Task): string[] | undefined {
    const inputs = task.inputs.map((id) => this.tasks.get(id));
    if (!inputs.every((input) => input?.state === 'completed')) return undefined;
    return inputs.flatMap((input) => input.media.map((media) => media.sha256));
  }

  /** The one place where the budget is checked: a sentence when the task must not be submitted. */
  private overBudget(task: Task): string | undefined {
    if (this.budgetUsd === undefined || task.estimateUsd === 0) return undefined;
    if (task.estimateUsd === null) {
      return (
        `The price of ${task.provider} for ${task.id} is not known, so no budget can hold it. ` +
        'Remove the budget or choose a model with a known price.'
      );
    }
    const committedUsd = this.before.spentBeforeUsd + this.reservedUsd + this.spentUsd;
    const lackUsd = roundUsd(committedUsd + task.estimateUsd - this.budgetUsd);
    return lackUsd > 0
      ? `The budget of $${this.budgetUsd} lacks $${lackUsd} for ${task.id}. Raise it to go on.`
      : undefined;
  }

  private reserve(task: Task): void {
    this.reservedUsd = roundUsd(this.reservedUsd + (task.estimateUsd ?? 0));
    this.book(task, 'reserve', task.estimateUsd, 'computed');
  }

  private release(task: Task): void {
    this.reservedUsd = roundUsd(this.reservedUsd - (task.estimateUsd ?? 0));
    this.book(task, 'release', task.estimateUsd, 'computed');
  }

  private settle(task: Task, costUsd: number | null, basis: 'reported' | 'computed'): void {
    this.release(task);
    this.spentUsd = roundUsd(this.spentUsd + (costUsd ?? 0));
    this.book(task, 'settle', costUsd, basis);
  }

  private book(task: Task, kind: LedgerEntry['kind'], amountUsd: number | null, basis: 'reported' | 'computed'): void {
    this.ledger.push({
      taskId: task.id,
      kind,
      amountUsd: amountUsd ?? 0,
      basis: amountUsd === null ? 'unknown' : basis,
    });
  }

  private command(type: JobCommand['type'], task: Task): void {
    this.commands.push({ type, taskId: task.id });
  }

  private inState<State extends TaskState>(state: State): TaskIn<State>[] {
    return [...this.tasks.values()].filter((task): task is TaskIn<State> => task.state === state);
  }

  private during<State extends TaskState>(id: string, state: State, then: (task: TaskIn<State>) => void): void {
    const task = this.tasks.get(id);
    if (task?.state === state) then(task as TaskIn<State>);
  }

  private put(task: Task): void {
    const before = this.tasks.get(task.id);
    this.tasks.set(task.id, task);
    if (before?.state === task.state) return;
    this.log.push({
      type: 'task-state',
      state: task.state,
      taskId: task.id,
      ...(task.shotId === undefined ? {} : { shotId: task.shotId }),
      ...('error' in task ? { message: task.error.message } : {}),
    });
  }
}
