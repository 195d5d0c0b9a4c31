import { sha256OfKey } from '../../lib/media-store.ts';
import { deriveSeed, hashOf } from '../../lib/utils.ts';
import type { ErrorRecord } from '../../types/errors.ts';
import type { FilmFormat } from '../../types/film.ts';
import type { Job, StoredError, Task, TaskIn, TaskWork } from '../../types/job.ts';

/** What a task keeps in every state. */
export type TaskCommon = Pick<
  Task,
  | 'id'
  | 'shotId'
  | 'provider'
  | 'model'
  | 'work'
  | 'options'
  | 'inputs'
  | 'estimateUsd'
  | 'attempts'
  | 'submissions'
  | 'variation'
  | 'locked'
  | 'finishedStep'
  | 'usualMs'
  | 'pollMs'
>;

/** The part of a task that outlives its state. */
export function common(task: Task): TaskCommon {
  const { id, shotId, provider, model, work, options, inputs, estimateUsd, usualMs, pollMs } = task;
  const { attempts, submissions, variation, locked, finishedStep } = task;
  return {
    id,
    provider,
    work,
    options,
    inputs,
    estimateUsd,
    attempts,
    submissions,
    variation,
    locked,
    ...(finishedStep === undefined ? {} : { finishedStep }),
    ...(shotId === undefined ? {} : { shotId }),
    ...(model === undefined ? {} : { model }),
    ...(usualMs === undefined ? {} : { usualMs }),
    ...(pollMs === undefined ? {} : { pollMs }),
  };
}

/**
 * A task that has yet to be submitted, or is to be again. What its finished step came to is kept, and which request it is a
 * step to, so that nobody else begins the same.
 */
export function waiting(task: Task): TaskIn<'waiting'> {
  const isStep = task.finishedStep !== undefined && 'requestHash' in task && task.requestHash !== undefined;
  return { ...common(task), state: 'waiting', ...(isStep ? { requestHash: task.requestHash } : {}) };
}

/** A task that begins anew, from its first step. */
export function anew(task: Task): TaskIn<'waiting'> {
  const { finishedStep: _finishedStep, ...rest } = common(task);
  return { ...rest, state: 'waiting', attempts: 0 };
}

/** An error as a task keeps it: without what only one request's caller needs. */
export function storedError(task: Task, error: ErrorRecord): StoredError {
  const { fields: _fields, context: _context, ...rest } = error;
  const stored: Record<string, unknown> = { provider: task.provider, model: task.model, shotId: task.shotId, ...rest };
  return Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== undefined)) as StoredError;
}

/** A task given up for good. */
export function failedTask(task: Task, error: ErrorRecord): TaskIn<'failed'> {
  const requestHash = 'requestHash' in task ? task.requestHash : undefined;
  const { finishedStep, ...rest } = common(task);
  // What the vendor no longer knows cannot be gone on from.
  const kept = finishedStep === undefined || error.code === 'not_found' ? {} : { finishedStep };
  return {
    ...rest,
    ...kept,
    state: 'failed',
    error: storedError(task, error),
    ...(requestHash === undefined ? {} : { requestHash }),
  };
}

/** A task's work as it is asked for: a variation has a seed of its own. */
export function workOf(task: Pick<Task, 'work' | 'variation'>): TaskWork {
  const { work, variation } = task;
  return variation > 0 && 'seed' in work ? { ...work, seed: deriveSeed(work.seed, variation) } : work;
}

/**
 * Our own name for a task's current submission, the same whenever it is asked for. Vendors that take a client's id get
 * it, so that a lost submission can be found by it.
 */
export function submissionId(job: Pick<Job, 'id'>, task: Pick<Task, 'id' | 'submissions'>): string {
  return `p2v-${hashOf([job.id, task.id, task.submissions]).slice(0, 40)}`;
}

/** Makes the webhook address of a task's current submission unguessable; a late call about an earlier one has another. */
export function webhookToken(job: Pick<Job, 'webhookSecret'>, task: Pick<Task, 'id' | 'submissions'>): string {
  return hashOf([job.webhookSecret, task.id, task.submissions]).slice(0, 40);
}

/** What of a task's work reaches the vendor; ids of other tasks and the shot's place in the film do not. */
function shapeOf(work: TaskWork, provider: string): unknown {
  switch (work.kind) {
    case 'keyframe': {
      const { shot, references, ...rest } = work;
      // Which pictures stand at which place; those of other tasks are among the inputs.
      const drawnAfter = references?.map((reference) => ('key' in reference ? sha256OfKey(reference.key) : null));
      return provider === 'local' ? work : { ...rest, frame: shot.frame, ...(drawnAfter ? { drawnAfter } : {}) };
    }
    case 'clip': {
      const { startTask: _start, endTask, ...rest } = work;
      return { ...rest, hasEnd: endTask !== undefined };
    }
    case 'conform': {
      const { clipTask: _clip, ...rest } = work;
      return rest;
    }
    case 'seam': {
      const { kind, transition, earlier, later } = work;
      return { kind, transition, earlierFrames: earlier?.frameCount ?? null, laterFrames: later?.frameCount ?? null };
    }
    case 'film': {
      const { clipTasks: _clips, seamTasks: _seams, soundTasks, ...rest } = work;
      return soundTasks ? { ...rest, keepsSound: true } : rest;
    }
  }
}

/**
 * The hash of everything that shapes a task's result: two tasks with equal hashes make the same thing, so the second
 * is never paid for.
 * @param inputs hashes of its input media, in order.
 */
export function requestHashOf(task: Task, inputs: readonly string[], format: FilmFormat): string {
  const { provider, model = null, options, variation } = task;
  const work = workOf(task);
  return hashOf({
    provider,
    model,
    options,
    work: shapeOf(work, provider),
    inputs,
    format: work.kind === 'keyframe' ? null : format,
    ...(variation > 0 ? { variation } : {}),
  });
}
