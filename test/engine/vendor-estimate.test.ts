import { describe, expect, test } from 'vitest';
import type { Transition } from '../../src/durable-objects/job/change.ts';
import type { TaskReport } from '../../src/durable-objects/job/events.ts';
import { transition } from '../../src/durable-objects/job/transition.ts';
import type { Job } from '../../src/types/job.ts';
import { media, testJob, transitionAlone } from './jobs.ts';

/** Says to each task what its vendor says, as long as one of them is being sent. */
function answer(from: Transition, report: (taskId: string) => TaskReport): Transition {
  return from.job.tasks.reduce<Transition>((last, { id }) => {
    const task = last.job.tasks.find((candidate) => candidate.id === id);
    if (task?.state !== 'submitting') return last;
    const about = { taskId: id, submission: task.submissions };
    const next = transition(last.job, { type: 'submitted', ...about, report: report(id) }, 2000);
    return { ...next, ledger: [...last.ledger, ...next.ledger] };
  }, from);
}

/** A job with all its keyframes there, whose vendor takes one clip at a time. */
function atTheClips(budgetUsd?: number): Transition {
  const job = testJob({ shots: 3, provider: 'runway', limit: 1, film: false, ...(budgetUsd ? { budgetUsd } : {}) });
  const tasks = job.tasks.map((task): Job['tasks'][number] =>
    task.work.kind === 'keyframe'
      ? {
          ...task,
          ...{ state: 'completed', requestHash: 'a'.repeat(64), media: [media(task.id)] },
          ...{ costUsd: 0, origin: 'made' },
        }
      : task,
  );
  const begun = transition({ ...job, tasks }, { type: 'tick' }, 1000);
  return transition(begun.job, { type: 'places-granted', vendor: 'runway', places: 1 }, 1000);
}

const estimates = (job: Job) =>
  job.tasks.filter(({ work }) => work.kind === 'clip').map(({ estimateUsd }) => estimateUsd);
const queued =
  (estimatedUsd: number) =>
  (taskId: string): TaskReport => ({
    status: 'queued',
    handle: { id: taskId },
    estimatedUsd,
  });

describe('what a vendor says on taking a submission that it costs at most', () => {
  test('is reserved in place of our estimate, and expected of the clips that are like it', () => {
    const begun = atTheClips();
    expect([begun.job.reservedUsd, ...estimates(begun.job)]).toEqual([0.5, 0.5, 0.5, 0.5]);
    const { job, ledger } = answer(begun, queued(0.8));
    expect([job.reservedUsd, ...estimates(job)]).toEqual([0.8, 0.8, 0.8, 0.8]);
    expect(ledger.map(({ kind, amountUsd }) => [kind, amountUsd])).toEqual([
      ['reserve', 0.5],
      ['release', 0.5],
      ['reserve', 0.8],
    ]);
  });

  test('counts against the budget before the next is sent', () => {
    const { job } = answer(atTheClips(1), queued(0.8));
    const [first] = job.tasks.filter(({ work }) => work.kind === 'clip');
    if (first?.state !== 'running') throw new Error('the first clip is not under way');
    const report: TaskReport = { status: 'failed', error: { code: 'unavailable', message: 'x' }, charged: false };
    const after = transitionAlone(
      job,
      { type: 'status', taskId: first.id, submission: first.submissions, report },
      3000,
    );
    // Nothing was charged, so one more may be sent; two of them would pass the cap.
    expect(after.job.reservedUsd).toBe(0.8);
    expect(after.job.reservedUsd + after.job.spentUsd).toBeLessThanOrEqual(1);
  });

  test('changes nothing where it is what was reserved, and says nothing of clips of another length', () => {
    const begun = atTheClips();
    expect(answer(begun, queued(0.5)).ledger).toEqual(begun.ledger);
    const other = begun.job.tasks.map((task) =>
      task.id === 'clip-3' && task.work.kind === 'clip'
        ? { ...task, work: { ...task.work, durationSeconds: 9 } }
        : task,
    );
    const { job } = answer({ ...begun, job: { ...begun.job, tasks: other } }, queued(0.8));
    expect(estimates(job)).toEqual([0.8, 0.8, 0.5]);
  });
});
