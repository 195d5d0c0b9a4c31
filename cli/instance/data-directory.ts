import { accessSync, chmodSync, constants, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { CliError, EXIT_CODES, systemReason } from '../errors.ts';
import { makeDirectory } from '../make-directory.ts';

/** Name of the data directory under the current one, unless chosen otherwise. */
export const DEFAULT_DATA_DIRECTORY = '.p2v';
const OWNER_ONLY = 0o700;

/** Where each part of an instance keeps its files. */
export interface DataPaths {
  directory: string;
  lock: string;
  state: string;
  masterKeys: string;
  /** Durable Objects and R2. */
  worker: string;
  /** Cache of the render service. */
  render: string;
  workerdPid: string;
}

/** The data directory as the user names it: `--data`, else `P2V_DATA`, else `.p2v` here. */
export function resolveDataDirectory(option: string | undefined, environment: NodeJS.ProcessEnv = process.env): string {
  return resolve(option ?? (environment.P2V_DATA || DEFAULT_DATA_DIRECTORY));
}

/**
 * Makes the data directory, readable by its owner alone, and says where everything in it lies.
 * @throws CliError when it cannot be made or written to.
 */
export function openDataDirectory(directory: string): DataPaths {
  try {
    makeDirectory(directory, OWNER_ONLY);
    // An existing directory keeps its mode through mkdir; films, prompts and sealed keys are nobody else's business.
    if (process.platform !== 'win32' && (statSync(directory).mode & 0o077) !== 0) chmodSync(directory, OWNER_ONLY);
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new CliError(`The data directory ${directory} cannot be used: ${systemReason(error)}.`, {
      exitCode: EXIT_CODES.usage,
      hint: 'Choose another with --data DIRECTORY.',
      code: 'data_directory',
      cause: error,
    });
  }
  return {
    directory,
    lock: resolve(directory, 'instance.lock'),
    state: resolve(directory, 'instance.json'),
    masterKeys: resolve(directory, 'master-keys.json'),
    worker: resolve(directory, 'worker'),
    render: resolve(directory, 'render'),
    workerdPid: resolve(directory, 'workerd.pid'),
  };
}
