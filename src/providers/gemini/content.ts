import * as z from 'zod';
import { unreadable, type VendorCall } from '../vendor-http.ts';
import { REFUSED } from './errors.ts';

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

/** A seed as Gemini takes it: a whole number of 31 bits. */
export function geminiSeed(seed: number): number {
  return seed % 2 ** 31;
}
