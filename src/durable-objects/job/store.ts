import { AppError } from '../../types/errors.ts';
import {
  type Job,
  type JobEvent,
  JobSchema,
  type Media,
  MediaSchema,
  type StoredResult,
  type Task,
} from '../../types/job.ts';
import { isEmpty, migrate } from '../migrations.ts';
import type { Transition } from './change.ts';
import type { JobLogLine, LedgerEntry } from './events.ts';
import { deadMedia } from './legacy.ts';

const MIGRATIONS = [
  { id: '1-job', sql: 'CREATE TABLE job (one INTEGER PRIMARY KEY CHECK (one = 1), json TEXT NOT NULL)' },
  {
    id: '2-tasks',
    sql: 'CREATE TABLE tasks (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, json TEXT NOT NULL)',
  },
  {
    id: '3-ledger',
    sql: `CREATE TABLE ledger (entry INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, task_id TEXT NOT NULL,
      kind TEXT NOT NULL, amount_usd REAL NOT NULL, basis TEXT NOT NULL)`,
  },
  {
    id: '4-events',
    sql: 'CREATE TABLE events (cursor INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, json TEXT NOT NULL)',
  },
  { id: '5-reusable', sql: 'CREATE TABLE reusable (request_hash TEXT PRIMARY KEY, json TEXT NOT NULL)' },
  { id: '6-plan', sql: 'CREATE TABLE plan (one INTEGER PRIMARY KEY CHECK (one = 1), json TEXT NOT NULL)' },
] as const;

/** What of a job never changes; written once, for it is most of its bytes. */
const FIXED = [
  'id',
  'projectId',
  'title',
  'format',
  'totalFrames',
  'estimate',
  'llmCostUsd',
  'spentBeforeUsd',
  'notices',
  'webhooks',
  'webhookSecret',
  'createdAt',
] as const satisfies (keyof Job)[];

/** A job's rows: the job itself, its tasks, its ledger, its events, and results of earlier jobs it may use again. */
export class JobStore {
  private readonly storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.storage = storage;
  }

  /** The job as it was last saved; undefined when this object was never given one. */
  load(): Job | undefined {
    if (isEmpty(this.storage)) return undefined;
    migrate(this.storage, MIGRATIONS);
    const { sql } = this.storage;
    const row = sql.exec<{ json: string }>('SELECT json FROM job').toArray()[0];
    const plan = sql.exec<{ json: string }>('SELECT json FROM plan').toArray()[0];
    if (!row || !plan) return undefined;
    const tasks = sql
      .exec<{ json: string }>('SELECT json FROM tasks ORDER BY position')
      .toArray()
      .map((task) => JSON.parse(task.json));
    const parsed = JobSchema.safeParse({ ...JSON.parse(plan.json), ...JSON.parse(row.json), tasks });
    if (!parsed.success) throw new AppError('internal', 'A stored job cannot be read.', {}, parsed.error);
    return parsed.data;
  }

  /** Writes a new job with all its tasks. */
  create(job: Job, reusable: readonly StoredResult[]): void {
    migrate(this.storage, MIGRATIONS);
    this.storage.transactionSync(() => {
      const plan = Object.fromEntries(FIXED.map((field) => [field, job[field]]));
      this.storage.sql.exec('INSERT INTO plan (one, json) VALUES (1, ?)', JSON.stringify(plan));
      this.writeJob(job);
      for (const result of reusable) this.writeReusable(result);
      job.tasks.forEach((task, position) => {
        this.storage.sql.exec(
          'INSERT INTO tasks (position, id, json) VALUES (?, ?, ?)',
          position,
          task.id,
          JSON.stringify(task),
        );
      });
    });
  }

  /** Results of earlier jobs of the project, by request hash. */
  reusable(): Map<string, Media[]> {
    const rows = this.storage.sql.exec<{ request_hash: string; json: string }>('SELECT * FROM reusable').toArray();
    return new Map(rows.map((row) => [row.request_hash, MediaSchema.array().parse(JSON.parse(row.json))]));
  }

  /** Forgets results whose media are about to be deleted. */
  forgetMedia(keys: readonly string[]): void {
    const isDead = deadMedia(keys);
    this.storage.transactionSync(() => {
      for (const [requestHash, media] of this.reusable()) {
        if (isDead(media)) this.storage.sql.exec('DELETE FROM reusable WHERE request_hash = ?', requestHash);
      }
    });
  }

  /** Saves what a transition changed, all or nothing. @returns the events with their cursors. */
  save(before: Job, { job, ledger, log }: Transition): JobEvent[] {
    return this.storage.transactionSync(() => {
      this.writeJob(job);
      const known = new Map<string, Task>(before.tasks.map((task) => [task.id, task]));
      for (const task of job.tasks) {
        if (known.get(task.id) === task) continue;
        this.storage.sql.exec('UPDATE tasks SET json = ? WHERE id = ?', JSON.stringify(task), task.id);
        if (task.state === 'completed' && task.origin === 'made') this.writeReusable(task);
      }
      for (const entry of ledger) this.writeLedger(entry, job.updatedAt);
      return log.map((line) => this.writeEvent(line, job.updatedAt));
    });
  }

  /** Events after a cursor, oldest first. */
  eventsAfter(cursor: number): JobEvent[] {
    return this.storage.sql
      .exec<{ cursor: number; at: number; json: string }>(
        'SELECT * FROM events WHERE cursor > ? ORDER BY cursor',
        cursor,
      )
      .toArray()
      .map((row) => ({
        cursor: row.cursor,
        at: new Date(row.at).toISOString(),
        ...(JSON.parse(row.json) as JobLogLine),
      }));
  }

  /** Cursor of the newest event, 0 when there is none. */
  lastCursor(): number {
    return this.storage.sql.exec<{ last: number | null }>('SELECT MAX(cursor) AS last FROM events').one().last ?? 0;
  }

  /** What was settled so far, oldest first. */
  settlements(): { taskId: string; amountUsd: number; basis: LedgerEntry['basis']; at: number }[] {
    return this.storage.sql
      .exec<{ task_id: string; amount_usd: number; basis: LedgerEntry['basis']; at: number }>(
        "SELECT task_id, amount_usd, basis, at FROM ledger WHERE kind = 'settle' ORDER BY entry",
      )
      .toArray()
      .map(({ task_id, amount_usd, basis, at }) => ({ taskId: task_id, amountUsd: amount_usd, basis, at }));
  }

  private writeReusable({ requestHash, media }: StoredResult): void {
    this.storage.sql.exec(
      'INSERT OR IGNORE INTO reusable (request_hash, json) VALUES (?, ?)',
      requestHash,
      JSON.stringify(media),
    );
  }

  private writeJob(job: Job): void {
    const fixed: ReadonlySet<string> = new Set([...FIXED, 'tasks']);
    const moving = Object.fromEntries(Object.entries(job).filter(([field]) => !fixed.has(field)));
    this.storage.sql.exec('INSERT OR REPLACE INTO job (one, json) VALUES (1, ?)', JSON.stringify(moving));
  }

  private writeLedger({ taskId, kind, amountUsd, basis }: LedgerEntry, at: number): void {
    this.storage.sql.exec(
      'INSERT INTO ledger (at, task_id, kind, amount_usd, basis) VALUES (?, ?, ?, ?, ?)',
      at,
      taskId,
      kind,
      amountUsd,
      basis,
    );
  }

  private writeEvent(line: JobLogLine, at: number): JobEvent {
    const { cursor } = this.storage.sql
      .exec<{ cursor: number }>(
        'INSERT INTO events (at, json) VALUES (?, ?) RETURNING cursor',
        at,
        JSON.stringify(line),
      )
      .one();
    return { cursor, at: new Date(at).toISOString(), ...line };
  }
}
