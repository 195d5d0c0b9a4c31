import * as z from 'zod';
import type { ErrorCode } from '../../types/errors.ts';
import type { VendorAnswer, VendorError } from '../vendor-http.ts';

const ErrorSchema = z.object({
  error: z.object({
    message: z.string().nullish(),
    metadata: z
      .object({
        error_type: z.string().nullish(),
        /** Only where moderation stopped the request. */
        reasons: z.array(z.unknown()).nullish(),
        flagged_input: z.unknown().optional(),
      })
      .nullish(),
    availability: z.object({ retryable: z.boolean().nullish(), retry_after: z.number().nullish() }).nullish(),
  }),
});

/** What OpenRouter's error types mean; those that may follow a paid request are left to the HTTP status. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  context_length_exceeded: 'too_large',
  max_tokens_exceeded: 'too_large',
  token_limit_exceeded: 'too_large',
  string_too_long: 'too_large',
  payload_too_large: 'too_large',
  authentication: 'auth',
  permission_denied: 'auth',
  payment_required: 'quota',
  rate_limit_exceeded: 'rate_limit',
  content_policy_violation: 'content_rejected',
  refusal: 'content_rejected',
  invalid_request: 'invalid_input',
  invalid_prompt: 'invalid_input',
  unprocessable: 'invalid_input',
};

/** Reads `{ error: { code, message, metadata, availability } }`. A 403 with reasons is moderation, not the key. */
export function readOpenRouterError(answer: VendorAnswer): VendorError | undefined {
  const parsed = ErrorSchema.safeParse(answer.body);
  if (!parsed.success) return undefined;
  const { message, metadata, availability } = parsed.data.error;
  const moderated = answer.status === 403 && (metadata?.reasons?.length || typeof metadata?.flagged_input === 'string');
  const refused = answer.status < 500;
  return {
    code: moderated ? 'content_rejected' : refused ? CODES[metadata?.error_type ?? ''] : undefined,
    message: message ?? undefined,
    retryable: availability?.retryable ?? undefined,
    retryAfterMs: typeof availability?.retry_after === 'number' ? availability.retry_after * 1000 : undefined,
  };
}

/**
 * {@link readOpenRouterError} where a 502 in OpenRouter's own words says that the provider behind it failed, and nothing is
 * billed (contract: llm-image §3.1). Any other 5xx leaves the outcome open.
 */
export function readUnbilledFailure(answer: VendorAnswer): VendorError | undefined {
  const said = readOpenRouterError(answer);
  if (!said || answer.status !== 502) return said;
  const type = ErrorSchema.safeParse(answer.body).data?.error.metadata?.error_type;
  return { ...said, code: CODES[type ?? ''] ?? 'unavailable' };
}
