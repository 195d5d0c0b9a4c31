import { describe, expect, test } from 'vitest';
import type { BaseImageProvider, ImageRequest } from '../../src/providers/image/base.ts';
import { stability } from '../../src/providers/image/stability.ts';
import type { ImageProviderConfig } from '../../src/types/providers.ts';
import { describeMediaContract } from '../contract/media.ts';
import { adapterOf, CANARY_KEY, type FakeVendor, fakeVendor, refusal, type ScriptedAnswer } from './fake-vendor.ts';

// Built from contracts/llm-image.md §3 (overview) and §3.6, and stability.v2beta.derived.json.
const REQUEST: ImageRequest = { prompt: 'A forge at dawn.', negativePrompt: 'text', width: 1280, height: 720, seed: 7 };
const JPEG = Buffer.from([0xff, 0xd8, 7, 7, 0xff, 0xd9]);
const PICTURE = { image: JPEG.toString('base64'), seed: 7, finish_reason: 'SUCCESS' };
/** `p/image-1` as a part of a form. */
const FIRST = { mediaType: 'image/jpeg', base64: '/9gBAQEB/9k=' };

function make(context: FakeVendor['context'], changes: Partial<ImageProviderConfig> = {}): BaseImageProvider {
  return adapterOf(stability, { apiKey: CANARY_KEY, ...changes, provider: 'stability' }, context);
}

for (const [model, referenceImages] of [
  ['core', []],
  ['ultra', ['p/image-1']],
  ['sd3.5-medium', []],
  ['sd3.5-large', ['p/image-1']],
] as const) {
  describeMediaContract<ImageRequest>({
    name: `stability ${model}${referenceImages.length > 0 ? ' over a picture' : ''}`,
    vendor: 'stability',
    kind: 'image',
    make: (config, context) => make(context, { ...config, model }),
    request: { ...REQUEST, seed: 0, referenceImages: [...referenceImages] },
    // 0 would mean any seed, so it is sent as one that means itself.
    keepsZeroAndFalse: (body) => expect(body).toMatchObject({ seed: '4294967294' }),
    synchronous: true,
    leaveOut: {
      'a failure of the model': 'it is a 5xx, after which nobody knows (see “5xx leaves the outcome unknown”)',
      'a lost submission is found, or nobody knows': 'Stability lists no pictures',
      'a submission that never arrived is not mistaken for another': 'Stability lists no pictures',
      'a webhook is genuine only as it was signed, and only for a while': 'Stability calls nobody',
    },
  });
}

async function submitted(config: Partial<ImageProviderConfig>, changes: Partial<ImageRequest> = {}) {
  const vendor = fakeVendor([{ json: PICTURE }]);
  const response = await make(vendor.context, config).generate({ ...REQUEST, ...changes });
  expect(vendor.requests).toHaveLength(1);
  const [request] = vendor.requests;
  return { url: request?.url, headers: request?.headers, body: request?.body, response };
}

describe('what is asked of each service', () => {
  const common = { prompt: 'A forge at dawn.', negative_prompt: 'text', seed: '7', output_format: 'jpeg' };
  const flat = { ...common, aspect_ratio: '16:9' };
  const over = { image: FIRST, strength: '0.7' };
  const both = ['p/image-1', 'p/image-2'];

  test.each<[string, string[], string, object]>([
    ['core', [], 'core', flat],
    ['core', both, 'core', flat],
    ['ultra', [], 'ultra', flat],
    ['ultra', both, 'ultra', { ...flat, ...over }],
    ['sd3.5-large', [], 'sd3', { ...flat, model: 'sd3.5-large', mode: 'text-to-image' }],
    ['sd3.5-large-turbo', [], 'sd3', { ...flat, model: 'sd3.5-large-turbo', mode: 'text-to-image' }],
    ['sd3.5-medium', both, 'sd3', { ...common, ...over, model: 'sd3.5-medium', mode: 'image-to-image' }],
    ['sd3.5-flash', [], 'sd3', { ...flat, model: 'sd3.5-flash', mode: 'text-to-image' }],
    ['sd3', [], 'sd3', { ...flat, model: 'sd3.5-large', mode: 'text-to-image' }],
  ])('%s with references %j', async (model, referenceImages, service, fields) => {
    const { url, headers, body } = await submitted({ model }, { referenceImages });
    expect(url).toBe(`https://api.stability.ai/v2beta/stable-image/generate/${service}`);
    expect(headers).toMatchObject({ authorization: `Bearer ${CANARY_KEY}`, accept: 'application/json' });
    expect(headers?.['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(body).toEqual(fields);
  });

  test('every row of the catalogue is among them; the default is core', async () => {
    expect(stability.models).toHaveLength(6);
    expect((await submitted({})).url).toMatch(/\/core$/);
  });

  test('a named style is passed on', async () => {
    expect((await submitted({ style: 'cinematic' })).body).toMatchObject({ style_preset: 'cinematic' });
  });

  test.each([
    [0, '4294967294'],
    [1, '1'],
    [4_294_967_294, '4294967293'],
    [4_294_967_295, '4294967293'],
  ])('the seed %i is sent as %s: 0 would mean any, and none is larger', async (seed, sent) => {
    expect((await submitted({}, { seed })).body).toMatchObject({ seed: sent });
  });

  test.each([
    [720, 1280, '9:16'],
    [720, 720, '1:1'],
  ])('%i×%i is %s', async (width, height, aspect_ratio) => {
    expect((await submitted({}, { width, height })).body).toMatchObject({ aspect_ratio });
  });

  test('a model it does not have is refused with those it has', () => {
    expect(() => make(fakeVendor([]).context, { model: 'sdxl' })).toThrow(/"sdxl".*core, ultra, sd3\.5-large/);
  });
});

describe('what is answered', () => {
  const ask = (answer: ScriptedAnswer) => make(fakeVendor([answer]).context).generate(REQUEST);

  test('the picture itself; nobody says what it cost', async () => {
    expect((await submitted({})).response).toEqual({
      status: 'completed',
      handle: {},
      outputs: [{ bytes: new Uint8Array(JPEG), mediaType: 'image/jpeg' }],
    });
  });

  test('a filtered picture is refused content, and may be charged', async () => {
    const response = await ask({ json: { ...PICTURE, finish_reason: 'CONTENT_FILTERED' } });
    expect(response).toMatchObject({ status: 'failed', error: { code: 'content_rejected' } });
    expect(response).not.toHaveProperty('charged');
  });

  const error = (status: number, name: string) => ({ status, json: { id: 'x', name, errors: ['It says why.'] } });
  test.each<[ScriptedAnswer, string]>([
    [error(400, 'bad_request'), 'invalid_input'],
    [error(402, 'payment_required'), 'quota'],
    [error(403, 'content_moderation'), 'content_rejected'],
    [error(403, 'forbidden'), 'auth'],
    [error(413, 'payload_too_large'), 'too_large'],
    [error(422, 'public_figure'), 'content_rejected'],
    [error(422, 'invalid_language'), 'invalid_input'],
    [error(429, 'rate_limit_exceeded'), 'rate_limit'],
    [error(500, 'internal_error'), 'outcome_unknown'],
    [{ status: 401, json: { id: 'x', name: 'unauthorized', message: 'It says why.' } }, 'auth'],
    [{ status: 404, json: { id: 'x', name: 'not_found', message: 'It says why.' } }, 'unsupported'],
  ])('%j is %s', async (answer, code) => {
    const thrown = await refusal(ask(answer));
    expect(thrown.code).toBe(code);
    expect(thrown.message).toContain('It says why.');
  });

  test('who asks too often waits for the minute the vendor shuts out, unless it names another time', async () => {
    expect((await refusal(ask(error(429, 'rate_limit_exceeded')))).details.retryAfterMs).toBe(60_000);
    const told = { ...error(429, 'rate_limit_exceeded'), headers: { 'retry-after': '5' } };
    expect((await refusal(ask(told))).details.retryAfterMs).toBe(5_000);
  });

  test('a picture that cannot be read may have been charged', async () => {
    expect(await refusal(ask({ json: { ...PICTURE, image: '%%%' } }))).toMatchObject({ code: 'outcome_unknown' });
  });

  test('an account without credits is told before anything is paid', async () => {
    const vendor = fakeVendor([{ json: { credits: 0 } }, { json: { credits: 0.5 } }]);
    const adapter = make(vendor.context);
    expect(await adapter.checkKey()).toMatchObject({ status: 'no_credit' });
    expect(await adapter.checkKey()).toMatchObject({ status: 'valid' });
    expect(vendor.requests[0]).toMatchObject({ method: 'GET', url: 'https://api.stability.ai/v1/user/balance' });
  });
});

test('a picture costs its credits', () => {
  const estimate = (model: string) => make(fakeVendor([]).context, { model }).estimateCost(1920, 1080);
  expect(['core', 'ultra', 'sd3.5-large', 'sd3.5-large-turbo', 'sd3.5-medium', 'sd3.5-flash'].map(estimate)).toEqual([
    0.03, 0.08, 0.065, 0.04, 0.035, 0.025,
  ]);
});
