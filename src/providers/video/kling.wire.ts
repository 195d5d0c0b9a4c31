import * as z from 'zod';
import type { AppError, ErrorCode } from '../../types/errors.ts';
import { toBase64 } from '../input-image.ts';
import { hmacSha256 } from '../signatures.ts';
import { saidError, type VendorCall, type VendorError } from '../vendor-http.ts';

/** What every answer of Kling's is wrapped in; `code` 0 is success, whatever the HTTP status. */
export const KlingAnswerSchema = z.object({
  code: z.number(),
  message: z.string().nullish(),
  data: z.unknown().optional(),
});

/** One task, as creating and asking give it. */
export const KlingTaskSchema = z.object({
  task_id: z.string().min(1),
  task_status: z.enum(['submitted', 'processing', 'succeed', 'failed']).nullish(),
  task_status_msg: z.string().nullish(),
  task_info: z.object({ external_task_id: z.string().nullish() }).nullish(),
  task_result: z.object({ videos: z.array(z.object({ url: z.url() })).nullish() }).nullish(),
});
export type KlingTask = z.infer<typeof KlingTaskSchema>;

/**
 * What Kling's own error codes mean (developer documentation, read 2026-11-23). HTTP 429 covers two different things: an
 * account without means, which waiting does not help, and a pace that is too high.
 */
const CODES: Readonly<Record<number, ErrorCode>> = {
  1000: 'auth',
  1001: 'auth',
  1002: 'auth',
  1003: 'auth',
  1004: 'auth',
  1100: 'quota',
  1101: 'quota',
  1102: 'quota',
  1103: 'unsupported',
  1200: 'invalid_input',
  1201: 'invalid_input',
  1300: 'content_rejected',
  1301: 'content_rejected',
  1302: 'rate_limit',
  1303: 'rate_limit',
  1304: 'auth',
};
/** Shortest pause Kling asks for at too high a pace. */
const PACE_MS = 1000;

/** Reads Kling's code out of an error answer; codes that are not listed follow from the HTTP status. */
export function readKlingError(answer: { body: unknown }): VendorError | undefined {
  const parsed = KlingAnswerSchema.safeParse(answer.body);
  return parsed.success ? meaning(parsed.data.code, parsed.data.message) : undefined;
}

/** An error inside an answer with HTTP 200. On a submit, a code that is not listed leaves open what happened. */
export function klingRefusal(call: VendorCall, code: number, message: string | null | undefined): AppError {
  const unlisted = call.purpose === 'submit' ? 'outcome_unknown' : 'unavailable';
  const said = meaning(code, message);
  return saidError(call, { ...said, code: said.code ?? unlisted });
}

function meaning(code: number, message: string | null | undefined): VendorError {
  const pace = code === 1302 || code === 1303 ? { retryAfterMs: PACE_MS } : {};
  return { code: CODES[code], message: message ?? undefined, ...pace };
}

/** Seconds a token is good for, and seconds it is dated back, for clocks that differ. */
const TOKEN_SECONDS = 1800;
const TOKEN_SLACK_SECONDS = 5;

/**
 * What goes behind `Bearer`: an API key as it is, or a token (JWT, HS256) signed for `ACCESS:SECRET`.
 * @param nowMs milliseconds since 1970.
 */
export async function klingBearer(apiKey: string, nowMs: number): Promise<string> {
  const colon = apiKey.indexOf(':');
  if (colon < 0) return apiKey;
  const now = Math.floor(nowMs / 1000);
  const header = { alg: 'HS256', typ: 'JWT' };
  const claims = { iss: apiKey.slice(0, colon), exp: now + TOKEN_SECONDS, nbf: now - TOKEN_SLACK_SECONDS };
  const unsigned = [header, claims].map((part) => base64Url(new TextEncoder().encode(JSON.stringify(part)))).join('.');
  return `${unsigned}.${base64Url(await hmacSha256(apiKey.slice(colon + 1), unsigned))}`;
}

function base64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
