import type { ModelInfo } from '../../types/providers.ts';
import { languageModel } from './catalogue.ts';

/** What all models of the sixth generation have in common; the price doubles for longer prompts. */
const GPT_6 = { contextTokens: 1_050_000, maxOutputTokens: 128_000, temperature: false } as const;
const SHORT_PROMPTS = 'up to 272,000 tokens of prompt';

/** OpenAI's models that direct well, and those of the plan. `gpt-4o` and `gpt-4o-mini` are shut down on 2027-01-14. */
export const OPENAI_MODELS: ModelInfo[] = [
  languageModel({
    id: 'gpt-6.1-sol',
    name: 'GPT-6.1 Sol',
    prices: [2, 10],
    ...GPT_6,
    source: `docs.litellm.ai, GPT-6.1 Sol, ${SHORT_PROMPTS}`,
    aliases: ['gpt-4-turbo', 'gpt-4.5-preview'],
  }),
  languageModel({
    id: 'gpt-6.1-terra',
    name: 'GPT-6.1 Terra',
    prices: [1, 5],
    ...GPT_6,
    source: `docs.litellm.ai, GPT-6.1 Terra, ${SHORT_PROMPTS}`,
  }),
  languageModel({
    id: 'gpt-6-luna',
    name: 'GPT-6 Luna',
    prices: [0.1, 0.5],
    ...GPT_6,
    source: `docs.litellm.ai, GPT-6 Luna, ${SHORT_PROMPTS}`,
    aliases: ['gpt-3.5-turbo'],
  }),
  languageModel({
    id: 'gpt-6-astra',
    name: 'GPT-6 Astra',
    prices: [10, 50],
    ...GPT_6,
    source: `vercel.com/ai-gateway, GPT-6 Astra, ${SHORT_PROMPTS}`,
  }),
  languageModel({
    id: 'gpt-4o',
    name: 'GPT-4o',
    prices: [2.5, 10],
    contextTokens: 128_000,
    maxOutputTokens: 16_384,
    asOf: '2026-07-02',
    source: 'models.dev, OpenAI',
  }),
  languageModel({
    id: 'gpt-4o-mini',
    name: 'GPT-4o mini',
    prices: [0.15, 0.6],
    contextTokens: 128_000,
    maxOutputTokens: 16_384,
    asOf: '2026-07-02',
    source: 'models.dev, OpenAI',
  }),
];
