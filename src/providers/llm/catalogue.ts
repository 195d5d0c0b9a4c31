import type { ModelInfo } from '../../types/providers.ts';

/** What is known of a language model, as one line of a catalogue. */
export interface LanguageModelRow {
  id: string;
  name: string;
  /** US dollars for a million tokens; null where the price is not known. */
  prices: readonly [input: number, output: number] | null;
  contextTokens?: number;
  maxOutputTokens?: number;
  aliases?: string[];
  temperature?: false;
  /** Day the price was read. Default: {@link AS_OF}. */
  asOf?: string;
  /** Where the price was read, and up to where it holds. */
  source: string;
}

/** Day the catalogues were last gone through. */
const AS_OF = '2026-11-25';

/** The catalogue row of a language model. */
export function languageModel(row: LanguageModelRow): ModelInfo {
  const { id, name, prices, asOf = AS_OF, source, aliases = [], ...limits } = row;
  const [input, output] = prices ?? [null, null];
  return {
    id,
    name,
    prices: [
      { unit: 'million_input_tokens', unitCostUsd: input, asOf, source },
      { unit: 'million_output_tokens', unitCostUsd: output, asOf, source },
    ],
    aliases,
    ...limits,
  };
}

/** A model as its vendor lists it: our own row where we have one, with the vendor's limits; else one without a price. */
export function listedModel(
  catalogue: readonly ModelInfo[],
  now: number,
  { id, name, source, prices, ...limits }: ListedModel,
): ModelInfo {
  const known = catalogue.find((row) => row.id === id);
  const asOf = new Date(now).toISOString().slice(0, 10);
  const read = languageModel({ id, name, prices: prices ?? null, asOf, source });
  const row = known ? { ...known, ...(prices ? { prices: read.prices } : {}) } : read;
  return { ...row, ...Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined)) };
}

/** What a vendor's list says of a model. */
export interface ListedModel {
  id: string;
  name: string;
  /** Which list that was. */
  source: string;
  /** US dollars for a million tokens; absent where the list tells none. */
  prices?: readonly [input: number, output: number];
  contextTokens?: number | undefined;
  maxOutputTokens?: number | undefined;
}
