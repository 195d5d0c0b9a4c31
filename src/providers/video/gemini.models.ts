import type { ModelInfo, Price } from '../../types/providers.ts';

const rates = (asOf: string, source: string, perSecond: Readonly<Record<string, number>>): Price[] =>
  Object.entries(perSecond).map(([resolution, unitCostUsd]) => ({
    unit: 'second',
    unitCostUsd,
    asOf,
    source: `${source}; each frame sent adds about $0.003`,
    when: { resolution },
  }));

/** What all of them have in common. Version 1.2 makes 15 seconds as well, but not between two frames. */
const BASE = {
  durations: { min: 3, max: 10, step: 1 },
  endFrame: true,
  aspectRatios: ['16:9', '9:16'],
  resolutions: ['720p', '1080p'],
  seed: false,
  nativeAudio: 'always',
  inputForms: ['data-uri'],
  usualSeconds: 30,
} satisfies Partial<ModelInfo>;

/**
 * Gemini's video models, the default first (contract: video §1.6; npm @google/genai 3.3.0 `Model`). Veo was shut down on
 * this API; Google recommends Omni 1.1 in its place.
 */
export const GEMINI_VIDEO_MODELS: ModelInfo[] = [
  {
    ...BASE,
    id: 'gemini-omni-1.2-flash',
    name: 'Gemini Omni 1.2 Flash',
    aliases: [],
    prices: rates('2026-11-11', 'muapi.ai and docs.laozhang.ai, Google’s list price', { '720p': 0.07, '1080p': 0.105 }),
  },
  {
    ...BASE,
    id: 'gemini-omni-1.1-flash',
    name: 'Gemini Omni 1.1 Flash',
    aliases: [
      ...['gemini-omni-flash-preview', 'veo-3.1-generate-preview', 'veo-3.1-fast-generate-preview'],
      ...['veo-3.1-lite-generate-preview', 'veo-3.0-generate-001', 'veo-2.0-generate-001'],
    ],
    prices: rates('2026-10-09', 'wavespeed.ai and others, Google’s list price', { '720p': 0.1, '1080p': 0.15 }),
  },
];
