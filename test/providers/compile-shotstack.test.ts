import { describe, expect, test } from 'vitest';
import type { ProviderContext } from '../../src/providers/base.ts';
import type { CompileRequest } from '../../src/providers/compile/base.ts';
import type { ShotstackClip, ShotstackEdit } from '../../src/providers/compile/shotstack.edit.ts';
import { shotstackCompile } from '../../src/providers/compile/shotstack.ts';
import { describeMediaContract } from '../contract/media.ts';
import { startBench } from '../contract/media-harness.ts';
import { clipKey, filmRequest, shortFilm, webhookOf } from './compile-support.ts';
import { adapterOf, CANARY_KEY, fakeVendor, refusal, type ScriptedAnswer } from './fake-vendor.ts';

// Built from contracts/video-compile-audio.md §2.2.
const RENDER = '2a7c1f43-0f5e-4f3b-8f57-6f5f0b7f9d31';

type Config = { apiKey?: string; baseUrl?: string; templateId?: string };
function shotstack(context: ProviderContext, changes: Config = {}) {
  return adapterOf(shotstackCompile, { provider: 'shotstack', apiKey: CANARY_KEY, ...changes }, context);
}

describeMediaContract<CompileRequest>({
  name: 'shotstack',
  vendor: 'shotstack',
  kind: 'compile',
  make: (config, context) => shotstack(context, config),
  request: shortFilm(),
  keepsZeroAndFalse: (body) => expect(JSON.stringify(body)).toMatch(/"volume":0\b.*"start":0\b/),
  leaveOut: {
    cancelled: 'Shotstack has no way to stop a render (§2.2)',
    'rejected content': 'Shotstack does not judge content (§2.2)',
    'a lost submission is found, or nobody knows': 'no list and no idempotency key (§2.2)',
    'a submission that never arrived is not mistaken for another': 'no list and no idempotency key (§2.2)',
    'a webhook is genuine only as it was signed, and only for a while': 'webhooks are not signed (§2.2)',
    'an expired result is found again through the handle': 'its hosted address is used, tested below (§2.2)',
    'a result the vendor has forgotten is an end': 'nothing says that it forgets; its 404 is tested below (§2.2)',
  },
});

const QUEUED = { success: true, message: 'Created', response: { message: 'Render Successfully Queued', id: RENDER } };

async function submittedBody(changes: Partial<CompileRequest> = {}) {
  const vendor = fakeVendor([{ status: 201, json: QUEUED }], { publicUrl: true });
  await shotstack(vendor.context).generate(filmRequest(changes));
  return vendor.requests[0]?.body as ShotstackEdit;
}

function clipsOf({ timeline }: ShotstackEdit): ShotstackClip[] {
  return timeline.tracks
    .flatMap(({ clips }) => clips)
    .filter(({ asset }) => asset.type === 'video')
    .sort((one, other) => one.start - other.start);
}

describe('a submission (§2.2)', () => {
  test('is one POST of an edit, with the webhook', async () => {
    const vendor = fakeVendor([{ status: 201, json: QUEUED }], { publicUrl: true });
    const webhookUrl = 'https://p2v.example/api/webhooks/j/film/t';
    const submission = { id: 'p2v-1', startedAt: 0, webhookUrl };
    const response = await shotstack(vendor.context).generate(filmRequest({ submission }));
    expect(vendor.requests).toHaveLength(1);
    expect(vendor.requests[0]).toMatchObject({
      method: 'POST',
      url: 'https://api.shotstack.io/edit/v1/render',
      headers: { 'x-api-key': CANARY_KEY, 'content-type': 'application/json' },
      body: {
        timeline: { background: '#000000' },
        output: { format: 'mp4', size: { width: 1280, height: 720 }, fps: 24, quality: 'high' },
        callback: webhookUrl,
      },
    });
    // A size and a named resolution exclude one another.
    expect(vendor.requests[0]?.body).not.toHaveProperty('output.resolution');
    expect(response).toEqual({ status: 'queued', handle: { id: RENDER } });
  });

  test('places clips where they stand in the film; those that overlap on two tracks', async () => {
    const body = await submittedBody();
    const clips = clipsOf(body);
    expect(clips.map(({ start }) => start)).toEqual([0, 4.5, 9, 15, 20, 27, 31.5]);
    expect(clips.map(({ length }) => length)).toEqual([5, 5, 6, 5, 7, 5, 5]);
    expect(clips[1]?.asset).toMatchObject({ src: `https://p2v.example/media/${clipKey(1)}?signature=s` });
    const track = (clip: ShotstackClip) => body.timeline.tracks.findIndex(({ clips: own }) => own.includes(clip));
    expect(clips.map(track)).toEqual([1, 0, 1, 1, 1, 1, 0]);
  });

  test('says all six transitions', async () => {
    const clips = clipsOf(await submittedBody());
    const ramp = (from: number, to: number, start: number, length: number) => ({
      ...{ from, to, start, length },
      interpolation: 'linear',
    });
    expect(clips.map(({ opacity }) => opacity)).toEqual([
      [ramp(0, 1, 0, 0.5), ramp(1, 1, 0.5, 4.5)],
      [ramp(0, 1, 0, 0.5), ramp(1, 1, 0.5, 4.5)],
      [ramp(1, 1, 0, 5.5), ramp(1, 0, 5.5, 0.5)],
      [ramp(0, 1, 0, 0.5), ramp(1, 1, 0.5, 4.5)],
      [ramp(1, 1, 0, 6.5), ramp(1, 0, 6.5, 0.5)],
      [ramp(0, 1, 0, 0.5), ramp(1, 1, 0.5, 4.5)],
      [ramp(1, 1, 0, 4.5), ramp(1, 0, 4.5, 0.5)],
    ]);
    expect(clips.map(({ transition }) => transition)).toEqual([
      undefined,
      { out: 'wipeLeftFast' },
      undefined,
      undefined,
      undefined,
      undefined,
      { in: 'wipeRightFast' },
    ]);
  });

  test('lays white below clips that fade to or from it', async () => {
    const { tracks } = (await submittedBody()).timeline;
    const white = tracks.at(-1)?.clips ?? [];
    expect(white.map(({ start, length }) => [start, length])).toEqual([
      [0, 0.5],
      [26.5, 0.5],
      [27, 0.5],
    ]);
    expect(white[0]?.asset).toMatchObject({ type: 'shape', shape: 'rectangle', fill: { color: '#ffffff' } });
  });

  test('is silent, keeps the sound of those clips that have to, and takes recordings in', async () => {
    const volumes = (body: ShotstackEdit) =>
      clipsOf(body).map(({ asset }) => ('volume' in asset ? asset.volume : undefined));
    expect(volumes(await submittedBody())).toEqual(Array(7).fill(0));
    const music = 'e'.repeat(64);
    const own = 'a'.repeat(64);
    const sound = {
      clips: [own, null, null, null, own, null, null],
      tracks: [{ role: 'music' as const, sound: music, startFrame: 48, gainDb: 6 }],
    };
    const body = await submittedBody({ sound, soundKeys: [`p/${music}.mp4`] });
    const kept = volumes(body);
    expect(kept[0]).toHaveLength(3);
    expect(kept[4]).toEqual([
      { from: 1, to: 1, start: 0, length: 6.5, interpolation: 'linear' },
      { from: 1, to: 0, start: 6.5, length: 0.5, interpolation: 'linear' },
    ]);
    expect(kept.filter((volume) => volume !== 0)).toHaveLength(2);
    const src = `https://p2v.example/media/p/${music}.mp4?signature=s`;
    // It takes no sound louder than it is.
    expect(body.timeline.tracks.at(-1)?.clips).toEqual([
      { asset: { type: 'audio', src, volume: 1 }, start: 2, length: 'auto' },
    ]);
  });

  test('has no track without clips', async () => {
    const body = await submittedBody({ transitions: ['cut', 'cut'], clips: [{ key: clipKey(1), frameCount: 120 }] });
    expect(body.timeline.tracks).toHaveLength(1);
  });
});

test('without a public address nothing is sent, and every place that asks says what to set', async () => {
  const vendor = fakeVendor([]);
  const provider = shotstack(vendor.context);
  const error = await refusal(provider.generate(filmRequest()));
  expect(error).toMatchObject({ code: 'unsupported', message: expect.stringContaining('PUBLIC_URL') });
  expect(provider.obstacle?.()).toMatchObject({ message: error.message });
  expect(await provider.checkKey()).toEqual({ status: 'unsupported', message: error.message });
  expect(vendor.requests).toEqual([]);
});

describe('a standing (§2.2)', () => {
  const standing = (...answers: ScriptedAnswer[]) =>
    shotstack(fakeVendor(answers, { publicUrl: true }).context).checkStatus({ id: RENDER });
  const render = (response: object): ScriptedAnswer => ({
    json: { success: true, message: 'OK', response: { id: RENDER, ...response } },
  });
  const asset = (status: string, filename = `${RENDER}.mp4`): ScriptedAnswer => ({
    json: { data: [{ type: 'asset', attributes: { status, filename, url: `https://cdn.example/${filename}` } }] },
  });
  const TEMPORARY = { status: 'done', url: 'https://temporary.example/film.mp4' };
  const completed = (url: string) => ({ status: 'completed', handle: { id: RENDER }, outputs: [{ url }] });

  test.each([
    ['queued', 'queued'],
    ...['fetching', 'preprocessing', 'rendering', 'generating', 'saving'].map((status) => [status, 'processing']),
  ])('%s is %s', async (status = '', ours) => {
    expect(await standing(render({ status }))).toEqual({ status: ours, handle: { id: RENDER } });
  });

  test('done gives the hosted address, which does not expire', async () => {
    expect(await standing(render(TEMPORARY), asset('ready'))).toEqual(completed(`https://cdn.example/${RENDER}.mp4`));
  });

  test.each<[string, ScriptedAnswer]>([
    ['is still copied', asset('importing')],
    ['is a picture', asset('ready', 'poster.jpg')],
    ['does not exist', { json: { data: [] } }],
    ['cannot be asked about', { status: 503, json: { message: 'Service Unavailable' } }],
    ['is not understood', { json: { nothing: true } }],
    ['breaks off', 'connection lost'],
  ])('done gives the temporary address where the copy %s', async (_, answer) => {
    expect(await standing(render(TEMPORARY), answer)).toEqual(completed(TEMPORARY.url));
  });

  test('failed is an end, in the vendor’s words', async () => {
    expect(await standing(render({ status: 'failed', error: 'Asset not found.' }))).toMatchObject({
      status: 'failed',
      error: { code: 'unavailable', message: expect.stringContaining('“Asset not found.”') },
    });
  });

  test('a render it does not know is an end', async () => {
    const gone = await standing({ status: 404, json: { success: false, message: 'Not Found', response: null } });
    expect(gone).toMatchObject({ status: 'failed', error: { code: 'not_found' } });
  });
});

test('a film whose temporary address has died is fetched from its hosted one', async () => {
  const bench = await startBench<CompileRequest>('shotstack', 'compile', (config, context) =>
    shotstack(context, config),
  );
  try {
    const response = await bench.adapter.generate(shortFilm());
    await bench.finish();
    bench.simulator.script({ fault: 'expired-url' });
    const ready = await bench.adapter.checkStatus(response.handle ?? {});
    const [output] = ready.status === 'completed' ? ready.outputs : [];
    expect(output && 'url' in output ? (await fetch(output.url)).status : 0).toBe(200);
    expect(bench.simulator.report().faults).toEqual({ 'expired-url': 1 });
  } finally {
    await bench.close();
  }
});

describe('errors (§2.2)', () => {
  test.each<[ScriptedAnswer, object]>([
    [
      { status: 400, json: { success: false, message: 'Bad Request', response: { message: 'clips is required' } } },
      { code: 'invalid_input', message: expect.stringContaining('clips is required') },
    ],
    [{ status: 403, json: { message: 'Forbidden' } }, { code: 'auth' }],
    [{ status: 403, json: { message: 'You have used all your credits.' } }, { code: 'quota' }],
    [{ status: 429, json: { message: 'Too Many Requests' } }, { code: 'rate_limit' }],
    [{ status: 500, json: { message: 'No credits were lost.' } }, { code: 'outcome_unknown' }],
  ])('%j', async (answer, expected) => {
    const vendor = fakeVendor([answer], { publicUrl: true });
    expect(await refusal(shotstack(vendor.context).generate(filmRequest()))).toMatchObject(expected);
  });
});

test('a webhook about the render names it; one about its copy, or nonsense, names none', () => {
  const provider = shotstack(fakeVendor([]).context);
  const read = (body: object) => provider.handleFromWebhook?.(webhookOf(JSON.stringify(body)));
  expect(read({ type: 'edit', action: 'render', id: RENDER, status: 'done' })).toEqual({ id: RENDER });
  expect(read({ type: 'serve', action: 'copy', id: 'asset', render: RENDER })).toBeUndefined();
  expect(read({ type: 'edit' })).toBeUndefined();
});

test('a film costs by the minute', () => {
  const { context } = fakeVendor([]);
  expect(shotstack(context).estimateCost(90, filmRequest().format)).toBe(0.45);
});

test('wipes are said to be the nearest there is, each at its place', () => {
  const { context } = fakeVendor([]);
  expect(shotstack(context, { templateId: 'tpl' }).compromises?.(filmRequest().transitions)).toMatchObject([
    { code: 'template_ignored' },
    { code: 'transition_replaced', boundary: 2, message: expect.stringContaining('wipe') },
    { code: 'transition_replaced', boundary: 6 },
  ]);
});
