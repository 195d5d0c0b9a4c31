import { FINAL_JOB_STATES, type Media, type Task, type TaskIn } from '../../types/job.ts';
import { askNow } from './ask-now.ts';
import type { JobChange } from './change.ts';
import { anew, common, failedTask, waiting } from './tasks.ts';

/** What a person orders. Each order finds its task as it stands; one that no longer fits changes nothing. */

/** Paid work already under way is stopped where the vendor allows it; what lands all the same is kept. */
export function cancel(change: JobChange): void {
  if (FINAL_JOB_STATES.has(change.before.state)) return;
  change.cancelled = true;
  // A pause ends with what was paused: trying a cancelled job again means that it is to run.
  change.settings.paused = false;
  for (const task of change.inState('waiting')) change.put({ ...common(task), state: 'cancelled' });
  for (const task of change.inState('running')) change.command('cancel', task);
}

/**
 * Failed and cancelled tasks are submitted again, from the step they had come to, and nothing else is. A result that is paid for and only could not be fetched is
 * asked for again.
 */
export function retry(change: JobChange): void {
  change.cancelled = false;
  for (const task of change.inState('failed')) {
    if (!fetchAgain(change, task)) change.put({ ...waiting(task), attempts: 0 });
  }
  for (const task of change.inState('cancelled')) change.put({ ...waiting(task), attempts: 0 });
}

function fetchAgain(change: JobChange, task: TaskIn<'failed'>): boolean {
  const { requestHash, unfetched } = task;
  if (!unfetched || requestHash === undefined) return false;
  // Counted from now: what was finished long ago must not look like work that never ends.
  askNow(change, task, { requestHash, handle: unfetched.handle, startedAt: change.now, refreshes: 0 });
  return true;
}

/** What was paid for and never fetched is given up for something else: its price counts as spent. */
function giveUp(change: JobChange, task: Task): void {
  if (task.state === 'failed' && task.unfetched) change.settle(task, task.estimateUsd, 'computed');
}

/** Settles a task in doubt: its price counts as spent, and it is sent once more or left out. */
export function decide(change: JobChange, taskId: string, decision: 'retry' | 'skip'): void {
  change.during(taskId, 'outcome_unknown', (task) => {
    change.settle(task, task.estimateUsd, 'computed');
    if (decision === 'retry') return change.put({ ...waiting(task), attempts: 0 });
    const message = `${task.error.message} It was skipped by your decision.`;
    change.put(failedTask(task, { ...task.error, message }));
  });
}

/** Has a finished or failed picture or clip made anew as another variation, and what was made from it as well. */
export function regenerate(change: JobChange, taskId: string): void {
  const task = change.get(taskId);
  if (!task || task.locked || !isSettled(task) || underWayFrom(change, taskId).length > 0) return;
  change.cancelled = false;
  giveUp(change, task);
  change.put({ ...anew(task), variation: task.variation + 1 });
  beginAnew(change, taskId);
}

/** Puts a person's own picture or clip in a task's place, locked, and has what was made from it made anew. */
export function replace(change: JobChange, taskId: string, media: Media): void {
  const task = change.get(taskId);
  if (!task || underWayFrom(change, taskId).length > 0 || !(isSettled(task) || task.state === 'waiting')) return;
  giveUp(change, task);
  change.put({
    ...common(task),
    locked: true,
    state: 'completed',
    requestHash: media.sha256,
    media: [media],
    costUsd: 0,
    origin: 'uploaded',
  });
  beginAnew(change, taskId);
}

/** Keeps a finished result as it is, or lets it go again. */
export function lock(change: JobChange, taskId: string, locked: boolean): void {
  change.during(taskId, 'completed', (task) => change.put({ ...task, locked }));
}

/** Tasks made from this one's result, directly or by others, that are on their way right now. */
export function underWayFrom(change: Pick<JobChange, 'all'>, taskId: string): Task[] {
  return madeFrom(change, taskId).filter((task) => !isSettled(task) && task.state !== 'waiting');
}

function isSettled(task: Task): boolean {
  return task.state === 'completed' || task.state === 'failed' || task.state === 'cancelled';
}

/** All tasks that need this one's result, directly or by others; nothing lies behind a locked one. */
function madeFrom(change: Pick<JobChange, 'all'>, taskId: string): Task[] {
  const sources = new Set([taskId]);
  const found: Task[] = [];
  for (const task of change.all()) {
    if (task.locked || !task.inputs.some((id) => sources.has(id))) continue;
    sources.add(task.id);
    found.push(task);
  }
  return found;
}

function beginAnew(change: JobChange, taskId: string): void {
  for (const task of madeFrom(change, taskId)) {
    giveUp(change, task);
    change.put(anew(task));
  }
}
