import type { ModelInfo, Price } from '../../types/providers.ts';

const perSecond = (unitCostUsd: number, asOf: string, source: string, when: NonNullable<Price['when']>): Price => ({
  unit: 'second',
  unitCostUsd,
  asOf,
  source,
  when,
});

const LISTED = 'OpenRouter, GET /videos/models, as two public projects keep it';
/** What all of them have in common. */
const BASE = {
  aliases: [],
  seed: false,
  inputForms: ['data-uri', 'public-url'],
  usualSeconds: 60,
} satisfies Partial<ModelInfo>;

/**
 * Video models behind an OpenRouter key, the default first; OpenRouter's own list is longer and has today's prices
 * (contract: llm-image §3.1). What it charged stands in the answer.
 */
export const OPENROUTER_VIDEO_MODELS: ModelInfo[] = [
  {
    ...BASE,
    id: 'kwaivgi/kling-v3.0-std',
    name: 'Kling 3.0 Standard',
    prices: [
      {
        unit: 'second',
        unitCostUsd: 0.126,
        asOf: '2026-11-25',
        source: 'openrouter.ai/kwaivgi/kling-v3.0-std: “from”',
      },
    ],
    durations: { min: 3, max: 15, step: 1 },
    endFrame: true,
    aspectRatios: ['16:9', '9:16', '1:1'],
    nativeAudio: 'optional',
  },
  {
    ...BASE,
    id: 'google/veo-3.1-lite',
    name: 'Veo 3.1 Lite',
    prices: [
      perSecond(0.03, '2026-09-30', LISTED, { resolution: '720p', audio: false }),
      perSecond(0.05, '2026-09-30', LISTED, { resolution: '720p', audio: true }),
      perSecond(0.05, '2026-09-30', LISTED, { resolution: '1080p', audio: false }),
      perSecond(0.08, '2026-09-30', LISTED, { resolution: '1080p', audio: true }),
    ],
    durations: [4, 6, 8],
    endFrame: true,
    aspectRatios: ['16:9', '9:16'],
    resolutions: ['720p', '1080p'],
    nativeAudio: 'optional',
  },
  {
    ...BASE,
    id: 'minimax/hailuo-3-max',
    name: 'Hailuo 3 Max',
    prices: [
      perSecond(0.08, '2026-09-30', LISTED, { resolution: '768p' }),
      perSecond(0.05, '2026-09-30', LISTED, { resolution: '480p' }),
    ],
    durations: [5, 6, 7, 8, 9, 10],
    endFrame: true,
    aspectRatios: ['21:9', '16:9', '4:3', '1:1'],
    resolutions: ['768p', '480p'],
    nativeAudio: 'never',
  },
];
