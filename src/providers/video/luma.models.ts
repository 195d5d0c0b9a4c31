import type { ModelInfo, Price } from '../../types/providers.ts';

const perSecond = (usd: number, clip: string, resolution: string): Price => ({
  unit: 'second',
  unitCostUsd: usd,
  asOf: '2026-11-23',
  source: `a reseller's price table of 2025: about ${clip} for 5 s of ray-2; longer clips are taken to cost in proportion`,
  when: { resolution },
});

const BASE = {
  endFrame: true,
  aspectRatios: ['16:9', '9:16', '1:1'],
  resolutions: ['720p', '1080p'],
  seed: false,
  nativeAudio: 'never',
  usualSeconds: 90,
} satisfies Partial<ModelInfo>;

/** Models of the older Dream Machine API; all others go to the Agents API. */
export const DREAM_MACHINE_MODELS: ReadonlySet<string> = new Set(['ray-2', 'ray-flash-2']);

/** Luma's video models, the default first: its Agents API of June 2026, and Dream Machine (npm `lumaai` 1.19.1). */
export const LUMA_MODELS: ModelInfo[] = [
  {
    ...BASE,
    id: 'ray-3.2',
    name: 'Ray 3.2',
    aliases: ['ray-3', 'ray-3.14'],
    // Luma publishes none that could be read for video on this API.
    prices: [],
    durations: [5, 10],
    inputForms: ['data-uri'],
  },
  {
    ...BASE,
    id: 'ray-2',
    name: 'Ray 2 (Dream Machine)',
    aliases: ['ray-1-6', 'dream-machine'],
    prices: [perSecond(0.142, '$0.71 (720p)', '720p'), perSecond(0.318, '$1.59 (1080p)', '1080p')],
    durations: [5, 9],
    inputForms: ['public-url'],
  },
  {
    ...BASE,
    id: 'ray-flash-2',
    name: 'Ray 2 Flash (Dream Machine)',
    aliases: [],
    prices: [],
    durations: [5, 9],
    inputForms: ['public-url'],
  },
];
