import { accessSync, constants, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Miniflare, MiniflareOptions } from 'miniflare';
import { CliError, systemErrorCode } from '../errors.ts';
import { recordRuntime } from './orphan.ts';
import { portTaken } from './ports.ts';

const START_LIMIT_MS = 15_000;
const START_TRIES = 2;
/** A compatibility date newer than workerd itself is a fatal start error; raise both together. */
const COMPATIBILITY_DATE = '2026-10-01';
const WRAPPER = fileURLToPath(new URL('./workerd.sh', import.meta.url));

/** What the Worker is started with. */
export interface WorkerSettings {
  /** Its code; what it runs in is loaded while that is bundled. */
  script: Promise<string>;
  host: string;
  port: number;
  /** Where Durable Objects and R2 keep their files. */
  persistDirectory: string;
  pidFile: string;
  renderAddress: string;
  renderSecret: string;
  masterKeys: string;
  allowedHosts: string[];
  /** Address under which vendors reach the Worker; undefined when they cannot. */
  publicUrl: string | undefined;
  /** Whether the log tells how late wake-ups come. */
  logWakeLag: boolean;
  /** Submissions allowed at once by vendor, as JSON; undefined for the defaults. */
  providerLimits: string | undefined;
  /** Receives what the Worker and workerd print, line by line. */
  onLog: (line: string) => void;
}

/** A started Worker. */
export interface RunningWorker {
  url: string;
  close(): Promise<void>;
}

function miniflareOptions(settings: WorkerSettings, script: string, workerdPath: string): MiniflareOptions {
  const durableObject = (exportName: string) => ({ type: 'durable-object' as const, worker: 'p2v', exportName });
  const sqlite = { type: 'durable-object', storage: 'sqlite' } as const;
  const text = (value: string) => ({ type: 'text' as const, value });
  return {
    host: settings.host,
    port: settings.port,
    cf: false,
    telemetry: { enabled: false },
    enableDevRegistry: false,
    logRequests: false,
    resourcePersistencePath: settings.persistDirectory,
    unsafeRuntimeEnv: { P2V_WORKERD: workerdPath, P2V_WORKERD_PID_FILE: settings.pidFile },
    handleStructuredLogs: ({ message }) => settings.onLog(message),
    workers: [
      {
        config: {
          name: 'p2v',
          compatibilityDate: COMPATIBILITY_DATE,
          manifest: { mainModule: 'index.js', modules: { 'index.js': { type: 'esm', contents: script } } },
          exports: { Project: sqlite, VideoJob: sqlite, Account: sqlite },
          env: {
            PROJECT: durableObject('Project'),
            VIDEO_JOB: durableObject('VideoJob'),
            ACCOUNT: durableObject('Account'),
            MEDIA: { type: 'r2', name: 'media' },
            RENDER: { type: 'external', address: settings.renderAddress, http: {} },
            RENDER_SECRET: text(settings.renderSecret),
            MASTER_KEYS: text(settings.masterKeys),
            ALLOWED_HOSTS: text(settings.allowedHosts.join(',')),
            ...(settings.publicUrl === undefined ? {} : { PUBLIC_URL: text(settings.publicUrl) }),
            ...(settings.logWakeLag ? { LOG_WAKE_LAG: text('1') } : {}),
            ...(settings.providerLimits === undefined ? {} : { PROVIDER_LIMITS: text(settings.providerLimits) }),
          },
        },
      },
    ],
  };
}

/** The workerd binary that came with Miniflare; the two belong together. */
function resolveWorkerd(): string {
  const fromMiniflare = createRequire(createRequire(import.meta.url).resolve('miniflare'));
  const { default: path } = fromMiniflare('workerd') as { default: string };
  return path;
}

/** Has Miniflare start workerd through our wrapper where shell scripts run; elsewhere it starts it directly. */
function chooseCommand(): void {
  try {
    accessSync(WRAPPER, constants.X_OK);
    if (process.platform !== 'win32') process.env.MINIFLARE_WORKERD_PATH = WRAPPER;
  } catch {
    // Not executable, as after unpacking a zip file: workerd then is only cleaned up at the next start.
  }
}

async function readyInTime(miniflare: Miniflare): Promise<URL> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), START_LIMIT_MS);
  });
  try {
    return await Promise.race([miniflare.ready, late]);
  } finally {
    clearTimeout(timer);
  }
}

const TAKEN_EVENTS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'message'] as const;

/**
 * Miniflare ends the process at the first signal, before anything can close in order or say how to resume. What it adds
 * while it is made is taken off again; its hook for the process's own exit, which kills workerd, stays.
 */
function withoutSignalHandlers<Result>(make: () => Result): Result {
  const before = new Map(TAKEN_EVENTS.map((event) => [event, new Set(process.listeners(event as 'SIGINT'))]));
  const result = make();
  for (const event of TAKEN_EVENTS) {
    for (const listener of process.listeners(event as 'SIGINT')) {
      if (!before.get(event)?.has(listener)) process.off(event, listener);
    }
  }
  return result;
}

/**
 * Starts the bundled Worker in workerd. A start that hangs or fails is tried once more.
 * @throws CliError when the port is taken or the runtime does not come up.
 */
export async function startWorker(settings: WorkerSettings): Promise<RunningWorker> {
  const [{ Miniflare }, script] = await Promise.all([import('miniflare'), settings.script]);
  const workerdPath = resolveWorkerd();
  chooseCommand();
  for (let attempt = 1; ; attempt++) {
    const miniflare = withoutSignalHandlers(() => new Miniflare(miniflareOptions(settings, script, workerdPath)));
    try {
      const address = await readyInTime(miniflare);
      recordRuntime(settings.pidFile);
      return {
        url: `http://${settings.host}:${address.port}`,
        async close() {
          await miniflare.dispose();
          rmSync(settings.pidFile, { force: true });
        },
      };
    } catch (error) {
      await miniflare.dispose().catch(() => undefined);
      if (systemErrorCode(error) === 'ERR_ADDRESS_IN_USE') throw portTaken(settings.port, settings.host, error);
      if (attempt >= START_TRIES) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new CliError(`The server did not start: ${reason}`, {
          hint: 'Run it again with P2V_DEBUG=1 to see what it printed.',
          code: 'start_failed',
          cause: error,
        });
      }
    }
  }
}
