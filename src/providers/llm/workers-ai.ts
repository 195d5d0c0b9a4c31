import * as z from 'zod';
import type { LLMProviderConfig, ModelInfo } from '../../types/providers.ts';
import type { KeyCheckAnswer, ModelsAccess, ProviderContext, ProviderEntry } from '../base.ts';
import { serverSentEvents } from '../server-sent-events.ts';
import {
  callVendor,
  checkWith,
  openVendor,
  parseAnswer,
  unreadable,
  type VendorAnswer,
  type VendorCall,
} from '../vendor-http.ts';
import { readWorkersAIError, runUrl, type WorkersAIAccess, workersAIAccess, workersAIFetch } from '../workers-ai.ts';
import { cutOff, eventData, failedAnswer, type ModelAnswer, usableAnswer } from './answer.ts';
import { BaseLLMProvider, type LLMMessage, type LLMResponse } from './base.ts';
import { listedModel } from './catalogue.ts';
import { completionRequest, readCompletion } from './chat-completions.ts';
import { chooseModel, outputLimit, priced, promptTokens, tokenCost } from './choice.ts';
import { speaksChatCompletions, WORKERS_AI_MODELS } from './workers-ai.models.ts';

/** Longest wait for a whole plan. */
const CHAT_TIMEOUT_MS = 600_000;
/** Without a limit an answer ends after 256 tokens; this one is asked of models whose window we do not know. */
const USUAL_OUTPUT_TOKENS = 8192;
/** Part of the window that a prompt takes more than it is estimated at. */
const PROMPT_MARGIN = 1.25;

/**
 * Open models on Cloudflare (contract: llm-image §2.5): through the Worker's own `AI` binding, or with an account and its
 * token over REST (`POST /client/v4/accounts/{account}/ai/run/{model}`). Where an answer must follow a schema Workers AI
 * does not stream. `baseUrl` replaces `https://api.cloudflare.com`.
 */
export class WorkersAILLMProvider extends BaseLLMProvider {
  private readonly choice = chooseModel(WORKERS_AI_MODELS, this.config);

  override get modelName(): string {
    return this.choice.id;
  }

  override get notices() {
    return this.choice.notices;
  }

  override async chat(messages: LLMMessage[], schema?: object): Promise<LLMResponse> {
    const { call, context, limit } = this.request(messages, schema, false);
    return this.usable(call, readRun(await callVendor(context, call), call), limit);
  }

  override async stream(
    messages: LLMMessage[],
    schema: object | undefined,
    onText: (piece: string) => void,
  ): Promise<LLMResponse> {
    if (schema) {
      const whole = await this.chat(messages, schema);
      onText(whole.content);
      return whole;
    }
    const { call, context, limit } = this.request(messages, schema, true);
    return this.usable(call, await readRunStream(await openVendor(context, call), call, onText), limit);
  }

  override estimateCost(inputTokens: number, outputTokens: number): number | null {
    return tokenCost(this.choice.row, inputTokens, outputTokens);
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    return checkWith('Cloudflare', async () => {
      const access = workersAIAccess(this.config, this.context);
      if (access.kind === 'rest') await callVendor(this.context, searchCall(access, 1));
    });
  }

  private request(messages: LLMMessage[], schema: object | undefined, stream: boolean) {
    const { id, temperature } = this.choice;
    const access = workersAIAccess(this.config, this.context);
    const limit = outputLimit(this.choice, this.config, messages, schema) ?? this.room(messages, schema);
    const { response_format: named, ...turns } = completionRequest(messages, schema, temperature);
    const bare = { type: 'json_schema', json_schema: schema };
    const call = {
      ...common(access),
      model: id,
      purpose: 'submit',
      method: 'POST',
      url: runUrl(access, id),
      timeoutMs: CHAT_TIMEOUT_MS,
      json: {
        ...turns,
        ...(schema ? { response_format: speaksChatCompletions(id) ? named : bare } : {}),
        max_tokens: limit,
        ...(stream ? { stream } : {}),
      },
    } as const;
    return { call, limit, context: workersAIFetch(access, this.context, id) };
  }

  /** What the window has left for an answer, rather too little than too much. */
  private room(messages: LLMMessage[], schema: object | undefined): number {
    const window = this.choice.row?.contextTokens;
    if (window === undefined) return USUAL_OUTPUT_TOKENS;
    return Math.max(1, Math.floor(window - PROMPT_MARGIN * promptTokens(messages, schema)));
  }

  /** Where the model does not say why it stopped, an answer that took all tokens was cut off. */
  private usable(call: VendorCall, answer: ModelAnswer, limit: number): LLMResponse {
    const full = (answer.usage?.completionTokens ?? 0) >= limit;
    return usableAnswer(
      call,
      this.modelName,
      priced(this.choice.row, { ...answer, ...(full ? { truncated: true } : {}) }),
    );
  }
}

function common(access: WorkersAIAccess) {
  return {
    provider: 'Workers AI',
    headers: access.kind === 'rest' ? { authorization: `Bearer ${access.token}` } : {},
    secrets: access.kind === 'rest' ? [access.token] : [],
    readError: readWorkersAIError,
  };
}

const UsageSchema = z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish();
const EnvelopeSchema = z.object({ result: z.looseObject({}) });
const RunSchema = z.object({ response: z.union([z.string(), z.looseObject({}), z.null()]), usage: UsageSchema });

/** A whole answer: `{ response }`, in which JSON mode gives an object, or a Chat Completion of the newer models. */
function readRun(answer: VendorAnswer, call: VendorCall): ModelAnswer {
  const { result } = parseAnswer(EnvelopeSchema, answer, call);
  const inside = { ...answer, body: result };
  if ('choices' in result) return readCompletion(inside, call);
  const { response, usage } = parseAnswer(RunSchema, inside, call);
  return {
    content: typeof response === 'string' ? response : response === null ? '' : JSON.stringify(response),
    ...tokensOf(usage),
  };
}

const ChunkSchema = z.object({
  response: z.string().nullish(),
  choices: z
    .array(
      z.object({ delta: z.object({ content: z.string().nullish() }).nullish(), finish_reason: z.string().nullish() }),
    )
    .nullish(),
  usage: UsageSchema,
  errors: z.array(z.object({ code: z.number().nullish(), message: z.string().nullish() })).nullish(),
});

async function readRunStream(
  response: Response,
  call: VendorCall,
  onText: (piece: string) => void,
): Promise<ModelAnswer> {
  let content = '';
  let usage: z.infer<typeof UsageSchema>;
  let truncated = false;
  for await (const { data } of serverSentEvents(response, call)) {
    if (data === '[DONE]') return { content, ...tokensOf(usage), ...(truncated ? { truncated } : {}) };
    const chunk = eventData(ChunkSchema, data, call);
    const [fault] = chunk.errors ?? [];
    if (fault) {
      const said = { status: 500, headers: response.headers, body: { errors: [fault] }, message: fault.message };
      throw failedAnswer(call, said, { content, chargedUsd: undefined });
    }
    const [choice] = chunk.choices ?? [];
    if (!choice && chunk.response === undefined && !chunk.usage) {
      throw unreadable(call, `${call.provider} streamed something that is not understood.`);
    }
    usage = chunk.usage ?? usage;
    truncated ||= choice?.finish_reason === 'length';
    const piece = chunk.response ?? choice?.delta?.content ?? '';
    content += piece;
    if (piece !== '') onText(piece);
  }
  throw cutOff(call);
}

function tokensOf(usage: z.infer<typeof UsageSchema>): Pick<ModelAnswer, 'usage'> {
  if (!usage) return {};
  const { prompt_tokens: promptTokens, completion_tokens: completionTokens } = usage;
  return { usage: { promptTokens, completionTokens, totalTokens: promptTokens + completionTokens } };
}

const PropertySchema = z.object({ property_id: z.string(), value: z.unknown() });
const PricesSchema = z.array(z.object({ unit: z.string(), price: z.number() }));
const SearchSchema = z.object({
  result: z.array(z.object({ name: z.string(), properties: z.array(PropertySchema).nullish() })),
});

function searchCall(access: WorkersAIAccess & { kind: 'rest' }, count: number): VendorCall {
  const query = new URLSearchParams({ task: 'Text Generation', per_page: String(count) });
  return { ...common(access), purpose: 'poll', method: 'GET', url: `${access.root}/models/search?${query}` };
}

/** The account's language models, with today's price: `GET …/ai/models/search`. */
async function liveModels(context: Pick<ProviderContext, 'fetch' | 'now'>, asked: ModelsAccess): Promise<ModelInfo[]> {
  const access = workersAIAccess(asked, {});
  if (access.kind !== 'rest') return WORKERS_AI_MODELS;
  const call = searchCall(access, 200);
  const { result } = parseAnswer(SearchSchema, await callVendor(context, call), call);
  return result.map(({ name, properties }) => {
    const property = (id: string) => properties?.find(({ property_id }) => property_id === id)?.value;
    const prices = PricesSchema.safeParse(property('price')).data ?? [];
    const perMillion = (which: string) => prices.find(({ unit }) => unit === `per M ${which} tokens`)?.price;
    const [input, output] = [perMillion('input'), perMillion('output')];
    const contextTokens = Number(property('context_window') ?? Number.NaN);
    return listedModel(WORKERS_AI_MODELS, context.now(), {
      id: name,
      name,
      source: 'Cloudflare, GET /ai/models/search',
      ...(input === undefined || output === undefined ? {} : { prices: [input, output] }),
      ...(contextTokens > 0 ? { contextTokens } : {}),
    });
  });
}

/** `workers-ai` in the language-model registry. */
export const workersAILLM: ProviderEntry<LLMProviderConfig, BaseLLMProvider> = {
  info: {
    role: 'llm',
    provider: 'workers-ai',
    name: 'Cloudflare Workers AI',
    needsKey: true,
    keyVariables: ['CLOUDFLARE_ACCOUNT_ID:CLOUDFLARE_API_TOKEN'],
    defaultModel: '@cf/meta/llama-3.3-70b-instruct-fp8-fast',
    description: 'Open models on Cloudflare, by your account or through the server’s own binding.',
  },
  models: WORKERS_AI_MODELS,
  liveModels: { needsKey: true, list: liveModels },
  create: (config, context) => new WorkersAILLMProvider(config, context),
};
