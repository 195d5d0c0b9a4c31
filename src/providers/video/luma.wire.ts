import * as z from 'zod';
import type { AppError, ErrorCode } from '../../types/errors.ts';
import type { GenerationResponse } from '../base.ts';
import type { VendorAnswer, VendorCall, VendorError } from '../vendor-http.ts';
import { clipFailure } from './clip.ts';

/** A generation of the Agents API: `luma-agents-typescript`, June 2026, read 2026-11-23. */
export const AgentsGenerationSchema = z.object({
  id: z.string().min(1),
  state: z.enum(['queued', 'processing', 'completed', 'failed']),
  failure_code: z.string().nullish(),
  failure_reason: z.string().nullish(),
  output: z.array(z.object({ type: z.string().nullish(), url: z.url() })).nullish(),
});

/** A generation of Dream Machine: its OpenAPI document and npm `lumaai` 1.19.1, read 2026-11-25. */
export const DreamGenerationSchema = z.object({
  id: z.string().min(1),
  state: z.enum(['queued', 'dreaming', 'completed', 'failed']),
  failure_reason: z.string().nullish(),
  created_at: z.string().nullish(),
  assets: z.object({ video: z.url().nullish() }).nullish(),
  request: z
    .object({
      prompt: z.string().nullish(),
      callback_url: z.string().nullish(),
      keyframes: z.object({ frame0: z.object({ url: z.string().nullish() }).nullish() }).nullish(),
    })
    .nullish(),
});
export type DreamGeneration = z.infer<typeof DreamGenerationSchema>;

/** A page of `GET /dream-machine/v1/generations`. */
export const DreamListSchema = z.object({
  generations: z.array(DreamGenerationSchema),
  has_more: z.boolean().nullish(),
});

/** `GET /dream-machine/v1/credits`: US cents. */
export const DreamCreditsSchema = z.object({ credit_balance: z.number() });

/** Why a generation of the Agents API failed. */
const FAILURE_CODES: Readonly<Record<string, ErrorCode>> = {
  content_moderated: 'content_rejected',
  generation_failed: 'unavailable',
  budget_exhausted: 'quota',
  output_not_found: 'unavailable',
  image_too_large: 'too_large',
  unsupported_format: 'invalid_input',
  corrupt_input: 'invalid_input',
  invalid_request: 'invalid_input',
  rate_limited: 'rate_limit',
};

/** A failed generation in our words: by its code, or by its sentence where the API has no codes. */
export function lumaFailure(
  call: VendorCall,
  code: string | null | undefined,
  reason: string | null | undefined,
): AppError {
  const known = FAILURE_CODES[code ?? ''] ?? wordsOf(reason ?? '') ?? 'unavailable';
  return clipFailure(call, known, reason ?? code);
}

/** What a sentence of Dream Machine's is about; it documents `{detail}` and no codes. */
function wordsOf(sentence: string): ErrorCode | undefined {
  if (/moderat|policy/i.test(sentence)) return 'content_rejected';
  if (/insufficient credits|credit balance/i.test(sentence)) return 'quota';
  return undefined;
}

const ErrorSchema = z.object({ detail: z.string() });

/** Reads `{detail}` of a refused request; without known words the HTTP status decides. */
export function readLumaError({ status, body }: VendorAnswer): VendorError | undefined {
  const parsed = ErrorSchema.safeParse(body);
  if (!parsed.success || status >= 500) return undefined;
  const { detail } = parsed.data;
  return { message: detail, code: wordsOf(detail) };
}

/** How a generation of the Agents API stands. */
export function agentsStanding(
  generation: z.infer<typeof AgentsGenerationSchema>,
  call: VendorCall,
): GenerationResponse {
  const handle = { api: 'agents', id: generation.id };
  switch (generation.state) {
    case 'queued':
    case 'processing':
      return { status: generation.state, handle };
    case 'failed':
      return {
        status: 'failed',
        handle,
        error: lumaFailure(call, generation.failure_code, generation.failure_reason),
      };
    case 'completed': {
      const output = generation.output?.find(({ type }) => type !== 'image');
      if (output) return { status: 'completed', handle, outputs: [{ url: output.url }] };
      return { status: 'failed', handle, error: lumaFailure(call, 'output_not_found', undefined) };
    }
  }
}

/** How a generation of Dream Machine stands. */
export function dreamStanding(generation: DreamGeneration, call: VendorCall): GenerationResponse {
  const handle = { api: 'dream-machine', id: generation.id };
  switch (generation.state) {
    case 'queued':
      return { status: 'queued', handle };
    case 'dreaming':
      return { status: 'processing', handle };
    case 'failed':
      return { status: 'failed', handle, error: lumaFailure(call, undefined, generation.failure_reason) };
    case 'completed': {
      const url = generation.assets?.video;
      if (url) return { status: 'completed', handle, outputs: [{ url }] };
      return { status: 'failed', handle, error: lumaFailure(call, 'output_not_found', undefined) };
    }
  }
}
