import * as z from 'zod';
import { AppError, type AppErrorDetails, type ErrorCode } from '../types/errors.ts';
import type { KeyCheckAnswer, ProviderContext } from './base.ts';

/** Longest answer that is read from a vendor, in bytes: pictures inside JSON are the largest. */
const MAX_ANSWER_BYTES = 48_000_000;
/** Longest piece of a vendor's own message that is passed on. */
const MAX_MESSAGE_CHARACTERS = 300;
/** Longest wait a vendor may ask for. */
const MAX_RETRY_AFTER_MS = 3_600_000;

/** What a request is for: it decides what a lost answer means. */
export type CallPurpose =
  /** The one billable request: without an answer nobody knows whether it was charged. */
  | 'submit'
  /** Anything else: it may be asked again. */
  | 'prepare'
  | 'poll'
  | 'download';

/** One request to a vendor. */
export interface VendorCall {
  provider: string;
  model?: string | undefined;
  purpose: CallPurpose;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  /** Sent as JSON; `form` sends multipart instead. */
  json?: unknown;
  form?: FormData;
  /** What must never be quoted: keys and tokens of this request. */
  secrets: readonly string[];
  /** Longest wait for the whole answer. Default 60 s, for `submit` 180 s. */
  timeoutMs?: number;
  /** Reads the vendor's own error answers; what it leaves out follows from the HTTP status. */
  readError?: (answer: VendorAnswer) => VendorError | undefined;
}

/** A vendor's answer, read to its end. */
export interface VendorAnswer {
  status: number;
  headers: Headers;
  /** Parsed JSON; the text itself where it is no JSON; undefined where it is empty. */
  body: unknown;
}

/** What a vendor's error answer says. */
export interface VendorError {
  code?: ErrorCode | undefined;
  /** The vendor's own words; shortened, and cleaned of keys, before anyone sees them. */
  message?: string | undefined;
  retryable?: boolean | undefined;
  retryAfterMs?: number | undefined;
  /** US dollars charged although nothing useful came; null where it is not known how much. Absent: nothing. */
  chargedUsd?: number | null | undefined;
}

const DEFAULT_TIMEOUT_MS = 60_000;
const SUBMIT_TIMEOUT_MS = 180_000;

/**
 * Makes exactly one request to a vendor and reads its JSON answer.
 * @throws AppError. For `submit`: `outcome_unknown` where the request may have been taken (no answer, a timeout, 5xx, an
 *   answer that cannot be read), any other code where it surely was refused. Otherwise `unavailable` and `timeout` are
 *   retryable.
 */
export async function callVendor(context: Pick<ProviderContext, 'fetch'>, call: VendorCall): Promise<VendorAnswer> {
  return readAnswer(await openVendor(context, call), call);
}

/** Reads an answer that {@link openVendor} opened and that turned out to be JSON. @throws AppError as {@link callVendor} does. */
export async function readAnswer(response: Response, call: VendorCall): Promise<VendorAnswer> {
  return { status: response.status, headers: response.headers, body: await readBody(response, call) };
}

/**
 * {@link callVendor} without reading the answer, for streams and downloads. The caller reads the body.
 * @throws AppError as {@link callVendor} does.
 */
export async function openVendor(context: Pick<ProviderContext, 'fetch'>, call: VendorCall): Promise<Response> {
  const response = await send(context, call);
  if (response.ok) return response;
  const body = await readBody(response, { ...call, purpose: call.purpose === 'submit' ? 'poll' : call.purpose }).catch(
    () => undefined,
  );
  throw statusError(call, { status: response.status, headers: response.headers, body });
}

/** A vendor's answer in the shape it is documented to have. @throws AppError `bad_response`; `outcome_unknown` on a submit. */
export function parseAnswer<Schema extends z.ZodType>(
  schema: Schema,
  answer: VendorAnswer,
  call: Pick<VendorCall, 'provider' | 'model' | 'purpose'>,
): z.infer<Schema> {
  const parsed = schema.safeParse(answer.body);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw unreadable(call, `${call.provider} answered in a form that is not understood${where ? ` (at ${where})` : ''}.`);
}

/**
 * Turns what a key check's request came to into its answer.
 * @param ask the vendor's cheapest authenticated request; its value is not looked at.
 */
export async function checkWith(name: string, ask: () => Promise<unknown>): Promise<KeyCheckAnswer> {
  try {
    await ask();
    return { status: 'valid', message: `${name} accepts the key.` };
  } catch (thrown) {
    const error = AppError.from(thrown);
    switch (error.code) {
      case 'auth':
        return { status: 'invalid', message: error.message };
      case 'quota':
        return { status: 'no_credit', message: error.message };
      case 'unsupported':
        return { status: 'unsupported', message: error.message };
      default:
        return { status: 'unreachable', message: error.message };
    }
  }
}

/** Where a vendor's requests go: its own origin, or the address a configuration puts in its place, without a last slash. */
export function vendorOrigin(config: { baseUrl?: string | undefined }, origin: string): string {
  return (config.baseUrl ?? origin).replace(/\/+$/, '');
}

/** An AppError about a vendor, with its words made safe to show. */
export function vendorError(
  call: Pick<VendorCall, 'provider' | 'model' | 'purpose' | 'secrets'>,
  code: ErrorCode,
  sentence: string,
  details: AppErrorDetails & { vendorMessage?: string | undefined } = {},
): AppError {
  const { vendorMessage, ...rest } = details;
  const words = vendorMessage === undefined ? '' : ` It says: “${safeMessage(vendorMessage, call.secrets)}”`;
  return new AppError(code, sentence + words, {
    provider: call.provider,
    model: call.model,
    stage: call.purpose,
    ...rest,
  });
}

/** A vendor's words in one short line, without keys or anything that looks like one. */
export function safeMessage(text: string, secrets: readonly string[]): string {
  let safe = text;
  for (const secret of secrets) if (secret.length > 3) safe = safe.replaceAll(secret, '[key]');
  safe = safe
    .replace(/\b(?:sk|pk|key|rk|whsec|r8|AIza|luma|Bearer|Key)[-_ ]?[A-Za-z0-9*_\-.]{12,}/g, '[key]')
    .replace(/\s+/g, ' ')
    .trim();
  return safe.length > MAX_MESSAGE_CHARACTERS ? `${safe.slice(0, MAX_MESSAGE_CHARACTERS - 1)}…` : safe;
}

/** The wait a `Retry-After` header (seconds or a date) asks for, in milliseconds; undefined when there is none. */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const precise = Number(headers.get('retry-after-ms') ?? Number.NaN);
  if (precise >= 0) return Math.min(precise, MAX_RETRY_AFTER_MS);
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  const wait = /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), MAX_RETRY_AFTER_MS) : undefined;
}

async function send(context: Pick<ProviderContext, 'fetch'>, call: VendorCall): Promise<Response> {
  const { method, url, json, form } = call;
  const headers = new Headers({ accept: 'application/json', ...call.headers });
  if (json !== undefined) headers.set('content-type', 'application/json');
  const body = json === undefined ? form : JSON.stringify(json);
  const timeoutMs = call.timeoutMs ?? (call.purpose === 'submit' ? SUBMIT_TIMEOUT_MS : DEFAULT_TIMEOUT_MS);
  try {
    // A redirect would carry the key to wherever the answer says.
    const request = new Request(url, {
      method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body }),
    });
    return await context.fetch(request);
  } catch (cause) {
    throw lostAnswer(call, cause);
  }
}

/** No answer, or half of one: on a submit nobody knows what became of it. */
export function lostAnswer(call: VendorCall, cause: unknown): AppError {
  const timedOut = cause instanceof Error && (cause.name === 'TimeoutError' || cause.name === 'AbortError');
  if (call.purpose === 'submit') {
    const how = timedOut ? 'did not answer in time' : 'could not be reached, or the connection broke';
    return vendorError(
      call,
      'outcome_unknown',
      `${call.provider} ${how} while a request was being sent; it may have been taken and charged.`,
    );
  }
  const [code, how] = timedOut
    ? (['timeout', 'did not answer in time'] as const)
    : (['unavailable', 'could not be reached'] as const);
  return vendorError(call, code, `${call.provider} ${how}.`, { retryable: true });
}

async function readBody(response: Response, call: VendorCall): Promise<unknown> {
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced > MAX_ANSWER_BYTES) {
    await response.body?.cancel();
    throw unreadable(call, `${call.provider} sent an answer that is too large.`);
  }
  const text = await readText(response, call);
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

async function readText(response: Response, call: VendorCall): Promise<string> {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    for await (const chunk of response.body) {
      bytes += chunk.byteLength;
      if (bytes > MAX_ANSWER_BYTES) break;
      text += decoder.decode(chunk, { stream: true });
    }
  } catch (cause) {
    throw lostAnswer(call, cause);
  }
  if (bytes > MAX_ANSWER_BYTES) throw unreadable(call, `${call.provider} sent an answer that is too large.`);
  return text + decoder.decode();
}

/** An answer that makes no sense: on a submit it may have been charged all the same. */
export function unreadable(call: Pick<VendorCall, 'provider' | 'model' | 'purpose'>, sentence: string): AppError {
  if (call.purpose === 'submit') {
    return vendorError({ ...call, secrets: [] }, 'outcome_unknown', `${sentence} The request may have been charged.`);
  }
  return vendorError({ ...call, secrets: [] }, 'bad_response', sentence, { retryable: call.purpose === 'poll' });
}

const SENTENCES: Partial<Record<ErrorCode, (provider: string) => string>> = {
  auth: (provider) => `${provider} does not accept the API key; check it and enter it again.`,
  quota: (provider) => `${provider} says that the account has no credit left; top it up, then retry.`,
  rate_limit: (provider) => `${provider} asks for a pause: too many requests at once.`,
  content_rejected: (provider) => `${provider} refused the content; change the prompt.`,
  invalid_input: (provider) => `${provider} cannot accept this request.`,
  too_large: (provider) => `${provider} cannot take that much at once; shorten the request.`,
  unsupported: (provider) => `${provider} does not offer what is asked; choose another model.`,
  unavailable: (provider) => `${provider} is not available right now.`,
  timeout: (provider) => `${provider} did not finish in time.`,
  bad_response: (provider) => `${provider} has no answer that can be used; try again, or choose another model.`,
};

/** The error that an answer with an error status stands for, in the vendor's words where it has any. */
export function statusError(call: VendorCall, answer: VendorAnswer): AppError {
  const said = call.readError?.(answer) ?? {};
  return saidError(
    call,
    {
      ...said,
      code: said.code ?? codeOf(answer.status, call.purpose),
      message: said.message ?? genericMessage(answer.body),
      retryAfterMs: said.retryAfterMs ?? retryAfterMs(answer.headers, Date.now()),
    },
    answer.status,
  );
}

/**
 * An error a vendor reports, in the words we have for its code: from its HTTP status, or inside an answer that calls
 * itself a success.
 */
export function saidError(
  call: Pick<VendorCall, 'provider' | 'model' | 'purpose' | 'secrets'>,
  said: VendorError & { code: ErrorCode },
  status = 200,
): AppError {
  const { code, message, retryAfterMs: wait, chargedUsd } = said;
  const sentence =
    code === 'outcome_unknown'
      ? `${call.provider} failed (${status}) while a request was being taken; it may have been charged.`
      : (SENTENCES[code]?.(call.provider) ?? `${call.provider} answered ${status}.`);
  const retryable = said.retryable ?? (code === 'rate_limit' || code === 'unavailable' || code === 'timeout');
  return vendorError(call, code, sentence, {
    vendorMessage: message,
    vendorStatus: status,
    retryable,
    retryAfterMs: wait === undefined ? undefined : Math.min(Math.max(wait, 0), MAX_RETRY_AFTER_MS),
    ...(chargedUsd === undefined ? {} : { chargedUsd }),
  });
}

/** What an HTTP status means where the vendor does not say more. */
function codeOf(status: number, purpose: CallPurpose): ErrorCode {
  if (status === 401 || status === 403) return 'auth';
  if (status === 402) return 'quota';
  if (status === 429) return 'rate_limit';
  if (status === 413) return 'too_large';
  if (status === 404 || status === 410) return purpose === 'submit' ? 'unsupported' : 'not_found';
  if (status === 408 || status >= 500) {
    if (purpose === 'submit') return 'outcome_unknown';
    return status === 408 || status === 504 ? 'timeout' : 'unavailable';
  }
  if (status >= 300 && status < 400) return purpose === 'submit' ? 'invalid_input' : 'bad_response';
  return 'invalid_input';
}

const GenericErrorSchema = z.union([
  z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message),
  z.object({ error: z.string() }).transform(({ error }) => error),
  z.object({ detail: z.string() }).transform(({ detail }) => detail),
  z.object({ message: z.string() }).transform(({ message }) => message),
]);

function genericMessage(body: unknown): string | undefined {
  const parsed = GenericErrorSchema.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}
