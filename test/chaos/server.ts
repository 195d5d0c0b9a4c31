import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Random } from '../sim/random.ts';

const ENTRY = fileURLToPath(new URL('../../cli/p2v.ts', import.meta.url));

/** What is hit first; everything else follows, as a power cut or an out-of-memory killer may have it. */
export const VICTIMS = ['everything', 'p2v', 'workerd', 'render'] as const;
export type Victim = (typeof VICTIMS)[number];

/** `p2v serve` on one data directory and one port, killed and started again. */
export class ChaoticServer {
  readonly url: string;
  private readonly directory: string;
  private readonly port: number;
  private child: ChildProcess | undefined;

  constructor(directory: string, port: number) {
    this.directory = directory;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** @throws Error with what it printed when it does not come up. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [ENTRY, 'serve', '--port', `${this.port}`, '--json'], {
      env: { ...process.env, P2V_DATA: this.directory, P2V_DEBUG: '', PUBLIC_URL: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that all of it can be killed at once.
      detached: true,
    });
    this.child = child;
    let printed = '';
    await new Promise<void>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          printed += text;
          if (printed.includes('"startMs"')) resolve();
        });
      }
      child.once('exit', () => reject(new Error(`The server did not start: ${printed}`)));
    });
  }

  /** Kills with signal 9; done when p2v itself and workerd are gone. */
  async kill(victim: Victim, random: Random): Promise<void> {
    const { child } = this;
    if (!child?.pid) return;
    const exited = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
    const workerd = this.workerdPid();
    const render = this.renderPids();
    if (victim === 'workerd' && workerd !== undefined) killPid(workerd);
    if (victim === 'render') render.forEach(killPid);
    if (victim === 'workerd' || victim === 'render') await pause(random.between(0, 400));
    if (victim === 'p2v') killPid(child.pid);
    else [-child.pid, ...render].forEach(killPid);
    await exited;
    // They end with their parent, a moment later.
    while ([workerd, ...render].some((pid) => pid !== undefined && isRunning(pid))) await pause(10);
    this.child = undefined;
  }

  /** Ends it in order. */
  async stop(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  }

  private workerdPid(): number | undefined {
    try {
      return Number.parseInt(readFileSync(join(this.directory, 'workerd.pid'), 'utf8'), 10) || undefined;
    } catch {
      return undefined;
    }
  }

  private renderPids(): number[] {
    if (process.platform !== 'linux') return [];
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && environmentOf(name).includes(`RENDER_DIRECTORY=${this.directory}/`))
      .map(Number);
  }
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}

function killPid(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** Lets time pass. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
