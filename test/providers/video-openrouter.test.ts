import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { BaseVideoProvider, VideoRequest } from '../../src/providers/video/base.ts';
import { openRouterVideos } from '../../src/providers/video/openrouter.ts';
import type { VideoProviderConfig } from '../../src/types/providers.ts';
import { describeMediaContract } from '../contract/media.ts';
import { json, wire } from '../contract/wire.ts';
import { OPENROUTER_SIGNING_SECRET } from '../simulator/vendors/openrouter-media.ts';
import { adapterOf, CANARY_KEY, type FakeVendor, fakeVendor, refusal, type ScriptedAnswer } from './fake-vendor.ts';
import { clipRequest, FIRST_FRAME, LAST_FRAME } from './video-support.ts';

// Built from contracts/llm-image.md §2.1 (errors), §3.1 and video-compile-audio.md §1.9.
const CONTENT = 'https://openrouter.ai/api/v1/videos/job-abc/content?index=0';

function make(config: Omit<VideoProviderConfig, 'provider'>, context: FakeVendor['context']): BaseVideoProvider {
  return adapterOf(openRouterVideos, { provider: 'openrouter', ...config }, context);
}

describeMediaContract<VideoRequest>({
  name: 'openrouter kwaivgi/kling-v3.0-std',
  vendor: 'openrouter',
  kind: 'video',
  make: (config, context) => make({ ...config, apiKey: `${config.apiKey}:${OPENROUTER_SIGNING_SECRET}` }, context),
  request: clipRequest(),
  keepsZeroAndFalse: (body) => expect(body).toMatchObject({ generate_audio: false }),
  forgetsAfterSeconds: 86_400,
  leaveOut: {
    cancelled: 'OpenRouter has no way to stop a generation',
    'a lost submission is found, or nobody knows': 'OpenRouter lists no generations; a webhook names a lost one',
    'a submission that never arrived is not mistaken for another': 'OpenRouter lists no generations',
  },
});

function adapter(answers: ScriptedAnswer[], config: Partial<VideoProviderConfig> = {}, now?: number) {
  const vendor = fakeVendor(answers, now === undefined ? {} : { now });
  return { ...vendor, clips: make({ apiKey: CANARY_KEY, ...config }, vendor.context) };
}
const taken = { status: 202, json: { id: 'job-abc', polling_url: '/api/v1/videos/job-abc', status: 'pending' } };

async function submitted(changes: Partial<VideoRequest> = {}, config: Partial<VideoProviderConfig> = {}) {
  const { clips, requests } = adapter([taken], config);
  const response = await clips.generate(clipRequest(changes));
  expect(requests).toHaveLength(1);
  return { ...requests[0], response };
}

describe('what is asked', () => {
  const frame = (url: string, frame_type: string) => ({ type: 'image_url', image_url: { url }, frame_type });
  const prompt = 'Sparks rise from the anvil.';

  test('a clip between two frames, without sound', async () => {
    const { url, headers, body, response } = await submitted();
    expect(url).toBe('https://openrouter.ai/api/v1/videos');
    expect(headers?.authorization).toBe(`Bearer ${CANARY_KEY}`);
    expect(body).toEqual({
      ...{ model: 'kwaivgi/kling-v3.0-std', prompt, duration: 5, aspect_ratio: '16:9', generate_audio: false },
      frame_images: [frame(FIRST_FRAME, 'first_frame'), frame(LAST_FRAME, 'last_frame')],
    });
    expect(response).toEqual({ status: 'queued', handle: { id: 'job-abc' } });
  });

  test('sound where it is asked for, and the resolution where the model names some', async () => {
    const format = { width: 1920, height: 1080, frameRate: 24 } as const;
    const veo = await submitted({ format, duration: 5.5 }, { model: 'google/veo-3.1-lite', audio: true });
    expect(veo.body).toMatchObject({ generate_audio: true, resolution: '1080p', duration: 6 });
    const hailuo = await submitted({ format }, { model: 'minimax/hailuo-3-max', audio: true });
    expect(hailuo.body).toMatchObject({ resolution: '768p' });
    expect(hailuo.body).not.toHaveProperty('generate_audio');
  });

  test('of a model nobody here knows, no last frame, no seed and no resolution', async () => {
    const { body } = await submitted({}, { model: 'some/model' });
    expect(body).toEqual({
      ...{ model: 'some/model', prompt, duration: 5, aspect_ratio: '16:9', generate_audio: false },
      frame_images: [frame(FIRST_FRAME, 'first_frame')],
    });
  });

  test('the key alone goes out, not the signing secret', async () => {
    const { headers, body } = await submitted({}, { apiKey: `${CANARY_KEY}:whsec-canary-secret` });
    expect(headers?.authorization).toBe(`Bearer ${CANARY_KEY}`);
    expect(JSON.stringify([headers, body])).not.toContain('whsec-canary-secret');
  });

  test.each([
    ['https://p2v.example/hook', undefined, true],
    ['http://192.168.0.5/hook', undefined, false],
    ['http://127.0.0.1/hook', 'http://127.0.0.1:4100/openrouter', true],
  ])('a call back to %s (baseUrl %s): %s', async (webhookUrl, baseUrl, called) => {
    const { body } = await submitted({ submission: { id: 's', startedAt: 0, webhookUrl } }, baseUrl ? { baseUrl } : {});
    expect(body).toEqual(
      called
        ? expect.objectContaining({ callback_url: webhookUrl })
        : expect.not.objectContaining({ callback_url: webhookUrl }),
    );
  });

  test.each<[number, string | undefined, string]>([
    [400, 'invalid_request', 'invalid_input'],
    [400, 'content_policy_violation', 'content_rejected'],
    [402, 'payment_required', 'quota'],
    [404, 'not_found', 'unsupported'],
    [408, 'timeout', 'outcome_unknown'],
    [502, 'provider_unavailable', 'outcome_unknown'],
  ])('is refused with %i %s', async (status, error_type, code) => {
    const answer = { status, json: { error: { code: status, message: 'It says why.', metadata: { error_type } } } };
    expect(await refusal(adapter([answer]).clips.generate(clipRequest()))).toMatchObject({ code });
  });
});

describe('how it stands', () => {
  const ask = (more: object) =>
    adapter([{ json: { id: 'job-abc', polling_url: '/x', ...more } }]).clips.checkStatus({ id: 'job-abc' });

  test('completed, with what OpenRouter charged', async () => {
    const done = { status: 'completed', unsigned_urls: [CONTENT], usage: { cost: 0.63, is_byok: false } };
    expect(await ask(done)).toEqual({
      status: 'completed',
      handle: { id: 'job-abc' },
      outputs: [{ url: CONTENT }],
      costUsd: 0.63,
    });
    expect(await ask({ ...done, usage: { cost: 0 } })).toMatchObject({ costUsd: 0 });
    expect(await ask({ ...done, usage: { cost: 0.01, is_byok: true } })).not.toHaveProperty('costUsd');
    expect(await ask({ ...done, usage: undefined })).not.toHaveProperty('costUsd');
    expect(await ask({ ...done, unsigned_urls: [] })).toMatchObject({
      status: 'failed',
      error: { code: 'unavailable' },
    });
  });

  test.each([
    ['failed', 'The provider failed.', 'unavailable'],
    ['failed', 'Output blocked: content policy', 'content_rejected'],
    ['failed', undefined, 'unavailable'],
    ['cancelled', undefined, 'cancelled'],
    ['expired', undefined, 'timeout'],
  ])('%s (%s)', async (status, error, code) => {
    expect(await ask({ status, ...(error ? { error } : {}) })).toMatchObject({ status: 'failed', error: { code } });
  });

  test('a clip is opened with the key on OpenRouter’s own host, and without it elsewhere', async () => {
    const open = async (url: string) => {
      const { clips, requests } = adapter([{ text: 'clip' }]);
      await clips.download?.(url);
      return requests[0];
    };
    expect(await open(CONTENT)).toMatchObject({ url: CONTENT, headers: { authorization: `Bearer ${CANARY_KEY}` } });
    expect(await open('/api/v1/videos/job-abc/content?index=0')).toMatchObject({ url: CONTENT });
    for (const address of [
      'https://storage.example.com/video.mp4',
      'https://openrouter.ai.evil.example/api/v1/videos/x',
      'https://openrouter.ai/elsewhere',
    ]) {
      expect(JSON.stringify(await open(address))).not.toContain(CANARY_KEY);
    }
  });
});

describe('a webhook (llm-image §3.1)', () => {
  const SECRET = 'workspace-secret';
  const NOW = Date.UTC(2026, 10, 25, 12);
  const seconds = NOW / 1000;
  const BODY = JSON.stringify({
    type: 'video.generation.completed',
    created_at: '2026-11-25T12:00:00Z',
    data: { id: 'job-abc' },
  });
  const sign = (secret: string, time: number | string, body: string) =>
    createHmac('sha256', secret).update(`${time},${body}`).digest('hex');
  const deliver = (header: string | undefined, body = BODY, apiKey = `${CANARY_KEY}:${SECRET}`) => {
    const { clips } = adapter([], { apiKey }, NOW);
    const headers = new Headers(header === undefined ? {} : { 'x-openrouter-signature': header });
    return { clips, delivery: { headers, body: new Uint8Array(Buffer.from(body)) } };
  };
  const verified = async (header: string | undefined, body?: string) => {
    const { clips, delivery } = deliver(header, body);
    return clips.verifyWebhook?.(delivery);
  };

  test('is genuine as it was signed, and names its generation', async () => {
    const header = `t=${seconds},v1=${sign(SECRET, seconds, BODY)}`;
    expect(await verified(header)).toBe(true);
    const { clips, delivery } = deliver(header);
    expect(clips.handleFromWebhook?.(delivery)).toEqual({ id: 'job-abc' });
  });

  test.each<[string, string | undefined, string?]>([
    ['without a signature', undefined],
    ['with another secret', `t=${seconds},v1=${sign('another', seconds, BODY)}`],
    ['with another body', `t=${seconds},v1=${sign(SECRET, seconds, BODY)}`, BODY.replace('abc', 'xyz')],
    ['with another time than was signed', `t=${seconds + 1},v1=${sign(SECRET, seconds, BODY)}`],
    [
      'joined by a full stop',
      `t=${seconds},v1=${createHmac('sha256', SECRET).update(`${seconds}.${BODY}`).digest('hex')}`,
    ],
    ['with half a signature', `t=${seconds},v1=${sign(SECRET, seconds, BODY).slice(0, 32)}`],
    ['with no hex', `t=${seconds},v1=zz`],
    ['without a time', `v1=${sign(SECRET, '', BODY)}`],
    ['with a time that is none', `t=now,v1=${sign(SECRET, 'now', BODY)}`],
    ['five minutes and a second old', `t=${seconds - 301},v1=${sign(SECRET, seconds - 301, BODY)}`],
    ['from the future', `t=${seconds + 301},v1=${sign(SECRET, seconds + 301, BODY)}`],
  ])('%s is refused', async (_why, header, body) => {
    expect(await verified(header, body)).toBe(false);
  });

  test('is kept within the five minutes it is good for', async () => {
    for (const age of [-300, 300]) {
      const time = seconds + age;
      expect(await verified(`t=${time},v1=${sign(SECRET, time, BODY)}`)).toBe(true);
    }
  });

  test('of another kind names nothing', () => {
    for (const body of [
      '{',
      '{}',
      '{"type":"other","data":{"id":"x"}}',
      '{"type":"video.generation.failed","data":{"id":""}}',
    ]) {
      const { clips, delivery } = deliver(undefined, body);
      expect(clips.handleFromWebhook?.(delivery)).toBeUndefined();
    }
  });

  test('cannot be verified without the secret, and then names nothing either', () => {
    for (const apiKey of [CANARY_KEY, `${CANARY_KEY}:`]) {
      const { clips } = adapter([], { apiKey });
      expect([clips.verifyWebhook, clips.handleFromWebhook]).toEqual([undefined, undefined]);
    }
  });
});

test('prices follow length, resolution and sound; unknown is null', () => {
  const estimate = (config: Partial<VideoProviderConfig>, height = 720) =>
    adapter([], config).clips.estimateCost(6, { width: (height * 16) / 9, height, frameRate: 24 });
  const veo = (resolution: string, audio: boolean) =>
    openRouterVideos.models
      .find(({ id }) => id === 'google/veo-3.1-lite')
      ?.prices.find(({ when }) => when?.resolution === resolution && when.audio === audio)?.unitCostUsd ?? Number.NaN;
  expect(estimate({ model: 'google/veo-3.1-lite' })).toBeCloseTo(6 * veo('720p', false));
  expect(estimate({ model: 'google/veo-3.1-lite', audio: true }, 1080)).toBeCloseTo(6 * veo('1080p', true));
  expect(estimate({ model: 'some/model' })).toBeNull();
});

test('models are read live, those that animate a frame, with today’s price for a second', async () => {
  const model = (id: string, more: object) => ({
    id,
    name: id,
    canonical_slug: id,
    created: 1,
    allowed_passthrough_parameters: [],
    ...more,
  });
  const { context, sent } = wire(
    json({
      data: [
        model('google/veo-3.1-lite', {
          ...{
            supported_durations: [4, 6, 8],
            supported_resolutions: ['720p', '1080p'],
            supported_aspect_ratios: ['16:9'],
          },
          ...{ supported_frame_images: ['first_frame', 'last_frame'], generate_audio: true, seed: true },
          pricing_skus: {
            ...{ duration_seconds_with_audio: '0.08', duration_seconds_without_audio: '0.05' },
            ...{ duration_seconds_with_audio_720p: '0.05', duration_seconds_without_audio_720p: '0.03' },
            cents_per_image: '2',
          },
        }),
        model('a/plain', { supported_frame_images: ['first_frame'], pricing_skus: { duration_seconds: '0.1' } }),
        model('a/text-only', { supported_frame_images: [], pricing_skus: null }),
      ],
    }),
  );
  const models = await openRouterVideos.liveModels?.list(context, {});
  expect(sent.map(({ url, headers }) => [url, headers.get('authorization')])).toEqual([
    ['https://openrouter.ai/api/v1/videos/models', null],
  ]);
  expect(models?.map(({ id }) => id)).toEqual(['google/veo-3.1-lite', 'a/plain']);
  expect(models?.[0]).toMatchObject({ durations: [4, 6, 8], endFrame: true, nativeAudio: 'optional', seed: true });
  expect(models?.[0]?.prices.map(({ unit, unitCostUsd, when }) => [unit, unitCostUsd, when])).toEqual([
    ['second', 0.08, { resolution: '1080p', audio: true }],
    ['second', 0.05, { resolution: '1080p', audio: false }],
    ['second', 0.05, { resolution: '720p', audio: true }],
    ['second', 0.03, { resolution: '720p', audio: false }],
  ]);
  expect(models?.[1]).toMatchObject({ endFrame: false, nativeAudio: 'never', prices: [{ unitCostUsd: 0.1 }] });
  expect(models?.[1]?.prices[0]).not.toHaveProperty('when');
});
