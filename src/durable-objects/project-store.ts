import type { LanguageModelUse } from '../lib/cost.ts';
import type { SealedSecret } from '../lib/secrets.ts';
import {
  type DirectionOrigin,
  type DirectionVersion,
  DirectionVersionSchema,
  type UnusableAnswers,
  UnusableAnswersSchema,
} from '../types/direction-api.ts';
import { AppError } from '../types/errors.ts';
import { type Job, JobSchema, MediaSchema, type StoredResult } from '../types/job.ts';
import { allShots, type Project, ProjectSchema, type VideoDirection, VideoDirectionSchema } from '../types/project.ts';
import type { ProviderRole } from '../types/providers.ts';
import { deadMedia, type JobLegacy } from './job/legacy.ts';
import type { KeptWork } from './job/plan.ts';
import { isEmpty, migrate } from './migrations.ts';

const MIGRATIONS = [
  { id: '1-project', sql: 'CREATE TABLE project (one INTEGER PRIMARY KEY CHECK (one = 1), json TEXT NOT NULL)' },
  {
    id: '2-keys',
    sql: `CREATE TABLE keys (role TEXT PRIMARY KEY, provider TEXT NOT NULL, key_id TEXT NOT NULL,
      iv BLOB NOT NULL, ciphertext BLOB NOT NULL)`,
  },
  {
    id: '3-directions',
    sql: `CREATE TABLE directions (version INTEGER PRIMARY KEY, created_at TEXT NOT NULL, origin TEXT NOT NULL,
      json TEXT NOT NULL)`,
  },
  { id: '4-results', sql: 'CREATE TABLE results (request_hash TEXT PRIMARY KEY, json TEXT NOT NULL)' },
  { id: '5-spending', sql: 'CREATE TABLE spending (source TEXT PRIMARY KEY, amount_usd REAL NOT NULL)' },
  {
    id: '6-pending-job',
    sql: 'CREATE TABLE pending_job (one INTEGER PRIMARY KEY CHECK (one = 1), json TEXT NOT NULL)',
  },
  {
    id: '7-unusable-answers',
    sql: 'CREATE TABLE unusable_answers (position INTEGER PRIMARY KEY, text TEXT NOT NULL)',
  },
  {
    id: '8-unusable-reason',
    sql: 'CREATE TABLE unusable_reason (one INTEGER PRIMARY KEY CHECK (one = 1), json TEXT NOT NULL)',
  },
  { id: '9-locks', sql: 'CREATE TABLE locks (task_id TEXT PRIMARY KEY, json TEXT NOT NULL)' },
  { id: '10-variations', sql: 'CREATE TABLE variations (task_id TEXT PRIMARY KEY, variation INTEGER NOT NULL)' },
  { id: '11-jobs', sql: 'CREATE TABLE jobs (id TEXT PRIMARY KEY, created_at INTEGER NOT NULL)' },
  {
    id: '12-live-prices',
    sql: 'CREATE TABLE live_prices (one INTEGER PRIMARY KEY CHECK (one = 1), json TEXT NOT NULL)',
  },
] as const;

/** Ends the source of something that was charged at a price nobody told. */
export const PRICE_UNKNOWN = ':unknown';

/** Longest unusable answer that is kept, in characters; a row holds 2 MB. */
const MAX_KEPT_ANSWER = 400_000;

/** A project without its direction, which has rows of its own. */
type ProjectRow = Omit<Project, 'direction'>;

/** A project's rows: itself, its sealed keys, every version of its direction, results and spending of its jobs. */
export class ProjectStore {
  private readonly storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.storage = storage;
  }

  /** The project with its current direction; undefined when this object was never given one. */
  load(): Project | undefined {
    if (isEmpty(this.storage)) return undefined;
    migrate(this.storage, MIGRATIONS);
    const row = this.storage.sql.exec<{ json: string }>('SELECT json FROM project').toArray()[0];
    if (!row) return undefined;
    const direction = this.latestDirection();
    const parsed = ProjectSchema.safeParse({ ...JSON.parse(row.json), ...(direction ? { direction } : {}) });
    if (!parsed.success) throw new AppError('internal', 'A stored project cannot be read.', {}, parsed.error);
    return parsed.data;
  }

  /** Writes a new project with its sealed keys, all or nothing. */
  create(project: Project, keys: { role: ProviderRole; provider: string; sealed: SealedSecret }[]): void {
    migrate(this.storage, MIGRATIONS);
    this.storage.transactionSync(() => {
      this.save(project);
      for (const { role, provider, sealed } of keys) this.saveKey(role, provider, sealed);
    });
  }

  /** Writes the project; its direction is saved apart. */
  save({ direction: _direction, ...row }: Project): void {
    this.storage.sql.exec(
      'INSERT OR REPLACE INTO project (one, json) VALUES (1, ?)',
      JSON.stringify(row satisfies ProjectRow),
    );
  }

  /** Writes a new version of the direction together with the project that counts it. */
  saveDirection(project: Project & { direction: VideoDirection }, origin: DirectionOrigin): void {
    this.storage.transactionSync(() => {
      this.save(project);
      this.storage.sql.exec(
        'INSERT INTO directions (version, created_at, origin, json) VALUES (?, ?, ?, ?)',
        project.directionVersion,
        project.updatedAt,
        origin,
        JSON.stringify(project.direction),
      );
    });
  }

  /** The sealed key of a role, when it has one. */
  sealedKey(role: ProviderRole): { provider: string; sealed: SealedSecret } | undefined {
    const row = this.storage.sql
      .exec<{ provider: string; key_id: string; iv: ArrayBuffer; ciphertext: ArrayBuffer }>(
        'SELECT provider, key_id, iv, ciphertext FROM keys WHERE role = ?',
        role,
      )
      .toArray()[0];
    if (!row) return undefined;
    const { provider, key_id: keyId } = row;
    return { provider, sealed: { keyId, iv: new Uint8Array(row.iv), ciphertext: new Uint8Array(row.ciphertext) } };
  }

  /** Remembers what was spent on something; the latest amount for a source counts. US dollars. */
  recordSpending(source: string, amountUsd: number): void {
    this.storage.sql.exec('INSERT OR REPLACE INTO spending (source, amount_usd) VALUES (?, ?)', source, amountUsd);
  }

  /** Spent by everything whose source begins with `prefix`, in US dollars. */
  spentUsd(prefix = ''): number {
    return this.storage.sql
      .exec<{ sum: number }>(
        'SELECT COALESCE(SUM(amount_usd), 0) AS sum FROM spending WHERE substr(source, 1, ?) = ?',
        prefix.length,
        prefix,
      )
      .one().sum;
  }

  /**
   * What asking language models has come to so far; undefined before the first request, and where the price of one is
   * not known.
   */
  languageModelUse(): LanguageModelUse | undefined {
    const { calls, unknown } = this.storage.sql
      .exec<{ calls: number; unknown: number }>(
        `SELECT COUNT(*) AS calls, COALESCE(SUM(source LIKE ?), 0) AS unknown FROM spending WHERE source LIKE 'llm:%'`,
        `%${PRICE_UNKNOWN}`,
      )
      .one();
    if (calls === 0 || unknown > 0) return undefined;
    return { inputTokens: 0, outputTokens: 0, costUsd: this.spentUsd('llm:') };
  }

  /** Remembers results that later jobs may use again. */
  recordResults(results: readonly StoredResult[]): void {
    this.storage.transactionSync(() => {
      for (const { requestHash, media } of results) {
        this.storage.sql.exec(
          'INSERT OR IGNORE INTO results (request_hash, json) VALUES (?, ?)',
          requestHash,
          JSON.stringify(media),
        );
      }
    });
  }

  /** Everything this project ever made, by request hash. */
  results(): StoredResult[] {
    return this.storage.sql
      .exec<{ request_hash: string; json: string }>('SELECT request_hash, json FROM results')
      .toArray()
      .map((row) => ({ requestHash: row.request_hash, media: MediaSchema.array().parse(JSON.parse(row.json)) }));
  }

  /** Links a job to the project before the job itself is told to start. */
  saveJob(project: Project, job: Job): void {
    this.storage.transactionSync(() => {
      this.save(project);
      this.storage.sql.exec('INSERT OR IGNORE INTO jobs (id, created_at) VALUES (?, ?)', job.id, job.createdAt);
      this.storage.sql.exec('INSERT OR REPLACE INTO pending_job (one, json) VALUES (1, ?)', JSON.stringify(job));
    });
  }

  /** Forgets results and kept work whose media are about to be deleted. */
  forgetMedia(keys: readonly string[]): void {
    const { sql } = this.storage;
    const isDead = deadMedia(keys);
    this.storage.transactionSync(() => {
      for (const { requestHash, media } of this.results()) {
        if (isDead(media)) sql.exec('DELETE FROM results WHERE request_hash = ?', requestHash);
      }
      for (const [taskId, media] of this.kept().locks) {
        if (isDead(media)) sql.exec('DELETE FROM locks WHERE task_id = ?', taskId);
      }
    });
  }

  /** Takes a deleted job off the list. */
  removeJob(jobId: string): void {
    this.storage.sql.exec('DELETE FROM jobs WHERE id = ?', jobId);
  }

  /** Ids of all jobs there are, oldest first. */
  jobIds(): string[] {
    return this.storage.sql
      .exec<{ id: string }>('SELECT id FROM jobs ORDER BY created_at, id')
      .toArray()
      .map(({ id }) => id);
  }

  /** Remembers what a person wants kept of the latest job, in place of what was kept before. */
  recordKept(locks: JobLegacy['locks'], variations: JobLegacy['variations']): void {
    const { sql } = this.storage;
    this.storage.transactionSync(() => {
      sql.exec('DELETE FROM locks');
      sql.exec('DELETE FROM variations');
      for (const { taskId, media } of locks) {
        sql.exec('INSERT INTO locks (task_id, json) VALUES (?, ?)', taskId, JSON.stringify(media));
      }
      for (const { taskId, variation } of variations) {
        sql.exec('INSERT INTO variations (task_id, variation) VALUES (?, ?)', taskId, variation);
      }
    });
  }

  /** What a person wants kept. */
  kept(): KeptWork {
    const { sql } = this.storage;
    const locks = sql.exec<{ task_id: string; json: string }>('SELECT task_id, json FROM locks').toArray();
    const variations = sql.exec<{ task_id: string; variation: number }>('SELECT * FROM variations').toArray();
    return {
      locks: new Map(locks.map(({ task_id, json }) => [task_id, MediaSchema.array().parse(JSON.parse(json))])),
      variations: new Map(variations.map(({ task_id, variation }) => [task_id, variation])),
    };
  }

  /** Puts a new sealed key in a role's place. */
  saveKey(role: ProviderRole, provider: string, { keyId, iv, ciphertext }: SealedSecret): void {
    this.storage.sql.exec(
      'INSERT OR REPLACE INTO keys (role, provider, key_id, iv, ciphertext) VALUES (?, ?, ?, ?, ?)',
      role,
      provider,
      keyId,
      iv,
      ciphertext,
    );
  }

  /** A job that was linked but may not have been started. */
  pendingJob(): Job | undefined {
    const row = this.storage.sql.exec<{ json: string }>('SELECT json FROM pending_job').toArray()[0];
    return row ? JobSchema.parse(JSON.parse(row.json)) : undefined;
  }

  clearPendingJob(): void {
    this.storage.sql.exec('DELETE FROM pending_job');
  }

  /** Every version of the direction, oldest first. */
  versions(): DirectionVersion[] {
    return this.storage.sql
      .exec<{ version: number; created_at: string; origin: string; json: string }>(
        'SELECT version, created_at, origin, json FROM directions ORDER BY version',
      )
      .toArray()
      .map((row) => {
        const direction = VideoDirectionSchema.parse(JSON.parse(row.json));
        return DirectionVersionSchema.parse({
          version: row.version,
          createdAt: row.created_at,
          origin: row.origin,
          title: direction.title,
          ...(direction.directedBy === undefined ? {} : { directedBy: direction.directedBy }),
          shots: allShots(direction).length,
          totalDuration: direction.totalDuration,
          estimatedUsd: direction.estimatedCost.total,
        });
      });
  }

  /**
   * One version of the direction.
   * @throws AppError `not_found` when there is none of that number.
   */
  version(version: number): VideoDirection {
    const row = this.storage.sql
      .exec<{ json: string }>('SELECT json FROM directions WHERE version = ?', version)
      .toArray()[0];
    if (row) return VideoDirectionSchema.parse(JSON.parse(row.json));
    const { count } = this.storage.sql.exec<{ count: number }>('SELECT COUNT(*) AS count FROM directions').one();
    throw new AppError('not_found', `This direction has ${count} version(s), and no version ${version}.`);
  }

  /** Keeps what a model wrote that could not be used, in place of what was kept before. */
  keepUnusable({ answers, ...reason }: UnusableAnswers): void {
    this.storage.transactionSync(() => {
      this.storage.sql.exec('DELETE FROM unusable_answers');
      answers.forEach((text, position) => {
        const kept = text.slice(0, MAX_KEPT_ANSWER).toWellFormed();
        this.storage.sql.exec('INSERT INTO unusable_answers (position, text) VALUES (?, ?)', position, kept);
      });
      this.storage.sql.exec('INSERT OR REPLACE INTO unusable_reason (one, json) VALUES (1, ?)', JSON.stringify(reason));
    });
  }

  /** What a model last wrote that could not be used; undefined when every answer could. */
  unusable(): UnusableAnswers | undefined {
    const reason = this.storage.sql.exec<{ json: string }>('SELECT json FROM unusable_reason').toArray()[0];
    if (!reason) return undefined;
    const answers = this.storage.sql
      .exec<{ text: string }>('SELECT text FROM unusable_answers ORDER BY position')
      .toArray()
      .map(({ text }) => text);
    return UnusableAnswersSchema.parse({ ...JSON.parse(reason.json), answers });
  }

  /** What was read of vendors' prices; undefined when nothing was. */
  livePrices(): unknown {
    const row = this.storage.sql.exec<{ json: string }>('SELECT json FROM live_prices').toArray()[0];
    return row && JSON.parse(row.json);
  }

  saveLivePrices(kept: object): void {
    this.storage.sql.exec('INSERT OR REPLACE INTO live_prices (one, json) VALUES (1, ?)', JSON.stringify(kept));
  }

  private latestDirection(): VideoDirection | undefined {
    const row = this.storage.sql
      .exec<{ json: string }>('SELECT json FROM directions ORDER BY version DESC LIMIT 1')
      .toArray()[0];
    return row ? VideoDirectionSchema.parse(JSON.parse(row.json)) : undefined;
  }
}
