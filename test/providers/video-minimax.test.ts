import { describe, expect, test } from 'vitest';
import type { ProviderContext } from '../../src/providers/base.ts';
import type { VideoRequest } from '../../src/providers/video/base.ts';
import { minimaxVideo } from '../../src/providers/video/minimax.ts';
import { describeMediaContract } from '../contract/media.ts';
import { adapterOf, CANARY_KEY, type FakeVendor, fakeVendor, refusal, type ScriptedAnswer } from './fake-vendor.ts';
import { clipRequest, FIRST_FRAME, LAST_FRAME } from './video-support.ts';

// Answers are built from contracts/video-compile-audio.md §1.4.
const LARGE = { width: 1920, height: 1080, frameRate: 24 } as const;

function made(config: { model?: string; apiKey?: string; baseUrl?: string }, context: ProviderContext) {
  return adapterOf(minimaxVideo, { provider: 'minimax', apiKey: CANARY_KEY, ...config }, context);
}
const minimax = (vendor: FakeVendor, model?: string) => made(model === undefined ? {} : { model }, vendor.context);

for (const [model, duration] of [
  ['MiniMax-H3', 5],
  ['MiniMax-Hailuo-02', 6],
] as const) {
  const first = model === 'MiniMax-Hailuo-02';
  const lost = first ? 'no list' : 'the list says nothing of the request';
  describeMediaContract<VideoRequest>({
    name: `minimax ${model}`,
    vendor: 'minimax',
    kind: 'video',
    make: (config, context) => made({ model, ...config }, context),
    request: clipRequest({ duration }),
    forgetsAfterSeconds: 7 * 86_400,
    unsignedWebhook: true,
    ...(first ? { pauseMs: 'unsaid' as const } : {}),
    leaveOut: {
      'zero and false are kept': 'it takes neither a seed nor a choice of sound',
      ...(first ? { cancelled: 'nothing can be cancelled' } : {}),
      'a lost submission is found, or nobody knows': lost,
      'a submission that never arrived is not mistaken for another': lost,
      'a webhook is genuine only as it was signed, and only for a while': 'unsigned',
    },
  });
}
const ok = { status_code: 0, status_msg: 'success' };
const base = (status_code: number, status_msg: string, rest: object = {}): ScriptedAnswer => ({
  json: { ...rest, base_resp: { status_code, status_msg } },
});

async function submittedBody(model: string, changes: Parameters<typeof clipRequest>[0] = {}) {
  const vendor = fakeVendor([{ json: { task_id: 't-1', base_resp: ok } }]);
  await minimax(vendor, model).generate(clipRequest(changes));
  return vendor.requests[0]?.body;
}

describe('a submission (§1.4)', () => {
  test('of H3 is one POST to v2 with prompt and frames as content, by role', async () => {
    const vendor = fakeVendor([{ json: { task_id: 't-1' } }]);
    const response = await minimax(vendor).generate(clipRequest());
    expect(vendor.requests).toEqual([
      {
        method: 'POST',
        url: 'https://api.minimax.io/v2/video_generation',
        headers: expect.objectContaining({ authorization: `Bearer ${CANARY_KEY}` }),
        body: {
          model: 'MiniMax-H3',
          content: [
            { type: 'text', text: 'Sparks rise from the anvil.' },
            { type: 'image_url', image_url: { url: FIRST_FRAME }, role: 'first_frame' },
            { type: 'image_url', image_url: { url: LAST_FRAME }, role: 'last_frame' },
          ],
          resolution: '768P',
          duration: 5,
        },
      },
    ]);
    expect(response).toEqual({ status: 'queued', handle: { version: 2, id: 't-1' } });
    expect(await submittedBody('MiniMax-H3', { format: LARGE })).toMatchObject({ resolution: '2K' });
  });

  test('of Hailuo is one POST to v1 with a field for each frame', async () => {
    const vendor = fakeVendor([{ json: { task_id: 106916112212032, base_resp: ok } }]);
    const response = await minimax(vendor, 'hailuo-02').generate(clipRequest({ duration: 6, format: LARGE }));
    expect(vendor.requests).toMatchObject([
      {
        method: 'POST',
        url: 'https://api.minimax.io/v1/video_generation',
        body: {
          model: 'MiniMax-Hailuo-02',
          prompt: 'Sparks rise from the anvil.',
          first_frame_image: FIRST_FRAME,
          last_frame_image: LAST_FRAME,
          duration: 6,
          resolution: '1080P',
        },
      },
    ]);
    expect(response).toEqual({ status: 'queued', handle: { version: 1, id: '106916112212032' } });
  });

  test('of Hailuo 2.3 has no last frame; ten seconds are not to be had in 1080 lines; no sound or seed is sent', async () => {
    expect(await submittedBody('MiniMax-Hailuo-2.3', { duration: 10, format: LARGE })).toEqual({
      model: 'MiniMax-Hailuo-2.3',
      prompt: 'Sparks rise from the anvil.',
      first_frame_image: FIRST_FRAME,
      duration: 10,
      resolution: '768P',
    });
  });
});

describe('a refused submission (§1.4, codes in base_resp under HTTP 200)', () => {
  test.each([
    [1000, 'unknown error', 'outcome_unknown', false],
    [1001, 'timeout', 'outcome_unknown', false],
    [1002, 'rate limit', 'rate_limit', true],
    [1002, 'input content is sensitive', 'content_rejected', false],
    [1004, `not authorized: ${CANARY_KEY}`, 'auth', false],
    [1008, 'insufficient balance', 'quota', false],
    [1026, 'sensitive words in prompt', 'content_rejected', false],
    [1027, 'output is sensitive', 'content_rejected', false],
    [1028, 'usage limit', 'quota', false],
    [1030, 'usage limit', 'quota', false],
    [1039, 'token limit', 'rate_limit', true],
    [2013, 'invalid params', 'invalid_input', false],
    [2061, 'plan does not support the model', 'unsupported', false],
    [9999, 'new', 'outcome_unknown', false],
  ])('code %i (“%s”) is %s', async (code, message, expected, retryable) => {
    for (const model of ['MiniMax-Hailuo-02', 'MiniMax-H3']) {
      const vendor = fakeVendor([base(code, message)]);
      const error = await refusal(minimax(vendor, model).generate(clipRequest()));
      expect(error).toMatchObject({ code: expected, details: { retryable } });
      expect(error.message).not.toContain(CANARY_KEY);
      expect(vendor.requests).toHaveLength(1);
    }
  });

  test.each<[string, ScriptedAnswer, string]>([
    ['400 (2013)', { status: 400, json: { error: { message: 'invalid params (2013)' } } }, 'invalid_input'],
    ['402 (1008)', { status: 402, json: { error: { message: 'insufficient balance (1008)' } } }, 'quota'],
    ['500 (1008)', { status: 500, json: { error: { message: 'insufficient balance (1008)' } } }, 'quota'],
    ['422 (1026)', { status: 422, json: { error: { message: 'try other words (1026)' } } }, 'content_rejected'],
    ['500 (1000)', { status: 500, json: { error: { message: 'internal error (1000)' } } }, 'outcome_unknown'],
    ['401', { status: 401, json: { type: 'error', error: { type: 'authentication_error', message: 'no' } } }, 'auth'],
    ['400 about content', { status: 400, json: { error: { message: 'prompt is sensitive' } } }, 'content_rejected'],
    ['400 about balance', { status: 400, json: { error: { message: 'insufficient balance' } } }, 'quota'],
    ['400', { status: 400, json: { error: { message: 'duration is invalid' } } }, 'invalid_input'],
    ['500', { status: 500, json: { error: { message: 'sensitive' } } }, 'outcome_unknown'],
  ])('of v2: %s', async (_name, answer, code) => {
    expect(await refusal(minimax(fakeVendor([answer])).generate(clipRequest()))).toMatchObject({ code });
  });
});

describe('the standing of a Hailuo task (§1.4)', () => {
  const handle = { version: 1, id: 't-1' };
  const ask = (...answers: ScriptedAnswer[]) => minimax(fakeVendor(answers)).checkStatus(handle);

  test('Success is followed by asking for the file', async () => {
    const vendor = fakeVendor([
      { json: { task_id: 't-1', status: 'Success', file_id: 176844028768320, base_resp: ok } },
      { json: { file: { file_id: 176844028768320, download_url: 'https://cdn.minimax.io/v.mp4' }, base_resp: ok } },
    ]);
    expect(await minimax(vendor).checkStatus(handle)).toEqual({
      status: 'completed',
      handle,
      outputs: [{ url: 'https://cdn.minimax.io/v.mp4' }],
    });
    expect(vendor.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET https://api.minimax.io/v1/query/video_generation?task_id=t-1',
      'GET https://api.minimax.io/v1/files/retrieve?file_id=176844028768320',
    ]);
  });

  test('a file that cannot be asked for just now says nothing about the clip', async () => {
    const done: ScriptedAnswer = { json: { status: 'Success', file_id: 'f', base_resp: ok } };
    expect(await refusal(ask(done, { status: 503 }))).toMatchObject({
      code: 'unavailable',
      details: { retryable: true },
    });
    expect(await refusal(ask(done, base(1002, 'rate limit')))).toMatchObject({ code: 'rate_limit' });
    expect(await ask({ json: { status: 'Success', base_resp: ok } })).toMatchObject({ status: 'failed' });
  });

  test.each([
    ['Preparing', 'queued'],
    ['Queueing', 'queued'],
    ['Processing', 'processing'],
  ])('%s is %s', async (status, expected) => {
    expect(await ask({ json: { status, base_resp: ok } })).toEqual({ status: expected, handle });
  });

  test('Fail tells why by its code', async () => {
    expect(await ask(base(1027, 'output is sensitive', { status: 'Fail' }))).toMatchObject({
      status: 'failed',
      error: { code: 'content_rejected' },
    });
    expect(await ask(base(0, 'success', { status: 'Fail' }))).toMatchObject({ error: { code: 'unavailable' } });
  });

  test.each<[string, ScriptedAnswer, string]>([
    ['1000', base(1000, 'unknown'), 'unavailable'],
    ['1001', base(1001, 'late'), 'timeout'],
    ['1002', base(1002, 'slow down'), 'rate_limit'],
  ])('%s while asking says nothing about the result', async (_name, answer, code) => {
    expect(await refusal(ask(answer))).toMatchObject({ code, details: { retryable: true } });
  });
});

describe('the standing of an H3 task (§1.4)', () => {
  const handle = { version: 2, id: 't-1' };
  const ask = (task: object) => minimax(fakeVendor([{ json: { task: { id: 't-1', ...task } } }])).checkStatus(handle);

  test('queued, running, succeeded', async () => {
    expect(await ask({ status: 'queued' })).toEqual({ status: 'queued', handle });
    expect(await ask({ status: 'running' })).toEqual({ status: 'processing', handle });
    expect(await ask({ status: 'succeeded', content: { url: 'https://cdn.minimax.io/v.mp4' } })).toEqual({
      status: 'completed',
      handle,
      outputs: [{ url: 'https://cdn.minimax.io/v.mp4' }],
    });
  });

  test.each([
    [{ status: 'succeeded', content: {} }, 'unavailable'],
    [{ status: 'cancelled' }, 'cancelled'],
    [{ status: 'expired' }, 'timeout'],
    [{ status: 'failed', error: { code: '1026', message: 'prompt' } }, 'content_rejected'],
    [{ status: 'failed', error: { code: 'moderation', message: 'output is sensitive' } }, 'content_rejected'],
    [{ status: 'failed', error: { code: 'internal', message: 'oops' } }, 'unavailable'],
    [{ status: 'failed' }, 'unavailable'],
  ])('%j is %s', async (task, code) => {
    expect(await ask(task)).toMatchObject({ status: 'failed', handle, error: { code } });
  });
});

test('a key check lists one task (§1.4)', async () => {
  const check = async (answer: ScriptedAnswer) => minimax(fakeVendor([answer])).checkKey();
  expect(await check({ json: { tasks: [] } })).toMatchObject({ status: 'valid' });
  expect(await check({ status: 401, json: { error: { message: 'no' } } })).toMatchObject({ status: 'invalid' });
  expect(await check(base(1004, 'no'))).toMatchObject({ status: 'invalid' });
  expect(await check(base(1008, 'empty'))).toMatchObject({ status: 'no_credit' });
});

test('prices follow the resolution that is asked for (§1.4)', () => {
  const { format } = clipRequest();
  expect(minimax(fakeVendor([])).estimateCost(5, format)).toBe(0.4);
  expect(minimax(fakeVendor([])).estimateCost(5, LARGE)).toBe(0.65);
  expect(minimax(fakeVendor([]), 'MiniMax-Hailuo-02').estimateCost(6, format)).toBeNull();
});
