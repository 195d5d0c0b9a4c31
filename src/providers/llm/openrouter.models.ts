import type { ModelInfo } from '../../types/providers.ts';
import { languageModel } from './catalogue.ts';

/** OpenRouter passes its vendors' prices on. What it charged in the end stands in every answer. */
const PASSED_ON = 'the vendor’s own price, which OpenRouter passes on';

/** The models of the plan, their successors, and what else directs well; OpenRouter's own list is far longer. */
export const OPENROUTER_MODELS: ModelInfo[] = [
  languageModel({
    id: 'anthropic/claude-sonnet-5.5',
    name: 'Claude Sonnet 5.5',
    prices: [2, 10],
    contextTokens: 1_000_000,
    maxOutputTokens: 128_000,
    aliases: ['anthropic/claude-3.5-sonnet'],
    temperature: false,
    source: `${PASSED_ON}: platform.claude.com, Claude Sonnet 5.5`,
  }),
  languageModel({
    id: 'anthropic/claude-haiku-5.5',
    name: 'Claude Haiku 5.5',
    prices: [0.1, 0.5],
    contextTokens: 1_000_000,
    maxOutputTokens: 128_000,
    aliases: ['anthropic/claude-3-haiku', 'anthropic/claude-3.5-haiku'],
    temperature: false,
    source: `${PASSED_ON}, up to 100,000 tokens of prompt: platform.claude.com, Claude Haiku 5.5`,
  }),
  languageModel({
    id: 'openai/gpt-6.1-sol',
    name: 'GPT-6.1 Sol',
    prices: [2, 10],
    contextTokens: 1_050_000,
    maxOutputTokens: 128_000,
    temperature: false,
    source: `${PASSED_ON}, up to 272,000 tokens of prompt: docs.litellm.ai and vercel.com/ai-gateway, GPT-6.1 Sol`,
  }),
  languageModel({
    id: 'openai/gpt-6-luna',
    name: 'GPT-6 Luna',
    prices: [0.1, 0.5],
    contextTokens: 1_050_000,
    maxOutputTokens: 128_000,
    temperature: false,
    source: `${PASSED_ON}, up to 272,000 tokens of prompt: docs.litellm.ai and vercel.com/ai-gateway, GPT-6 Luna`,
  }),
  languageModel({
    id: 'google/gemini-3.8-flash',
    name: 'Gemini 3.8 Flash',
    prices: [0.75, 3.75],
    contextTokens: 1_000_000,
    maxOutputTokens: 65_535,
    aliases: ['google/gemini-pro-1.5'],
    source: `${PASSED_ON}, until 2026-12-31: ai.google.dev/gemini-api/docs/pricing`,
  }),
  languageModel({
    id: 'openai/gpt-4o',
    name: 'GPT-4o',
    prices: [2.5, 10],
    contextTokens: 128_000,
    maxOutputTokens: 16_384,
    asOf: '2026-07-02',
    source: `${PASSED_ON}: models.dev, OpenRouter; the model is shut down on 2027-01-14`,
  }),
  languageModel({
    id: 'openai/gpt-4o-mini',
    name: 'GPT-4o mini',
    prices: [0.15, 0.6],
    contextTokens: 128_000,
    maxOutputTokens: 16_384,
    asOf: '2026-07-02',
    source: `${PASSED_ON}: models.dev, OpenRouter; the model is shut down on 2027-01-14`,
  }),
  languageModel({
    id: 'meta-llama/llama-3.1-70b-instruct',
    name: 'Llama 3.1 70B Instruct',
    prices: [0.4, 0.4],
    contextTokens: 131_072,
    maxOutputTokens: 16_384,
    asOf: '2026-07-02',
    source: 'models.dev, OpenRouter',
  }),
];
