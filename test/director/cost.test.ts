import { describe, expect, it } from 'vitest';
import { type CostRoles, estimateCost, estimateTokens, roundUsd } from '../../src/lib/cost.ts';
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

describe('estimateTokens', () => {
  it('counts four Latin letters or two thirds of a sign as one', () => {
    expect(estimateTokens('abcdefgh')).toBe(2);
    expect(estimateTokens('灯台守')).toBe(2);
    expect(estimateTokens('')).toBe(0);
  });
});
