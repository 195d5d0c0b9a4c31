import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { COMPILE_CACHE_DIRECTORY } from '../compile-cache.ts';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const KEPT = join(COMPILE_CACHE_DIRECTORY, 'worker-bundle.json');
/** Decide what is bundled without being in the bundle: which versions are installed, and how esbuild is called. */
const ALSO = ['package-lock.json', 'cli/instance/bundle.ts'];

const KeptBundleSchema = z.object({
  /** Each file that went in, from the repository's root, with what would tell of a change. */
  inputs: z.record(z.string(), z.string()),
  script: z.string(),
});

async function trace(path: string): Promise<string> {
  const { mtimeMs, size, ino } = await stat(join(REPOSITORY, path));
  return `${mtimeMs} ${size} ${ino}`;
}

async function traces(paths: readonly string[]): Promise<Record<string, string>> {
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await trace(path)] as const)));
}

/** The bundle that was kept, or undefined when there is none or one of its files changed since. */
export async function readKeptBundle(): Promise<string | undefined> {
  try {
    const { inputs, script } = KeptBundleSchema.parse(JSON.parse(await readFile(KEPT, 'utf8')));
    const now = await traces(Object.keys(inputs));
    return Object.entries(inputs).every(([path, before]) => now[path] === before) ? script : undefined;
  } catch {
    // Never made, cut off, or a file is gone: it is made anew.
    return undefined;
  }
}

/**
 * Keeps a bundle beside the compiled code; a directory that cannot be written only costs the time again.
 * @param begunAt when bundling began, in milliseconds since the epoch: what was saved meanwhile may not be in it.
 */
export async function keepBundle(script: string, inputs: readonly string[], begunAt: number): Promise<void> {
  try {
    const before = await traces([...inputs, ...ALSO]);
    if (Object.values(before).some((line) => Number.parseFloat(line) >= begunAt)) return;
    await mkdir(dirname(KEPT), { recursive: true });
    // Renamed into place, because two instances may start at once.
    const draft = `${KEPT}.${process.pid}`;
    await writeFile(draft, JSON.stringify({ inputs: before, script }));
    await rename(draft, KEPT);
  } catch {
    // Read-only installations are fine.
  }
}
