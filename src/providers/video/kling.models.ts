import type { ModelInfo, Price } from '../../types/providers.ts';

const perSecond = (unitCostUsd: number, quality: string): Price => ({
  unit: 'second',
  unitCostUsd,
  asOf: '2026-11-23',
  source: 'a blog on prepaid packs: v3 about $0.42 (standard) and $0.56 (pro) for 5 s',
  when: { quality },
});

/** What all models have in common. The picture's shape follows the first frame. */
const BASE = {
  prices: [],
  endFrame: true,
  aspectRatios: ['16:9', '9:16', '1:1'],
  seed: false,
  negativePrompt: true,
  promptCharacters: 2500,
  inputForms: ['data-uri'],
  usualSeconds: 120,
} satisfies Partial<ModelInfo>;

/**
 * Models of `POST /v1/videos/image2video`, the default first (Kling's developer documentation, read 2026-11-23).
 * kling-3.0-turbo and kling-4.0 have requests of another shape whose address is not documented; they run through fal.
 */
export const KLING_MODELS: ModelInfo[] = [
  {
    ...BASE,
    id: 'kling-v3',
    name: 'Kling 3.0',
    aliases: ['kling-v3.0'],
    prices: [perSecond(0.084, 'standard'), perSecond(0.112, 'pro')],
    durations: { min: 3, max: 15, step: 1 },
    nativeAudio: 'optional',
  },
  {
    ...BASE,
    id: 'kling-v2-6',
    name: 'Kling 2.6',
    aliases: ['kling-v2.6', 'kling-v2.6-pro'],
    durations: [5, 10],
    nativeAudio: 'optional',
  },
  {
    ...BASE,
    id: 'kling-v2-5-turbo',
    name: 'Kling 2.5 Turbo',
    aliases: ['kling-v2.5-turbo', 'kling-v2.5-turbo-pro'],
    durations: [5, 10],
    nativeAudio: 'never',
  },
  {
    ...BASE,
    id: 'kling-v2-1',
    name: 'Kling 2.1',
    aliases: ['kling-v2.1', 'kling-v2.1-pro'],
    durations: [5, 10],
    nativeAudio: 'never',
  },
];
