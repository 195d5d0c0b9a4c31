import { describe, expect, test } from 'vitest';
import type { Transition } from '../../src/durable-objects/job/change.ts';
import type { JobInput } from '../../src/durable-objects/job/events.ts';
import type { ErrorRecord } from '../../src/types/errors.ts';
import type { Job, Task } from '../../src/types/job.ts';
import { type JobOptions, media, testJob, transitionAlone as transition } from './jobs.ts';

const REFUSED: ErrorRecord = { code: 'rate_limit', message: 'Slow down.', retryable: true, retryAfterMs: 3000 };
const REJECTED: ErrorRecord = { code: 'content_rejected', message: 'Not that.' };
const UNKNOWN: ErrorRecord = { code: 'outcome_unknown', message: 'No answer.' };

/** What a test looks at. */
type Outcome = Omit<Transition, 'demand'>;

function start(options: JobOptions = {}): Outcome {
  return transition(testJob(options), { type: 'tick' }, 1000);
}

function taskOf(job: Job, id: string): Task {
  const task = job.tasks.find((candidate) => candidate.id === id);
  if (!task) throw new Error(`no task ${id}`);
  return task;
}

/** An input as a test writes it: which submission it is about follows from where its task stands. */
type Draft = JobInput extends infer Input
  ? Input extends { submission: number }
    ? Omit<Input, 'submission'>
    : Input
  : never;

function complete(job: Job, draft: Draft): JobInput {
  const submission = 'taskId' in draft ? job.tasks.find((task) => task.id === draft.taskId)?.submissions : 0;
  return { submission, ...draft } as JobInput;
}

/** Applies inputs one after another, and gathers what came out on the way. */
function run(from: Outcome, inputs: Draft[], now = 2000): Outcome {
  return inputs.reduce<Outcome>((last, input) => {
    const next = transition(last.job, complete(last.job, input), now);
    return {
      job: next.job,
      commands: [...last.commands, ...next.commands],
      ledger: [...last.ledger, ...next.ledger],
      log: [...last.log, ...next.log],
    };
  }, from);
}

/** Brings a task from `submitting` to `completed`. */
function make(taskId: string, costUsd?: number): Draft[] {
  const cost = costUsd === undefined ? {} : { costUsd };
  return [
    { type: 'submitted', taskId, report: { status: 'queued', handle: { id: taskId } } },
    {
      type: 'status',
      taskId,
      report: { status: 'completed', handle: { id: taskId }, results: [{ url: 'https://x/1' }], ...cost },
    },
    { type: 'landed', taskId, media: [media(taskId)] },
  ];
}

describe('the way of a task', () => {
  test('an intent is in the job before its submission is commanded', () => {
    const { job, commands, ledger } = start({ shots: 1 });
    expect(commands).toEqual([
      { type: 'submit', taskId: 'keyframe-1-start' },
      { type: 'submit', taskId: 'keyframe-1-end' },
    ]);
    expect(taskOf(job, 'keyframe-1-start')).toMatchObject({ state: 'submitting', attempts: 1, startedAt: 1000 });
    expect(ledger.map((entry) => entry.kind)).toEqual(['reserve', 'reserve']);
    expect(job.reservedUsd).toBe(1);
    expect(job.state).toBe('keyframes');
  });

  test('a clip starts as soon as its own keyframes are there, whatever the other shots do', () => {
    const { job, commands } = run(start(), [...make('keyframe-1-start'), ...make('keyframe-1-end')]);
    expect(taskOf(job, 'clip-1').state).toBe('submitting');
    expect(taskOf(job, 'clip-2').state).toBe('waiting');
    expect(commands.at(-1)).toEqual({ type: 'submit', taskId: 'clip-1' });
    expect(job.state).toBe('keyframes');
  });

  test('a whole job reaches completed, with every dollar settled', () => {
    const all = ['keyframe-1-start', 'keyframe-1-end', 'clip-1', 'film'].flatMap((id) => make(id));
    const { job } = run(start({ shots: 1 }), all);
    expect(job.state).toBe('completed');
    expect(job.reservedUsd).toBe(0);
    expect(job.spentUsd).toBe(2);
  });

  test('what the vendor reports is what is spent, be it less or zero', () => {
    const { job, ledger } = run(start({ shots: 1 }), make('keyframe-1-start', 0));
    expect(job.spentUsd).toBe(0);
    expect(job.reservedUsd).toBe(0.5);
    expect(ledger.at(-1)).toEqual({ taskId: 'keyframe-1-start', kind: 'settle', amountUsd: 0, basis: 'reported' });
  });

  test('late, repeated and unknown inputs change nothing', () => {
    const done = run(start({ shots: 1 }), make('keyframe-1-start'));
    const again = run({ ...done, commands: [], ledger: [], log: [] }, [
      ...make('keyframe-1-start'),
      { type: 'submit-in-doubt', taskId: 'keyframe-1-start', error: UNKNOWN },
      { type: 'landed', taskId: 'no-such-task', media: [media('x')] },
      { type: 'decided', taskId: 'clip-1', decision: 'retry' },
    ]);
    expect({ ...again.job, updatedAt: 0 }).toEqual({ ...done.job, updatedAt: 0 });
    expect([again.commands, again.ledger, again.log]).toEqual([[], [], []]);
  });

  test('limits hold per provider', () => {
    expect(start({ shots: 5, limit: 3 }).commands).toHaveLength(3);
  });
});

describe('a result that takes several billable steps', () => {
  const taskId = 'keyframe-1-start';
  const handle = { id: 'grid' };
  const toStep: Draft[] = [
    { type: 'submitted', taskId, report: { status: 'queued', handle } },
    { type: 'status', taskId, report: { status: 'step-completed', handle } },
  ];

  test('each is reserved, sent once and settled; the next goes on from what the last came to', () => {
    const { job, commands, ledger } = run(start({ shots: 1 }), toStep);
    expect(taskOf(job, taskId)).toMatchObject({ state: 'submitting', finishedStep: handle, submissions: 2 });
    expect(commands.filter((command) => command.taskId === taskId).map(({ type }) => type)).toEqual([
      'submit',
      'submit',
    ]);
    expect(ledger.filter((entry) => entry.taskId === taskId).map(({ kind }) => kind)).toEqual([
      ...['reserve', 'release', 'settle', 'reserve'],
    ]);
    expect([job.spentUsd, job.reservedUsd]).toEqual([0.5, 1]);
    const done = run({ job, commands, ledger, log: [] }, make(taskId));
    expect(taskOf(done.job, taskId).state).toBe('completed');
    expect(done.job.spentUsd).toBe(1);
  });

  test('an answer about the step before comes too late', () => {
    const { job } = run(start({ shots: 1 }), toStep);
    const late = { type: 'status', taskId, submission: 1, report: { status: 'step-completed', handle } } as const;
    const again = transition(job, late, 3000);
    expect(again.commands).toEqual([]);
    expect(taskOf(again.job, taskId)).toEqual(taskOf(job, taskId));
  });

  test('the budget holds between two steps', () => {
    const { job } = run(start({ shots: 1, budgetUsd: 1 }), [...make('keyframe-1-end'), ...toStep]);
    expect(job.state).toBe('paused');
    expect(taskOf(job, taskId)).toMatchObject({ state: 'waiting', finishedStep: handle });
    const raised = transition(job, { type: 'budget-changed', budgetUsd: 10 }, 3000);
    expect(taskOf(raised.job, taskId)).toMatchObject({ state: 'submitting', finishedStep: handle });
  });

  test('one that was lost is decided by a person, and only it is made again', () => {
    const lost = run(start({ shots: 1 }), [
      ...toStep,
      { type: 'submit-in-doubt', taskId, error: UNKNOWN },
      { type: 'reconcile-failed', taskId, error: UNKNOWN, again: false },
    ]);
    expect(taskOf(lost.job, taskId)).toMatchObject({ state: 'outcome_unknown', finishedStep: handle });
    const { job } = transition(lost.job, { type: 'decided', taskId, decision: 'retry' }, 3000);
    expect(taskOf(job, taskId)).toMatchObject({ state: 'submitting', finishedStep: handle });
  });

  test('a stop between the steps sends neither again', () => {
    const { job } = run(start({ shots: 1 }), toStep);
    const restarted = transition(job, { type: 'started' }, 3000);
    expect(restarted.commands.filter(({ taskId: id }) => id === taskId)).toEqual([{ type: 'reconcile', taskId }]);
  });

  test('one that failed is retried alone; made anew, the whole is', () => {
    const failed = run(start({ shots: 1 }), [
      ...toStep,
      { type: 'submit-refused', taskId, error: REJECTED, jitter: 0 },
    ]);
    const retried = transition(failed.job, { type: 'retried' }, 3000);
    expect(taskOf(retried.job, taskId)).toMatchObject({ state: 'submitting', finishedStep: handle });
    const anew = transition(failed.job, { type: 'regenerated', taskId }, 3000);
    expect(taskOf(anew.job, taskId)).not.toHaveProperty('finishedStep');
  });

  test('one the vendor has forgotten cannot be gone on from', () => {
    const gone: ErrorRecord = { code: 'not_found', message: 'Gone.' };
    const failed = run(start({ shots: 1 }), [...toStep, { type: 'submit-refused', taskId, error: gone, jitter: 0 }]);
    expect(taskOf(transition(failed.job, { type: 'retried' }, 3000).job, taskId)).not.toHaveProperty('finishedStep');
  });
});

describe('refused, failed and unknown', () => {
  test('a refused submission costs nothing and is tried again after what the vendor asked for', () => {
    const { job } = run(start({ shots: 1 }), [
      { type: 'submit-refused', taskId: 'keyframe-1-start', error: REFUSED, jitter: 0 },
    ]);
    expect(taskOf(job, 'keyframe-1-start')).toMatchObject({ state: 'waiting', notBefore: 5000 });
    expect(job.reservedUsd).toBe(0.5);
    const early = transition(job, { type: 'tick' }, 4999);
    expect(early.commands).toEqual([]);
    expect(transition(job, { type: 'tick' }, 5000).commands).toEqual([{ type: 'submit', taskId: 'keyframe-1-start' }]);
  });

  test('a refusal for good fails the task, not the job; the rest goes on, and retry runs only what failed', () => {
    const failed = run(start(), [
      { type: 'submit-refused', taskId: 'keyframe-1-start', error: REJECTED, jitter: 0 },
      ...['keyframe-1-end', 'keyframe-2-start', 'keyframe-2-end', 'clip-2'].flatMap((id) => make(id)),
    ]);
    expect(failed.job.state).toBe('failed');
    expect(failed.job.reason).toContain('keyframe-1-start');
    expect(taskOf(failed.job, 'keyframe-1-start')).toMatchObject({
      error: { code: 'content_rejected', provider: 'fal-flux', shotId: 1 },
    });
    expect(taskOf(failed.job, 'clip-2').state).toBe('completed');
    const retried = transition(failed.job, { type: 'retried' }, 3000);
    expect(retried.commands).toEqual([{ type: 'submit', taskId: 'keyframe-1-start' }]);
  });

  test('an unknown outcome is never sent again by itself; its money stays reserved', () => {
    const doubt = run(start({ shots: 1 }), [
      { type: 'submit-in-doubt', taskId: 'keyframe-1-start', error: UNKNOWN },
      { type: 'reconcile-failed', taskId: 'keyframe-1-start', error: UNKNOWN, again: false },
    ]);
    const later = run(
      doubt,
      [...make('keyframe-1-end'), { type: 'tick' }, { type: 'started' }, { type: 'retried' }],
      9e6,
    );
    const sent = later.commands.filter(({ type, taskId }) => type === 'submit' && taskId === 'keyframe-1-start');
    expect(sent).toHaveLength(1);
    expect(later.job).toMatchObject({ state: 'paused', reservedUsd: 0.5 });
    const decided = transition(later.job, { type: 'decided', taskId: 'keyframe-1-start', decision: 'retry' }, 9e6);
    expect(decided.commands).toEqual([{ type: 'submit', taskId: 'keyframe-1-start' }]);
    expect(decided.job.spentUsd).toBe(1);
    const skipped = transition(later.job, { type: 'decided', taskId: 'keyframe-1-start', decision: 'skip' }, 9e6);
    expect(skipped.job.state).toBe('failed');
  });

  test('after a stop, a submission without an answer is looked for, not repeated', () => {
    const stopped = start({ shots: 1 });
    const { commands } = transition(stopped.job, { type: 'started' }, 5000);
    expect(commands).toEqual([
      { type: 'reconcile', taskId: 'keyframe-1-start' },
      { type: 'reconcile', taskId: 'keyframe-1-end' },
    ]);
  });

  test('a vendor that cannot be reached while polling is asked again', () => {
    const running = run(start({ shots: 1 }), [
      {
        type: 'submitted',
        taskId: 'keyframe-1-start',
        report: { status: 'processing', handle: { id: 1 }, progress: 0.4 },
      },
      { type: 'status-unreachable', taskId: 'keyframe-1-start', error: { code: 'unavailable', message: '503' } },
    ]);
    expect(taskOf(running.job, 'keyframe-1-start')).toMatchObject({
      state: 'running',
      polls: 1,
      error: { code: 'unavailable' },
    });
  });

  test('free local work that got lost begins again by itself, paid work does not', () => {
    const lost: ErrorRecord = { code: 'unavailable', message: 'Gone.', retryable: true };
    const inputs: Draft[] = [
      { type: 'submitted', taskId: 'keyframe-1-start', report: { status: 'queued', handle: {} } },
      { type: 'status', taskId: 'keyframe-1-start', report: { status: 'failed', error: lost } },
    ];
    expect(taskOf(run(start({ shots: 1, priceUsd: 0 }), inputs).job, 'keyframe-1-start').state).toBe('waiting');
    expect(taskOf(run(start({ shots: 1 }), inputs).job, 'keyframe-1-start').state).toBe('failed');
  });

  test('a result that does not arrive is fetched again a few times; after that a retry asks for it, and orders nothing anew', () => {
    const error: ErrorRecord = { code: 'unavailable', message: 'Cut off.', retryable: true };
    const storing = run(start({ shots: 1 }), make('keyframe-1-start').slice(0, 2));
    const once = run(storing, [{ type: 'landing-failed', taskId: 'keyframe-1-start', error, expired: false }]);
    expect(taskOf(once.job, 'keyframe-1-start')).toMatchObject({ state: 'storing', tries: 1 });
    const often = run(
      once,
      Array.from(
        { length: 4 },
        () => ({ type: 'landing-failed', taskId: 'keyframe-1-start', error, expired: false }) as const,
      ),
    );
    expect(taskOf(often.job, 'keyframe-1-start').state).toBe('failed');
    expect(often.job).toMatchObject({ spentUsd: 0, reservedUsd: 1 });
    const retried = run({ ...often, commands: [] }, [{ type: 'retried' }]);
    expect(retried.commands).toEqual([{ type: 'poll', taskId: 'keyframe-1-start' }]);
    const had = run(retried, make('keyframe-1-start').slice(1));
    expect(taskOf(had.job, 'keyframe-1-start').state).toBe('completed');
    expect(had.job).toMatchObject({ spentUsd: 0.5, reservedUsd: 0.5 });
    const given = run(often, [{ type: 'regenerated', taskId: 'keyframe-1-start' }]);
    expect(given.job.spentUsd).toBe(0.5);
  });
});

describe('budget', () => {
  test('holds before every submission, counts what the project spent before, and says what is missing', () => {
    const { job, commands } = start({ shots: 1, budgetUsd: 1.7, spentBeforeUsd: 1 });
    expect(commands).toEqual([{ type: 'submit', taskId: 'keyframe-1-start' }]);
    expect(job).toMatchObject({ state: 'keyframes' });
    expect(job.reason).toContain('lacks $0.3');
    const paused = run({ job, commands: [], ledger: [], log: [] }, make('keyframe-1-start'));
    expect(paused.job.state).toBe('paused');
    const raised = transition(paused.job, { type: 'budget-changed', budgetUsd: 10 }, 3000);
    expect(raised.job.reason).toBeUndefined();
    expect(raised.commands).toEqual([{ type: 'submit', taskId: 'keyframe-1-end' }]);
  });

  test('a price that is not known fits in no budget', () => {
    const { job, commands } = start({ shots: 1, priceUsd: null, budgetUsd: 100 });
    expect(commands).toEqual([]);
    expect(job).toMatchObject({ state: 'paused' });
    expect(start({ shots: 1, priceUsd: null }).commands).toHaveLength(2);
  });

  test('free work runs under a budget of zero', () => {
    expect(start({ shots: 1, priceUsd: 0, budgetUsd: 0 }).commands).toHaveLength(2);
  });
});

describe('reuse and cancelling', () => {
  test('what was made before is not made again, and a whole film can be reused at once', () => {
    const all = ['keyframe-1-start', 'keyframe-1-end', 'clip-1', 'film'].flatMap((id) => make(id));
    const first = run(start({ shots: 1 }), all).job;
    const known = new Map(
      first.tasks.flatMap((task) => (task.state === 'completed' ? [[task.requestHash, task.media]] : [])),
    );
    const again = transition(testJob({ shots: 1 }), { type: 'tick' }, 5000, known);
    expect(again.commands).toEqual([]);
    expect(again.job).toMatchObject({ state: 'completed', spentUsd: 0 });
    const edited = testJob({ shots: 1 });
    const clip = taskOf(edited, 'clip-1');
    if (clip.work.kind === 'clip') clip.work.prompt = 'another motion';
    expect(transition(edited, { type: 'tick' }, 5000, known).commands).toEqual([{ type: 'submit', taskId: 'clip-1' }]);
  });

  test('a job that was paused, cancelled and is then tried again runs', () => {
    const paused = run(start({ shots: 1 }), [{ type: 'paused' }]);
    expect(paused.job.paused).toBe(true);
    const again = run(paused, [{ type: 'cancelled' }, { type: 'retried' }]);
    expect(again.job).toMatchObject({ state: 'keyframes', paused: false });
  });

  test('cancelling stops what waits, asks the vendor to stop what runs, and keeps what lands', () => {
    const running = run(start({ shots: 1 }), make('keyframe-1-start').slice(0, 1));
    const cancelled = run({ ...running, commands: [] }, [{ type: 'cancelled' }]);
    expect(cancelled.job.state).toBe('cancelled');
    expect(taskOf(cancelled.job, 'clip-1').state).toBe('cancelled');
    expect(cancelled.commands).toEqual([{ type: 'cancel', taskId: 'keyframe-1-start' }]);
    const landed = run(cancelled, make('keyframe-1-start').slice(1));
    expect(taskOf(landed.job, 'keyframe-1-start').state).toBe('completed');
    expect(landed.job).toMatchObject({ state: 'cancelled', spentUsd: 0.5 });
  });
});
