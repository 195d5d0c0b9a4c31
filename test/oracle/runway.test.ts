import RunwayML from '@runwayml/sdk';
import { expect, test } from 'vitest';
import { RUNWAY_MODELS } from '../../src/providers/video/runway.models.ts';
import { runwayVideo } from '../../src/providers/video/runway.ts';
import { adapterOf, CANARY_KEY, fakeVendor } from '../providers/fake-vendor.ts';
import { clipRequest, FIRST_FRAME, LAST_FRAME } from '../providers/video-support.ts';
import { headersThatMatter, recordRequests } from './recording.ts';
import { textAt, withSimulated } from './simulated.ts';
import { describeSpec } from './specs.ts';

// Oracle: npm @runwayml/sdk 4.20.1, called with a recording fetch.
const TASK = '0f8e6d1a-9a7e-4d55-8f0f-1f4a4d0f7a11';
/** Models the document of 2026-08-08 does not have yet. */
const NEWER_THAN_SPEC = new Set(['h3_max', 'gemini_omni_flash_1.1', 'wan3', 'wan3_prime']);
const MATTERS = ['authorization', 'x-runway-version', 'content-type', 'accept'];

const sdk = (recording: typeof fetch) => new RunwayML({ apiKey: CANARY_KEY, fetch: recording, maxRetries: 0 });

async function ours(model: string, act: (adapter: ReturnType<typeof runway>) => Promise<unknown>, answer: object) {
  const vendor = fakeVendor([answer]);
  await act(runway(model, vendor));
  return vendor.requests[0];
}
function runway(model: string, vendor: ReturnType<typeof fakeVendor>) {
  return adapterOf(runwayVideo, { provider: 'runway', apiKey: CANARY_KEY, model }, vendor.context);
}

const first = { uri: FIRST_FRAME, position: 'first' } as const;
const last = { uri: LAST_FRAME, position: 'last' } as const;
const promptText = 'Sparks rise from the anvil.';

test.each<[RunwayML.ImageToVideoCreateParams['model'], RunwayML.ImageToVideoCreateParams]>([
  ['gen4_turbo', { model: 'gen4_turbo', promptImage: [first], promptText, ratio: '1280:720', duration: 5, seed: 0 }],
  ['gen4.5', { model: 'gen4.5', promptImage: [first], promptText, ratio: '1280:720', duration: 5, seed: 0 }],
  [
    'seedance2_5',
    {
      model: 'seedance2_5',
      promptImage: [first, last],
      promptText,
      ratio: '1280:720',
      duration: 5,
      seed: 0,
      audio: false,
    },
  ],
  ['hailuo3', { model: 'hailuo3', promptImage: [first, last], promptText, resolution: '768p', duration: 5 }],
  ['h3_max', { model: 'h3_max', promptImage: [first, last], promptText, resolution: '768p', duration: 5, seed: 0 }],
  [
    'gemini_omni_flash_1.1',
    { model: 'gemini_omni_flash_1.1', promptImage: [first, last], promptText, ratio: '1280:720', duration: 5 },
  ],
  ['wan3', { model: 'wan3', promptImage: [first, last], promptText, ratio: 'auto_720p', duration: 5, audio: false }],
])('a submission for %s equals the SDK’s', async (model, params) => {
  const answer = { id: TASK, estimatedCost: { credits: 25 } };
  const [theirs] = await recordRequests((recording) => sdk(recording).imageToVideo.create(params), answer);
  const our = await ours(model, (adapter) => adapter.generate(clipRequest()), { json: answer });
  expect({ method: our?.method, url: our?.url, body: our?.body }).toEqual({
    method: theirs?.method,
    url: theirs?.url,
    body: theirs?.body,
  });
  expect(headersThatMatter(our, MATTERS)).toEqual(headersThatMatter(theirs, MATTERS));
});

test('asking for a task and cancelling it equal the SDK’s', async () => {
  const answer = { id: TASK, status: 'PENDING', createdAt: '2026-11-25T10:00:00Z' };
  const [asked] = await recordRequests((recording) => sdk(recording).tasks.retrieve(TASK), answer);
  const [deleted] = await recordRequests((recording) => sdk(recording).tasks.delete(TASK), {});
  const handle = { id: TASK, estimatedCredits: null };
  const ourAsked = await ours('gen4_turbo', (adapter) => adapter.checkStatus(handle), { json: answer });
  const vendor = fakeVendor([{ json: answer }, { status: 204 }]);
  await runway('gen4_turbo', vendor).cancel?.(handle);
  const ourDeleted = vendor.requests[1];
  for (const [our, theirs] of [
    [ourAsked, asked],
    [ourDeleted, deleted],
  ]) {
    expect({ method: our?.method, url: our?.url, body: our?.body }).toEqual({
      method: theirs?.method,
      url: theirs?.url,
      body: theirs?.body,
    });
    const headers = ['authorization', 'x-runway-version'];
    expect(headersThatMatter(our, headers)).toEqual(headersThatMatter(theirs, headers));
  }
});

describeSpec('runway.openapi.json', (spec) => {
  test.each(RUNWAY_MODELS.map(({ info }) => info.id).filter((id) => !NEWER_THAN_SPEC.has(id)))(
    'a submission for %s is as described',
    async (model) => {
      const request = clipRequest({ ...(model.startsWith('veo') ? { duration: 6 } : {}) });
      const answer = { json: { id: TASK, estimatedCost: { credits: 25 } } };
      const our = await ours(model, (adapter) => adapter.generate(request), answer);
      const body = our?.body as Record<string, unknown>;
      // The package is newer than the document here: a seed for hosted models, and sizes in lower case.
      if (!model.startsWith('gen4')) delete body.seed;
      if (body.resolution === '768p') body.resolution = '768P';
      expect(spec.requestFaults('POST', '/v1/image_to_video', body)).toEqual([]);
    },
  );

  test('a length in the wrong type would be found', () => {
    const body = {
      model: 'gen4_turbo',
      promptImage: [first],
      promptText,
      ratio: '1280:720',
      duration: '5',
    };
    expect(spec.requestFaults('POST', '/v1/image_to_video', body)).not.toEqual([]);
  });

  test('the simulator answers as described', () =>
    withSimulated('runway', { authorization: 'Bearer k', 'x-runway-version': '2024-11-06' }, async (simulated) => {
      const order = { model: 'gen4_turbo', promptImage: [first], promptText, ratio: '1280:720', duration: 5 };
      const states: string[] = [];
      const submit = async () => {
        const answer = await simulated.post('/v1/image_to_video', order);
        expect(spec.responseFaults('POST', '/v1/image_to_video', answer.status, answer.body)).toEqual([]);
        return textAt(answer, 'id');
      };
      const look = async (id: string) => {
        const answer = await simulated.get(`/v1/tasks/${id}`);
        expect(spec.responseFaults('GET', '/v1/tasks/{id}', answer.status, answer.body)).toEqual([]);
        states.push(answer.status === 200 ? textAt(answer, 'status') : String(answer.status));
      };
      const [good, stopped] = [await submit(), await submit()];
      simulated.script({ fault: 'moderated' });
      const flagged = await submit();
      expect((await simulated.delete(`/v1/tasks/${stopped}`)).status).toBe(204);
      expect((await simulated.delete(`/v1/tasks/${stopped}`)).status).toBe(404);
      for (const seconds of [0, 4, 20]) {
        await simulated.pass(seconds);
        await look(good);
      }
      for (const id of [stopped, flagged, TASK]) await look(id);
      expect(states).toEqual(['PENDING', 'RUNNING', 'SUCCEEDED', 'CANCELLED', 'FAILED', '404']);
      for (const fault of ['refuse', 'rate-limit'] as const) {
        simulated.script({ fault });
        const answer = await simulated.post('/v1/image_to_video', order);
        expect(spec.responseFaults('POST', '/v1/image_to_video', answer.status, answer.body)).toEqual([]);
      }
      expect(spec.responseFaults('GET', '/v1/tasks/{id}', 200, { id: good, status: 'DREAMING' })).not.toEqual([]);
    }));

  test('the simulated organisation is as described, but for the limits of each model', () =>
    withSimulated('runway', { authorization: 'Bearer k', 'x-runway-version': '2024-11-06' }, async (simulated) => {
      const answer = await simulated.get('/v1/organization');
      expect(spec.responseFaults('GET', '/v1/organization', 200, answer.body)).toEqual([]);
    }));
});
