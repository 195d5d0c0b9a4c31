import OpenAI, { toFile } from 'openai';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import type { ImageRequest } from '../../src/providers/image/base.ts';
import { openAIImages } from '../../src/providers/image/openai-dalle.ts';
import { CANARY_KEY, fakeVendor, type RecordedRequest } from '../providers/fake-vendor.ts';
import { type Simulator, startSimulator } from '../simulator/index.ts';
import { headersThatMatter, recordRequests } from './recording.ts';
import { describeSpec } from './specs.ts';

// Oracle: npm openai 7.57.0, called with a recording fetch; openai.openapi.yaml of 2026-08-22 is older than the package.
const REQUEST: ImageRequest = { prompt: 'A forge at dawn.', width: 1280, height: 720 };
const PICTURE = { created: 1, data: [{ b64_json: '/9g=' }], output_format: 'jpeg' };
const FIELDS = {
  model: 'gpt-image-2.6-sunburst',
  prompt: 'A forge at dawn.',
  size: '1280x720',
  quality: 'medium',
  output_format: 'jpeg',
} as const;

const sdk = (recording: typeof fetch) => new OpenAI({ apiKey: CANARY_KEY, fetch: recording, maxRetries: 0 });

async function ours(changes: Partial<ImageRequest>, model?: string): Promise<RecordedRequest | undefined> {
  const vendor = fakeVendor([{ json: PICTURE }]);
  const config = { provider: 'openai-dalle', apiKey: CANARY_KEY, ...(model === undefined ? {} : { model }) } as const;
  await openAIImages.create?.(config, vendor.context).generate({ ...REQUEST, ...changes });
  return vendor.requests[0];
}

/** What both must have in common; the boundary of a form is anybody's choice. */
function essence(request: RecordedRequest | undefined) {
  const { method, url, body } = request ?? {};
  const type = request?.headers['content-type']?.replace(/boundary=.*/, '');
  return { method, url, body, type, ...headersThatMatter(request, ['authorization', 'accept']) };
}

test('a picture is asked for as the SDK asks', async () => {
  const [theirs] = await recordRequests((recording) => sdk(recording).images.generate(FIELDS), PICTURE);
  expect(essence(await ours({}))).toEqual(essence(theirs));
});

test('an edit is asked for as the SDK asks', async () => {
  const picture = async (mark: number) =>
    toFile(Uint8Array.of(0xff, 0xd8, mark, mark, mark, mark, 0xff, 0xd9), `${mark}.jpeg`, { type: 'image/jpeg' });
  const image = [await picture(1), await picture(2)];
  const [theirs] = await recordRequests((recording) => sdk(recording).images.edit({ ...FIELDS, image }), PICTURE);
  expect(essence(await ours({ referenceImages: ['p/image-1', 'p/image-2'] }))).toEqual(essence(theirs));
});

describeSpec('openai.openapi.yaml', (spec) => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator();
  });
  afterAll(() => simulator.close());

  test.each(openAIImages.models.map(({ id }) => id))('a request for %s is as described', async (model) => {
    const request = await ours({}, model);
    expect(spec.requestFaults('POST', '/images/generations', request?.body)).toEqual([]);
  });

  test('a size that is a number would be found', () => {
    expect(spec.requestFaults('POST', '/images/generations', { ...FIELDS, size: 1024 })).not.toEqual([]);
  });

  test('an edit has the fields of the form', async () => {
    const body = z.record(z.string(), z.unknown()).parse((await ours({ referenceImages: ['p/image-1'] }))?.body);
    const { 'image[]': image, ...fields } = body;
    expect(image).toBeDefined();
    const described = z
      .object({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }) })
      .parse(spec.document).components.schemas.CreateImageEditRequest;
    const { properties } = z.object({ properties: z.record(z.string(), z.unknown()) }).parse(described);
    expect(Object.keys({ ...fields, image }).filter((name) => !(name in properties))).toEqual([]);
  });

  test('the simulator answers as described', async () => {
    const response = await fetch(`${simulator.baseUrl('openai')}/v1/images/generations`, {
      method: 'POST',
      headers: { authorization: 'Bearer simulated', 'content-type': 'application/json' },
      // A size the older document lists for answers.
      body: JSON.stringify({ ...FIELDS, size: '1536x1024' }),
    });
    expect(spec.responseFaults('POST', '/images/generations', 200, await response.json())).toEqual([]);
    expect(spec.responseFaults('POST', '/images/generations', 200, { data: [] })).not.toEqual([]);
  });
});
