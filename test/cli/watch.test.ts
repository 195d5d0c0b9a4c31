import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Instance, startInstance } from '../../cli/instance/index.ts';
import { findFfmpeg } from '../../render/ffmpeg.ts';
import { GenerateAnswerSchema, type JobView, JobViewSchema } from '../../src/types/api.ts';
import { FINAL_JOB_STATES } from '../../src/types/job.ts';
import { ProjectSchema } from '../../src/types/project.ts';
import { startSimulator } from '../simulator/index.ts';
import { ask } from './api.ts';

let instance: Instance;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'p2v-watch-'));
  instance = await startInstance({ dataDirectory: directory, port: 0 });
});
afterAll(async () => {
  await instance?.close();
  if (directory) await rm(directory, { recursive: true, force: true });
});

const send = (method: string, path: string, body?: unknown) => ask(instance.url, method, path, body);

/** The hash of every picture that ffmpeg decodes at an address, in order, and what it complained of. */
async function pictures(address: string): Promise<{ hashes: string[]; complaints: string }> {
  const { program } = await findFfmpeg();
  // From the first stretch on: ffmpeg does not follow EXT-X-START unless told to.
  const live = address.endsWith('.m3u8') ? ['-live_start_index', '0'] : [];
  const { stdout, stderr } = await promisify(execFile)(
    program,
    ['-nostdin', '-v', 'warning', '-xerror', ...live, '-i', address, '-map', '0:v', '-f', 'framemd5', '-'],
    { maxBuffer: 100_000_000 },
  );
  const lines = stdout.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return { hashes: lines.map((line) => line.split(',').at(-1)?.trim() ?? ''), complaints: stderr };
}

/** Makes a film. @returns its finished job. */
async function made(brief: object): Promise<JobView> {
  const jobId = await begun(brief);
  for (;;) {
    const job = JobViewSchema.parse(await send('GET', `/api/jobs/${jobId}`));
    if (job.state === 'completed') return job;
    if (FINAL_JOB_STATES.has(job.state)) throw new Error(job.reason ?? job.state);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function begun(brief: object): Promise<string> {
  const project = ProjectSchema.parse(await send('POST', '/api/projects', brief));
  for (const step of ['direct', 'approve']) await send('POST', `/api/projects/${project.id}/${step}`);
  return GenerateAnswerSchema.parse(await send('POST', `/api/projects/${project.id}/generate`)).jobId;
}

test('clips keep the sound they were asked to be made with, and the film is silent otherwise', async () => {
  const simulator = await startSimulator();
  try {
    const loudness = async (audio: boolean): Promise<number> => {
      const baseUrl = simulator.baseUrl('fal');
      const video = { provider: 'fal-kling', model: 'kling-v3-pro', apiKey: 'simulated', baseUrl, audio };
      const { filmUrl = '' } = await made({ concept: 'A sea', targetDuration: 5, config: { video } });
      const { program } = await findFfmpeg();
      const words = [
        '-nostdin',
        '-hide_banner',
        '-i',
        instance.url + filmUrl,
        '-af',
        'volumedetect',
        '-f',
        'null',
        '-',
      ];
      const { stderr } = await promisify(execFile)(program, words);
      return Number(/mean_volume: (-?[\d.]+) dB/.exec(stderr)?.[1]);
    };
    // The simulator's clips hum; a film is brought to −14 LUFS.
    expect(await loudness(true)).toBeGreaterThan(-30);
    expect(await loudness(false)).toBeLessThan(-80);
  } finally {
    await simulator.close();
  }
});

test('a player that follows the playlist from its first stretch on has seen the film when it is made', async () => {
  const brief = { concept: 'A fox crosses a frozen lake', targetDuration: 15, style: 'playful' };
  const jobId = await begun(brief);
  const job = async (): Promise<JobView> => JobViewSchema.parse(await send('GET', `/api/jobs/${jobId}`));
  const { watchUrl = '' } = await job();
  expect(watchUrl).not.toBe('');

  // It starts when not one clip is there, and reads until the playlist ends.
  const during = await pictures(instance.url + watchUrl);
  // Its last stretch is there a moment before the film is.
  let finished = await job();
  while (!FINAL_JOB_STATES.has(finished.state)) finished = await job();
  expect(finished.state).toBe('completed');
  const after = await pictures(instance.url + watchUrl);
  const film = await pictures(instance.url + finished.filmUrl);
  expect(film.hashes).toHaveLength(finished.totalFrames);
  expect(during.hashes).toEqual(film.hashes);
  expect(after).toEqual({ hashes: film.hashes, complaints: '' });
});
