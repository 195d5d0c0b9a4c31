import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RenderFailure } from '../failure.ts';

const INTERVAL_MS = 250;

/** Stops a job whose folder grows beyond its limit: one hostile clip must not fill the disk for everybody. */
export class DiskWatch {
  /** Why the job was stopped, if it was. */
  failure: RenderFailure | undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(folder: string, limitBytes: number, controller: AbortController) {
    this.timer = setInterval(() => {
      void sizeOf(folder).then((bytes) => {
        if (bytes <= limitBytes || this.failure) return;
        this.failure = new RenderFailure(
          'invalid_input',
          `The job needed more than ${Math.round(limitBytes / 1e6)} MB of disk and was stopped. Use shorter or smaller clips.`,
        );
        controller.abort();
      });
    }, INTERVAL_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}

/** Bytes of all files in a folder. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const sizes = entries.map(async (entry) => {
    if (!entry.isFile()) return 0;
    return (await stat(join(entry.parentPath, entry.name)).catch(() => undefined))?.size ?? 0;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
