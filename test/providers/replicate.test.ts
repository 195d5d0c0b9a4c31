import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { BaseImageProvider, ImageRequest } from '../../src/providers/image/base.ts';
import { replicateImageEntry } from '../../src/providers/image/replicate.ts';
import type { BaseVideoProvider, VideoRequest } from '../../src/providers/video/base.ts';
import { replicateVideo } from '../../src/providers/video/replicate.ts';
import type { ImageProviderConfig, VideoFields, VideoProviderConfig } from '../../src/types/providers.ts';
import { describeMediaContract } from '../contract/media.ts';
import { adapterOf, CANARY_KEY, type FakeVendor, fakeVendor, refusal, type ScriptedAnswer } from './fake-vendor.ts';
import { clipRequest, FIRST_FRAME, LAST_FRAME } from './video-support.ts';

// Answers are built from contracts/llm-image.md §3.3 and contracts/video-compile-audio.md §1.8.
const REQUEST: ImageRequest = { prompt: 'A forge at dawn.', negativePrompt: 'text', width: 1280, height: 720, seed: 0 };
const VERSION = '9dcd6d78e7c6560c340d916fe32e9f24aabfa331e5cce95fe31f77fb03121426';
const FIELDS: VideoFields = {
  ...{ startImage: 'start_image', endImage: 'end_image', prompt: 'prompt', duration: 'duration' },
  ...{ durationFormat: 'number', aspectRatio: 'aspect_ratio', seed: 'seed', audio: 'generate_audio' },
};
const KLING = { model: 'kwaivgi/kling-v2.1', fields: FIELDS };
const STARTING = { id: 'p-1', status: 'starting', output: null, error: null };
const HANDLE = { id: 'p-1' };

function image(context: FakeVendor['context'], changes: Partial<ImageProviderConfig> = {}): BaseImageProvider {
  return adapterOf(replicateImageEntry, { apiKey: CANARY_KEY, ...changes, provider: 'replicate' }, context);
}
function video(context: FakeVendor['context'], changes: Partial<VideoProviderConfig> = KLING): BaseVideoProvider {
  return adapterOf(replicateVideo, { apiKey: CANARY_KEY, ...changes, provider: 'replicate' }, context);
}

for (const model of ['flux-dev', 'flux-2-pro', 'flux-kontext-pro', `someone/drawing-model:${VERSION}`]) {
  describeMediaContract<ImageRequest>({
    name: `replicate ${model}`,
    vendor: 'replicate',
    kind: 'image',
    make: (config, context) => image(context, { ...config, model }),
    request: REQUEST,
    keepsZeroAndFalse: (body) => expect(body).toMatchObject({ input: { seed: 0 } }),
    forgetsAfterSeconds: 3600,
  });
}
describeMediaContract<VideoRequest>({
  name: 'replicate kwaivgi/kling-v2.1',
  vendor: 'replicate',
  kind: 'video',
  make: (config, context) => video(context, { ...KLING, ...config }),
  request: clipRequest(),
  keepsZeroAndFalse: (body) => expect(body).toMatchObject({ input: { seed: 0, generate_audio: false } }),
  forgetsAfterSeconds: 3600,
});

describe('what is asked of each model', () => {
  const common = { prompt: 'A forge at dawn.', aspect_ratio: '16:9', seed: 0, output_format: 'jpg' };
  const both = ['p/image-1', 'p/image-2'];

  test.each<[string, string[], object]>([
    ['flux-dev', both, common],
    ['flux-schnell', [], common],
    ['flux-1.1-pro', [], common],
    ['flux-kontext-pro', [], common],
    ['flux-kontext-max', both, { ...common, input_image: FIRST_FRAME }],
    ['flux-2-pro', [], { ...common, resolution: '1 MP' }],
    ['flux-2-pro', both, { ...common, resolution: '1 MP', input_images: [FIRST_FRAME, LAST_FRAME] }],
    ['flux-2-flex', both, { ...common, resolution: '1 MP', input_images: [FIRST_FRAME, LAST_FRAME] }],
  ])('%s with references %j', async (model, referenceImages, input) => {
    const vendor = fakeVendor([{ status: 201, json: STARTING }]);
    await image(vendor.context, { model }).generate({ ...REQUEST, referenceImages });
    expect(vendor.requests).toHaveLength(1);
    expect(vendor.requests[0]).toMatchObject({
      method: 'POST',
      url: `https://api.replicate.com/v1/models/black-forest-labs/${model}/predictions`,
      body: { input },
    });
    expect(vendor.requests[0]?.headers).not.toHaveProperty('prefer');
  });

  test('every row of the catalogue is among them, and the size follows the film', async () => {
    expect(replicateImageEntry.models).toHaveLength(7);
    const vendor = fakeVendor([{ json: STARTING }]);
    const flux2 = image(vendor.context, { model: 'black-forest-labs/flux-2-pro' });
    await flux2.generate({ ...REQUEST, width: 1080, height: 1920 });
    expect(vendor.requests[0]?.body).toMatchObject({ input: { aspect_ratio: '9:16', resolution: '2 MP' } });
  });

  test('of ten references that are given, no more than the model takes', async () => {
    const vendor = fakeVendor([{ json: STARTING }]);
    const referenceImages = Array.from({ length: 10 }, () => 'p/image-1');
    await image(vendor.context, { model: 'flux-2-pro' }).generate({ ...REQUEST, referenceImages });
    expect(vendor.requests[0]?.body).toMatchObject({ input: { input_images: Array(8).fill(FIRST_FRAME) } });
  });

  const describedBy = (properties: object, more: object = {}) => ({
    json: { is_official: true, latest_version: described(properties, more) },
  });
  const described = (properties: object, more: object = {}) => ({
    openapi_schema: { components: { schemas: { Input: { properties }, ...more } } },
  });

  test('a model without a row is asked by its own description, read once', async () => {
    const ratios = { aspect_ratio: { type: 'string', enum: ['1:1', '21:9', '3:2', 'custom'] } };
    const reference = { allOf: [{ $ref: '#/components/schemas/aspect_ratio' }] };
    const inputs = {
      prompt: {},
      negative_prompt: {},
      aspect_ratio: reference,
      output_format: { enum: ['png', 'webp'] },
    };
    const vendor = fakeVendor([describedBy(inputs, ratios), { json: STARTING }, { json: STARTING }]);
    const adapter = image(vendor.context, { model: 'one/described', apiKey: 'key-of-one-described' });
    await adapter.generate(REQUEST);
    await adapter.generate(REQUEST);
    expect(vendor.requests.map(({ method, url }) => [method, url])).toEqual([
      ['GET', 'https://api.replicate.com/v1/models/one/described'],
      ['POST', 'https://api.replicate.com/v1/models/one/described/predictions'],
      ['POST', 'https://api.replicate.com/v1/models/one/described/predictions'],
    ]);
    expect(vendor.requests[1]?.body).toEqual({
      input: { prompt: 'A forge at dawn.', negative_prompt: 'text', aspect_ratio: '3:2', output_format: 'png' },
    });
  });

  test('one that takes its size in pixels gets it', async () => {
    const inputs = { prompt: {}, width: {}, height: {}, seed: {}, num_outputs: {} };
    const vendor = fakeVendor([{ json: described(inputs) }, { json: STARTING }]);
    await image(vendor.context, { model: `two/described:${VERSION}` }).generate(REQUEST);
    expect(vendor.requests[0]?.url).toBe(`https://api.replicate.com/v1/models/two/described/versions/${VERSION}`);
    expect(vendor.requests[1]).toMatchObject({
      url: 'https://api.replicate.com/v1/predictions',
      body: {
        version: `two/described:${VERSION}`,
        input: { prompt: 'A forge at dawn.', width: 1280, height: 720, seed: 0, num_outputs: 1 },
      },
    });
  });

  test('one without a description gets prompt and seed only; one that takes no prompt is refused unpaid', async () => {
    const bare = fakeVendor([
      { json: { is_official: true, latest_version: { openapi_schema: true } } },
      { json: STARTING },
    ]);
    await image(bare.context, { model: 'three/bare' }).generate(REQUEST);
    expect(bare.requests[1]?.body).toEqual({ input: { prompt: 'A forge at dawn.', seed: 0 } });
    const blind = fakeVendor([describedBy({ image: {} })]);
    const error = await refusal(image(blind.context, { model: 'four/upscaler' }).generate(REQUEST));
    expect(error).toMatchObject({ code: 'unsupported' });
    expect(blind.requests).toHaveLength(1);
  });

  test('one that is not official says that it needs a version', async () => {
    const vendor = fakeVendor([{ json: { is_official: false, latest_version: {} } }]);
    const error = await refusal(image(vendor.context, { model: 'five/community' }).generate(REQUEST));
    expect(error.code).toBe('unsupported');
    expect(error.message).toContain('five/community:');
  });

  test.each(['flux', 'a/b/c', '../../account', 'a/b:123', 'a/b?x=1'])('"%s" is no model', (model) => {
    expect(() => image(fakeVendor([]).context, { model })).toThrow(/owner\/name/);
  });
});

describe('clips', () => {
  test('are asked for under the user’s field names, and nothing else', async () => {
    const vendor = fakeVendor([{ json: STARTING }, { json: STARTING }]);
    await video(vendor.context, { ...KLING, audio: true }).generate(clipRequest({ duration: 5.2 }));
    const prompt = 'Sparks rise from the anvil.';
    expect(vendor.requests[0]).toMatchObject({
      url: 'https://api.replicate.com/v1/models/kwaivgi/kling-v2.1/predictions',
    });
    expect(vendor.requests[0]?.body).toEqual({
      input: {
        ...{ prompt, start_image: FIRST_FRAME, end_image: LAST_FRAME, duration: 6 },
        ...{ aspect_ratio: '16:9', seed: 0, generate_audio: true },
      },
    });
    const fields = { startImage: 'image', prompt: 'text', durationFormat: 'seconds', duration: 'length' } as const;
    const other = video(vendor.context, { model: `a/b:${VERSION}`, fields });
    await other.generate(clipRequest());
    expect(vendor.requests[1]?.body).toEqual({
      version: `a/b:${VERSION}`,
      input: { text: prompt, image: FIRST_FRAME, length: '5s' },
    });
    expect([video(vendor.context).supportsEndFrame(), other.supportsEndFrame()]).toEqual([true, false]);
  });

  test('have no price, which is null and never zero', () => {
    const clip = video(fakeVendor([]).context);
    expect(clip.estimateCost(5, { width: 1280, height: 720, frameRate: 24 })).toBeNull();
  });

  test('without a model or its fields are refused with what to set', () => {
    for (const changes of [{}, { model: 'a/b' }]) {
      expect(() => video(fakeVendor([]).context, changes)).toThrow(/video\.fields/);
    }
  });

  test('whose fields the model does not have are told of at the check', async () => {
    const schemas = { Input: { properties: { prompt: {}, first_frame: {}, duration: {} } } };
    const model = { is_official: true, latest_version: { openapi_schema: { components: { schemas } } } };
    const vendor = fakeVendor([{ json: { type: 'user', username: 'u' } }, { json: model }]);
    const fields = { startImage: 'start_image', prompt: 'prompt', durationFormat: 'number' } as const;
    const answer = await video(vendor.context, { model: 'six/clips', fields }).checkKey();
    expect(answer.status).toBe('unsupported');
    expect(answer.message).toMatch(/no input start_image; it has: prompt, first_frame, duration/);
  });
});

describe('pictures', () => {
  const large = { bytes: new Uint8Array(300_000), mediaType: 'image/png' };

  test('go by their public address where the server has one', async () => {
    const vendor = fakeVendor([{ json: STARTING }], { publicUrl: true });
    await video(vendor.context).generate(clipRequest());
    expect(vendor.requests[0]?.body).toMatchObject({
      input: { start_image: 'https://p2v.example/media/p/image-1?signature=s' },
    });
  });

  test('that are large are uploaded beforehand', async () => {
    const sent: { url: string; content: unknown }[] = [];
    const vendor = fakeVendor([{ json: STARTING }], { images: { 'p/image-1': large } });
    const uploaded = 'https://api.replicate.com/v1/files/f-1';
    const context = {
      ...vendor.context,
      fetch: async (request: Request) => {
        if (!request.url.endsWith('/v1/files')) return vendor.context.fetch(request);
        sent.push({ url: request.url, content: (await request.formData()).get('content') });
        return Response.json({ id: 'f-1', urls: { get: uploaded } }, { status: 201 });
      },
    };
    const { endImageUrl: _none, ...request } = clipRequest();
    await video(context).generate(request);
    const [upload] = sent;
    expect(upload?.content).toMatchObject({ size: 300_000, type: 'image/png', name: 'picture.png' });
    expect(vendor.requests[0]?.body).toMatchObject({ input: { start_image: uploaded } });
  });
});

describe('errors', () => {
  test.each<[string, ScriptedAnswer, object]>([
    ['a bad token', { status: 401, json: { title: 'Unauthenticated', detail: 'x', status: 401 } }, { code: 'auth' }],
    ['no credit', { status: 402, json: { title: 'Insufficient credit', detail: 'x', status: 402 } }, { code: 'quota' }],
    ['an unknown model', { status: 404, json: { title: 'Not found', detail: 'x' } }, { code: 'unsupported' }],
    ['bad input', { status: 422, json: { title: 'Input validation failed', detail: 'x' } }, { code: 'invalid_input' }],
    [
      'too many requests',
      { status: 429, json: { detail: 'Request was throttled.', status: 429, retry_after: 4 } },
      { code: 'rate_limit', details: { retryAfterMs: 4000, retryable: true } },
    ],
    ['a server error', { status: 500, json: { detail: 'x' } }, { code: 'outcome_unknown' }],
  ])('%s', async (_name, answer, expected) => {
    const vendor = fakeVendor([answer]);
    expect(await refusal(image(vendor.context).generate(REQUEST))).toMatchObject(expected);
    expect(vendor.requests).toHaveLength(1);
  });

  test.each<[string, unknown, string]>([
    ['NSFW content', 'NSFW content detected. Try running it again, or try a different prompt.', 'content_rejected'],
    ['a flag', 'The input or output was flagged as sensitive. Please try again. (E005)', 'content_rejected'],
    ['too little memory', 'E1001: the model ran out of memory', 'too_large'],
    ['a time-out', 'Prediction timed out', 'timeout'],
    ['anything else', 'Prediction interrupted; please retry (code: PA)', 'unavailable'],
    ['no words', null, 'unavailable'],
    ['words that are none', { code: 1 }, 'unavailable'],
  ])('a prediction that failed for %s', async (_name, error, code) => {
    const { context } = fakeVendor([{ json: { id: 'p-1', status: 'failed', output: null, error } }]);
    expect(await image(context).checkStatus(HANDLE)).toMatchObject({ status: 'failed', error: { code } });
  });

  test('one that was aborted never ran, and is not charged', async () => {
    const { context } = fakeVendor([
      { json: { id: 'p-1', status: 'aborted', output: null } },
      { json: { id: 'p-1', status: 'canceled', output: null } },
    ]);
    const adapter = image(context);
    expect(await adapter.checkStatus(HANDLE)).toMatchObject({ error: { code: 'cancelled' }, charged: false });
    expect(await adapter.checkStatus(HANDLE)).not.toHaveProperty('charged');
  });

  test.each<[unknown, string | undefined]>([
    ['https://replicate.delivery/a.jpg', 'https://replicate.delivery/a.jpg'],
    [['https://replicate.delivery/a.jpg', 'https://replicate.delivery/b.jpg'], 'https://replicate.delivery/a.jpg'],
    [{ video: 'https://replicate.delivery/a.mp4', seed: 1 }, 'https://replicate.delivery/a.mp4'],
    ['a sentence', undefined],
    [null, undefined],
    [['file:///etc/passwd'], undefined],
  ])('an output of %j', async (output, url) => {
    const { context } = fakeVendor([{ json: { id: 'p-1', status: 'succeeded', output } }]);
    const response = await image(context).checkStatus(HANDLE);
    expect(response).toMatchObject(
      url === undefined
        ? { status: 'failed', error: { code: 'bad_response' } }
        : { status: 'completed', outputs: [{ url }] },
    );
    expect(response).not.toHaveProperty('costUsd');
  });
});

describe('a lost submission (video §0.3, §1.8)', () => {
  const startedAt = Date.UTC(2026, 10, 25);
  const webhookUrl = 'https://p2v.example/api/webhooks/j/t/0';
  const input = { prompt: 'A forge at dawn.', aspect_ratio: '16:9', seed: 0, output_format: 'jpg' };
  const item = (changes: object = {}) => ({
    ...{ id: 'p-9', model: 'black-forest-labs/flux-dev', version: 'hidden', created_at: '2026-11-25T00:00:02Z' },
    input: { output_format: 'jpg', seed: 0, aspect_ratio: '16:9', prompt: 'A forge at dawn.' },
    ...changes,
  });
  const find = (
    results: object[],
    { afterMs = 1_000, next = null as string | null, more = [] as ScriptedAnswer[] } = {},
  ) => {
    const vendor = fakeVendor([{ json: { next, previous: null, results } }, ...more], { now: startedAt + afterMs });
    const submission = { id: 's', startedAt, webhookUrl };
    return { vendor, found: Promise.resolve(image(vendor.context).reconcile?.({ ...REQUEST, submission })) };
  };

  test('is the prediction with our webhook, else the only one with the same input, on whatever page', async () => {
    const named = find([item({ id: 'p-7' }), item({ webhook: webhookUrl, input: {} })]);
    expect(await named.found).toEqual({ status: 'processing', handle: { id: 'p-9' } });
    const next = 'https://elsewhere.example/v1/predictions?cursor=abc';
    const more = [{ json: { next: null, results: [item()] } }];
    const second = find([item({ id: 'p-7', input: { ...input, seed: 1 } })], { next, more });
    expect(await second.found).toEqual({ status: 'processing', handle: { id: 'p-9' } });
    expect(second.vendor.requests[1]?.url).toBe('https://api.replicate.com/v1/predictions?cursor=abc');
    expect(second.vendor.requests[0]?.url).toContain(`created_after=${encodeURIComponent('2026-11-24T23:59:00.000Z')}`);
  });

  test.each<[string, object[]]>([
    ['of which there are two', [item(), item({ id: 'p-8' })]],
    ['whose input is deleted', [item({ input: {} })]],
  ])('%s may still be told apart, so it is looked for again', async (_name, results) => {
    expect(await refusal(find(results, { afterMs: 600_000 }).found)).toMatchObject({
      code: 'outcome_unknown',
      details: { retryable: true },
    });
    expect(await refusal(find(results, { afterMs: 7_200_000 }).found)).toMatchObject({
      details: { retryable: false },
    });
  });

  test.each<[string, object[]]>([
    ['nothing', []],
    ['another prompt', [item({ input: { ...input, prompt: 'Another' } })]],
    ['another model', [item({ model: 'black-forest-labs/flux-schnell' })]],
    ['another submission’s webhook', [item({ webhook: 'https://p2v.example/api/webhooks/j/t/1' })]],
    ['an older one', [item({ created_at: '2026-11-24T20:00:00Z' })]],
  ])('in a list with %s never arrived, once the list has settled', async (_name, results) => {
    expect(await refusal(find(results).found)).toMatchObject({ code: 'outcome_unknown', details: { retryable: true } });
    expect(await find(results, { afterMs: 180_000 }).found).toBeUndefined();
  });

  test('with a picture that Replicate may keep under an address of its own stays in doubt', async () => {
    const kept = { ...input, input_image: 'https://replicate.delivery/kept.jpg' };
    const results = [item({ model: 'black-forest-labs/flux-kontext-pro', input: kept })];
    const vendor = fakeVendor([{ json: { next: null, results } }], { now: startedAt + 180_000 });
    const request = { ...REQUEST, referenceImages: ['p/image-1'], submission: { id: 's', startedAt } };
    const told = image(vendor.context, { model: 'flux-kontext-pro' }).reconcile?.(request);
    expect(await refusal(Promise.resolve(told))).toMatchObject({ code: 'outcome_unknown' });
  });
});

describe('a webhook (llm-image §3.3)', () => {
  const now = Date.UTC(2026, 10, 25);
  const bytes = (text: string) => Uint8Array.from(Buffer.from(text));
  const body = bytes(JSON.stringify({ id: 'p-1', status: 'succeeded' }));
  const secretOf = (key: Uint8Array) => `whsec_${Buffer.from(key).toString('base64')}`;
  const signed = (key: Uint8Array, at = now, version = 'v1') => {
    const [id, timestamp] = ['msg_1', String(Math.floor(at / 1000))];
    const signature = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `${version},${signature}`,
    };
    return { headers: new Headers(headers), body };
  };
  const adapter = (apiKey: string, ...secrets: Uint8Array[]) => {
    const vendor = fakeVendor(
      secrets.map((key) => ({ json: { key: secretOf(key) } })),
      { now },
    );
    return {
      vendor,
      verify: (delivery: ReturnType<typeof signed>) => image(vendor.context, { apiKey }).verifyWebhook?.(delivery),
    };
  };

  test('is believed for five minutes in either direction of the clock', async () => {
    const key = bytes('a secret of this account');
    const { verify, vendor } = adapter('webhook-key-1', key);
    expect(await verify(signed(key))).toBe(true);
    expect(await verify(signed(key, now - 299_000))).toBe(true);
    expect(await verify(signed(key, now - 301_000))).toBe(false);
    expect(await verify(signed(key, now + 301_000))).toBe(false);
    // Its secret is asked for once.
    expect(vendor.requests).toHaveLength(1);
  });

  test('of another version, with a foreign signature or none is not', async () => {
    const key = bytes('a secret of this account');
    const { verify } = adapter('webhook-key-2', key);
    expect(await verify(signed(key, now, 'v2'))).toBe(false);
    expect(await verify(signed(bytes('another account')))).toBe(false);
    const { headers } = signed(key);
    headers.set('webhook-signature', 'v1,');
    expect(await verify({ headers, body })).toBe(false);
    headers.set('webhook-signature', 'v1,%%%');
    expect(await verify({ headers, body })).toBe(false);
  });

  test('names its prediction; one that is no prediction names nothing', () => {
    const { context } = fakeVendor([]);
    expect(image(context).handleFromWebhook?.({ headers: new Headers(), body })).toEqual({ id: 'p-1' });
    expect(image(context).handleFromWebhook?.({ headers: new Headers(), body: bytes('{}') })).toBeUndefined();
    expect(image(context).handleFromWebhook?.({ headers: new Headers(), body: bytes('no JSON') })).toBeUndefined();
  });
});

test('prices are by the picture, or by the megapixels asked for; unknown is null', () => {
  const estimate = (model: string, width = 1280, height = 720) =>
    image(fakeVendor([]).context, { model }).estimateCost(width, height);
  const price = (id: string) =>
    replicateImageEntry.models.find((row) => row.id === id)?.prices[0]?.unitCostUsd ?? Number.NaN;
  expect(estimate('flux-dev', 1920, 1080)).toBe(price('flux-dev'));
  expect(estimate('flux-2-pro')).toBe(price('flux-2-pro'));
  expect(estimate('flux-2-pro', 1920, 1080)).toBeCloseTo(2 * price('flux-2-pro'));
  expect(estimate('someone/else')).toBeNull();
});
