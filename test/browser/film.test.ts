import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Instance, startInstance } from '../../cli/instance/index.ts';
import { findChromium } from '../../scripts/test-tools.mjs';
import { GenerateAnswerSchema, type JobView, JobViewSchema } from '../../src/types/api.ts';
import { ProjectSchema, VideoDirectionSchema } from '../../src/types/project.ts';
import { ask } from '../cli/api.ts';
import { playFilm } from './play-film.mjs';

let browser: Browser;
let instance: Instance;
let directory: string;

beforeAll(async () => {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No Chromium: run `npm test`, which installs it.');
  directory = await mkdtemp(join(tmpdir(), 'p2v-browser-'));
  instance = await startInstance({ dataDirectory: directory, port: 0 });
  browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
  if (directory) await rm(directory, { recursive: true, force: true });
});

const send = (method: string, path: string, body?: unknown) => ask(instance.url, method, path, body);

async function makeFilm(brief: object): Promise<{ job: JobView; seconds: number }> {
  const project = ProjectSchema.parse(await send('POST', '/api/projects', brief));
  const path = `/api/projects/${project.id}`;
  const direction = VideoDirectionSchema.parse(await send('POST', `${path}/direct`));
  await send('POST', `${path}/approve`);
  const { jobId } = GenerateAnswerSchema.parse(await send('POST', `${path}/generate`));
  for (;;) {
    const job = JobViewSchema.parse(await send('GET', `/api/jobs/${jobId}`));
    if (job.state === 'completed') return { job, seconds: direction.totalDuration };
    if (job.reason) throw new Error(job.reason);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

test('the film plays in a real browser: its length, its size, its frames, and the first one is the storyboard’s', async () => {
  const brief = {
    concept: 'A lighthouse keeper lights the lamp in a storm',
    targetDuration: 10,
    config: { image: { provider: 'local', caption: false } },
  };
  const { job, seconds } = await makeFilm(brief);
  const storyboard = job.tasks.find((task) => task.kind === 'keyframe')?.media?.[0]?.url;
  const page = await browser.newPage();
  await page.goto(instance.url);
  const seen = await page.evaluate(playFilm, { film: job.filmUrl ?? '', still: storyboard ?? '' });
  const difference = (a: number[] = [], b: number[] = []) =>
    a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;
  const [, early, middle, late] = seen.frames;
  expect(Math.abs(seen.duration - seconds)).toBeLessThanOrEqual(1 / 24);
  expect(seen.size).toEqual([1280, 720]);
  expect(difference(early, middle)).toBeGreaterThan(3);
  expect(difference(middle, late)).toBeGreaterThan(3);
  // A tenth into the film the opening fade is over, and the camera has hardly moved from the first keyframe.
  expect(difference(early, seen.still)).toBeLessThan(difference(late, seen.still));
  expect(difference(early, seen.still)).toBeLessThan(30);
  expect(seen.played).toBeGreaterThan(0);
  await page.close();
});

test('the status page shows the film and its state', async () => {
  const { job } = await makeFilm({ concept: 'A quiet harbour', targetDuration: 5 });
  const page = await browser.newPage();
  await page.goto(instance.url);
  expect(await page.title()).toBe('Prompt to Video');
  expect(await page.locator('article').first().textContent()).toContain('completed');
  expect(await page.locator('video').first().getAttribute('src')).toBe(job.filmUrl);
  await page.close();
});
