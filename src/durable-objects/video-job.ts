import { DurableObject } from 'cloudflare:workers';
import type { Env } from '../env.ts';
import { logError } from '../lib/log.ts';
import type { JobView } from '../types/api.ts';
import { AppError } from '../types/errors.ts';
import { FINAL_JOB_STATES, type Job, type JobEvent, type JobState, type StoredResult } from '../types/job.ts';
import { EventStream } from './event-stream.ts';
import type { JobCommand, JobInput } from './job-events.ts';
import { JobStore } from './job-store.ts';
import { nextWakeAt } from './job-timing.ts';
import { jobView } from './job-view.ts';
import { providerContext } from './provider-context.ts';
import { type Result, settle, unwrap } from './result.ts';
import { type RunnerHost, runCommand } from './task-runner.ts';
import { type Reusable, transition } from './transition.ts';

/** Simultaneous outgoing connections one invocation may hold on Cloudflare. */
const MAX_CONCURRENT_COMMANDS = 6;
/** Longest one wake-up goes on taking up new work; an alarm may last 15 minutes. */
const WAKE_UP_MS = 120_000;
/** Wait before the next try when a wake-up itself failed. */
const FAULT_DELAY_MS = 5_000;

/** What a finished or standing job leaves to later jobs of its project. */
export interface JobLegacy {
  state: JobState;
  /** Spent or still promised, in US dollars. */
  committedUsd: number;
  results: StoredResult[];
}

/**
 * One generation of one film. Loads, lets {@link transition} decide, saves, acts; it decides nothing itself.
 * Everything it needs to go on after a stop of any kind is in its rows and its alarm.
 */
export class VideoJob extends DurableObject<Env> {
  private readonly store: JobStore;
  private readonly stream: EventStream;
  private current: Job | undefined;
  private reusable: Reusable = new Map();
  private queue: JobCommand[] = [];
  private working = false;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.store = new JobStore(state.storage);
    this.stream = new EventStream();
    this.current = this.store.load();
    if (this.current) {
      this.reusable = this.store.reusable();
      // Whatever was in flight when the object last stopped is answered for here, before anything else happens.
      this.apply({ type: 'started' });
      if (nextWakeAt(this.current, 0) !== undefined) state.waitUntil(state.storage.setAlarm(Date.now()));
    }
  }

  /** Takes a job in and starts it. A second call with the same job is answered by the first. */
  async start(job: Job, reusable: StoredResult[]): Promise<Result<JobState>> {
    return settle('VideoJob.start', async () => {
      if (!this.current) {
        this.store.create(job, reusable);
        this.current = job;
        this.reusable = this.store.reusable();
        this.apply({ type: 'tick' });
        await this.ctx.storage.setAlarm(Date.now());
      }
      return this.current.state;
    });
  }

  /** The job as the API shows it. */
  async view(): Promise<Result<JobView>> {
    return settle('VideoJob.view', () => jobView(this.job(), this.store.lastCursor()));
  }

  /** What the project needs to know before it starts another job. */
  async legacy(): Promise<Result<JobLegacy>> {
    return settle('VideoJob.legacy', () => {
      const job = this.job();
      return {
        state: job.state,
        committedUsd: job.spentUsd + job.reservedUsd,
        results: job.tasks.flatMap((task) =>
          task.state === 'completed' ? [{ requestHash: task.requestHash, media: task.media }] : [],
        ),
      };
    });
  }

  /** Cancels the job. What is already under way is stopped where the vendor allows it; what lands is kept. */
  async cancel(): Promise<Result<JobView>> {
    return this.act('VideoJob.cancel', () => {
      if (FINAL_JOB_STATES.has(this.job().state)) {
        throw new AppError('conflict', `This job is already ${this.job().state}; there is nothing to cancel.`);
      }
      this.apply({ type: 'cancelled' });
    });
  }

  /** Runs failed and cancelled tasks again, and nothing else. */
  async retry(): Promise<Result<JobView>> {
    return this.act('VideoJob.retry', () => {
      const { state } = this.job();
      if (state !== 'failed' && state !== 'cancelled') {
        throw new AppError('conflict', `This job is ${state}; only a failed or cancelled job can be run again.`);
      }
      this.apply({ type: 'retried' });
    });
  }

  /** Settles a task whose outcome nobody knows. */
  async decide(taskId: string, decision: 'retry' | 'skip'): Promise<Result<JobView>> {
    return this.act('VideoJob.decide', () => {
      const task = this.job().tasks.find((candidate) => candidate.id === taskId);
      if (!task) throw new AppError('not_found', `This job has no task ${taskId}.`);
      if (task.state !== 'outcome_unknown') {
        throw new AppError(
          'conflict',
          `${taskId} is ${task.state}; only a task whose outcome is unknown waits for a decision.`,
        );
      }
      this.apply({ type: 'decided', taskId, decision });
    });
  }

  /** Server-sent events after a cursor: first those that were missed, then new ones as they happen. */
  async events(after: number): Promise<Result<ReadableStream<Uint8Array>>> {
    return settle('VideoJob.events', () => {
      const ended = FINAL_JOB_STATES.has(this.job().state);
      return this.stream.open(this.store.eventsAfter(after), ended);
    });
  }

  override async alarm(): Promise<void> {
    try {
      // An alarm that throws is retried a few times and then dropped for good: nothing may leave this block.
      await this.work();
      await this.rearm();
    } catch (error) {
      logError('VideoJob.alarm', error);
      await this.ctx.storage.setAlarm(Date.now() + FAULT_DELAY_MS);
    }
  }

  private job(): Job {
    if (!this.current) throw new AppError('not_found', 'There is no such job.');
    return this.current;
  }

  /** A change made by a person: applied, saved, and taken up at once. */
  private act(where: string, change: () => void): Promise<Result<JobView>> {
    return settle(where, async () => {
      change();
      await this.ctx.storage.setAlarm(Date.now());
      return jobView(this.job(), this.store.lastCursor());
    });
  }

  /** Load, decide, save: synchronous, so that no two inputs can interleave. Commands are only queued here. */
  private apply(input: JobInput): void {
    const before = this.job();
    const change = transition(before, input, Date.now(), this.reusable);
    const events = this.store.save(before, change);
    this.current = change.job;
    this.queue.push(...change.commands);
    this.publish(events);
  }

  private publish(events: JobEvent[]): void {
    this.stream.send(events, FINAL_JOB_STATES.has(this.job().state));
  }

  /** Carries out due work until there is none, a few commands at a time. */
  private async work(): Promise<void> {
    if (!this.current || this.working) return;
    this.working = true;
    try {
      const until = Date.now() + WAKE_UP_MS;
      this.apply({ type: 'tick' });
      const host = await this.host();
      const running = new Set<Promise<void>>();
      while ((this.queue.length > 0 && Date.now() < until) || running.size > 0) {
        const command = running.size < MAX_CONCURRENT_COMMANDS && Date.now() < until ? this.queue.shift() : undefined;
        if (!command) {
          await Promise.race(running);
          continue;
        }
        const done = runCommand(command, host).then((input) => {
          running.delete(done);
          if (input) this.apply(input);
        });
        running.add(done);
      }
    } finally {
      this.working = false;
    }
  }

  private async rearm(): Promise<void> {
    const now = Date.now();
    const next = this.queue.length > 0 ? now : nextWakeAt(this.job(), now);
    if (next !== undefined) await this.ctx.storage.setAlarm(Math.max(next, now));
  }

  private async host(): Promise<RunnerHost> {
    const { projectId } = this.job();
    const project = this.env.PROJECT.get(this.env.PROJECT.idFromName(projectId));
    return {
      job: () => this.job(),
      bucket: this.env.MEDIA,
      context: providerContext(this.env, projectId),
      config: async () => unwrap(await project.openConfig()),
    };
  }
}
