import type { VideoProviderConfig } from '../../types/providers.ts';
import type { ProviderEntry } from '../base.ts';
import { falLivePrices } from '../fal/live-prices.ts';
import { findFalModel } from '../fal/models.ts';
import { FalVideoProvider } from '../fal/video-provider.ts';
import type { BaseVideoProvider } from './base.ts';
import { KLING_MODELS, klingLike } from './fal-kling.models.ts';

/** `fal-kling` in the video registry: Kling through fal. An endpoint id without a row is run with the newest one's fields. */
export const falKling: ProviderEntry<VideoProviderConfig, BaseVideoProvider> = {
  info: {
    role: 'video',
    provider: 'fal-kling',
    name: 'fal Kling',
    needsKey: true,
    keyVariables: ['FAL_KEY'],
    defaultModel: 'kling-v2.1-pro',
    description: 'Kling video models through fal.',
  },
  models: KLING_MODELS.map(({ info }) => info),
  livePrices: falLivePrices(({ model }) => findFalModel(KLING_MODELS, model)?.info),
  create: (config, context) => {
    const model = findFalModel(KLING_MODELS, config.model) ?? klingLike(config.model ?? '');
    return new FalVideoProvider(config, context, model);
  },
};
