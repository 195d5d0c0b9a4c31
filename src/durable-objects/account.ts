import { DurableObject } from 'cloudflare:workers';
import type { Env } from '../env.ts';
import type { ProjectSummary } from '../types/api.ts';
import { migrate } from './migrations.ts';

const MIGRATIONS = [
  {
    id: '1-projects',
    sql: 'CREATE TABLE projects (id TEXT PRIMARY KEY, name TEXT NOT NULL, created_at TEXT NOT NULL)',
  },
] as const;

/** Name of the one account there is until accounts arrive. */
export const SOLE_ACCOUNT = 'default';

/** What belongs to one user: for now, the list of projects. */
export class Account extends DurableObject<Env> {
  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    migrate(state.storage, MIGRATIONS);
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
