import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { startChild } from './child.ts';
import { RenderFailure } from './failure.ts';

/** Where the ffmpeg in use came from. */
export type FfmpegSource = 'env' | 'system' | 'bundled';

/** A probed ffmpeg that can do what the render service needs. Plain data, so that it can be sent to worker threads. */
export interface Ffmpeg {
  program: string;
  /** As ffmpeg prints it, such as `5.1.6-0+deb12u1`. */
  version: string;
  source: FfmpegSource;
  /** Sentences about shortcomings of this build. */
  warnings: string[];
}

const PROBE_LIMIT_MS = 15_000;

const HOW_TO_GET_IT =
  'Install ffmpeg with libx264 (for example `apt install ffmpeg` or `brew install ffmpeg`) or set FFMPEG_PATH to it.';

/**
 * Finds a usable ffmpeg: `FFMPEG_PATH`, else the one on the PATH, else the static build that npm installed.
 * A path set by hand is not second-guessed: when it does not work, that is an error.
 * @throws RenderFailure `no_ffmpeg` with a sentence on what to do.
 */
export async function findFfmpeg(environment: NodeJS.ProcessEnv = process.env): Promise<Ffmpeg> {
  const byHand = environment.FFMPEG_PATH;
  if (byHand) return probe(byHand, 'env');
  const candidates: [string | undefined, FfmpegSource][] = [
    [systemProgram(environment), 'system'],
    [bundledProgram(), 'bundled'],
  ];
  const reasons: string[] = [];
  for (const [program, source] of candidates) {
    if (program === undefined) continue;
    try {
      return await probe(program, source);
    } catch (cause) {
      if (cause instanceof Error) reasons.push(cause.message);
    }
  }
  throw new RenderFailure('no_ffmpeg', reasons[0] ?? `No ffmpeg was found on this machine. ${HOW_TO_GET_IT}`);
}

// Children run with an empty environment, so the PATH is searched here and not by the system.
function systemProgram(environment: NodeJS.ProcessEnv): string | undefined {
  const path = environment.PATH ?? environment.Path ?? '';
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
  for (const folder of path.split(delimiter)) {
    if (folder === '') continue;
    const program = join(folder, name);
    if (existsSync(program)) return program;
  }
  return undefined;
}

function bundledProgram(): string | undefined {
  try {
    const installer: unknown = createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg');
    if (typeof installer === 'object' && installer !== null && 'path' in installer) return String(installer.path);
  } catch {
    // The installer throws on platforms it has no build for.
  }
  return undefined;
}

async function probe(program: string, source: FfmpegSource): Promise<Ffmpeg> {
  const name = source === 'env' ? 'The ffmpeg that FFMPEG_PATH names' : `The ${source} ffmpeg`;
  // With the list of encoders it prints its banner, version first, to the error output: one start instead of two.
  const { errorOutput: banner, output: encoders } = await ask(program, ['-encoders']).catch((cause: unknown) => {
    throw new RenderFailure('no_ffmpeg', `${name} does not run. ${HOW_TO_GET_IT}`, cause);
  });
  const version = /^ffmpeg version (\S+)/.exec(banner)?.[1];
  if (version === undefined) throw new RenderFailure('no_ffmpeg', `${name} is not an ffmpeg. ${HOW_TO_GET_IT}`);
  for (const encoder of ['libx264', 'aac']) {
    if (!new RegExp(`^ [VA][A-Z.]{5} ${encoder} `, 'm').test(encoders)) {
      throw new RenderFailure('no_ffmpeg', `${name} has no ${encoder} encoder. ${HOW_TO_GET_IT}`);
    }
  }
  const warnings =
    source === 'bundled' ? ['Only the bundled ffmpeg of 2018 was found. Newer video formats may not be readable.'] : [];
  return { program, version, source, warnings };
}

async function ask(program: string, args: string[]): Promise<{ output: string; errorOutput: string }> {
  const child = startChild(program, args, {
    timeLimitMs: PROBE_LIMIT_MS,
  });
  child.stdin.end();
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const { errorOutput } = await child.finished;
  return { output, errorOutput };
}
