import { describe, expect, test } from 'vitest';
import type { GenerationResponse } from '../../src/providers/base.ts';
import type { BaseImageProvider, ImageRequest } from '../../src/providers/image/base.ts';
import { openAIImages } from '../../src/providers/image/openai-dalle.ts';
import type { ImageProviderConfig } from '../../src/types/providers.ts';
import { describeMediaContract } from '../contract/media.ts';
import { adapterOf, CANARY_KEY, type FakeVendor, fakeVendor, refusal, type ScriptedAnswer } from './fake-vendor.ts';

// Answers are built from contracts/llm-image.md §2.2 (errors) and §3.4, and from the types of npm openai 7.57.
const REQUEST: ImageRequest = { prompt: 'A forge at dawn.', width: 1280, height: 720, seed: 0 };
const JPEG = Buffer.from([0xff, 0xd8, 7, 7, 0xff, 0xd9]);
const PICTURE = { created: 1, data: [{ b64_json: JPEG.toString('base64') }], output_format: 'jpeg' };
const BOTH = ['p/image-1', 'p/image-2'];

function adapter(vendor: FakeVendor, changes: Partial<ImageProviderConfig> = {}): BaseImageProvider {
  return make({ apiKey: CANARY_KEY, ...changes }, vendor.context);
}

function make(config: Omit<ImageProviderConfig, 'provider'>, context: FakeVendor['context']): BaseImageProvider {
  return adapterOf(openAIImages, { provider: 'openai-dalle', ...config }, context);
}

for (const [name, referenceImages] of [
  ['pictures', []],
  ['edits', BOTH],
] as const) {
  describeMediaContract<ImageRequest>({
    name: `openai-dalle ${name}`,
    vendor: 'openai',
    kind: 'image',
    make: (config, context) => make(config, context),
    request: { ...REQUEST, referenceImages: [...referenceImages] },
    synchronous: true,
    leaveOut: {
      'a failure of the model': 'it is a 5xx, after which nobody knows (see “5xx leaves the outcome unknown”)',
      'zero and false are kept': 'OpenAI takes neither a seed nor a switch',
      'a lost submission is found, or nobody knows': 'OpenAI lists no pictures',
      'a submission that never arrived is not mistaken for another': 'OpenAI lists no pictures',
      'a webhook is genuine only as it was signed, and only for a while': 'OpenAI calls nobody about pictures',
    },
  });
}

/** The one submission an adapter makes of a request, and what it came to. */
async function submitted(
  changes: Partial<ImageRequest>,
  config: Partial<ImageProviderConfig> = {},
  answer: ScriptedAnswer = { json: PICTURE },
) {
  const vendor = fakeVendor([answer]);
  const response = await adapter(vendor, config).generate({ ...REQUEST, ...changes });
  expect(vendor.requests).toHaveLength(1);
  const [request] = vendor.requests;
  return { url: request?.url, headers: request?.headers, body: request?.body, response };
}

describe('what is asked (llm-image §3.4)', () => {
  const fields = {
    model: 'gpt-image-2.6-sunburst',
    prompt: 'A forge at dawn.',
    size: '1280x720',
    output_format: 'jpeg',
  };

  test('a picture, without what the models do not take', async () => {
    const { url, headers, body } = await submitted({ negativePrompt: 'text' });
    expect(url).toBe('https://api.openai.com/v1/images/generations');
    expect(headers?.authorization).toBe(`Bearer ${CANARY_KEY}`);
    expect(body).toEqual({ ...fields, quality: 'medium' });
    expect((await submitted({}, { quality: 'hd' })).body).toEqual({ ...fields, quality: 'high' });
    expect((await submitted({}, { quality: 'standard' })).body).toEqual({ ...fields, quality: 'medium' });
  });

  test('an edit of its references, as a form', async () => {
    const { url, headers, body } = await submitted({ referenceImages: BOTH });
    expect(url).toBe('https://api.openai.com/v1/images/edits');
    expect(headers?.['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(body).toEqual({
      ...{ ...fields, quality: 'medium' },
      'image[]': [
        { mediaType: 'image/jpeg', base64: '/9gBAQEB/9k=' },
        { mediaType: 'image/jpeg', base64: '/9gCAgIC/9k=' },
      ],
    });
  });

  test('no more references than the model takes', async () => {
    const { body } = await submitted({ referenceImages: Array<string>(20).fill('p/image-1') });
    expect(body).toMatchObject({ 'image[]': { length: 16 } });
  });

  test.each([
    [undefined, 1280, 720, '1280x720'],
    [undefined, 720, 1280, '720x1280'],
    [undefined, 720, 720, '816x816'],
    [undefined, 1920, 1080, '1920x1088'],
    [undefined, 1080, 1920, '1088x1920'],
    [undefined, 1080, 1080, '1088x1088'],
    ['gpt-image-2', 1920, 1080, '1920x1088'],
    ['gpt-image-1.5', 1280, 720, '1536x1024'],
    ['gpt-image-1-mini', 720, 1280, '1024x1536'],
    ['gpt-image-1.5', 720, 720, '1024x1024'],
    ['a-model-of-next-year', 1280, 720, '1280x720'],
  ])('%s for %i×%i: %s', async (model, width, height, size) => {
    expect((await submitted({ width, height }, model === undefined ? {} : { model })).body).toMatchObject({ size });
  });

  test.each(['dall-e-2', 'dall-e-3', 'gpt-image-1'])('%s was shut down; the default stands for it', async (model) => {
    expect((await submitted({}, { model })).body).toMatchObject({ model: 'gpt-image-2.6-sunburst' });
  });

  test('another server by its address', async () => {
    const at = async (baseUrl: string) => (await submitted({}, { baseUrl })).url;
    expect(await at('http://localhost:8080')).toBe('http://localhost:8080/v1/images/generations');
    expect(await at('http://localhost:8080/api/v3/')).toBe('http://localhost:8080/api/v3/images/generations');
  });
});

describe('what is answered (llm-image §3.4)', () => {
  const cost = ({ response }: { response: GenerationResponse }) =>
    response.status === 'completed' ? response.costUsd : undefined;

  test('the picture itself', async () => {
    const { response } = await submitted({});
    expect(response).toEqual({
      status: 'completed',
      handle: {},
      outputs: [{ bytes: new Uint8Array(JPEG), mediaType: 'image/jpeg' }],
    });
  });

  test('its price, from the tokens that were counted', async () => {
    const input_tokens_details = { text_tokens: 100, image_tokens: 1000 };
    const usage = { input_tokens: 1100, input_tokens_details, output_tokens: 2000, total_tokens: 3100 };
    const answer = { json: { ...PICTURE, usage } };
    // 100 × $5 + 1000 × $8 + 2000 × $30, for a million.
    expect(cost(await submitted({}, {}, answer))).toBe(0.0685);
    expect(cost(await submitted({}, { model: 'a-model-of-next-year' }, answer))).toBeUndefined();
  });

  test.each([
    ['no picture', { ...PICTURE, data: [] }],
    ['an empty one', { ...PICTURE, data: [{ b64_json: '' }] }],
    ['one that is no base64', { ...PICTURE, data: [{ b64_json: '!!' }] }],
    ['an address in its place', { ...PICTURE, data: [{ url: 'https://oaidalleapi.example/x.png' }] }],
  ])('%s: it may have been charged all the same', async (_name, json) => {
    const error = await refusal(submitted({}, {}, { json }));
    expect(error).toMatchObject({ code: 'outcome_unknown', details: { stage: 'submit' } });
  });

  test.each<[string, number, object, string]>([
    ['moderation', 400, { type: 'image_generation_user_error', code: 'moderation_blocked' }, 'content_rejected'],
    ['content policy', 400, { type: 'invalid_request_error', code: 'content_policy_violation' }, 'content_rejected'],
    ['a bad size', 400, { type: 'invalid_request_error', code: 'invalid_value' }, 'invalid_input'],
    ['a prompt too long', 400, { type: 'invalid_request_error', code: 'string_above_max_length' }, 'too_large'],
    ['an unknown model', 404, { type: 'invalid_request_error', code: 'model_not_found' }, 'unsupported'],
    ['a bad key', 401, { type: 'invalid_request_error', code: 'invalid_api_key' }, 'auth'],
    ['no permission', 403, { type: 'invalid_request_error', code: null }, 'auth'],
    ['nothing left', 429, { type: 'insufficient_quota', code: 'insufficient_quota' }, 'quota'],
    ['a spending limit', 400, { type: 'invalid_request_error', code: 'billing_hard_limit_reached' }, 'quota'],
    ['too many requests', 429, { type: 'requests', code: 'rate_limit_exceeded' }, 'rate_limit'],
    ['a failure', 500, { type: 'server_error', code: null }, 'outcome_unknown'],
    ['a failure that names moderation', 500, { type: 'server_error', code: 'moderation_blocked' }, 'outcome_unknown'],
    ['a gateway', 504, {}, 'outcome_unknown'],
  ])('%s (%i)', async (_name, status, error, code) => {
    const json = { error: { message: `It says why, to ${CANARY_KEY}.`, param: null, ...error } };
    const refused = await refusal(submitted({}, {}, { status, json }));
    expect(refused.code).toBe(code);
    expect(refused.message).toContain('It says why');
    expect(refused.message).not.toContain(CANARY_KEY);
  });

  test('a picture that was refused only when it was made may have been charged', async () => {
    const error = { message: 'Rejected.', type: 'image_generation_user_error', code: 'moderation_blocked' };
    const answer = (moderation_stage: string) => ({
      status: 400,
      json: { error: { ...error, moderation_details: { moderation_stage, categories: ['violence'] } } },
    });
    const { response } = await submitted({}, {}, answer('output'));
    expect(response).toMatchObject({ status: 'failed', error: { code: 'content_rejected' } });
    expect(response).not.toHaveProperty('charged');
    expect((await refusal(submitted({}, {}, answer('input')))).code).toBe('content_rejected');
  });

  test('there is nothing to ask about afterwards', async () => {
    const response = await adapter(fakeVendor([])).checkStatus({});
    expect(response).toMatchObject({ status: 'failed', error: { code: 'not_found' } });
  });
});

describe('prices and models', () => {
  const estimate = (model: string | undefined, quality: 'standard' | 'hd' | undefined, width: number, height: number) =>
    adapter(fakeVendor([]), { ...(model ? { model } : {}), ...(quality ? { quality } : {}) }).estimateCost(
      width,
      height,
    );

  // OpenAI's own examples for 1024×1024: $0.053 medium and $0.211 high for gpt-image-2; $0.034 and $0.133 for 1.5.
  test.each<[string, 'standard' | 'hd', number]>([
    ['gpt-image-2', 'standard', 0.053],
    ['gpt-image-2', 'hd', 0.211],
    ['gpt-image-1.5', 'standard', 0.034],
    ['gpt-image-1.5', 'hd', 0.133],
  ])('%s in %s for a square costs about $%f and its prompt', (model, quality, usd) => {
    const promptUsd = 0.002;
    expect(estimate(model, quality, 1024, 1024)).toBeCloseTo(usd + promptUsd, 3);
  });

  test('follow quality and size, and are the catalogue’s', () => {
    const rows = openAIImages.models[0]?.prices ?? [];
    const row = (quality: string, resolution: string) =>
      rows.find(({ when }) => when?.quality === quality && when.resolution === resolution)?.unitCostUsd;
    for (const [width, height] of [
      [1280, 720],
      [1080, 1920],
      [720, 720],
    ] as const) {
      expect(estimate(undefined, undefined, width, height)).toBe(row('standard', `${width}x${height}`));
      expect(estimate(undefined, 'hd', width, height)).toBe(row('hd', `${width}x${height}`));
    }
    expect(row('hd', '1280x720')).toBeGreaterThan((row('standard', '1280x720') ?? 0) * 3);
    expect(estimate('a-model-of-next-year', 'hd', 1280, 720)).toBeNull();
  });

  test('a model OpenAI does not know is told before anything is paid', async () => {
    const error = { message: 'The model does not exist', type: 'invalid_request_error', code: 'model_not_found' };
    const vendor = fakeVendor([{ status: 404, json: { error } }]);
    expect(await adapter(vendor, { model: 'gpt-imagine' }).checkKey()).toMatchObject({ status: 'unsupported' });
    expect(vendor.requests[0]).toMatchObject({ method: 'GET', url: 'https://api.openai.com/v1/models/gpt-imagine' });
  });
});
