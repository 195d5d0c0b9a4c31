import { expect, test } from 'vitest';
import * as z from 'zod';
import type { ImageRequest } from '../../src/providers/image/base.ts';
import { midjourney } from '../../src/providers/image/midjourney.ts';
import { fakeVendor } from '../providers/fake-vendor.ts';
import { startSimulator } from '../simulator/index.ts';
import { describeSpec } from './specs.ts';

// Neither proxy publishes a description; this one was derived by hand from their classes, field by field.
const REQUEST: ImageRequest = {
  ...{ prompt: 'A forge at dawn.', negativePrompt: 'text', width: 1280, height: 720, seed: 0 },
  referenceImages: ['p/image-1'],
  submission: { id: 'p2v-1', startedAt: 0, webhookUrl: 'https://p2v.example/api/webhooks/j/t/0' },
};
const TAKEN = { json: { code: 1, description: 'Submitted', result: '1' } };
const DerivedSchema = z.object({
  paths: z.record(z.string(), z.unknown()),
  SubmitResult: z.object({ code: z.record(z.string(), z.string()) }).loose(),
  Task: z.record(z.string(), z.string()),
});

async function bodies() {
  const vendor = fakeVendor([TAKEN, TAKEN, TAKEN]);
  const config = { provider: 'midjourney', apiKey: 'k', baseUrl: 'https://mj.example' } as const;
  const adapter = midjourney.create?.(config, vendor.context);
  await adapter?.generate(REQUEST);
  await adapter?.proceed?.({ taskId: '1', step: 'imagined', customId: null }, REQUEST);
  await adapter?.proceed?.({ taskId: '1', step: 'imagined', customId: 'MJ::JOB::upsample::1::x' }, REQUEST);
  return vendor.requests.map(({ method, url, body }) => ({
    path: `${method} ${new URL(url).pathname}`,
    body: z.record(z.string(), z.unknown()).parse(body),
  }));
}

describeSpec('midjourney-proxy.derived.json', (spec) => {
  test('submissions have the fields their paths have', async () => {
    const { paths } = DerivedSchema.parse(spec.document);
    const bodyOf = (path: string) => z.object({ body: z.record(z.string(), z.unknown()) }).parse(paths[path]).body;
    const sent = await bodies();
    expect(sent.map(({ path }) => path)).toEqual([
      'POST /mj/submit/imagine',
      'POST /mj/submit/change',
      'POST /mj/submit/action',
    ]);
    for (const { path, body } of sent) {
      const known = Object.keys(bodyOf(path));
      expect(Object.keys(body).filter((name) => !known.includes(name))).toEqual([]);
    }
  });

  test('every code is understood', async () => {
    for (const code of Object.keys(DerivedSchema.parse(spec.document).SubmitResult.code)) {
      const vendor = fakeVendor([{ json: { code: Number(code), result: '1' } }]);
      const config = { provider: 'midjourney', baseUrl: 'https://mj.example' } as const;
      const outcome = await midjourney
        .create?.(config, vendor.context)
        .generate(REQUEST)
        .catch((thrown) => thrown);
      expect(outcome).not.toMatchObject({ code: 'outcome_unknown' });
    }
  });

  test('the simulator shows tasks with the fields they have', async () => {
    const simulator = await startSimulator();
    const call = async (path: string, body?: object) => {
      const response = await fetch(simulator.baseUrl('midjourney') + path, {
        headers: { 'mj-api-secret': 'simulated', 'content-type': 'application/json' },
        ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
      });
      return z.record(z.string(), z.unknown()).parse(await response.json());
    };
    const { result } = await call('/mj/submit/imagine', { prompt: 'p --ar 16:9' });
    const task = await call(`/mj/task/${result}/fetch`);
    await simulator.close();
    const known = Object.keys(DerivedSchema.parse(spec.document).Task);
    expect(task).toMatchObject({ action: 'IMAGINE', status: 'SUCCESS' });
    expect(Object.keys(task).filter((name) => !known.includes(name))).toEqual([]);
  });
});
