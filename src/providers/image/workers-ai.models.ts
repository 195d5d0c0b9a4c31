import { roundUsd } from '../../lib/utils.ts';
import type { ModelInfo, Price } from '../../types/providers.ts';

/** A picture's size in pixels. */
interface Size {
  width: number;
  height: number;
}

/** An image model on Workers AI: its catalogue row, how it takes its inputs, and what it costs. */
export interface WorkersAIImageModel {
  info: ModelInfo;
  /** As a form, as JSON, or as JSON with the prompt only, always square. */
  inputs: 'form' | 'json' | 'prompt';
  /** The name of the number of steps, and how many are asked for; absent where the model settles them. */
  steps?: { name: 'steps' | 'num_steps'; standard: number; hd: number };
  /** US dollars by tiles of 512×512 pixels and by steps; absent where no price is known. */
  rates?: { tile: number; step: number; tileAndStep: number };
  /** US dollars for a reference picture, which is one tile at most, and for each step with it; absent where it is not known. */
  referenceRates?: { tile: number; tileAndStep: number };
}

const TILE_PIXELS = 512;
/** Size of pictures whose model takes none. */
const SQUARE: Size = { width: 1024, height: 1024 };

/** US dollars for one picture without references; null when the price is not known. */
export function workersAICost(
  { rates, steps, inputs }: Omit<WorkersAIImageModel, 'info'>,
  quality: 'standard' | 'hd' | undefined,
  wanted: Size,
): number | null {
  if (!rates) return null;
  const { width, height } = inputs === 'prompt' ? SQUARE : wanted;
  const tiles = Math.ceil(width / TILE_PIXELS) * Math.ceil(height / TILE_PIXELS);
  const count = steps?.[quality ?? 'standard'] ?? 0;
  return roundUsd(tiles * rates.tile + count * rates.step + tiles * count * rates.tileAndStep);
}

/** Sizes films have (see `filmFormat`). */
const FILM_SIZES: readonly Size[] = [
  { width: 1280, height: 720 },
  { width: 720, height: 1280 },
  { width: 720, height: 720 },
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
  { width: 1080, height: 1080 },
];

function row(
  info: Pick<ModelInfo, 'id' | 'name'> & Partial<ModelInfo>,
  details: Omit<WorkersAIImageModel, 'info'> & { asOf?: string; source: string },
): WorkersAIImageModel {
  const { asOf = '2026-11-25', source, ...model } = details;
  const price = (quality: 'standard' | 'hd', size: Size): Price => {
    const when = { quality, resolution: `${size.width}x${size.height}` };
    return { unit: 'image', unitCostUsd: workersAICost(model, quality, size), asOf, source, when };
  };
  const prices = model.rates
    ? (['standard', 'hd'] as const).flatMap((quality) => FILM_SIZES.map((size) => price(quality, size)))
    : [{ unit: 'image' as const, unitCostUsd: null, asOf, source }];
  const references = info.referenceImages === undefined ? [] : referencePrices(model, { asOf, source });
  return { info: { prices: [...prices, ...references], aliases: [], seed: true, ...info }, ...model };
}

function referencePrices(
  { referenceRates, steps }: Omit<WorkersAIImageModel, 'info'>,
  dated: Pick<Price, 'asOf' | 'source'>,
): Price[] {
  if (!referenceRates) return [{ unit: 'reference', unitCostUsd: null, ...dated }];
  const { tile, tileAndStep } = referenceRates;
  return (['standard', 'hd'] as const).map((quality) => ({
    unit: 'reference',
    unitCostUsd: roundUsd(tile + (steps?.[quality] ?? 0) * tileAndStep),
    ...dated,
    when: { quality },
  }));
}

const PAGE = 'developers.cloudflare.com, the model’s page';
const UNPRICED = `${PAGE}: no price was found`;
const REFERENCES = { referenceImages: 4, inputForms: ['data-uri' as const] };

/**
 * Image models on Workers AI, the default first (contract: llm-image §2.5, §3; workers-ai.derived.json; npm
 * @cloudflare/workers-types). The day's first 10,000 neurons, $0.11 worth, are free.
 */
export const WORKERS_AI_IMAGE_MODELS: readonly WorkersAIImageModel[] = [
  row(
    { id: '@cf/black-forest-labs/flux-2-klein-4b', name: 'FLUX.2 klein 4B', ...REFERENCES },
    {
      inputs: 'form',
      rates: { tile: 0.000287, step: 0, tileAndStep: 0 },
      referenceRates: { tile: 0.000059, tileAndStep: 0 },
      source: PAGE,
    },
  ),
  row(
    { id: '@cf/black-forest-labs/flux-2-klein-9b', name: 'FLUX.2 klein 9B', ...REFERENCES },
    { inputs: 'form', source: UNPRICED },
  ),
  row(
    { id: '@cf/black-forest-labs/flux-2-dev', name: 'FLUX.2 dev', ...REFERENCES },
    {
      inputs: 'form',
      steps: { name: 'steps', standard: 25, hd: 50 },
      rates: { tile: 0, step: 0, tileAndStep: 0.00041 },
      referenceRates: { tile: 0, tileAndStep: 0.00021 },
      asOf: '2026-11-23',
      source: PAGE,
    },
  ),
  row(
    { id: '@cf/black-forest-labs/flux-1-schnell', name: 'FLUX.1 schnell (square)', seed: false, aspectRatios: ['1:1'] },
    {
      inputs: 'prompt',
      steps: { name: 'steps', standard: 4, hd: 8 },
      rates: { tile: 0.0000528, step: 0.0001056, tileAndStep: 0 },
      source: PAGE,
    },
  ),
  row(
    { id: '@cf/leonardo/lucid-origin', name: 'Leonardo Lucid Origin' },
    {
      inputs: 'json',
      steps: { name: 'num_steps', standard: 20, hd: 40 },
      rates: { tile: 0.007, step: 0.00013, tileAndStep: 0 },
      source: PAGE,
    },
  ),
  row(
    { id: '@cf/leonardo/phoenix-1.0', name: 'Leonardo Phoenix 1.0', negativePrompt: true },
    { inputs: 'json', steps: { name: 'num_steps', standard: 25, hd: 50 }, source: UNPRICED },
  ),
  row(
    { id: '@cf/stabilityai/stable-diffusion-xl-base-1.0', name: 'Stable Diffusion XL', negativePrompt: true },
    { inputs: 'json', steps: { name: 'num_steps', standard: 20, hd: 20 }, source: UNPRICED },
  ),
];
