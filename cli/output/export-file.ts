import { createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CliError, systemErrorCode, systemReason } from '../errors.ts';
import { type OutputTarget, temporaryPath } from './target.ts';

const MOST_NUMBERED = 1000;

/** The file name an answer bears: its UTF-8 form, without anything that could lead to another folder. */
export function fileNameOf(response: Response, fallback: string): string {
  const encoded = /filename\*=UTF-8''([^;\s]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  try {
    const name = decodeURIComponent(encoded ?? '').replace(/[/\\\p{Cc}]/gu, '');
    return name === '' || name.startsWith('.') ? fallback : name;
  } catch {
    return fallback;
  }
}

/** A path in the target's directory that nothing bears yet, numbered where the name is taken; or the file that was named. */
function freePath(target: OutputTarget, name: string): string {
  if (target.file !== undefined) return join(target.directory, target.file);
  const dot = name.lastIndexOf('.');
  for (let number = 1; number <= MOST_NUMBERED; number++) {
    const path = join(target.directory, number === 1 ? name : `${name.slice(0, dot)}-${number}${name.slice(dot)}`);
    if (!existsSync(path)) return path;
  }
  throw new CliError(`There are ${MOST_NUMBERED} files named ${name} in ${target.directory}.`, {
    hint: 'Choose a name with --output FILE.',
  });
}

/**
 * Streams an export beside its final place and renames it when complete, so that no half file ever bears its name.
 * @throws CliError when it was cut off on its way or cannot be written.
 */
export async function writeExport(
  response: Response,
  target: OutputTarget,
  fallbackName: string,
): Promise<{ path: string; sizeBytes: number }> {
  const temporary = temporaryPath(target, 'export');
  try {
    if (response.body === null) throw new CliError('The server sent nothing.', { code: 'bad_response' });
    await pipeline(Readable.fromWeb(response.body), createWriteStream(temporary));
    const { size } = statSync(temporary);
    const announced = response.headers.get('content-length');
    if (announced !== null && Number(announced) !== size) throw cutOff();
    const path = freePath(target, fileNameOf(response, fallbackName));
    renameSync(temporary, path);
    return { path, sizeBytes: size };
  } catch (error) {
    rmSync(temporary, { force: true });
    if (error instanceof CliError) throw error;
    if (systemErrorCode(error)?.startsWith('E') !== true) throw cutOff(error);
    throw new CliError(`The export cannot be written: ${systemReason(error)}.`, {
      code: 'output_unwritable',
      hint: 'Choose another place with --output FILE.',
      cause: error,
    });
  }
}

function cutOff(cause?: unknown): CliError {
  return new CliError('The export was cut off on its way.', {
    code: 'incomplete',
    hint: 'Run the command again.',
    cause,
  });
}
