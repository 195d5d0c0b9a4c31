import { describe, expect, test } from 'vitest';
import type { ProviderContext } from '../../src/providers/base.ts';
import type { VideoRequest } from '../../src/providers/video/base.ts';
import { VideoProviderFactory } from '../../src/providers/video/index.ts';
import { klingVideo } from '../../src/providers/video/kling.ts';
import { describeMediaContract } from '../contract/media.ts';
import { KLING_SECRET } from '../simulator/vendors/kling-key.ts';
import { adapterOf, CANARY_KEY, type FakeVendor, fakeVendor, refusal, type ScriptedAnswer } from './fake-vendor.ts';
import { clipRequest, FIRST_FRAME, LAST_FRAME } from './video-support.ts';

// Answers are built from contracts/video-compile-audio.md §1.5.
const ORIGIN = 'https://api-singapore.klingai.com/v1/videos/image2video';
const NOW = Date.UTC(2026, 10, 25, 12);
const bare = (dataUri: string): string => dataUri.split(',')[1] ?? '';

interface Options {
  model?: string;
  quality?: 'standard' | 'pro';
  audio?: boolean;
  apiKey?: string;
}

function made(config: Options & { baseUrl?: string }, context: ProviderContext) {
  return adapterOf(klingVideo, { provider: 'kling', apiKey: CANARY_KEY, ...config }, context);
}
const kling = (vendor: FakeVendor, config: Options = {}) => made(config, vendor.context);

for (const [model, secret] of [
  ['kling-v3', ''],
  ['kling-v2-6', `:${KLING_SECRET}`],
] as const) {
  describeMediaContract<VideoRequest>({
    name: `kling ${model}, ${secret === '' ? 'API key' : 'access and secret key'}`,
    vendor: 'kling',
    kind: 'video',
    make: ({ apiKey, baseUrl }, context) => made({ model, baseUrl, apiKey: apiKey + secret }, context),
    request: clipRequest(),
    keepsZeroAndFalse: (body) => expect(body).toMatchObject({ sound: 'off' }),
    forgetsAfterSeconds: 30 * 86_400,
    unsignedWebhook: true,
    pauseMs: 1000,
    leaveOut: {
      cancelled: 'nothing can be cancelled',
      'a webhook is genuine only as it was signed, and only for a while': 'unsigned',
    },
  });
}

const task = (fields: object): ScriptedAnswer => ({
  json: {
    code: 0,
    message: 'SUCCEED',
    request_id: 'r-1',
    data: {
      task_id: 't-1',
      task_info: { external_task_id: 'job-1-clip-1-1' },
      created_at: 1764072000000,
      updated_at: 1764072000000,
      ...fields,
    },
  },
});
const submitted = task({ task_status: 'submitted' });

async function submittedBody(config: Options, changes: Parameters<typeof clipRequest>[0] = {}) {
  const vendor = fakeVendor([submitted]);
  await kling(vendor, config).generate(clipRequest(changes));
  return vendor.requests[0]?.body as Record<string, unknown>;
}

describe('a submission (§1.5)', () => {
  test('is one POST that names the model as model_name, with bare base64 and our own id', async () => {
    const vendor = fakeVendor([submitted]);
    const submission = { id: 'job-1-clip-1-1', startedAt: NOW, webhookUrl: 'https://p2v.example/hook' };
    const response = await kling(vendor).generate(clipRequest({ submission, negativePrompt: 'text' }));
    expect(vendor.requests).toEqual([
      {
        method: 'POST',
        url: ORIGIN,
        headers: expect.objectContaining({ authorization: `Bearer ${CANARY_KEY}`, 'content-type': 'application/json' }),
        body: {
          model_name: 'kling-v3',
          image: bare(FIRST_FRAME),
          image_tail: bare(LAST_FRAME),
          prompt: 'Sparks rise from the anvil.',
          negative_prompt: 'text',
          duration: '5',
          mode: 'pro',
          sound: 'off',
          external_task_id: 'job-1-clip-1-1',
          callback_url: 'https://p2v.example/hook',
        },
      },
    ]);
    expect(response).toEqual({ status: 'queued', handle: { taskId: 't-1' } });
  });

  test('in standard mode, and in 2.6 with sound, takes no last frame', async () => {
    expect(await submittedBody({ quality: 'standard' })).not.toHaveProperty('image_tail');
    expect(await submittedBody({ quality: 'standard' })).toMatchObject({ mode: 'std' });
    const loud = await submittedBody({ model: 'kling-v2-6', audio: true });
    expect(loud).toMatchObject({ sound: 'on' });
    expect(loud).not.toHaveProperty('image_tail');
    expect(kling(fakeVendor([]), { model: 'kling-v2-6', audio: true }).supportsEndFrame()).toBe(false);
    expect(kling(fakeVendor([]), { model: 'kling-v2-6' }).supportsEndFrame()).toBe(true);
    expect(kling(fakeVendor([]), { audio: true }).supportsEndFrame()).toBe(true);
  });

  test('does not mention sound to models that make none; writes lengths as whole seconds in text', async () => {
    const body = await submittedBody({ model: 'kling-v2.1-pro' }, { duration: 10 });
    expect(body).toMatchObject({ model_name: 'kling-v2-1', duration: '10' });
    expect(body).not.toHaveProperty('sound');
    expect(await submittedBody({ model: 'kling-v9' }, { duration: 5.042 })).toMatchObject({
      model_name: 'kling-v9',
      duration: '6',
    });
  });

  test('with access and secret key carries a token signed for half an hour', async () => {
    const vendor = fakeVendor([submitted], { now: NOW });
    await kling(vendor, { apiKey: 'access-1:secret-1' }).generate(clipRequest());
    const [scheme, token] = vendor.requests[0]?.headers.authorization?.split(' ') ?? [];
    const [head, claims, signature] = token?.split('.') ?? [];
    const bytes = (part = '') =>
      Uint8Array.from(atob(part.replace(/-/g, '+').replace(/_/g, '/')), (one) => one.charCodeAt(0));
    const read = (part?: string) => JSON.parse(new TextDecoder().decode(bytes(part)));
    expect(scheme).toBe('Bearer');
    expect(read(head)).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(read(claims)).toEqual({ iss: 'access-1', exp: NOW / 1000 + 1800, nbf: NOW / 1000 - 5 });
    const utf8 = new TextEncoder();
    const hmac = { name: 'HMAC', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('raw', utf8.encode('secret-1'), hmac, false, ['verify']);
    const signed = utf8.encode(`${head}.${claims}`);
    expect(await crypto.subtle.verify('HMAC', key, bytes(signature), signed)).toBe(true);
  });

  test('refuses pictures of other kinds, and over 10 MB, before anything is sent', async () => {
    const webp = fakeVendor([], { images: { 'p/image-1': { bytes: new Uint8Array(8), mediaType: 'image/webp' } } });
    expect(await refusal(kling(webp).generate(clipRequest()))).toMatchObject({ code: 'invalid_input' });
    const large = { bytes: new Uint8Array(10_000_001), mediaType: 'image/png' };
    const tooLarge = fakeVendor([], { images: { 'p/image-1': large } });
    expect(await refusal(kling(tooLarge).generate(clipRequest()))).toMatchObject({ code: 'too_large' });
    expect([...webp.requests, ...tooLarge.requests]).toEqual([]);
  });
});

/** Kling's own error codes under the HTTP statuses it documents for them. */
const CODES: [code: number, status: number, onSubmit: string, retryable: boolean][] = [
  [1000, 401, 'auth', false],
  [1001, 401, 'auth', false],
  [1002, 401, 'auth', false],
  [1003, 401, 'auth', false],
  [1004, 401, 'auth', false],
  [1100, 429, 'quota', false],
  [1101, 429, 'quota', false],
  [1102, 429, 'quota', false],
  [1103, 429, 'unsupported', false],
  [1200, 400, 'invalid_input', false],
  [1201, 400, 'invalid_input', false],
  [1202, 404, 'unsupported', false],
  [1203, 404, 'unsupported', false],
  [1300, 400, 'content_rejected', false],
  [1301, 400, 'content_rejected', false],
  [1302, 429, 'rate_limit', true],
  [1303, 429, 'rate_limit', true],
  [1304, 429, 'auth', false],
  [5000, 500, 'outcome_unknown', false],
  [5001, 503, 'outcome_unknown', false],
  [5002, 504, 'outcome_unknown', false],
];

describe('a refused submission (§1.5, error codes)', () => {
  test.each(CODES)('code %i under HTTP %i is %s', async (code, status, expected, retryable) => {
    const vendor = fakeVendor([{ status, json: { code, message: `no: ${CANARY_KEY}`, request_id: 'r' } }]);
    const error = await refusal(kling(vendor).generate(clipRequest()));
    expect(error).toMatchObject({ code: expected, details: { retryable } });
    expect(error.message).not.toContain(CANARY_KEY);
    expect(vendor.requests).toHaveLength(1);
  });

  test('a pace that is too high asks for a pause of a second', async () => {
    const vendor = fakeVendor([
      { status: 429, json: { code: 1303, message: 'parallel task over resource pack limit' } },
    ]);
    expect(await refusal(kling(vendor).generate(clipRequest()))).toMatchObject({ details: { retryAfterMs: 1000 } });
  });

  test('a code inside HTTP 200 counts; one that is not documented leaves the outcome open', async () => {
    const answer = (code: number): ScriptedAnswer => ({ json: { code, message: 'no', data: null } });
    expect(await refusal(kling(fakeVendor([answer(1102)])).generate(clipRequest()))).toMatchObject({ code: 'quota' });
    expect(await refusal(kling(fakeVendor([answer(7777)])).generate(clipRequest()))).toMatchObject({
      code: 'outcome_unknown',
    });
  });

  test('no part of an old key or its token is ever quoted', async () => {
    const vendor = fakeVendor([], { now: NOW });
    const echo: FakeVendor = {
      requests: [],
      context: {
        ...vendor.context,
        fetch: async (request) => {
          const token = request.headers.get('authorization');
          return Response.json({ code: 1002, message: `bad ${token} of access-9x by secret-9x` }, { status: 401 });
        },
      },
    };
    const { message } = await refusal(kling(echo, { apiKey: 'access-9x:secret-9x' }).generate(clipRequest()));
    expect(message).not.toMatch(/access-9x|secret-9x|eyJ/);
  });
});

describe('the standing of a task (§1.5)', () => {
  const handle = { taskId: 't-1' };
  const ask = (answer: ScriptedAnswer) => kling(fakeVendor([answer])).checkStatus(handle);

  test('is asked by id', async () => {
    const vendor = fakeVendor([task({ task_status: 'processing' })]);
    expect(await kling(vendor).checkStatus(handle)).toEqual({ status: 'processing', handle });
    expect(vendor.requests[0]).toMatchObject({ method: 'GET', url: `${ORIGIN}/t-1` });
  });

  test('“succeed” gives the clip', async () => {
    const videos = [{ id: 'v', url: 'https://cdn.klingai.com/v.mp4', duration: '5.1' }];
    expect(await ask(task({ task_status: 'succeed', task_result: { videos }, final_unit_deduction: '3' }))).toEqual({
      status: 'completed',
      handle,
      outputs: [{ url: 'https://cdn.klingai.com/v.mp4' }],
    });
    expect(await ask(task({ task_status: 'succeed', task_result: { videos: [] } }))).toMatchObject({
      status: 'failed',
      error: { code: 'unavailable' },
    });
  });

  test('“failed” tells by its sentence whether the content was refused', async () => {
    const failed = (task_status_msg: string) => ask(task({ task_status: 'failed', task_status_msg }));
    expect(await failed('Failure to pass the risk control system')).toMatchObject({
      error: { code: 'content_rejected', message: expect.stringContaining('risk control') },
    });
    expect(await failed('Internal failure')).toMatchObject({ error: { code: 'unavailable' } });
  });

  test('a task that Kling no longer knows (1203 under 404) has failed for good', async () => {
    expect(await ask({ status: 404, json: { code: 1203, message: 'gone' } })).toMatchObject({
      status: 'failed',
      error: { code: 'not_found' },
    });
  });

  test.each<[string, ScriptedAnswer, string]>([
    ['5001 under 503', { status: 503, json: { code: 5001, message: 'busy' } }, 'unavailable'],
    ['5002 under 504', { status: 504, json: { code: 5002, message: 'late' } }, 'timeout'],
    ['1302 under 429', { status: 429, json: { code: 1302, message: 'slow down' } }, 'rate_limit'],
    ['an unknown status', task({ task_status: 'dreaming' }), 'bad_response'],
  ])('%s says nothing about the result', async (_name, answer, code) => {
    expect(await refusal(ask(answer))).toMatchObject({ code, details: { retryable: true } });
  });
});

describe('a lost submission (§1.5: external_task_id is accepted in place of task_id)', () => {
  test('is found under our own id', async () => {
    const vendor = fakeVendor([task({ task_status: 'processing' })]);
    expect(await kling(vendor).reconcile?.(clipRequest())).toEqual({ status: 'processing', handle: { taskId: 't-1' } });
    expect(vendor.requests).toMatchObject([{ method: 'GET', url: `${ORIGIN}/job-1-clip-1-1` }]);
  });

  test('never arrived where Kling knows no such task', async () => {
    const vendor = fakeVendor([{ status: 404, json: { code: 1203, message: 'no such task' } }]);
    expect(await kling(vendor).reconcile?.(clipRequest())).toBeUndefined();
  });

  test('stays unknown where another task answers, or where it had no id', async () => {
    const other = fakeVendor([task({ task_status: 'processing', task_info: { external_task_id: 'other' } })]);
    expect(await refusal(Promise.resolve(kling(other).reconcile?.(clipRequest())))).toMatchObject({
      code: 'outcome_unknown',
    });
    const { submission: _, ...without } = clipRequest();
    const error = await refusal(Promise.resolve(kling(fakeVendor([])).reconcile?.(without)));
    expect(error).toMatchObject({ code: 'outcome_unknown' });
  });

  test('cannot be asked for while Kling does not answer', async () => {
    const error = await refusal(Promise.resolve(kling(fakeVendor(['connection lost'])).reconcile?.(clipRequest())));
    expect(error).toMatchObject({ code: 'unavailable' });
  });
});

test('a key check lists one task (§1.5)', async () => {
  const check = (answer: ScriptedAnswer) => kling(fakeVendor([answer])).checkKey();
  expect(await check({ json: { code: 0, message: 'ok', data: [] } })).toMatchObject({ status: 'valid' });
  expect(await check({ status: 401, json: { code: 1002, message: 'no' } })).toMatchObject({ status: 'invalid' });
  expect(await check({ status: 429, json: { code: 1102, message: 'empty' } })).toMatchObject({ status: 'no_credit' });
});

test('prices follow the mode (§1.5)', () => {
  expect(kling(fakeVendor([])).estimateCost(5, clipRequest().format)).toBe(0.56);
  expect(kling(fakeVendor([]), { quality: 'standard' }).estimateCost(5, clipRequest().format)).toBe(0.42);
  expect(kling(fakeVendor([]), { model: 'kling-v2-6' }).estimateCost(5, clipRequest().format)).toBeNull();
});

test('the catalogue row says what the configured mode can do, as the adapter does', () => {
  const row = (config: Options) => VideoProviderFactory.model({ provider: 'kling', ...config })?.endFrame;
  for (const config of [{}, { quality: 'standard' }, { model: 'kling-v2-6', audio: true }] as const) {
    expect(row(config)).toBe(kling(fakeVendor([]), config).supportsEndFrame());
  }
  expect([row({}), row({ quality: 'standard' })]).toEqual([true, false]);
});
