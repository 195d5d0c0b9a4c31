import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, onTestFinished } from 'vitest';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const NODE = join(REPOSITORY, 'node_modules', '.bin', 'node');
const ENTRY = join(REPOSITORY, 'cli', 'p2v.ts');
const TIME_LIMIT_MS = 120_000;

/** A directory of its own for one test, as a new user would stand in it. */
export interface Workspace {
  directory: string;
  data: string;
  path(...parts: string[]): string;
}

/** What a finished process left behind. */
export interface Outcome {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** How p2v is started. */
export interface StartOptions {
  env?: Record<string, string>;
  /** Ends standard input with this; nothing without. */
  input?: string;
  /** Shell limits set before the start, such as `ulimit -f 100`. */
  limits?: string;
}

/** A p2v that was started: what it has printed so far, and its end. */
export interface Started {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Settles as soon as the pattern is in what it printed on either stream. */
  until(pattern: RegExp): Promise<void>;
  ended: Promise<Outcome>;
}

/** Makes a workspace; {@link removeWorkspace} takes it away. */
export function newWorkspace(): Workspace {
  const directory = mkdtempSync(join(tmpdir(), 'p2v-test-'));
  mkdirSync(join(directory, 'home'));
  return { directory, data: join(directory, 'data'), path: (...parts) => join(directory, ...parts) };
}

/** Takes a workspace away with everything in it. */
export function removeWorkspace(workspace: Workspace): void {
  rmSync(workspace.directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** A workspace that ends with the test. */
export function workspaceForTest(): Workspace {
  const workspace = newWorkspace();
  onTestFinished(() => removeWorkspace(workspace));
  return workspace;
}

function environment(workspace: Workspace, extra: Record<string, string>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/KEY|TOKEN|SECRET|^npm_|^VITEST|^NODE_/.test(name));
  return {
    ...Object.fromEntries(inherited),
    HOME: workspace.path('home'),
    XDG_CONFIG_HOME: workspace.path('home'),
    P2V_DATA: workspace.data,
    P2V_COMMAND: 'p2v',
    NO_COLOR: '1',
    ...extra,
  };
}

/** Starts p2v in a process group of its own, as a shell would. */
export function startP2v(workspace: Workspace, words: string[], options: StartOptions = {}): Started {
  const [program, ...first] =
    options.limits === undefined ? [NODE, ENTRY] : ['/bin/sh', '-c', `${options.limits}; exec "$@"`, 'sh', NODE, ENTRY];
  const child = spawn(program ?? NODE, [...first, ...words], {
    cwd: workspace.directory,
    env: environment(workspace, options.env ?? {}),
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  child.stdin?.end(options.input ?? '');
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  const timer = setTimeout(() => killGroup(child), TIME_LIMIT_MS);
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, ...output });
    });
  });
  return {
    child,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    ended,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!pattern.test(output.stdout + output.stderr)) return;
          stop();
          resolve();
        };
        const fail = () => {
          stop();
          reject(new Error(`p2v ended before it printed ${pattern}:\n${output.stdout}${output.stderr}`));
        };
        const stop = () => {
          for (const name of ['stdout', 'stderr'] as const) child[name]?.off('data', look);
          child.off('close', fail);
        };
        for (const name of ['stdout', 'stderr'] as const) child[name]?.on('data', look);
        child.once('close', fail);
        look();
      }),
  };
}

/** Runs p2v to its end. */
export function runP2v(workspace: Workspace, words: string[], options: StartOptions = {}): Promise<Outcome> {
  return startP2v(workspace, words, options).ended;
}

/** Ends a process and everything in its group at once, as `kill -9` does. */
export function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

/** Whether a process with this id is there. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Ids of running render services of a workspace's data directory; empty where the system does not tell (not Linux). */
export function renderPids(workspace: Workspace): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/environ`, 'utf8').includes(`RENDER_DIRECTORY=${workspace.data}/`);
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Waits until something is so; fails after five seconds. */
export async function eventually(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`After half a minute still not so: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** A server of its own that {@link serverForSuite} started; `url` and `server` are there from the first test on. */
export interface SuiteServer {
  workspace: Workspace;
  url: string;
  server: Started;
}

/** Starts a server before the first test of a suite, and ends it and its workspace after the last. */
export function serverForSuite(): SuiteServer {
  const suite = { workspace: newWorkspace() } as SuiteServer;
  beforeAll(async () => {
    suite.server = startP2v(suite.workspace, ['serve', '--port', '0', '--json']);
    await suite.server.until(/"startMs"/);
    suite.url = JSON.parse(suite.server.stdout()).url;
  });
  afterAll(async () => {
    suite.server.child.kill('SIGTERM');
    await suite.server.ended;
    removeWorkspace(suite.workspace);
  });
  return suite;
}
