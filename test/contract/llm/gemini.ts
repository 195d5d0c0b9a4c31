import { CANARY_KEY, type LLMDriver } from '../llm.ts';
import { json, sse } from '../wire.ts';

// Built from §2.4 of the wire contracts (Gemini's discovery document v1beta of 2026-08-22) and from nothing else.

/** 340 tokens of answer, 40 of them reasoning. */
export const GEMINI_USAGE = {
  promptTokenCount: 1200,
  candidatesTokenCount: 300,
  thoughtsTokenCount: 40,
  totalTokenCount: 1540,
  promptTokensDetails: [{ modality: 'TEXT', tokenCount: 1200 }],
};

const HEAD = { modelVersion: 'gemini-3.8-flash', responseId: 'r-1' };
const THOUGHT = { text: 'The user wants a film.', thought: true };

/** An answer with one candidate. */
export function generated(parts: object[], finishReason?: string, rest: object = {}): object {
  return {
    candidates: [{ content: { parts, role: 'model' }, ...(finishReason ? { finishReason } : {}), index: 0 }],
    usageMetadata: GEMINI_USAGE,
    ...HEAD,
    ...rest,
  };
}

/** `{ error }` with its status, as §2.4 has it. */
export function geminiFailure(code: number, status: string, message: string, details: object[] = []): Response {
  return json({ error: { code, message: `${message} (${CANARY_KEY})`, status, details } }, code);
}

export const API_KEY_INVALID = {
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  reason: 'API_KEY_INVALID',
  domain: 'googleapis.com',
};
export const retryInfo = (retryDelay: string) => ({ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay });

export const geminiDriver: LLMDriver = {
  provider: 'google',
  oldModel: { id: 'gemini-1.5-pro', successor: 'gemini-3.8-flash' },
  cost: { costUsd: 0.002175, basis: 'computed' },
  completed: (content) => json(generated([THOUGHT, { text: content }], 'STOP')),
  truncated: (content) => json(generated(content === '' ? [THOUGHT] : [{ text: content }], 'MAX_TOKENS')),
  refused: () =>
    json({ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata: { promptTokenCount: 1200 }, ...HEAD }),
  empty: () => json({ usageMetadata: { promptTokenCount: 1200, totalTokenCount: 1200 }, ...HEAD }),
  unauthorised: () =>
    geminiFailure(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [API_KEY_INVALID]),
  noCredit: () => geminiFailure(429, 'RESOURCE_EXHAUSTED', 'Your prepayment credits are depleted.'),
  rateLimited: () => geminiFailure(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded', [retryInfo('7s')]),
  serverError: () => geminiFailure(503, 'UNAVAILABLE', 'The model is overloaded.'),
  invalid: () =>
    geminiFailure(400, 'INVALID_ARGUMENT', 'The specified schema produces a constraint with too many states'),
  stream: (pieces) =>
    sse(
      generated([THOUGHT], undefined, { usageMetadata: { promptTokenCount: 1200, thoughtsTokenCount: 40 } }),
      ...pieces.map((text) => generated([{ text }], undefined, { usageMetadata: { promptTokenCount: 1200 } })),
      generated([{ text: '' }], 'STOP'),
    ),
  streamError: (pieces) =>
    sse(...pieces.map((text) => generated([{ text }])), {
      error: { code: 503, message: `The model is overloaded (${CANARY_KEY})`, status: 'UNAVAILABLE' },
    }),
  keyValid: () => json({ name: 'models/gemini-3.8-flash', version: '001', inputTokenLimit: 1_048_576 }),
};
