import { describe, expect, test } from 'vitest';
import type { ProviderContext } from '../../src/providers/base.ts';
import type { CompileRequest } from '../../src/providers/compile/base.ts';
import { creatomateCompile } from '../../src/providers/compile/creatomate.ts';
import { describeMediaContract } from '../contract/media.ts';
import { clipKey, filmRequest, shortFilm, webhookOf } from './compile-support.ts';
import { adapterOf, CANARY_KEY, fakeVendor, refusal, type ScriptedAnswer } from './fake-vendor.ts';

// Built from contracts/video-compile-audio.md §2.1.
const RENDER = '5d3f0e0a-8a55-4c0e-9f0a-2d1f4a1c7b11';

function creatomate(context: ProviderContext, changes: { baseUrl?: string; templateId?: string } = {}) {
  return adapterOf(creatomateCompile, { provider: 'creatomate', apiKey: CANARY_KEY, ...changes }, context);
}

describeMediaContract<CompileRequest>({
  name: 'creatomate',
  vendor: 'creatomate',
  kind: 'compile',
  make: ({ baseUrl, apiKey }, context) => {
    return adapterOf(creatomateCompile, { provider: 'creatomate', apiKey, baseUrl }, context);
  },
  request: shortFilm(),
  keepsZeroAndFalse: (body) =>
    expect(body).toMatchObject({ elements: expect.arrayContaining([expect.objectContaining({ time: 0 })]) }),
  forgetsAfterSeconds: 30 * 24 * 3600,
  leaveOut: {
    cancelled: 'Creatomate has no way to stop a render (§2.1)',
    'rejected content': 'Creatomate does not judge content (§2.1)',
    'a lost submission is found, or nobody knows': 'no list and no idempotency key (§2.1)',
    'a submission that never arrived is not mistaken for another': 'no list and no idempotency key (§2.1)',
    'a webhook is genuine only as it was signed, and only for a while': 'webhooks are not signed (§2.1)',
  },
});

async function submittedBody(changes: Partial<CompileRequest> = {}) {
  const vendor = fakeVendor([{ status: 202, json: { id: RENDER, status: 'planned' } }], { publicUrl: true });
  await creatomate(vendor.context).generate(filmRequest(changes));
  return vendor.requests[0]?.body as { elements: Record<string, unknown>[] } & Record<string, unknown>;
}
const clipsOf = ({ elements }: { elements: Record<string, unknown>[] }) =>
  elements.filter(({ type }) => type === 'video');

describe('a submission (§2.1)', () => {
  test('is one POST of RenderScript at the top level, with our name for it and the webhook', async () => {
    const vendor = fakeVendor([{ status: 202, json: { id: RENDER, status: 'planned' } }], { publicUrl: true });
    const webhookUrl = 'https://p2v.example/api/webhooks/j/film/t';
    const submission = { id: 'p2v-1', startedAt: 0, webhookUrl };
    const response = await creatomate(vendor.context).generate(filmRequest({ submission }));
    expect(vendor.requests).toHaveLength(1);
    expect(vendor.requests[0]).toMatchObject({
      method: 'POST',
      url: 'https://api.creatomate.com/v2/renders',
      headers: { authorization: `Bearer ${CANARY_KEY}`, 'content-type': 'application/json' },
      body: {
        output_format: 'mp4',
        width: 1280,
        height: 720,
        frame_rate: 24,
        // 38 s of shots, less three overlaps of half a second.
        duration: 36.5,
        metadata: 'p2v-1',
        webhook_url: webhookUrl,
      },
    });
    expect(vendor.requests[0]?.body).not.toHaveProperty('source');
    expect(response).toEqual({ status: 'queued', handle: { id: RENDER } });
  });

  test('places clips on one track, overlapping where they do in the film', async () => {
    const clips = clipsOf(await submittedBody());
    expect(clips.map(({ track }) => track)).toEqual([2, 2, 2, 2, 2, 2, 2]);
    expect(clips.map(({ time }) => time)).toEqual([0, 4.5, 9, 15, 20, 27, 31.5]);
    expect(clips.map(({ duration }) => duration)).toEqual([5, 5, 6, 5, 7, 5, 5]);
    expect(clips[1]).toMatchObject({ source: `https://p2v.example/media/${clipKey(1)}?signature=s`, fit: 'cover' });
  });

  test('says all six transitions', async () => {
    const clips = clipsOf(await submittedBody());
    const start = { time: 'start', duration: 0.5, easing: 'linear' };
    const out = { type: 'fade', time: 'end', duration: 0.5, easing: 'linear', reversed: true };
    expect(clips.map(({ animations }) => animations)).toEqual([
      [{ ...start, type: 'fade' }],
      [{ ...start, type: 'fade', transition: true, enable: 'second-only' }],
      [{ ...start, type: 'wipe', transition: true, x_anchor: '100%', fade: false }, out],
      [{ ...start, type: 'fade' }],
      [out],
      [{ ...start, type: 'fade' }],
      [{ ...start, type: 'wipe', transition: true, x_anchor: '0%', fade: false }, out],
    ]);
  });

  test('lays white behind clips that fade to or from it, and black behind all', async () => {
    const body = await submittedBody();
    expect(body).toMatchObject({ fill_color: '#000000' });
    const white = body.elements.filter(({ type }) => type === 'shape');
    expect(white.map(({ time, duration, track, fill_color }) => [track, time, duration, fill_color])).toEqual([
      [1, 0, 0.5, '#ffffff'],
      [1, 26.5, 0.5, '#ffffff'],
      [1, 27, 0.5, '#ffffff'],
    ]);
  });

  test('is silent, keeps the sound of those clips that have to, and takes recordings in', async () => {
    expect(clipsOf(await submittedBody()).map(({ volume }) => volume)).toEqual(Array(7).fill('0%'));
    const music = 'e'.repeat(64);
    const sound = {
      clips: [null, 'a'.repeat(64), 'b'.repeat(64), null, null, null, null],
      tracks: [{ role: 'music' as const, sound: music, startFrame: 48, gainDb: -6 }],
    };
    const body = await submittedBody({ sound, soundKeys: [`p/${music}.mp4`] });
    const clips = clipsOf(body);
    expect(clips.slice(0, 3).map(({ volume }) => volume)).toEqual(['0%', '100%', '100%']);
    expect(clips[1]).toMatchObject({ audio_fade_in: 0.5, audio_fade_out: 0.5 });
    expect(body.elements.filter(({ type }) => type === 'audio')).toEqual([
      {
        type: 'audio',
        track: 3,
        time: 2,
        source: `https://p2v.example/media/p/${music}.mp4?signature=s`,
        volume: '50.1%',
      },
    ]);
  });

  test('goes to another address where the configuration gives one', async () => {
    const vendor = fakeVendor([{ status: 202, json: { id: RENDER, status: 'planned' } }], { publicUrl: true });
    await creatomate(vendor.context, { baseUrl: 'http://127.0.0.1:9/creatomate/' }).generate(filmRequest());
    expect(vendor.requests[0]?.url).toBe('http://127.0.0.1:9/creatomate/v2/renders');
  });
});

describe('without a public address', () => {
  test('nothing is sent, and every place that asks says what to set', async () => {
    const vendor = fakeVendor([]);
    const provider = creatomate(vendor.context);
    const error = await refusal(provider.generate(filmRequest()));
    expect(error).toMatchObject({ code: 'unsupported', message: expect.stringContaining('PUBLIC_URL') });
    expect(provider.obstacle?.()).toMatchObject({ message: error.message });
    expect(await provider.checkKey()).toEqual({ status: 'unsupported', message: error.message });
    expect(vendor.requests).toEqual([]);
  });
});

describe('a standing (§2.1)', () => {
  const standing = (answer: ScriptedAnswer) =>
    creatomate(fakeVendor([answer], { publicUrl: true }).context).checkStatus({ id: RENDER });

  test.each([
    ['planned', 'queued'],
    ['waiting', 'queued'],
    ['transcribing', 'processing'],
    ['rendering', 'processing'],
  ])('%s is %s, though the address is there from the start', async (status, ours) => {
    expect(await standing({ json: { id: RENDER, status, url: 'https://cdn.example/film.mp4' } })).toEqual({
      status: ours,
      handle: { id: RENDER },
    });
  });

  test('succeeded gives the address', async () => {
    expect(await standing({ json: { id: RENDER, status: 'succeeded', url: 'https://cdn.example/f.mp4' } })).toEqual({
      status: 'completed',
      handle: { id: RENDER },
      outputs: [{ url: 'https://cdn.example/f.mp4' }],
    });
  });

  test('failed and cancelled are ends, in the vendor’s words', async () => {
    const failed = await standing({ json: { id: RENDER, status: 'failed', error_message: 'Source not found.' } });
    expect(failed).toMatchObject({
      status: 'failed',
      error: { code: 'unavailable', message: expect.stringContaining('“Source not found.”') },
    });
    const cancelled = await standing({ json: { id: RENDER, status: 'cancelled' } });
    expect(cancelled).toMatchObject({ status: 'failed', error: { code: 'cancelled' } });
  });

  test('a render it no longer has is an end', async () => {
    const gone = await standing({ status: 404, json: { hint: 'Not found.', documentation_url: 'https://x.example' } });
    expect(gone).toMatchObject({ status: 'failed', error: { code: 'not_found' } });
  });
});

describe('errors (§2.1)', () => {
  test.each([
    [400, 'invalid_input'],
    [401, 'auth'],
    [402, 'quota'],
    [429, 'rate_limit'],
  ] as const)('%s is %s, with the hint', async (status, code) => {
    const answer = { status, json: { hint: 'This is why.', documentation_url: 'https://x.example' } };
    const vendor = fakeVendor([answer], { publicUrl: true });
    const error = await refusal(creatomate(vendor.context).generate(filmRequest()));
    expect(error).toMatchObject({ code, message: expect.stringContaining('This is why.') });
  });
});

test('a webhook names its render, and nonsense names none', () => {
  const provider = creatomate(fakeVendor([]).context);
  const read = (text: string) => provider.handleFromWebhook?.(webhookOf(text));
  expect(read(JSON.stringify({ id: RENDER, status: 'succeeded', metadata: 'p2v-1' }))).toEqual({ id: RENDER });
  expect(read('{"id":5}')).toBeUndefined();
  expect(read('nonsense')).toBeUndefined();
});

test('a film is priced by its pixels, and a begun credit is a whole one', () => {
  const { context } = fakeVendor([]);
  const at = (seconds: number, height: 720 | 1080) =>
    creatomate(context).estimateCost(seconds, { width: (height * 16) / 9, height, frameRate: 24 });
  // 1280 × 720 × 24 × 60 / 100 million is 13.3 credits.
  expect(at(60, 720)).toBe(0.378);
  expect(at(60, 1080)).toBe(0.81);
  expect(at(1, 720)).toBe(0.027);
});

test('a template is not filled in, and that is said', () => {
  const { context } = fakeVendor([]);
  expect(creatomate(context).compromises?.(filmRequest().transitions)).toEqual([]);
  expect(creatomate(context, { templateId: 'tpl' }).compromises?.([])).toMatchObject([{ code: 'template_ignored' }]);
});
