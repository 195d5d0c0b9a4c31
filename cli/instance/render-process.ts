import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { COMPILE_CACHE_DIRECTORY } from '../compile-cache.ts';
import { CliError } from '../errors.ts';

const RENDER_ENTRY = fileURLToPath(new URL('../../render/main.ts', import.meta.url));
const START_LIMIT_MS = 15_000;
const CLOSE_LIMIT_MS = 1_000;
const LAST_WORDS_MS = 50;
const RESTART_DELAY_MS = { first: 200, longest: 10_000 } as const;
/** A service that ran this long before it crashed is restarted at once, as if it had never crashed. */
const HEALTHY_AFTER_MS = 60_000;
const KEPT_OUTPUT_CHARACTERS = 4_000;
/** Young objects of its threads are few and short-lived; V8 would give each thread tens of megabytes for them. */
const NODE_OPTIONS = ['--max-semi-space-size=4'];
const SECRET_NAME = /KEY|TOKEN|SECRET|PASSWORD/i;

/** How the render service is started. */
export interface RenderSettings {
  directory: string;
  secret: string;
  host: string;
  port: number;
  onLog: (line: string) => void;
}

/** A render service that is kept alive in a process of its own. */
export interface RunningRender {
  /** Why it can draw frames but make no videos, such as a missing ffmpeg; undefined when it can. */
  videoProblem: string | undefined;
  close(): Promise<void>;
}

/** The environment without anybody's API keys: a process that opens foreign media must not hold them. */
function renderEnvironment(settings: RenderSettings): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !SECRET_NAME.test(name));
  return {
    ...Object.fromEntries(inherited),
    NODE_COMPILE_CACHE: COMPILE_CACHE_DIRECTORY,
    // glibc would keep freed picture memory apart for each of a dozen threads: a tenth of all memory, unused.
    MALLOC_ARENA_MAX: '2',
    RENDER_DIRECTORY: settings.directory,
    RENDER_SECRET: settings.secret,
    RENDER_EXIT_WITH_PARENT: '1',
    RENDER_HOST: settings.host,
    PORT: String(settings.port),
  };
}

/** One run of the service: its process, and the end of what it printed. */
class RenderRun {
  readonly process: ChildProcess;
  readonly startedAt = Date.now();
  private output = '';

  constructor(settings: RenderSettings) {
    this.process = spawn(process.execPath, [...NODE_OPTIONS, RENDER_ENTRY], {
      env: renderEnvironment(settings),
      // Its standard input ends with us, also when we are killed; IPC does the same and carries nothing else.
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      // A group of its own: Ctrl-C is for us, and we end it in order.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    // A process that cannot even be spawned reports here; `exited` tells the rest.
    this.process.once('error', (error) => this.keep(`${error.message}\n`, settings.onLog));
    this.process.stdin?.on('error', () => undefined);
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.setEncoding('utf8');
      stream?.on('data', (text: string) => this.keep(text, settings.onLog));
    }
  }

  private keep(text: string, onLog: (line: string) => void): void {
    this.output = (this.output + text).slice(-KEPT_OUTPUT_CHARACTERS);
    for (const line of text.split('\n')) if (line.trim() !== '') onLog(`render: ${line}`);
  }

  get ended(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null || this.process.pid === undefined;
  }

  /** The last thing it said, as one sentence for a person. */
  lastWords(): string {
    const lines = this.output.split('\n').filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
    const error = lines.findLast((line) => /error|ffmpeg/i.test(line)) ?? lines.at(-1);
    return (
      error?.trim().replace(/^\w*Error: /, '') ?? `it ended with ${this.process.signalCode ?? this.process.exitCode}`
    );
  }

  async stop(): Promise<void> {
    if (this.ended) return;
    const exited = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    const timer = setTimeout(() => this.process.kill('SIGKILL'), CLOSE_LIMIT_MS);
    await exited;
    clearTimeout(timer);
  }
}

const HealthSchema = z.object({ ffmpeg: z.unknown(), warnings: z.array(z.string()).default([]) });

/** Why the service cannot make videos, by its own account; undefined when it can. */
async function videoProblem(settings: RenderSettings): Promise<string | undefined> {
  try {
    const response = await fetch(`http://${settings.host}:${settings.port}/v1/health`);
    const health = HealthSchema.parse(await response.json());
    return health.ffmpeg === null ? (health.warnings[0] ?? 'ffmpeg was not found.') : undefined;
  } catch (error) {
    return `The render service does not answer: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Waits until the service says that it is ready. */
function ready(run: RenderRun): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = () => {
      clearTimeout(timer);
      // Its pipes may still hold its last words when its end is known.
      setTimeout(() => {
        reject(new CliError(`The render service did not start: ${run.lastWords()}`, { code: 'render_start_failed' }));
      }, LAST_WORDS_MS);
    };
    const timer = setTimeout(fail, START_LIMIT_MS);
    run.process.once('exit', fail);
    run.process.once('error', fail);
    run.process.once('message', () => {
      clearTimeout(timer);
      run.process.off('exit', fail);
      run.process.off('error', fail);
      resolve();
    });
  });
}

/**
 * Starts the render service in a process of its own, so that neither its memory nor a crash in a codec is ours,
 * and starts it again on the same port whenever it ends by itself.
 * @throws CliError with its own words when it does not come up.
 */
export async function startRender(settings: RenderSettings): Promise<RunningRender> {
  let closing = false;
  let delayMs: number = RESTART_DELAY_MS.first;
  let restart: NodeJS.Timeout | undefined;
  let run = new RenderRun(settings);

  const watch = () => {
    run.process.once('exit', () => {
      if (closing) return;
      settings.onLog(`render: ended unexpectedly (${run.lastWords()}); starting it again`);
      if (Date.now() - run.startedAt > HEALTHY_AFTER_MS) delayMs = RESTART_DELAY_MS.first;
      restart = setTimeout(() => {
        run = new RenderRun(settings);
        watch();
      }, delayMs);
      delayMs = Math.min(delayMs * 2, RESTART_DELAY_MS.longest);
    });
  };

  try {
    await ready(run);
  } catch (error) {
    await run.stop();
    throw error;
  }
  watch();
  return {
    videoProblem: await videoProblem(settings),
    async close() {
      closing = true;
      clearTimeout(restart);
      await run.stop();
    },
  };
}
