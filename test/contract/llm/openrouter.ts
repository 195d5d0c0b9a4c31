import { CANARY_KEY, type LLMDriver } from '../llm.ts';
import { json, sse } from '../wire.ts';

// Built from §2.1 of the wire contracts (OpenRouter's OpenAPI document of 2026-08-22) and from nothing else.

/** Usage as every answer carries it, with the price OpenRouter charged. */
export const OPENROUTER_USAGE = {
  prompt_tokens: 1200,
  completion_tokens: 340,
  total_tokens: 1540,
  cost: 0.0058,
  is_byok: false,
  cost_details: {
    upstream_inference_cost: null,
    upstream_inference_prompt_cost: 0.0024,
    upstream_inference_completions_cost: 0.0034,
  },
  prompt_tokens_details: { cached_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 12 },
};

const HEAD = { id: 'gen-1', created: 1_790_000_000, model: 'anthropic/claude-sonnet-5.5', provider: 'Anthropic' };

/** A whole completion. */
export function completion(
  message: Record<string, unknown>,
  finish_reason: string | null,
  rest: object = {},
): Response {
  return json({
    ...HEAD,
    object: 'chat.completion',
    system_fingerprint: null,
    choices: [
      { index: 0, finish_reason, native_finish_reason: finish_reason, message: { role: 'assistant', ...message } },
    ],
    usage: OPENROUTER_USAGE,
    ...rest,
  });
}

/** One chunk of a stream. */
export function chunk(delta: Record<string, unknown>, finish_reason: string | null = null, rest: object = {}): object {
  return {
    ...HEAD,
    object: 'chat.completion.chunk',
    choices: [{ index: 0, finish_reason, delta: { role: 'assistant', ...delta } }],
    ...rest,
  };
}

/** `{ error }` with its status, as §2.1 has it. */
export function failure(
  code: number,
  message: string,
  more: object = {},
  headers: Record<string, string> = {},
): Response {
  return json({ error: { code, message: `${message} (${CANARY_KEY})`, ...more }, user_id: 'user_1' }, code, headers);
}

export const openRouterDriver: LLMDriver = {
  provider: 'openrouter',
  oldModel: { id: 'anthropic/claude-3.5-sonnet', successor: 'anthropic/claude-sonnet-5.5' },
  cost: { costUsd: 0.0058, basis: 'reported' },
  completed: (content) => completion({ content, refusal: null, reasoning: 'thinking aloud' }, 'stop'),
  truncated: (content) => completion({ content }, 'length'),
  refused: () => completion({ content: null, refusal: 'I cannot help with that.' }, 'stop'),
  empty: () => completion({ content: null }, 'stop'),
  unauthorised: () => failure(401, 'No auth credentials found'),
  noCredit: () => failure(402, 'Insufficient credits', { metadata: { error_type: 'payment_required' } }),
  rateLimited: () =>
    failure(429, 'Rate limited', { metadata: { error_type: 'rate_limit_exceeded' } }, { 'retry-after': '7' }),
  serverError: () => failure(502, 'Provider returned error', { metadata: { error_type: 'provider_unavailable' } }),
  invalid: () => failure(400, 'temperature must be at most 2', { metadata: { error_type: 'invalid_request' } }),
  stream: (pieces) =>
    sse(
      ': OPENROUTER PROCESSING',
      ...pieces.map((content) => chunk({ content })),
      chunk({ content: '' }, 'stop'),
      { ...chunk({}, null, { usage: OPENROUTER_USAGE }), choices: [] },
      'data: [DONE]',
    ),
  streamError: (pieces) =>
    sse(
      ...pieces.map((content) => chunk({ content })),
      chunk({ content: '' }, 'error', {
        error: {
          code: 502,
          message: `Provider disconnected (${CANARY_KEY})`,
          metadata: { error_type: 'provider_unavailable' },
        },
      }),
    ),
  keyValid: () => json({ data: { label: 'sk-or-v1-abc...123', usage: 25.5, limit: 100, limit_remaining: 74.5 } }),
};
