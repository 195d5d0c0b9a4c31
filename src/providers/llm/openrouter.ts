import * as z from 'zod';
import { withLive } from '../../lib/prices.ts';
import type { LLMProviderConfig, ModelInfo } from '../../types/providers.ts';
import type { KeyCheckAnswer, ProviderContext, ProviderEntry } from '../base.ts';
import { checkOpenRouter, openRouterCall } from '../openrouter/access.ts';
import { callVendor, openVendor, parseAnswer, type VendorCall } from '../vendor-http.ts';
import { usableAnswer } from './answer.ts';
import { BaseLLMProvider, type LLMMessage, type LLMResponse } from './base.ts';
import { languageModel } from './catalogue.ts';
import { completionRequest, readCompletion, readCompletionStream } from './chat-completions.ts';
import { chooseModel, outputLimit, tokenCost } from './choice.ts';
import { OPENROUTER_MODELS } from './openrouter.models.ts';

/** Longest wait for a whole plan. */
const CHAT_TIMEOUT_MS = 600_000;

/**
 * Any language model behind one OpenRouter key: `POST /api/v1/chat/completions` (OpenRouter's OpenAPI, 2026-08-22).
 * `require_parameters` keeps the request away from servers that would ignore the schema. `baseUrl` replaces
 * `https://openrouter.ai`.
 */
export class OpenRouterLLMProvider extends BaseLLMProvider {
  private readonly choice = chooseModel(OPENROUTER_MODELS, this.config);

  override get modelName(): string {
    return this.choice.id;
  }

  override get notices() {
    return this.choice.notices;
  }

  override async chat(messages: LLMMessage[], schema?: object): Promise<LLMResponse> {
    const call = this.request(messages, schema, false);
    return usableAnswer(call, this.modelName, readCompletion(await callVendor(this.context, call), call));
  }

  override async stream(
    messages: LLMMessage[],
    schema: object | undefined,
    onText: (piece: string) => void,
  ): Promise<LLMResponse> {
    const call = this.request(messages, schema, true);
    const response = await openVendor(this.context, call);
    return usableAnswer(call, this.modelName, await readCompletionStream(response, call, onText));
  }

  override estimateCost(inputTokens: number, outputTokens: number): number | null {
    const row = withLive(this.choice.row, this.context.livePrices?.llm);
    return tokenCost(row, inputTokens, outputTokens);
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    return checkOpenRouter(this.context, this.config, this.choice.id);
  }

  private request(messages: LLMMessage[], schema: object | undefined, stream: boolean): VendorCall {
    const { fallbackModels, transforms } = this.config;
    const { id, temperature } = this.choice;
    const limit = outputLimit(this.choice, this.config, messages, schema);
    const asked = this.config.maxTokens === undefined ? undefined : limit;
    return {
      ...openRouterCall(this.config, id, '/chat/completions'),
      purpose: 'submit',
      method: 'POST',
      timeoutMs: CHAT_TIMEOUT_MS,
      json: {
        ...(fallbackModels?.length ? { models: [id, ...fallbackModels.map(currentId)] } : { model: id }),
        ...completionRequest(messages, schema, temperature),
        ...(asked === undefined ? {} : { max_completion_tokens: asked }),
        ...this.routing(schema),
        ...(transforms ? { plugins: transforms.map(pluginOf) } : {}),
        ...(stream ? { stream } : {}),
      },
    };
  }

  /** Which servers may answer; one that would ignore the schema may not. */
  private routing(schema: object | undefined): object {
    const { route, routing: { dataCollection, ...chosen } = {} } = this.config;
    const provider = {
      ...(schema ? { require_parameters: true } : {}),
      ...chosen,
      ...(dataCollection === undefined ? {} : { data_collection: dataCollection }),
      ...(route === 'priority' ? { allow_fallbacks: false } : {}),
    };
    return Object.keys(provider).length === 0 ? {} : { provider };
  }
}

function currentId(model: string): string {
  return chooseModel(OPENROUTER_MODELS, { provider: 'openrouter', model }).id;
}

/** What used to be a transform is a plugin by now: `middle-out` is the engine of context compression. */
function pluginOf(transform: string): Record<string, string> {
  return transform === 'middle-out' ? { id: 'context-compression', engine: transform } : { id: transform };
}

const ModelsSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      context_length: z.number().nullish(),
      pricing: z.object({ prompt: z.string().nullish(), completion: z.string().nullish() }),
      top_provider: z.object({ max_completion_tokens: z.number().nullish() }).nullish(),
      supported_parameters: z.array(z.string()).nullish(),
    }),
  ),
});

/** Every model OpenRouter runs that can be held to a schema, with today's price: `GET /api/v1/models`, no key needed. */
async function liveModels(
  context: Pick<ProviderContext, 'fetch' | 'now'>,
  config: LLMProviderConfig,
): Promise<ModelInfo[]> {
  const path = '/models?output_modalities=text&supported_parameters=structured_outputs&limit=1000';
  const call = {
    ...openRouterCall({ baseUrl: config.baseUrl }, undefined, path),
    purpose: 'poll',
    method: 'GET',
  } as const;
  const { data } = parseAnswer(ModelsSchema, await callVendor(context, call), call);
  const asOf = new Date(context.now()).toISOString().slice(0, 10);
  return data.map(({ id, name, context_length, pricing, top_provider, supported_parameters }) => {
    const [input, output] = [perMillion(pricing.prompt), perMillion(pricing.completion)];
    return languageModel({
      id,
      name,
      prices: input === undefined || output === undefined ? null : [input, output],
      ...(context_length ? { contextTokens: context_length } : {}),
      ...(top_provider?.max_completion_tokens ? { maxOutputTokens: top_provider.max_completion_tokens } : {}),
      ...(supported_parameters && !supported_parameters.includes('temperature') ? { temperature: false } : {}),
      aliases: OPENROUTER_MODELS.find((model) => model.id === id)?.aliases ?? [],
      asOf,
      source: 'OpenRouter, GET /models',
    });
  });
}

/** A price for one token as text, in US dollars for a million; undefined where it varies (a negative price) or is none. */
function perMillion(price: string | null | undefined): number | undefined {
  const usd = price ? Number(price) : Number.NaN;
  return usd >= 0 ? Math.round(usd * 1e12) / 1e6 : undefined;
}

/** `openrouter` in the language-model registry. */
export const openRouterLLM: ProviderEntry<LLMProviderConfig, BaseLLMProvider> = {
  info: {
    role: 'llm',
    provider: 'openrouter',
    name: 'OpenRouter',
    needsKey: true,
    keyVariables: ['OPENROUTER_API_KEY'],
    defaultModel: 'anthropic/claude-sonnet-5.5',
    description: 'Hundreds of language models behind one key.',
  },
  models: OPENROUTER_MODELS,
  liveModels: { needsKey: false, list: liveModels },
  livePrices: async (context, config) => {
    const { id } = chooseModel(OPENROUTER_MODELS, config);
    const prices = (await liveModels(context, config)).find((model) => model.id === id)?.prices;
    return prices?.every(({ unitCostUsd }) => unitCostUsd !== null) ? prices : undefined;
  },
  create: (config, context) => new OpenRouterLLMProvider(config, context),
};
