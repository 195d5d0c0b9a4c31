import { createFalClient } from '@fal-ai/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { ImageRequest } from '../../src/providers/image/base.ts';
import { falFlux } from '../../src/providers/image/fal-flux.ts';
import { falSdxl } from '../../src/providers/image/fal-sdxl.ts';
import { falKling } from '../../src/providers/video/fal-kling.ts';
import { pika } from '../../src/providers/video/pika.ts';
import { adapterOf, CANARY_KEY, type FakeVendor, fakeVendor, type RecordedRequest } from '../providers/fake-vendor.ts';
import { clipRequest, FIRST_FRAME, LAST_FRAME } from '../providers/video-support.ts';
import { type Simulator, startSimulator } from '../simulator/index.ts';
import { recordRequests } from './recording.ts';
import { describeSpec } from './specs.ts';

// Oracle: npm @fal-ai/client 1.10.1, called with a recording fetch. Meant differences: our submission switches retries and
// fallbacks of fal off (contract: video §1.1 Headers); the SDK names itself and asks for a normal priority.
const QUEUED = { status: 'IN_QUEUE', request_id: 'r-1' };
const HOOK = 'https://p2v.example/api/webhooks/j/t/0';
const KLING = 'fal-ai/kling-video/v2.1/pro/image-to-video';

const sdk = (recording: typeof fetch) => createFalClient({ credentials: CANARY_KEY, fetch: recording });

function kling(vendor: FakeVendor, model = KLING) {
  return adapterOf(falKling, { provider: 'fal-kling', apiKey: CANARY_KEY, model }, vendor.context);
}

/** What both must have in common. */
function essence(request: RecordedRequest | undefined) {
  const url = new URL(request?.url ?? '');
  url.searchParams.delete('logs');
  const { method, body, headers } = request ?? {};
  return { method, url: url.href, body, authorization: headers?.authorization };
}

test('a submission equals the SDK’s', async () => {
  const input = {
    ...{ prompt: 'Sparks rise from the anvil.', duration: '5' as const },
    ...{ image_url: FIRST_FRAME, tail_image_url: LAST_FRAME },
  };
  const [theirs] = await recordRequests(
    (recording) => sdk(recording).queue.submit(KLING, { input, webhookUrl: HOOK }),
    QUEUED,
  );
  const vendor = fakeVendor([{ json: QUEUED }]);
  const submission = { id: 's', startedAt: 0, webhookUrl: HOOK };
  await kling(vendor).generate(clipRequest({ submission }));
  expect(essence(vendor.requests[0])).toEqual(essence(theirs));
});

test('asking, fetching and cancelling equal the SDK’s', async () => {
  const vendor = fakeVendor([{ json: QUEUED }, { json: { status: 'COMPLETED' } }, { json: VIDEO }, { status: 202 }]);
  const adapter = kling(vendor);
  const { handle = {} } = await adapter.generate(clipRequest());
  await adapter.checkStatus(handle);
  await adapter.cancel?.(handle);
  const ask = (run: (client: ReturnType<typeof sdk>) => Promise<unknown>) =>
    recordRequests((recording) => run(sdk(recording)), QUEUED);
  const theirs = [
    ...(await ask((client) => client.queue.status(KLING, { requestId: 'r-1' }))),
    ...(await ask((client) => client.queue.result(KLING, { requestId: 'r-1' }))),
    ...(await ask((client) => client.queue.cancel(KLING, { requestId: 'r-1' }))),
  ];
  expect(vendor.requests.slice(1).map(essence)).toEqual(theirs.map(essence));
});

const VIDEO = { video: { url: 'https://v3.fal.media/files/a.mp4' } };

/** The endpoint and input of the one submission of a model. */
async function submitted(make: (vendor: FakeVendor) => Promise<unknown>) {
  const vendor = fakeVendor([{ json: QUEUED }]);
  await make(vendor);
  const [request] = vendor.requests;
  const input = z.record(z.string(), z.unknown()).parse(request?.body);
  return { endpoint: new URL(request?.url ?? '').pathname.slice(1), input };
}

/** Models that the snapshot of 2026-08-02 does not have yet. */
const NEWER = new Set(['kling-v4', 'flux-3']);
const VIDEO_MODELS = [falKling, pika].flatMap((entry) =>
  entry.models.filter(({ id }) => !NEWER.has(id)).map(({ id }) => [id, entry] as const),
);

describeSpec('fal-endpoints.json', (spec) => {
  const inputs = z.record(z.string(), z.object({ input: z.object({ properties: z.record(z.string(), z.unknown()) }) }));

  test.each(VIDEO_MODELS)('a submission for %s is as described', async (model, entry) => {
    const provider = entry === pika ? 'pika' : 'fal-kling';
    const { endpoint, input } = await submitted(async (vendor) => {
      const config = { provider, apiKey: CANARY_KEY, model, audio: false } as const;
      await entry.create?.(config, vendor.context).generate(clipRequest({ negativePrompt: 'blur' }));
    });
    expect(spec.faultsAt([endpoint, 'input'], input)).toEqual([]);
    const known = Object.keys(inputs.parse(spec.document)[endpoint]?.input.properties ?? {});
    expect(Object.keys(input).filter((field) => !known.includes(field))).toEqual([]);
  });

  test('a length that is a number, where text is wanted, would be found', () => {
    const wrong = { prompt: 'p', image_url: FIRST_FRAME, duration: 5 };
    expect(spec.faultsAt([KLING, 'input'], wrong)).not.toEqual([]);
  });
});

const FieldsSchema = z.record(
  z.string(),
  z.object({
    input: z.object({ fields: z.record(z.string(), z.object({ type: z.string(), required: z.boolean() })) }),
  }),
);
const REFERENCES = [[], ['p/image-1'], ['p/image-1', 'p/image-2']];
const IMAGE_CASES = [falFlux, falSdxl].flatMap((entry) =>
  entry.models
    .filter(({ id }) => !NEWER.has(id))
    .flatMap(({ id }) => REFERENCES.map((references) => [id, references.length, entry, references] as const)),
);
/** Endpoints of models in the table that the table does not list; contract llm-image §3.2 names them. */
const UNLISTED = new Set([
  ...['fal-ai/flux-pro/kontext/max', 'fal-ai/flux-pro/kontext/max/text-to-image'],
  ...['fal-ai/flux-2-flex/edit', 'fal-ai/flux-2/flash/edit', 'fal-ai/flux-2/turbo/edit'],
]);

describeSpec('fal.image-endpoints.json', (spec) => {
  test.each(IMAGE_CASES)(
    'a submission for %s with %i references has fields the endpoint has',
    async (model, _, entry, referenceImages) => {
      const provider = entry === falSdxl ? 'fal-sdxl' : 'fal-flux';
      const request: ImageRequest = { prompt: 'p', negativePrompt: 'n', width: 1280, height: 720, seed: 0 };
      const { endpoint, input } = await submitted(async (vendor) => {
        const config = { provider, apiKey: CANARY_KEY, model } as const;
        await entry.create?.(config, vendor.context).generate({ ...request, referenceImages: [...referenceImages] });
      });
      const fields = FieldsSchema.parse(spec.document)[endpoint]?.input.fields;
      if (!fields) {
        expect(UNLISTED).toContain(endpoint);
        return;
      }
      expect(Object.keys(input).filter((field) => !(field in fields))).toEqual([]);
      const required = Object.entries(fields).filter(([, field]) => field.required);
      expect(required.map(([name]) => name).filter((name) => !(name in input))).toEqual([]);
      for (const [name, value] of Object.entries(input)) {
        const { type = '' } = fields[name] ?? {};
        expect(type, name).toContain(
          typeof value === 'string' && type.includes(`"${value}"`) ? value : typeName(value),
        );
      }
    },
  );
});

function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'Array<string>';
  return typeof value === 'object' ? 'ImageSize' : typeof value;
}

describeSpec('fal-platform.openapi.json', (spec) => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator();
  });
  afterAll(() => simulator.close());
  const call = async (path: string, body?: object) => {
    const response = await fetch(simulator.baseUrl('fal') + path, {
      headers: { authorization: 'Key simulated' },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
    return response.json();
  };

  describe('the simulator', () => {
    test('states prices as described', async () => {
      const answer = await call('/api/v1/models/pricing?endpoint_id=fal-ai/flux/dev');
      expect(spec.responseFaults('GET', '/models/pricing', 200, answer)).toEqual([]);
    });

    test('lists requests as described', async () => {
      await call('/queue/fal-ai/flux/dev', { prompt: 'p' });
      const answer = await call('/api/v1/models/requests/by-endpoint?endpoint_id=fal-ai/flux/dev&expand=payloads');
      expect(answer).toMatchObject({ items: [{ json_input: { prompt: 'p' } }] });
      expect(spec.responseFaults('GET', '/models/requests/by-endpoint', 200, answer)).toEqual([]);
      expect(spec.responseFaults('GET', '/models/requests/by-endpoint', 200, { items: [{}] })).not.toEqual([]);
    });
  });
});
