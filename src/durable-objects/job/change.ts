import { roundUsd } from '../../lib/utils.ts';
import type { Job, Media, Task, TaskIn, TaskState } from '../../types/job.ts';
import type { JobCommand, JobLogLine, LedgerEntry } from './events.ts';
import type { Demand } from './places.ts';

/** Results this project already has, by request hash. */
export type Reusable = ReadonlyMap<string, Media[]>;

/** The outcome of one transition. Job, ledger and log are saved together before any command is carried out. */
export interface Transition {
  job: Job;
  commands: JobCommand[];
  ledger: LedgerEntry[];
  log: JobLogLine[];
  /** What the job now has at each vendor, and would have there if there were places. */
  demand: Record<string, Demand>;
}

/** Fields of a job that a transition may set besides its tasks and its money. */
type Settings = Pick<Job, 'review' | 'paused' | 'holds' | 'latencies' | 'budgetUsd'>;

/** Collects what one input changes: tasks, money, commands and log lines. Lives for one transition only. */
export class JobChange {
  readonly before: Job;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly reusable: Reusable;
  readonly settings: Settings;
  cancelled: boolean;
  /** Places given by this very input, by vendor. */
  readonly granted = new Map<string, number>();
  private readonly tasks: Map<string, Task>;
  private readonly commands: JobCommand[] = [];
  private readonly ledger: LedgerEntry[] = [];
  private readonly log: JobLogLine[] = [];
  private reservedUsd: number;
  private spentUsd: number;

  constructor(job: Job, now: number, reusable: Reusable) {
    this.before = job;
    this.now = now;
    this.reusable = reusable;
    this.tasks = new Map(job.tasks.map((task) => [task.id, task]));
    const { review, paused, holds, latencies, budgetUsd } = job;
    this.settings = { review, paused, holds, latencies, ...(budgetUsd === undefined ? {} : { budgetUsd }) };
    this.reservedUsd = job.reservedUsd;
    this.spentUsd = job.spentUsd;
    this.cancelled = job.state === 'cancelled';
  }

  /** Closes the change. */
  finish({ state, reason }: Pick<Job, 'state' | 'reason'>, demand: Transition['demand']): Transition {
    const { reason: _reason, budgetUsd: _budgetUsd, ...rest } = this.before;
    const job: Job = {
      ...rest,
      ...this.settings,
      tasks: [...this.tasks.values()],
      state,
      reservedUsd: this.reservedUsd,
      spentUsd: this.spentUsd,
      updatedAt: this.now,
      ...(reason === undefined ? {} : { reason }),
    };
    if (state !== this.before.state || reason !== this.before.reason) {
      this.log.push({ type: 'job-state', state, ...(reason === undefined ? {} : { message: reason }) });
    }
    return { job, commands: this.commands, ledger: this.ledger, log: this.log, demand };
  }

  /** All tasks as they stand, in the job's order. */
  all(): Task[] {
    return [...this.tasks.values()];
  }

  get(id: string): Task | undefined {
    return this.tasks.get(id);
  }

  inState<State extends TaskState>(state: State): TaskIn<State>[] {
    return this.all().filter((task): task is TaskIn<State> => task.state === state);
  }

  /** Runs `then` when the task is in this state: what comes late, twice or out of order changes nothing. */
  during<State extends TaskState>(id: string, state: State, then: (task: TaskIn<State>) => void): void {
    const task = this.tasks.get(id);
    if (task?.state === state) then(task as TaskIn<State>);
  }

  /** Sets a task; a new state is a line of the log. */
  put(task: Task): void {
    const before = this.tasks.get(task.id);
    this.tasks.set(task.id, task);
    if (before?.state === task.state) return;
    this.log.push({
      type: 'task-state',
      state: task.state,
      taskId: task.id,
      ...(task.shotId === undefined ? {} : { shotId: task.shotId }),
      ...('error' in task && task.error ? { message: task.error.message } : {}),
    });
  }

  command(type: JobCommand['type'], task: Task): void {
    this.commands.push({ type, taskId: task.id });
  }

  /** Spent and promised by the whole project, in US dollars. */
  committedUsd(): number {
    return this.before.spentBeforeUsd + this.reservedUsd + this.spentUsd;
  }

  /** Promises a task's estimate, before its submission. */
  reserve(task: Task): void {
    this.reservedUsd = roundUsd(this.reservedUsd + (task.estimateUsd ?? 0));
    this.book(task, 'reserve', task.estimateUsd, 'computed');
  }

  /** Takes the promise back: nothing was charged. */
  release(task: Task): void {
    this.reservedUsd = roundUsd(this.reservedUsd - (task.estimateUsd ?? 0));
    this.book(task, 'release', task.estimateUsd, 'computed');
  }

  /** Turns the promise into what was spent. */
  settle(task: Task, costUsd: number | null, basis: 'reported' | 'computed'): void {
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
}
