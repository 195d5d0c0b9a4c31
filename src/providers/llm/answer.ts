import type * as z from 'zod';
import { statusError, unreadable, type VendorAnswer, type VendorCall, vendorError } from '../vendor-http.ts';
import type { LLMResponse } from './base.ts';

/** What a model wrote and how that ended, in words all vendors share, before it is known whether it can be used. */
export interface ModelAnswer extends LLMResponse {
  /** The vendor's own words on why there is nothing, or nothing more. */
  reason?: string | undefined;
  /** True where the model or the vendor's filter would not write it. */
  refused?: boolean;
}

/**
 * An answer that can be used: it holds text. Text that was cut off at the token limit is passed on and marked.
 * @throws AppError `content_rejected` for a refusal, `bad_response` where there is no text. Both were paid for.
 */
export function usableAnswer(call: VendorCall, modelName: string, answer: ModelAnswer): LLMResponse {
  const { reason, refused, ...response } = answer;
  const details = { chargedUsd: answer.cost ?? null, vendorMessage: reason };
  if (refused) {
    throw vendorError(
      call,
      'content_rejected',
      `${modelName} refused to write this plan; change the concept.`,
      details,
    );
  }
  if (answer.content.trim() !== '') return response;
  const sentence = answer.truncated
    ? `${modelName} used up all tokens of its answer before it wrote anything; raise maxTokens, or choose another model.`
    : `${modelName} answered nothing; try again, or choose another model.`;
  throw vendorError(call, 'bad_response', sentence, { ...details, retryable: answer.truncated !== true });
}

/**
 * The data of one streamed event in the shape it is documented to have.
 * @throws AppError `outcome_unknown`: what was heard so far may have been charged.
 */
export function eventData<Schema extends z.ZodType>(schema: Schema, data: string, call: VendorCall): z.infer<Schema> {
  try {
    const parsed = schema.safeParse(JSON.parse(data));
    if (parsed.success) return parsed.data;
  } catch {
    // Not JSON: as unreadable as JSON of another shape.
  }
  throw unreadable(call, `${call.provider} streamed something that is not understood.`);
}

/** What a stream that ends without saying so comes to. */
export function cutOff(call: VendorCall): Error {
  return unreadable(call, `${call.provider} broke off in the middle of its answer.`);
}

/**
 * An error inside an answer that began with status 200. Without any text, and without a price, nothing was charged.
 * @param said the error as the vendor would have answered it with a status of its own.
 * @param heard the text there was, and US dollars charged for it: null where a price is due that is not known.
 */
export function failedAnswer(
  call: VendorCall,
  said: VendorAnswer & { message?: string | null | undefined },
  heard: { content: string; chargedUsd: number | null | undefined },
): Error {
  const { content, chargedUsd } = heard;
  const vendorMessage = said.message ?? undefined;
  if (typeof chargedUsd === 'number' && chargedUsd > 0) {
    const sentence = `${call.provider} failed in the middle of its answer, and charged for it.`;
    return vendorError(call, 'bad_response', sentence, { chargedUsd, vendorMessage, retryable: true });
  }
  if (chargedUsd === null || (content !== '' && chargedUsd === undefined)) {
    const sentence = `${call.provider} failed in the middle of its answer; it may have been charged.`;
    return vendorError(call, 'outcome_unknown', sentence, { vendorMessage });
  }
  return statusError({ ...call, purpose: 'poll' }, said);
}
