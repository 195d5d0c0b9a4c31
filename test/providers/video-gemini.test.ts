import { describe, expect, test } from 'vitest';
import type { BaseVideoProvider, VideoRequest } from '../../src/providers/video/base.ts';
import { geminiVideo } from '../../src/providers/video/gemini.ts';
import type { VideoProviderConfig } from '../../src/types/providers.ts';
import { describeMediaContract } from '../contract/media.ts';
import { adapterOf, CANARY_KEY, type FakeVendor, fakeVendor, refusal, type ScriptedAnswer } from './fake-vendor.ts';
import { clipRequest } from './video-support.ts';

// Built from contracts/video-compile-audio.md §1.6.
const HOST = 'https://generativelanguage.googleapis.com';
const FILE = `${HOST}/v1beta/files/abc123:download`;

function make(config: Omit<VideoProviderConfig, 'provider'>, context: FakeVendor['context']): BaseVideoProvider {
  return adapterOf(geminiVideo, { provider: 'google', ...config }, context);
}

describeMediaContract<VideoRequest>({
  name: 'google gemini-omni-1.2-flash',
  vendor: 'gemini',
  kind: 'video',
  make,
  request: clipRequest(),
  forgetsAfterSeconds: 86_400,
  unsignedWebhook: true,
  leaveOut: {
    'zero and false are kept': 'no seed is documented for Omni, and its sound cannot be switched off',
    'a lost submission is found, or nobody knows': 'interactions cannot be listed',
    'a submission that never arrived is not mistaken for another': 'interactions cannot be listed',
    'a webhook is genuine only as it was signed, and only for a while':
      'no signature is documented; it only triggers a poll',
  },
});

function adapter(answers: ScriptedAnswer[], config: Partial<VideoProviderConfig> = {}) {
  const vendor = fakeVendor(answers);
  return { ...vendor, clips: make({ apiKey: CANARY_KEY, ...config }, vendor.context) };
}
const taken = { json: { id: 'v1_abc', status: 'in_progress', object: 'interaction' } };

async function submitted(changes: Partial<VideoRequest> = {}, config: Partial<VideoProviderConfig> = {}) {
  const { clips, requests } = adapter([taken], config);
  const response = await clips.generate(clipRequest(changes));
  expect(requests).toHaveLength(1);
  return { ...requests[0], response };
}

describe('what is asked', () => {
  const frame = (data: string) => ({ type: 'image', data, mime_type: 'image/jpeg' });
  const [first, last] = [frame('/9gBAQEB/9k='), frame('/9gCAgIC/9k=')];

  test('a clip between two frames, in the background', async () => {
    const { url, headers, body, response } = await submitted();
    expect(url).toBe(`${HOST}/v1beta/interactions`);
    expect(headers?.['x-goog-api-key']).toBe(CANARY_KEY);
    expect(body).toEqual({
      model: 'gemini-omni-1.2-flash',
      background: true,
      input: [
        first,
        last,
        { type: 'text', text: '[# Sources <FIRST_FRAME>@Image1 <LAST_FRAME>@Image2] Sparks rise from the anvil.' },
      ],
      response_format: { type: 'video', delivery: 'uri', aspect_ratio: '16:9', resolution: '720p', duration: '5s' },
      generation_config: { video_config: { task: 'image_to_video' } },
    });
    expect(response).toEqual({ status: 'processing', handle: { id: 'v1_abc' } });
  });

  test('a clip from its first frame alone', async () => {
    const { endImageUrl: _none, ...request } = clipRequest();
    const { clips, requests } = adapter([taken]);
    await clips.generate(request);
    const text = '[# Sources <FIRST_FRAME>@Image1] Sparks rise from the anvil.';
    expect(requests[0]?.body).toMatchObject({ input: [first, { type: 'text', text }] });
  });

  test.each([
    ['9:16', { width: 720, height: 1280, frameRate: 24 }, '9:16', '720p'],
    ['1:1', { width: 1080, height: 1080, frameRate: 24 }, '16:9', '1080p'],
  ] as const)('a film of %s', async (aspectRatio, format, aspect_ratio, resolution) => {
    const { body } = await submitted({ aspectRatio, format, duration: 5.2 });
    expect(body).toMatchObject({ response_format: { aspect_ratio, resolution, duration: '6s' } });
  });

  test('a call back where this server can be reached', async () => {
    const webhookUrl = 'https://p2v.example/api/webhooks/j/t/0';
    const { body } = await submitted({ submission: { id: 's', startedAt: 0, webhookUrl } });
    expect(body).toMatchObject({ webhook_config: { uris: [webhookUrl] } });
  });

  test('Veo has a successor', async () => {
    const { body } = await submitted({}, { model: 'veo-3.1-generate-preview' });
    expect(body).toMatchObject({ model: 'gemini-omni-1.1-flash' });
  });
});

describe('how it stands', () => {
  const ask = (json: object, status = 200) => adapter([{ json, status }]).clips.checkStatus({ id: 'v1_abc' });
  const output = (...content: object[]) => ({
    id: 'v1_abc',
    status: 'completed',
    steps: [
      { type: 'thought', content: [{ type: 'text', text: 'Hm.' }] },
      { type: 'model_output', content },
    ],
  });

  test('a clip by its address, or inside the answer', async () => {
    const clip = { type: 'video', mime_type: 'video/mp4', uri: FILE };
    expect(await ask(output({ type: 'text', text: 'Here.' }, clip))).toEqual({
      ...{ status: 'completed', handle: { id: 'v1_abc' }, outputs: [{ url: FILE }] },
    });
    const data = Buffer.from('clip').toString('base64');
    expect(await ask(output({ type: 'video', data, mime_type: 'video/mp4' }))).toMatchObject({
      outputs: [{ mediaType: 'video/mp4' }],
    });
    expect(await ask({ id: 'v1_abc', status: 'completed', output_video: clip })).toMatchObject({
      outputs: [{ url: FILE }],
    });
  });

  test('completed with words in place of a clip is refused content', async () => {
    const response = await ask(output({ type: 'text', text: 'I can’t make that video.' }));
    expect(response).toMatchObject({ status: 'failed', error: { code: 'content_rejected' } });
    expect(response.status === 'failed' ? response.error.message : '').toContain('I can’t make that video.');
    expect(await ask({ id: 'v1_abc', status: 'completed' })).toMatchObject({ error: { code: 'content_rejected' } });
  });

  test('a clip that was made and is nowhere is no refusal: it is looked for again', async () => {
    const usage = { output_tokens_by_modality: [{ modality: 'video', tokens: 28_960 }] };
    const error = await refusal(ask({ ...output(), usage }));
    expect(error).toMatchObject({ code: 'bad_response', details: { retryable: true } });
  });

  test.each<[string, object, string]>([
    ['failed', { errors: [{ code: 'internal', message: 'It broke.' }] }, 'unavailable'],
    ['failed', { errors: [{ code: 'SAFETY', message: 'No.' }] }, 'content_rejected'],
    [
      'failed',
      { steps: [{ type: 'model_output', error: { message: 'blocked for safety reasons' } }] },
      'content_rejected',
    ],
    ['cancelled', {}, 'cancelled'],
    ['incomplete', {}, 'unavailable'],
    ['requires_action', {}, 'unavailable'],
    ['requires_continuation', {}, 'unavailable'],
    ['budget_exceeded', {}, 'quota'],
  ])('%s %j', async (status, more, code) => {
    expect(await ask({ id: 'v1_abc', status, ...more })).toMatchObject({ status: 'failed', error: { code } });
  });

  test('a state nobody knows is asked about again; just taken, it has an id', async () => {
    expect(await refusal(ask({ id: 'v1_abc', status: 'pondering' }))).toMatchObject({ code: 'bad_response' });
    const { clips } = adapter([{ json: { id: 'v1_abc', status: 'pondering' } }]);
    expect(await clips.generate(clipRequest())).toMatchObject({ status: 'processing', handle: { id: 'v1_abc' } });
  });

  test('an interaction that Gemini does not know is a 400, and an end', async () => {
    const error = { code: 'invalid_request', message: 'Invalid interaction name: v1_abc' };
    expect(await ask({ error }, 400)).toMatchObject({ status: 'failed', error: { code: 'not_found' } });
    // Any other 400 says nothing about the clip.
    expect(await refusal(ask({ error: { code: 'invalid_request', message: 'Bad header' } }, 400))).toMatchObject({
      code: 'invalid_input',
    });
  });
});

describe('a submission is refused', () => {
  test.each<[string, ScriptedAnswer, string]>([
    [
      'a number for a length',
      { status: 400, json: { error: { code: 'invalid_request', message: 'Bad duration' } } },
      'invalid_input',
    ],
    [
      'safety',
      { status: 400, json: { error: { code: 'invalid_request', message: 'Input blocked for safety reasons' } } },
      'content_rejected',
    ],
    ['its code', { status: 400, json: { error: { code: 'PROHIBITED_CONTENT', message: 'No.' } } }, 'content_rejected'],
    [
      'the front end',
      { status: 403, json: [{ error: { code: 403, message: 'Forbidden', status: 'PERMISSION_DENIED' } }] },
      'auth',
    ],
    [
      'an unknown model',
      { status: 404, json: { error: { code: 'not_found', message: 'No such model' } } },
      'unsupported',
    ],
    [
      'a pause',
      { status: 429, headers: { 'retry-after': '9' }, json: { error: { code: 'rate_limit', message: 'Slow' } } },
      'rate_limit',
    ],
  ])('for %s', async (_why, answer, code) => {
    const { clips, requests } = adapter([answer]);
    expect(await refusal(clips.generate(clipRequest()))).toMatchObject({ code });
    expect(requests).toHaveLength(1);
  });
});

describe('a clip', () => {
  const open = async (url: string, answers: ScriptedAnswer[], config: Partial<VideoProviderConfig> = {}) => {
    const { clips, requests } = adapter(answers, config);
    const response = await clips.download?.(url);
    return { requests, status: response?.status };
  };

  test('is opened on Gemini’s host with the key, as bytes', async () => {
    const { requests, status } = await open(FILE, [{ text: 'clip' }]);
    expect(status).toBe(200);
    expect(requests).toMatchObject([{ url: `${FILE}?alt=media`, headers: { 'x-goog-api-key': CANARY_KEY } }]);
  });

  test('may lie anywhere on that host', async () => {
    const { requests } = await open(`${HOST}/download/v1beta/files/abc123?alt=media`, [{ text: 'clip' }]);
    expect(requests).toMatchObject([
      { url: `${HOST}/download/v1beta/files/abc123?alt=media`, headers: { 'x-goog-api-key': CANARY_KEY } },
    ]);
  });

  test('elsewhere is opened without the key, and so is where Gemini sends on', async () => {
    const elsewhere = 'https://storage.googleapis.com/clip.mp4';
    expect((await open(elsewhere, [{ text: 'clip' }])).requests[0]?.headers).not.toHaveProperty('x-goog-api-key');
    const moved = { status: 302, headers: { location: elsewhere } };
    const { requests } = await open(FILE, [moved, { text: 'clip' }]);
    expect(requests[1]).toMatchObject({ url: elsewhere });
    expect(requests[1]?.headers).not.toHaveProperty('x-goog-api-key');
    expect(await refusal(open('http://plain.example/clip.mp4', []))).toMatchObject({ code: 'bad_response' });
    for (const address of [`${HOST}.evil.example/v1beta/files/a`, 'https://evil.example/v1beta/files/a']) {
      const { requests: asked } = await open(address, [{ text: 'clip' }]);
      expect(JSON.stringify(asked)).not.toContain(CANARY_KEY);
    }
  });

  test('is opened at the address that stands for Gemini', async () => {
    const { requests } = await open(FILE, [{ text: 'clip' }], { baseUrl: 'https://proxy.example/gemini/' });
    expect(requests[0]?.url).toBe('https://proxy.example/gemini/v1beta/files/abc123:download?alt=media');
  });

  test('that is gone is told by its status', async () => {
    expect((await open(FILE, [{ status: 404, json: {} }])).status).toBe(404);
    expect(await refusal(open(FILE, ['connection lost']))).toMatchObject({ code: 'unavailable' });
  });
});

test('prices follow length and resolution', () => {
  const estimate = (config: Partial<VideoProviderConfig>, height: number) =>
    adapter([], config).clips.estimateCost(10, { width: (height * 16) / 9, height, frameRate: 24 });
  const price = (model: string, resolution: string) =>
    geminiVideo.models.find(({ id }) => id === model)?.prices.find(({ when }) => when?.resolution === resolution)
      ?.unitCostUsd ?? Number.NaN;
  expect(estimate({}, 720)).toBeCloseTo(10 * price('gemini-omni-1.2-flash', '720p'));
  expect(estimate({ model: 'gemini-omni-1.1-flash' }, 1080)).toBeCloseTo(10 * price('gemini-omni-1.1-flash', '1080p'));
  expect(estimate({ model: 'gemini-omni-9' }, 720)).toBeNull();
});
