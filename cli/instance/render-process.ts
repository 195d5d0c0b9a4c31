import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { CliError } from '../errors.ts';

const RENDER_ENTRY = fileURLToPath(new URL('../../render/main.ts', import.meta.url));
const START_LIMIT_MS = 15_000;
const CLOSE_LIMIT_MS = 3_000;
const PROBE_INTERVAL_MS = 15;
const RESTART_DELAY_MS = { first: 200, longest: 10_000 } as const;
/** A service that ran this long before it crashed is restarted at once, as if it had never crashed. */
const HEALTHY_AFTER_MS = 60_000;
const KEPT_OUTPUT_CHARACTERS = 4_000;
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
  close(): Promise<void>;
}

/** The environment without anybody's API keys: a process that opens foreign media must not hold them. */
function renderEnvironment(settings: RenderSettings): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !SECRET_NAME.test(name));
  return {
    ...Object.fromEntries(inherited),
    RENDER_DIRECTORY: settings.directory,
    RENDER_SECRET: settings.secret,
    RENDER_EXIT_WITH_PARENT: '1',
    HOST: settings.host,
    PORT: String(settings.port),
  };
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** One run of the service: its process, and the end of what it printed. */
class RenderRun {
  readonly process: ChildProcess;
  readonly startedAt = Date.now();
  private output = '';

  constructor(settings: RenderSettings) {
    this.process = spawn(process.execPath, [RENDER_ENTRY], {
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
    // Whoever waits for something else must not be kept alive by the child.
    this.process.channel?.unref();
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

async function waitUntilReady(run: RenderRun, settings: RenderSettings): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (!(await accepts(settings.host, settings.port))) {
    if (run.ended || Date.now() > deadline) {
      // The pipes may still hold its last words when the exit is known.
      await new Promise((resolve) => setTimeout(resolve, 50));
      throw new CliError(`The render service did not start: ${run.lastWords()}`, { code: 'render_start_failed' });
    }
    await new Promise((resolve) => setTimeout(resolve, PROBE_INTERVAL_MS));
  }
}

/**
 * Starts the render service in a process of its own, so that neither its memory nor a crash in a codec is ours,
 * and starts it again on the same port whenever it ends by itself.
 * @throws CliError with its own words when it does not come up, for example without ffmpeg.
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
    await waitUntilReady(run, settings);
  } catch (error) {
    await run.stop();
    throw error;
  }
  watch();
  return {
    async close() {
      closing = true;
      clearTimeout(restart);
      await run.stop();
    },
  };
}
