import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** Hidden file in an output directory that says which film there is whose. */
const REGISTER_NAME = '.p2v-films.json';
const RegisterSchema = z.record(z.string(), z.object({ projectId: z.string(), sizeBytes: z.number() }));
type Register = z.infer<typeof RegisterSchema>;

function read(directory: string): Register {
  try {
    return RegisterSchema.parse(JSON.parse(readFileSync(join(directory, REGISTER_NAME), 'utf8')));
  } catch {
    // Missing or spoilt: then no file counts as ours, and none is overwritten.
    return {};
  }
}

/** Whether a file in the directory is an earlier film of this project that nobody has replaced since. */
export function isEarlierFilm(directory: string, name: string, projectId: string): boolean {
  const entry = read(directory)[name];
  if (entry === undefined || entry.projectId !== projectId) return false;
  return statSync(join(directory, name), { throwIfNoEntry: false })?.size === entry.sizeBytes;
}

/** Remembers a film that was just written. Failing to costs only that the next one gets another name. */
export function rememberFilm(directory: string, name: string, projectId: string, sizeBytes: number): void {
  try {
    const register = { ...read(directory), [name]: { projectId, sizeBytes } };
    const path = join(directory, REGISTER_NAME);
    writeFileSync(`${path}.${process.pid}`, `${JSON.stringify(register, null, 2)}\n`);
    renameSync(`${path}.${process.pid}`, path);
  } catch {
    // See above.
  }
}
