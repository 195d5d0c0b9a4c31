import type { LLMProviderConfig } from '../../types/providers.ts';
import { ProviderFactory } from '../factory.ts';
import { anthropicLLM } from './anthropic.ts';
import type { BaseLLMProvider } from './base.ts';
import { geminiLLM } from './gemini.ts';
import { localLLM } from './local.ts';
import { openAILLM } from './openai.ts';
import { openRouterLLM } from './openrouter.ts';
import { workersAILLM } from './workers-ai.ts';

/** Makes language-model providers. */
export const LLMProviderFactory = new ProviderFactory<LLMProviderConfig, BaseLLMProvider>('llm', [
  localLLM,
  openRouterLLM,
  openAILLM,
  geminiLLM,
  anthropicLLM,
  workersAILLM,
]);
