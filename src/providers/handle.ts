import type * as z from 'zod';
import { AppError } from '../types/errors.ts';
import type { GenerationResponse } from './base.ts';

/**
 * A stored handle in the shape its adapter once wrote.
 * @throws AppError `internal` when it is none of that adapter's: then nothing can be asked.
 */
export function readHandle<Schema extends z.ZodType>(
  schema: Schema,
  handle: unknown,
  provider: string,
): z.infer<Schema> {
  const parsed = schema.safeParse(handle);
  if (parsed.success) return parsed.data;
  throw new AppError('internal', `A stored ${provider} submission cannot be read; retry it, or skip it.`, {
    provider,
    stage: 'poll',
  });
}

/**
 * Asks how a submission stands. Where the vendor no longer knows it (404 while polling), it has failed for good: asking
 * again would go on for ever.
 */
export async function orGone(provider: string, ask: () => Promise<GenerationResponse>): Promise<GenerationResponse> {
  try {
    return await ask();
  } catch (thrown) {
    if (!AppError.is(thrown) || thrown.code !== 'not_found') throw thrown;
    const { message: _message, details } = thrown;
    const error = new AppError(
      'not_found',
      `${provider} no longer knows this submission, so its result is lost; retry the shot to make it anew.`,
      { ...details, retryable: false },
    );
    return { status: 'failed', error };
  }
}

/** The standing of a submission at a vendor that answers when it is done and keeps nothing to ask about afterwards. */
export function keepsNothing(provider: string): GenerationResponse {
  const sentence = `${provider} answers when it is done and keeps nothing, so this result is lost; make it anew.`;
  return { status: 'failed', error: new AppError('not_found', sentence, { provider, stage: 'poll' }) };
}
