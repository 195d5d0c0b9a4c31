import { findPrice } from '../../lib/prices.ts';
import { roundUsd } from '../../lib/utils.ts';
import type { ErrorCode } from '../../types/errors.ts';
import { AppError } from '../../types/errors.ts';
import type { FilmFormat } from '../../types/film.ts';
import type { ModelInfo, PriceConditions } from '../../types/providers.ts';
import { saidError, type VendorCall, vendorError } from '../vendor-http.ts';

/** Lines of the short side that is asked for: what the film needs, of the two sizes models make. */
export function linesOf(format: FilmFormat): '720p' | '1080p' {
  return Math.min(format.width, format.height) >= 1080 ? '1080p' : '720p';
}

/**
 * US dollars for a clip by its catalogue row; null when the price is not known.
 * Where rows that differ fit equally well, the dearest counts.
 */
export function clipCost(
  row: Pick<ModelInfo, 'prices'> | undefined,
  durationSeconds: number,
  conditions: PriceConditions = {},
): number | null {
  const found = findPrice(row, ['second', 'minute', 'request'], conditions);
  if (!found || found.price.unitCostUsd === null) return null;
  const { unit, unitCostUsd } = found.price;
  const quantity = unit === 'request' ? 1 : unit === 'minute' ? durationSeconds / 60 : durationSeconds;
  return roundUsd(quantity * unitCostUsd);
}

/**
 * Refuses a prompt that is longer than the model takes, before anything is sent: what a vendor would cut off is the
 * user's to shorten.
 * @throws AppError `invalid_input`.
 */
export function promptWithin(prompt: string, limit: number | undefined, provider: string): string {
  if (limit === undefined || prompt.length <= limit) return prompt;
  throw new AppError(
    'invalid_input',
    `The motion prompt has ${prompt.length} characters, and this model takes ${limit}; shorten the shot's motion prompt.`,
    { provider, stage: 'prepare' },
  );
}

/** Whole seconds for models that take nothing else: the next length that holds the clip. */
export function wholeSeconds(durationSeconds: number): number {
  return Math.ceil(Math.round(durationSeconds * 1000) / 1000);
}

/** Why a vendor that took a clip did not make it. `unavailable` stands for failures that are no one's fault here. */
export function clipFailure(call: VendorCall, code: ErrorCode, vendorMessage?: string | null): AppError {
  const message = vendorMessage ?? undefined;
  if (code !== 'unavailable') return saidError(call, { code, message });
  const sentence = `${call.provider} could not make this clip; retry the shot.`;
  return vendorError(call, code, sentence, { vendorMessage: message, retryable: true });
}
