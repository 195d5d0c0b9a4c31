import * as z from 'zod';
import type { LLMProviderConfig, ModelInfo } from '../../types/providers.ts';
import type { KeyCheckAnswer, ModelsAccess, ProviderContext, ProviderEntry } from '../base.ts';
import { callVendor, checkWith, openVendor, parseAnswer, type VendorCall, vendorOrigin } from '../vendor-http.ts';
import { usableAnswer } from './answer.ts';
import { ANTHROPIC_MODELS } from './anthropic.models.ts';
import { messagesRequest, readAnthropicError, readMessageStream } from './anthropic-messages.ts';
import { BaseLLMProvider, type LLMMessage, type LLMResponse } from './base.ts';
import { listedModel } from './catalogue.ts';
import { chooseModel, outputLimit, priced, tokenCost } from './choice.ts';

const ORIGIN = 'https://api.anthropic.com';
/** This version has no sampling parameters any more: whoever sends a temperature is refused. */
const API_VERSION = '2026-10-21';
/** Longest wait for a whole plan. */
const CHAT_TIMEOUT_MS = 600_000;
/** A limit must be named; of models we know nothing of, the lowest of those that are still served. */
const USUAL_OUTPUT_TOKENS = 32_000;

/**
 * Claude over the Messages API (`POST /v1/messages`, API version 2026-10-21). Every request streams: Anthropic asks for
 * that above some 21,000 tokens of answer, and the limit is the model's own, since only what is written is paid for.
 * `baseUrl` replaces `https://api.anthropic.com`.
 */
export class AnthropicLLMProvider extends BaseLLMProvider {
  private readonly choice = chooseModel(ANTHROPIC_MODELS, this.config, false);

  override get modelName(): string {
    return this.choice.id;
  }

  override get notices() {
    return this.choice.notices;
  }

  override chat(messages: LLMMessage[], schema?: object): Promise<LLMResponse> {
    return this.stream(messages, schema, () => undefined);
  }

  override async stream(
    messages: LLMMessage[],
    schema: object | undefined,
    onText: (piece: string) => void,
  ): Promise<LLMResponse> {
    const call = this.request(messages, schema);
    const response = await openVendor(this.context, call);
    const answer = await readMessageStream(response, call, onText);
    return usableAnswer(call, this.modelName, priced(this.choice.row, answer));
  }

  override estimateCost(inputTokens: number, outputTokens: number): number | null {
    return tokenCost(this.choice.row, inputTokens, outputTokens);
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    return checkWith('Anthropic', () => callVendor(this.context, modelsCall(this.config, 1)));
  }

  private request(messages: LLMMessage[], schema: object | undefined): VendorCall {
    const { id } = this.choice;
    const limit = outputLimit(this.choice, this.config, messages, schema) ?? USUAL_OUTPUT_TOKENS;
    return {
      ...common(this.config),
      model: id,
      purpose: 'submit',
      method: 'POST',
      url: `${vendorOrigin(this.config, ORIGIN)}/v1/messages`,
      timeoutMs: CHAT_TIMEOUT_MS,
      json: { model: id, max_tokens: limit, ...messagesRequest(messages, schema), stream: true },
    };
  }
}

function common({ apiKey = '' }: Pick<LLMProviderConfig, 'apiKey'>) {
  return {
    provider: 'Anthropic',
    headers: { authorization: `Bearer ${apiKey}`, 'anthropic-version': API_VERSION },
    secrets: [apiKey],
    readError: readAnthropicError,
  };
}

function modelsCall(access: ModelsAccess, limit: number): VendorCall {
  const url = `${vendorOrigin(access, ORIGIN)}/v1/models?limit=${limit}`;
  return { ...common(access), purpose: 'poll', method: 'GET', url };
}

const ModelsSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      display_name: z.string(),
      max_input_tokens: z.number().nullish(),
      max_tokens: z.number().nullish(),
      lifecycle: z.string().nullish(),
    }),
  ),
});

/** The models this key may use: `GET /v1/models`, which tells limits and no prices. */
async function liveModels(context: Pick<ProviderContext, 'fetch' | 'now'>, access: ModelsAccess): Promise<ModelInfo[]> {
  const call = modelsCall(access, 1000);
  const { data } = parseAnswer(ModelsSchema, await callVendor(context, call), call);
  return data
    .filter(({ lifecycle }) => lifecycle !== 'retired')
    .map(({ id, display_name, max_input_tokens, max_tokens }) =>
      listedModel(ANTHROPIC_MODELS, context.now(), {
        id,
        name: display_name,
        source: 'Anthropic, GET /v1/models',
        contextTokens: max_input_tokens ?? undefined,
        maxOutputTokens: max_tokens ?? undefined,
      }),
    );
}

/** `anthropic` in the language-model registry. */
export const anthropicLLM: ProviderEntry<LLMProviderConfig, BaseLLMProvider> = {
  info: {
    role: 'llm',
    provider: 'anthropic',
    name: 'Anthropic',
    needsKey: true,
    keyVariables: ['ANTHROPIC_API_KEY'],
    defaultModel: 'claude-sonnet-5-5',
    description: 'Claude models from Anthropic.',
  },
  models: ANTHROPIC_MODELS,
  liveModels: { needsKey: true, list: liveModels },
  create: (config, context) => new AnthropicLLMProvider(config, context),
};
