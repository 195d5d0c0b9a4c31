import * as z from 'zod';
import { AppError } from '../types/errors.ts';

/** Sends requests for the render service to wherever this deployment has it: a binding, or an address. */
export function renderFetch(env: { RENDER?: Fetcher; RENDER_URL?: string }): (request: Request) => Promise<Response> {
  const { RENDER: binding, RENDER_URL: address } = env;
  if (binding) return (request) => binding.fetch(request);
  if (address === undefined) {
    return () =>
      Promise.reject(new AppError('unavailable', 'No render service is configured: set RENDER_URL or bind RENDER.'));
  }
  return (request) => {
    const { pathname, search } = new URL(request.url);
    return fetch(new Request(new URL(pathname + search, address), request));
  };
}

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

/** Address that a vendor may call about one task; undefined where this server has no public address. */
export function publicWebhookUrl(
  publicUrl: string | undefined,
  jobId: string,
  taskId: string,
  token: string,
): string | undefined {
  return publicUrl === undefined ? undefined : new URL(`/api/webhooks/${jobId}/${taskId}/${token}`, publicUrl).href;
}
