import { expect, inject, test } from 'vitest';
import { api, directedProject, generate, settled } from './client.ts';

const SIMULATOR = inject('simulatorUrl');
const BASE_URL = `${SIMULATOR}/fal`;

/** What this test reads of the simulator's report. */
interface Report {
  tasks: { vendor: string; model: string }[];
  doubleBilled: unknown[];
}

async function report(): Promise<Report> {
  return (await fetch(`${SIMULATOR}/_simulator/report`)).json();
}

test('a whole film is made through fal: FLUX keyframes, Kling clips, each paid once', async () => {
  const before = await report();
  const config = {
    image: { provider: 'fal-flux', apiKey: 'simulated', baseUrl: BASE_URL },
    video: { provider: 'fal-kling', model: 'kling-v2.5-turbo-pro', apiKey: 'simulated', baseUrl: BASE_URL },
  };
  const project = await directedProject({ targetDuration: 10, config });
  const job = await settled(await generate(project.id));
  expect(job).toMatchObject({ state: 'completed' });
  const film = await api('GET', job.filmUrl ?? '');
  expect(film.status).toBe(200);
  expect(film.headers.get('content-type')).toBe('video/mp4');

  const after = await report();
  const made = after.tasks.slice(before.tasks.length).filter(({ vendor }) => vendor === 'fal');
  const paid = job.tasks.filter(({ provider }) => provider.startsWith('fal-'));
  expect(made).toHaveLength(paid.length);
  expect(new Set(made.map(({ model }) => model))).toEqual(
    new Set(['fal-ai/flux/dev', 'fal-ai/kling-video/v2.5-turbo/pro/image-to-video']),
  );
  expect(after.doubleBilled).toEqual(before.doubleBilled);
}, 150_000);
