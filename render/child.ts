import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { cancelled, diskFull, RenderFailure } from './failure.ts';

/** Bytes of a child's error output that are kept; a broken file can make ffmpeg write megabytes of complaints. */
const ERROR_OUTPUT_BYTES = 8_192;

/** How a child process is run. */
export interface ChildOptions {
  /** Stops the child at once. */
  signal?: AbortSignal | undefined;
  /** Milliseconds after which the child is stopped and the run fails with `timeout`. */
  timeLimitMs: number;
}

/** A running child process. */
export interface RunningChild {
  stdin: Writable;
  stdout: Readable;
  /**
   * Settles when the child is gone. Rejects with {@link RenderFailure}: `cancelled`, `timeout`, `disk_full`,
   * `no_ffmpeg` when it could not be started, otherwise {@link ChildExit}.
   */
  finished: Promise<{ errorOutput: string }>;
  /** Stops the child. {@link RunningChild.finished} then settles as if the child had ended by itself. */
  stop(): void;
}

/** A child ended with a non-zero code: what it means depends on what it was asked to do. */
export class ChildExit extends Error {
  readonly exitCode: number | null;
  /** The last lines the child wrote, for logs; may hold paths. */
  readonly errorOutput: string;

  constructor(exitCode: number | null, errorOutput: string) {
    super(`The child process ended with code ${exitCode}.`);
    this.name = 'ChildExit';
    this.exitCode = exitCode;
    this.errorOutput = errorOutput;
  }
}

/** What a child may see of our environment: what its system needs to load it, and no secret. */
const PASSED_ON = ['LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'SystemRoot', 'TEMP', 'TMPDIR'];

function childEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(PASSED_ON.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** Starts a program with piped standard streams and next to nothing of our environment. */
export function startChild(program: string, args: readonly string[], options: ChildOptions): RunningChild {
  options.signal?.throwIfAborted();
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], env: childEnvironment(), windowsHide: true });
  let stopped = false;
  const stop = () => {
    stopped = true;
    child.kill('SIGKILL');
  };
  // A child that dies early breaks the pipe; the exit code tells the story, so the broken pipe itself is not news.
  child.stdin.on('error', () => {});
  return {
    stdin: child.stdin,
    stdout: child.stdout,
    finished: waitForChild(child, options, () => stopped),
    stop,
  };
}

function waitForChild(
  child: ChildProcess,
  options: ChildOptions,
  wasStopped: () => boolean,
): Promise<{ errorOutput: string }> {
  const finished = new Promise<{ errorOutput: string }>((resolve, reject) => {
    let errorOutput = '';
    let failure: RenderFailure | undefined;
    const abort = () => fail(cancelled());
    const fail = (reason: RenderFailure) => {
      failure ??= reason;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(
      () => fail(new RenderFailure('timeout', 'The video took too long to process and was stopped.')),
      options.timeLimitMs,
    );
    options.signal?.addEventListener('abort', abort, { once: true });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errorOutput = (errorOutput + text).slice(-ERROR_OUTPUT_BYTES);
    });
    const settle = () => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', abort);
    };
    child.once('error', (cause) => {
      settle();
      reject(failure ?? new RenderFailure('no_ffmpeg', 'ffmpeg could not be started.', cause));
    });
    child.once('close', (exitCode) => {
      settle();
      if (failure) reject(failure);
      else if (exitCode === 0 || wasStopped()) resolve({ errorOutput });
      else if (/No space left on device|Disk quota exceeded/.test(errorOutput)) reject(diskFull());
      else reject(new ChildExit(exitCode, errorOutput));
    });
  });
  // The caller may await other things first; a rejection in between must not bring the process down.
  finished.catch(() => {});
  return finished;
}
