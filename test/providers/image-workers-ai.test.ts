import { describe, expect, test } from 'vitest';
import type { ProviderContext } from '../../src/providers/base.ts';
import type { BaseImageProvider, ImageRequest } from '../../src/providers/image/base.ts';
import { workersAIImages } from '../../src/providers/image/workers-ai.ts';
import type { ImageProviderConfig } from '../../src/types/providers.ts';
import { describeMediaContract } from '../contract/media.ts';
import { adapterOf, CANARY_KEY, type FakeVendor, fakeVendor, refusal, type ScriptedAnswer } from './fake-vendor.ts';

// Answers are built from contracts/llm-image.md §2.5 and §3 and from workers-ai.derived.json.
const ACCOUNT = '0123456789abcdef0123456789abcdef';
const URL_OF = `https://api.cloudflare.com/client/v4/accounts/${ACCOUNT}/ai`;
const KLEIN = '@cf/black-forest-labs/flux-2-klein-4b';
const DEV = '@cf/black-forest-labs/flux-2-dev';
const SCHNELL = '@cf/black-forest-labs/flux-1-schnell';
const LUCID = '@cf/leonardo/lucid-origin';
const PHOENIX = '@cf/leonardo/phoenix-1.0';
const SDXL = '@cf/stabilityai/stable-diffusion-xl-base-1.0';
const REQUEST: ImageRequest = {
  prompt: 'A forge at dawn.',
  negativePrompt: 'text',
  width: 1280,
  height: 720,
  seed: 0,
};
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 7, 0xff, 0xd9]);
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PICTURE = { result: { image: JPEG.toString('base64') }, success: true, errors: [], messages: [] };

function make(config: Omit<ImageProviderConfig, 'provider'>, context: ProviderContext): BaseImageProvider {
  return adapterOf(workersAIImages, { provider: 'workers-ai', ...config }, context);
}

function adapter(vendor: FakeVendor, changes: Partial<ImageProviderConfig> = {}): BaseImageProvider {
  return make({ apiKey: CANARY_KEY, accountId: ACCOUNT, ...changes }, vendor.context);
}

for (const model of [KLEIN, LUCID, SDXL]) {
  describeMediaContract<ImageRequest>({
    name: `workers-ai ${model}`,
    vendor: 'workers-ai',
    kind: 'image',
    make: (config, context) => make({ ...config, accountId: ACCOUNT, model }, context),
    request: { ...REQUEST, referenceImages: ['p/image-1', 'p/image-2'] },
    synchronous: true,
    // A form has no numbers.
    keepsZeroAndFalse: (body) => expect(body).toMatchObject({ seed: model === KLEIN ? '0' : 0 }),
    leaveOut: {
      'a failure of the model': 'it is a 5xx, after which nobody knows (see “5xx leaves the outcome unknown”)',
      'a lost submission is found, or nobody knows': 'Cloudflare lists no pictures',
      'a submission that never arrived is not mistaken for another': 'Cloudflare lists no pictures',
      'a webhook is genuine only as it was signed, and only for a while': 'Cloudflare calls nobody about pictures',
    },
  });
}

/** The one submission an adapter makes of a request, and what it came to. */
async function submitted(
  model: string | undefined,
  changes: Partial<ImageRequest> = {},
  config: Partial<ImageProviderConfig> = {},
  answer: ScriptedAnswer = { json: PICTURE, headers: { 'content-type': 'application/json' } },
) {
  const vendor = fakeVendor([answer]);
  const made = adapter(vendor, { ...(model === undefined ? {} : { model }), ...config });
  const response = await made.generate({ ...REQUEST, ...changes });
  expect(vendor.requests).toHaveLength(1);
  const [request] = vendor.requests;
  return { url: request?.url, headers: request?.headers, body: request?.body, response };
}

describe('what is asked of each model (workers-ai.derived.json)', () => {
  const size = { width: 1280, height: 720 };

  test.each<[string, 'standard' | 'hd', object]>([
    [SCHNELL, 'standard', { prompt: 'A forge at dawn.', steps: 4 }],
    [SCHNELL, 'hd', { prompt: 'A forge at dawn.', steps: 8 }],
    [LUCID, 'standard', { prompt: 'A forge at dawn.', ...size, seed: 0, num_steps: 20 }],
    [PHOENIX, 'standard', { prompt: 'A forge at dawn.', ...size, seed: 0, num_steps: 25, negative_prompt: 'text' }],
    [SDXL, 'hd', { prompt: 'A forge at dawn.', ...size, seed: 0, num_steps: 20, negative_prompt: 'text' }],
    ['@cf/some/new-model', 'hd', { prompt: 'A forge at dawn.', ...size, seed: 0, negative_prompt: 'text' }],
  ])('%s in %s', async (model, quality, inputs) => {
    const { url, headers, body } = await submitted(model, {}, { quality });
    expect(url).toBe(`${URL_OF}/run/${model}`);
    expect(headers?.authorization).toBe(`Bearer ${CANARY_KEY}`);
    expect(body).toEqual(inputs);
  });

  test('FLUX.2 takes a form, and pictures in it', async () => {
    const plain = { prompt: 'A forge at dawn.', width: '1280', height: '720', seed: '0' };
    const { url, headers, body } = await submitted(undefined);
    expect(url).toBe(`${URL_OF}/run/${KLEIN}`);
    expect(headers?.['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(body).toEqual(plain);
    const referenceImages = Array<string>(5).fill('p/image-1');
    const picture = { mediaType: 'image/jpeg', base64: '/9gBAQEB/9k=' };
    expect((await submitted(DEV, { referenceImages })).body).toEqual({
      ...{ ...plain, steps: '25' },
      ...{ input_image_0: picture, input_image_1: picture, input_image_2: picture, input_image_3: picture },
    });
  });
});

describe('what is answered', () => {
  const output = async (answer: ScriptedAnswer, model = LUCID) => {
    const { response } = await submitted(model, {}, {}, answer);
    return response.status === 'completed' ? response.outputs[0] : response;
  };
  const json = (body: object) => ({ json: body, headers: { 'content-type': 'application/json; charset=utf-8' } });

  test('a picture in JSON, as an object or alone', async () => {
    const jpeg = { bytes: new Uint8Array(JPEG), mediaType: 'image/jpeg' };
    expect(await output(json(PICTURE))).toEqual(jpeg);
    expect(await output(json({ ...PICTURE, result: JPEG.toString('base64') }))).toEqual(jpeg);
  });

  test.each<[string, object]>([
    ['no picture', { ...PICTURE, result: {} }],
    ['no base64', { ...PICTURE, result: { image: '!!' } }],
    ['something else', { ...PICTURE, result: { image: Buffer.from('<html>').toString('base64') } }],
  ])('%s: it may have been charged all the same', async (_name, body) => {
    expect(await refusal(output(json(body)))).toMatchObject({ code: 'outcome_unknown' });
  });

  // The numbers and their statuses are those of error_codes_to_http.
  test.each<[number, number, string]>([
    [400, 5004, 'invalid_input'],
    [400, 3003, 'invalid_input'],
    [400, 3039, 'invalid_input'],
    [400, 5007, 'unsupported'],
    [404, 3042, 'unsupported'],
    [403, 5018, 'unsupported'],
    [403, 5016, 'unsupported'],
    [403, 3023, 'auth'],
    [413, 3006, 'too_large'],
    [429, 3036, 'quota'],
    [429, 3040, 'rate_limit'],
    [408, 3007, 'outcome_unknown'],
    [408, 3008, 'outcome_unknown'],
    [400, 3030, 'content_rejected'],
    [401, 10_000, 'auth'],
    [500, 1000, 'outcome_unknown'],
  ])('%i with %i is %s', async (status, code, expected) => {
    const body = { result: null, success: false, errors: [{ code, message: `Said to ${CANARY_KEY}` }], messages: [] };
    const error = await refusal(output({ status, json: body }));
    expect(error.code).toBe(expected);
    expect(error.message).not.toContain(CANARY_KEY);
  });

  test('there is nothing to ask about afterwards', async () => {
    const response = await adapter(fakeVendor([])).checkStatus({});
    expect(response).toMatchObject({ status: 'failed', error: { code: 'not_found' } });
  });
});

describe('the Worker’s own binding', () => {
  type Run = NonNullable<ProviderContext['ai']>['run'];
  const bound = (run: Run, model: string) => make({ model }, { ...fakeVendor([]).context, ai: { run } });
  const failing = (message: string) => bound(() => Promise.reject(new Error(message)), LUCID).generate(REQUEST);

  test('runs with plain inputs, and gives an object', async () => {
    const seen: unknown[] = [];
    const run: Run = async (model, inputs) => {
      seen.push([model, inputs]);
      return { image: JPEG.toString('base64') };
    };
    expect(await bound(run, SCHNELL).generate(REQUEST)).toMatchObject({
      status: 'completed',
      outputs: [{ mediaType: 'image/jpeg' }],
    });
    expect(seen).toEqual([[SCHNELL, { prompt: 'A forge at dawn.', steps: 4 }]]);
  });

  test('gives a stream of bytes', async () => {
    const run: Run = async () => new Blob([new Uint8Array(PNG)]).stream();
    expect(await bound(run, SDXL).generate(REQUEST)).toMatchObject({
      outputs: [{ bytes: new Uint8Array(PNG), mediaType: 'image/png' }],
    });
  });

  test('takes a form as a stream with its boundary', async () => {
    const run: Run = async (_model, inputs) => {
      const { multipart } = inputs as { multipart: { body: ReadableStream<Uint8Array>; contentType: string } };
      const form = await new Response(multipart.body, {
        headers: { 'content-type': multipart.contentType },
      }).formData();
      expect([...form.keys()]).toEqual(['prompt', 'width', 'height', 'seed', 'input_image_0']);
      return { image: JPEG.toString('base64') };
    };
    const response = await bound(run, KLEIN).generate({ ...REQUEST, referenceImages: ['p/image-1'] });
    expect(response.status).toBe('completed');
  });

  test.each([
    ['5007: No such model', 'unsupported'],
    ['3036: You have used up your daily free allocation', 'quota'],
    ['3040: Capacity temporarily exceeded', 'rate_limit'],
    ['3030: Input prompt contains unsafe content', 'content_rejected'],
    ['something broke', 'outcome_unknown'],
  ])('an error “%s” is %s', async (message, code) => {
    expect((await refusal(failing(message))).code).toBe(code);
  });

  test('is missing where neither key nor binding is there', async () => {
    expect((await refusal(make({}, fakeVendor([]).context).generate(REQUEST))).code).toBe('unsupported');
    expect(await make({}, fakeVendor([]).context).checkKey()).toMatchObject({ status: 'unsupported' });
  });
});

describe('prices (the models’ pages)', () => {
  const estimate = (model: string | undefined, quality: 'standard' | 'hd', width: number, height: number) =>
    adapter(fakeVendor([]), { quality, ...(model ? { model } : {}) }).estimateCost(width, height);

  test.each<[string | undefined, 'standard' | 'hd', number | null]>([
    // 3 × 2 tiles of 512 × 512.
    [undefined, 'standard', 6 * 0.000287],
    [DEV, 'standard', 6 * 25 * 0.00041],
    // Always 1024 × 1024.
    [SCHNELL, 'hd', 4 * 0.0000528 + 8 * 0.0001056],
    [LUCID, 'standard', 6 * 0.007 + 20 * 0.00013],
    [PHOENIX, 'standard', null],
    ['@cf/some/new-model', 'standard', null],
  ])('%s in %s', (model, quality, usd) => {
    const found = estimate(model, quality, 1280, 720);
    if (usd === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(usd, 5);
  });

  test('of reference pictures, a tile each', () => {
    const price = (id: string, quality: string) =>
      workersAIImages.models
        .find((model) => model.id === id)
        ?.prices.find(({ unit, when }) => unit === 'reference' && when?.quality === quality)?.unitCostUsd;
    expect(price(KLEIN, 'standard')).toBe(0.000059);
    expect(price(DEV, 'standard')).toBeCloseTo(25 * 0.00021);
    expect(price(DEV, 'hd')).toBeCloseTo(50 * 0.00021);
  });

  test('are the catalogue’s', () => {
    const row = workersAIImages.models[0]?.prices.find(({ when }) => when?.resolution === '1920x1080');
    expect(estimate(undefined, 'standard', 1920, 1080)).toBe(row?.unitCostUsd);
  });
});
