import type { AppError, ErrorCode } from '../../types/errors.ts';
import { saidError, type VendorCall, vendorError } from '../vendor-http.ts';

/**
 * What the text of a failed prediction is about. There are no codes for it: models write what they like (contract:
 * llm-image §3 overview, "status failed + error text"); `E` and four digits are Replicate's own (its error codes page, read
 * 2026-11).
 */
const TEXTS: readonly [pattern: RegExp, code: ErrorCode][] = [
  [/\bnsfw\b|flagged|sensitive|\bsafety\b|moderat|content polic/i, 'content_rejected'],
  [/\bE1001\b|out of memory|\boom\b/i, 'too_large'],
  [/timed? ?out|deadline/i, 'timeout'],
  [/validation|invalid (?:input|image|value)|must be one of|unsupported image/i, 'invalid_input'],
];

/** The error behind a `failed` prediction. */
export function predictionError(call: VendorCall, said: unknown): AppError {
  const message = typeof said === 'string' && said !== '' ? said : undefined;
  const code = TEXTS.find(([pattern]) => pattern.test(message ?? ''))?.[1];
  if (code !== undefined) return saidError(call, { code, message });
  return vendorError(call, 'unavailable', 'The model failed on the side of Replicate; retry the shot.', {
    vendorMessage: message,
    retryable: true,
  });
}

/** An error without words of Replicate's own. */
export function plainError(call: VendorCall, code: ErrorCode, sentence: string): AppError {
  return vendorError(call, code, sentence);
}
