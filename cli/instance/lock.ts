import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { CliError, systemReason } from '../errors.ts';
import type { DataPaths } from './data-directory.ts';

/** What a running instance tells about itself to the next one. */
interface InstanceState {
  pid: number;
  url?: string;
}

/** A held data directory. */
export interface InstanceLock {
  /** Leaves the address where a second instance finds it for its error message. */
  publish(url: string): void;
  release(): void;
}

function readState(path: string): InstanceState | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value !== 'object' || value === null || !('pid' in value) || typeof value.pid !== 'number') return;
    const url = 'url' in value && typeof value.url === 'string' ? value.url : undefined;
    return { pid: value.pid, ...(url === undefined ? {} : { url }) };
  } catch {
    return undefined;
  }
}

function writeState(path: string, state: InstanceState): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(state)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function inUse(paths: DataPaths): CliError {
  const state = readState(paths.state);
  const holder = state === undefined ? 'another instance' : `another instance (pid ${state.pid})`;
  const hint =
    state?.url === undefined
      ? 'Wait until it is done, or choose another directory with --data DIRECTORY.'
      : `Use the running one with --server ${state.url}, or choose another directory with --data DIRECTORY.`;
  return new CliError(`The data directory ${paths.directory} is in use by ${holder}.`, { hint, code: 'in_use' });
}

/**
 * Takes the data directory for this process. The lock is the operating system's own file lock, held through SQLite,
 * so it ends with the process however that ends: there are no stale locks to judge by pid, and no race in taking one over.
 * @throws CliError naming the pid when another process holds it.
 */
export function lockDataDirectory(paths: DataPaths): InstanceLock {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(paths.lock, { timeout: 0 });
    // With EXCLUSIVE locking mode the lock stays when the transaction is over.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE; COMMIT;');
    writeState(paths.state, { pid: process.pid });
  } catch (error) {
    database?.close();
    if (error instanceof Error && /locked|busy/i.test(error.message)) throw inUse(paths);
    throw new CliError(`The data directory ${paths.directory} cannot be locked: ${systemReason(error)}.`, {
      cause: error,
    });
  }
  const held = database;
  return {
    publish(url) {
      writeState(paths.state, { pid: process.pid, url });
    },
    release() {
      if (!held.isOpen) return;
      rmSync(paths.state, { force: true });
      held.close();
    },
  };
}
