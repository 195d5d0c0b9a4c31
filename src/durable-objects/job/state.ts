import type { Job, JobState, Task } from '../../types/job.ts';

const PHASES = [
  ['keyframe', 'keyframes'],
  ['clip', 'clips'],
  ['conform', 'clips'],
  ['seam', 'clips'],
  ['film', 'compile'],
] as const;

/** Tasks that cannot be made as things stand: failed, cancelled, in doubt, or waiting for such a one. */
export function deadTasks(tasks: readonly Task[]): Set<string> {
  const dead = new Set<string>();
  const inDoubt = new Set(tasks.filter((task) => task.state === 'outcome_unknown').map((task) => task.id));
  // Inputs stand before the tasks that need them, so one pass in order is enough.
  for (const task of tasks) {
    const ended = task.state === 'failed' || task.state === 'cancelled' || task.state === 'outcome_unknown';
    const stuck =
      task.state === 'waiting' &&
      (task.inputs.some((id) => dead.has(id)) || (task.twin !== undefined && inDoubt.has(task.twin)));
    if (ended || stuck) dead.add(task.id);
  }
  return dead;
}

/** Why waiting tasks may not start. */
export interface Blocks {
  /** The budget does not allow it, or a provider refuses key or credit. */
  reason?: string | undefined;
  /** A person has to look at the keyframes first. */
  review: boolean;
  /** A person paused the job. */
  paused: boolean;
}

/** A job's state as it follows from its tasks and from what holds them up. */
export function jobStateOf(tasks: readonly Task[], blocks: Blocks): Pick<Job, 'state' | 'reason'> {
  const dead = deadTasks(tasks);
  const open = tasks.filter((task) => task.state !== 'completed' && !dead.has(task.id));
  const inFlight = open.some((task) => task.state !== 'waiting');
  const held = blocks.reason !== undefined || blocks.paused || blocks.review;
  if (open.length > 0 && (inFlight || !held)) {
    const phase = PHASES.find(([kind]) => open.some((task) => task.work.kind === kind));
    const state: JobState = phase?.[1] ?? 'queued';
    return blocks.reason === undefined ? { state } : { state, reason: blocks.reason };
  }
  if (open.length > 0) return heldState(blocks);
  return restState(tasks);
}

function heldState(blocks: Blocks): Pick<Job, 'state' | 'reason'> {
  if (blocks.paused) return { state: 'paused', reason: 'Paused by you. Resume it to go on.' };
  if (blocks.reason !== undefined) return { state: 'paused', reason: blocks.reason };
  return {
    state: 'awaiting_review',
    reason: 'The keyframes are ready to be looked at. Approve them to go on, or have single ones made anew.',
  };
}

function restState(tasks: readonly Task[]): Pick<Job, 'state' | 'reason'> {
  const inDoubt = tasks.filter((task) => task.state === 'outcome_unknown');
  if (inDoubt.length > 0) {
    return {
      state: 'paused',
      reason:
        `Nobody knows whether ${inDoubt.map((task) => task.id).join(', ')} was charged. ` +
        'Decide for each: retry, which may pay again, or skip.',
    };
  }
  const failed = tasks.filter((task) => task.state === 'failed');
  const first = failed[0];
  if (first) {
    return {
      state: 'failed',
      reason: `${failed.length} of ${tasks.length} tasks failed, first ${first.id}: ${first.error.message} Retry runs only what failed.`,
    };
  }
  return { state: 'completed' };
}
