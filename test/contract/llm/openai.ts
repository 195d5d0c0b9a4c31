import { CANARY_KEY, type LLMDriver } from '../llm.ts';
import { json, sse } from '../wire.ts';

// Built from §2.2 of the wire contracts (OpenAI's OpenAPI document 2.3.0) and from nothing else.

export const OPENAI_USAGE = {
  input_tokens: 1200,
  input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
  output_tokens: 340,
  output_tokens_details: { reasoning_tokens: 12 },
  total_tokens: 1540,
};

const REASONING = { id: 'rs_1', type: 'reasoning', summary: [] };
const message = (...content: object[]) => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content,
});
const text = (content: string) => ({ type: 'output_text', text: content, annotations: [], logprobs: [] });

/** A response object; without changes one that was completed. */
export function response(output: object[], changes: object = {}): object {
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 1_790_000_000,
    model: 'gpt-6.1-sol',
    status: 'completed',
    error: null,
    incomplete_details: null,
    output: [REASONING, ...output],
    usage: OPENAI_USAGE,
    ...changes,
  };
}

export const written = (content: string, changes?: object) => response([message(text(content))], changes);

/** `{ error }` with its status, as §2.2 has it. */
export function openAIFailure(
  status: number,
  error: { message?: string; type: string; code: string | null },
  headers: Record<string, string> = {},
): Response {
  return json({ error: { message: `Something about ${CANARY_KEY}`, param: null, ...error } }, status, headers);
}

const ERRORS = {
  unauthorised: () => openAIFailure(401, { type: 'invalid_request_error', code: 'invalid_api_key' }),
  noCredit: () => openAIFailure(429, { type: 'insufficient_quota', code: 'insufficient_quota' }),
  rateLimited: () =>
    openAIFailure(429, { type: 'requests', code: 'rate_limit_exceeded' }, { 'retry-after-ms': '7000' }),
  serverError: () => openAIFailure(500, { type: 'server_error', code: null }),
  invalid: () => openAIFailure(400, { type: 'invalid_request_error', code: 'invalid_json_schema' }),
} satisfies Partial<LLMDriver>;

/** The events before the text, and one for each piece of it. */
export function responseEvents(pieces: readonly string[]): [string, object][] {
  return [
    [
      'response.created',
      { type: 'response.created', sequence_number: 0, response: response([], { status: 'in_progress' }) },
    ],
    ['response.output_item.added', { type: 'response.output_item.added', output_index: 1, item: message() }],
    ...pieces.map((delta, index): [string, object] => [
      'response.output_text.delta',
      {
        type: 'response.output_text.delta',
        sequence_number: index + 2,
        item_id: 'msg_1',
        output_index: 1,
        content_index: 0,
        delta,
      },
    ]),
  ];
}

/** OpenAI's own API. */
export const openAIDriver: LLMDriver = {
  ...ERRORS,
  provider: 'openai',
  oldModel: { id: 'gpt-3.5-turbo', successor: 'gpt-6-luna' },
  cost: { costUsd: 0.0058, basis: 'computed' },
  completed: (content) => json(written(content)),
  truncated: (content) =>
    json(written(content, { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } })),
  refused: () => json(response([message({ type: 'refusal', refusal: 'I cannot help with that.' })])),
  empty: () => json(response([])),
  stream: (pieces) =>
    sse(...responseEvents(pieces), [
      'response.completed',
      { type: 'response.completed', sequence_number: 99, response: written(pieces.join('')) },
    ]),
  streamError: (pieces) =>
    sse(...responseEvents(pieces), [
      'error',
      { type: 'error', sequence_number: 9, code: 'server_error', message: `Broken (${CANARY_KEY})`, param: null },
    ]),
  keyValid: () =>
    json({ object: 'list', data: [{ id: 'gpt-6.1-sol', object: 'model', created: 1, owned_by: 'openai' }] }),
};

const USAGE = { prompt_tokens: 1200, completion_tokens: 340, total_tokens: 1540 };
const HEAD = { id: 'chatcmpl-1', created: 1_790_000_000, model: 'qwen3:32b' };

/** A Chat Completion as Ollama, LM Studio, vLLM and llama.cpp answer it. */
export function localCompletion(content: string | null, finish_reason: string): Response {
  return json({
    ...HEAD,
    object: 'chat.completion',
    system_fingerprint: 'fp_ollama',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason }],
    usage: USAGE,
  });
}

function localChunk(content: string, finish_reason: string | null = null): object {
  return {
    ...HEAD,
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: { role: 'assistant', content }, finish_reason }],
  };
}

/** Any server that speaks Chat Completions, through `baseUrl`. */
export const compatibleDriver: LLMDriver = {
  ...ERRORS,
  name: 'openai with baseUrl',
  provider: 'openai',
  config: { baseUrl: 'http://localhost:11434', model: 'qwen3:32b' },
  withoutCatalogue: 'what a server of one’s own runs is not in a catalogue',
  cost: undefined,
  completed: (content) => localCompletion(content, 'stop'),
  truncated: (content) => localCompletion(content, 'length'),
  refused: () => localCompletion(null, 'content_filter'),
  empty: () => localCompletion('', 'stop'),
  stream: (pieces) =>
    sse(
      ...pieces.map((piece) => localChunk(piece)),
      localChunk('', 'stop'),
      { ...HEAD, object: 'chat.completion.chunk', choices: [], usage: USAGE },
      'data: [DONE]',
    ),
  streamError: (pieces) =>
    sse(...pieces.map((piece) => localChunk(piece)), { error: { message: `CUDA error (${CANARY_KEY})`, code: 500 } }),
  keyValid: () => json({ object: 'list', data: [] }),
};
