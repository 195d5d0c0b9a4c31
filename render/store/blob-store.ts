import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Sha256, Sha256Schema } from '../../src/types/film.ts';
import { RenderFailure } from '../failure.ts';

/** A stored medium. */
export interface Blob {
  sha256: Sha256;
  sizeBytes: number;
}

/** Opens a file for writing; injected so that a full disk can be tested. */
export type OpenWriter = (path: string) => NodeJS.WritableStream;

/**
 * Media in a directory, each under its SHA-256. Files appear by rename, so a reader never sees half of one, and any
 * number of threads may use the same directory.
 */
export class BlobStore {
  private readonly blobs: string;
  private readonly temporary: string;
  private readonly openWriter: OpenWriter;

  constructor(directory: string, openWriter: OpenWriter = createWriteStream) {
    this.blobs = join(directory, 'blobs');
    this.temporary = join(directory, 'temporary');
    this.openWriter = openWriter;
  }

  /** Creates the folders and removes what an earlier run left unfinished. Called once, before any other use. */
  async prepare(): Promise<void> {
    await rm(this.temporary, { recursive: true, force: true });
    await mkdir(this.temporary, { recursive: true });
    await mkdir(this.blobs, { recursive: true });
  }

  /** Where a medium lies or would lie. @throws when the name is not a SHA-256, so that no path can be smuggled in. */
  path(sha256: string): string {
    const name = Sha256Schema.parse(sha256);
    return join(this.blobs, name.slice(0, 2), name);
  }

  /** The medium, or `undefined` when it is not here. */
  async find(sha256: string): Promise<Blob | undefined> {
    const found = await stat(this.path(sha256)).catch(() => undefined);
    return found && { sha256, sizeBytes: found.size };
  }

  /** Notes that a medium was used, so that it is not the next to be evicted. */
  async touch(sha256: string): Promise<void> {
    const now = new Date();
    await utimes(this.path(sha256), now, now).catch(() => {});
  }

  /** An empty folder of its own for one job; the caller removes it. */
  makeTemporaryFolder(): Promise<string> {
    return mkdtemp(join(this.temporary, 'job-'));
  }

  /**
   * Stores a stream under the name it must have.
   * @throws RenderFailure `invalid_input` when the bytes hash to something else or are more than `largestBytes`.
   */
  async write(sha256: string, source: NodeJS.ReadableStream, largestBytes: number): Promise<Blob> {
    const target = this.path(sha256);
    const path = join(this.temporary, `upload-${randomUUID()}`);
    const hash = createHash('sha256');
    let sizeBytes = 0;
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        sizeBytes += chunk.length;
        hash.update(chunk);
        if (sizeBytes > largestBytes) done(new RenderFailure('invalid_input', 'The file is too large.'));
        else done(null, chunk);
      },
    });
    try {
      await pipeline(source, meter, this.openWriter(path));
      if (hash.digest('hex') !== sha256) {
        throw new RenderFailure('invalid_input', 'The bytes do not match the SHA-256 they were sent under.');
      }
      await this.moveInto(path, target);
      return { sha256, sizeBytes };
    } finally {
      await rm(path, { force: true });
    }
  }

  /** Stores a finished file by moving it in; it must lie in a folder of {@link BlobStore.makeTemporaryFolder}. */
  async adopt(path: string): Promise<Blob> {
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    const sha256 = hash.digest('hex');
    const { size } = await stat(path);
    await this.moveInto(path, this.path(sha256));
    return { sha256, sizeBytes: size };
  }

  /** Everything stored, oldest use first. */
  async list(): Promise<(Blob & { usedAtMs: number })[]> {
    const found: (Blob & { usedAtMs: number })[] = [];
    for (const folder of await readdir(this.blobs)) {
      for (const sha256 of await readdir(join(this.blobs, folder))) {
        const entry = await stat(join(this.blobs, folder, sha256)).catch(() => undefined);
        if (entry?.isFile()) found.push({ sha256, sizeBytes: entry.size, usedAtMs: entry.mtimeMs });
      }
    }
    return found.sort((a, b) => a.usedAtMs - b.usedAtMs);
  }

  /** Removes a medium. */
  async remove(sha256: string): Promise<void> {
    await rm(this.path(sha256), { force: true });
  }

  private async moveInto(path: string, target: string): Promise<void> {
    await mkdir(join(target, '..'), { recursive: true });
    await rename(path, target);
  }
}
