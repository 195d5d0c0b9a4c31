import { compact } from '../../lib/utils.ts';
import type { ModelInfo, Price } from '../../types/providers.ts';

import { REPLICATE_INPUT_FORMS } from '../replicate/input-images.ts';
import type { ModelInputs } from '../replicate/model-inputs.ts';
import { nearestRatio } from './aspect-ratio.ts';
import type { ImageRequest } from './base.ts';

/** A model whose inputs are known: its catalogue row, and how its input is written. */
export interface ReplicateImageModel {
  /** `vendorId` is the model's own name on Replicate, `owner/name`. */
  info: ModelInfo & { vendorId: string };
  /** @param references addresses of pictures to be like, at most as many as the row says. */
  input(request: ImageRequest, references: string[]): Record<string, unknown>;
}

/** Ratios that all of these models make. */
const RATIOS = ['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3'];

/** What they have in common (contract: llm-image §3.3). The seconds are unmeasured and rather too short. */
function row(
  name: string,
  details: { price: Price; referencePrice?: Price; usualSeconds: number; referenceImages?: number },
  input: ReplicateImageModel['input'],
): ReplicateImageModel {
  const { price: own, referencePrice, ...rest } = details;
  return {
    info: {
      id: name,
      vendorId: `black-forest-labs/${name}`,
      name: `FLUX: ${name}`,
      prices: referencePrice ? [own, referencePrice] : [own],
      aliases: [],
      seed: true,
      aspectRatios: RATIOS,
      ...(rest.referenceImages === undefined ? {} : { inputForms: [...REPLICATE_INPUT_FORMS] }),
      ...rest,
    },
    input,
  };
}

function common({ prompt, width, height, seed }: ImageRequest): Record<string, unknown> {
  return compact({ prompt, aspect_ratio: nearestRatio(RATIOS, width, height), seed, output_format: 'jpg' });
}

/** Kontext takes one picture. */
const kontext: ReplicateImageModel['input'] = (request, [reference]) =>
  compact({ ...common(request), input_image: reference });

/** FLUX.2 takes a list of pictures, and its size in megapixels. */
const second: ReplicateImageModel['input'] = (request, references) => ({
  ...common(request),
  resolution: `${megapixels(request.width, request.height)} MP`,
  ...(references.length === 0 ? {} : { input_images: references }),
});

/** The size FLUX.2 is asked for, in whole megapixels; it makes 1, 2 and 4. */
export function megapixels(width: number, height: number): number {
  const wanted = (width * height) / 1e6;
  return [1, 2].find((size) => wanted <= size * 1.1) ?? 4;
}

const MEMORY = 'Replicate’s price list from memory, as a third party quoted it in May 2026';
const MAKER = 'the maker’s price list (docs.bfl.ai); Replicate’s may differ';
const price = (unit: Price['unit'], unitCostUsd: number, source: string): Price => ({
  ...{ unit, unitCostUsd, source },
  asOf: '2026-11-23',
});

/** FLUX models on Replicate, the default first. */
export const REPLICATE_IMAGE_MODELS: readonly ReplicateImageModel[] = [
  row('flux-dev', { price: price('image', 0.025, MEMORY), usualSeconds: 3 }, common),
  row('flux-schnell', { price: price('image', 0.003, MEMORY), usualSeconds: 1 }, common),
  row('flux-1.1-pro', { price: price('image', 0.04, MEMORY), usualSeconds: 4 }, common),
  row('flux-kontext-pro', { price: price('image', 0.04, MAKER), usualSeconds: 5, referenceImages: 1 }, kontext),
  row('flux-kontext-max', { price: price('image', 0.08, MAKER), usualSeconds: 6, referenceImages: 1 }, kontext),
  row(
    'flux-2-pro',
    {
      price: price('megapixel', 0.03, MAKER),
      referencePrice: price('reference_megapixel', 0.015, MAKER),
      usualSeconds: 8,
      referenceImages: 8,
    },
    second,
  ),
  row(
    'flux-2-flex',
    {
      price: price('megapixel', 0.05, MAKER),
      referencePrice: price('reference_megapixel', 0.05, MAKER),
      usualSeconds: 8,
      referenceImages: 10,
    },
    second,
  ),
];

/**
 * The input of a model by its own description: each of the usual names that it has, and nothing it does not. Without a
 * description only the prompt and the seed are sent.
 * @returns undefined where the model takes no prompt.
 */
export function describedInput(
  { prompt, negativePrompt, width, height, seed }: ImageRequest,
  inputs: ModelInputs | undefined,
): Record<string, unknown> | undefined {
  if (!inputs) return compact({ prompt, seed });
  if (!inputs.has('prompt')) return undefined;
  const ratios = (inputs.get('aspect_ratio') ?? []).filter((value) => /^\d+:\d+$/.test(value));
  const formats = inputs.get('output_format') ?? [];
  const all = {
    ...{ prompt, seed, negative_prompt: negativePrompt, num_outputs: 1 },
    ...(ratios.length > 0 ? { aspect_ratio: nearestRatio(ratios, width, height) } : { width, height }),
    output_format: ['jpg', 'jpeg', 'png'].find((format) => formats.includes(format)),
  };
  return compact(Object.fromEntries(Object.entries(all).filter(([name]) => inputs.has(name))));
}
