import { randomBytes } from 'node:crypto';
import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../errors.ts';
import { bundleWorker } from './bundle.ts';
import { type DataPaths, openDataDirectory } from './data-directory.ts';
import { lockDataDirectory } from './lock.ts';
import { loadMasterKeys } from './master-keys.ts';
import { killOrphanedRuntime } from './orphan.ts';
import { claimPort, freePort } from './ports.ts';
import { type RunningRender, startRender } from './render-process.ts';
import { type RunningWorker, startWorker } from './worker-runtime.ts';

/** How a local instance is started. */
export interface InstanceOptions {
  /** Absolute path of the data directory; made when missing. */
  dataDirectory: string;
  /** Port of the API; 0 stands for any free one. */
  port: number;
  /** Default `127.0.0.1`: nobody else on the network. */
  host?: string;
  /** Print what the processes print; otherwise it goes to `instance.log` in the data directory. */
  verbose?: boolean;
  /** Where `PUBLIC_URL`, `PROVIDER_LIMITS` and `LOG_WAKE_LAG` are read from, by the names the Worker has for them. Default: the process's own. */
  environment?: NodeJS.ProcessEnv;
}

/** A running local instance: the Worker in workerd, and the render service. */
export interface Instance {
  url: string;
  dataDirectory: string;
  /** Why no films can be made here, such as a missing ffmpeg; undefined when they can. */
  videoProblem: string | undefined;
  close(): Promise<void>;
}

/** Host names a browser may call the instance by; anything else is a rebinding attempt the Worker refuses. */
function allowedHosts(host: string, port: number, publicUrl: string | undefined): string[] {
  const own = [host, '127.0.0.1', 'localhost'].map((name) => `${name}:${port}`);
  return [...new Set([...own, ...(publicUrl === undefined ? [] : [new URL(publicUrl).host])])];
}

/** @throws CliError when it is no address. */
function publicUrlFrom({ PUBLIC_URL: url }: NodeJS.ProcessEnv): string | undefined {
  if (url === undefined || url === '') return undefined;
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new CliError(`PUBLIC_URL must be an address like https://films.example, not "${url}".`);
}

function logger(paths: DataPaths, verbose: boolean): (line: string) => void {
  const file = join(paths.directory, 'instance.log');
  // Only the latest run is of interest, and a log that grows for ever fills the disk.
  rmSync(file, { force: true });
  return (line) => {
    if (verbose) process.stderr.write(`${line}\n`);
    try {
      appendFileSync(file, `${new Date().toISOString()} ${line}\n`, { mode: 0o600 });
    } catch {
      // A log line that finds no room must not end the work it is about.
    }
  };
}

/** Waits for both, so that nothing is left starting in the background when one of them fails. */
async function bothStarted(
  render: Promise<RunningRender>,
  worker: Promise<RunningWorker>,
): Promise<[RunningRender, RunningWorker]> {
  const [renderResult, workerResult] = await Promise.allSettled([render, worker]);
  if (renderResult.status === 'fulfilled' && workerResult.status === 'fulfilled') {
    return [renderResult.value, workerResult.value];
  }
  if (workerResult.status === 'fulfilled') await workerResult.value.close();
  if (renderResult.status === 'fulfilled') await renderResult.value.close();
  throw renderResult.status === 'rejected' ? renderResult.reason : (workerResult as PromiseRejectedResult).reason;
}

/**
 * Starts everything a film needs on this machine, all of it at once.
 * @throws CliError when the data directory is in use, a port is taken or a process does not come up.
 */
export async function startInstance(options: InstanceOptions): Promise<Instance> {
  const host = options.host ?? '127.0.0.1';
  const environment = options.environment ?? process.env;
  const publicUrl = publicUrlFrom(environment);
  const paths = openDataDirectory(options.dataDirectory);
  const lock = lockDataDirectory(paths);
  try {
    const masterKeys = loadMasterKeys(paths.masterKeys);
    killOrphanedRuntime(paths.workerdPid);
    const onLog = logger(paths, options.verbose ?? false);
    const [port, renderPort] = await Promise.all([claimPort(options.port, host), freePort('127.0.0.1')]);
    const secret = randomBytes(32).toString('base64url');
    // The render process goes first: it boots while loading Miniflare keeps this one busy.
    const starting = startRender({ directory: paths.render, secret, host: '127.0.0.1', port: renderPort, onLog });
    const worker = startWorker({
      script: bundleWorker(),
      host,
      port,
      persistDirectory: paths.worker,
      pidFile: paths.workerdPid,
      renderAddress: `127.0.0.1:${renderPort}`,
      renderSecret: secret,
      masterKeys,
      allowedHosts: allowedHosts(host, port, publicUrl),
      publicUrl,
      logWakeLag: environment.LOG_WAKE_LAG === '1',
      providerLimits: environment.PROVIDER_LIMITS || undefined,
      onLog,
    });
    const [render, runtime] = await bothStarted(starting, worker);
    lock.publish(runtime.url);
    let closed: Promise<void> | undefined;
    return {
      url: runtime.url,
      dataDirectory: paths.directory,
      videoProblem: render.videoProblem,
      close() {
        closed ??= (async () => {
          // The Worker first: it must not see its render service fail and count that against a job.
          await runtime.close();
          await render.close();
          lock.release();
        })();
        return closed;
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
