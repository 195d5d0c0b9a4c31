import { CANARY_KEY, type LLMDriver, USAGE } from '../llm.ts';
import { json, sse } from '../wire.ts';

// Built from §2.5 of the wire contracts and `workers-ai.derived.json`, and from nothing else. How a stream reports an error
// is in neither; the envelope's form of errors is taken for it.

export const ACCOUNT = '0123456789abcdef0123456789abcdef';

export const WORKERS_AI_USAGE = {
  prompt_tokens: USAGE.promptTokens,
  completion_tokens: USAGE.completionTokens,
  total_tokens: USAGE.totalTokens,
};

/** A result in the envelope of the REST API. */
export function envelope(result: unknown): Response {
  return json({ result, success: true, errors: [], messages: [] });
}

/** A Chat Completion, as the newer models answer. */
export function newerResult(content: string | null, finish_reason: string): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_790_000_000,
    model: '@cf/zai-org/glm-5.3-flash',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason }],
    usage: WORKERS_AI_USAGE,
  };
}

/** `{ success: false }` with its status. */
export function workersAIFailure(status: number, code: number, headers: Record<string, string> = {}): Response {
  const errors = [{ code, message: `Something about ${CANARY_KEY}` }];
  return json({ result: null, success: false, errors, messages: [] }, status, headers);
}

const chunks = (pieces: readonly string[]) => pieces.map((response) => ({ response }));

export const workersAIDriver: LLMDriver = {
  provider: 'workers-ai',
  config: { accountId: ACCOUNT },
  oldModel: { id: '@cf/meta/llama-3.1-70b-instruct', successor: '@cf/meta/llama-3.3-70b-instruct-fp8-fast' },
  cost: { costUsd: 0.001118, basis: 'computed' },
  completed: (content) => envelope({ response: content, usage: WORKERS_AI_USAGE }),
  truncated: (content) => envelope(newerResult(content, 'length')),
  refused: () => envelope(newerResult(null, 'content_filter')),
  empty: () => envelope({ response: '', usage: WORKERS_AI_USAGE }),
  unauthorised: () => workersAIFailure(401, 10_000),
  noCredit: () => workersAIFailure(429, 3036),
  rateLimited: () => workersAIFailure(429, 3040, { 'retry-after': '7' }),
  serverError: () => workersAIFailure(500, 1000),
  invalid: () => workersAIFailure(400, 5004),
  streamsWithoutSchema: 'JSON mode does not stream',
  stream: (pieces) => sse(...chunks(pieces), { response: '', usage: WORKERS_AI_USAGE }, 'data: [DONE]'),
  streamError: (pieces) =>
    sse(...chunks(pieces), { errors: [{ code: 3040, message: `Out of capacity (${CANARY_KEY})` }] }),
  keyValid: () => envelope([]),
};
