import { hashOf, roundUsd } from '../../lib/utils.ts';
import { parseAnswer } from '../vendor-http.ts';
import { callFal, type FalAccess, falBase } from './access.ts';
import { PricingSchema } from './wire.ts';

/** A price as fal states it now, for this account. */
export interface FalPrice {
  unitPriceUsd: number;
  /** fal's own word, such as `megapixels` or `seconds`. */
  unit: string;
}

const KEPT_MS = 86_400_000;
const MOST_KEPT = 500;
const TIME_LIMIT_MS = 10_000;

/** Prices of this isolate's last day. Accounts may have prices of their own, so the key is part of the name. */
const kept = new Map<string, { price: FalPrice | undefined; until: number }>();

/**
 * What a model costs by fal's price list (contract: video §1.1 Prices); asked anew.
 * @returns undefined where fal has no price in US dollars for it.
 * @throws AppError when it could not be asked.
 */
export async function falPrice(access: FalAccess, model: string): Promise<FalPrice | undefined> {
  const call = { purpose: 'prepare', method: 'GET', model } as const;
  const path = `/v1/models/pricing?endpoint_id=${encodeURIComponent(model)}`;
  const answer = await callFal(access, { ...call, host: 'api', path, timeoutMs: TIME_LIMIT_MS });
  const { prices } = parseAnswer(PricingSchema, answer, { ...call, provider: access.provider });
  const found = prices.find(({ endpoint_id, currency }) => endpoint_id === model && currency === 'USD');
  return found && { unitPriceUsd: found.unit_price, unit: found.unit };
}

/** {@link falPrice}, asked at most once a day for each key. */
async function pricePerDay(access: FalAccess, model: string): Promise<FalPrice | undefined> {
  const now = access.context.now();
  const name = hashOf([falBase(access, 'api'), access.apiKey, model]);
  const known = kept.get(name);
  if (known && known.until > now) return known.price;
  const price = await falPrice(access, model);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(name, { price, until: now + KEPT_MS });
  return price;
}

/**
 * US dollars that a result cost: the units its answer names times the price of one (contract: llm-image §3.2 Cost).
 * @returns undefined where either is missing; the result itself is never lost over it.
 */
export async function falCostUsd(access: FalAccess, model: string, headers: Headers): Promise<number | undefined> {
  const stated = headers.get('x-fal-billable-units');
  const units = stated === null || stated.trim() === '' ? Number.NaN : Number(stated);
  if (!Number.isFinite(units) || units < 0) return undefined;
  const price = await pricePerDay(access, model).catch(() => undefined);
  return price && roundUsd(units * price.unitPriceUsd);
}
