import { DurableObject } from 'cloudflare:workers';
import type { Env } from '../env.ts';
import { logError } from '../lib/log.ts';
import { type IncomingMedia, storeMedia } from '../lib/media-store.ts';
import { noteWakeLag } from '../lib/wake-lag.ts';
import type { JobView } from '../types/api.ts';
import { AppError } from '../types/errors.ts';
import { FINAL_JOB_STATES, type Job, type JobCost, type JobState, type StoredResult, type Task } from '../types/job.ts';
import { SOLE_ACCOUNT } from './account.ts';
import type { Reusable } from './job/change.ts';
import type { JobInput } from './job/events.ts';
import { type JobLegacy, legacyOf } from './job/legacy.ts';
import { underWayFrom } from './job/orders.ts';
import type { Demand } from './job/places.ts';
import { JobStore } from './job/store.ts';
import { webhookToken } from './job/tasks.ts';
import { nextWakeAt } from './job/timing.ts';
import { transition } from './job/transition.ts';
import { jobCost, jobView } from './job/view.ts';
import { type WatchPlan, watchPlan } from './job/watch-plan.ts';
import { JobPlaces } from './job-places.ts';
import { JobWatchers } from './job-watchers.ts';
import { providerContext } from './provider-context.ts';
import { type Result, settle, unwrap } from './result.ts';
import { type RunnerHost, readWebhook, runCommand } from './task-runner.ts';
import { WorkLoop } from './work-loop.ts';

/** Wait before the next try when a wake-up itself failed. */
const FAULT_DELAY_MS = 5_000;

/** A webhook as it reached our address, as plain data. */
export interface WebhookCall {
  taskId: string;
  token: string;
  headers: [string, string][];
  body: Uint8Array<ArrayBuffer>;
}

/**
 * One generation of one film. Loads, lets {@link transition} decide, saves, acts; it decides nothing itself.
 * Everything it needs to go on after a stop of any kind is in its rows and its alarm.
 */
export class VideoJob extends DurableObject<Env> {
  private readonly store: JobStore;
  private readonly watchers: JobWatchers;
  private readonly loop: WorkLoop;
  private readonly places: JobPlaces;
  private current: Job | undefined;
  /** Still known when the job itself is forgotten. */
  private jobId = '';
  private reusable: Reusable = new Map();

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.store = new JobStore(state.storage);
    this.watchers = new JobWatchers(state);
    this.loop = new WorkLoop({
      tick: () => this.apply({ type: 'tick' }),
      run: (command, host) => runCommand(command, host),
      apply: (input) => this.apply(input),
      nextDueAt: (now, busy) => earlier(nextWakeAt(this.job(), now, busy), this.places.renewAt),
      host: () => this.host(),
      late: (lagMs, now) => {
        if (env.LOG_WAKE_LAG === '1') noteWakeLag(lagMs, now);
      },
    });
    this.places = new JobPlaces({
      now: () => Date.now(),
      claim: (vendor, demand, answered) => state.waitUntil(this.claim(vendor, demand).then(answered)),
      granted: (vendor, places) => this.takePlaces(vendor, places),
    });
    this.current = this.store.load();
    if (this.current) {
      this.jobId = this.current.id;
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
        this.jobId = job.id;
        this.reusable = this.store.reusable();
        this.apply({ type: 'tick' });
        await this.ctx.storage.setAlarm(Date.now());
      }
      return this.current.state;
    });
  }

  /** The job as the API shows it. */
  async view(): Promise<Result<JobView>> {
    return settle('VideoJob.view', () => this.shown());
  }

  /** What can be watched of the film so far. */
  async watch(): Promise<Result<WatchPlan>> {
    return settle('VideoJob.watch', () => watchPlan(this.job()));
  }

  /** What the job cost so far, submission by submission. */
  async cost(): Promise<Result<JobCost>> {
    return settle('VideoJob.cost', () => jobCost(this.job(), this.store.settlements()));
  }

  /** What the project needs to know before it starts another job. */
  async legacy(): Promise<Result<JobLegacy>> {
    return settle('VideoJob.legacy', () => legacyOf(this.job(), this.store.reusable()));
  }

  /** Media that are about to be deleted are not used again. */
  async forgetMedia(keys: string[]): Promise<Result<void>> {
    return settle('VideoJob.forgetMedia', () => {
      if (!this.current) return;
      this.store.forgetMedia(keys);
      this.reusable = this.store.reusable();
    });
  }

  /** Stops new submissions; what is under way goes on and is kept. */
  async pause(): Promise<Result<JobView>> {
    return this.act('VideoJob.pause', () => {
      this.requireOpen('paused');
      this.apply({ type: 'paused' });
    });
  }

  /** Goes on after a pause, or after key or credit of a provider have been mended. */
  async resume(): Promise<Result<JobView>> {
    return this.act('VideoJob.resume', () => {
      this.requireOpen('resumed');
      this.apply({ type: 'resumed' });
    });
  }

  /** Lets the clips begin: a person has seen the keyframes. */
  async approveKeyframes(): Promise<Result<JobView>> {
    return this.act('VideoJob.approveKeyframes', () => {
      if (this.job().review === 'off') {
        throw new AppError('conflict', 'This job does not stop for a review; there is nothing to approve.');
      }
      this.apply({ type: 'review-approved' });
    });
  }

  /** Cancels the job. What is already under way is stopped where the vendor allows it; what lands is kept. */
  async cancel(): Promise<Result<JobView>> {
    return this.act('VideoJob.cancel', () => {
      this.requireOpen('cancelled');
      this.apply({ type: 'cancelled' });
    });
  }

  /** Runs failed and cancelled tasks again, and nothing else. */
  async retry(): Promise<Result<JobView>> {
    return this.act('VideoJob.retry', () => {
      const { state, tasks } = this.job();
      if (state !== 'cancelled' && !tasks.some((task) => task.state === 'failed')) {
        throw new AppError('conflict', `This job is ${state} and nothing in it failed; there is nothing to run again.`);
      }
      this.apply({ type: 'retried' });
    });
  }

  /** Settles a task whose outcome nobody knows. */
  async decide(taskId: string, decision: 'retry' | 'skip'): Promise<Result<JobView>> {
    return this.act('VideoJob.decide', () => {
      const task = this.task(taskId);
      if (task.state !== 'outcome_unknown') {
        throw new AppError(
          'conflict',
          `${taskId} is ${task.state}; only a task whose outcome is unknown waits for a decision.`,
        );
      }
      this.apply({ type: 'decided', taskId, decision });
    });
  }

  /** Has a picture or clip made anew as another variation, and what was made from it as well. */
  async regenerate(taskId: string): Promise<Result<JobView>> {
    return this.act('VideoJob.regenerate', () => {
      const task = this.requireRemakable(taskId, 'made anew');
      if (task.locked) throw new AppError('conflict', `${taskId} is locked; unlock it before it is made anew.`);
      if (task.state !== 'completed' && task.state !== 'failed' && task.state !== 'cancelled') {
        throw new AppError('conflict', `${taskId} is ${task.state}; wait until it is there.`);
      }
      this.apply({ type: 'regenerated', taskId });
    });
  }

  /** Puts a person's own picture or clip in a task's place, locked. */
  async replace(taskId: string, body: ReadableStream<Uint8Array>, sizeBytes?: number): Promise<Result<JobView>> {
    return this.act('VideoJob.replace', async () => {
      const { work } = this.requireRemakable(taskId, 'replaced');
      const kind: IncomingMedia['kind'] = work.kind === 'keyframe' ? 'image' : 'video';
      const incoming = { body, kind, sizeBytes, sha256: undefined };
      const media = await storeMedia(this.env.MEDIA, this.job().projectId, incoming);
      this.requireRemakable(taskId, 'replaced');
      this.apply({ type: 'replaced', taskId, media });
    });
  }

  /** Keeps a finished result whatever changes around it, or lets it go again. */
  async lock(taskId: string, locked: boolean): Promise<Result<JobView>> {
    return this.act('VideoJob.lock', () => {
      const task = this.task(taskId);
      if (task.state !== 'completed') {
        throw new AppError('conflict', `${taskId} is ${task.state}; only a finished result can be locked.`);
      }
      this.apply({ type: 'locked', taskId, locked });
    });
  }

  /** Follows the project's cap at once. */
  async setBudget(budgetUsd: number | undefined): Promise<Result<JobView>> {
    return this.act('VideoJob.setBudget', () => this.apply({ type: 'budget-changed', budgetUsd }));
  }

  /**
   * A vendor called. Unknown tokens and, where the vendor signs, bad signatures change nothing.
   * @returns whether the call was taken as a reason to ask the vendor.
   */
  async webhook({ taskId, token, headers, body }: WebhookCall): Promise<Result<boolean>> {
    return settle('VideoJob.webhook', async () => {
      const task = this.current?.tasks.find((candidate) => candidate.id === taskId);
      if (!task || token !== webhookToken(this.job(), task)) return false;
      const input = await readWebhook(task, { headers: new Headers(headers), body }, await this.host());
      if (!input) return false;
      this.apply(input);
      await this.wake();
      return true;
    });
  }

  /** The account keeps a place at a vendor for this job. */
  placeFreed(vendor: string): void {
    if (this.current) this.places.call(vendor);
  }

  /** Watches the job: server-sent events, or a WebSocket where the request asks for one. */
  override async fetch(request: Request): Promise<Response> {
    const after = Number(new URL(request.url).searchParams.get('after') ?? 0);
    if (!this.current) return new Response(null, { status: 404 });
    const ended = FINAL_JOB_STATES.has(this.current.state);
    const missed = this.store.eventsAfter(after);
    return request.headers.get('upgrade')?.toLowerCase() === 'websocket'
      ? this.watchers.openSocket(missed)
      : this.watchers.openStream(missed, ended);
  }

  /** A watcher may say from which cursor it wants to hear; anything else is ignored. */
  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    const after = this.watchers.requestedCursor(message);
    if (after !== undefined && this.current) this.watchers.replay(socket, this.store.eventsAfter(after));
  }

  override webSocketClose(socket: WebSocket): void {
    this.watchers.closed(socket);
  }

  /** Forgets everything, the media excepted: those belong to the project. */
  async destroy(): Promise<void> {
    this.current = undefined;
    this.places.update({});
    this.watchers.closeAll();
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
  }

  override async alarm(): Promise<void> {
    if (!this.current) return;
    try {
      // An alarm that throws is retried a few times and then dropped for good: nothing may leave this block.
      await this.loop.run();
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

  private task(taskId: string): Task {
    const task = this.job().tasks.find((candidate) => candidate.id === taskId);
    if (!task) throw new AppError('not_found', `This job has no task ${taskId}.`);
    return task;
  }

  private shown(): JobView {
    return jobView(this.job(), this.store.settlements(), this.store.lastCursor());
  }

  private requireOpen(what: string): void {
    const { state } = this.job();
    if (FINAL_JOB_STATES.has(state)) {
      throw new AppError('conflict', `This job is already ${state}; it cannot be ${what}.`);
    }
  }

  /** A keyframe or clip from which nothing is being made right now. */
  private requireRemakable(taskId: string, what: string): Task {
    const task = this.task(taskId);
    if (task.work.kind !== 'keyframe' && task.work.kind !== 'clip') {
      throw new AppError('conflict', `${taskId} follows from the clips; only keyframes and clips can be ${what}.`);
    }
    const busy = underWayFrom({ all: () => this.job().tasks }, taskId)[0];
    if (busy) {
      throw new AppError(
        'conflict',
        `${busy.id} is being made from ${taskId} right now; wait for it or cancel the job.`,
      );
    }
    return task;
  }

  /** A change made by a person: applied, saved, and taken up at once. */
  private act(where: string, change: () => void | Promise<void>): Promise<Result<JobView>> {
    return settle(where, async () => {
      this.job();
      await change();
      await this.wake();
      return this.shown();
    });
  }

  private async wake(): Promise<void> {
    this.loop.poke();
    // While the loop runs it takes up by itself what has come; its alarm is set anew when it ends.
    if (!this.loop.active) await this.ctx.storage.setAlarm(Date.now());
  }

  /** @returns undefined when the account could not be reached. */
  private async claim(vendor: string, demand: Demand): Promise<number | undefined> {
    const { ACCOUNT: accounts } = this.env;
    try {
      return await accounts.get(accounts.idFromName(SOLE_ACCOUNT)).claimPlaces(this.jobId, vendor, demand);
    } catch {
      return undefined;
    }
  }

  private takePlaces(vendor: string, places: number): void {
    if (!this.current) return;
    this.apply({ type: 'places-granted', vendor, places });
    this.ctx.waitUntil(this.wake());
  }

  /** Load, decide, save: synchronous, so that no two inputs can interleave. Commands are only queued here. */
  private apply(input: JobInput): void {
    const before = this.job();
    const change = transition(before, input, Date.now(), this.reusable);
    const events = this.store.save(before, change);
    this.current = change.job;
    this.places.update(change.demand);
    this.loop.add(change.commands);
    this.watchers.send(events, FINAL_JOB_STATES.has(change.job.state));
  }

  private async rearm(): Promise<void> {
    const now = Date.now();
    const next = this.loop.idle ? earlier(nextWakeAt(this.job(), now), this.places.renewAt) : now;
    if (next !== undefined) await this.ctx.storage.setAlarm(Math.max(next, now));
  }

  private async host(): Promise<RunnerHost> {
    const { projectId } = this.job();
    const project = this.env.PROJECT.get(this.env.PROJECT.idFromName(projectId));
    return {
      job: () => this.job(),
      bucket: this.env.MEDIA,
      context: providerContext(this.env, projectId),
      publicUrl: this.env.PUBLIC_URL,
      config: async () => unwrap(await project.openConfig()),
    };
  }
}

function earlier(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || (other !== undefined && other < one) ? other : one;
}
