import { describe, expect, test } from 'vitest';
import type { BaseImageProvider, ImageRequest } from '../../src/providers/image/base.ts';
import { openRouterImages } from '../../src/providers/image/openrouter.ts';
import type { ImageProviderConfig } from '../../src/types/providers.ts';
import { describeMediaContract } from '../contract/media.ts';
import { json, wire } from '../contract/wire.ts';
import { adapterOf, CANARY_KEY, type FakeVendor, fakeVendor, refusal, type ScriptedAnswer } from './fake-vendor.ts';

// Answers are built from contracts/llm-image.md §2.1 (errors) and §3.1.
const REQUEST: ImageRequest = { prompt: 'A forge at dawn.', width: 1280, height: 720, seed: 0 };
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
const DONE = {
  created: 1_790_000_000,
  data: [{ b64_json: PNG.toString('base64'), media_type: 'image/png' }],
  usage: { prompt_tokens: 0, completion_tokens: 4175, total_tokens: 4175, cost: 0.04 },
};

function make(config: Omit<ImageProviderConfig, 'provider'>, context: FakeVendor['context']): BaseImageProvider {
  return adapterOf(openRouterImages, { provider: 'openrouter', ...config }, context);
}

for (const [name, referenceImages] of [
  ['pictures', []],
  ['pictures with references', ['p/image-1', 'p/image-2']],
] as const) {
  describeMediaContract<ImageRequest>({
    name: `openrouter ${name}`,
    vendor: 'openrouter',
    kind: 'image',
    make,
    request: { ...REQUEST, referenceImages: [...referenceImages] },
    keepsZeroAndFalse: (body) => expect(body).toMatchObject({ seed: 0 }),
    synchronous: true,
    leaveOut: {
      'a lost submission is found, or nobody knows': 'OpenRouter lists no pictures',
      'a submission that never arrived is not mistaken for another': 'OpenRouter lists no pictures',
      'a webhook is genuine only as it was signed, and only for a while': 'OpenRouter calls nobody about pictures',
    },
  });
}

/** The one submission an adapter makes of a request, and what it came to. */
async function submitted(
  changes: Partial<ImageRequest> = {},
  config: Partial<ImageProviderConfig> = {},
  answer: ScriptedAnswer = { json: DONE },
) {
  const vendor = fakeVendor([answer]);
  const adapter = make({ apiKey: CANARY_KEY, ...config }, vendor.context);
  const response = await adapter.generate({ ...REQUEST, ...changes });
  expect(vendor.requests).toHaveLength(1);
  return { ...vendor.requests[0], response };
}

describe('what is asked', () => {
  test('one picture, at the size a film needs', async () => {
    const { url, headers, body } = await submitted({ negativePrompt: 'text' });
    expect(url).toBe('https://openrouter.ai/api/v1/images');
    expect(headers).toMatchObject({ authorization: `Bearer ${CANARY_KEY}`, 'x-openrouter-title': 'Prompt to Video' });
    expect(body).toEqual({
      model: 'google/gemini-nano-banana-2.1',
      prompt: 'A forge at dawn.',
      n: 1,
      aspect_ratio: '16:9',
      resolution: '1K',
      seed: 0,
    });
    expect((await submitted({ width: 1080, height: 1920 })).body).toMatchObject({
      aspect_ratio: '9:16',
      resolution: '2K',
    });
  });

  test('pictures to be like, no more than the model takes', async () => {
    const references = Array<string>(20).fill('p/image-1');
    const picture = { type: 'image_url', image_url: { url: 'data:image/jpeg;base64,/9gBAQEB/9k=' } };
    expect((await submitted({ referenceImages: references })).body).toMatchObject({
      input_references: Array<object>(14).fill(picture),
    });
    const unknown = await submitted({ referenceImages: references }, { model: 'some/model' });
    expect(unknown.body).toMatchObject({ input_references: { length: 16 } });
    const none = await submitted({ referenceImages: references }, { model: 'bytedance-seed/seedream-4.5' });
    expect(none.body).not.toHaveProperty('input_references');
  });

  test('of a model nobody here knows, only what every model takes', async () => {
    const { body } = await submitted({}, { model: 'some/model' });
    expect(body).toEqual({ model: 'some/model', prompt: 'A forge at dawn.', n: 1, aspect_ratio: '16:9' });
  });
});

describe('what comes of it', () => {
  test('is the first picture, and what OpenRouter charged', async () => {
    const { response } = await submitted();
    expect(response).toMatchObject({
      status: 'completed',
      handle: {},
      costUsd: 0.04,
      outputs: [{ mediaType: 'image/png' }],
    });
    const untold = { json: { ...DONE, data: [{ b64_json: PNG.toString('base64') }], usage: undefined } };
    const plain = (await submitted({}, {}, untold)).response;
    expect(plain).toMatchObject({ outputs: [{ mediaType: 'image/png' }] });
    expect(plain).not.toHaveProperty('costUsd');
  });

  test('with the user’s own vendor key costs what both bill, where that is said', async () => {
    const usage = { cost: 0.002, is_byok: true, cost_details: { upstream_inference_cost: 0.04 } };
    expect((await submitted({}, {}, { json: { ...DONE, usage } })).response).toMatchObject({ costUsd: 0.042 });
    const silent = { json: { ...DONE, usage: { cost: 0.002, is_byok: true } } };
    expect((await submitted({}, {}, silent)).response).not.toHaveProperty('costUsd');
    expect((await submitted({}, {}, { json: { ...DONE, usage: { cost: 0 } } })).response).toMatchObject({ costUsd: 0 });
  });

  const said = (status: number, error_type?: string, more: object = {}): ScriptedAnswer => ({
    status,
    json: {
      error: { code: status, message: 'It says why.', ...(error_type ? { metadata: { error_type, ...more } } : {}) },
    },
  });
  test.each<[string, ScriptedAnswer, string]>([
    ['a 400', said(400, 'invalid_request'), 'invalid_input'],
    ['an unknown model', said(404, 'not_found'), 'unsupported'],
    ['a policy', said(400, 'content_policy_violation'), 'content_rejected'],
    ['moderation', said(403, undefined), 'auth'],
    ['moderation with reasons', said(403, 'permission_denied', { reasons: ['violence'] }), 'content_rejected'],
    ['too large a request', said(413, 'payload_too_large'), 'too_large'],
    ['a failed provider, which is not billed', said(502, 'provider_unavailable'), 'unavailable'],
    ['a provider that refused, which is not billed', said(502, 'content_policy_violation'), 'content_rejected'],
    ['a 502 that is not OpenRouter’s', { status: 502, text: '<html>Bad gateway</html>' }, 'outcome_unknown'],
    ['a 500', said(500, 'server'), 'outcome_unknown'],
    ['a 524', said(524, 'timeout'), 'outcome_unknown'],
    ['a 529', said(529, 'provider_overloaded'), 'outcome_unknown'],
    ['no picture', { json: { ...DONE, data: [] } }, 'outcome_unknown'],
    ['half a picture', { json: { ...DONE, data: [{ b64_json: '%%%' }] } }, 'outcome_unknown'],
  ])('%s', async (_what, answer, code) => {
    expect(await refusal(submitted({}, {}, answer))).toMatchObject({ code });
  });
});

test('prices follow the size that a film needs; unknown is null', () => {
  const estimate = (width: number, height: number, model?: string) =>
    make({ ...(model === undefined ? {} : { model }) }, fakeVendor([]).context).estimateCost(width, height);
  const price = (resolution: string) =>
    openRouterImages.models[0]?.prices.find(({ when }) => when?.resolution === resolution)?.unitCostUsd;
  expect(estimate(1280, 720)).toBe(price('1K'));
  expect(estimate(1920, 1080)).toBe(price('2K'));
  expect(estimate(1280, 720, 'openai/gpt-image-2.5-sunburst')).toBeNull();
  expect(estimate(1280, 720, 'some/model')).toBeNull();
});

describe('models', () => {
  const listed = (id: string, supported_parameters: object) => ({ id, name: id.toUpperCase(), supported_parameters });
  const prices = (...pricing: object[]) => json({ id: 'x', endpoints: [{ pricing }] });

  test('are read live, with what they can do and today’s prices, without a key', async () => {
    const parameters = {
      aspect_ratio: { type: 'enum', values: ['1:1', '16:9', 'auto'] },
      resolution: { type: 'enum', values: ['1K', '2K'] },
      input_references: { type: 'range', min: 0, max: 5 },
      seed: { type: 'boolean' },
    };
    const { context, sent } = wire(
      json({ data: [listed('a/one', parameters), listed('a/two', {}), listed('b/three', {})] }),
      prices(
        { billable: 'input_text', unit: 'token', cost_usd: 1e-6 },
        { billable: 'output_image', unit: 'image', cost_usd: 0.05, variant: '2K' },
        { billable: 'output_image', unit: 'megapixel', cost_usd: 0.03, variant: 'high' },
        { billable: 'input_reference', unit: 'image', cost_usd: 0.002 },
        { billable: 'input_image', unit: 'megapixel', cost_usd: 0.001 },
        { billable: 'input_font', unit: 'image', cost_usd: 9 },
      ),
      prices({ billable: 'output_image', unit: 'token', cost_usd: 0.00003 }),
      json({ error: { code: 500, message: 'no' } }, 500),
    );
    const models = await openRouterImages.liveModels?.list(context, {});
    expect(sent.map(({ url }) => url.replace('https://openrouter.ai/api/v1', ''))).toEqual([
      '/images/models',
      ...['/images/models/a/one/endpoints', '/images/models/a/two/endpoints', '/images/models/b/three/endpoints'],
    ]);
    expect(sent.every(({ headers }) => headers.get('authorization') === null)).toBe(true);
    expect(models?.[0]).toMatchObject({
      ...{ id: 'a/one', name: 'A/ONE', seed: true, referenceImages: 5 },
      ...{ aspectRatios: ['1:1', '16:9'], resolutions: ['1K', '2K'] },
      prices: [
        { unit: 'image', unitCostUsd: 0.05, asOf: '2026-11-25', when: { resolution: '2K' } },
        { unit: 'megapixel', unitCostUsd: 0.03, when: { quality: 'high' } },
        { unit: 'reference', unitCostUsd: 0.002 },
        { unit: 'reference_megapixel', unitCostUsd: 0.001 },
      ],
    });
    expect(models?.[1]).toMatchObject({ seed: false, prices: [{ unit: 'million_output_tokens', unitCostUsd: 30 }] });
    expect(models?.[1]).not.toHaveProperty('referenceImages');
    expect(models?.[2]).toMatchObject({ id: 'b/three', prices: [] });
  });
});
