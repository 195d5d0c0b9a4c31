import type { ImageProviderConfig } from '../../types/providers.ts';
import type { ProviderEntry } from '../base.ts';
import { FalImageProvider } from '../fal/image-provider.ts';
import { falLivePrices } from '../fal/live-prices.ts';
import { findFalModel } from '../fal/models.ts';
import type { BaseImageProvider } from './base.ts';
import { FLUX_MODELS } from './fal-flux.models.ts';

/** `fal-flux` in the image registry: FLUX models through fal. Any other image model of fal works by its endpoint id. */
export const falFlux: ProviderEntry<ImageProviderConfig, BaseImageProvider> = {
  info: {
    role: 'image',
    provider: 'fal-flux',
    name: 'fal FLUX',
    needsKey: true,
    keyVariables: ['FAL_KEY'],
    defaultModel: 'flux/dev',
    description: 'FLUX image models through fal.',
  },
  models: FLUX_MODELS.map(({ info }) => info),
  livePrices: falLivePrices(({ model }) => findFalModel(FLUX_MODELS, model)?.info),
  create: (config, context) => new FalImageProvider(config, context, FLUX_MODELS),
};
