import { createWriteStream, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { slug } from '../../src/lib/slug.ts';
import type { Client } from '../client.ts';
import { CliError, isDiskFull, systemErrorCode, systemReason } from '../errors.ts';
import { makeDirectory } from '../make-directory.ts';
import { rememberFilm } from './film-register.ts';
import { claimFinalPath, type OutputTarget, temporaryPath } from './target.ts';

const TRIES = 3;

/** What was written where. */
export interface WrittenFilm {
  path: string;
  sizeBytes: number;
}

function shown(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere === '' || fromHere.startsWith('..') ? path : fromHere;
}

/** Streams one medium into a file, never holding it in memory, and makes sure that all of it came and is on disk. */
async function fetchTo(client: Client, url: string, path: string): Promise<number> {
  const response = await client.openMedia(url);
  if (response.body === null) throw new CliError('The server sent an empty film.', { code: 'bad_response' });
  await pipeline(Readable.fromWeb(response.body), createWriteStream(path, { flags: 'w' }));
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  const { size } = statSync(path);
  const announced = response.headers.get('content-length');
  if (announced !== null && Number(announced) !== size) {
    throw new CliError('The film was cut off on its way.', { code: 'incomplete' });
  }
  return size;
}

function cannotWrite(error: unknown, again: string): CliError {
  return new CliError(`The film cannot be written: ${systemReason(error)}.`, {
    hint: `It is finished and kept by the server. Fetch it with:  ${again}`,
    code: 'output_unwritable',
    cause: error,
  });
}

async function fetchWithTries(client: Client, url: string, temporary: string, again: string): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetchTo(client, url, temporary);
    } catch (error) {
      rmSync(temporary, { force: true });
      if (isDiskFull(error)) {
        throw new CliError(`The film does not fit on the disk: ${systemReason(error)}.`, {
          hint: `It is finished and kept by the server. Make room, then fetch it with:  ${again}`,
          code: 'storage_full',
          cause: error,
        });
      }
      // Errors of this machine's files do not go away by asking the network again.
      const ofTheFile = systemErrorCode(error)?.startsWith('E') === true && 'path' in (error as Error);
      const interrupted = error instanceof CliError && error.code === 'interrupted';
      if (ofTheFile) throw cannotWrite(error, again);
      if (interrupted || attempt >= TRIES) throw error;
    }
  }
}

/**
 * Brings the finished film here: streamed beside its final place and renamed when complete, so that no half file ever
 * bears a film's name.
 * @param again the command that fetches it another time, for the error message.
 */
export async function writeFilm(
  client: Client,
  target: OutputTarget,
  film: { url: string; title: string; projectId: string },
  again: string,
): Promise<WrittenFilm> {
  const temporary = temporaryPath(target, 'film');
  const sizeBytes = await fetchWithTries(client, film.url, temporary, again);
  let path: string;
  try {
    path = claimFinalPath(target, film.title, film.projectId);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error instanceof CliError ? error : cannotWrite(error, again);
  }
  rememberFilm(target.directory, basename(path), film.projectId, sizeBytes);
  return { path: shown(path), sizeBytes };
}

/** Brings the single clips of a project without a compiler here, numbered in film order, into a directory of their own. */
export async function writeClips(
  client: Client,
  target: OutputTarget,
  clips: { urls: string[]; title: string },
  again: string,
): Promise<WrittenFilm> {
  const directory = join(target.directory, target.file ?? `${slug(clips.title)}-clips`);
  makeDirectory(directory);
  let sizeBytes = 0;
  for (const [index, url] of clips.urls.entries()) {
    const temporary = temporaryPath({ directory }, 'clip');
    sizeBytes += await fetchWithTries(client, url, temporary, again);
    renameSync(temporary, join(directory, `shot-${String(index + 1).padStart(3, '0')}.mp4`));
  }
  return { path: shown(directory), sizeBytes };
}
