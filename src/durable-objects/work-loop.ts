import type { JobCommand, JobInput } from './job/events.ts';
import type { RunnerHost } from './task-runner.ts';

/** Simultaneous outgoing connections one invocation may hold on Cloudflare. */
const MAX_CONCURRENT_COMMANDS = 6;
/** Longest one wake-up goes on taking up new work; an alarm may last 15 minutes. */
const WAKE_UP_MS = 120_000;
/** What is due sooner than this is waited for here; later work is left to the alarm, and the object may sleep. */
const STAY_AWAKE_MS = 1_500;

/** What the loop works for. */
export interface LoopDuties {
  /** Time has passed: queues what is due. */
  tick(): void;
  /** Carries out one command. Never throws. */
  run(command: JobCommand, host: RunnerHost): Promise<JobInput | undefined>;
  apply(input: JobInput): void;
  /** When something is next due, in milliseconds since 1970; undefined when nothing is. Tasks in `busy` are seen to. */
  nextDueAt(now: number, busy: ReadonlySet<string>): number | undefined;
  host(): Promise<RunnerHost>;
  /** A wake-up came so much later than it was due, in milliseconds. */
  late(lagMs: number, now: number): void;
}

/**
 * Carries out a job's commands, a few at a time, and what becomes due meanwhile. One alarm runs it; while it runs, new
 * commands join it.
 */
export class WorkLoop {
  private readonly duties: LoopDuties;
  private readonly queue: JobCommand[] = [];
  private readonly running = new Set<JobCommand>();
  private working = false;
  private fault: unknown;
  private wakeUp: () => void = () => undefined;

  constructor(duties: LoopDuties) {
    this.duties = duties;
  }

  /** Nothing is queued and nothing is under way. */
  get idle(): boolean {
    return this.queue.length === 0 && this.running.size === 0;
  }

  /** Whether {@link run} is under way, and takes up what is added. */
  get active(): boolean {
    return this.working;
  }

  /** Queues commands. What is queued or under way already is not queued twice. */
  add(commands: readonly JobCommand[]): void {
    for (const command of commands) {
      const known = ({ type, taskId }: JobCommand): boolean => type === command.type && taskId === command.taskId;
      if (!this.queue.some(known) && ![...this.running].some(known)) this.queue.push(command);
    }
    if (commands.length > 0) this.poke();
  }

  /** Looks at the job again at once. */
  poke(): void {
    this.wakeUp();
  }

  /** Works until there is nothing to do for a while. A second call while one runs returns at once. */
  async run(): Promise<void> {
    if (this.working) return;
    this.working = true;
    try {
      await this.work(Date.now() + WAKE_UP_MS);
    } finally {
      this.working = false;
    }
  }

  private async work(until: number): Promise<void> {
    const host = await this.duties.host();
    this.tick();
    for (;;) {
      if (this.fault !== undefined) throw this.takeFault();
      const now = Date.now();
      while (this.queue.length > 0 && this.running.size < MAX_CONCURRENT_COMMANDS && now < until) this.begin(host);
      const pauseMs = this.pauseMs(now, until);
      if (pauseMs === undefined) return;
      await this.pause(pauseMs);
      if (Date.now() < until) this.tick();
    }
  }

  private tick(): void {
    const now = Date.now();
    const dueAt = this.duties.nextDueAt(now, this.busy());
    if (dueAt !== undefined && dueAt <= now) this.duties.late(now - dueAt, now);
    this.duties.tick();
  }

  private busy(): Set<string> {
    return new Set([...this.queue, ...this.running].map((command) => command.taskId));
  }

  private begin(host: RunnerHost): void {
    const command = this.queue.shift();
    if (!command) return;
    this.running.add(command);
    this.duties
      .run(command, host)
      .then((input) => {
        this.running.delete(command);
        if (input) this.duties.apply(input);
      })
      .catch((error: unknown) => {
        this.fault = error;
      })
      .finally(() => {
        this.running.delete(command);
        this.poke();
      });
  }

  private takeFault(): unknown {
    const { fault } = this;
    this.fault = undefined;
    return fault;
  }

  /** How long to wait for something to happen; undefined when the loop may end. */
  private pauseMs(now: number, until: number): number | undefined {
    const dueAt = this.duties.nextDueAt(now, this.busy());
    const dueMs = dueAt === undefined ? Number.POSITIVE_INFINITY : Math.max(0, dueAt - now);
    if (this.running.size > 0) return now < until ? Math.min(dueMs, until - now) : Number.POSITIVE_INFINITY;
    return now < until && dueMs <= STAY_AWAKE_MS ? dueMs : undefined;
  }

  /** Waits until something is due or {@link poke} is called, whichever comes first. */
  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = Number.isFinite(milliseconds) ? setTimeout(() => this.wakeUp(), milliseconds) : null;
      this.wakeUp = () => {
        clearTimeout(timer);
        this.wakeUp = () => undefined;
        resolve();
      };
    });
  }
}
