import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startRenderService } from '../../render/server.ts';

/** Starts the real render service for the tests that run in workerd, which cannot start it themselves. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'p2v-worker-tests-'));
  const secret = 'render-secret-of-the-tests';
  const service = await startRenderService({ directory, secret });
  project.provide('renderUrl', service.url);
  project.provide('renderSecret', secret);
  return async () => {
    await service.close();
    await rm(directory, { recursive: true, force: true });
  };
}

declare module 'vitest' {
  interface ProvidedContext {
    renderUrl: string;
    renderSecret: string;
  }
}
