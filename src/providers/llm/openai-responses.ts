import * as z from 'zod';
import { serverSentEvents } from '../server-sent-events.ts';
import { parseAnswer, unreadable, type VendorAnswer, type VendorCall } from '../vendor-http.ts';
import { cutOff, eventData, failedAnswer, type ModelAnswer } from './answer.ts';
import type { LLMMessage } from './base.ts';

// OpenAI's Responses wire: its OpenAPI document 2.3.0, `/responses`.

const ErrorSchema = z.object({ code: z.string().nullish(), message: z.string().nullish() });
const ResponseSchema = z.object({
  model: z.string().nullish(),
  status: z.string(),
  error: ErrorSchema.nullish(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  output: z.array(
    z.object({
      type: z.string(),
      /** Of items with type `message`; reasoning and tools have others. */
      content: z
        .array(z.object({ type: z.string(), text: z.string().nullish(), refusal: z.string().nullish() }))
        .nullish(),
    }),
  ),
  usage: z.object({ input_tokens: z.number(), output_tokens: z.number(), total_tokens: z.number() }).nullish(),
});

const EventSchema = z.looseObject({ type: z.string() });
const DeltaSchema = z.object({ delta: z.string() });
const EndSchema = z.object({ response: ResponseSchema });

/** The body of a request, without model and limits. Nothing is stored at OpenAI. */
export function responsesRequest(
  messages: readonly LLMMessage[],
  schema: object | undefined,
  temperature: number | undefined,
): Record<string, unknown> {
  return {
    input: messages.map(({ role, content }) => ({ role, content })),
    store: false,
    ...(schema ? { text: { format: { type: 'json_schema', name: 'answer', strict: true, schema } } } : {}),
    ...(temperature === undefined ? {} : { temperature }),
  };
}

/** What tokens come to in US dollars; null where the price is not known. */
type TokenPrice = (inputTokens: number, outputTokens: number) => number | null;

/** A whole response. @throws AppError also where an answer with status 200 says that it failed. */
export function readResponse(answer: VendorAnswer, call: VendorCall, price: TokenPrice): ModelAnswer {
  return ending(parseAnswer(ResponseSchema, answer, call), answer.headers, call, price);
}

/**
 * A response as it is written.
 * @param onText called with each piece in order.
 * @throws AppError where the stream holds an error or ends in the middle; once text was heard it may have been charged.
 */
export async function readResponseStream(
  response: Response,
  call: VendorCall,
  price: TokenPrice,
  onText: (piece: string) => void,
): Promise<ModelAnswer> {
  let content = '';
  for await (const { data } of serverSentEvents(response, call)) {
    const event = eventData(EventSchema, data, call);
    switch (event.type) {
      case 'response.output_text.delta': {
        const { delta } = eventData(DeltaSchema, data, call);
        content += delta;
        onText(delta);
        break;
      }
      case 'response.completed':
      case 'response.incomplete':
      case 'response.failed':
        return ending(eventData(EndSchema, data, call).response, response.headers, call, price);
      case 'error': {
        const error = eventData(ErrorSchema, data, call);
        throw failure(call, error, response.headers, { content, chargedUsd: undefined });
      }
      default:
    }
  }
  throw cutOff(call);
}

function ending(
  response: z.infer<typeof ResponseSchema>,
  headers: Headers,
  call: VendorCall,
  price: TokenPrice,
): ModelAnswer {
  const { output, status, error, incomplete_details, usage, model } = response;
  const parts = output.filter(({ type }) => type === 'message').flatMap((item) => item.content ?? []);
  const content = parts.map((part) => (part.type === 'output_text' ? (part.text ?? '') : '')).join('');
  const refusal = parts.find((part) => part.type === 'refusal')?.refusal;
  if (status === 'failed' || error) {
    const chargedUsd = usage ? price(usage.input_tokens, usage.output_tokens) : undefined;
    throw failure(call, error ?? {}, headers, { content, chargedUsd });
  }
  if (status !== 'completed' && status !== 'incomplete') {
    throw unreadable(call, `${call.provider} left its answer in the state “${status.slice(0, 40)}”.`);
  }
  const filtered = incomplete_details?.reason === 'content_filter';
  return {
    content,
    ...(usage
      ? {
          usage: {
            promptTokens: usage.input_tokens,
            completionTokens: usage.output_tokens,
            totalTokens: usage.total_tokens,
          },
        }
      : {}),
    ...(model ? { model } : {}),
    ...(incomplete_details?.reason === 'max_output_tokens' ? { truncated: true } : {}),
    ...(refusal || filtered ? { refused: true, ...(refusal ? { reason: refusal } : {}) } : {}),
  };
}

/** Failures carry a code and no status: those we know are refusals, the rest are the vendor's own trouble. */
function failure(
  call: VendorCall,
  error: z.infer<typeof ErrorSchema>,
  headers: Headers,
  heard: { content: string; chargedUsd: number | null | undefined },
): Error {
  const own = error.code === undefined || error.code === null || /^(server_error|.*timeout)$/.test(error.code);
  return failedAnswer(call, { status: own ? 502 : 400, headers, body: { error }, message: error.message }, heard);
}
