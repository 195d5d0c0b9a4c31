import { withStated } from '../../lib/prices.ts';
import type { ModelInfo, Price } from '../../types/providers.ts';
import type { LivePrices } from '../base.ts';
import { falPrice } from './prices.ts';

/** fal's words for what it bills by; what is not among them, such as computing time, says nothing of a result's price. */
const UNITS: readonly [word: RegExp, unit: Price['unit']][] = [
  [/^images?$/i, 'image'],
  [/^(?:megapixels?|mp)$/i, 'megapixel'],
  [/^seconds?$/i, 'second'],
  [/^minutes?$/i, 'minute'],
  [/^(?:videos?|requests?|generations?)$/i, 'request'],
];

interface FalConfig {
  provider: string;
  model?: string | undefined;
  apiKey?: string | undefined;
  baseUrl?: string | undefined;
}

/**
 * Reads today's price of the configured model from fal's price list, which is for holders of a key and may differ between
 * accounts (contract: video §1.1 Prices).
 * @param find the model's catalogue row.
 */
export function falLivePrices<Config extends FalConfig>(
  find: (config: Config) => ModelInfo | undefined,
): LivePrices<Config> {
  return async (context, config) => {
    const { provider, apiKey, baseUrl, model } = config;
    const row = find(config);
    const endpoint = row?.vendorId ?? model;
    if (apiKey === undefined || endpoint === undefined) return undefined;
    const stated = await falPrice({ provider, apiKey, baseUrl, context }, endpoint);
    const unit = UNITS.find(([word]) => word.test(stated?.unit ?? ''))?.[1];
    if (!stated || unit === undefined) return undefined;
    return withStated(row?.prices ?? [], {
      unit,
      unitCostUsd: stated.unitPriceUsd,
      asOf: new Date(context.now()).toISOString().slice(0, 10),
      source: 'fal’s price list for this account, api.fal.ai/v1/models/pricing',
    });
  };
}
