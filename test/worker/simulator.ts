import type { TestProject } from 'vitest/node';
import { startSimulator } from '../simulator/index.ts';

/** Starts the vendor simulator for the tests that run in workerd, which cannot start it themselves. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const simulator = await startSimulator();
  project.provide('simulatorUrl', simulator.origin);
  return () => simulator.close();
}

declare module 'vitest' {
  interface ProvidedContext {
    simulatorUrl: string;
  }
}
