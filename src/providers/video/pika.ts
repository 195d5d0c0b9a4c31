import { compact } from '../../lib/utils.ts';
import { AppError } from '../../types/errors.ts';
import type { ModelInfo, VideoProviderConfig } from '../../types/providers.ts';
import type { ProviderEntry } from '../base.ts';
import { FAL_INPUT_FORMS } from '../fal/input-images.ts';
import { falLivePrices } from '../fal/live-prices.ts';
import { findFalModel } from '../fal/models.ts';
import { type FalVideoModel, FalVideoProvider } from '../fal/video-provider.ts';
import type { BaseVideoProvider } from './base.ts';

const COMMON = {
  aliases: [],
  resolutions: ['720p', '1080p'],
  seed: true,
  negativePrompt: true,
  nativeAudio: 'never',
  inputForms: [...FAL_INPUT_FORMS],
  // Unmeasured and rather too short: asking early costs nothing, asking late does.
  usualSeconds: 40,
} satisfies Partial<ModelInfo>;

const PER_SECOND = { unit: 'second', asOf: '2026-11-23' } as const;

/** Pika's models as fal serves them (contract: video §1.1; fal-endpoints.json). Lengths are numbers here. */
export const PIKA_MODELS: readonly FalVideoModel[] = [
  {
    info: {
      ...COMMON,
      id: 'pika-v2.2',
      vendorId: 'fal-ai/pika/v2.2/image-to-video',
      name: 'Pika 2.2',
      prices: [
        { ...PER_SECOND, unitCostUsd: 0.04, source: 'fal.ai model page: $0.20 for 5 s', when: { resolution: '720p' } },
        { ...PER_SECOND, unitCostUsd: 0.09, source: 'fal.ai model page: $0.45 for 5 s', when: { resolution: '1080p' } },
      ],
      durations: [5, 10],
      endFrame: false,
    },
    request: ({ endpoint, request, start, resolution }) => ({
      endpoint,
      input: compact({
        ...{ prompt: request.prompt, image_url: start, duration: request.duration, resolution },
        seed: request.seed,
        negative_prompt: request.negativePrompt,
      }),
    }),
  },
  {
    info: {
      ...COMMON,
      id: 'pikaframes-v2.2',
      vendorId: 'fal-ai/pika/v2.2/pikaframes',
      name: 'Pikaframes 2.2',
      prices: [{ ...PER_SECOND, unitCostUsd: null, source: 'not published' }],
      durations: { min: 5, max: 10, step: 1 },
      endFrame: true,
    },
    request: ({ endpoint, request, start, end, resolution }) => {
      if (end === undefined) {
        const sentence = 'Pikaframes moves from one picture to another, and there is no last frame; choose pika-v2.2.';
        throw new AppError('unsupported', sentence, { provider: 'pika', model: endpoint, stage: 'prepare' });
      }
      return {
        endpoint,
        input: compact({
          ...{ prompt: request.prompt, image_urls: [start, end], transitions: [{ duration: request.duration }] },
          ...{ resolution, seed: request.seed, negative_prompt: request.negativePrompt },
        }),
      };
    },
  },
];

/** `pika` in the video registry. Pika's own public API is fal's. */
export const pika: ProviderEntry<VideoProviderConfig, BaseVideoProvider> = {
  info: {
    role: 'video',
    provider: 'pika',
    name: 'Pika',
    needsKey: true,
    keyVariables: ['FAL_KEY'],
    defaultModel: 'pika-v2.2',
    description: 'Pika 2.2 through fal.',
  },
  models: PIKA_MODELS.map(({ info }) => info),
  livePrices: falLivePrices(({ model }) => findFalModel(PIKA_MODELS, model)?.info),
  create: (config, context) => {
    const model = findFalModel(PIKA_MODELS, config.model);
    if (model) return new FalVideoProvider(config, context, model);
    const names = PIKA_MODELS.map(({ info }) => info.id).join(', ');
    throw new AppError('unsupported', `Pika has no model "${config.model}"; choose one of: ${names}.`, {
      provider: 'pika',
      stage: 'prepare',
    });
  },
};
