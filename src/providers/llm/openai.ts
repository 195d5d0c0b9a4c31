import * as z from 'zod';
import type { LLMProviderConfig, ModelInfo } from '../../types/providers.ts';
import type { KeyCheckAnswer, ModelsAccess, ProviderContext, ProviderEntry } from '../base.ts';
import { OPENAI_ORIGIN, openAIApiRoot, openAIHeaders, readOpenAIError } from '../openai.ts';
import { callVendor, checkWith, openVendor, parseAnswer, type VendorCall } from '../vendor-http.ts';
import { type ModelAnswer, usableAnswer } from './answer.ts';
import { BaseLLMProvider, type LLMMessage, type LLMResponse } from './base.ts';
import { listedModel } from './catalogue.ts';
import { completionRequest, readCompletion, readCompletionStream } from './chat-completions.ts';
import { chooseModel, type ModelChoice, outputLimit, priced, tokenCost } from './choice.ts';
import { OPENAI_MODELS } from './openai.models.ts';
import { readResponse, readResponseStream, responsesRequest } from './openai-responses.ts';

/** Longest wait for a whole plan. */
const CHAT_TIMEOUT_MS = 600_000;

/**
 * OpenAI's models over the Responses API (`POST /v1/responses`). With `baseUrl`, any server that speaks Chat Completions,
 * such as Ollama, LM Studio, vLLM or llama.cpp: the address holds the API's version (`http://localhost:11434/v1`; an
 * address without a path gets `/v1`), the model must be named, its price is not known, and the key may be left out.
 */
export class OpenAILLMProvider extends BaseLLMProvider {
  private readonly choice: ModelChoice;
  /** Another server's API root; undefined for OpenAI's own. */
  private readonly compatible: string | undefined;

  constructor(config: LLMProviderConfig, context: ProviderContext) {
    super(config, context);
    this.compatible = config.baseUrl === undefined ? undefined : openAIApiRoot(config.baseUrl);
    this.choice = chooseModel(this.compatible === undefined ? OPENAI_MODELS : [], config);
  }

  override get modelName(): string {
    return this.choice.id;
  }

  override get notices() {
    return this.choice.notices;
  }

  override async chat(messages: LLMMessage[], schema?: object): Promise<LLMResponse> {
    const call = this.request(messages, schema, false);
    const answer = await callVendor(this.context, call);
    return this.usable(
      call,
      this.compatible === undefined ? readResponse(answer, call, this.price) : readCompletion(answer, call),
    );
  }

  override async stream(
    messages: LLMMessage[],
    schema: object | undefined,
    onText: (piece: string) => void,
  ): Promise<LLMResponse> {
    const call = this.request(messages, schema, true);
    const response = await openVendor(this.context, call);
    const answer =
      this.compatible === undefined
        ? await readResponseStream(response, call, this.price, onText)
        : await readCompletionStream(response, call, onText);
    return this.usable(call, answer);
  }

  override estimateCost(inputTokens: number, outputTokens: number): number | null {
    return tokenCost(this.choice.row, inputTokens, outputTokens);
  }

  override async checkKey(): Promise<KeyCheckAnswer> {
    const name = this.compatible === undefined ? 'OpenAI' : 'The server';
    const check = await checkWith(name, () =>
      callVendor(this.context, { ...this.common, purpose: 'poll', method: 'GET', url: this.url('/models') }),
    );
    const keyless = check.status === 'valid' && this.config.apiKey === undefined;
    return keyless ? { status: 'valid', message: 'The server answers, and asks for no key.' } : check;
  }

  private request(messages: LLMMessage[], schema: object | undefined, stream: boolean): VendorCall {
    const { id, temperature } = this.choice;
    const limit = outputLimit(this.choice, this.config, messages, schema);
    const asked = this.config.maxTokens === undefined ? undefined : limit;
    const call = { ...this.common, purpose: 'submit', method: 'POST', timeoutMs: CHAT_TIMEOUT_MS } as const;
    if (this.compatible === undefined) {
      return {
        ...call,
        url: this.url('/responses'),
        json: {
          model: id,
          ...responsesRequest(messages, schema, temperature),
          ...(asked === undefined ? {} : { max_output_tokens: asked }),
          ...(stream ? { stream } : {}),
        },
      };
    }
    return {
      ...call,
      url: this.url('/chat/completions'),
      json: {
        model: id,
        ...completionRequest(messages, schema, temperature),
        // Local servers know the older name of the two, and OpenAI's own models are not asked this way.
        ...(asked === undefined ? {} : { max_tokens: asked }),
        ...(stream ? { stream, stream_options: { include_usage: true } } : {}),
      },
    };
  }

  private readonly price = (inputTokens: number, outputTokens: number): number | null =>
    this.estimateCost(inputTokens, outputTokens);

  private usable(call: VendorCall, answer: ModelAnswer): LLMResponse {
    return usableAnswer(call, this.modelName, priced(this.choice.row, answer));
  }

  private get common() {
    const { apiKey } = this.config;
    return {
      provider: this.compatible === undefined ? 'OpenAI' : new URL(this.compatible).host,
      model: this.choice.id,
      headers: openAIHeaders(apiKey),
      secrets: apiKey === undefined ? [] : [apiKey],
      readError: readOpenAIError,
    };
  }

  private url(path: string): string {
    return `${this.compatible ?? `${OPENAI_ORIGIN}/v1`}${path}`;
  }
}

const ModelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) });
/** Ids of the list that write no text, or cannot be held to a schema; it tells nothing but ids. */
const NO_DIRECTOR =
  /audio|realtime|transcribe|tts|image|dall-e|whisper|embedding|moderation|instruct|search|babbage|davinci|sora/;

/** The models this key, or this server, may use: `GET /models`, which tells neither limits nor prices. */
async function liveModels(
  context: Pick<ProviderContext, 'fetch' | 'now'>,
  { apiKey, baseUrl }: ModelsAccess,
): Promise<ModelInfo[]> {
  const call = {
    provider: baseUrl === undefined ? 'OpenAI' : new URL(baseUrl).host,
    purpose: 'poll',
    method: 'GET',
    url: `${baseUrl === undefined ? `${OPENAI_ORIGIN}/v1` : openAIApiRoot(baseUrl)}/models`,
    headers: openAIHeaders(apiKey),
    secrets: apiKey === undefined ? [] : [apiKey],
    readError: readOpenAIError,
  } as const;
  const { data } = parseAnswer(ModelsSchema, await callVendor(context, call), call);
  // A server of one's own may run a model under the name of one of OpenAI's, at another price.
  const catalogue = baseUrl === undefined ? OPENAI_MODELS : [];
  return data
    .filter(({ id }) => baseUrl !== undefined || !NO_DIRECTOR.test(id))
    .map(({ id }) => listedModel(catalogue, context.now(), { id, name: id, source: `${call.provider}, GET /models` }));
}

/** `openai` in the language-model registry. */
export const openAILLM: ProviderEntry<LLMProviderConfig, BaseLLMProvider> = {
  info: {
    role: 'llm',
    provider: 'openai',
    name: 'OpenAI',
    needsKey: true,
    keyVariables: ['OPENAI_API_KEY'],
    defaultModel: 'gpt-6.1-sol',
    description: 'OpenAI, or any server that speaks its API through baseUrl.',
  },
  models: OPENAI_MODELS,
  liveModels: { needsKey: true, list: liveModels },
  baseUrlIsAnyServer: true,
  create: (config, context) => new OpenAILLMProvider(config, context),
};
