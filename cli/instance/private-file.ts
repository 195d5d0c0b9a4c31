import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { CliError, EXIT_CODES, systemErrorCode, systemReason } from '../errors.ts';

/**
 * Reads a file that holds secrets, and refuses one that others may read.
 * @returns its text, or undefined when there is no such file.
 * @throws CliError when its mode lets group or others in.
 */
export function readPrivateFile(path: string, what: string): string | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw new CliError(`${what} ${path} cannot be read: ${systemReason(error)}.`, { cause: error });
  }
  try {
    // The mode is asked of the open file, not of the name: the name could point elsewhere by now.
    const mode = fstatSync(descriptor).mode & 0o777;
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new CliError(
        `${what} ${path} can be read or changed by other users (mode ${mode.toString(8).padStart(4, '0')}).`,
        { exitCode: EXIT_CODES.usage, hint: `Make it yours alone:  chmod 600 ${path}`, code: 'file_mode' },
      );
    }
    return readFileSync(descriptor, 'utf8');
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`${what} ${path} cannot be read: ${systemReason(error)}.`, { cause: error });
  } finally {
    closeSync(descriptor);
  }
}
