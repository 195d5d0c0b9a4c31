import { hashOf } from '../lib/utils.ts';
import type { ErrorRecord } from '../types/errors.ts';
import type { FilmFormat } from '../types/film.ts';
import type { Job, JobState, StoredError, Task, TaskIn, TaskWork } from '../types/job.ts';

/** What a task keeps in every state. */
export type TaskCommon = Pick<
  Task,
  'id' | 'shotId' | 'provider' | 'model' | 'work' | 'options' | 'inputs' | 'estimateUsd' | 'attempts'
>;

/** The part of a task that outlives its state. */
export function common(task: Task): TaskCommon {
  const { id, shotId, provider, model, work, options, inputs, estimateUsd, attempts } = task;
  return {
    id,
    provider,
    work,
    options,
    inputs,
    estimateUsd,
    attempts,
    ...(shotId === undefined ? {} : { shotId }),
    ...(model === undefined ? {} : { model }),
  };
}

/** An error as a task keeps it: without what only one request's caller needs. */
export function storedError(task: Task, error: ErrorRecord): StoredError {
  const { fields: _fields, context: _context, ...rest } = error;
  const stored: Record<string, unknown> = { provider: task.provider, model: task.model, shotId: task.shotId, ...rest };
  return Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== undefined)) as StoredError;
}

/** A task given up for good. */
export function failedTask(task: Task, error: ErrorRecord): TaskIn<'failed'> {
  return { ...common(task), state: 'failed', error: storedError(task, error) };
}

/** What of a task's work reaches the vendor; ids of other tasks and the shot's place in the film do not. */
function shapeOf(work: TaskWork, provider: string): unknown {
  switch (work.kind) {
    case 'keyframe': {
      const { shot, ...rest } = work;
      return provider === 'local' ? work : { ...rest, frame: shot.frame };
    }
    case 'clip': {
      const { startTask: _start, endTask, ...rest } = work;
      return { ...rest, hasEnd: endTask !== undefined };
    }
    case 'film': {
      const { clipTasks: _clips, ...rest } = work;
      return rest;
    }
  }
}

/**
 * The hash of everything that shapes a task's result: two tasks with equal hashes make the same thing, so the second
 * is never paid for.
 * @param inputs hashes of its input media, in order.
 */
export function requestHashOf(task: Task, inputs: readonly string[], format: FilmFormat): string {
  const { provider, model = null, options, work } = task;
  return hashOf({
    provider,
    model,
    options,
    work: shapeOf(work, provider),
    inputs,
    format: work.kind === 'keyframe' ? null : format,
  });
}

const PHASES = [
  ['keyframe', 'keyframes'],
  ['clip', 'clips'],
  ['film', 'compile'],
] as const;

/** Tasks that can no longer be made as things stand: failed, cancelled, in doubt, or waiting for such a one. */
function deadTasks(tasks: readonly Task[]): Set<string> {
  const dead = new Set<string>();
  // Inputs stand before the tasks that need them, so one pass in order is enough.
  for (const task of tasks) {
    const ended = task.state === 'failed' || task.state === 'cancelled' || task.state === 'outcome_unknown';
    if (ended || (task.state === 'waiting' && task.inputs.some((id) => dead.has(id)))) dead.add(task.id);
  }
  return dead;
}

/**
 * A job's state as it follows from its tasks.
 * @param blocked why no waiting task may start, where that is so.
 */
export function jobStateOf(tasks: readonly Task[], blocked: string | undefined): Pick<Job, 'state' | 'reason'> {
  const dead = deadTasks(tasks);
  const open = tasks.filter((task) => task.state !== 'completed' && !dead.has(task.id));
  const inFlight = open.some((task) => task.state !== 'waiting');
  if (open.length > 0 && (inFlight || blocked === undefined)) {
    const phase = PHASES.find(([kind]) => open.some((task) => task.work.kind === kind));
    const state: JobState = phase?.[1] ?? 'queued';
    return blocked === undefined ? { state } : { state, reason: blocked };
  }
  if (blocked !== undefined) return { state: 'paused', reason: blocked };
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
  if (failed.length > 0) {
    const first = failed[0];
    return {
      state: 'failed',
      reason: `${failed.length} of ${tasks.length} tasks failed, first ${first?.id}: ${first?.error.message} Retry runs only what failed.`,
    };
  }
  return { state: 'completed' };
}
