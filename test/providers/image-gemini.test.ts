import { describe, expect, test } from 'vitest';
import type { BaseImageProvider, ImageRequest } from '../../src/providers/image/base.ts';
import { geminiImage } from '../../src/providers/image/gemini.ts';
import type { ImageProviderConfig } from '../../src/types/providers.ts';
import { API_KEY_INVALID, generated } from '../contract/llm/gemini.ts';
import { describeMediaContract } from '../contract/media.ts';
import { adapterOf, CANARY_KEY, type FakeVendor, fakeVendor, refusal } from './fake-vendor.ts';

// Answers are built from contracts/llm-image.md §2.4 (errors, endings) and §3.5.
const REQUEST: ImageRequest = { prompt: 'A forge at dawn.', width: 1280, height: 720, seed: 0 };
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
const PICTURE = { inlineData: { mimeType: 'image/png', data: PNG.toString('base64') } };
const USAGE = {
  promptTokenCount: 200,
  candidatesTokenCount: 1130,
  thoughtsTokenCount: 90,
  totalTokenCount: 1420,
  candidatesTokensDetails: [
    { modality: 'TEXT', tokenCount: 10 },
    { modality: 'IMAGE', tokenCount: 1120 },
  ],
};
const DONE = generated([PICTURE], 'STOP', { usageMetadata: USAGE });

function make(config: Omit<ImageProviderConfig, 'provider'>, context: FakeVendor['context']): BaseImageProvider {
  return adapterOf(geminiImage, { provider: 'google', ...config }, context);
}

for (const [name, referenceImages] of [
  ['pictures', []],
  ['pictures with references', ['p/image-1', 'p/image-2']],
] as const) {
  describeMediaContract<ImageRequest>({
    name: `google ${name}`,
    vendor: 'gemini',
    kind: 'image',
    make,
    request: { ...REQUEST, referenceImages: [...referenceImages] },
    keepsZeroAndFalse: (body) => expect(body).toMatchObject({ generationConfig: { seed: 0 } }),
    synchronous: true,
    leaveOut: {
      'a lost submission is found, or nobody knows': 'Gemini lists no pictures',
      'a submission that never arrived is not mistaken for another': 'Gemini lists no pictures',
      'a webhook is genuine only as it was signed, and only for a while': 'Gemini calls nobody about pictures',
    },
  });
}

/** The one submission an adapter makes of a request, and what it came to. */
async function submitted(
  changes: Partial<ImageRequest> = {},
  config: Partial<ImageProviderConfig> = {},
  answer: object = DONE,
) {
  const vendor = fakeVendor([{ json: answer }]);
  const response = await make({ apiKey: CANARY_KEY, ...config }, vendor.context).generate({ ...REQUEST, ...changes });
  expect(vendor.requests).toHaveLength(1);
  return { ...vendor.requests[0], response };
}

describe('what is asked (llm-image §3.5)', () => {
  test('a picture, without what the models do not take', async () => {
    const { url, headers, body } = await submitted({ negativePrompt: 'text' });
    expect(url).toBe('https://generativelanguage.googleapis.com/v1beta/models/gemini-nano-banana-2.1:generateContent');
    expect(headers?.['x-goog-api-key']).toBe(CANARY_KEY);
    expect(body).toEqual({
      contents: [{ role: 'user', parts: [{ text: 'A forge at dawn.' }] }],
      generationConfig: {
        seed: 0,
        responseModalities: ['IMAGE'],
        imageConfig: { aspectRatio: '16:9', imageSize: '1K' },
      },
    });
  });

  test('pictures to be like as parts, no more than the model takes', async () => {
    const { body } = await submitted({ referenceImages: Array<string>(20).fill('p/image-1') });
    const inlineData = { mimeType: 'image/jpeg', data: '/9gBAQEB/9k=' };
    const parts = [{ text: 'A forge at dawn.' }, ...Array<object>(14).fill({ inlineData })];
    expect(body).toMatchObject({ contents: [{ parts }] });
  });

  test.each([
    [undefined, 720, 1280, '9:16', '1K'],
    [undefined, 720, 720, '1:1', '1K'],
    [undefined, 1920, 1080, '16:9', '2K'],
    ['gemini-3.1-flash-lite-image', 1920, 1080, '16:9', '1K'],
  ])('%s for %i×%i: %s in %s', async (model, width, height, aspectRatio, imageSize) => {
    const { body } = await submitted({ width, height }, model === undefined ? {} : { model });
    expect(body).toMatchObject({ generationConfig: { imageConfig: { aspectRatio, imageSize } } });
  });

  test('a model nobody here knows chooses its own size; names that were shut down have successors', async () => {
    const { url, body } = await submitted({}, { model: 'gemini-9-image' });
    expect(url).toContain('/models/gemini-9-image:generateContent');
    expect(body).not.toHaveProperty('generationConfig.imageConfig');
    const old = await submitted({}, { model: 'imagen-4.0-generate-001' });
    expect(old.url).toContain('/models/gemini-nano-banana-2.1:generateContent');
  });

  test('a seed of 32 bits is brought to the 31 that Gemini takes', async () => {
    const { body } = await submitted({ seed: 0xffff_ffff });
    expect(body).toMatchObject({ generationConfig: { seed: 0x7fff_ffff } });
  });
});

describe('what comes of it', () => {
  test('is the picture that is no draft of its reasoning', async () => {
    const draft = { thought: true, inlineData: { mimeType: 'image/png', data: 'AAAA' } };
    const answer = generated([{ text: 'Here it is.' }, draft, PICTURE], 'STOP', { usageMetadata: USAGE });
    const { response } = await submitted({}, {}, answer);
    expect(response).toMatchObject({ status: 'completed', handle: {}, outputs: [{ mediaType: 'image/png' }] });
    const output = response.status === 'completed' ? response.outputs[0] : undefined;
    expect(output && 'bytes' in output ? Buffer.from(output.bytes).equals(PNG) : false).toBe(true);
  });

  test('costs what its tokens come to, where the rates of all of them are known', async () => {
    const rate = (200 * 1.5 + (10 + 90) * 7.5 + 1120 * 30) / 1e6;
    expect((await submitted()).response).toMatchObject({ costUsd: rate });
    expect((await submitted({}, { model: 'gemini-3-pro-image' })).response).not.toHaveProperty('costUsd');
    const uncounted = generated([PICTURE], 'STOP', { usageMetadata: { promptTokenCount: 200 } });
    expect((await submitted({}, {}, uncounted)).response).not.toHaveProperty('costUsd');
  });

  test.each([
    ...['IMAGE_SAFETY', 'IMAGE_PROHIBITED_CONTENT', 'IMAGE_RECITATION'],
    ...['SAFETY', 'PROHIBITED_CONTENT', 'BLOCKLIST', 'RECITATION', 'SPII'],
  ])('%s is refused content, and may have been charged', async (finishReason) => {
    const candidates = [{ finishReason, finishMessage: 'Unable to show the generated image.', index: 0 }];
    const { response } = await submitted({}, {}, { candidates });
    expect(response).toMatchObject({ status: 'failed', error: { code: 'content_rejected' } });
    expect(response).not.toHaveProperty('charged');
    expect(response.status === 'failed' ? response.error.message : '').toContain('Unable to show');
  });

  test('a blocked prompt has no candidates', async () => {
    const { response } = await submitted({}, {}, { promptFeedback: { blockReason: 'IMAGE_SAFETY' } });
    expect(response).toMatchObject({ status: 'failed', error: { code: 'content_rejected' } });
  });

  test.each(['NO_IMAGE', 'IMAGE_OTHER', 'OTHER', 'STOP'])(
    '%s without a picture is worth another try',
    async (finish) => {
      const { response } = await submitted({}, {}, generated([{ text: 'I would rather talk.' }], finish));
      expect(response).toMatchObject({
        status: 'failed',
        error: { code: 'bad_response', details: { retryable: true } },
      });
    },
  );

  test('a picture that cannot be read may have been charged', async () => {
    const broken = generated([{ inlineData: { mimeType: 'image/png', data: '%%%' } }], 'STOP');
    expect(await refusal(submitted({}, {}, broken))).toMatchObject({ code: 'outcome_unknown' });
  });

  test('a refused key is told from a refused request', async () => {
    const error = { code: 400, message: 'API key not valid.', status: 'INVALID_ARGUMENT', details: [API_KEY_INVALID] };
    const vendor = fakeVendor([{ status: 400, json: { error } }]);
    expect(await refusal(make({ apiKey: 'k' }, vendor.context).generate(REQUEST))).toMatchObject({ code: 'auth' });
  });
});

test('prices follow the size that a film needs; unknown is null', () => {
  const estimate = (width: number, height: number, model?: string) =>
    make({ ...(model === undefined ? {} : { model }) }, fakeVendor([]).context).estimateCost(width, height);
  const price = (resolution: string) =>
    geminiImage.models[0]?.prices.find(({ when }) => when?.resolution === resolution)?.unitCostUsd;
  expect(estimate(1280, 720)).toBe(price('1K'));
  expect(estimate(1920, 1080)).toBe(price('2K'));
  expect(estimate(1280, 720, 'gemini-9-image')).toBeNull();
});
