import { describe, expect, test } from 'vitest';
import { withStated } from '../../src/lib/prices.ts';
import { providerFactories } from '../../src/providers/index.ts';
import type { Price } from '../../src/types/providers.ts';
import { CANARY_KEY, fakeVendor } from './fake-vendor.ts';

// Built from contracts/video-compile-audio.md §1.1 Prices and llm-image.md §3.1, §3.2 Cost.
const NOW = Date.UTC(2026, 10, 25);
const FORMAT = { width: 1280, height: 720, frameRate: 24 } as const;
const row = (unit: Price['unit'], unitCostUsd: number | null, when?: Price['when']): Price => ({
  ...{ unit, unitCostUsd, asOf: '2026-11-01', source: 'table' },
  ...(when ? { when } : {}),
});
const stated = (unit: Price['unit'], unitCostUsd: number): Price => ({
  ...{ unit, unitCostUsd, asOf: '2026-11-25', source: 'vendor' },
});
const pricing = (endpoint_id: string, unit_price: number, unit: string, currency = 'USD') => ({
  json: { prices: [{ endpoint_id, unit_price, unit, currency }], next_cursor: null, has_more: false },
});

describe('a stated price beside a table', () => {
  test('takes the place of what stood for the whole model; what references cost stays', () => {
    const table = [row('megapixel', 0.03), row('reference_megapixel', 0.015)];
    expect(withStated(table, stated('image', 0.05))).toEqual([stated('image', 0.05), table[1]]);
    expect(withStated([row('second', null)], stated('second', 0.1))).toEqual([stated('second', 0.1)]);
    expect(withStated([], stated('request', 0.5))).toEqual([stated('request', 0.5)]);
  });

  test('is only the base of prices that hang on sound or resolution: no estimate falls below either', () => {
    const table = [row('second', 0.07, { audio: false }), row('second', 0.14, { audio: true })];
    expect(withStated(table, stated('second', 0.1))).toEqual([
      { ...stated('second', 0.1), when: { audio: false } },
      table[1],
    ]);
  });
});

describe('fal', () => {
  const image = (model: string | undefined, ...answers: Parameters<typeof fakeVendor>[0]) => {
    const vendor = fakeVendor(answers, { now: NOW });
    const config = { provider: 'fal-flux', apiKey: CANARY_KEY, ...(model === undefined ? {} : { model }) } as const;
    return { vendor, read: providerFactories.image.livePrices(config, vendor.context) };
  };

  test('is asked with the key for the configured model; its price carries its date', async () => {
    const { vendor, read } = image('flux/schnell', pricing('fal-ai/flux/schnell', 0.002, 'megapixels'));
    expect(await read).toMatchObject([{ unit: 'megapixel', unitCostUsd: 0.002, asOf: '2026-11-25' }]);
    expect(vendor.requests).toMatchObject([
      {
        url: 'https://api.fal.ai/v1/models/pricing?endpoint_id=fal-ai%2Fflux%2Fschnell',
        headers: { authorization: `Key ${CANARY_KEY}` },
      },
    ]);
  });

  test.each([
    ['image', 'image'],
    ['images', 'image'],
    ['Megapixels', 'megapixel'],
    ['second', 'second'],
    ['video', 'request'],
  ])('"%s" is %s', async (word, unit) => {
    expect(await image(undefined, pricing('fal-ai/flux/dev', 0.02, word)).read).toMatchObject([{ unit }]);
  });

  test.each([
    ['computing time', pricing('fal-ai/flux/dev', 0.001, 'compute seconds')],
    ['another currency', pricing('fal-ai/flux/dev', 0.02, 'image', 'EUR')],
    ['another model', pricing('fal-ai/flux/pro', 0.02, 'image')],
  ])('%s tells nothing of a picture’s price', async (_name, answer) => {
    expect(await image(undefined, answer).read).toBeUndefined();
  });

  test('a model without a row has a price then, and the estimate is by it', async () => {
    const answer = pricing('bytedance/seedance-9/image-to-video', 0.2, 'seconds');
    const vendor = fakeVendor([answer], { now: NOW });
    const fields = { startImage: 'image_url', prompt: 'prompt', durationFormat: 'number' } as const;
    const config = {
      provider: 'fal',
      apiKey: CANARY_KEY,
      model: 'bytedance/seedance-9/image-to-video',
      fields,
    } as const;
    const video = await providerFactories.video.livePrices(config, vendor.context);
    expect(video).toMatchObject([{ unit: 'second', unitCostUsd: 0.2 }]);
    const context = { ...vendor.context, livePrices: { video: video ?? [] } };
    expect(providerFactories.video.create(config, vendor.context).estimateCost(5, FORMAT)).toBeNull();
    expect(providerFactories.video.create(config, context).estimateCost(5, FORMAT)).toBe(1);
  });

  test('an estimate is by today’s price where there is one', () => {
    const { context } = fakeVendor([]);
    const live = { ...context, livePrices: { image: [stated('image', 0.5)], video: [stated('second', 0.2)] } };
    const flux = { provider: 'fal-flux', apiKey: CANARY_KEY } as const;
    expect(providerFactories.image.create(flux, live).estimateCost(1280, 720)).toBe(0.5);
    const kling = { provider: 'fal-kling', apiKey: CANARY_KEY } as const;
    expect(providerFactories.video.create(kling, live).estimateCost(10, FORMAT)).toBe(2);
  });
});

describe('OpenRouter', () => {
  const pictures = (unit: string) => ({
    json: { endpoints: [{ pricing: [{ billable: 'output_image', unit, cost_usd: 0.04 }] }] },
  });

  test('tells a picture’s price without a key; a price by tokens tells nothing of a picture', async () => {
    const read = (unit: string) => {
      const { context } = fakeVendor([pictures(unit)], { now: NOW });
      return providerFactories.image.livePrices({ provider: 'openrouter', model: 'a/b', apiKey: CANARY_KEY }, context);
    };
    expect(await read('image')).toMatchObject([{ unit: 'image', unitCostUsd: 0.04, asOf: '2026-11-25' }]);
    expect(await read('token')).toBeUndefined();
  });
});

test('providers without a price list are not asked', async () => {
  expect(providerFactories.image.statesPrices('stability')).toBe(false);
  expect(providerFactories.video.statesPrices('fal-kling')).toBe(true);
  const { context } = fakeVendor([]);
  expect(await providerFactories.image.livePrices({ provider: 'stability', apiKey: 'k' }, context)).toBeUndefined();
});
