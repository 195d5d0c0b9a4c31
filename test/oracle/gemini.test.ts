import { GoogleGenAI } from '@google/genai/web';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { directionJsonSchema } from '../../src/director/schema.ts';
import type { BaseImageProvider } from '../../src/providers/image/base.ts';
import { geminiImage } from '../../src/providers/image/gemini.ts';
import type { BaseLLMProvider } from '../../src/providers/llm/base.ts';
import { geminiLLM } from '../../src/providers/llm/gemini.ts';
import { geminiVideo } from '../../src/providers/video/gemini.ts';
import { generated } from '../contract/llm/gemini.ts';
import { adapterOf, CANARY_KEY, fakeVendor, type RecordedRequest } from '../providers/fake-vendor.ts';
import { clipRequest } from '../providers/video-support.ts';
import { type Simulator, startSimulator } from '../simulator/index.ts';
import { headersThatMatter, recordRequests } from './recording.ts';
import { describeSpec } from './specs.ts';

// Oracle: npm @google/genai 3.3.0, called with a recording fetch. Meant differences: the SDK asks /v1 unless told
// otherwise, we ask /v1beta, which the published description and the vendor's own examples are of; the order of the
// schema's properties is written into it by us (contract: llm-image §1).
const MATTERS = ['x-goog-api-key', 'content-type'];
const MODEL = 'gemini-3.8-flash';
const ANSWER = generated([{ text: '{}' }], 'STOP');

/** The requests the SDK makes; it takes no fetch of its own, so that the global one stands in for it. */
function theirs(run: (sdk: GoogleGenAI) => Promise<unknown>, answer: unknown): Promise<RecordedRequest[]> {
  return recordRequests(async (recording) => {
    vi.stubGlobal('fetch', recording);
    try {
      await run(
        new GoogleGenAI({ apiKey: CANARY_KEY, apiVersion: 'v1beta', httpOptions: { retryOptions: { attempts: 1 } } }),
      );
    } finally {
      vi.unstubAllGlobals();
    }
  }, answer);
}

function essence(request: RecordedRequest | undefined) {
  const { method, url, body } = request ?? {};
  return { method, url, body, ...headersThatMatter(request, MATTERS) };
}

const SYSTEM = 'You direct short films.';
const ORDER = 'A keeper finds a whale.';
const MESSAGES = [
  { role: 'system' as const, content: SYSTEM },
  { role: 'user' as const, content: ORDER },
];

async function ours(act: (llm: BaseLLMProvider) => Promise<unknown> | undefined, answer: object = ANSWER) {
  const vendor = fakeVendor([{ json: answer }]);
  const config = { provider: 'google', apiKey: CANARY_KEY, temperature: 0, maxTokens: 4096 } as const;
  const llm = adapterOf(geminiLLM, config, vendor.context);
  await act(llm)?.catch(() => undefined);
  return vendor.requests[0];
}

describe('text', () => {
  const asked = {
    model: MODEL,
    contents: [{ role: 'user', parts: [{ text: ORDER }] }],
    config: {
      systemInstruction: SYSTEM,
      temperature: 0,
      maxOutputTokens: 4096,
      responseMimeType: 'application/json',
      responseJsonSchema: { type: 'object', properties: {}, propertyOrdering: [] },
    },
  };
  const schema = { type: 'object', properties: {} };

  test('a request equals the SDK’s', async () => {
    const [sdk] = await theirs((client) => client.models.generateContent(asked), ANSWER);
    expect(essence(await ours((llm) => llm.chat(MESSAGES, schema)))).toEqual(essence(sdk));
  });

  test('a streamed request equals the SDK’s', async () => {
    const [sdk] = await theirs((client) => client.models.generateContentStream(asked), ANSWER);
    expect(essence(await ours((llm) => llm.stream?.(MESSAGES, schema, () => undefined)))).toEqual(essence(sdk));
  });

  test('asking for a model equals the SDK’s', async () => {
    const [sdk] = await theirs((client) => client.models.get({ model: MODEL }), { name: `models/${MODEL}` });
    const mine = await ours((llm) => llm.checkKey());
    expect({ ...essence(mine), 'content-type': undefined }).toEqual({ ...essence(sdk), 'content-type': undefined });
  });
});

async function ourPicture(act: (images: BaseImageProvider) => Promise<unknown>) {
  const vendor = fakeVendor([{ json: generated([{ inlineData: { mimeType: 'image/png', data: 'AAAA' } }], 'STOP') }]);
  const images = adapterOf(geminiImage, { provider: 'google', apiKey: CANARY_KEY }, vendor.context);
  await act(images);
  return vendor.requests[0];
}
const PICTURE = { prompt: 'A forge.', width: 1280, height: 720, seed: 0, referenceImages: ['p/image-1'] };

test('a request for a picture equals the SDK’s', async () => {
  const inlineData = { mimeType: 'image/jpeg', data: '/9gBAQEB/9k=' };
  const [sdk] = await theirs(
    (client) =>
      client.models.generateContent({
        model: 'gemini-nano-banana-2.1',
        contents: [{ role: 'user', parts: [{ text: 'A forge.' }, { inlineData }] }],
        config: { seed: 0, responseModalities: ['IMAGE'], imageConfig: { aspectRatio: '16:9', imageSize: '1K' } },
      }),
    ANSWER,
  );
  expect(essence(await ourPicture((images) => images.generate(PICTURE)))).toEqual(essence(sdk));
});

/** Interactions are in no published description; the package's types and its requests judge them. */
describe('clips', () => {
  const INTERACTION = { id: 'v1_abc', status: 'in_progress' };
  const webhookUrl = 'https://p2v.example/hook';

  async function ourClips(
    act: (clips: NonNullable<ReturnType<NonNullable<typeof geminiVideo.create>>>) => Promise<unknown>,
  ) {
    const vendor = fakeVendor([{ json: INTERACTION }]);
    const clips = adapterOf(geminiVideo, { provider: 'google', apiKey: CANARY_KEY }, vendor.context);
    await act(clips);
    return vendor.requests[0];
  }

  test('a submission equals the SDK’s', async () => {
    const [sdk] = await theirs(
      (client) =>
        client.interactions.create({
          model: 'gemini-omni-1.2-flash',
          background: true,
          input: [
            { type: 'image', data: '/9gBAQEB/9k=', mime_type: 'image/jpeg' },
            { type: 'image', data: '/9gCAgIC/9k=', mime_type: 'image/jpeg' },
            { type: 'text', text: '[# Sources <FIRST_FRAME>@Image1 <LAST_FRAME>@Image2] Sparks rise from the anvil.' },
          ],
          response_format: { type: 'video', delivery: 'uri', aspect_ratio: '16:9', resolution: '720p', duration: '5s' },
          generation_config: { video_config: { task: 'image_to_video' } },
          webhook_config: { uris: [webhookUrl] },
        }),
      INTERACTION,
    );
    const request = clipRequest({ submission: { id: 's', startedAt: 0, webhookUrl } });
    expect(essence(await ourClips((clips) => clips.generate(request)))).toEqual(essence(sdk));
  });

  test('asking and cancelling equal the SDK’s', async () => {
    const asked = await theirs((client) => client.interactions.get('v1_abc'), INTERACTION);
    const cancelled = await theirs((client) => client.interactions.cancel('v1_abc'), INTERACTION);
    // The SDK says that it wants no stream, which is the default.
    const sdk = [...asked, ...cancelled].map((request) => ({
      ...request,
      url: request.url.replace('?stream=false', ''),
    }));
    const ours = [
      await ourClips((clips) => clips.checkStatus({ id: 'v1_abc' })),
      await ourClips(async (clips) => clips.cancel?.({ id: 'v1_abc' })),
    ];
    const key = 'x-goog-api-key';
    const said = (request: RecordedRequest | undefined) => [
      request?.method,
      request?.url,
      request?.body,
      request?.headers[key],
    ];
    expect(ours.map(said)).toEqual(sdk.map(said));
  });
});

describeSpec('gemini.openapi.json', (spec) => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator();
  });
  afterAll(() => simulator.close());
  const path = '/models/{modelsId}:generateContent';

  test('a request for a plan is as described', async () => {
    const request = await ours((llm) => llm.chat(MESSAGES, directionJsonSchema));
    expect(spec.schemaFaults('GenerateContentRequest', request?.body)).toEqual([]);
    const known = Object.keys(Object(Object(spec.document).components.schemas.GenerationConfig.properties));
    const used = Object.keys(Object(request?.body).generationConfig);
    expect(used.filter((field) => !known.includes(field))).toEqual([]);
  });

  test('a request for a picture is as described', async () => {
    const request = await ourPicture((images) => images.generate(PICTURE));
    expect(spec.schemaFaults('GenerateContentRequest', request?.body)).toEqual([]);
    const schemas = Object(Object(spec.document).components.schemas);
    const { generationConfig } = Object(request?.body);
    const unknown = (value: object, schema: string) =>
      Object.keys(value).filter((field) => !(field in schemas[schema].properties));
    expect(unknown(generationConfig, 'GenerationConfig')).toEqual([]);
    expect(unknown(generationConfig.imageConfig, 'ImageConfig')).toEqual([]);
  });

  test('a role it does not have, and a temperature in words, would be found', () => {
    expect(spec.requestFaults('POST', path, { contents: [], generationConfig: { temperature: 'hot' } })).not.toEqual(
      [],
    );
  });

  test('the simulator answers as described', async () => {
    const ask = async (url: string, body?: object) => {
      const response = await fetch(simulator.baseUrl('gemini') + url, {
        headers: { 'x-goog-api-key': 'simulated' },
        ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
      });
      return response.json();
    };
    const contents = [{ role: 'user', parts: [{ text: 'Hello' }] }];
    const answer = await ask(`/v1beta/models/${MODEL}:generateContent`, { contents });
    expect(spec.schemaFaults('GenerateContentResponse', answer)).toEqual([]);
    expect(spec.schemaFaults('Model', await ask(`/v1beta/models/${MODEL}`))).toEqual([]);
    const picture = await ask(`/v1beta/models/${MODEL}:generateContent`, {
      contents,
      generationConfig: { responseModalities: ['IMAGE'] },
    });
    expect(picture).toMatchObject({ candidates: [{ content: { parts: [{ inlineData: {} }] } }] });
    expect(spec.schemaFaults('GenerateContentResponse', picture)).toEqual([]);
    simulator.script({ fault: 'moderated' });
    const blocked = await ask(`/v1beta/models/${MODEL}:generateContent`, { contents });
    expect(blocked).toMatchObject({ promptFeedback: {} });
    expect(spec.schemaFaults('GenerateContentResponse', blocked)).toEqual([]);
  });
});
