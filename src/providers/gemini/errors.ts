import * as z from 'zod';
import type { ErrorCode } from '../../types/errors.ts';
import type { VendorAnswer, VendorError } from '../vendor-http.ts';

const DetailSchema = z.object({
  /** Of `google.rpc.ErrorInfo`, such as `API_KEY_INVALID`. */
  reason: z.string().nullish(),
  /** Of `google.rpc.RetryInfo`, such as `12s`. */
  retryDelay: z.string().nullish(),
});
const ErrorSchema = z.object({
  error: z.object({
    /** A number on most methods, a word such as `invalid_request` on interactions. */
    code: z.union([z.number(), z.string()]).nullish(),
    message: z.string().nullish(),
    status: z.string().nullish(),
    details: z.array(z.unknown()).nullish(),
  }),
});

/** Words in which Gemini refuses content with an error. */
const BLOCKED = /\bblocked\b[^.]*\b(?:safety|polic(?:y|ies)|prohibited)\b/i;

/**
 * Reads `{ error: { code, message, status, details } }`, or a list of one of these, as Google's front end sends it. A
 * refused key is a 400 with a reason; a 429 without a pause is an account that has nothing left.
 */
export function readGeminiError({ status: httpStatus, body }: VendorAnswer): VendorError | undefined {
  const parsed = ErrorSchema.safeParse(Array.isArray(body) ? body[0] : body);
  if (!parsed.success) return undefined;
  const { code, message, status, details } = parsed.data.error;
  const known = (details ?? []).flatMap((detail) => DetailSchema.safeParse(detail).data ?? []);
  const retryAfterMs = millisecondsOf(known.find(({ retryDelay }) => retryDelay)?.retryDelay);
  return {
    code: httpStatus < 500 ? codeOf() : undefined,
    message: message ?? undefined,
    retryAfterMs,
  };

  function codeOf(): ErrorCode | undefined {
    if (known.some(({ reason }) => reason?.startsWith('API_KEY_'))) return 'auth';
    if (isRefusal(code, message)) return 'content_rejected';
    // A wrong id of an interaction is no 404.
    if (/invalid interaction name/i.test(message ?? '')) return 'not_found';
    if (httpStatus === 429) {
      return retryAfterMs === undefined && /\b(?:billing|credits?)\b/i.test(message ?? '') ? 'quota' : 'rate_limit';
    }
    // A project without billing, where the free tier is not offered. All other states say what their HTTP status says.
    return status === 'FAILED_PRECONDITION' ? 'quota' : undefined;
  }
}

/** A protobuf duration, such as `12s` or `0.5s`, in milliseconds. */
function millisecondsOf(duration: string | null | undefined): number | undefined {
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(duration ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

/** Endings that mean that Google's filters, or the model, would not make it. */
export const REFUSED: ReadonlySet<string> = new Set([
  ...['SAFETY', 'RECITATION', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'SPII'],
  ...['IMAGE_SAFETY', 'IMAGE_PROHIBITED_CONTENT', 'IMAGE_RECITATION'],
]);

/** Whether an error is a refusal of the content: by its code, or by its words where it has no code of its own. */
export function isRefusal(code: string | number | null | undefined, message: string | null | undefined): boolean {
  return REFUSED.has(String(code).toUpperCase()) || BLOCKED.test(message ?? '');
}
