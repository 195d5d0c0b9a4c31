import * as z from 'zod';
import type { ErrorCode } from '../types/errors.ts';
import type { VendorAnswer, VendorError } from './vendor-http.ts';

// What OpenAI's roles share: one key, one form of errors (OpenAI's OpenAPI document 2.3.0, npm openai 7.57).

/** Where OpenAI answers; its API stands under `/v1`. */
export const OPENAI_ORIGIN = 'https://api.openai.com';

/** The API's root on another server: its address holds the version; one without a path gets `/v1`. */
export function openAIApiRoot(baseUrl: string): string {
  const root = baseUrl.replace(/\/+$/, '');
  return new URL(root).pathname === '/' ? `${root}/v1` : root;
}

/** The header that carries the key; servers that speak OpenAI's wire may need none. */
export function openAIHeaders(apiKey: string | undefined): Record<string, string> {
  return apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
}

const ErrorSchema = z.object({
  error: z.object({ message: z.string().nullish(), type: z.string().nullish(), code: z.unknown().optional() }),
});

/** What OpenAI's error codes mean where the HTTP status says less. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  insufficient_quota: 'quota',
  billing_hard_limit_reached: 'quota',
  invalid_api_key: 'auth',
  rate_limit_exceeded: 'rate_limit',
  context_length_exceeded: 'too_large',
  string_above_max_length: 'too_large',
  content_policy_violation: 'content_rejected',
  moderation_blocked: 'content_rejected',
  invalid_prompt: 'content_rejected',
  bio_policy: 'content_rejected',
  image_content_policy_violation: 'content_rejected',
  model_not_found: 'unsupported',
};

/** Reads `{ error: { message, type, param, code } }`. A 429 is a pause, unless the account has nothing left. */
export function readOpenAIError(answer: VendorAnswer): VendorError | undefined {
  const parsed = ErrorSchema.safeParse(answer.body);
  if (!parsed.success) return undefined;
  const { message, type, code } = parsed.data.error;
  const known = CODES[typeof code === 'string' ? code : ''] ?? CODES[type ?? ''];
  return { code: answer.status < 500 ? known : undefined, message: message ?? undefined };
}
