import type { GenerationResponse } from '../../providers/base.ts';
import type { ErrorRecord } from '../../types/errors.ts';
import type { Handle, Media, TaskIn } from '../../types/job.ts';

/** {@link GenerationResponse} as plain data: bytes are stored already, errors are records. */
export type TaskReport =
  | Extract<GenerationResponse, { status: 'queued' | 'processing' | 'step-completed' }>
  | { status: 'completed'; handle: Handle; results: TaskIn<'storing'>['results']; costUsd?: number; notices?: string[] }
  | { status: 'failed'; error: ErrorRecord; charged?: boolean };

/**
 * What became of one command. `submission` says which submission of the task it is about: an answer about an earlier one
 * comes too late and changes nothing.
 */
export type TaskInput = {
  taskId: string;
  submission: number;
} /** The one submission came back, or was found again. */ & (
  | { type: 'submitted'; report: TaskReport }
  /** The submission surely was not taken: nothing was charged. */
  | { type: 'submit-refused'; error: ErrorRecord; jitter: number }
  /** Nobody knows whether the submission was taken. */
  | { type: 'submit-in-doubt'; error: ErrorRecord }
  /** The vendor was asked what became of a lost submission, and nobody can tell. `again` where asking later may help. */
  | { type: 'reconcile-failed'; error: ErrorRecord; again: boolean }
  /** The vendor was asked how a submission stands, or could not be. */
  | { type: 'status'; report: TaskReport }
  | { type: 'status-unreachable'; error: ErrorRecord }
  /** Results are in our storage. */
  | { type: 'landed'; media: Media[] }
  /** `expired`: the address is dead, so a new one has to be asked for. */
  | { type: 'landing-failed'; error: ErrorRecord; expired: boolean }
);

/** Everything that can happen to a job. */
export type JobInput =
  /** The job begins, or its object was loaded again after a stop of any kind: nothing is in flight in this process. */
  | { type: 'started' }
  | TaskInput
  /** The vendor called. At most a reason to ask it; `handle` names the submission where a signed call does. */
  | { type: 'webhook'; taskId: string; submission: number; handle?: Handle }
  /** The account has given the job so many places at a vendor, those it has taken included. They are taken now or not at all. */
  | { type: 'places-granted'; vendor: string; places: number }
  /** A person stops new submissions, or lets them go on. */
  | { type: 'paused' }
  | { type: 'resumed' }
  /** A person has seen the keyframes. */
  | { type: 'review-approved' }
  /** A person cancels the job. */
  | { type: 'cancelled' }
  /** A person has failed tasks run again. */
  | { type: 'retried' }
  /** A person decides on a task whose outcome is unknown: pay again, or leave it out. */
  | { type: 'decided'; taskId: string; decision: 'retry' | 'skip' }
  /** A person has a picture or clip made anew although nothing in the plan changed. */
  | { type: 'regenerated'; taskId: string }
  /** A person puts an own picture or clip in its place. */
  | { type: 'replaced'; taskId: string; media: Media }
  | { type: 'locked'; taskId: string; locked: boolean }
  /** A person changes the cap; undefined takes it away. */
  | { type: 'budget-changed'; budgetUsd: number | undefined }
  /** Time has passed. */
  | { type: 'tick' };

/** What the Durable Object is to do next. Every command's outcome comes back as a {@link JobInput}. */
export type JobCommand =
  /** Make the one billable request; its intent is already in the job. */
  | { type: 'submit'; taskId: string }
  /** Find out what became of a submission whose answer was lost. */
  | { type: 'reconcile'; taskId: string }
  | { type: 'poll'; taskId: string }
  | { type: 'store'; taskId: string }
  /** Stop work at the vendor, as far as it can be stopped. */
  | { type: 'cancel'; taskId: string };

/** One line of the append-only ledger, in US dollars. */
export interface LedgerEntry {
  taskId: string;
  /** `reserve` before a submission, then `settle` at the price or `release` when nothing was charged. */
  kind: 'reserve' | 'settle' | 'release';
  amountUsd: number;
  /** How the amount is known: the vendor said so, it follows from the price list, or no price is known. */
  basis: 'reported' | 'computed' | 'unknown';
}

/** One line of the append-only event log, before it has its cursor and time. */
export interface JobLogLine {
  type: 'job-state' | 'task-state';
  state: string;
  taskId?: string;
  shotId?: number;
  message?: string;
}
