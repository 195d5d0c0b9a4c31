import type { LLMProviderConfig } from '../../types/providers.ts';
import { ProviderFactory } from '../factory.ts';
import type { BaseLLMProvider } from './base.ts';
import { localLLM } from './local.ts';

/** Makes language-model providers. */
export const LLMProviderFactory = new ProviderFactory<LLMProviderConfig, BaseLLMProvider>('llm', [localLLM]);
