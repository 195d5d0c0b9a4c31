import { compact } from '../../lib/utils.ts';
import type { ImageProviderConfig } from '../../types/providers.ts';
import type { ProviderEntry } from '../base.ts';
import { type FalImageModel, FalImageProvider, usualImageInput } from '../fal/image-provider.ts';
import { FAL_INPUT_FORMS } from '../fal/input-images.ts';
import { falLivePrices } from '../fal/live-prices.ts';
import { findFalModel } from '../fal/models.ts';

import type { BaseImageProvider } from './base.ts';

/** SDXL models on fal (contract: llm-image §3.2, fal.image-endpoints.json). */
const SDXL_MODELS: readonly FalImageModel[] = [
  {
    info: {
      id: 'fast-sdxl',
      vendorId: 'fal-ai/fast-sdxl',
      name: 'Stable Diffusion XL',
      prices: [
        {
          unit: 'image',
          unitCostUsd: null,
          asOf: '2026-11-23',
          source: 'billed by computing time; see fal’s price list',
        },
      ],
      aliases: [],
      seed: true,
      negativePrompt: true,
      referenceImages: 1,
      imageToImage: true,
      inputForms: [...FAL_INPUT_FORMS],
      usualSeconds: 2,
    },
    request: (order) => {
      const [reference] = order.references;
      const input = compact({
        ...usualImageInput(order),
        negative_prompt: order.request.negativePrompt,
        // Its own name for what the other models call output_format.
        format: 'jpeg',
        image_url: reference,
      });
      return { endpoint: reference === undefined ? order.endpoint : `${order.endpoint}/image-to-image`, input };
    },
  },
];

/** `fal-sdxl` in the image registry: Stable Diffusion XL through fal. */
export const falSdxl: ProviderEntry<ImageProviderConfig, BaseImageProvider> = {
  info: {
    role: 'image',
    provider: 'fal-sdxl',
    name: 'fal SDXL',
    needsKey: true,
    keyVariables: ['FAL_KEY'],
    defaultModel: 'fast-sdxl',
    description: 'Stable Diffusion XL through fal.',
  },
  models: SDXL_MODELS.map(({ info }) => info),
  livePrices: falLivePrices(({ model }) => findFalModel(SDXL_MODELS, model)?.info),
  create: (config, context) => new FalImageProvider(config, context, SDXL_MODELS),
};
