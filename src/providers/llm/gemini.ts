import type { LLMProviderConfig, ModelInfo } from '../../types/providers.ts';
import type { KeyCheckAnswer, ProviderContext, ProviderEntry } from '../base.ts';
import { checkGemini, geminiCall, geminiModelPath } from '../gemini/access.ts';
import { geminiRole, listGemini } from '../gemini/list.ts';
import { callVendor, openVendor, type VendorCall } from '../vendor-http.ts';
import { type ModelAnswer, usableAnswer } from './answer.ts';
import { BaseLLMProvider, type LLMMessage, type LLMResponse } from './base.ts';
import { listedModel } from './catalogue.ts';
import { chooseModel, outputLimit, priced, tokenCost } from './choice.ts';
import { GEMINI_MODELS } from './gemini.models.ts';
import { contentRequest, readContent, readContentStream } from './gemini-content.ts';

/** Longest wait for a whole plan. */
const CHAT_TIMEOUT_MS = 600_000;

/**
 * Google's Gemini models: `POST /v1beta/models/{model}:generateContent` (contract: llm-image §2.4). What the model reasons
 * is billed like its answer and counted with it. `baseUrl` replaces `https://generativelanguage.googleapis.com`.
 */
export class GeminiLLMProvider extends BaseLLMProvider {
  private readonly choice = chooseModel(GEMINI_MODELS, this.config);

  override get modelName(): string {
    return this.choice.id;
  }

  override get notices() {
    return this.choice.notices;
  }

  override async chat(messages: LLMMessage[], schema?: object): Promise<LLMResponse> {
    const call = this.request('generateContent', messages, schema);
    return this.usable(call, readContent(await callVendor(this.context, call), call));
  }

  override async stream(
    messages: LLMMessage[],
    schema: object | undefined,
    onText: (piece: string) => void,
  ): Promise<LLMResponse> {
    const call = this.request('streamGenerateContent?alt=sse', messages, schema);
    return this.usable(call, await readContentStream(await openVendor(this.context, call), call, onText));
  }

  override estimateCost(inputTokens: number, outputTokens: number): number | null {
    return tokenCost(this.choice.row, inputTokens, outputTokens);
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    return checkGemini(this.context, this.config, this.choice.id);
  }

  private request(method: string, messages: LLMMessage[], schema: object | undefined): VendorCall {
    const { id, temperature } = this.choice;
    const limit = outputLimit(this.choice, this.config, messages, schema);
    const maxOutputTokens = this.config.maxTokens === undefined ? undefined : limit;
    return {
      ...geminiCall(this.config, id, `${geminiModelPath(id)}:${method}`),
      purpose: 'submit',
      method: 'POST',
      timeoutMs: CHAT_TIMEOUT_MS,
      json: contentRequest(messages, schema, { temperature, maxOutputTokens }),
    };
  }

  private usable(call: VendorCall, answer: ModelAnswer): LLMResponse {
    return usableAnswer(call, this.modelName, priced(this.choice.row, answer));
  }
}

async function liveModels(
  context: Pick<ProviderContext, 'fetch' | 'now'>,
  config: LLMProviderConfig,
): Promise<ModelInfo[]> {
  const source = 'Gemini, GET /v1beta/models';
  return (await listGemini(context, config))
    .filter(({ id }) => geminiRole(id) === 'llm')
    .map((model) => listedModel(GEMINI_MODELS, context.now(), { ...model, source }));
}

/** `google` in the language-model registry. */
export const geminiLLM: ProviderEntry<LLMProviderConfig, BaseLLMProvider> = {
  info: {
    role: 'llm',
    provider: 'google',
    name: 'Google Gemini',
    needsKey: true,
    keyVariables: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    defaultModel: 'gemini-3.8-flash',
    description: 'Gemini models from Google.',
  },
  models: GEMINI_MODELS,
  liveModels: { needsKey: true, list: liveModels },
  create: (config, context) => new GeminiLLMProvider(config, context),
};
