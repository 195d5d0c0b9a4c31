import * as z from 'zod';
import type { ErrorCode } from '../../types/errors.ts';
import { serverSentEvents } from '../server-sent-events.ts';
import type { VendorAnswer, VendorCall, VendorError } from '../vendor-http.ts';
import { cutOff, eventData, failedAnswer, type ModelAnswer } from './answer.ts';
import type { LLMMessage } from './base.ts';

// Anthropic's Messages wire: npm @anthropic-ai/sdk 1.14.0 (API version 2026-10-21), and its OpenAPI document of 2026-08-18.

/** The body of a request, without model and limits. The system prompt stands apart from the turns. */
export function messagesRequest(messages: readonly LLMMessage[], schema: object | undefined): Record<string, unknown> {
  const system = messages.filter(({ role }) => role === 'system').map(({ content }) => content);
  return {
    ...(system.length === 0 ? {} : { system: system.join('\n\n') }),
    messages: messages.filter(({ role }) => role !== 'system').map(({ role, content }) => ({ role, content })),
    ...(schema ? { output_config: { format: { type: 'json_schema', schema } } } : {}),
  };
}

const ErrorSchema = z.object({
  error: z.object({ type: z.string().nullish(), message: z.string().nullish() }),
});

/** What Anthropic's error types mean where nothing can have been charged. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  authentication_error: 'auth',
  permission_error: 'auth',
  billing_error: 'quota',
  rate_limit_error: 'rate_limit',
  not_found_error: 'unsupported',
  request_too_large: 'too_large',
};
/** The statuses that errors inside a stream would have had; those that are missing are the vendor's own trouble. */
const STATUSES: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  rate_limit_error: 429,
  timeout_error: 504,
  overloaded_error: 529,
};

/** Reads `{ type: 'error', error: { type, message } }`. */
export function readAnthropicError(answer: VendorAnswer): VendorError | undefined {
  const parsed = ErrorSchema.safeParse(answer.body);
  if (!parsed.success) return undefined;
  const { type, message } = parsed.data.error;
  return { code: answer.status < 500 ? CODES[type ?? ''] : undefined, message: message ?? undefined };
}

const TokensSchema = z.number().nullish();
const UsageSchema = z.object({
  input_tokens: TokensSchema,
  cache_creation_input_tokens: TokensSchema,
  cache_read_input_tokens: TokensSchema,
  output_tokens: TokensSchema,
});
type Usage = z.infer<typeof UsageSchema>;

const EventSchema = z.looseObject({ type: z.string() });
const StartSchema = z.object({ message: z.object({ model: z.string().nullish(), usage: UsageSchema.nullish() }) });
const DeltaSchema = z.object({ delta: z.object({ type: z.string(), text: z.string().nullish() }) });
const EndSchema = z.object({
  delta: z.object({
    stop_reason: z.string().nullish(),
    stop_details: z.object({ explanation: z.string().nullish() }).nullish(),
  }),
  usage: UsageSchema.nullish(),
});

/** Ends of a message at which the model had more to say. */
const CUT_SHORT: ReadonlySet<string | null | undefined> = new Set(['max_tokens', 'model_context_window_exceeded']);

/**
 * A message as it is written. Thinking is passed over, and counts as written tokens.
 * @param onText called with each piece in order.
 * @throws AppError where the stream holds an error or ends in the middle; once it has begun it may have been charged.
 */
export async function readMessageStream(
  response: Response,
  call: VendorCall,
  onText: (piece: string) => void,
): Promise<ModelAnswer> {
  let content = '';
  let model: string | null | undefined;
  let usage: Usage | undefined;
  let end: z.infer<typeof EndSchema>['delta'] | undefined;
  for await (const { data } of serverSentEvents(response, call)) {
    switch (eventData(EventSchema, data, call).type) {
      case 'message_start': {
        const { message } = eventData(StartSchema, data, call);
        model = message.model;
        usage = { ...message.usage };
        break;
      }
      case 'content_block_delta': {
        const { delta } = eventData(DeltaSchema, data, call);
        if (delta.type !== 'text_delta' || !delta.text) break;
        content += delta.text;
        onText(delta.text);
        break;
      }
      case 'message_delta': {
        const last = eventData(EndSchema, data, call);
        end = last.delta;
        usage = { ...usage, ...withoutNull(last.usage) };
        break;
      }
      case 'message_stop':
        if (!end) throw cutOff(call);
        return ending({ content, model, usage, end });
      case 'error': {
        const { error } = eventData(ErrorSchema, data, call);
        const status = STATUSES[error.type ?? ''] ?? 500;
        const said = { status, headers: response.headers, body: { error }, message: error.message };
        throw failedAnswer(call, said, { content, chargedUsd: usage ? null : undefined });
      }
      default:
    }
  }
  throw cutOff(call);
}

/** The last event repeats of the first one's counts only what it knows. */
function withoutNull(usage: Usage | null | undefined): Usage {
  const known = Object.entries(usage ?? {}).filter(([, tokens]) => tokens !== null && tokens !== undefined);
  return Object.fromEntries(known);
}

function ending({
  content,
  model,
  usage,
  end,
}: {
  content: string;
  model: string | null | undefined;
  usage: Usage | undefined;
  end: z.infer<typeof EndSchema>['delta'];
}): ModelAnswer {
  const explanation = end.stop_details?.explanation;
  return {
    content,
    ...tokensOf(usage),
    ...(model ? { model } : {}),
    ...(CUT_SHORT.has(end.stop_reason) ? { truncated: true } : {}),
    ...(end.stop_reason === 'refusal' ? { refused: true, ...(explanation ? { reason: explanation } : {}) } : {}),
  };
}

/** `input_tokens` leaves out what came from or went into the cache. */
function tokensOf(usage: Usage | undefined): Pick<ModelAnswer, 'usage'> {
  if (typeof usage?.input_tokens !== 'number' || typeof usage.output_tokens !== 'number') return {};
  const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens, output_tokens } = usage;
  const promptTokens = input_tokens + (cache_creation_input_tokens ?? 0) + (cache_read_input_tokens ?? 0);
  return {
    usage: { promptTokens, completionTokens: output_tokens, totalTokens: promptTokens + output_tokens },
  };
}
