import { describe, expect, test } from 'vitest';
import type { ProviderContext, ProviderEntry } from '../../src/providers/base.ts';
import type { BaseVideoProvider, VideoRequest } from '../../src/providers/video/base.ts';
import { falVideo } from '../../src/providers/video/fal.ts';
import { falKling } from '../../src/providers/video/fal-kling.ts';
import { pika } from '../../src/providers/video/pika.ts';
import { AppError } from '../../src/types/errors.ts';
import type { VideoProviderConfig } from '../../src/types/providers.ts';
import { describeMediaContract } from '../contract/media.ts';
import { adapterOf, CANARY_KEY, fakeVendor, refusal } from './fake-vendor.ts';
import { clipRequest, FIRST_FRAME, LAST_FRAME } from './video-support.ts';

// Built from contracts/video-compile-audio.md §1.1.
type VideoEntry = ProviderEntry<VideoProviderConfig, BaseVideoProvider>;
type Changes = Omit<Partial<VideoProviderConfig>, 'provider'>;

const GENERIC: Changes = {
  model: 'fal-ai/veo3.1/first-last-frame-to-video',
  fields: {
    ...{ startImage: 'first_frame_url', endImage: 'last_frame_url', prompt: 'prompt' },
    ...{ duration: 'duration', durationFormat: 'seconds', aspectRatio: 'aspect_ratio', seed: 'seed' },
    audio: 'generate_audio',
  },
};

function make(entry: VideoEntry, changes: Changes, context: ProviderContext): BaseVideoProvider {
  const provider = entry.info.provider as VideoProviderConfig['provider'];
  return adapterOf(entry, { provider, apiKey: CANARY_KEY, ...changes }, context);
}

const CONTRACTS: [VideoEntry, Changes, object][] = [
  [falKling, { model: 'kling-v2.1-pro' }, {}],
  [falKling, { model: 'kling-v3-pro' }, { generate_audio: false }],
  [pika, { model: 'pika-v2.2' }, { seed: 0 }],
  [pika, { model: 'pikaframes-v2.2' }, { seed: 0 }],
  [falVideo, GENERIC, { seed: 0, generate_audio: false }],
];
for (const [entry, changes, kept] of CONTRACTS) {
  const nothingToKeep = Object.keys(kept).length === 0;
  describeMediaContract<VideoRequest>({
    name: `${entry.info.provider} ${changes.model}`,
    vendor: 'fal',
    kind: 'video',
    make: (config, context) => make(entry, { ...changes, ...config }, context),
    request: clipRequest(),
    keepsZeroAndFalse: (body) => expect(body).toMatchObject(kept),
    forgetsAfterSeconds: 3600,
    ...(nothingToKeep
      ? { leaveOut: { 'zero and false are kept': 'this model takes neither a seed nor a sound' } }
      : {}),
  });
}

/** The one submission an adapter makes of a request. */
async function submitted(entry: VideoEntry, changes: Changes, request: Partial<VideoRequest> = {}) {
  const vendor = fakeVendor([{ json: { request_id: 'r-1' } }]);
  const response = await make(entry, changes, vendor.context).generate(clipRequest(request));
  expect(vendor.requests).toHaveLength(1);
  return { url: vendor.requests[0]?.url, body: vendor.requests[0]?.body, handle: response.handle };
}

describe('what is asked of each Kling', () => {
  const prompt = 'Sparks rise from the anvil.';
  const duration = '5';
  const sound = { generate_audio: false };

  test.each<[string, string, object]>([
    ['kling-v2.1-pro', 'v2.1/pro', { image_url: FIRST_FRAME, tail_image_url: LAST_FRAME }],
    ['kling-v2.1-standard', 'v2.1/standard', { image_url: FIRST_FRAME }],
    ['kling-v2.1-master', 'v2.1/master', { image_url: FIRST_FRAME }],
    ['kling-v2.5-turbo-pro', 'v2.5-turbo/pro', { image_url: FIRST_FRAME, tail_image_url: LAST_FRAME }],
    ['kling-v2.5-turbo-standard', 'v2.5-turbo/standard', { image_url: FIRST_FRAME }],
    ['kling-v2.6-pro', 'v2.6/pro', { start_image_url: FIRST_FRAME, end_image_url: LAST_FRAME, ...sound }],
    ['kling-v3-standard', 'v3/standard', { start_image_url: FIRST_FRAME, end_image_url: LAST_FRAME, ...sound }],
    ['kling-v3-pro', 'v3/pro', { start_image_url: FIRST_FRAME, end_image_url: LAST_FRAME, ...sound }],
    ['kling-v3-4k', 'v3/4k', { start_image_url: FIRST_FRAME, end_image_url: LAST_FRAME, ...sound }],
    ['kling-v3-turbo-pro', 'v3/turbo/pro', { image_url: FIRST_FRAME }],
    ['kling-v3-turbo-standard', 'v3/turbo/standard', { image_url: FIRST_FRAME }],
    ['kling-o3-standard', 'o3/standard', { image_url: FIRST_FRAME, end_image_url: LAST_FRAME, ...sound }],
    ['kling-o3-pro', 'o3/pro', { image_url: FIRST_FRAME, end_image_url: LAST_FRAME, ...sound }],
    ['kling-o3-4k', 'o3/4k', { image_url: FIRST_FRAME, end_image_url: LAST_FRAME, ...sound }],
    ['kling-o1', 'o1', { start_image_url: FIRST_FRAME, end_image_url: LAST_FRAME }],
    ['kling-o1-standard', 'o1/standard', { start_image_url: FIRST_FRAME, end_image_url: LAST_FRAME }],
    ['kling-v4', 'v4', { start_image_url: FIRST_FRAME, end_image_url: LAST_FRAME, resolution: '720p', ...sound }],
  ])('%s', async (model, path, input) => {
    const { url, body } = await submitted(falKling, { model });
    expect(url).toBe(`https://queue.fal.run/fal-ai/kling-video/${path}/image-to-video`);
    expect(body).toEqual({ prompt, duration, ...input });
  });

  test('every row of the catalogue is among them', () => {
    expect(falKling.models).toHaveLength(17);
  });

  test('sound, what must not be seen, and the film’s resolution, where the model takes them', async () => {
    const request = {
      negativePrompt: 'blur',
      duration: 10,
      format: { width: 1920, height: 1080, frameRate: 24 } as const,
    };
    expect((await submitted(falKling, { model: 'kling-v4', audio: true }, request)).body).toMatchObject({
      ...{ generate_audio: true, negative_prompt: 'blur', duration: '10', resolution: '1080p' },
    });
    const plain = (await submitted(falKling, { model: 'kling-o1', audio: true }, request)).body;
    expect(Object.keys(plain as object).toSorted()).toEqual(['duration', 'end_image_url', 'prompt', 'start_image_url']);
  });

  test('without a last frame there is no field for it', async () => {
    const { endImageUrl: _none, ...request } = clipRequest();
    const vendor = fakeVendor([{ json: { request_id: 'r-1' } }]);
    await make(falKling, {}, vendor.context).generate(request);
    expect(vendor.requests[0]?.body).not.toHaveProperty('tail_image_url');
  });

  test('an endpoint newer than this catalogue is asked as the newest in it; the paths have owner and application only', async () => {
    const { url, body, handle } = await submitted(falKling, { model: 'kling/v4/image-to-video' });
    expect(url).toBe('https://queue.fal.run/kling/v4/image-to-video');
    expect(body).toMatchObject({ start_image_url: FIRST_FRAME, end_image_url: LAST_FRAME });
    expect(handle).toMatchObject({ responsePath: '/kling/v4/requests/r-1' });
  });
});

describe('what is asked of Pika', () => {
  const format = { width: 1920, height: 1080, frameRate: 24 } as const;
  test('2.2: lengths are numbers', async () => {
    const { url, body } = await submitted(pika, {}, { negativePrompt: 'blur', format });
    expect(url).toBe('https://queue.fal.run/fal-ai/pika/v2.2/image-to-video');
    const prompt = 'Sparks rise from the anvil.';
    expect(body).toEqual({
      ...{ prompt, image_url: FIRST_FRAME, duration: 5, resolution: '1080p', seed: 0, negative_prompt: 'blur' },
    });
  });

  test('pikaframes: one transition between two pictures', async () => {
    const { url, body } = await submitted(pika, { model: 'pikaframes-v2.2' }, { duration: 7 });
    expect(url).toBe('https://queue.fal.run/fal-ai/pika/v2.2/pikaframes');
    expect(body).toMatchObject({
      image_urls: [FIRST_FRAME, LAST_FRAME],
      transitions: [{ duration: 7 }],
      resolution: '720p',
      seed: 0,
    });
  });

  test('pikaframes without a last frame, and a model that is not there, are refused before anything is sent', async () => {
    const { endImageUrl: _none, ...request } = clipRequest();
    const vendor = fakeVendor([]);
    const frames = make(pika, { model: 'pikaframes-v2.2' }, vendor.context);
    expect(await refusal(frames.generate(request))).toMatchObject({ code: 'unsupported' });
    const effects = () => make(pika, { model: 'pikaffects' }, vendor.context);
    expect(effects).toThrow(/pikaffects.*pika-v2\.2, pikaframes-v2\.2/);
    expect(vendor.requests).toEqual([]);
  });
});

describe('any model of fal', () => {
  test.each([
    [{}, { duration: '6s', generate_audio: false, aspect_ratio: '16:9', seed: 0 }],
    [{ durationFormat: 'string' as const }, { duration: '6' }],
    [{ durationFormat: 'number' as const }, { duration: 6 }],
  ])('is asked under the user’s field names %j, in whole seconds', async (fields, input) => {
    const given = GENERIC.fields;
    if (!given) throw new Error('no fields');
    const { url, body } = await submitted(falVideo, { ...GENERIC, fields: { ...given, ...fields } }, { duration: 5.2 });
    expect(url).toBe('https://queue.fal.run/fal-ai/veo3.1/first-last-frame-to-video');
    expect(body).toMatchObject({ first_frame_url: FIRST_FRAME, last_frame_url: LAST_FRAME, ...input });
  });

  test('gets nothing it was not said to take', async () => {
    const fields = { startImage: 'image', prompt: 'text', durationFormat: 'number' as const };
    const { body } = await submitted(falVideo, { model: 'a/b', fields, audio: true });
    expect(body).toEqual({ image: FIRST_FRAME, text: 'Sparks rise from the anvil.' });
  });

  test('has an end frame where a field takes it, and no price', () => {
    const fields = { startImage: 'image', prompt: 'prompt', durationFormat: 'number' as const };
    const { context } = fakeVendor([]);
    expect(make(falVideo, GENERIC, context).supportsEndFrame()).toBe(true);
    expect(make(falVideo, { model: 'a/b', fields }, context).supportsEndFrame()).toBe(false);
    expect(make(falVideo, GENERIC, context).estimateCost(5, { width: 1280, height: 720, frameRate: 24 })).toBeNull();
  });

  test('without a model or its fields says what to set', () => {
    const { context } = fakeVendor([]);
    for (const changes of [{}, { model: 'a/b' }]) {
      const attempt = () => make(falVideo, changes, context);
      expect(attempt).toThrow(AppError);
      expect(attempt).toThrow(/video\.fields/);
    }
  });
});

describe('prices', () => {
  const hd = { width: 1280, height: 720, frameRate: 24 } as const;
  const fullHd = { width: 1920, height: 1080, frameRate: 24 } as const;
  const estimate = (entry: VideoEntry, changes: Changes, format: typeof hd | typeof fullHd = hd) =>
    make(entry, changes, fakeVendor([]).context).estimateCost(10, format);
  const row = (entry: VideoEntry, id: string) => entry.models.find((model) => model.id === id)?.prices ?? [];

  test('hang on length, sound and resolution; of two pages the dearer is believed', () => {
    expect(estimate(falKling, {})).toBe(10 * (row(falKling, 'kling-v2.1-pro')[0]?.unitCostUsd ?? Number.NaN));
    const dearest = (audio: boolean) =>
      Math.max(
        ...row(falKling, 'kling-v3-pro')
          .filter(({ when }) => when?.audio === audio)
          .map(({ unitCostUsd }) => unitCostUsd ?? 0),
      );
    expect(estimate(falKling, { model: 'kling-v3-pro' })).toBeCloseTo(10 * dearest(false));
    expect(estimate(falKling, { model: 'kling-v3-pro', audio: true })).toBeCloseTo(10 * dearest(true));
    expect(dearest(true)).toBeGreaterThan(dearest(false));
    const pikaAt = (format: typeof hd | typeof fullHd) => estimate(pika, {}, format) ?? 0;
    expect(pikaAt(fullHd)).toBeGreaterThan(pikaAt(hd));
  });

  test('that nobody published are null', () => {
    expect(estimate(falKling, { model: 'kling-o1' })).toBeNull();
    expect(estimate(falKling, { model: 'fal-ai/kling-video/v9/image-to-video' })).toBeNull();
  });
});
