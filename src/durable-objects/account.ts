import { DurableObject } from 'cloudflare:workers';
import type { Env } from '../env.ts';
import type { ProjectSummary } from '../types/api.ts';
import type { ModelList, ProviderRole } from '../types/providers.ts';
import { AccountPlaces, PLACES_MIGRATION } from './account-places.ts';
import type { Demand } from './job/places.ts';
import { migrate } from './migrations.ts';
import { modelsOfTheDay } from './model-lists.ts';
import { type Result, settle } from './result.ts';

const MIGRATIONS = [
  {
    id: '1-projects',
    sql: 'CREATE TABLE projects (id TEXT PRIMARY KEY, name TEXT NOT NULL, created_at TEXT NOT NULL)',
  },
  PLACES_MIGRATION,
] as const;

/** Name of the one account there is until accounts arrive. */
export const SOLE_ACCOUNT = 'default';

/** What belongs to one user: the list of projects, and the places at vendors that the jobs share. */
export class Account extends DurableObject<Env> {
  private readonly places: AccountPlaces;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    migrate(state.storage, MIGRATIONS);
    this.places = new AccountPlaces(state.storage.sql, env.PROVIDER_LIMITS);
  }

  /**
   * A job says what it has and would have at a vendor.
   * @returns how many places it now has there, those it has taken included.
   */
  claimPlaces(jobId: string, vendor: string, demand: Demand): number {
    const { granted, woken } = this.places.claim(vendor, { jobId, ...demand }, Date.now());
    for (const id of woken) this.wake(id, vendor);
    return granted;
  }

  /** A job that does not hear of its place asks again by itself, or loses it when its lease runs out. */
  private wake(jobId: string, vendor: string): void {
    const job = this.env.VIDEO_JOB.get(this.env.VIDEO_JOB.idFromName(jobId));
    this.ctx.waitUntil(job.placeFreed(vendor).catch(() => undefined));
  }

  /** Adds a project to the list; adding it twice is adding it once. */
  addProject({ id, name, createdAt }: ProjectSummary): void {
    this.ctx.storage.sql.exec(
      'INSERT OR IGNORE INTO projects (id, name, created_at) VALUES (?, ?, ?)',
      id,
      name,
      createdAt,
    );
  }

  /** Gives a project another name in the list. */
  renameProject(id: string, name: string): void {
    this.ctx.storage.sql.exec('UPDATE projects SET name = ? WHERE id = ?', name, id);
  }

  /** Takes a project off the list. */
  removeProject(id: string): void {
    this.ctx.storage.sql.exec('DELETE FROM projects WHERE id = ?', id);
  }

  /** A provider's models, live where the vendor lists them for anybody. */
  async models(role: ProviderRole, provider: string): Promise<Result<ModelList>> {
    const context = { fetch: (request: Request) => fetch(request), now: () => Date.now() };
    return settle('Account.models', () => modelsOfTheDay(role, { provider }, context, this.ctx.storage));
  }

  /** The newest projects first, 500 at most. */
  listProjects(): ProjectSummary[] {
    return this.ctx.storage.sql
      .exec<{ id: string; name: string; created_at: string }>(
        'SELECT id, name, created_at FROM projects ORDER BY created_at DESC, id LIMIT 500',
      )
      .toArray()
      .map(({ id, name, created_at }) => ({ id, name, createdAt: created_at }));
  }
}
