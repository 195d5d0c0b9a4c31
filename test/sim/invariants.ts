import { roundUsd } from '../../src/lib/utils.ts';
import { FINAL_JOB_STATES, type Job } from '../../src/types/job.ts';
import type { Rows } from './process.ts';
import { billId, type Vendor } from './vendor.ts';

/** Something that must never be, in words. */
export interface Violation {
  kind: 'double-billed' | 'budget' | 'ledger' | 'stuck' | 'lost' | 'log';
  text: string;
}

/** Checks that hold after every single step. */
export function checkMoney({ job, ledger }: Rows, budgetUsd: number | undefined): Violation[] {
  const found: Violation[] = [];
  const { reservedUsd, spentUsd, spentBeforeUsd } = job;
  const ownUsd = reservedUsd + spentUsd;
  if (budgetUsd !== undefined && ownUsd > 0 && spentBeforeUsd + ownUsd > budgetUsd + 1e-6) {
    found.push({
      kind: 'budget',
      text: `${reservedUsd} reserved and ${spentUsd} spent pass the budget of ${budgetUsd}`,
    });
  }
  const sum = (kind: string) => ledger.reduce((total, entry) => total + (entry.kind === kind ? entry.amountUsd : 0), 0);
  if (Math.abs(sum('reserve') - sum('release') - reservedUsd) > 1e-6 || Math.abs(sum('settle') - spentUsd) > 1e-6) {
    found.push({ kind: 'ledger', text: 'the ledger’s lines do not add up to what the job says' });
  }
  return found;
}

/** No step of a request is billed twice unless a person decided so. @param decisions how often, by bill. */
export function checkBills(vendor: Vendor, decisions: ReadonlyMap<string, number>): Violation[] {
  const billed = new Map<string, number>();
  for (const task of vendor.tasks) {
    if (task.billed) billed.set(billId(task), (billed.get(billId(task)) ?? 0) + 1);
  }
  return [...billed].flatMap(([bill, count]) => {
    const allowed = 1 + (decisions.get(bill) ?? 0);
    return count > allowed
      ? [
          {
            kind: 'double-billed' as const,
            text: `one request was billed ${count} times with ${allowed - 1} decisions`,
          },
        ]
      : [];
  });
}

/** A job that nothing moves any more is over, or says what it waits for. */
export function checkRest(job: Job): Violation[] {
  const waits = job.state === 'paused' || job.state === 'awaiting_review';
  if (FINAL_JOB_STATES.has(job.state) || (waits && job.reason !== undefined)) return [];
  const open = job.tasks.filter((task) => task.state !== 'completed').map((task) => `${task.id} ${task.state}`);
  return [{ kind: 'stuck', text: `the job rests as ${job.state}: ${open.join(', ')}` }];
}

/**
 * Every result that was made and billed is there, or its task ended in a way that a person can see.
 * @param droppedSteps steps whose task a person had begin anew.
 */
export function checkResults(
  { job, known, log }: Rows,
  vendor: Vendor,
  decisions: ReadonlyMap<string, number>,
  droppedSteps: ReadonlySet<unknown>,
): Violation[] {
  return vendor.tasks.flatMap((made): Violation[] => {
    // What a person decided to have made again, not knowing of it, is given up.
    const givenUp = known.has(made.requestHash) || decisions.has(billId(made)) || droppedSteps.has(made.id);
    if (made.status !== 'succeeded' || givenUp) return [];
    const task = job.tasks.find((candidate) => candidate.id === made.taskId);
    const seen =
      task?.state === 'outcome_unknown' ||
      task?.state === 'cancelled' ||
      // A step on the way to the result: the task goes on from it.
      task?.finishedStep?.id === made.id ||
      log.some((line) => line.taskId === made.taskId && line.state === 'failed');
    // An order that was replaced by a person's decision belongs to nobody any more.
    const replaced = task !== undefined && 'requestHash' in task && task.requestHash !== made.requestHash;
    return seen || replaced || task?.state === 'completed'
      ? []
      : [{ kind: 'lost', text: `${made.id} was made and billed, but ${made.taskId} is ${task?.state ?? 'gone'}` }];
  });
}

/** Reading the log from its beginning gives the state that is stored. */
export function checkLog({ job, log }: Rows, initial: Job): Violation[] {
  const states = new Map(initial.tasks.map((task) => [task.id, task.state as string]));
  let jobState: string = initial.state;
  for (const line of log) {
    if (line.type === 'job-state') jobState = line.state;
    else if (line.taskId !== undefined) states.set(line.taskId, line.state);
  }
  const differing = job.tasks.filter((task) => states.get(task.id) !== task.state);
  if (jobState === job.state && differing.length === 0) return [];
  return [
    { kind: 'log', text: `the log ends with ${jobState}, the job with ${job.state}; ${differing.length} tasks differ` },
  ];
}

/** The sum of what the vendor billed, in US dollars. */
export function billedUsd(vendor: Vendor): number {
  return roundUsd(vendor.tasks.reduce((sum, task) => sum + (task.billed ? task.priceUsd : 0), 0));
}
