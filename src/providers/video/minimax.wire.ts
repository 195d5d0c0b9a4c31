import * as z from 'zod';
import type { AppError, ErrorCode } from '../../types/errors.ts';
import type { GenerationResponse } from '../base.ts';
import { saidError, type VendorAnswer, type VendorCall, type VendorError } from '../vendor-http.ts';
import { clipFailure } from './clip.ts';

const BaseRespSchema = z.object({ status_code: z.number(), status_msg: z.string().nullish() }).nullish();
const IdSchema = z.union([z.string().min(1), z.number()]).transform(String);

/** First version: every answer is HTTP 200 and says in `base_resp` whether it is one. */
export const MiniMaxEnvelopeSchema = z.object({ base_resp: BaseRespSchema });
export const MiniMaxCreatedSchema = z.object({ task_id: IdSchema });
export const MiniMaxTaskSchema = z.object({
  status: z.enum(['Preparing', 'Queueing', 'Processing', 'Success', 'Fail']),
  file_id: IdSchema.nullish(),
  base_resp: BaseRespSchema,
});
export const MiniMaxFileSchema = z.object({ file: z.object({ download_url: z.url() }) });

/** Second version. */
export const MiniMaxTask2Schema = z.object({
  task: z.object({
    status: z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled', 'expired']),
    content: z.object({ url: z.url().nullish() }).nullish(),
    error: z.object({ code: z.union([z.string(), z.number()]).nullish(), message: z.string().nullish() }).nullish(),
  }),
});

/** What MiniMax's status codes mean (developer documentation, read 2026-11-23; 2049 from memory). */
const CODES: Readonly<Record<number, ErrorCode>> = {
  1000: 'unavailable',
  1001: 'timeout',
  1002: 'rate_limit',
  1004: 'auth',
  1008: 'quota',
  1026: 'content_rejected',
  1027: 'content_rejected',
  1028: 'quota',
  1030: 'quota',
  1039: 'rate_limit',
  2013: 'invalid_input',
  2049: 'auth',
  2061: 'unsupported',
};

/** What a code means, with its sentence: MiniMax itself calls 1002 and 1039 now a pace limit, now a content filter. */
function meaning(code: number, message: string | null | undefined): ErrorCode | undefined {
  if ((code === 1002 || code === 1039) && aboutContent(message)) return 'content_rejected';
  return CODES[code];
}

function aboutContent(message: string | null | undefined): boolean {
  return /sensitive|content filter|violat/i.test(message ?? '');
}

/**
 * Throws what `base_resp` reports. On a submit, a fault of MiniMax's own and a code that is not documented leave open
 * whether the clip was taken.
 */
export function refuseBaseResp(call: VendorCall, answer: VendorAnswer): void {
  const parsed = MiniMaxEnvelopeSchema.safeParse(answer.body);
  const base = parsed.success ? parsed.data.base_resp : undefined;
  if (!base || base.status_code === 0) return;
  const { status_code: code, status_msg: message } = base;
  throw saidError(call, { code: codeFor(call, code, message), message: message ?? undefined }, answer.status);
}

function codeFor(call: VendorCall, code: number, message: string | null | undefined): ErrorCode {
  const known = meaning(code, message) ?? 'unavailable';
  if (call.purpose !== 'submit') return isUnknownTask(message) ? 'not_found' : known;
  return isRefusal(known) ? known : 'outcome_unknown';
}

/** Whether an error says that nothing was done; the others are faults of MiniMax's own. */
function isRefusal(code: ErrorCode | undefined): boolean {
  return code !== undefined && code !== 'unavailable' && code !== 'timeout';
}

/** Tasks are known for seven days: then their id is “invalid”. */
function isUnknownTask(message: string | null | undefined): boolean {
  return /invalid task_id/i.test(message ?? '');
}

const ErrorSchema = z.object({ error: z.object({ message: z.string() }) });

/**
 * Reads `{ error: { message } }` of the second version. The code stands at the end of the message, in brackets (MiniMax's
 * API reference, read 2026-11-25); an empty balance has been seen under HTTP 500 as well, so the code counts for more.
 */
export function readMiniMaxError({ body, status }: VendorAnswer): VendorError | undefined {
  const parsed = ErrorSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const { message } = parsed.data.error;
  if (isUnknownTask(message)) return { code: 'not_found', message };
  const code = meaning(Number(/\((\d{4})\)\s*$/.exec(message)?.[1]), message);
  if (isRefusal(code)) return { code, message };
  if (status >= 500) return undefined;
  if (/balance|insufficient credit/i.test(message)) return { code: 'quota', message };
  return { message, code: aboutContent(message) ? 'content_rejected' : undefined };
}

/** A failed task of the first version. */
export function hailuoFailure(call: VendorCall, task: z.infer<typeof MiniMaxTaskSchema>): AppError {
  const { status_code = 0, status_msg } = task.base_resp ?? {};
  return clipFailure(call, meaning(status_code, status_msg) ?? 'unavailable', status_msg);
}

/** How a task of the second version stands. */
export function h3Standing(
  { task }: z.infer<typeof MiniMaxTask2Schema>,
  handle: { version: number; id: string },
  call: VendorCall,
): GenerationResponse {
  const failed = (code: ErrorCode, message?: string | null): GenerationResponse => ({
    status: 'failed',
    handle,
    error: clipFailure(call, code, message),
  });
  switch (task.status) {
    case 'queued':
      return { status: 'queued', handle };
    case 'running':
      return { status: 'processing', handle };
    case 'succeeded': {
      const url = task.content?.url;
      return url ? { status: 'completed', handle, outputs: [{ url }] } : failed('unavailable', 'no clip');
    }
    case 'cancelled':
      return failed('cancelled');
    case 'expired':
      return failed('timeout');
    case 'failed': {
      const { code, message } = task.error ?? {};
      const said = meaning(Number(code), message) ?? (aboutContent(message) ? 'content_rejected' : 'unavailable');
      return failed(said, message);
    }
  }
}
