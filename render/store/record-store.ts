import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import { Sha256Schema } from '../../src/types/film.ts';

/**
 * Small JSON records in a directory, each under a SHA-256: what a job or a seam resulted in. A record that cannot be
 * read counts as absent, since everything here can be made again.
 */
export class RecordStore<Value> {
  private readonly directory: string;
  private readonly schema: z.ZodType<Value>;

  constructor(directory: string, schema: z.ZodType<Value>) {
    this.directory = directory;
    this.schema = schema;
  }

  /** The record, or `undefined`. */
  async read(id: string): Promise<Value | undefined> {
    try {
      const parsed = this.schema.safeParse(JSON.parse(await readFile(this.path(id), 'utf8')));
      return parsed.success ? parsed.data : undefined;
    } catch {
      return undefined;
    }
  }

  /** Writes the record, replacing an earlier one at once. */
  async write(id: string, value: Value): Promise<void> {
    const path = this.path(id);
    await mkdir(join(path, '..'), { recursive: true });
    const unfinished = `${path}.${randomUUID()}`;
    try {
      await writeFile(unfinished, JSON.stringify(value));
      await rename(unfinished, path);
    } finally {
      await rm(unfinished, { force: true });
    }
  }

  private path(id: string): string {
    const name = Sha256Schema.parse(id);
    return join(this.directory, name.slice(0, 2), `${name}.json`);
  }
}
