import { HTTPClient, OpenRouter } from '@openrouter/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRouterImages } from '../../src/providers/image/openrouter.ts';
import { openRouterVideos } from '../../src/providers/video/openrouter.ts';
import { adapterOf, CANARY_KEY, fakeVendor, type RecordedRequest } from '../providers/fake-vendor.ts';
import { clipRequest, FIRST_FRAME, LAST_FRAME } from '../providers/video-support.ts';
import { type Simulator, startSimulator } from '../simulator/index.ts';
import { headersThatMatter, recordRequests } from './recording.ts';
import { describeSpec } from './specs.ts';

// Oracle: npm @openrouter/sdk 1.3.19, called with a recording fetch.
const MATTERS = ['authorization', 'content-type'];
const PICTURE = { created: 1, data: [{ b64_json: 'AAAA', media_type: 'image/png' }] };
const TAKEN = { id: 'job-abc', polling_url: '/api/v1/videos/job-abc', status: 'pending' };
const HOOK = 'https://p2v.example/hook';

function theirs(run: (sdk: OpenRouter) => Promise<unknown>, answer: unknown): Promise<RecordedRequest[]> {
  return recordRequests(async (recording) => {
    const httpClient = new HTTPClient({ fetcher: recording });
    const sdk = new OpenRouter({ apiKey: CANARY_KEY, httpClient, retryConfig: { strategy: 'none' } });
    // What the SDK makes of the answer does not matter.
    await run(sdk).catch(() => undefined);
  }, answer);
}

function essence(request: RecordedRequest | undefined) {
  const { method, url, body } = request ?? {};
  return { method, url, body, ...headersThatMatter(request, MATTERS) };
}

const IMAGE_REQUEST = { prompt: 'A forge.', width: 1280, height: 720, seed: 0, referenceImages: ['p/image-1'] };
const VIDEO_REQUEST = clipRequest({ submission: { id: 's', startedAt: 0, webhookUrl: HOOK } });

async function ourPicture() {
  const vendor = fakeVendor([{ json: PICTURE }]);
  await openRouterImages
    .create?.({ provider: 'openrouter', apiKey: CANARY_KEY }, vendor.context)
    .generate(IMAGE_REQUEST);
  return vendor.requests[0];
}

async function ourClips(
  act: (clips: NonNullable<ReturnType<NonNullable<typeof openRouterVideos.create>>>) => Promise<unknown>,
) {
  const vendor = fakeVendor([{ json: TAKEN, status: 202 }]);
  const config = { provider: 'openrouter', apiKey: CANARY_KEY, model: 'google/veo-3.1-lite' } as const;
  const clips = adapterOf(openRouterVideos, config, vendor.context);
  await act(clips);
  return vendor.requests[0];
}

test('a request for a picture equals the SDK’s', async () => {
  const [sdk] = await theirs(
    (client) =>
      client.images.generate({
        imageGenerationRequest: {
          model: 'google/gemini-nano-banana-2.1',
          prompt: 'A forge.',
          n: 1,
          aspectRatio: '16:9',
          resolution: '1K',
          seed: 0,
          inputReferences: [{ type: 'image_url', imageUrl: { url: FIRST_FRAME } }],
        },
      }),
    PICTURE,
  );
  expect(essence(await ourPicture())).toEqual(essence(sdk));
});

test('a submission of a clip equals the SDK’s', async () => {
  const [sdk] = await theirs(
    (client) =>
      client.videoGeneration.generate({
        videoGenerationRequest: {
          model: 'google/veo-3.1-lite',
          prompt: 'Sparks rise from the anvil.',
          duration: 5,
          aspectRatio: '16:9',
          resolution: '720p',
          generateAudio: false,
          frameImages: [
            { type: 'image_url', imageUrl: { url: FIRST_FRAME }, frameType: 'first_frame' },
            { type: 'image_url', imageUrl: { url: LAST_FRAME }, frameType: 'last_frame' },
          ],
          callbackUrl: HOOK,
        },
      }),
    TAKEN,
  );
  expect(essence(await ourClips((clips) => clips.generate(VIDEO_REQUEST)))).toEqual(essence(sdk));
});

test('asking for a clip and opening it equal the SDK’s', async () => {
  const [asked] = await theirs((client) => client.videoGeneration.getGeneration({ jobId: 'job-abc' }), TAKEN);
  const [opened] = await theirs((client) => client.videoGeneration.getVideoContent({ jobId: 'job-abc', index: 0 }), {});
  const ours = [
    await ourClips((clips) => clips.checkStatus({ id: 'job-abc' })),
    await ourClips(async (clips) => clips.download?.('https://openrouter.ai/api/v1/videos/job-abc/content?index=0')),
  ];
  const said = (request: RecordedRequest | undefined) => [
    request?.method,
    request?.url,
    request?.headers.authorization,
  ];
  expect(ours.map(said)).toEqual([asked, opened].map(said));
});

describeSpec('openrouter.openapi.yaml', (spec) => {
  test('requests are as described', async () => {
    expect(spec.requestFaults('POST', '/images', (await ourPicture())?.body)).toEqual([]);
    const clip = await ourClips((clips) => clips.generate(VIDEO_REQUEST));
    expect(spec.requestFaults('POST', '/videos', clip?.body)).toEqual([]);
    const known = Object.keys(Object(spec.document).components.schemas.VideoGenerationRequest.properties);
    expect(Object.keys(Object(clip?.body)).filter((field) => !known.includes(field))).toEqual([]);
  });

  test('a ratio and a kind of frame that it does not have would be found', () => {
    expect(spec.requestFaults('POST', '/images', { model: 'a/b', prompt: 'p', aspect_ratio: '5:3' })).not.toEqual([]);
    const frame_images = [{ type: 'image_url', image_url: { url: FIRST_FRAME }, frame_type: 'middle_frame' }];
    expect(spec.requestFaults('POST', '/videos', { model: 'a/b', frame_images })).not.toEqual([]);
  });

  describe('the simulator', () => {
    let simulator: Simulator;
    beforeAll(async () => {
      simulator = await startSimulator();
    });
    afterAll(() => simulator.close());
    const call = async (path: string, body?: unknown) => {
      const response = await fetch(`${simulator.baseUrl('openrouter')}/api/v1${path}`, {
        headers: { authorization: 'Bearer simulated' },
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      });
      return { status: response.status, body: await response.json() };
    };

    test('answers as described', async () => {
      const picture = await call('/images', (await ourPicture())?.body);
      expect(spec.responseFaults('POST', '/images', picture.status, picture.body)).toEqual([]);
      const { callback_url: _none, ...asked } = Object(
        (await ourClips((clips) => clips.generate(VIDEO_REQUEST)))?.body,
      );
      const clip = await call('/videos', asked);
      expect(spec.responseFaults('POST', '/videos', clip.status, clip.body)).toEqual([]);
      const done = await call(`/videos/${Object(clip.body).id}`);
      expect(done.body).toMatchObject({ status: 'completed' });
      expect(spec.responseFaults('GET', '/videos/{jobId}', done.status, done.body)).toEqual([]);
      const gone = await call('/videos/nobody');
      expect(spec.responseFaults('GET', '/videos/{jobId}', gone.status, gone.body)).toEqual([]);
    });

    test('lists as described', async () => {
      const listed = async (path: string, described: string) =>
        spec.responseFaults('GET', described, 200, (await call(path)).body);
      expect(await listed('/images/models', '/images/models')).toEqual([]);
      expect(await listed('/videos/models', '/videos/models')).toEqual([]);
      const endpoints = '/images/models/google/gemini-nano-banana-2.1/endpoints';
      expect(await listed(endpoints, '/images/models/{author}/{slug}/endpoints')).toEqual([]);
    });
  });
});
