import * as z from 'zod';
import { AppError, type ErrorCode } from '../types/errors.ts';
import type { KeyCheckAnswer, ProviderContext } from './base.ts';
import {
  callVendor,
  checkWith,
  unreadable,
  type VendorAnswer,
  type VendorCall,
  type VendorError,
  vendorOrigin,
} from './vendor-http.ts';

// What Gemini's roles share: one key, one form of errors, `generateContent` for text and pictures (Gemini's discovery
// document v1beta, 2026-08-22; contracts: llm-image §2.4 and §3.5, video §1.6).

/** Where the Gemini API answers. */
const GEMINI_ORIGIN = 'https://generativelanguage.googleapis.com';

/** Who asks Gemini: with which key, and where. */
export interface GeminiAccess {
  apiKey?: string | undefined;
  /** Replaces {@link GEMINI_ORIGIN}. */
  baseUrl?: string | undefined;
}

/** What every request to Gemini has in common. */
export function geminiCall(
  access: GeminiAccess,
  model: string,
  path: string,
): Pick<VendorCall, 'provider' | 'model' | 'url' | 'headers' | 'secrets' | 'readError'> {
  const apiKey = access.apiKey ?? '';
  return {
    provider: 'Gemini',
    model,
    url: `${vendorOrigin(access, GEMINI_ORIGIN)}/v1beta${path}`,
    headers: { 'x-goog-api-key': apiKey },
    secrets: [apiKey],
    readError: readGeminiError,
  };
}

/** The path of a model, given with or without `models/` before its name. */
export function geminiModelPath(model: string): string {
  return `/models/${encodeURIComponent(model.replace(/^models\//, ''))}`;
}

/**
 * The path of an address that Gemini gave, with its query; undefined when it does not lead to Gemini. A key is only ever
 * sent to our own address of the API with such a path.
 */
export function pathAtGemini(access: GeminiAccess, address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  for (const origin of [vendorOrigin(access, GEMINI_ORIGIN), GEMINI_ORIGIN]) {
    if (address.startsWith(`${origin}/v1beta/`)) return address.slice(`${origin}/v1beta`.length);
  }
  return undefined;
}

/** Whether the key works and Gemini has the model: its description costs nothing to ask for. */
export function checkGemini(
  context: Pick<ProviderContext, 'fetch'>,
  access: GeminiAccess,
  model: string,
): Promise<KeyCheckAnswer> {
  return checkWith('Gemini', async () => {
    try {
      await callVendor(context, {
        ...geminiCall(access, model, geminiModelPath(model)),
        purpose: 'poll',
        method: 'GET',
      });
    } catch (thrown) {
      if (AppError.from(thrown).code !== 'not_found') throw thrown;
      throw new AppError('unsupported', `Gemini does not know the model "${model}"; choose another.`, { model });
    }
  });
}

/** A seed as Gemini takes it: a whole number of 31 bits. */
export function geminiSeed(seed: number): number {
  return seed % 2 ** 31;
}

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

/** What the canonical states of Google's APIs mean; those that may follow a paid request are left to the HTTP status. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  INVALID_ARGUMENT: 'invalid_input',
  OUT_OF_RANGE: 'invalid_input',
  UNAUTHENTICATED: 'auth',
  PERMISSION_DENIED: 'auth',
  NOT_FOUND: 'unsupported',
  /** Gemini's word for a project without billing where its free tier is not offered. */
  FAILED_PRECONDITION: 'quota',
};

/** Words in which Gemini refuses content with an error, where it gives no word of its own for it. */
const BLOCKED = /\bblocked\b[^.]*\b(?:safety|polic(?:y|ies)|prohibited)\b/i;

/**
 * Reads `{ error: { code, message, status, details } }`, or a list of one of these, as Google's front end sends it. A
 * refused key is a 400 with a reason; a 429 without a pause is an account that has nothing left.
 */
export function readGeminiError({ status: httpStatus, body }: VendorAnswer): VendorError | undefined {
  const parsed = ErrorSchema.safeParse(Array.isArray(body) ? body[0] : body);
  if (!parsed.success) return undefined;
  const { message, status, details } = parsed.data.error;
  const known = (details ?? []).flatMap((detail) => DetailSchema.safeParse(detail).data ?? []);
  const retryAfterMs = millisecondsOf(known.find(({ retryDelay }) => retryDelay)?.retryDelay);
  return {
    code: httpStatus < 500 ? codeOf() : undefined,
    message: message ?? undefined,
    retryAfterMs,
  };

  function codeOf(): ErrorCode | undefined {
    if (known.some(({ reason }) => reason?.startsWith('API_KEY_'))) return 'auth';
    if (BLOCKED.test(message ?? '')) return 'content_rejected';
    if (httpStatus === 429) {
      return retryAfterMs === undefined && /\b(?:billing|credits?)\b/i.test(message ?? '') ? 'quota' : 'rate_limit';
    }
    // While polling, what is not found is the thing that is asked about.
    return status === 'NOT_FOUND' ? undefined : CODES[status ?? ''];
  }
}

/** A protobuf duration, such as `12s` or `0.5s`, in milliseconds. */
function millisecondsOf(duration: string | null | undefined): number | undefined {
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(duration ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

/** What `generateContent` answers, and each event of `streamGenerateContent`. Lists that would be empty are left out. */
export const GeneratedContentSchema = z.object({
  candidates: z
    .array(
      z.object({
        content: z
          .object({
            parts: z
              .array(
                z.object({
                  text: z.string().nullish(),
                  /** The model's reasoning, no part of its answer. */
                  thought: z.boolean().nullish(),
                  inlineData: z.object({ mimeType: z.string().nullish(), data: z.string() }).nullish(),
                }),
              )
              .nullish(),
          })
          .nullish(),
        finishReason: z.string().nullish(),
        finishMessage: z.string().nullish(),
      }),
    )
    .nullish(),
  promptFeedback: z.object({ blockReason: z.string().nullish(), blockReasonMessage: z.string().nullish() }).nullish(),
  usageMetadata: z
    .object({
      promptTokenCount: z.number().nullish(),
      candidatesTokenCount: z.number().nullish(),
      /** Billed like the answer, and no part of `candidatesTokenCount`. */
      thoughtsTokenCount: z.number().nullish(),
      totalTokenCount: z.number().nullish(),
      candidatesTokensDetails: z
        .array(z.object({ modality: z.string().nullish(), tokenCount: z.number().nullish() }))
        .nullish(),
    })
    .nullish(),
  modelVersion: z.string().nullish(),
  error: z.unknown().optional(),
});
export type GeneratedContent = z.infer<typeof GeneratedContentSchema>;

/** An answer of `generateContent`. @throws AppError where it is none. */
export function parseContent(value: unknown, call: VendorCall): GeneratedContent {
  const parsed = GeneratedContentSchema.safeParse(value);
  const { candidates, promptFeedback, usageMetadata, error } = parsed.data ?? {};
  // Every field may be missing, so that an answer of another kind would pass.
  if (parsed.success && (candidates ?? promptFeedback ?? usageMetadata ?? error)) return parsed.data;
  throw unreadable(call, `${call.provider} answered in a form that is not understood.`);
}

/** Endings that mean that Google's filters, or the model, would not make it. */
const REFUSED: ReadonlySet<string> = new Set([
  ...['SAFETY', 'RECITATION', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'SPII'],
  ...['IMAGE_SAFETY', 'IMAGE_PROHIBITED_CONTENT', 'IMAGE_RECITATION'],
]);

/** Why there is nothing, or nothing more: a blocked prompt has no candidates at all. */
export function endingOf({ candidates, promptFeedback }: GeneratedContent): {
  finishReason: string | undefined;
  refused: boolean;
  reason: string | undefined;
} {
  const blocked = promptFeedback?.blockReason ?? undefined;
  const { finishReason, finishMessage } = candidates?.[0] ?? {};
  const finish = finishReason ?? undefined;
  const refused = blocked !== undefined || REFUSED.has(finish ?? '');
  const unusual = finish === undefined || finish === 'STOP' || finish === 'MAX_TOKENS' ? undefined : finish;
  return {
    finishReason: finish,
    refused,
    reason: promptFeedback?.blockReasonMessage ?? finishMessage ?? blocked ?? unusual,
  };
}
