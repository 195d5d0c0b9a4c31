import { describe, expect, it } from 'vitest';
import { type CostRoles, comparePrices, estimateCost, estimateTokens } from '../../src/lib/cost.ts';
import { roundUsd } from '../../src/lib/utils.ts';
import type { FilmFormat } from '../../src/types/film.ts';
import { CostEstimateSchema } from '../../src/types/project.ts';
import type { ModelInfo, Price } from '../../src/types/providers.ts';
import { film, model, shot, shots } from './fixtures.ts';

const format = { width: 1280, height: 720, frameRate: 24 } as const;
const price = (unit: Price['unit'], unitCostUsd: number | null): Price => ({
  unit,
  unitCostUsd,
  asOf: '2026-11-01',
  source: 'x',
});
const priced = (id: string, ...prices: Price[]): ModelInfo => model({ id, prices });
const local = { provider: 'local', model: model({ endFrame: true }) };
const roles = (changes: Partial<CostRoles>): CostRoles => ({
  llm: local,
  image: local,
  video: local,
  compile: local,
  ...changes,
});

/** One take of two shots, and one shot alone: 5 keyframes with last frames, 3 without. */
const plan = film(
  [shot(1, { duration: 5 }), shot(2, { duration: 7, continuesPrevious: true })],
  [shot(3, { duration: 6.5 })],
);

describe('estimateCost', () => {
  it('costs nothing where nothing is paid for, line by line', () => {
    const estimate = estimateCost(plan, roles({}), { format });
    expect(estimate).toMatchObject({ llm: 0, images: 0, videos: 0, compile: 0, total: 0, unknown: [] });
    expect(estimate.breakdown).toEqual({ imageCount: 5, videoCount: 3, totalDuration: 18.5 });
    expect(
      estimate.lines.every(({ costUsd, basis, priceDate }) => costUsd === 0 && basis === 'exact' && !priceDate),
    ).toBe(true);
    expect(CostEstimateSchema.parse(estimate)).toEqual(estimate);
  });

  it('prices the reference pictures of models that charge for them, shot by shot', () => {
    const references = new Map([
      [1, 3],
      [3, 1],
    ]);
    const lines = (...prices: Price[]) => {
      const image = { provider: 'fal-flux', model: priced('i', price('image', 0.03), ...prices) };
      const estimate = estimateCost(plan, roles({ image }), {
        format: { ...format, width: 1920, height: 1080 },
        references,
      });
      return { ...estimate, lines: estimate.lines.filter(({ unit }) => unit.startsWith('reference')) };
    };
    const free = lines();
    expect([free.images, free.lines]).toEqual([0.15, []]);
    const byPiece = lines(price('reference', 0.01));
    expect(byPiece.images).toBe(0.19);
    expect(byPiece.lines).toMatchObject([
      { shotId: 1, quantity: 3, unit: 'reference', costUsd: 0.03, basis: 'estimated', priceDate: '2026-11-01' },
      { shotId: 3, quantity: 1, costUsd: 0.01 },
    ]);
    // Each full-HD picture begins its third megapixel.
    expect(lines(price('reference_megapixel', 0.01)).lines).toMatchObject([
      { quantity: 9, unit: 'reference_megapixel', costUsd: 0.09 },
      { quantity: 3, costUsd: 0.03 },
    ]);
    const unknown = lines(price('reference', null));
    expect(unknown).toMatchObject({ images: 0.15, unknown: ['image'] });
  });

  it('prices images by the piece, clips by what is billed, the film by the minute', () => {
    const video = model({ id: 'v', durations: [5, 10], endFrame: true, prices: [price('second', 0.07)] });
    const estimate = estimateCost(
      plan,
      roles({
        image: { provider: 'fal-flux', model: priced('i', price('image', 0.025)) },
        video: { provider: 'fal-kling', model: video },
        compile: { provider: 'shotstack', model: priced('c', price('minute', 0.4)) },
      }),
      { format },
    );
    // 5 images; 5 + 10 + 10 billed seconds; 18.5 s are 0.308333 minutes.
    expect(estimate.images).toBe(0.125);
    expect(estimate.videos).toBe(1.75);
    expect(estimate.compile).toBe(0.123333);
    expect(estimate.total).toBe(1.998333);
    expect(
      estimate.lines
        .filter(({ role }) => role === 'image')
        .map(({ shotId, quantity, costUsd }) => [shotId, quantity, costUsd]),
    ).toEqual([
      [1, 2, 0.05],
      [2, 1, 0.025],
      [3, 2, 0.05],
    ]);
    expect(estimate.lines.find(({ role, shotId }) => role === 'video' && shotId === 2)).toEqual({
      role: 'video',
      provider: 'fal-kling',
      model: 'v',
      shotId: 2,
      quantity: 10,
      unit: 'second',
      costUsd: 0.7,
      basis: 'exact',
      priceDate: '2026-11-01',
    });
    expect(estimate.lines.find(({ role }) => role === 'compile')?.basis).toBe('estimated');
  });

  it('draws no end keyframes for a model without a last frame', () => {
    const video = { provider: 'runway', model: model({ endFrame: false, prices: [price('request', 0.5)] }) };
    const estimate = estimateCost(plan, roles({ video }), { format });
    expect(estimate.breakdown.imageCount).toBe(3);
    expect(estimate.videos).toBe(1.5);
    expect(estimateCost(plan, roles({ video }), { format, endFrames: true }).breakdown.imageCount).toBe(5);
  });

  it('prices megapixels as an estimate', () => {
    const image = { provider: 'fal-flux', model: priced('i', price('megapixel', 0.025)) };
    const estimate = estimateCost(film([shot(1)]), roles({ image }), { format });
    expect(estimate.images).toBe(roundUsd(2 * 0.9216 * 0.025));
    expect(estimate.lines.find(({ role }) => role === 'image')).toMatchObject({
      unit: 'megapixel',
      basis: 'estimated',
      quantity: 1.8432,
    });
  });

  it('never takes an unknown price for free', () => {
    const estimate = estimateCost(
      plan,
      roles({
        image: { provider: 'fal-flux', model: priced('i', price('image', null)) },
        video: { provider: 'luma', modelId: 'ray' },
        llm: { provider: 'openai', modelId: 'gpt' },
      }),
      { format },
    );
    expect(estimate.unknown).toEqual(['llm', 'image', 'video']);
    expect(estimate.total).toBe(0);
    expect(estimate.lines.filter(({ costUsd }) => costUsd === null)).toHaveLength(2 + 3 + 3);
    expect(estimate.lines.find(({ role }) => role === 'video')).toMatchObject({
      model: 'ray',
      costUsd: null,
      basis: 'estimated',
    });
  });

  it('takes the dearest of several prices, as an estimate', () => {
    const image = { provider: 'openai-dalle', model: priced('i', price('image', 0.04), price('image', 0.08)) };
    const [line] = estimateCost(film([shot(1)]), roles({ image }), { format }).lines.filter(
      ({ role }) => role === 'image',
    );
    expect(line).toMatchObject({ costUsd: 0.16, basis: 'estimated' });
  });

  describe('where a price hangs on conditions', () => {
    const when = (unitCostUsd: number, conditions: NonNullable<Price['when']>): Price => ({
      ...price('second', unitCostUsd),
      when: conditions,
    });
    const cost = (row: Partial<ModelInfo>, configured: Partial<CostRoles['video']> = {}, size: FilmFormat = format) => {
      const video = { provider: 'runway', model: model({ durations: [5], ...row }), ...configured };
      const { lines } = estimateCost(film([shot(1, { duration: 5 })]), roles({ video }), { format: size });
      const line = lines.find(({ role }) => role === 'video');
      return [line?.costUsd, line?.basis];
    };
    const large = { width: 1920, height: 1080, frameRate: 24 } as const;

    it('takes the resolution that the film needs, else the model’s own', () => {
      const row = { prices: [when(0.1, { resolution: '720p' }), when(0.2, { resolution: '1080p' })] };
      expect(cost(row)).toEqual([0.5, 'exact']);
      expect(cost(row, {}, large)).toEqual([1, 'exact']);
      const own = {
        resolutions: ['768p', '2k'],
        prices: [when(0.3, { resolution: '2k' }), when(0.2, { resolution: '768p' })],
      };
      expect(cost(own)).toEqual([1, 'exact']);
    });

    it('takes the sound as configured, or as the model always makes it', () => {
      const prices = [when(0.1, { audio: false }), when(0.2, { audio: true })];
      expect(cost({ prices, nativeAudio: 'optional' })).toEqual([0.5, 'exact']);
      expect(cost({ prices, nativeAudio: 'optional' }, { audio: true })).toEqual([1, 'exact']);
      expect(cost({ prices, nativeAudio: 'always' })).toEqual([1, 'exact']);
      expect(cost({ prices, nativeAudio: 'never' }, { audio: true })).toEqual([0.5, 'exact']);
    });

    it('takes the quality as configured, standard where none is, and the dearest where that tells nothing', () => {
      const prices = [when(0.1, { quality: 'standard' }), when(0.2, { quality: 'pro' })];
      expect(cost({ prices })).toEqual([0.5, 'exact']);
      expect(cost({ prices }, { quality: 'pro' })).toEqual([1, 'exact']);
      const tiers = [when(0.1, { quality: 'low' }), when(0.4, { quality: 'high' })];
      expect(cost({ prices: tiers }, { quality: 'hd' })).toEqual([2, 'estimated']);
    });

    it('knows no price where no row applies', () => {
      expect(cost({ prices: [when(0.2, { audio: true })], nativeAudio: 'never' })).toEqual([null, 'estimated']);
    });
  });

  it('states what making things again is likely to cost, in no sum', () => {
    const image = { provider: 'fal-flux', model: priced('i', price('image', 0.1)) };
    const video = { provider: 'luma', model: model({ endFrame: true, durations: [5], prices: [price('request', 2)] }) };
    const estimate = estimateCost(film([shot(1, { duration: 5 })]), roles({ image, video }), { format });
    expect(estimate).toMatchObject({ total: 2.2, retryAllowance: { share: 0.1, costUsd: 0.22 } });
    expect(estimate.lines.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0)).toBeCloseTo(2.2);
    expect(estimateCost(plan, roles({}), { format }).retryAllowance?.costUsd).toBe(0);
  });

  it('prices language-model tokens by the million, or takes what was charged', () => {
    const llm = {
      provider: 'openrouter',
      model: priced('l', price('million_input_tokens', 3), price('million_output_tokens', 15)),
    };
    const measured = { inputTokens: 2000, outputTokens: 4000 };
    const computed = estimateCost(plan, roles({ llm }), { format, llmUse: { ...measured, costUsd: null } });
    expect(computed.llm).toBe(0.066);
    expect(computed.lines.slice(0, 2).map(({ quantity, costUsd }) => [quantity, costUsd])).toEqual([
      [0.002, 0.006],
      [0.004, 0.06],
    ]);
    const charged = estimateCost(plan, roles({ llm }), { format, llmUse: { ...measured, costUsd: 0.0712345678 } });
    expect(charged.lines[0]).toMatchObject({ costUsd: 0.071235, basis: 'exact' });
    expect(charged.llm).toBe(0.071235);
    const guessed = estimateCost(film(shots(100)), roles({ llm }), { format }).llm;
    expect(guessed).toBeGreaterThan(estimateCost(plan, roles({ llm }), { format }).llm);
  });

  it('has no line for a film that is not compiled', () => {
    const estimate = estimateCost(plan, roles({ compile: { provider: 'none' } }), { format });
    expect(estimate.lines.some(({ role }) => role === 'compile')).toBe(false);
  });

  it('adds up without float dust', () => {
    const image = { provider: 'fal-flux', model: priced('i', price('image', 0.1)) };
    const estimate = estimateCost(film(shots(3)), roles({ image }), { format, endFrames: false });
    expect(estimate.images).toBe(0.3);
  });
});

describe('comparePrices', () => {
  const image = { provider: 'fal-flux', model: priced('i', price('image', 0.1)) };
  const llm = { provider: 'openai', modelId: 'gpt' };

  it('says what the second plan costs more, apart from the language model', () => {
    const one = estimateCost(film(shots(1)), roles({ image, llm }), { format });
    const two = estimateCost(film(shots(2)), roles({ image, llm }), { format });
    expect(comparePrices(one, two)).toEqual({
      beforeUsd: 0.2,
      afterUsd: 0.4,
      differenceUsd: 0.2,
      images: 0.2,
      videos: 0,
      compile: 0,
      unknown: [],
    });
    expect(comparePrices(two, one).differenceUsd).toBe(-0.2);
  });

  it('does not know a difference of unknown prices', () => {
    const video = { provider: 'luma', modelId: 'ray' };
    const one = estimateCost(film(shots(1)), roles({ image, video }), { format });
    expect(comparePrices(one, one)).toMatchObject({ differenceUsd: null, videos: null, images: 0, unknown: ['video'] });
  });
});

describe('estimateTokens', () => {
  it('counts four Latin letters or two thirds of a sign as one', () => {
    expect(estimateTokens('abcdefgh')).toBe(2);
    expect(estimateTokens('灯台守')).toBe(2);
    expect(estimateTokens('')).toBe(0);
  });
});
