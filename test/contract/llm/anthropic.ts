import { CANARY_KEY, type LLMDriver } from '../llm.ts';
import { events, json, sse } from '../wire.ts';

// Built from §2.3 of the wire contracts (types of npm @anthropic-ai/sdk) and from nothing else.

/** Usage at the beginning: nothing is written yet. The prompt's tokens are told apart by where they came from. */
const USAGE_BEFORE = {
  input_tokens: 1000,
  cache_creation_input_tokens: 50,
  cache_read_input_tokens: 150,
  output_tokens: 1,
  service_tier: 'standard',
};

/** The events of a message before its text: it thinks first. */
export const OPENING: [string, object][] = [
  [
    'message_start',
    {
      type: 'message_start',
      message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'claude-sonnet-5-5',
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: USAGE_BEFORE,
      },
    },
  ],
  [
    'content_block_start',
    { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '', signature: '' } },
  ],
  ['ping', { type: 'ping' }],
  [
    'content_block_delta',
    { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'A keeper. A whale.' } },
  ],
  [
    'content_block_delta',
    { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 'EqQBCgIYAhIM' } },
  ],
  ['content_block_stop', { type: 'content_block_stop', index: 0 }],
];

const written = (pieces: readonly string[]): [string, object][] => [
  ['content_block_start', { type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } }],
  ...pieces.map((text): [string, object] => [
    'content_block_delta',
    { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text } },
  ]),
  ['content_block_stop', { type: 'content_block_stop', index: 1 }],
];

/** The events at a message's end. */
export function closing(stop_reason: string, delta: object = {}, usage: object = {}): [string, object][] {
  return [
    [
      'message_delta',
      {
        type: 'message_delta',
        delta: { stop_reason, stop_sequence: null, stop_details: null, ...delta },
        usage: { input_tokens: null, output_tokens: 340, ...usage },
      },
    ],
    ['message_stop', { type: 'message_stop' }],
  ];
}

/** A whole message as a stream. */
export function message(pieces: readonly string[], stop_reason: string, delta: object = {}): string {
  return sse(...OPENING, ...(pieces.join('') === '' ? [] : written(pieces)), ...closing(stop_reason, delta));
}

/** `{ type: 'error' }` with its status, as §2.3 has it. */
export function anthropicFailure(
  status: number,
  type: string,
  headers: Record<string, string> = {},
  message = `Something about ${CANARY_KEY}`,
): Response {
  return json({ type: 'error', error: { type, message }, request_id: 'req_1' }, status, headers);
}

/** An error in the middle of a stream. */
export function streamedFailure(pieces: readonly string[], type: string, opening = OPENING): string {
  const error = { type: 'error', error: { type, message: `Overloaded (${CANARY_KEY})` } };
  return sse(...opening, ...(pieces.length === 0 ? [] : written(pieces).slice(0, -1)), ['error', error]);
}

export const anthropicDriver: LLMDriver = {
  provider: 'anthropic',
  withoutTemperature: 'API version 2026-10-21 has no sampling parameters',
  oldModel: { id: 'claude-3-5-sonnet-20241022', successor: 'claude-sonnet-5-5' },
  cost: { costUsd: 0.0058, basis: 'computed' },
  completed: (content) => events(message([content], 'end_turn')),
  truncated: (content) => events(message([content], 'max_tokens')),
  refused: () =>
    events(
      message([], 'refusal', {
        stop_details: { type: 'refusal', category: 'general_harms', explanation: 'I cannot help with that.' },
      }),
    ),
  empty: () => events(message([], 'end_turn')),
  unauthorised: () => anthropicFailure(401, 'authentication_error'),
  noCredit: () => anthropicFailure(402, 'billing_error'),
  rateLimited: () => anthropicFailure(429, 'rate_limit_error', { 'retry-after': '7' }),
  serverError: () => anthropicFailure(529, 'overloaded_error'),
  invalid: () => anthropicFailure(400, 'invalid_request_error'),
  stream: (pieces) => message(pieces, 'end_turn'),
  streamError: (pieces) => streamedFailure(pieces, 'overloaded_error'),
  keyValid: () => json({ data: [], has_more: false, first_id: null, last_id: null }),
};
