import type { ModelInfo, Price, PriceConditions } from '../types/providers.ts';

/** The price that applies, and whether it surely is the one. */
export interface FoundPrice {
  price: Price;
  /** True where rows that differ in amount fit equally well; then the dearest was taken, so that no bill surprises. */
  ambiguous: boolean;
}

/** Whether a row may apply: what it asks for is not contradicted. */
function fits(price: Price, conditions: PriceConditions): boolean {
  const { resolution, audio, quality } = price.when ?? {};
  return (
    (resolution === undefined || conditions.resolution === undefined || resolution === conditions.resolution) &&
    (audio === undefined || conditions.audio === undefined || audio === conditions.audio) &&
    (quality === undefined || conditions.quality === undefined || quality === conditions.quality)
  );
}

/**
 * The known price of a model in the first of `units` that has one and fits the conditions; undefined when there is none.
 * A condition that is left open makes rows that differ by it ambiguous.
 */
export function findPrice(
  model: Pick<ModelInfo, 'prices'> | undefined,
  units: readonly Price['unit'][],
  conditions: PriceConditions = {},
): FoundPrice | undefined {
  for (const unit of units) {
    const known = (model?.prices ?? []).filter(
      (price) => price.unit === unit && price.unitCostUsd !== null && fits(price, conditions),
    );
    const dearest = known.toSorted((one, other) => (other.unitCostUsd ?? 0) - (one.unitCostUsd ?? 0))[0];
    if (dearest) return { price: dearest, ambiguous: known.some((price) => price.unitCostUsd !== dearest.unitCostUsd) };
  }
  return undefined;
}
