import type { Handle, Task } from '../../types/job.ts';
import type { JobChange } from './change.ts';
import { common } from './tasks.ts';

/** What is known of a submission that the vendor is to be asked about at once. */
export interface KnownSubmission {
  requestHash: string;
  handle: Handle;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** How often its result had expired. */
  refreshes: number;
}

/** Has the vendor asked at once about a submission that it surely took. */
export function askNow(change: JobChange, task: Task, submission: KnownSubmission): void {
  change.put({ ...common(task), ...submission, state: 'running', pollAt: change.now, polls: 1 });
  change.command('poll', task);
}
