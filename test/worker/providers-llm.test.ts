import { openRouterDriver } from '../contract/llm/openrouter.ts';
import { describeLLMContract } from '../contract/llm.ts';

for (const driver of [openRouterDriver]) describeLLMContract(driver);
