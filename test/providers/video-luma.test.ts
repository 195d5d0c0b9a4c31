import { describe, expect, test } from 'vitest';
import type { ProviderContext } from '../../src/providers/base.ts';
import type { VideoRequest } from '../../src/providers/video/base.ts';
import { lumaVideo } from '../../src/providers/video/luma.ts';
import { describeMediaContract } from '../contract/media.ts';
import { adapterOf, CANARY_KEY, type FakeVendor, fakeVendor, refusal, type ScriptedAnswer } from './fake-vendor.ts';
import { clipRequest, FIRST_FRAME, LAST_FRAME } from './video-support.ts';

// Answers are built from contracts/video-compile-audio.md §1.3.
const ID = '6b4a6a1e-6f0e-4c76-9f5b-0d2f0f3f9c11';
const base64 = (dataUri: string): string => dataUri.split(',')[1] ?? '';
const STARTED = Date.UTC(2026, 10, 25);
const HOOK = 'https://p2v.example/api/webhooks/job-1/clip-1/t';
const publicFrame = (name: string) => `https://p2v.example/media/p/${name}?signature=s`;

function made(config: { model?: string; apiKey?: string; baseUrl?: string }, context: ProviderContext) {
  return adapterOf(lumaVideo, { provider: 'luma', apiKey: CANARY_KEY, ...config }, context);
}
const luma = (vendor: FakeVendor, model?: string) => made(model === undefined ? {} : { model }, vendor.context);

for (const api of ['Agents', 'Dream Machine'] as const) {
  const agents = api === 'Agents';
  describeMediaContract<VideoRequest>({
    name: `luma ${api}`,
    vendor: 'luma',
    kind: 'video',
    make: (config, context) => made({ model: agents ? 'ray-3.2' : 'ray-2', ...config }, context),
    request: clipRequest(),
    forgetsAfterSeconds: 7 * 86_400,
    ...(agents ? {} : { unsignedWebhook: true as const }),
    leaveOut: {
      'zero and false are kept': 'it takes neither a seed nor a sound',
      cancelled: agents ? 'create and ask are all there is' : 'only deletes generations with their results',
      'a webhook is genuine only as it was signed, and only for a while': agents ? 'there are none' : 'unsigned',
      ...(agents
        ? {
            'a lost submission is found, or nobody knows': 'no key of ours, no list: §0.3',
            'a submission that never arrived is not mistaken for another': 'no key of ours, no list: §0.3',
            'the key check costs nothing and tells': 'nothing free to ask',
          }
        : {}),
    },
  });
}

const dreamRequest = (changes: Parameters<typeof clipRequest>[0] = {}) =>
  clipRequest({ submission: { id: 's-1', startedAt: STARTED, webhookUrl: HOOK }, ...changes });

describe('a submission to the Agents API (§1.3)', () => {
  test('is one POST with both frames inside it, lengths as text with their unit', async () => {
    const vendor = fakeVendor([{ status: 201, json: { id: ID, state: 'queued' } }]);
    const response = await luma(vendor).generate(clipRequest());
    expect(vendor.requests).toEqual([
      {
        method: 'POST',
        url: 'https://agents.lumalabs.ai/v1/generations',
        headers: expect.objectContaining({ authorization: `Bearer ${CANARY_KEY}` }),
        body: {
          prompt: 'Sparks rise from the anvil.',
          model: 'ray-3.2',
          type: 'video',
          aspect_ratio: '16:9',
          video: {
            duration: '5s',
            resolution: '720p',
            start_frame: { data: base64(FIRST_FRAME), media_type: 'image/jpeg' },
            end_frame: { data: base64(LAST_FRAME), media_type: 'image/jpeg' },
          },
        },
      },
    ]);
    expect(response).toEqual({ status: 'queued', handle: { api: 'agents', id: ID } });
  });
});

describe('a submission to Dream Machine (§1.3)', () => {
  test('is one POST with public addresses as keyframes', async () => {
    const vendor = fakeVendor([{ status: 201, json: { id: ID, state: 'queued' } }], { publicUrl: true });
    const format = { width: 1920, height: 1080, frameRate: 24 } as const;
    const response = await luma(vendor, 'ray-2').generate(dreamRequest({ duration: 9, format }));
    expect(vendor.requests).toEqual([
      {
        method: 'POST',
        url: 'https://api.lumalabs.ai/dream-machine/v1/generations/video',
        headers: expect.objectContaining({ authorization: `Bearer ${CANARY_KEY}` }),
        body: {
          model: 'ray-2',
          prompt: 'Sparks rise from the anvil.',
          aspect_ratio: '16:9',
          duration: '9s',
          resolution: '1080p',
          keyframes: {
            frame0: { type: 'image', url: publicFrame('image-1') },
            frame1: { type: 'image', url: publicFrame('image-2') },
          },
          callback_url: HOOK,
        },
      },
    ]);
    expect(response).toEqual({ status: 'queued', handle: { api: 'dream-machine', id: ID } });
  });

  test('is refused before anything is sent where this server has no public address, and so is the key check', async () => {
    const vendor = fakeVendor([]);
    const error = await refusal(luma(vendor, 'ray-2').generate(dreamRequest()));
    expect(error).toMatchObject({ code: 'unsupported', message: expect.stringContaining('PUBLIC_URL') });
    expect(await luma(vendor, 'ray-2').checkKey()).toMatchObject({
      status: 'unsupported',
      message: expect.stringContaining('PUBLIC_URL'),
    });
    expect(vendor.requests).toEqual([]);
  });
});

describe.each(['ray-3.2', 'ray-2'])('a refused submission of %s (§1.3)', (model) => {
  test.each<[string, ScriptedAnswer, object]>([
    ['402', { status: 402, json: { detail: 'Pay' } }, { code: 'quota' }],
    ['400 about credit', { status: 400, json: { detail: 'Insufficient credits' } }, { code: 'quota' }],
    ['400 about content', { status: 400, json: { detail: 'Prompt failed moderation' } }, { code: 'content_rejected' }],
    ['400', { status: 400, json: { detail: 'Loop is not allowed' } }, { code: 'invalid_input' }],
    ['500', { status: 500, json: { detail: 'moderation service down' } }, { code: 'outcome_unknown' }],
  ])('%s', async (_name, answer, expected) => {
    const vendor = fakeVendor([answer], { publicUrl: true });
    const error = await refusal(luma(vendor, model).generate(dreamRequest()));
    expect(error).toMatchObject(expected);
    expect(error.message).not.toContain(CANARY_KEY);
    expect(vendor.requests).toHaveLength(1);
  });
});

describe('the standing of a generation of the Agents API (§1.3)', () => {
  const handle = { api: 'agents', id: ID };
  const ask = (answer: ScriptedAnswer) => luma(fakeVendor([answer])).checkStatus(handle);
  const generation = (fields: object): ScriptedAnswer => ({ json: { id: ID, ...fields } });

  test('is asked by id, whatever model is configured meanwhile', async () => {
    const vendor = fakeVendor([generation({ state: 'processing' })]);
    expect(await luma(vendor, 'ray-2').checkStatus(handle)).toEqual({ status: 'processing', handle });
    expect(vendor.requests[0]).toMatchObject({
      method: 'GET',
      url: `https://agents.lumalabs.ai/v1/generations/${ID}`,
    });
  });

  test('completed gives the clip; completed without one has failed', async () => {
    const url = 'https://storage.cdn-luma.com/v.mp4?X-Amz-Expires=3600';
    expect(await ask(generation({ state: 'completed', output: [{ type: 'video', url }] }))).toEqual({
      status: 'completed',
      handle,
      outputs: [{ url }],
    });
    expect(await ask(generation({ state: 'completed', output: [] }))).toMatchObject({ error: { code: 'unavailable' } });
  });

  test.each([
    ['content_moderated', 'content_rejected', false],
    ['generation_failed', 'unavailable', true],
    ['budget_exhausted', 'quota', false],
    ['output_not_found', 'unavailable', true],
    ['image_too_large', 'too_large', false],
    ['unsupported_format', 'invalid_input', false],
    ['corrupt_input', 'invalid_input', false],
    ['invalid_request', 'invalid_input', false],
    ['rate_limited', 'rate_limit', true],
  ])('failed with %s is %s', async (failure_code, code, retryable) => {
    expect(await ask(generation({ state: 'failed', failure_code }))).toMatchObject({
      status: 'failed',
      handle,
      error: { code, details: { retryable } },
    });
  });
});

describe('the standing of a generation of Dream Machine (§1.3)', () => {
  const handle = { api: 'dream-machine', id: ID };
  const ask = (fields: object) => luma(fakeVendor([{ json: { id: ID, ...fields } }]), 'ray-2').checkStatus(handle);

  test('queued, dreaming, completed, failed', async () => {
    expect(await ask({ state: 'queued' })).toEqual({ status: 'queued', handle });
    expect(await ask({ state: 'dreaming' })).toEqual({ status: 'processing', handle });
    const video = 'https://storage.cdn-luma.com/v.mp4';
    expect(await ask({ state: 'completed', assets: { video } })).toEqual({
      status: 'completed',
      handle,
      outputs: [{ url: video }],
    });
    expect(await ask({ state: 'failed', failure_reason: 'Moderation: input image' })).toMatchObject({
      error: { code: 'content_rejected' },
    });
    expect(await ask({ state: 'failed', failure_reason: 'Job failed' })).toMatchObject({
      error: { code: 'unavailable' },
    });
    expect(await ask({ state: 'completed', assets: {} })).toMatchObject({ status: 'failed' });
  });
});

describe('a lost submission to Dream Machine (§1.3: list)', () => {
  const listed = (changes: { created_at?: string; request?: object } = {}) => ({
    id: ID,
    state: 'dreaming',
    created_at: new Date(STARTED + 2000).toISOString(),
    ...changes,
    request: {
      prompt: 'Sparks rise from the anvil.',
      callback_url: HOOK,
      keyframes: { frame0: { type: 'image', url: 'https://p2v.example/media/p/image-1?signature=old' } },
      ...changes.request,
    },
  });
  const old = listed({ created_at: new Date(STARTED - 3_600_000).toISOString() });
  const find = async (...pages: object[]) => {
    const vendor = fakeVendor(
      pages.map((json) => ({ json })),
      { publicUrl: true },
    );
    const found = await luma(vendor, 'ray-2').reconcile?.(dreamRequest());
    return { found, requests: vendor.requests };
  };

  test('is found by prompt, frame, callback and time, on whichever page it is', async () => {
    const other = listed({ request: { prompt: 'Rain.' } });
    const { found, requests } = await find(
      { generations: [other, other], has_more: true },
      { generations: [other, listed(), old], has_more: true },
    );
    expect(found).toEqual({ status: 'processing', handle: { api: 'dream-machine', id: ID } });
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET https://api.lumalabs.ai/dream-machine/v1/generations?limit=100&offset=0',
      'GET https://api.lumalabs.ai/dream-machine/v1/generations?limit=100&offset=100',
    ]);
  });

  test.each([
    ['nothing', []],
    ['an older one', [old]],
    ['one of another prompt', [listed({ request: { prompt: 'Rain.' } })]],
    ['one of another task', [listed({ request: { callback_url: `${HOOK}2` } })]],
    ['one from another frame', [listed({ request: { keyframes: { frame0: { url: 'https://p2v.example/other' } } } })]],
  ])('never arrived where the list holds %s', async (_name, generations) => {
    expect((await find({ generations, has_more: false })).found).toBeUndefined();
  });

  test('stays open where two fit, or where the list goes on and on', async () => {
    expect(await refusal(find({ generations: [listed(), listed()] }))).toMatchObject({ code: 'outcome_unknown' });
    const page = { generations: [listed({ request: { prompt: 'Rain.' } })], has_more: true };
    expect(await refusal(find(page, page, page, page, page))).toMatchObject({ code: 'outcome_unknown' });
  });
});

test('a key check asks Dream Machine for credit, and says that the Agents API has nothing to ask (§1.3)', async () => {
  const check = (answer: ScriptedAnswer) => luma(fakeVendor([answer], { publicUrl: true }), 'ray-2').checkKey();
  expect(await check({ json: { credit_balance: 1200 } })).toMatchObject({ status: 'valid' });
  expect(await check({ json: { credit_balance: 0 } })).toMatchObject({ status: 'no_credit' });
  expect(await check({ status: 401, json: { detail: 'no' } })).toMatchObject({ status: 'invalid' });
  const vendor = fakeVendor([]);
  expect(await luma(vendor).checkKey()).toMatchObject({ status: 'unchecked' });
  expect(vendor.requests).toEqual([]);
});

test('prices follow the resolution; those that were never published are unknown (§1.3)', () => {
  const { format } = clipRequest();
  expect(luma(fakeVendor([]), 'ray-2').estimateCost(5, format)).toBe(0.71);
  expect(luma(fakeVendor([]), 'ray-2').estimateCost(5, { ...format, width: 1920, height: 1080 })).toBe(1.59);
  expect(luma(fakeVendor([])).estimateCost(5, format)).toBeNull();
});
