import { anthropicDriver } from '../contract/llm/anthropic.ts';
import { geminiDriver } from '../contract/llm/gemini.ts';
import { compatibleDriver, openAIDriver } from '../contract/llm/openai.ts';
import { openRouterDriver } from '../contract/llm/openrouter.ts';
import { workersAIDriver } from '../contract/llm/workers-ai.ts';
import { describeLLMContract } from '../contract/llm.ts';

for (const driver of [openRouterDriver, openAIDriver, compatibleDriver, anthropicDriver, geminiDriver, workersAIDriver])
  describeLLMContract(driver);
