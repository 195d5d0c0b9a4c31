import Replicate from 'replicate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replicateImageEntry } from '../../src/providers/image/replicate.ts';
import { replicateVideo } from '../../src/providers/video/replicate.ts';
import { adapterOf, CANARY_KEY, type FakeVendor, fakeVendor, type RecordedRequest } from '../providers/fake-vendor.ts';
import { clipRequest, FIRST_FRAME } from '../providers/video-support.ts';
import { ManualClock } from '../simulator/clock.ts';
import { type Simulator, startSimulator } from '../simulator/index.ts';
import { signReplicateWebhook } from '../simulator/vendors/replicate-webhooks.ts';
import { headersThatMatter, recordRequests } from './recording.ts';
import { describeSpec } from './specs.ts';

// Oracle: npm replicate 1.4.0, called with a recording fetch.
const PREDICTION = { id: 'p-1', status: 'starting', output: null };
const HOOK = 'https://p2v.example/api/webhooks/j/t/0';
const VERSION = '9dcd6d78e7c6560c340d916fe32e9f24aabfa331e5cce95fe31f77fb03121426';
const MATTERS = ['authorization', 'content-type', 'prefer'];

const sdk = (recording: typeof fetch) =>
  new Replicate({ auth: CANARY_KEY, fetch: recording as never, useFileOutput: false });

function image(vendor: FakeVendor, model = 'black-forest-labs/flux-kontext-pro') {
  return adapterOf(replicateImageEntry, { provider: 'replicate', apiKey: CANARY_KEY, model }, vendor.context);
}
const REQUEST = { prompt: 'A forge at dawn.', width: 1280, height: 720, seed: 0, referenceImages: ['p/image-1'] };

function essence(request: RecordedRequest | undefined) {
  const { method, url, body } = request ?? {};
  return { method, url, body, headers: body === undefined ? undefined : headersThatMatter(request, MATTERS) };
}

test('a submission of an official model equals the SDK’s', async () => {
  const [theirs] = await recordRequests(
    (recording) =>
      sdk(recording).predictions.create({
        model: 'black-forest-labs/flux-kontext-pro',
        input: {
          ...{ prompt: 'A forge at dawn.', aspect_ratio: '16:9', seed: 0, output_format: 'jpg' },
          input_image: FIRST_FRAME,
        },
        webhook: HOOK,
        webhook_events_filter: ['completed'],
      }),
    PREDICTION,
  );
  const vendor = fakeVendor([{ status: 201, json: PREDICTION }]);
  await image(vendor).generate({ ...REQUEST, submission: { id: 's', startedAt: 0, webhookUrl: HOOK } });
  expect(essence(vendor.requests[0])).toEqual(essence(theirs));
});

test('a submission of a version equals the SDK’s', async () => {
  const [theirs] = await recordRequests(
    (recording) =>
      sdk(recording).predictions.create({
        version: `a/b:${VERSION}`,
        input: { prompt: 'Sparks rise from the anvil.', image: FIRST_FRAME, duration: 5 },
      }),
    PREDICTION,
  );
  const vendor = fakeVendor([{ status: 201, json: PREDICTION }]);
  const fields = { startImage: 'image', prompt: 'prompt', duration: 'duration', durationFormat: 'number' } as const;
  const config = { provider: 'replicate', apiKey: CANARY_KEY, model: `a/b:${VERSION}`, fields } as const;
  await replicateVideo.create?.(config, vendor.context).generate(clipRequest());
  expect(essence(vendor.requests[0])).toEqual(essence(theirs));
});

test('asking, cancelling, the model, the account and the secret equal the SDK’s', async () => {
  const description = { is_official: true, latest_version: null };
  const secret = { key: `whsec_${Buffer.from('a secret').toString('base64')}` };
  const answers = [PREDICTION, PREDICTION, {}, description, secret];
  const vendor = fakeVendor(answers.map((json) => ({ json })));
  const adapter = image(vendor);
  await adapter.checkStatus({ id: 'p-1' });
  await adapter.cancel?.({ id: 'p-1' });
  await adapter.checkKey();
  const { headers, body } = signReplicateWebhook(vendor.context.now(), PREDICTION);
  await adapter.verifyWebhook?.({ headers: new Headers(headers), body: Uint8Array.from(Buffer.from(body)) });
  const ask = (run: (client: Replicate) => Promise<unknown>, answer: unknown) =>
    recordRequests((recording) => run(sdk(recording)), answer);
  const theirs = [
    ...(await ask((client) => client.predictions.get('p-1'), PREDICTION)),
    ...(await ask((client) => client.predictions.cancel('p-1'), PREDICTION)),
    ...(await ask((client) => client.accounts.current(), {})),
    ...(await ask((client) => client.models.get('black-forest-labs', 'flux-kontext-pro'), description)),
    ...(await ask((client) => client.webhooks.default.secret.get(), secret)),
  ];
  const plain = ({ method, url, headers: sent }: RecordedRequest) => [method, url, sent.authorization];
  expect(vendor.requests.map(plain)).toEqual(theirs.map(plain));
});

describeSpec('replicate.openapi.json', (spec) => {
  const official = '/models/{model_owner}/{model_name}/predictions';

  test.each(replicateImageEntry.models.map(({ id }) => id))('a submission for %s is as described', async (model) => {
    const vendor = fakeVendor([{ json: PREDICTION }]);
    await image(vendor, model).generate({ ...REQUEST, submission: { id: 's', startedAt: 0, webhookUrl: HOOK } });
    expect(spec.requestFaults('POST', official, vendor.requests[0]?.body)).toEqual([]);
  });

  test('a submission of a version is as described; a field that is not there would be found', async () => {
    const vendor = fakeVendor([{ json: { openapi_schema: null } }, { json: PREDICTION }]);
    await image(vendor, `a/b:${VERSION}`).generate(REQUEST);
    expect(spec.requestFaults('POST', '/predictions', vendor.requests[1]?.body)).toEqual([]);
    expect(spec.requestFaults('POST', '/predictions', { version: VERSION, input: {}, wait: true })).not.toEqual([]);
  });

  describe('the simulator', () => {
    const clock = new ManualClock(Date.UTC(2026, 10, 25));
    let simulator: Simulator;
    beforeAll(async () => {
      simulator = await startSimulator({ clock, latencySeconds: { image: 10 } });
    });
    afterAll(() => simulator.close());
    const call = async (method: string, path: string, json?: object) => {
      const response = await fetch(`${simulator.baseUrl('replicate')}/v1${path}`, {
        method,
        headers: { authorization: 'Bearer simulated' },
        ...(json ? { body: JSON.stringify(json) } : {}),
      });
      return [response.status, await response.json()] as const;
    };
    // The document describes `version` as either text or "hidden", one of which "hidden" cannot be: it is both.
    const faults = (method: string, path: string, [status, answer]: readonly [number, unknown]) =>
      spec
        .responseFaults(method, path, status, answer)
        .filter((fault) => !fault.endsWith('/version must match exactly one schema in oneOf'));

    test('answers about predictions as described, at every stage', async () => {
      const created = await call('POST', '/models/a/b/predictions', { input: { prompt: 'p' }, webhook: HOOK });
      expect(faults('POST', official, created)).toEqual([]);
      const { id } = created[1] as { id: string };
      for (const seconds of [0, 4, 20, 3_600]) {
        await clock.advance(seconds);
        expect(faults('GET', '/predictions/{prediction_id}', await call('GET', `/predictions/${id}`))).toEqual([]);
      }
      expect(faults('GET', '/predictions', await call('GET', '/predictions'))).toEqual([]);
      const cancelled = await call('POST', `/predictions/${id}/cancel`);
      expect(faults('POST', '/predictions/{prediction_id}/cancel', cancelled)).toEqual([]);
      const wrong = { id: 'p', status: 'done' };
      expect(faults('GET', '/predictions/{prediction_id}', [200, wrong])).not.toEqual([]);
    });

    test('answers about models, the account and the secret as described', async () => {
      expect(faults('GET', '/models/{model_owner}/{model_name}', await call('GET', '/models/a/b'))).toEqual([]);
      const version = await call('GET', `/models/a/b/versions/${VERSION}`);
      expect(version[1]).toMatchObject({ id: VERSION });
      expect(spec.schemaFaults('schemas_version_response', version[1])).toEqual([]);
      expect(faults('GET', '/account', await call('GET', '/account'))).toEqual([]);
      expect(faults('GET', '/webhooks/default/secret', await call('GET', '/webhooks/default/secret'))).toEqual([]);
    });
  });
});
