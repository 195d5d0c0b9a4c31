import type { Reusable } from '../../src/durable-objects/job/change.ts';
import type {
  JobCommand,
  JobInput,
  JobLogLine,
  LedgerEntry,
  TaskInput,
  TaskReport,
} from '../../src/durable-objects/job/events.ts';
import { submissionId } from '../../src/durable-objects/job/tasks.ts';
import { nextWakeAt } from '../../src/durable-objects/job/timing.ts';
import { transition } from '../../src/durable-objects/job/transition.ts';
import { JobPlaces } from '../../src/durable-objects/job-places.ts';
import type { ErrorRecord } from '../../src/types/errors.ts';
import type { Job, Task } from '../../src/types/job.ts';
import { SharedPlaces } from './account.ts';
import type { Random } from './random.ts';
import type { Timeline } from './timeline.ts';
import type { Vendor, VendorTask } from './vendor.ts';

/** Deliberate defects, to show that the simulation notices them. */
export type Mutant =
  /** The step to `submitting` is not saved before the request leaves. */
  | 'no-intent'
  /** A submission whose outcome is unknown is simply sent again. */
  | 'resend'
  /** The budget is not looked at. */
  | 'no-budget'
  /** What a step of several came to is not kept. */
  | 'forget-step';

/** Everything that outlives our process. */
export interface Rows {
  job: Job;
  ledger: LedgerEntry[];
  log: JobLogLine[];
  known: Reusable;
}

/** What the simulation wants to hear of. */
export interface Observer {
  saved(rows: Rows): void;
  /** A person's decision to pay again. */
  decided(requestHash: string): void;
}

const UNKNOWN: ErrorRecord = { code: 'outcome_unknown', message: 'No answer came.' };
const UNREACHABLE: ErrorRecord = { code: 'unavailable', message: 'Could not be reached.', retryable: true };
const REFUSALS: readonly [ErrorRecord, ...ErrorRecord[]] = [
  { code: 'rate_limit', message: 'Slow down.', retryable: true, retryAfterMs: 2_000 },
  { code: 'unavailable', message: 'Not now.', retryable: true },
  { code: 'content_rejected', message: 'Not that.' },
  { code: 'auth', message: 'Wrong key.' },
];

/**
 * Our process: does with a job what `VideoJob` does, on a clock that is moved by hand, and may be killed between any two
 * steps. Nothing of it survives but the rows.
 */
export class Process {
  readonly rows: Rows;
  private readonly random: Random;
  private readonly timeline: Timeline;
  private readonly vendor: Vendor;
  private readonly observer: Observer;
  private readonly mutant: Mutant | undefined;
  private alarmAt: number | undefined;
  /** Tasks with a command on its way. */
  private readonly busy = new Set<string>();
  private answers = 0;
  /** Killed, and not loaded again yet. */
  private down = false;
  private readonly account: SharedPlaces;
  private places: JobPlaces;
  /** How often things go wrong, 0–1. */
  private readonly trouble: number;

  constructor(
    rows: Rows,
    world: { random: Random; timeline: Timeline; vendor: Vendor },
    observer: Observer,
    settings: { trouble: number; mutant: Mutant | undefined; places: number },
  ) {
    this.rows = rows;
    this.random = world.random;
    this.timeline = world.timeline;
    this.vendor = world.vendor;
    this.observer = observer;
    this.mutant = settings.mutant;
    this.trouble = settings.trouble;
    this.account = new SharedPlaces(world, settings.places, () => this.placeFreed());
    this.places = this.newPlaces();
  }

  /** One input: decide, save, then act. */
  apply(input: JobInput): void {
    const { rows } = this;
    const change = transition(rows.job, this.mutated(input), this.timeline.now, rows.known);
    rows.job = this.mutant === 'forget-step' ? withoutSteps(change.job) : change.job;
    rows.ledger.push(...change.ledger);
    rows.log.push(...change.log);
    for (const task of change.job.tasks) {
      if (task.state === 'completed' && task.origin === 'made' && !rows.known.has(task.requestHash)) {
        rows.known = new Map([...rows.known, [task.requestHash, task.media]]);
      }
    }
    this.observer.saved(rows);
    this.places.update(change.demand);
    for (const command of change.commands) this.begin(command);
    this.arm();
  }

  /** Everything that was in memory is gone; the object is loaded again. */
  crash(): void {
    this.timeline.forgetOurs();
    this.alarmAt = undefined;
    this.busy.clear();
    this.down = true;
    this.places = this.newPlaces();
    if (this.mutant === 'no-intent') this.forgetIntents();
    this.timeline.after(this.random.between(0, 3_000), 'ours', () => {
      this.down = false;
      this.apply({ type: 'started' });
    });
  }

  private placeFreed(): void {
    if (this.down) return;
    for (const vendor of Object.keys(this.rows.job.limits)) this.places.call(vendor);
    this.arm();
  }

  private newPlaces(): JobPlaces {
    return new JobPlaces({
      now: () => this.timeline.now,
      claim: (_vendor, demand, answered) => {
        this.timeline.after(this.random.between(1, 30), 'ours', () => {
          const granted = this.goesWrong() ? undefined : this.account.claim(demand);
          // The account has heard us; we may not live to hear it.
          this.timeline.after(this.random.between(1, 30), 'ours', () => {
            answered(granted);
            this.arm();
          });
        });
      },
      granted: (vendor, granted) => this.apply({ type: 'places-granted', vendor, places: granted }),
    });
  }

  private arm(): void {
    const at = earlier(nextWakeAt(this.rows.job, this.timeline.now, this.busy), this.places.renewAt);
    if (at === undefined || (this.alarmAt !== undefined && this.alarmAt <= at)) return;
    this.alarmAt = at;
    this.timeline.after(at - this.timeline.now, 'ours', () => {
      if (this.alarmAt !== at) return;
      this.alarmAt = undefined;
      this.apply({ type: 'tick' });
    });
  }

  private begin(command: JobCommand): void {
    this.busy.add(command.taskId);
    this.timeline.after(this.random.between(0, 20), 'ours', () => this.carryOut(command));
  }

  private carryOut({ type, taskId }: JobCommand): void {
    const task = this.rows.job.tasks.find((candidate) => candidate.id === taskId);
    if (!task) return;
    const { answers } = this;
    this.act(type, task);
    // What brings no answer is done at once.
    if (this.answers === answers) this.busy.delete(taskId);
    this.arm();
  }

  private act(type: JobCommand['type'], task: Task): void {
    if (type === 'submit' && task.state === 'submitting') this.submit(task);
    if (type === 'reconcile' && task.state === 'reconciling') this.reconcile(task);
    if (type === 'poll' && task.state === 'running') this.poll(task);
    if (type === 'store' && task.state === 'storing') this.store(task);
    if (type === 'cancel' && task.state === 'running') {
      const known = this.vendor.find(String(task.handle.id));
      if (known) this.vendor.cancel(known);
    }
  }

  private submit(task: Extract<Task, { state: 'submitting' }>): void {
    const { requestHash } = task;
    const { taskId, submission } = about(task);
    if (this.goesWrong()) {
      const kind = this.random.pick(['refused', 'lost-before', 'lost-after', 'lost-after']);
      if (kind === 'refused') {
        const error = this.random.pick(REFUSALS);
        return this.answer({ type: 'submit-refused', taskId, submission, error, jitter: this.random.next() });
      }
      if (kind === 'lost-after') this.accept(task);
      return this.answer({ type: 'submit-in-doubt', taskId, submission, error: UNKNOWN });
    }
    const taken = this.accept(task);
    if (this.random.chance(0.15))
      this.answerLate({ type: 'submitted', taskId, submission, report: this.reportOf(taken) });
    else this.answer({ type: 'submitted', taskId, submission, report: this.reportOf(taken) });
    if (requestHash !== taken.requestHash) throw new Error('a submission has another hash than its task');
  }

  private accept(task: Extract<Task, { state: 'submitting' }>): VendorTask {
    return this.vendor.accept({
      taskId: task.id,
      submissionId: submissionId(this.rows.job, task),
      submission: task.submissions,
      requestHash: task.requestHash,
      step: task.finishedStep === undefined ? 1 : 2,
      priceUsd: task.estimateUsd ?? 0,
    });
  }

  private reconcile(task: Extract<Task, { state: 'reconciling' }>): void {
    const { taskId, submission } = about(task);
    if (this.goesWrong())
      return this.answer({ type: 'reconcile-failed', taskId, submission, error: UNREACHABLE, again: true });
    const { finding } = this.vendor;
    if (finding === 'never')
      return this.answer({ type: 'reconcile-failed', taskId, submission, error: UNKNOWN, again: false });
    const id = submissionId(this.rows.job, task);
    const found = this.vendor.tasks.find((candidate) => candidate.submissionId === id);
    if (finding === 'by-id') {
      if (found) return this.answer({ type: 'submitted', taskId, submission, report: this.reportOf(found) });
      return this.answer({
        type: 'submit-refused',
        taskId,
        submission,
        error: UNREACHABLE,
        jitter: this.random.next(),
      });
    }
    // A list that may lag can show that something is there, never that it is not.
    const listed = found && found.listedAt <= this.timeline.now ? found : undefined;
    if (listed) return this.answer({ type: 'submitted', taskId, submission, report: this.reportOf(listed) });
    this.answer({ type: 'reconcile-failed', taskId, submission, error: UNKNOWN, again: true });
  }

  private poll(task: Extract<Task, { state: 'running' }>): void {
    const known = this.vendor.find(String(task.handle.id));
    if (!known || this.goesWrong()) {
      return this.answer({ type: 'status-unreachable', ...about(task), error: UNREACHABLE });
    }
    if (known.status === 'succeeded') known.freshFrom = this.timeline.now;
    const input = { type: 'status' as const, ...about(task), report: this.reportOf(known) };
    this.answer(input);
    if (this.random.chance(0.05)) this.answerLate(input);
  }

  private store(task: Extract<Task, { state: 'storing' }>): void {
    const { taskId, submission } = about(task);
    const known = this.vendor.find(String(task.handle.id));
    const expired = known === undefined || this.random.chance(this.trouble / 4);
    if (expired) return this.answer({ type: 'landing-failed', taskId, submission, error: UNREACHABLE, expired: true });
    if (this.goesWrong())
      return this.answer({ type: 'landing-failed', taskId, submission, error: UNREACHABLE, expired: false });
    this.answer({ type: 'landed', taskId, submission, media: [known.result] });
  }

  private reportOf(task: VendorTask): TaskReport {
    const handle = { id: task.id };
    switch (task.status) {
      case 'working':
        return { status: 'processing', handle };
      case 'succeeded':
        if (task.step < this.vendor.steps) return { status: 'step-completed', handle };
        return { status: 'completed', handle, results: [{ url: `https://vendor/${task.id}` }] };
      case 'cancelled':
        return { status: 'failed', error: { code: 'cancelled', message: 'Stopped.' } };
      case 'failed':
        return {
          status: 'failed',
          charged: task.billed,
          error: { code: 'unavailable', message: 'It failed.', retryable: true },
        };
    }
  }

  private goesWrong(): boolean {
    return this.random.chance(this.trouble);
  }

  private answer(input: TaskInput): void {
    this.answerWithin(1, 500, input);
  }

  private answerLate(input: TaskInput): void {
    this.answerWithin(500, 60_000, input);
  }

  private answerWithin(fromMs: number, toMs: number, input: TaskInput): void {
    this.answers++;
    this.timeline.after(this.random.between(fromMs, toMs), 'ours', () => {
      this.busy.delete(input.taskId);
      this.apply(input);
    });
  }

  private mutated(input: JobInput): JobInput {
    if (this.mutant !== 'resend' || input.type !== 'submit-in-doubt') return input;
    return { ...input, type: 'submit-refused', error: UNREACHABLE, jitter: 0 };
  }

  private forgetIntents(): void {
    const { job } = this.rows;
    const forget = (task: Task): Task => {
      if (task.state !== 'submitting') return task;
      const { state: _state, requestHash: _hash, startedAt: _at, ...rest } = task;
      return { ...rest, state: 'waiting', submissions: task.submissions - 1, attempts: task.attempts - 1 };
    };
    const lost = job.tasks.filter((task) => task.state === 'submitting');
    for (const task of lost) {
      this.rows.ledger.push({ taskId: task.id, kind: 'release', amountUsd: task.estimateUsd ?? 0, basis: 'computed' });
    }
    const reservedUsd = job.reservedUsd - lost.reduce((sum, task) => sum + (task.estimateUsd ?? 0), 0);
    this.rows.job = { ...job, tasks: job.tasks.map(forget), reservedUsd };
  }
}

function withoutSteps(job: Job): Job {
  const tasks = job.tasks.map(({ finishedStep: _finishedStep, ...task }) => task as Task);
  return { ...job, tasks };
}

function about({ id, submissions }: Task): { taskId: string; submission: number } {
  return { taskId: id, submission: submissions };
}

function earlier(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || (other !== undefined && other < one) ? other : one;
}
