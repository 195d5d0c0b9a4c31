import { roundUsd } from '../../lib/utils.ts';
import { vendorOf } from '../../lib/vendor-limits.ts';
import type { Media, Task, TaskIn } from '../../types/job.ts';
import type { JobChange } from './change.ts';
import type { Demand } from './places.ts';
import { type Blocks, jobStateOf } from './state.ts';
import { common, failedTask, requestHashOf } from './tasks.ts';

/** States in which a submission of ours counts against its vendor's limit. */
const AT_VENDOR = ['submitting', 'reconciling', 'running'] as const;
/** The vendor name of what is made on our own render service. */
const LOCAL = 'local';
/** States in which another task for the very same thing has to wait and see. */
const UNDER_WAY: ReadonlySet<Task['state']> = new Set([...AT_VENDOR, 'storing', 'outcome_unknown', 'failed']);

/**
 * Starts every task whose inputs are there, within its vendor's limit, the budget and what a person allows; takes over
 * what was made before. Inputs stand before the tasks that need them, so one pass also sees what it has just found.
 * @returns why waiting tasks may not start, where that is so.
 */
function startReady(change: JobChange, places: Places): Blocks {
  const { settings } = change;
  const blocks: Blocks = { review: false, paused: settings.paused };
  const { makers, made } = byHash(change);
  for (const { id } of change.inState('waiting')) {
    change.during(id, 'waiting', (task) => {
      const ready = withHash(change, task);
      if (!ready) return;
      if (takeOver(change, ready, made)) return;
      if (settings.paused || (ready.notBefore ?? 0) > change.now) return;
      if (settings.review === 'pending' && ready.work.kind !== 'keyframe') {
        blocks.review = true;
        return;
      }
      const twin = makers.get(ready.requestHash);
      if (twin !== undefined && twin !== id) return followTwin(change, ready, twin);
      const refusal = settings.holds[ready.provider] ?? overBudget(change, ready);
      if (refusal !== undefined) {
        blocks.reason ??= refusal;
        return;
      }
      if (!places.take(ready.provider)) return;
      makers.set(ready.requestHash, ready.id);
      submit(change, ready);
    });
  }
  return blocks;
}

/** Closes a change: starts what may start, and derives the job's state from what is left. */
export function conclude(change: JobChange): ReturnType<JobChange['finish']> {
  const places = new Places(change);
  if (change.cancelled) return change.finish({ state: 'cancelled' }, places.demand());
  const blocks = startReady(change, places);
  return change.finish(jobStateOf(change.all(), blocks), places.demand());
}

type ReadyTask = TaskIn<'waiting'> & { requestHash: string };

/** The task with the hash of its request, once all its inputs are there. */
function withHash(change: JobChange, task: TaskIn<'waiting'>): ReadyTask | undefined {
  if (task.requestHash !== undefined) return { ...task, requestHash: task.requestHash };
  const inputs: string[] = [];
  for (const id of task.inputs) {
    const input = change.get(id);
    if (input?.state !== 'completed') return undefined;
    inputs.push(...input.media.map((media) => media.sha256));
  }
  const ready = { ...task, requestHash: requestHashOf(task, inputs, change.before.format) };
  change.put(ready);
  return ready;
}

/** Completes a task with what was made before from exactly the same request. */
function takeOver(change: JobChange, task: ReadyTask, made: ReadonlyMap<string, Media[]>): boolean {
  const media = change.reusable.get(task.requestHash) ?? made.get(task.requestHash);
  if (!media) return false;
  const { requestHash } = task;
  change.put({ ...common(task), state: 'completed', requestHash, media, costUsd: 0, origin: 'reused' });
  return true;
}

/** What this job has made, and who is making what: a second task for the very same thing waits for the first. */
function byHash(change: JobChange): { makers: Map<string, string>; made: Map<string, Media[]> } {
  const makers = new Map<string, string>();
  const made = new Map<string, Media[]>();
  for (const task of change.all()) {
    if (task.state === 'completed' && task.origin !== 'uploaded') made.set(task.requestHash, task.media);
    const underWay = UNDER_WAY.has(task.state) || (task.state === 'waiting' && task.finishedStep !== undefined);
    if (underWay && 'requestHash' in task && task.requestHash !== undefined) makers.set(task.requestHash, task.id);
  }
  return { makers, made };
}

/** Shares the fate of the task that asks for the very same thing: asking twice would be paying twice. */
function followTwin(change: JobChange, task: ReadyTask, twinId: string): void {
  const twin = change.get(twinId);
  if (twin?.state === 'failed') return change.put(failedTask(task, twin.error));
  if (task.twin !== twinId) change.put({ ...task, twin: twinId });
}

function submit(change: JobChange, task: ReadyTask): void {
  change.reserve(task);
  const { requestHash } = task;
  const submitting: TaskIn<'submitting'> = {
    ...common(task),
    attempts: task.attempts + 1,
    submissions: task.submissions + 1,
    state: 'submitting',
    requestHash,
    startedAt: change.now,
  };
  change.put(submitting);
  change.command('submit', submitting);
}

/**
 * Places at each vendor: no more than the job may have, and no more than its account has just given it. The render service
 * is nobody's account; it has a queue of its own.
 */
class Places {
  private readonly limits: Record<string, number>;
  private readonly granted: ReadonlyMap<string, number>;
  private readonly taken = new Map<string, number>();
  private readonly missing = new Map<string, number>();

  constructor(change: JobChange) {
    this.limits = change.before.limits;
    this.granted = change.granted;
    for (const state of AT_VENDOR) {
      for (const { provider } of change.inState(state)) add(this.taken, vendorOf(provider));
    }
  }

  take(provider: string): boolean {
    const vendor = vendorOf(provider);
    const taken = this.taken.get(vendor) ?? 0;
    if (taken >= (this.limits[vendor] ?? 1)) return false;
    const free = vendor === LOCAL || taken < (this.granted.get(vendor) ?? 0);
    add(free ? this.taken : this.missing, vendor);
    return free;
  }

  demand(): Record<string, Demand> {
    const vendors = [...new Set([...this.taken.keys(), ...this.missing.keys()])].filter((vendor) => vendor !== LOCAL);
    return Object.fromEntries(
      vendors.map((vendor) => {
        const inFlight = this.taken.get(vendor) ?? 0;
        const most = Math.max(inFlight, this.limits[vendor] ?? 1);
        return [vendor, { inFlight, wanted: Math.min(most, inFlight + (this.missing.get(vendor) ?? 0)) }];
      }),
    );
  }
}

function add(counts: Map<string, number>, vendor: string): void {
  counts.set(vendor, (counts.get(vendor) ?? 0) + 1);
}

/** The one place where the budget is checked: a sentence when the task must not be submitted. */
function overBudget(change: JobChange, task: Task): string | undefined {
  const { budgetUsd } = change.settings;
  if (budgetUsd === undefined || task.estimateUsd === 0) return undefined;
  if (task.estimateUsd === null) {
    return (
      `The price of ${task.provider} for ${task.id} is not known, so no budget can hold it. ` +
      'Remove the budget or choose a model with a known price.'
    );
  }
  const lackUsd = roundUsd(change.committedUsd() + task.estimateUsd - budgetUsd);
  return lackUsd > 0 ? `The budget of $${budgetUsd} lacks $${lackUsd} for ${task.id}. Raise it to go on.` : undefined;
}
