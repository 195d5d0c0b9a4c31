import * as z from 'zod';
import { AppError } from '../types/errors.ts';

/** The vendor whose account a provider's key belongs to: what goes through fal shares fal's limits. */
export function vendorOf(provider: string): string {
  return provider.startsWith('fal-') || provider === 'pika' ? 'fal' : provider;
}

/** Submissions that may be in flight at once where no setting says otherwise. Vendors' own limits, or less. */
const DEFAULT_LIMITS: Readonly<Record<string, number>> = { local: 12, fal: 6, openai: 4, 'openai-dalle': 4, runway: 2 };
const USUAL_LIMIT = 3;

/**
 * Submissions that may be in flight at once at a vendor.
 * @param settings JSON of limits by vendor (`PROVIDER_LIMITS`), such as `{"fal":20}`; undefined for the defaults.
 * @throws AppError `internal` when the setting is malformed.
 */
export function vendorLimit(vendor: string, settings: string | undefined): number {
  const given = settings === undefined ? {} : parseLimits(settings);
  return given[vendor] ?? DEFAULT_LIMITS[vendor] ?? USUAL_LIMIT;
}

const LimitsSchema = z.record(z.string(), z.int().min(1));

function parseLimits(settings: string): z.infer<typeof LimitsSchema> {
  try {
    return LimitsSchema.parse(JSON.parse(settings));
  } catch (cause) {
    throw new AppError('internal', 'PROVIDER_LIMITS must be JSON like {"fal":6,"runway":2}.', {}, cause);
  }
}
