import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../cli/instance/ports.ts';

const ENTRY = fileURLToPath(new URL('./main.ts', import.meta.url));

/** What the simulator's process is started with; see its `--help`. */
export interface SimulatorProcessOptions {
  /** Such as `llm=2,image=3,video=10`. */
  latency: string;
  /** Default 0. */
  answerSeconds?: number;
  /** Default 1. */
  seed?: number;
}

/** Starts the simulator in a process of its own, as `npm run simulator` does. */
export async function startSimulatorProcess(
  options: SimulatorProcessOptions,
): Promise<{ url: string; child: ChildProcess }> {
  const { latency, answerSeconds = 0, seed = 1 } = options;
  const port = await freePort('127.0.0.1');
  const settings = { port, seed, latency, answer: answerSeconds };
  const words = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  const child = spawn(process.execPath, [ENTRY, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    child.once('exit', () => reject(new Error('The simulator did not start.')));
  });
  child.stdout?.resume();
  return { url: `http://127.0.0.1:${port}`, child };
}
