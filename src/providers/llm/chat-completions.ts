import * as z from 'zod';
import { roundUsd } from '../../lib/utils.ts';
import { serverSentEvents } from '../server-sent-events.ts';
import { parseAnswer, unreadable, type VendorAnswer, type VendorCall } from '../vendor-http.ts';
import { cutOff, eventData, failedAnswer, type ModelAnswer } from './answer.ts';
import type { LLMMessage, LLMResponse } from './base.ts';

// The Chat Completions wire as OpenAI defined it and OpenRouter, Workers AI and local servers speak it: OpenAPI documents
// of OpenAI (2.3.0) and OpenRouter (2026-08-22).

const ErrorSchema = z.looseObject({
  code: z.union([z.number(), z.string()]).nullish(),
  message: z.string().nullish(),
});
const UsageSchema = z.object({
  prompt_tokens: z.number(),
  completion_tokens: z.number(),
  total_tokens: z.number().nullish(),
  /** OpenRouter only, in US dollars. */
  cost: z.number().nullish(),
  is_byok: z.boolean().nullish(),
  cost_details: z.object({ upstream_inference_cost: z.number().nullish() }).nullish(),
});
const PartSchema = z.object({ text: z.string().nullish() });
const ContentSchema = z.union([z.string(), z.array(PartSchema)]).nullish();

const CompletionSchema = z.object({
  model: z.string().nullish(),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: ContentSchema, refusal: z.string().nullish() }),
        error: ErrorSchema.nullish(),
      }),
    )
    .nullish(),
  usage: UsageSchema.nullish(),
  error: ErrorSchema.nullish(),
});
const ChunkSchema = z.object({
  model: z.string().nullish(),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        delta: z.object({ content: ContentSchema, refusal: z.string().nullish() }).nullish(),
      }),
    )
    .nullish(),
  usage: UsageSchema.nullish(),
  error: ErrorSchema.nullish(),
});

/** What all servers take: the conversation, the schema the answer is to follow, the temperature where one is set. */
export function completionRequest(
  messages: readonly LLMMessage[],
  schema: object | undefined,
  temperature: number | undefined,
): Record<string, unknown> {
  return {
    messages: messages.map(({ role, content }) => ({ role, content })),
    ...(schema
      ? { response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } } }
      : {}),
    ...(temperature === undefined ? {} : { temperature }),
  };
}

/**
 * A whole completion.
 * @throws AppError also where an answer with status 200 holds an error.
 */
export function readCompletion(answer: VendorAnswer, call: VendorCall): ModelAnswer {
  const { choices, error, usage, model } = parseAnswer(CompletionSchema, answer, call);
  const choice = choices?.[0];
  const content = textOf(choice?.message.content);
  const fault = error ?? choice?.error;
  if (fault || choice?.finish_reason === 'error') {
    throw failure(call, fault ?? {}, answer.headers, { content, usage });
  }
  if (!choices) throw unreadable(call, `${call.provider} answered in a form that is not understood.`);
  return ending({ content, finish: choice?.finish_reason, refusal: choice?.message.refusal, usage, model });
}

/**
 * A completion as it is written.
 * @param onText called with each piece in order.
 * @throws AppError where the stream holds an error or ends in the middle; once text was heard it may have been charged.
 */
export async function readCompletionStream(
  response: Response,
  call: VendorCall,
  onText: (piece: string) => void,
): Promise<ModelAnswer> {
  let content = '';
  let refusal = '';
  let finish: string | null | undefined;
  let usage: z.infer<typeof UsageSchema> | null | undefined;
  let model: string | null | undefined;
  for await (const { data } of serverSentEvents(response, call)) {
    if (data === '[DONE]') return ending({ content, finish, refusal, usage, model });
    const chunk = eventData(ChunkSchema, data, call);
    const choice = chunk.choices?.[0];
    usage = chunk.usage ?? usage;
    model = chunk.model ?? model;
    finish = choice?.finish_reason ?? finish;
    if (chunk.error || finish === 'error') {
      throw failure(call, chunk.error ?? {}, response.headers, { content, usage });
    }
    refusal += choice?.delta?.refusal ?? '';
    const piece = textOf(choice?.delta?.content);
    content += piece;
    if (piece !== '') onText(piece);
  }
  if (!finish) throw cutOff(call);
  return ending({ content, finish, refusal, usage, model });
}

interface Ending {
  content: string;
  finish: string | null | undefined;
  refusal: string | null | undefined;
  usage: z.infer<typeof UsageSchema> | null | undefined;
  model: string | null | undefined;
}

function ending({ content, finish, refusal, usage, model }: Ending): ModelAnswer {
  return {
    content,
    ...(usage ? { usage: tokensOf(usage), ...reportedCost(usage) } : {}),
    ...(model ? { model } : {}),
    ...(finish === 'length' ? { truncated: true } : {}),
    ...(refusal || finish === 'content_filter' ? { refused: true, ...(refusal ? { reason: refusal } : {}) } : {}),
  };
}

function textOf(content: z.infer<typeof ContentSchema>): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map((part) => part.text ?? '').join('');
}

function tokensOf(usage: z.infer<typeof UsageSchema>): NonNullable<LLMResponse['usage']> {
  const { prompt_tokens, completion_tokens, total_tokens } = usage;
  return {
    promptTokens: prompt_tokens,
    completionTokens: completion_tokens,
    totalTokens: total_tokens ?? prompt_tokens + completion_tokens,
  };
}

/** With the user's own vendor key behind OpenRouter, `cost` is its fee only and the vendor bills the rest. */
function reportedCost({ cost, is_byok, cost_details }: z.infer<typeof UsageSchema>): Partial<LLMResponse> {
  if (cost === undefined || cost === null) return {};
  const upstream = is_byok ? (cost_details?.upstream_inference_cost ?? 0) : 0;
  return { cost: roundUsd(cost + upstream), costBasis: 'reported' };
}

function failure(
  call: VendorCall,
  error: z.infer<typeof ErrorSchema>,
  headers: Headers,
  heard: { content: string; usage: z.infer<typeof UsageSchema> | null | undefined },
): Error {
  const code = Number(error.code);
  const status = code >= 400 && code < 600 ? code : 502;
  const chargedUsd = heard.usage ? reportedCost(heard.usage).cost : undefined;
  const said = { status, headers, body: { error }, message: error.message };
  return failedAnswer(call, said, { content: heard.content, chargedUsd });
}
