import { describe, expect, test } from 'vitest';
import type { ProviderContext } from '../../src/providers/base.ts';
import type { VideoRequest } from '../../src/providers/video/base.ts';
import { RUNWAY_MODELS } from '../../src/providers/video/runway.models.ts';
import { runwayVideo } from '../../src/providers/video/runway.ts';
import { describeMediaContract } from '../contract/media.ts';
import { adapterOf, CANARY_KEY, type FakeVendor, fakeVendor, refusal, type ScriptedAnswer } from './fake-vendor.ts';
import { clipRequest, FIRST_FRAME, LAST_FRAME } from './video-support.ts';

// Answers are built from contracts/video-compile-audio.md §1.2.
const TASK = '0f8e6d1a-9a7e-4d55-8f0f-1f4a4d0f7a11';

type Options = { model?: string; audio?: boolean; baseUrl?: string; apiKey?: string };

function made(config: Options, context: ProviderContext) {
  return adapterOf(runwayVideo, { provider: 'runway', apiKey: CANARY_KEY, ...config }, context);
}
const runway = (vendor: FakeVendor, config: Options = {}) => made(config, vendor.context);

const CONTRACTS = [
  ['gen4_turbo', 5, { seed: 0 }],
  ['veo3.1', 6, { seed: 0, audio: false }],
] as const;
for (const [model, duration, kept] of CONTRACTS) {
  describeMediaContract<VideoRequest>({
    name: `runway ${model}`,
    vendor: 'runway',
    kind: 'video',
    make: (config, context) => made({ model, ...config }, context),
    request: clipRequest({ duration }),
    keepsZeroAndFalse: (body) => expect(body).toMatchObject(kept),
    forgetsAfterSeconds: 48 * 3600,
    leaveOut: {
      'a lost submission is found, or nobody knows': 'no key of ours, no list: §0.3',
      'a submission that never arrived is not mistaken for another': 'no key of ours, no list: §0.3',
      'a webhook is genuine only as it was signed, and only for a while': 'there are no webhooks: §0.3',
    },
  });
}

function submitted(credits = 25): ScriptedAnswer {
  return { json: { id: TASK, estimatedCost: { credits } } };
}

async function submittedBody(model: string, changes: Parameters<typeof clipRequest>[0] = {}, audio?: boolean) {
  const vendor = fakeVendor([submitted()]);
  await runway(vendor, { model, ...(audio === undefined ? {} : { audio }) }).generate(clipRequest(changes));
  return vendor.requests[0]?.body as Record<string, unknown>;
}

describe('a submission (§1.2)', () => {
  test('is one POST with the key, the API version, and the frames by position', async () => {
    const vendor = fakeVendor([submitted()]);
    const response = await runway(vendor, { model: 'veo3.1' }).generate(
      clipRequest({ duration: 6, negativePrompt: 'text' }),
    );
    expect(vendor.requests).toEqual([
      {
        method: 'POST',
        url: 'https://api.dev.runwayml.com/v1/image_to_video',
        headers: expect.objectContaining({
          authorization: `Bearer ${CANARY_KEY}`,
          'x-runway-version': '2024-11-06',
          'content-type': 'application/json',
        }),
        body: {
          model: 'veo3.1',
          promptImage: [
            { uri: FIRST_FRAME, position: 'first' },
            { uri: LAST_FRAME, position: 'last' },
          ],
          promptText: 'Sparks rise from the anvil.',
          ratio: '1280:720',
          duration: 6,
          seed: 0,
          audio: false,
          negativePrompt: 'text',
        },
      },
    ]);
    expect(response).toEqual({ status: 'queued', handle: { id: TASK, estimatedCredits: 25 }, estimatedUsd: 0.25 });
  });

  test('leaves the last frame, sound and what else a model does not take away', async () => {
    expect(await submittedBody('gen4_turbo', { negativePrompt: 'text' })).toEqual({
      model: 'gen4_turbo',
      promptImage: [{ uri: FIRST_FRAME, position: 'first' }],
      promptText: 'Sparks rise from the anvil.',
      ratio: '1280:720',
      duration: 5,
      seed: 0,
    });
    expect(await submittedBody('hailuo3')).toEqual({
      model: 'hailuo3',
      promptImage: [
        { uri: FIRST_FRAME, position: 'first' },
        { uri: LAST_FRAME, position: 'last' },
      ],
      promptText: 'Sparks rise from the anvil.',
      resolution: '768p',
      duration: 5,
    });
  });

  test('asks for sound only where the configuration does, and for 1080p where the film needs it', async () => {
    const format = { width: 1080, height: 1920, frameRate: 24 } as const;
    const body = await submittedBody('seedance2_5', { aspectRatio: '9:16', format }, true);
    expect(body).toMatchObject({ audio: true, ratio: '1080:1920' });
    expect(await submittedBody('gen4.5', { aspectRatio: '1:1', format })).toMatchObject({ ratio: '960:960' });
  });

  test.each([
    ['gen3a_turbo', 'gen4_turbo'],
    ['gen-3', 'gen4_turbo'],
    ['veo3', 'veo3.1'],
  ])('sends %s, which was shut down, as %s', async (old, successor) => {
    expect(await submittedBody(old)).toMatchObject({ model: successor });
  });

  test('passes an unknown model on with a first frame, and knows no price for it', async () => {
    expect(await submittedBody('gen9')).toEqual({
      model: 'gen9',
      promptImage: [{ uri: FIRST_FRAME, position: 'first' }],
      promptText: 'Sparks rise from the anvil.',
      ratio: '1280:720',
      duration: 5,
    });
    expect(runway(fakeVendor([]), { model: 'gen9' }).estimateCost(5, clipRequest().format)).toBeNull();
  });

  test('goes to another address where the configuration gives one', async () => {
    const vendor = fakeVendor([submitted()]);
    await runway(vendor, { baseUrl: 'http://127.0.0.1:9/runway/' }).generate(clipRequest());
    expect(vendor.requests[0]?.url).toBe('http://127.0.0.1:9/runway/v1/image_to_video');
  });

  test('sends a picture over 5 MB by its public address, and is refused before it leaves where there is none', async () => {
    const images = { 'p/image-1': { bytes: new Uint8Array(3_800_000), mediaType: 'image/png' } };
    const vendor = fakeVendor([submitted()], { images, publicUrl: true });
    await runway(vendor).generate(clipRequest());
    expect(vendor.requests[0]?.body).toMatchObject({
      promptImage: [{ uri: 'https://p2v.example/media/p/image-1?signature=s', position: 'first' }],
    });
    const closed = fakeVendor([], { images });
    expect(await refusal(runway(closed).generate(clipRequest()))).toMatchObject({ code: 'too_large' });
    expect(closed.requests).toEqual([]);
  });

  test('refuses a prompt over 1000 characters before anything is sent', async () => {
    const vendor = fakeVendor([]);
    const error = await refusal(runway(vendor).generate(clipRequest({ prompt: 'a'.repeat(1001) })));
    expect(error).toMatchObject({ code: 'invalid_input', details: { stage: 'prepare' } });
    expect(vendor.requests).toEqual([]);
  });
});

describe('a refused submission (§1.2)', () => {
  test.each<[string, ScriptedAnswer, object]>([
    [
      '400 with issues',
      {
        status: 400,
        json: {
          error: 'Validation of body failed',
          issues: [{ code: 'invalid_value', path: ['ratio'], message: 'Invalid ratio' }],
          docUrl: 'https://docs.example',
        },
      },
      { code: 'invalid_input', message: expect.stringContaining('ratio: Invalid ratio') },
    ],
    ['404', { status: 404, json: { error: 'Not found' } }, { code: 'unsupported' }],
  ])('%s', async (_name, answer, expected) => {
    const vendor = fakeVendor([answer]);
    const error = await refusal(runway(vendor).generate(clipRequest()));
    expect(error).toMatchObject(expected);
    expect(JSON.stringify({ ...error, message: error.message })).not.toContain(CANARY_KEY);
    expect(vendor.requests).toHaveLength(1);
  });

  test('400 for want of credits is a matter of credit (the message is from memory, not from the contract)', async () => {
    const answer = { status: 400, json: { error: 'You do not have enough credits to run this task.' } };
    expect(await refusal(runway(fakeVendor([answer])).generate(clipRequest()))).toMatchObject({ code: 'quota' });
  });
});

describe('the standing of a task (§1.2)', () => {
  const handle = { id: TASK, estimatedCredits: 25 };
  const task = (fields: object): ScriptedAnswer => ({
    json: { id: TASK, createdAt: '2026-11-25T10:00:00Z', ...fields },
  });
  const ask = (answer: ScriptedAnswer, stored: Record<string, unknown> = handle) =>
    runway(fakeVendor([answer])).checkStatus(stored);

  test('is asked by id with the key', async () => {
    const vendor = fakeVendor([task({ status: 'PENDING', estimatedCost: { credits: 25 } })]);
    expect(await runway(vendor).checkStatus(handle)).toEqual({ status: 'queued', handle });
    expect(vendor.requests[0]).toMatchObject({
      method: 'GET',
      url: `https://api.dev.runwayml.com/v1/tasks/${TASK}`,
      headers: { authorization: `Bearer ${CANARY_KEY}`, 'x-runway-version': '2024-11-06' },
    });
  });

  test('THROTTLED waits, RUNNING tells how far, also 0', async () => {
    expect(await ask(task({ status: 'THROTTLED' }))).toMatchObject({ status: 'queued' });
    expect(await ask(task({ status: 'RUNNING', progress: 0 }))).toEqual({ status: 'processing', handle, progress: 0 });
  });

  test('SUCCEEDED gives the address and the final cost; the estimate stands in for a cost that is not there', async () => {
    const output = ['https://dnznrvs05pmza.cloudfront.net/a.mp4?_jwt=x'];
    expect(await ask(task({ status: 'SUCCEEDED', output, cost: { credits: 20 } }))).toEqual({
      status: 'completed',
      handle,
      outputs: [{ url: output[0] }],
      costUsd: 0.2,
    });
    expect(await ask(task({ status: 'SUCCEEDED', output }))).toMatchObject({ costUsd: 0.25 });
    expect(await ask(task({ status: 'SUCCEEDED', output, cost: { credits: 0 } }))).toMatchObject({ costUsd: 0 });
  });

  test.each([
    ['SAFETY.INPUT.TEXT', 'content_rejected', false],
    ['SAFETY.OUTPUT.VIDEO', 'content_rejected', false],
    ['INPUT_PREPROCESSING.SAFETY.TEXT', 'content_rejected', false],
    ['ASSET.INVALID', 'invalid_input', false],
    ['INTERNAL.BAD_OUTPUT.CODE01', 'unavailable', true],
    ['INTERNAL', 'unavailable', true],
    ['THIRD_PARTY.UNAVAILABLE', 'unavailable', true],
    ['SOMETHING.NEW', 'unavailable', false],
  ])('FAILED with %s is %s', async (failureCode, code, retryable) => {
    const response = await ask(task({ status: 'FAILED', failure: 'It failed.', failureCode, cost: { credits: 0 } }));
    expect(response).toMatchObject({ status: 'failed', charged: false, error: { code, details: { retryable } } });
  });

  test('FAILED that keeps credits counts as charged; without a word on cost nobody says', async () => {
    expect(await ask(task({ status: 'FAILED', failure: 'x', cost: { credits: 5 } }))).toMatchObject({ charged: true });
    expect(await ask(task({ status: 'FAILED', failure: 'x' }))).not.toHaveProperty('charged');
  });

  test('CANCELLED is cancelled', async () => {
    const response = await ask(task({ status: 'CANCELLED', cost: { credits: 0 } }));
    expect(response).toMatchObject({ status: 'failed', charged: false, error: { code: 'cancelled' } });
  });

  test.each<[string, ScriptedAnswer, string]>([
    ['an unknown status', { json: { id: TASK, status: 'DREAMING' } }, 'bad_response'],
    ['an empty result', { json: { id: TASK, status: 'SUCCEEDED', output: [] } }, 'bad_response'],
  ])('%s while asking says nothing about the result', async (_name, answer, code) => {
    expect(await refusal(ask(answer))).toMatchObject({ code, details: { retryable: true } });
  });

  test('a handle of something else is refused', async () => {
    expect(await refusal(ask('connection lost', { other: 1 }))).toMatchObject({ code: 'internal' });
  });
});

test('cancelling deletes the task, if it still runs (§1.2)', async () => {
  const running = { json: { id: TASK, status: 'RUNNING', progress: 0.5 } };
  const vendor = fakeVendor([running, { status: 204 }]);
  await runway(vendor).cancel?.({ id: TASK, estimatedCredits: null });
  const url = `https://api.dev.runwayml.com/v1/tasks/${TASK}`;
  expect(vendor.requests).toMatchObject([
    { method: 'GET', url },
    { method: 'DELETE', url },
  ]);
});

describe('a key check (OpenAPI: GET /v1/organization)', () => {
  const check = (answer: ScriptedAnswer) => runway(fakeVendor([answer])).checkKey();
  test('asks for the organisation', async () => {
    expect(await check({ json: { creditBalance: 100, tier: {} } })).toMatchObject({ status: 'valid' });
    expect(await check({ json: { creditBalance: 0, tier: {} } })).toMatchObject({ status: 'no_credit' });
    expect(await check({ status: 401, json: { error: 'no' } })).toMatchObject({ status: 'invalid' });
    expect(await check('connection lost')).toMatchObject({ status: 'unreachable' });
  });
});

describe('prices (§1.2: credits a second at $0.01)', () => {
  const price = (model: string, audio: boolean, seconds: number) =>
    runway(fakeVendor([]), { model, audio }).estimateCost(seconds, clipRequest().format);
  test('follow model, length and sound', () => {
    expect(price('gen4_turbo', false, 10)).toBe(0.5);
    expect(price('gen4.5', false, 5)).toBe(0.6);
    expect(price('veo3.1', false, 8)).toBe(1.6);
    expect(price('veo3.1', true, 8)).toBe(3.2);
    expect(price('wan3', false, 5)).toBeNull();
  });
});

test('every model of the catalogue has an id of its own, and no old name is a present one', () => {
  const ids = RUNWAY_MODELS.map(({ info }) => info.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { info } of RUNWAY_MODELS) for (const alias of info.aliases) expect(ids).not.toContain(alias);
});
