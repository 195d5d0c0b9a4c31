import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { logError } from '../lib/log.ts';
import type { Problem } from '../types/api.ts';
import { AppError, type ErrorCode } from '../types/errors.ts';

/** HTTP status and short title of every error code. */
const HTTP: Record<ErrorCode, { status: ContentfulStatusCode; title: string }> = {
  invalid_input: { status: 400, title: 'Invalid input' },
  not_found: { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'Not now' },
  too_large: { status: 413, title: 'Too large' },
  unsupported_media_type: { status: 415, title: 'Unsupported media type' },
  forbidden: { status: 403, title: 'Forbidden' },
  auth: { status: 422, title: 'API key not accepted' },
  quota: { status: 402, title: 'Provider credit used up' },
  budget: { status: 402, title: 'Budget reached' },
  rate_limit: { status: 429, title: 'Too many requests' },
  content_rejected: { status: 422, title: 'Content rejected by the provider' },
  unsupported: { status: 422, title: 'Not supported' },
  timeout: { status: 504, title: 'Provider timed out' },
  unavailable: { status: 503, title: 'Unavailable' },
  bad_response: { status: 502, title: 'Unusable answer from the provider' },
  outcome_unknown: { status: 502, title: 'Outcome unknown' },
  cancelled: { status: 409, title: 'Cancelled' },
  storage_full: { status: 507, title: 'Storage full' },
  internal: { status: 500, title: 'Internal error' },
};

/** An error as RFC 9457 problem details. */
export function problemOf(error: AppError): Problem {
  const { status, title } = HTTP[error.code];
  const { fields, provider, context: ids } = error.details;
  return {
    type: 'about:blank',
    title,
    status,
    detail: error.message,
    code: error.code,
    ...(fields ? { errors: fields } : {}),
    ...(provider === undefined ? {} : { provider }),
    ...(typeof ids?.jobId === 'string' ? { jobId: ids.jobId } : {}),
  };
}

/** Any thrown value as an `application/problem+json` answer. Unforeseen errors are logged, never shown. */
export function problemResponse(thrown: unknown, context: Context): Response {
  const error = AppError.from(thrown);
  if (error.code === 'internal') logError(`${context.req.method} ${context.req.routePath}`, thrown);
  const { retryAfterMs } = error.details;
  return context.body(JSON.stringify(problemOf(error)), HTTP[error.code].status, {
    'content-type': 'application/problem+json',
    ...(retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }),
  });
}
