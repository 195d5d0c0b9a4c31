import { statfsSync } from 'node:fs';
import { CliError } from '../errors.ts';
import { fileSize } from '../ui/text.ts';

/** Below this much free space nothing is started: even a short film would not fit. */
const LEAST_TO_START_BYTES = 32_000_000;
/** Below this much free space whatever went wrong went wrong for lack of it. */
const FULL_BYTES = 2_000_000;

/** Free space where a directory lies; infinite where the system does not tell. */
function freeBytes(directory: string): number {
  try {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

function full(directory: string, free: number, hint: string, cause?: unknown): CliError {
  return new CliError(`The disk that holds the data directory ${directory} is full (${fileSize(free)} free).`, {
    code: 'storage_full',
    hint,
    cause,
  });
}

/** @throws CliError when there is no room to begin anything. */
export function requireDiskSpace(directory: string): void {
  const free = freeBytes(directory);
  if (free >= LEAST_TO_START_BYTES) return;
  throw full(
    directory,
    free,
    `Make room for at least ${fileSize(LEAST_TO_START_BYTES)}, or choose another place with --data DIRECTORY.`,
  );
}

/** Whether nothing more can be written there. */
export function isDiskFullAt(directory: string): boolean {
  return freeBytes(directory) < FULL_BYTES;
}

/**
 * What really happened when a local instance failed: databases and runtimes say all sorts of things about a full disk.
 * @param resume how to go on once there is room.
 */
export function diskFullInstead(error: unknown, directory: string, resume: string | undefined): unknown {
  const free = freeBytes(directory);
  if (free >= FULL_BYTES) return error;
  return full(directory, free, `Make room. ${resume ?? 'Then try again.'}`, error);
}
