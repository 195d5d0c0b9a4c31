import { expect, test } from 'vitest';
import { type RunnerHost, readWebhook } from '../../src/durable-objects/task-runner.ts';
import type { Job, Task } from '../../src/types/job.ts';
import { webhookOf } from '../providers/compile-support.ts';
import { CANARY_KEY, fakeVendor } from '../providers/fake-vendor.ts';
import { media, testJob } from './jobs.ts';

/** A job whose clips are there and whose film was sent off without an answer. */
function lostFilm(): { job: Job; film: Task } {
  const job = testJob({ provider: 'creatomate' });
  const tasks = job.tasks.map((task): Task => {
    if (task.id === 'film') {
      const error = { code: 'outcome_unknown' as const, message: 'No answer came.' };
      return { ...task, state: 'outcome_unknown', requestHash: 'hash', startedAt: 0, error };
    }
    const clip = media(task.id, 'video/mp4');
    return { ...task, state: 'completed', requestHash: 'hash', media: [clip], costUsd: 0, origin: 'made' };
  });
  return { job: { ...job, tasks }, film: tasks.at(-1) as Task };
}

test.each([
  ['creatomate', { id: 'r-1', status: 'succeeded' }],
  ['shotstack', { type: 'edit', action: 'render', id: 'r-1', status: 'done' }],
] as const)('a film of %s that was lost is known again by its webhook', async (provider, body) => {
  const { job, film } = lostFilm();
  const host: RunnerHost = {
    job: () => job,
    context: fakeVendor([], { publicUrl: true }).context,
    bucket: undefined as never,
    publicUrl: 'https://films.example',
    config: async () => ({
      llm: { provider: 'local' },
      image: { provider: 'local' },
      video: { provider: 'local' },
      compile: { provider, apiKey: CANARY_KEY },
    }),
  };
  const known = await readWebhook(film, webhookOf(JSON.stringify(body)), host);
  expect(known).toMatchObject({ type: 'webhook', taskId: 'film', handle: { id: 'r-1' } });
  // Nonsense under the right address is still a reason to ask, and names nothing.
  const nonsense = await readWebhook(film, webhookOf('nonsense'), host);
  expect(nonsense).toMatchObject({ type: 'webhook', taskId: 'film' });
  expect(nonsense).not.toHaveProperty('handle');
});
