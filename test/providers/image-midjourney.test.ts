import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { GenerationResponse } from '../../src/providers/base.ts';
import type { BaseImageProvider, ImageRequest } from '../../src/providers/image/base.ts';
import { midjourney } from '../../src/providers/image/midjourney.ts';
import { type ImageProviderConfig, ImageProviderConfigSchema } from '../../src/types/providers.ts';
import { describeMediaContract } from '../contract/media.ts';
import { startBench } from '../contract/media-harness.ts';
import { adapterOf, CANARY_KEY, type FakeVendor, fakeVendor, refusal, type ScriptedAnswer } from './fake-vendor.ts';

// Answers are built from contracts/llm-image.md §3.7 and midjourney-proxy.derived.json (Java original and C# fork).
const BASE = 'https://mj.example';
const REQUEST: ImageRequest = {
  prompt: 'A forge at dawn.',
  negativePrompt: 'text',
  width: 1280,
  height: 720,
  seed: 0,
};
const SUBMISSION = { id: 'p2v-1', startedAt: Date.UTC(2026, 10, 25) };
const TAKEN = { code: 1, description: 'Submitted', result: '1320098173412546', properties: {} };
const GRID = { taskId: '1320098173412546', step: 'imagine', customId: null };
const SINGLE = { taskId: '1320098173412999', step: 'upscale', customId: null };

function adapter(vendor: FakeVendor, changes: Partial<ImageProviderConfig> = {}): BaseImageProvider {
  return make({ apiKey: CANARY_KEY, baseUrl: BASE, ...changes }, vendor.context);
}

function make(config: Omit<ImageProviderConfig, 'provider'>, context: FakeVendor['context']): BaseImageProvider {
  return adapterOf(midjourney, { provider: 'midjourney', ...config }, context);
}

describeMediaContract<ImageRequest>({
  name: 'midjourney through the C# fork',
  vendor: 'midjourney',
  kind: 'image',
  make: (config, context) => make({ ...config, baseUrl: `${config.baseUrl}/mj-fast` }, context),
  request: REQUEST,
  steps: 2,
  keepsZeroAndFalse: (body) => expect(body).toMatchObject({ prompt: expect.stringContaining('--seed 0 ') }),
  pauseMs: 'unsaid',
  unsignedWebhook: true,
  leaveOut: {
    'no credit is a refusal': 'a proxy of one’s own has no credit',
    'a result the vendor has forgotten is an end': 'a proxy keeps its tasks as long as its owner likes (below)',
    'a webhook is genuine only as it was signed, and only for a while': 'the proxy signs nothing',
  },
});

test('the Java original makes a picture in the same two steps, and cannot stop', async () => {
  const bench = await startBench<ImageRequest>('midjourney', 'image', make);
  const take = async (submitted: GenerationResponse | undefined) => {
    await bench.finish();
    return bench.adapter.checkStatus(submitted?.handle ?? {});
  };
  const grid = await take(await bench.adapter.generate(REQUEST));
  const upscale = await bench.adapter.proceed?.(grid.handle ?? {}, REQUEST);
  await bench.adapter.cancel?.(upscale?.handle ?? {});
  expect(await take(upscale)).toMatchObject({ status: 'completed' });
  expect(bench.sent.filter(({ method }) => method === 'POST').map(({ url }) => new URL(url).pathname)).toEqual([
    '/midjourney/mj/submit/imagine',
    '/midjourney/mj/submit/change',
    expect.stringMatching(/\/mj\/task\/.*\/cancel$/),
  ]);
  await bench.close();
});

/** The one submission an adapter makes of a request. */
async function submitted(changes: Partial<ImageRequest>, config: Partial<ImageProviderConfig> = {}) {
  const vendor = fakeVendor([{ json: TAKEN }]);
  const response = await adapter(vendor, config).generate({ ...REQUEST, ...changes });
  expect(vendor.requests).toHaveLength(1);
  return { request: vendor.requests[0], response };
}

async function promptOf(changes: Partial<ImageRequest>, config: Partial<ImageProviderConfig> = {}): Promise<string> {
  return z.object({ prompt: z.string() }).parse((await submitted(changes, config)).request?.body).prompt;
}

describe('what is imagined (POST /mj/submit/imagine)', () => {
  test('the prompt with its flags, under our own name', async () => {
    const { request, response } = await submitted({ submission: SUBMISSION });
    expect(request).toMatchObject({ method: 'POST', url: `${BASE}/mj/submit/imagine` });
    expect(request?.headers['mj-api-secret']).toBe(CANARY_KEY);
    expect(request?.body).toEqual({ prompt: 'A forge at dawn. --ar 16:9 --seed 0 --no text', state: 'p2v-1' });
    expect(response).toEqual({ status: 'queued', handle: GRID });
  });

  test('references inside the request, and whom to call', async () => {
    const webhookUrl = 'https://p2v.example/api/webhooks/j/t/0';
    const referenceImages = ['p/image-1', 'p/image-2'];
    const { request } = await submitted({ referenceImages, submission: { ...SUBMISSION, webhookUrl } });
    expect(request?.body).toMatchObject({
      base64Array: ['data:image/jpeg;base64,/9gBAQEB/9k=', 'data:image/jpeg;base64,/9gCAgIC/9k='],
      notifyHook: webhookUrl,
    });
  });

  test.each<[Partial<ImageRequest>, Partial<ImageProviderConfig>, string]>([
    [{ width: 720, height: 1280 }, {}, '--ar 9:16'],
    [{ width: 720, height: 720 }, {}, '--ar 1:1'],
    [{ seed: -1 }, {}, '--seed 4294967295'],
    [{}, { model: 'v7' }, '--v 7'],
    [{}, { model: 'V6.1' }, '--v 6.1'],
    [{}, { model: 'niji-6' }, '--niji 6'],
    [{}, { style: 'raw' }, '--style raw'],
  ])('%j with %j: %s', async (changes, config, flag) => {
    expect(`${await promptOf(changes, config)} `).toContain(`${flag} `);
  });

  test('no flags that a language model wrote', async () => {
    const prompt = 'A forge --v 1 \n —cref https://evil.example/x.png --ar 1:2, half-lit';
    expect(await promptOf({ prompt, negativePrompt: 'text --q 5' })).toBe(
      'A forge v 1 cref https://evil.example/x.png ar 1:2, half-lit --ar 16:9 --seed 0 --no text q 5',
    );
  });

  test('an address with the mode, with /mj or without', async () => {
    const at = async (baseUrl: string) => (await submitted({}, { baseUrl })).request?.url;
    expect(await at(`${BASE}/mj/`)).toBe(`${BASE}/mj/submit/imagine`);
    expect(await at(`${BASE}/mj-turbo`)).toBe(`${BASE}/mj-turbo/mj/submit/imagine`);
  });
});

describe('the second step (upscale of the chosen picture)', () => {
  const grid = (buttons?: object[]) => ({
    ...{ id: GRID.taskId, action: 'IMAGINE', status: 'SUCCESS', progress: '100%' },
    ...{ imageUrl: 'https://cdn.example/grid.png', ...(buttons ? { buttons } : {}) },
  });
  const button = (cell: number) => ({ customId: `MJ::JOB::upsample::${cell}::9f0c`, emoji: '', label: `U${cell}` });

  test('is asked for, and submits nothing by itself', async () => {
    const vendor = fakeVendor([{ json: grid() }]);
    const response = await adapter(vendor).checkStatus(GRID);
    expect(response).toEqual({ status: 'step-completed', handle: { ...GRID, step: 'imagined' } });
    expect(vendor.requests.map(({ method, url }) => [method, url])).toEqual([
      ['GET', `${BASE}/mj/task/${GRID.taskId}/fetch`],
    ]);
  });

  test.each([
    [undefined, 1],
    [3, 3],
  ])('of cell %s by its number where there are no buttons', async (gridCell, index) => {
    const vendor = fakeVendor([{ json: grid() }, { json: { ...TAKEN, code: 22, result: SINGLE.taskId } }]);
    const mj = adapter(vendor, gridCell === undefined ? {} : { gridCell });
    const { handle = {} } = await mj.checkStatus(GRID);
    const response = await mj.proceed?.(handle, { ...REQUEST, submission: { ...SUBMISSION, id: 'p2v-2' } });
    expect(response).toEqual({ status: 'queued', handle: SINGLE });
    expect(vendor.requests[1]).toMatchObject({ method: 'POST', url: `${BASE}/mj/submit/change` });
    expect(vendor.requests[1]?.body).toEqual({ taskId: GRID.taskId, action: 'UPSCALE', index, state: 'p2v-2' });
  });

  test('by its button where there are some', async () => {
    const variation = { customId: 'MJ::JOB::variation::2::9f0c' };
    const vendor = fakeVendor([{ json: grid([variation, button(1), button(2)]) }, { json: TAKEN }]);
    const mj = adapter(vendor, { gridCell: 2 });
    const { handle = {} } = await mj.checkStatus(GRID);
    await mj.proceed?.(handle, REQUEST);
    expect(vendor.requests[1]).toMatchObject({ method: 'POST', url: `${BASE}/mj/submit/action` });
    expect(vendor.requests[1]?.body).toEqual({ taskId: GRID.taskId, customId: button(2).customId });
  });

  test('of a grid the proxy has forgotten is refused for good', async () => {
    const answers = [{ json: { code: 3, description: 'No such task', result: null } }];
    const error = await refusal(
      adapter(fakeVendor(answers)).proceed?.({ ...GRID, step: 'imagined' }, REQUEST) ?? Promise.resolve(),
    );
    expect(error).toMatchObject({ code: 'not_found', details: { retryable: false } });
  });
});

describe('codes (SubmitResult)', () => {
  const refused = (answer: ScriptedAnswer) => refusal(adapter(fakeVendor([answer])).generate(REQUEST));

  test.each([1, 21, 22])('%i takes the request', async (code) => {
    const response = await adapter(fakeVendor([{ json: { ...TAKEN, code } }])).generate(REQUEST);
    expect(response).toEqual({ status: 'queued', handle: GRID });
  });

  test('a number is an id, too', async () => {
    const response = await adapter(fakeVendor([{ json: { ...TAKEN, result: 13200981 } }])).generate(REQUEST);
    expect(response.handle).toMatchObject({ taskId: '13200981' });
  });

  test.each<[number, string, boolean]>([
    [3, 'unavailable', false],
    [4, 'invalid_input', false],
    [9, 'unavailable', false],
    [23, 'rate_limit', true],
    [24, 'content_rejected', false],
  ])('%i is %s', async (code, expected, retryable) => {
    const error = await refused({ json: { code, description: `Said to ${CANARY_KEY}`, result: null } });
    expect(error).toMatchObject({ code: expected, details: { retryable } });
    expect(error.message).not.toContain(CANARY_KEY);
  });

  test.each<[string, ScriptedAnswer]>([
    ['a code nobody knows', { json: { ...TAKEN, code: 77 } }],
    ['taken without an id', { json: { ...TAKEN, result: null } }],
    ['no code', { json: { result: 'x' } }],
  ])('%s may have been taken', async (_name, answer) => {
    expect(await refused(answer)).toMatchObject({ code: 'outcome_unknown' });
  });

  test('a code beside an HTTP status', async () => {
    const banned = { status: 400, json: { code: 24, description: 'May hold sensitive words', result: null } };
    expect(await refused(banned)).toMatchObject({ code: 'content_rejected' });
    expect(await refused({ ...banned, status: 500 })).toMatchObject({ code: 'outcome_unknown' });
  });
});

describe('a task (GET /mj/task/{id}/fetch)', () => {
  const ask = (json: unknown) => adapter(fakeVendor([{ json }])).checkStatus(SINGLE);
  const task = (changes: object) => ({ id: SINGLE.taskId, action: 'UPSCALE', status: 'IN_PROGRESS', ...changes });
  const imageUrl = 'https://cdn.example/one.png';

  test.each<[object, object]>([
    [{ status: 'NOT_START' }, { status: 'queued' }],
    [{ status: 'SUBMITTED', progress: '0%' }, { status: 'queued' }],
    [
      { progress: '40%', imageUrl },
      { status: 'processing', progress: 0.4 },
    ],
    [{ progress: 'paused' }, { status: 'processing' }],
    [
      { status: 'SUCCESS', imageUrl },
      { status: 'completed', outputs: [{ url: imageUrl }] },
    ],
    [
      { status: 'FAILURE', failReason: 'Banned prompt detected' },
      { status: 'failed', error: { code: 'content_rejected' } },
    ],
    [
      { status: 'FAILURE', failReason: '[Invalid parameter] --v' },
      { status: 'failed', error: { code: 'invalid_input' } },
    ],
    [
      { status: 'FAILURE', failReason: null },
      { status: 'failed', error: { code: 'unavailable' } },
    ],
    [{ status: 'CANCEL' }, { status: 'failed', error: { code: 'cancelled' } }],
    [{ status: 'MODAL' }, { status: 'failed', error: { code: 'unsupported' } }],
  ])('%j', async (changes, expected) => {
    expect(await ask(task(changes))).toMatchObject({ handle: SINGLE, ...expected });
  });

  test('done without a picture is asked about again', async () => {
    const error = await refusal(ask(task({ status: 'SUCCESS', imageUrl: null })));
    expect(error).toMatchObject({ code: 'bad_response', details: { retryable: true } });
  });

  test('of which the proxy knows nothing any more has ended', async () => {
    for (const answer of [{ json: null }, { status: 204 }, {}]) {
      const response = await adapter(fakeVendor([answer])).checkStatus(SINGLE);
      expect(response).toMatchObject({ status: 'failed', error: { code: 'not_found' } });
    }
  });

  test('of a foreign handle is our own mistake', async () => {
    expect((await refusal(adapter(fakeVendor([])).checkStatus({ id: 'x' }))).code).toBe('internal');
  });
});

describe('a lost submission (the proxy echoes our name as state)', () => {
  const find = (tasks: object[], now?: number) =>
    adapter(fakeVendor([{ json: tasks }], now === undefined ? {} : { now })).reconcile?.({
      ...REQUEST,
      submission: SUBMISSION,
    });
  const listed = { id: '9', action: 'IMAGINE', status: 'SUBMITTED', state: SUBMISSION.id };

  test('is the task of that name, whichever step it is', async () => {
    expect(await find([{ ...listed, id: '8', state: 'p2v-0' }, listed])).toEqual({
      status: 'queued',
      handle: { taskId: '9', step: 'imagine', customId: null },
    });
    expect(await find([{ ...listed, action: 'UPSCALE' }])).toMatchObject({ handle: { step: 'upscale' } });
  });

  test('that is not listed may come yet, but not for ever', async () => {
    const early = await refusal(Promise.resolve(find([])));
    expect(early).toMatchObject({ code: 'outcome_unknown', details: { retryable: true } });
    const late = await refusal(Promise.resolve(find([], SUBMISSION.startedAt + 300_000)));
    expect(late).toMatchObject({ code: 'outcome_unknown', details: { retryable: false } });
  });
});

describe('the configuration', () => {
  test('needs the proxy’s address; its secret only where it has one', () => {
    const issues = (config: object) =>
      ImageProviderConfigSchema.safeParse({ provider: 'midjourney', ...config }).error?.issues.map(({ path }) => path);
    expect(issues({ apiKey: 'k' })).toEqual([['baseUrl']]);
    expect(issues({ baseUrl: BASE })).toBeUndefined();
    expect(issues({ baseUrl: BASE, gridCell: 5 })).toEqual([['gridCell']]);
    expect(() => make({ apiKey: 'k' }, fakeVendor([]).context)).toThrow(/baseUrl/);
  });

  test('without a secret sends none', async () => {
    const vendor = fakeVendor([{ json: TAKEN }]);
    await make({ baseUrl: BASE }, vendor.context).generate(REQUEST);
    expect(vendor.requests[0]?.headers).not.toHaveProperty('mj-api-secret');
  });

  test('has no price that anybody could know', () => {
    expect(adapter(fakeVendor([])).estimateCost(1280, 720)).toBeNull();
  });
});
