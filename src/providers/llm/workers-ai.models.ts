import type { ModelInfo } from '../../types/providers.ts';
import { languageModel } from './catalogue.ts';

const PAGES = 'developers.cloudflare.com/workers-ai, pricing and model pages';

/** Models on Workers AI that can be held to a schema; the first is on Cloudflare's own list of those. */
export const WORKERS_AI_MODELS: ModelInfo[] = [
  languageModel({
    id: '@cf/meta/llama-3.3-70b-instruct-fp8-fast',
    name: 'Llama 3.3 70B Instruct',
    prices: [0.293, 2.253],
    contextTokens: 24_000,
    source: PAGES,
    aliases: ['@cf/meta/llama-3.1-70b-instruct'],
  }),
  languageModel({
    id: '@cf/openai/gpt-oss-120b',
    name: 'gpt-oss 120B',
    prices: [0.35, 0.75],
    contextTokens: 128_000,
    source: PAGES,
  }),
  languageModel({
    id: '@cf/zai-org/glm-5.3-flash',
    name: 'GLM 5.3 Flash',
    prices: [0.15, 0.5],
    contextTokens: 1_310_720,
    source: `${PAGES}; on the paid plan only`,
  }),
];

/**
 * Whether a model takes its inputs as Chat Completions do, with a named schema. By npm @cloudflare/workers-types these are
 * the newer families; all others take the bare schema.
 */
export function speaksChatCompletions(model: string): boolean {
  return /^@cf\/(zai-org|moonshotai|nvidia|deepseek-ai\/deepseek-v|google\/gemma-4)/.test(model);
}
