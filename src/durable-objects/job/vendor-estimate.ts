import { canonicalJson } from '../../lib/utils.ts';
import type { Task } from '../../types/job.ts';
import type { JobChange } from './change.ts';

/**
 * Reserves what the vendor itself says, on taking a submission, that it costs at most; tasks still waiting that ask the
 * same model for as much are expected to cost the same.
 * @returns the task with its new estimate.
 */
export function followEstimate<Submitted extends Task>(
  change: JobChange,
  task: Submitted,
  estimatedUsd: number,
): Submitted {
  const revised = { ...task, estimateUsd: estimatedUsd };
  if (task.estimateUsd !== estimatedUsd) {
    change.release(task);
    change.reserve(revised);
  }
  for (const other of change.inState('waiting')) {
    if (costsAlike(other, task)) change.put({ ...other, estimateUsd: estimatedUsd });
  }
  return revised;
}

/** Whether two clips have one price: same model, same settings, same length. The film's size is the job's. */
function costsAlike(one: Task, other: Task): boolean {
  return (
    one.work.kind === 'clip' &&
    other.work.kind === 'clip' &&
    one.work.durationSeconds === other.work.durationSeconds &&
    one.provider === other.provider &&
    one.model === other.model &&
    canonicalJson(one.options) === canonicalJson(other.options)
  );
}
