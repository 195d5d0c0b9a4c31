import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X264_PRESET } from '../render/encode.ts';
import { findFfmpeg } from '../render/ffmpeg.ts';
import { MemoryWatch } from './process-tree.ts';

const CONCEPT = 'A blacksmith forges a glowing sword at dawn';
const SECONDS = 60;

interface Run {
  stdout: string;
  seconds: number;
  peakBytes: number;
}

/** Runs a program to its end, timed, its whole process tree's memory watched. */
async function run(program: string, args: string[]): Promise<Run> {
  const began = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  // Looking costs a walk over all pages: ten looks a second would slow down what is measured by a tenth.
  const watch = new MemoryWatch(child.pid ?? 0, 500);
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const seconds = (performance.now() - began) / 1000;
  const peakBytes = watch.stop();
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${stdout}`);
  return { stdout, seconds, peakBytes };
}

function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/**
 * One film of 60 s, 1280×720 at 24 fps, from `make` to the finished file, over ffmpeg encoding `testsrc2` of the same
 * length, size and preset with the same binary; then the same film again after one of its shots was edited.
 */
export async function benchAnimatic(report: (line: string) => void): Promise<object> {
  const directory = await mkdtemp(join(tmpdir(), 'p2v-bench-'));
  const p2v = (...args: string[]) =>
    run(process.execPath, ['cli/p2v.ts', ...args, '--data', join(directory, 'data'), '--json']);
  try {
    const ffmpeg = await findFfmpeg();
    report(`baseline: testsrc2 with ${X264_PRESET}`);
    const source = `testsrc2=size=1280x720:rate=24`;
    const encode = ['-f', 'lavfi', '-i', source, '-t', `${SECONDS}`, '-c:v', 'libx264', '-preset', X264_PRESET];
    const baseline = await run(ffmpeg.program, [
      '-nostdin',
      '-v',
      'error',
      ...encode,
      '-pix_fmt',
      'yuv420p',
      '-y',
      join(directory, 'baseline.mp4'),
    ]);
    report('first run: make');
    const film = join(directory, 'film.mp4');
    const first = await p2v('make', CONCEPT, '--duration', `${SECONDS}`, '--style', 'energetic', '--output', film);
    const made = JSON.parse(first.stdout) as { projectId: string; shots: number };
    report('second run: one shot edited');
    const startPrompt = 'Close-up: a hand lays a glowing blade on the anvil, sparks in the dark forge, firelight';
    await p2v('edit', made.projectId, '3', '--set', `startPrompt=${startPrompt}`, '--set', 'cameraMove=crane_up');
    const second = await p2v('generate', made.projectId, '--approve', '--output', film);
    return {
      ratio: round(first.seconds / baseline.seconds),
      wall_s: round(first.seconds),
      baseline_s: round(baseline.seconds),
      peak_rss_mb: Math.round(Math.max(first.peakBytes, second.peakBytes) / 1e6),
      rerun_share: round(second.seconds / first.seconds),
      rerun_s: round(second.seconds),
      shots: made.shots,
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
