import { expect, inject, test } from 'vitest';
import type { CostAnswer } from '../../src/types/api.ts';
import type { JobCost } from '../../src/types/job.ts';
import { api, directedProject, generate } from './client.ts';

const SIMULATOR = inject('simulatorUrl');
/** What the simulated fal states for a second of any clip. */
const STATED = 0.1;

async function project(baseUrl: string) {
  const fal = { apiKey: 'simulated', baseUrl };
  return directedProject({
    reviewKeyframes: true,
    config: {
      image: { provider: 'fal-flux', model: 'flux/schnell', ...fal },
      // Its catalogue row says $0.042 a second.
      video: { provider: 'fal-kling', model: 'kling-v2.5-turbo-standard', ...fal },
    },
  });
}
const cost = async (id: string) => (await api<CostAnswer>('GET', `/api/projects/${id}/cost`)).body;
const videoLines = ({ lines }: CostAnswer) => lines.filter(({ role }) => role === 'video');

test('estimates are by what the vendor states today, asked once a day, and so is what is reserved', async () => {
  const { id } = await project(`${SIMULATOR}/fal`);
  const asked = async () => {
    const report = (await (await fetch(`${SIMULATOR}/_simulator/report`)).json()) as { requests: { fal?: number } };
    return report.requests.fal ?? 0;
  };
  const before = await asked();
  const estimate = await cost(id);
  expect(await asked()).toBe(before + 2);
  const today = new Date().toISOString().slice(0, 10);
  for (const line of videoLines(estimate)) {
    expect(line).toMatchObject({ unit: 'second', basis: 'exact', priceDate: today });
    expect(line.costUsd).toBeCloseTo(line.quantity * STATED);
  }
  expect(await cost(id)).toEqual(estimate);
  expect(await asked()).toBe(before + 2);

  // What a job would reserve, task by task, is the same figure.
  expect(estimate.toPay?.videos).toBe(estimate.videos);
  const jobId = await generate(id);
  const { body: booked } = await api<JobCost>('GET', `/api/jobs/${jobId}/cost`);
  expect(booked.estimated.videos).toBe(estimate.videos);
  await api('POST', `/api/jobs/${jobId}/cancel`);
}, 60_000);

test('a vendor that cannot be asked leaves the catalogue’s price, with its own date', async () => {
  const { id } = await project(`${SIMULATOR}/nobody`);
  const [line] = videoLines(await cost(id));
  expect(line?.costUsd).toBeCloseTo((line?.quantity ?? 0) * 0.042);
  expect(line?.priceDate).toBe('2026-11-23');
});
