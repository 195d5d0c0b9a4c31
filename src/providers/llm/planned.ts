import type { LLMProviderConfig } from '../../types/providers.ts';
import type { ProviderEntry } from '../base.ts';
import type { BaseLLMProvider } from './base.ts';

/**
 * Language-model providers that are named and priced but have no adapter in this version: they can be chosen, kept with
 * their sealed keys and estimated, and are refused with a clear sentence before anything is sent.
 */
export const plannedLLM: ProviderEntry<LLMProviderConfig, BaseLLMProvider>[] = [
  {
    info: {
      role: 'llm',
      provider: 'openrouter',
      name: 'OpenRouter',
      needsKey: true,
      keyVariables: ['OPENROUTER_API_KEY'],
      defaultModel: 'anthropic/claude-sonnet-5.5',
      description: 'Hundreds of language models behind one key.',
    },
    models: [
      {
        id: 'anthropic/claude-sonnet-5.5',
        name: 'anthropic/claude-sonnet-5.5',
        prices: [
          {
            unit: 'million_input_tokens',
            unitCostUsd: null,
            asOf: '2026-11-23',
            source: 'read from GET /models with a key',
          },
          {
            unit: 'million_output_tokens',
            unitCostUsd: null,
            asOf: '2026-11-23',
            source: 'read from GET /models with a key',
          },
        ],
        aliases: ['anthropic/claude-3.5-sonnet'],
      },
    ],
  },
  {
    info: {
      role: 'llm',
      provider: 'openai',
      name: 'OpenAI',
      needsKey: true,
      keyVariables: ['OPENAI_API_KEY'],
      description: 'OpenAI, or any server that speaks its API through baseUrl.',
    },
    models: [],
  },
  {
    info: {
      role: 'llm',
      provider: 'anthropic',
      name: 'Anthropic',
      needsKey: true,
      keyVariables: ['ANTHROPIC_API_KEY'],
      description: 'Claude models from Anthropic.',
    },
    models: [],
  },
  {
    info: {
      role: 'llm',
      provider: 'google',
      name: 'Google Gemini',
      needsKey: true,
      keyVariables: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
      description: 'Gemini models from Google.',
    },
    models: [],
  },
  {
    info: {
      role: 'llm',
      provider: 'workers-ai',
      name: 'Cloudflare Workers AI',
      needsKey: true,
      keyVariables: ['CLOUDFLARE_API_TOKEN'],
      description: 'Open models on Cloudflare.',
    },
    models: [],
  },
];
