/** Everything that can go wrong, as closed words. Each maps to one HTTP status and one way forward. */
export const ERROR_CODES = [
  'invalid_input',
  'not_found',
  'conflict',
  'too_large',
  'unsupported_media_type',
  'forbidden',
  'auth',
  'quota',
  'budget',
  'rate_limit',
  'content_rejected',
  'unsupported',
  'timeout',
  'unavailable',
  'bad_response',
  'outcome_unknown',
  'cancelled',
  'storage_full',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** One offending field of a request body. */
export interface FieldIssue {
  /** Where, as in `config.image.apiKey` or `constraints.mustInclude[0]`; empty for the body as a whole. */
  path: string;
  message: string;
}

/** What an error may carry besides its code and sentence. */
export interface AppErrorDetails {
  /** Whether the same call may succeed later without anyone changing anything. Default false. */
  retryable?: boolean | undefined;
  /** How long the vendor asks to wait. */
  retryAfterMs?: number | undefined;
  provider?: string | undefined;
  model?: string | undefined;
  shotId?: number | undefined;
  /** HTTP status the vendor answered with. */
  vendorStatus?: number | undefined;
  /** US dollars the vendor charged although it failed; null where it charged something unknown. Absent: nothing. */
  chargedUsd?: number | null | undefined;
  /** Which step failed: before, during or after the one billable call. */
  stage?: 'prepare' | 'submit' | 'poll' | 'download' | undefined;
  fields?: FieldIssue[] | undefined;
  /** Identifiers the reader needs, such as `{ jobId }`. Never secrets, never prompts. */
  context?: Record<string, string | number> | undefined;
}

const BRAND = Symbol.for('prompt-to-video.app-error');

/** The one error type of the product. `message` is a sentence a person can act on; it never holds a key or a prompt. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: AppErrorDetails;
  readonly [BRAND] = true;

  constructor(code: ErrorCode, message: string, details: AppErrorDetails = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }

  /** Whether a thrown value is an AppError, also one from another bundle. */
  static is(value: unknown): value is AppError {
    return typeof value === 'object' && value !== null && BRAND in value;
  }

  /** Any thrown value as an AppError: unknown ones become `internal` without their text, which might hold anything. */
  static from(value: unknown): AppError {
    if (AppError.is(value)) return value;
    return new AppError('internal', 'Something went wrong on our side; the server log has the details.', {}, value);
  }
}

/** An AppError as plain data, for rows, events and calls between Durable Objects, where classes do not survive. */
export interface ErrorRecord extends AppErrorDetails {
  code: ErrorCode;
  message: string;
}

/** The plain form of an error; the cause stays behind. */
export function errorRecord(error: AppError): ErrorRecord {
  return { code: error.code, message: error.message, ...error.details };
}

/** Brings an {@link ErrorRecord} back to life. */
export function errorFromRecord({ code, message, ...details }: ErrorRecord): AppError {
  return new AppError(code, message, details);
}
