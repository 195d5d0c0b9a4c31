import { closeSync, existsSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { slug } from '../../src/lib/slug.ts';
import { CliError, EXIT_CODES, systemErrorCode, systemReason } from '../errors.ts';
import { makeDirectory } from '../make-directory.ts';
import { isEarlierFilm } from './film-register.ts';

/** Directory films go to unless `--output` says otherwise. */
export const DEFAULT_OUTPUT_DIRECTORY = 'out';
const EXTENSION = '.mp4';
const MOST_NUMBERED = 1000;

/** Where the film is to go: into a directory under its title's name, or to one file that was named. */
export interface OutputTarget {
  directory: string;
  /** Named by the user; such a file is overwritten. */
  file?: string;
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function unwritable(path: string, error: unknown): CliError {
  // mkdir says EEXIST or ENOTDIR where the "directory" is a file.
  const code = systemErrorCode(error) ?? '';
  const reason = ['EEXIST', 'ENOTDIR'].includes(code) ? 'a part of the path is a file' : systemReason(error);
  return new CliError(`The film cannot be written to ${path}: ${reason}.`, {
    exitCode: EXIT_CODES.usage,
    hint: 'Choose another place with --output FILE.',
    code: 'output_unwritable',
    cause: error,
  });
}

/**
 * Makes the output directory and writes a byte into it, before any work begins: an hour of rendering must not end in
 * "permission denied".
 * @param output what `--output` said: a file, or a directory when it exists or ends with a slash.
 * @throws CliError when nothing can be written there.
 */
export function prepareTarget(output: string | undefined): OutputTarget {
  const path = resolve(output ?? DEFAULT_OUTPUT_DIRECTORY);
  const named = output !== undefined && !/[/\\]$/.test(output) && !output.endsWith(sep);
  let target: OutputTarget;
  try {
    target = named && !isDirectory(path) ? { directory: dirname(path), file: basename(path) } : { directory: path };
    makeDirectory(target.directory);
    const probe = temporaryPath(target, 'check');
    const descriptor = openSync(probe, 'wx');
    try {
      writeSync(descriptor, '\n');
    } finally {
      closeSync(descriptor);
      rmSync(probe, { force: true });
    }
  } catch (error) {
    throw unwritable(path, error);
  }
  return target;
}

/** Name for a file that is still growing: hidden, beside its final place, so that a rename finishes it. */
export function temporaryPath(target: OutputTarget, purpose: string): string {
  return join(target.directory, `.p2v-${process.pid}-${purpose}.part`);
}

/**
 * Settles the final path, and holds it with an empty file when it is a new one, so that two films that end at the same
 * moment cannot take the same name. Call it when the film is complete beside it.
 * Without `--output`: the title's name; an earlier film of the same project is replaced, anybody else's file never.
 */
export function claimFinalPath(target: OutputTarget, title: string, projectId: string): string {
  if (target.file !== undefined) return join(target.directory, target.file);
  const stem = slug(title);
  for (let number = 1; number <= MOST_NUMBERED; number++) {
    const name = `${stem}${number === 1 ? '' : `-${number}`}${EXTENSION}`;
    const path = join(target.directory, name);
    if (existsSync(path)) {
      if (isEarlierFilm(target.directory, name, projectId)) return path;
      continue;
    }
    try {
      closeSync(openSync(path, 'wx'));
      return path;
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') throw unwritable(path, error);
    }
  }
  throw new CliError(`There are ${MOST_NUMBERED} films named ${stem} in ${target.directory}.`, {
    hint: 'Choose a name with --output FILE.',
  });
}
