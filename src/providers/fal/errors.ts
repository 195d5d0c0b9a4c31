import { AppError, type ErrorCode } from '../../types/errors.ts';
import { type VendorAnswer, type VendorError, vendorError } from '../vendor-http.ts';
import { ErrorSchema } from './wire.ts';

/** An error as fal words it. */
interface SaidError {
  /** Machine code, such as `content_policy_violation` or `runner_disconnected`. */
  type: string | undefined;
  message: string | undefined;
}

/**
 * What fal's machine codes mean (contracts: video §1.1 Errors, llm-image §3.2 Errors; fal's error reference, read
 * 2026-11). Codes that are not listed follow from the HTTP status.
 */
const CODES: Readonly<Record<string, ErrorCode>> = {
  content_policy_violation: 'content_rejected',
  no_media_generated: 'bad_response',
  image_too_small: 'invalid_input',
  image_too_large: 'invalid_input',
  image_load_error: 'invalid_input',
  file_download_error: 'invalid_input',
  file_too_large: 'too_large',
  unsupported_image_format: 'invalid_input',
  feature_not_supported: 'unsupported',
  bad_request: 'invalid_input',
  generation_timeout: 'timeout',
  request_timeout: 'timeout',
  startup_timeout: 'timeout',
  internal_server_error: 'unavailable',
  internal_error: 'unavailable',
  downstream_service_error: 'unavailable',
  downstream_service_unavailable: 'unavailable',
  client_cancelled: 'cancelled',
  client_disconnected: 'cancelled',
};

function codeOfType(type: string | undefined): ErrorCode | undefined {
  if (type === undefined) return undefined;
  return CODES[type] ?? (type.startsWith('runner_') ? 'unavailable' : undefined);
}

/** An answer's error, when it is one of fal's. */
function said(answer: Pick<VendorAnswer, 'body' | 'headers'>): SaidError | undefined {
  const parsed = ErrorSchema.safeParse(answer.body);
  if (!parsed.success) return undefined;
  const { detail, error_type } = parsed.data;
  const first = typeof detail === 'string' ? { msg: detail } : Array.isArray(detail) ? detail[0] : detail;
  const type = first && 'type' in first ? first.type : undefined;
  return {
    type: type ?? error_type ?? answer.headers.get('x-fal-error-type') ?? undefined,
    message: first?.msg ?? undefined,
  };
}

/** Reads error answers of all of fal's hosts, for `callVendor`. */
export function readFalError(answer: VendorAnswer): VendorError | undefined {
  const error = said(answer);
  if (!error) return undefined;
  const { type, message } = error;
  // A 5xx stays what its status makes of it: on a submission nobody knows what became of the request.
  if (answer.status >= 500) return { message };
  if (answer.status === 403 && message !== undefined && /locked|balance/i.test(message))
    return { code: 'quota', message };
  return { code: answer.status === 401 ? 'auth' : codeOfType(type), message };
}

const SENTENCES: Partial<Record<ErrorCode, string>> = {
  content_rejected: 'fal refused the content; change the prompt of this shot.',
  invalid_input: 'fal could not work with this request.',
  too_large: 'fal found a picture of this request too large.',
  unsupported: 'fal does not offer what was asked; choose another model.',
  timeout: 'The model did not finish in time.',
  unavailable: 'The model failed on the side of fal.',
  cancelled: 'The request was cancelled.',
  bad_response: 'The model made nothing of this request; change the prompt of this shot.',
};

/** A request that ended without a result. */
export interface FalFailure {
  error: AppError;
  /** False for 5xx, which fal does not bill. Anything else may be (contract: video §1.1). */
  charged?: false;
}

/**
 * The error behind a `COMPLETED` request.
 * @param answer what the result's address answered: the model's own error with its own status.
 * @param status what the question about its standing had said, if anything.
 * @returns undefined when the answer is none of fal's own words, so that it says nothing about the request.
 */
export function failureOf(
  call: { provider: string; model: string; secrets: readonly string[] },
  answer: VendorAnswer,
  status: { error?: string | null | undefined; error_type?: string | null | undefined } = {},
): FalFailure | undefined {
  const error = said(answer);
  const type = error?.type ?? status.error_type ?? undefined;
  if (!status.error && (error === undefined || (type === undefined && answer.status >= 500))) return undefined;
  const code = codeOfType(type) ?? (answer.status >= 500 ? 'unavailable' : 'invalid_input');
  const uncharged = answer.status >= 500;
  return {
    error: vendorError({ ...call, purpose: 'poll' }, code, SENTENCES[code] ?? 'fal could not do this.', {
      vendorMessage: error?.message ?? status.error ?? undefined,
      vendorStatus: answer.status,
      retryable: answer.headers.get('x-fal-retryable') === 'true' || code === 'unavailable' || code === 'timeout',
    }),
    ...(uncharged ? { charged: false } : {}),
  };
}

/** The refusal of a picture that fal's safety checker has blackened. It is billed like any other. */
export function flaggedBySafetyChecker(provider: string, model: string): AppError {
  return new AppError(
    'content_rejected',
    'The safety checker of fal flagged the picture and blackened it; change the prompt of this shot.',
    { provider, model, stage: 'poll' },
  );
}
