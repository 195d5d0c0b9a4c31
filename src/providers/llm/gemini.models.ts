import type { ModelInfo } from '../../types/providers.ts';
import { languageModel } from './catalogue.ts';

/** What all of them hold: Gemini's list of models, as others repeat it (2026-11). */
const LIMITS = { contextTokens: 1_048_576, maxOutputTokens: 65_536 } as const;

/**
 * Gemini's models that direct well, the default first. Reasoning is billed like the answer. The names of models that were
 * shut down in 2025 and 2026 resolve to what Google recommends in their place.
 */
export const GEMINI_MODELS: ModelInfo[] = [
  languageModel({
    id: 'gemini-3.8-flash',
    name: 'Gemini 3.8 Flash',
    prices: [0.75, 3.75],
    ...LIMITS,
    aliases: ['gemini-1.5-pro', 'gemini-1.5-flash', 'gemini-2.0-flash', 'gemini-2.5-pro', 'gemini-3-pro-preview'],
    asOf: '2026-10-07',
    source: 'ai.google.dev/gemini-api/docs/pricing, until 2026-12-31; twice that from then on',
  }),
  languageModel({
    id: 'gemini-4-argon',
    name: 'Gemini 4 Argon',
    prices: [4, 20],
    ...LIMITS,
    asOf: '2026-11-11',
    source: 'docs.laozhang.ai and LiteLLM: Google’s price from 2026-12-01; half of it until then',
  }),
  languageModel({
    id: 'gemini-4-carbon',
    name: 'Gemini 4 Carbon',
    prices: [4, 20],
    ...LIMITS,
    asOf: '2026-11-11',
    source: 'docs.laozhang.ai and LiteLLM: Google’s price from 2026-12-01; half of it until then',
  }),
  languageModel({
    id: 'gemini-3.5-flash-lite',
    name: 'Gemini 3.5 Flash-Lite',
    prices: [0.3, 2.5],
    ...LIMITS,
    aliases: ['gemini-2.0-flash-lite'],
    asOf: '2026-10-07',
    source: 'ai.google.dev/gemini-api/docs/pricing',
  }),
];
