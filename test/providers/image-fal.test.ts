import { describe, expect, test } from 'vitest';
import type { BaseImageProvider, ImageRequest } from '../../src/providers/image/base.ts';
import { falFlux } from '../../src/providers/image/fal-flux.ts';
import { falSdxl } from '../../src/providers/image/fal-sdxl.ts';
import type { ImageProviderConfig } from '../../src/types/providers.ts';
import { describeMediaContract } from '../contract/media.ts';
import { adapterOf, CANARY_KEY, type FakeVendor, fakeVendor, refusal, type ScriptedAnswer } from './fake-vendor.ts';

// Answers are built from contracts/llm-image.md §3.2 and contracts/video-compile-audio.md §1.1.
const ENTRIES = { 'fal-flux': falFlux, 'fal-sdxl': falSdxl };
type FalImage = keyof typeof ENTRIES;

const REQUEST: ImageRequest = {
  prompt: 'A forge at dawn.',
  negativePrompt: 'text',
  width: 1280,
  height: 720,
  seed: 0,
};
const QUEUED = {
  status: 'IN_QUEUE',
  request_id: 'r-1',
  status_url: 'https://queue.fal.run/fal-ai/flux/requests/r-1/status',
  response_url: 'https://queue.fal.run/fal-ai/flux/requests/r-1',
  cancel_url: 'https://queue.fal.run/fal-ai/flux/requests/r-1/cancel',
};
const HANDLE = {
  model: 'fal-ai/flux/dev',
  requestId: 'r-1',
  statusPath: '/fal-ai/flux/requests/r-1/status',
  responsePath: '/fal-ai/flux/requests/r-1',
  cancelPath: '/fal-ai/flux/requests/r-1/cancel',
};
const PICTURE = { images: [{ url: 'https://v3.fal.media/files/a.jpg' }], seed: 0, has_nsfw_concepts: [false] };

function adapter(vendor: FakeVendor, model?: string, changes: Partial<ImageProviderConfig> = {}): BaseImageProvider {
  const provider = model?.includes('sdxl') ? 'fal-sdxl' : 'fal-flux';
  return make(provider, { apiKey: CANARY_KEY, ...(model === undefined ? {} : { model }), ...changes }, vendor.context);
}

function make(
  provider: FalImage,
  config: Omit<ImageProviderConfig, 'provider'>,
  context: FakeVendor['context'],
): BaseImageProvider {
  return adapterOf(ENTRIES[provider], { provider, ...config }, context);
}

for (const [provider, model] of [
  ['fal-flux', 'flux/dev'],
  ['fal-flux', 'flux-pro/kontext'],
  ['fal-flux', 'flux-2'],
  ['fal-flux', 'flux-2-pro'],
  ['fal-sdxl', 'fast-sdxl'],
] as const) {
  describeMediaContract<ImageRequest>({
    name: `${provider} ${model}`,
    vendor: 'fal',
    kind: 'image',
    make: (config, context) => make(provider, { ...config, model }, context),
    request: REQUEST,
    keepsZeroAndFalse: (body) => expect(body).toMatchObject({ seed: 0 }),
    forgetsAfterSeconds: 3600,
  });
}

/** The one submission an adapter makes of a request. */
async function submitted(model: string | undefined, changes: Partial<ImageRequest> = {}, publicUrl = false) {
  const vendor = fakeVendor([{ json: QUEUED }], { publicUrl });
  await adapter(vendor, model).generate({ ...REQUEST, ...changes });
  expect(vendor.requests).toHaveLength(1);
  const [request] = vendor.requests;
  return { url: request?.url, headers: request?.headers, body: request?.body };
}

describe('what is asked of each model (llm-image §3.2)', () => {
  const size = { prompt: 'A forge at dawn.', image_size: { width: 1280, height: 720 }, seed: 0, output_format: 'jpeg' };
  const ratio = { prompt: 'A forge at dawn.', aspect_ratio: '16:9', seed: 0, output_format: 'jpeg' };
  const [one, two] = ['data:image/jpeg;base64,/9gBAQEB/9k=', 'data:image/jpeg;base64,/9gCAgIC/9k='];
  const both = ['p/image-1', 'p/image-2'];

  test.each<[string, string[], string, object]>([
    ['flux/dev', both, 'fal-ai/flux/dev', size],
    ['flux/schnell', [], 'fal-ai/flux/schnell', size],
    ['flux-pro/v1.1', [], 'fal-ai/flux-pro/v1.1', size],
    ['flux-pro/v1.1-ultra', [], 'fal-ai/flux-pro/v1.1-ultra', ratio],
    ['flux-pro/v1.1-ultra', both, 'fal-ai/flux-pro/v1.1-ultra', { ...ratio, image_url: one }],
    ['flux-pro/kontext', [], 'fal-ai/flux-pro/kontext/text-to-image', ratio],
    ['flux-pro/kontext', ['p/image-1'], 'fal-ai/flux-pro/kontext', { ...ratio, image_url: one }],
    ['flux-pro/kontext', both, 'fal-ai/flux-pro/kontext/multi', { ...ratio, image_urls: [one, two] }],
    ['flux-2', [], 'fal-ai/flux-2', size],
    ['flux-2', both, 'fal-ai/flux-2/edit', { ...size, image_urls: [one, two] }],
    ['flux-2-pro', both, 'fal-ai/flux-2-pro/edit', { ...size, image_urls: [one, two] }],
    ['flux-3', [], 'blackforestlabs/flux-3/text-to-image', { prompt: 'A forge at dawn.', aspect_ratio: '16:9' }],
    [
      'flux-3',
      both,
      'blackforestlabs/flux-3/edit-image',
      { prompt: 'A forge at dawn.', aspect_ratio: '16:9', image_urls: [one, two] },
    ],
  ])('%s with references %j', async (model, referenceImages, endpoint, input) => {
    const { url, body } = await submitted(model, { referenceImages });
    expect(url).toBe(`https://queue.fal.run/${endpoint}`);
    expect(body).toEqual(input);
  });

  test('SDXL takes what must not be seen, and has its own name for the format', async () => {
    const input = { prompt: 'A forge at dawn.', negative_prompt: 'text', format: 'jpeg', seed: 0 };
    expect((await submitted('fast-sdxl')).body).toEqual({ ...input, image_size: { width: 1280, height: 720 } });
    const { url, body } = await submitted('fast-sdxl', { referenceImages: both });
    expect(url).toBe('https://queue.fal.run/fal-ai/fast-sdxl/image-to-image');
    expect(body).toMatchObject({ ...input, image_url: one });
  });

  test('the default, an endpoint id and a model nobody here knows', async () => {
    expect((await submitted(undefined)).url).toBe('https://queue.fal.run/fal-ai/flux/dev');
    expect((await submitted('fal-ai/flux-2/edit-of-a-kind')).url).toBe(
      'https://queue.fal.run/fal-ai/flux-2/edit-of-a-kind',
    );
    const known = await submitted('fal-ai/flux-pro/kontext');
    expect(known).toMatchObject({ url: 'https://queue.fal.run/fal-ai/flux-pro/kontext/text-to-image', body: ratio });
  });

  test.each([
    [1280, 720, '16:9'],
    [720, 1280, '9:16'],
    [720, 720, '1:1'],
    [1920, 1080, '16:9'],
  ])('%i×%i is %s', async (width, height, aspect_ratio) => {
    expect((await submitted('flux-pro/kontext', { width, height })).body).toMatchObject({ aspect_ratio });
  });

  test('pictures go by their public address where the server has one', async () => {
    const { body } = await submitted('flux-2', { referenceImages: ['p/image-1'] }, true);
    expect(body).toMatchObject({ image_urls: ['https://p2v.example/media/p/image-1?signature=s'] });
  });
});

describe('a submission (video §1.1 Submit, Headers)', () => {
  test('switches the vendor’s own retries and fallbacks off, and names where to call', async () => {
    const webhookUrl = 'https://p2v.example/api/webhooks/j/t/0?x=1';
    const submission = { id: 's', startedAt: 0, webhookUrl };
    const { url, headers } = await submitted('flux/dev', { submission });
    expect(new URL(url ?? '').searchParams.get('fal_webhook')).toBe(webhookUrl);
    expect(headers).toMatchObject({
      authorization: `Key ${CANARY_KEY}`,
      'x-fal-no-retry': '1',
      'x-app-fal-disable-fallback': 'true',
    });
  });

  test('keeps the paths it is given, but none that lead elsewhere', async () => {
    const elsewhere = { ...QUEUED, status_url: 'https://queue.fal.run.evil.example/steal', response_url: null };
    const vendor = fakeVendor([
      { json: { ...QUEUED, cancel_url: 'https://queue.fal.run/other/way/c' } },
      { json: elsewhere },
    ]);
    const fal = adapter(vendor);
    expect((await fal.generate(REQUEST)).handle).toEqual({ ...HANDLE, cancelPath: '/other/way/c' });
    expect((await fal.generate(REQUEST)).handle).toEqual(HANDLE);
  });

  test('an id that is no path stays inside the queue', async () => {
    const { url } = await submitted('../../v1/keys?x=1#y');
    expect(new URL(url ?? '').origin).toBe('https://queue.fal.run');
    expect(url).toBe('https://queue.fal.run/../../v1/keys%3Fx%3D1%23y'.replace('/../..', ''));
  });

  test.each<[string, ScriptedAnswer, object]>([
    [
      'a locked account',
      { status: 403, json: { detail: 'User is locked. Reason: Exhausted balance.' } },
      { code: 'quota' },
    ],
    ['a forbidden model', { status: 403, json: { detail: 'Access denied' } }, { code: 'auth' }],
    ['an unknown model', { status: 404, json: { detail: 'Application not found' } }, { code: 'unsupported' }],
    [
      'content',
      { status: 422, json: { detail: [{ loc: ['body'], msg: 'Flagged', type: 'content_policy_violation' }] } },
      { code: 'content_rejected' },
    ],
    [
      'a small picture',
      { status: 422, json: { detail: [{ loc: ['body'], msg: 'Too small', type: 'image_too_small' }] } },
      { code: 'invalid_input' },
    ],
    [
      'a start that took too long',
      { status: 504, json: { detail: 'late', error_type: 'request_timeout' } },
      { code: 'outcome_unknown' },
    ],
  ])('is refused for %s', async (_name, answer, expected) => {
    const vendor = fakeVendor([answer]);
    const error = await refusal(adapter(vendor).generate(REQUEST));
    expect(error).toMatchObject(expected);
    expect(vendor.requests).toHaveLength(1);
  });
});

describe('a finished request (video §1.1 Poll, Result, Errors)', () => {
  const ask = (...answers: ScriptedAnswer[]) => adapter(fakeVendor(answers)).checkStatus(HANDLE);
  const DONE = { json: { status: 'COMPLETED' } };

  test('costs the units it names times the price fal states, asked once a day', async () => {
    const vendor = fakeVendor([
      DONE,
      { headers: { 'x-fal-billable-units': '2.5' }, json: PICTURE },
      {
        json: { prices: [{ endpoint_id: 'fal-ai/flux/dev', unit_price: 0.025, unit: 'megapixels', currency: 'USD' }] },
      },
      DONE,
      { headers: { 'x-fal-billable-units': '0' }, json: PICTURE },
    ]);
    const fal = adapter(vendor, 'flux/dev', { apiKey: 'price-list-key-of-one-test' });
    expect(await fal.checkStatus(HANDLE)).toEqual({
      status: 'completed',
      handle: HANDLE,
      outputs: [{ url: 'https://v3.fal.media/files/a.jpg' }],
      costUsd: 0.0625,
    });
    expect(await fal.checkStatus(HANDLE)).toMatchObject({ status: 'completed', costUsd: 0 });
    expect(vendor.requests[2]?.url).toBe('https://api.fal.ai/v1/models/pricing?endpoint_id=fal-ai%2Fflux%2Fdev');
  });

  test('is never lost over its price', async () => {
    const unpriced = await ask(DONE, { json: PICTURE });
    expect(unpriced).toMatchObject({ status: 'completed' });
    expect(unpriced).not.toHaveProperty('costUsd');
    const answer = { headers: { 'x-fal-billable-units': '1' }, json: PICTURE };
    const vendor = fakeVendor([DONE, answer, { status: 500 }]);
    const fal = adapter(vendor, 'flux/dev', { apiKey: 'price-list-key-of-another-test' });
    expect(await fal.checkStatus(HANDLE)).not.toHaveProperty('costUsd');
  });

  test('with a flagged picture is refused content, and was paid for', async () => {
    const response = await ask(DONE, { json: { ...PICTURE, has_nsfw_concepts: [true] } });
    expect(response).toMatchObject({ status: 'failed', error: { code: 'content_rejected' } });
    expect(response).not.toHaveProperty('charged');
  });

  test.each<[string, ScriptedAnswer, string, boolean | undefined]>([
    [
      'content_policy_violation',
      { status: 422, json: detail('content_policy_violation') },
      'content_rejected',
      undefined,
    ],
    ['image_load_error', { status: 422, json: detail('image_load_error') }, 'invalid_input', undefined],
    ['no_media_generated', { status: 422, json: detail('no_media_generated') }, 'bad_response', undefined],
    ['generation_timeout', { status: 504, json: detail('generation_timeout') }, 'timeout', false],
    ['internal_server_error', { status: 500, json: detail('internal_server_error') }, 'unavailable', false],
    [
      'runner_disconnected',
      { status: 503, json: { detail: 'x', error_type: 'runner_disconnected' } },
      'unavailable',
      false,
    ],
    [
      'client_cancelled',
      { status: 499, json: { detail: 'x', error_type: 'client_cancelled' } },
      'cancelled',
      undefined,
    ],
    ['a code nobody knows', { status: 422, json: detail('something_new') }, 'invalid_input', undefined],
  ])('that failed with %s', async (_name, answer, code, charged) => {
    const response = await ask(DONE, answer);
    expect(response).toMatchObject({ status: 'failed', error: { code } });
    expect('charged' in response ? response.charged : undefined).toBe(charged);
  });

  test('whose error only the standing names', async () => {
    const standing = { json: { status: 'COMPLETED', error: 'The runner died', error_type: 'runner_disconnected' } };
    const response = await ask(standing, { status: 500, text: 'Internal Server Error' });
    expect(response).toMatchObject({ status: 'failed', error: { code: 'unavailable' }, charged: false });
  });

  test('that could not be fetched just now is asked for again', async () => {
    expect(await refusal(ask(DONE, { status: 502, text: '<html>' }))).toMatchObject({ code: 'unavailable' });
    expect(await ask(DONE, { status: 400, json: { detail: 'Request is still in progress' } })).toMatchObject({
      status: 'processing',
    });
    expect(await refusal(ask(DONE, { json: { images: [] } }))).toMatchObject({ code: 'bad_response' });
  });

  test('of which fal knows nothing any more', async () => {
    const gone = { status: 404, json: { detail: 'Not found' } };
    for (const response of [await ask(gone), await ask(DONE, gone)]) {
      expect(response).toMatchObject({ status: 'failed', error: { code: 'not_found' } });
    }
  });

  test('of a foreign handle is our own mistake', async () => {
    const error = await refusal(adapter(fakeVendor([])).checkStatus({ id: 'x' }));
    expect(error.code).toBe('internal');
  });
});

function detail(type: string): object {
  return { detail: [{ loc: ['body'], msg: 'It says why.', type, url: 'https://docs.fal.ai' }] };
}

describe('a lost submission (video §1.1 Idempotency)', () => {
  const submission = { id: 's', startedAt: Date.UTC(2026, 10, 25) };
  const item = (changes: object) => ({
    ...{ request_id: 'r-9', endpoint_id: 'fal-ai/flux/dev', sent_at: '2026-11-25T00:00:01Z' },
    json_input: {
      seed: 0,
      output_format: 'jpeg',
      image_size: { height: 720, width: 1280 },
      prompt: 'A forge at dawn.',
    },
    ...changes,
  });
  const find = (items: object[], next_cursor: string | null = null, more: ScriptedAnswer[] = []) => {
    const vendor = fakeVendor([{ json: { items, next_cursor, has_more: next_cursor !== null } }, ...more]);
    return { vendor, found: adapter(vendor).reconcile?.({ ...REQUEST, submission }) };
  };

  test('is the request with the same input, whatever the order of its fields, on whatever page', async () => {
    const second = { json: { items: [item({})], next_cursor: null } };
    const { vendor, found } = find([item({ json_input: { prompt: 'Another' } })], 'Mg==', [second]);
    expect(await found).toMatchObject({
      status: 'processing',
      handle: { ...HANDLE, requestId: 'r-9', ...pathsOf('r-9') },
    });
    const query = new URL(vendor.requests[1]?.url ?? '').searchParams;
    expect(Object.fromEntries(query)).toMatchObject({
      endpoint_id: 'fal-ai/flux/dev',
      expand: 'payloads',
      cursor: 'Mg==',
    });
  });

  test.each([
    ['another seed', { json_input: { ...item({}).json_input, seed: 1 } }],
    ['an older time', { sent_at: '2026-11-24T23:00:00Z' }],
    ['another model', { endpoint_id: 'fal-ai/flux/schnell' }],
    ['no payload', { json_input: undefined }],
  ])('is none with %s; it may still be running, so it is looked for again', async (_name, changes) => {
    const error = await refusal(Promise.resolve(find([item(changes)]).found));
    expect(error).toMatchObject({ code: 'outcome_unknown', details: { retryable: true } });
  });

  test('that is not there after hours is left to a person', async () => {
    const vendor = fakeVendor([{ json: { items: [], next_cursor: null } }], { now: submission.startedAt + 7_200_000 });
    const error = await refusal(Promise.resolve(adapter(vendor).reconcile?.({ ...REQUEST, submission })));
    expect(error).toMatchObject({ code: 'outcome_unknown', details: { retryable: false } });
  });
});

function pathsOf(id: string) {
  const responsePath = `/fal-ai/flux/requests/${id}`;
  return { responsePath, statusPath: `${responsePath}/status`, cancelPath: `${responsePath}/cancel` };
}

describe('prices and models', () => {
  const estimate = (model: string | undefined, width: number, height: number) =>
    adapter(fakeVendor([]), model).estimateCost(width, height);

  test('are estimated by begun megapixels or by the picture; unknown is null, never zero', () => {
    const price = (id: string) => falFlux.models.find((model) => model.id === id)?.prices[0]?.unitCostUsd ?? Number.NaN;
    expect(estimate('flux/dev', 1280, 720)).toBe(price('flux/dev'));
    expect(estimate('flux/dev', 1920, 1080)).toBeCloseTo(3 * price('flux/dev'));
    expect(estimate('flux-pro/kontext', 1920, 1080)).toBe(price('flux-pro/kontext'));
    expect(estimate('flux-2/turbo', 1280, 720)).toBeNull();
    expect(estimate('fast-sdxl', 1280, 720)).toBeNull();
    expect(estimate('fal-ai/some-new-model', 1280, 720)).toBeNull();
  });

  test('a model fal does not know is told before anything is paid', async () => {
    const vendor = fakeVendor([{ status: 404, json: { error: { type: 'not_found', message: 'No such endpoint' } } }]);
    expect(await adapter(vendor, 'fal-ai/flax').checkKey()).toMatchObject({
      status: 'unsupported',
      message: expect.stringContaining('fal-ai/flax'),
    });
  });
});
