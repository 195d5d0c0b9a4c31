import { expect, test } from 'vitest';
import type { ProviderContext } from '../../../src/providers/base.ts';
import type { ImageProviderConfig } from '../../../src/types/providers.ts';
import { CANARY_KEY, fakeVendor, refusal } from '../../providers/fake-vendor.ts';
import { acmeImages } from './acme.ts';

// Answers are built from docs.acme.example/pictures.
const REQUEST = { prompt: 'A forge at dawn.', width: 1280, height: 720, seed: 0 };
const HANDLE = { id: 'p-1' };
const picture = (changes: object) => ({ json: { id: 'p-1', state: 'waiting', ...changes } });

function acme(context: ProviderContext) {
  // A real provider's name is in IMAGE_PROVIDERS, and needs no cast.
  const config = { provider: 'acme', apiKey: CANARY_KEY } as unknown as ImageProviderConfig;
  const made = acmeImages.create?.(config, context);
  if (!made) throw new Error('no adapter');
  return made;
}

test('a picture is asked for by one request, and 0 is a seed like any other', async () => {
  const vendor = fakeVendor([picture({})]);
  expect(await acme(vendor.context).generate(REQUEST)).toEqual({ status: 'queued', handle: HANDLE });
  expect(vendor.requests).toMatchObject([
    { method: 'POST', url: 'https://api.acme.example/v1/pictures', body: REQUEST },
  ]);
});

test.each([
  [picture({ state: 'drawing' }), { status: 'processing' }],
  [picture({ state: 'done', url: 'https://cdn.acme.example/1.png' }), { status: 'completed' }],
  [picture({ state: 'refused' }), { status: 'failed', error: { code: 'content_rejected' }, charged: false }],
  [
    { status: 404, json: {} },
    { status: 'failed', error: { code: 'not_found' } },
  ],
])('%j is %j', async (answer, expected) => {
  expect(await acme(fakeVendor([answer]).context).checkStatus(HANDLE)).toMatchObject(expected);
});

test.each([
  [{ status: 401, json: { error: `Not ${CANARY_KEY}` } }, 'auth'],
  [{ status: 429, json: {}, headers: { 'retry-after': '7' } }, 'rate_limit'],
  [{ status: 503, text: 'down' }, 'outcome_unknown'],
  ['connection lost' as const, 'outcome_unknown'],
  [{ json: { surprise: true } }, 'outcome_unknown'],
])('a submission answered with %j is %s, and tells no key', async (answer, code) => {
  const error = await refusal(acme(fakeVendor([answer]).context).generate(REQUEST));
  expect(error.code).toBe(code);
  expect(error.message).not.toContain(CANARY_KEY);
});
