import { ManualClock } from '../simulator/clock.ts';
import { startSimulator } from '../simulator/index.ts';
import type { FaultRule } from '../simulator/script.ts';

/** One answer of the simulator. */
export interface SimulatedAnswer {
  status: number;
  body: unknown;
}

/** A simulated vendor whose answers are held against its description. */
export interface SimulatedVendor {
  get(path: string): Promise<SimulatedAnswer>;
  post(path: string, body: unknown): Promise<SimulatedAnswer>;
  delete(path: string): Promise<SimulatedAnswer>;
  script(rule: FaultRule): void;
  /** Lets seconds pass; a clip takes ten, give or take a fifth, of which it waits one. */
  pass(seconds: number): Promise<void>;
}

/** Runs questions against a simulated vendor whose clock stands still. */
export async function withSimulated(
  vendor: string,
  headers: Record<string, string>,
  run: (simulated: SimulatedVendor) => Promise<void>,
): Promise<void> {
  const clock = new ManualClock(Date.UTC(2026, 10, 25));
  const simulator = await startSimulator({ clock, latencySeconds: { video: 10 } });
  const ask = async (method: string, path: string, body?: unknown): Promise<SimulatedAnswer> => {
    const response = await fetch(simulator.baseUrl(vendor) + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  try {
    await run({
      get: (path) => ask('GET', path),
      post: (path, body) => ask('POST', path, body),
      delete: (path) => ask('DELETE', path),
      script: (rule) => simulator.script(rule),
      pass: (seconds) => clock.advance(seconds),
    });
  } finally {
    await simulator.close();
  }
}

/** A string field of an answer, wherever it lies; fails the test where there is none. */
export function textAt({ body }: SimulatedAnswer, ...path: string[]): string {
  let value = body;
  for (const key of path) value = (value as Record<string, unknown> | undefined)?.[key];
  if (typeof value !== 'string') throw new Error(`no ${path.join('.')} in ${JSON.stringify(body)}`);
  return value;
}
