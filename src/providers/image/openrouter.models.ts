import type { ModelInfo, Price } from '../../types/providers.ts';

const RATIOS = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'];

const perImage = (unitCostUsd: number | null, asOf: string, source: string, resolution?: string): Price => ({
  unit: 'image',
  unitCostUsd,
  asOf,
  source,
  ...(resolution === undefined ? {} : { when: { resolution } }),
});

/** What all of them have in common. */
const BASE = {
  aliases: [],
  aspectRatios: RATIOS,
  inputForms: ['data-uri', 'public-url'],
  usualSeconds: 15,
} satisfies Partial<ModelInfo>;
const BY_TOKENS = 'billed by tokens';
const PASSED_ON = 'Google’s price, which OpenRouter passes on';

/**
 * Image models behind an OpenRouter key, the default first; OpenRouter's own list is far longer and has today's prices
 * (contract: llm-image §3.1). What it charged stands in every answer.
 */
export const OPENROUTER_IMAGE_MODELS: ModelInfo[] = [
  {
    ...BASE,
    id: 'google/gemini-nano-banana-2.1',
    name: 'Nano Banana 2.1',
    prices: [
      perImage(0.0336, '2026-11-06', PASSED_ON, '1K'),
      perImage(0.0504, '2026-11-06', PASSED_ON, '2K'),
      perImage(0.1134, '2026-11-06', PASSED_ON, '4K'),
      { unit: 'reference', unitCostUsd: 0.003, asOf: '2026-10-09', source: PASSED_ON },
    ],
    resolutions: ['1K', '2K', '4K'],
    seed: true,
    referenceImages: 14,
  },
  {
    ...BASE,
    id: 'bytedance-seed/seedream-4.5',
    name: 'Seedream 4.5',
    prices: [perImage(0.04, '2026-08-22', 'an example in OpenRouter’s OpenAPI document')],
    resolutions: ['1K', '2K', '4K'],
    seed: false,
  },
  {
    ...BASE,
    id: 'openai/gpt-image-2.5-sunburst',
    name: 'GPT Image 2.5 Sunburst',
    prices: [
      perImage(null, '2026-11-25', BY_TOKENS),
      { unit: 'reference', unitCostUsd: null, asOf: '2026-11-25', source: BY_TOKENS },
    ],
    seed: false,
    referenceImages: 16,
  },
];
