import type { ModelInfo, Price, PriceConditions } from '../types/providers.ts';
import { roundUsd } from './utils.ts';

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

const REFERENCE_UNITS = ['reference', 'reference_megapixel'] as const;

/** How many of a unit so many reference pictures of a film's size are. */
export function referenceQuantity(
  unit: (typeof REFERENCE_UNITS)[number],
  count: number,
  { width, height }: { width: number; height: number },
): number {
  return unit === 'reference' ? count : count * Math.ceil((width * height) / 1e6);
}

/** Whether a model charges for the reference pictures it is shown. */
export function chargesReferences(model: Pick<ModelInfo, 'prices'> | undefined): boolean {
  return (model?.prices ?? []).some(({ unit }) => REFERENCE_UNITS.some((one) => one === unit));
}

/**
 * US dollars for so many reference pictures, taken to be of the film's size: 0 where the model's row charges nothing for
 * them, null where it does and nobody knows how much.
 */
export function referencesCost(
  model: Pick<ModelInfo, 'prices'> | undefined,
  count: number,
  size: { width: number; height: number },
): number | null {
  if (count === 0 || !chargesReferences(model)) return 0;
  for (const unit of REFERENCE_UNITS) {
    const unitCostUsd = findPrice(model, [unit])?.price.unitCostUsd;
    if (typeof unitCostUsd === 'number') return roundUsd(referenceQuantity(unit, count, size) * unitCostUsd);
  }
  return null;
}

/** The sum of two prices, null where one is not known. */
export function sumUsd(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : roundUsd(one + other);
}

/**
 * A catalogue's rows with the price a vendor states now for a whole model in the place of those for its results. Where
 * they hang on resolution or sound, the stated one is only their base: each stays, or becomes that where it is dearer.
 */
export function withStated(prices: readonly Price[], stated: Price): Price[] {
  const isReference = ({ unit }: Price) => REFERENCE_UNITS.some((one) => one === unit);
  if (!prices.some((price) => price.when !== undefined && price.unitCostUsd !== null && !isReference(price))) {
    return [stated, ...prices.filter(isReference)];
  }
  return prices.map((price) => {
    const { unit, unitCostUsd, when } = price;
    const isLower = unit === stated.unit && unitCostUsd !== null && unitCostUsd < (stated.unitCostUsd ?? 0);
    return isLower ? { ...stated, ...(when === undefined ? {} : { when }) } : price;
  });
}

/** A row with the prices that were read today in place of its own, where there are any. */
export function withLive<Row extends Pick<ModelInfo, 'prices'>>(
  row: Row | undefined,
  live: Price[] | undefined,
): Pick<ModelInfo, 'prices'> | undefined {
  return live === undefined ? row : { ...row, prices: live };
}
