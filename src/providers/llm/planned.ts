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
      provider: 'workers-ai',
      name: 'Cloudflare Workers AI',
      needsKey: true,
      keyVariables: ['CLOUDFLARE_API_TOKEN'],
      description: 'Open models on Cloudflare.',
    },
    models: [],
  },
];
