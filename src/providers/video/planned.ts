import type { VideoProviderConfig } from '../../types/providers.ts';
import type { ProviderEntry } from '../base.ts';
import type { BaseVideoProvider } from './base.ts';

/**
 * Video providers that are named and priced but have no adapter in this version: they can be chosen, kept with
 * their sealed keys and estimated, and are refused with a clear sentence before anything is sent.
 */
export const plannedVideo: ProviderEntry<VideoProviderConfig, BaseVideoProvider>[] = [
  {
    info: {
      role: 'video',
      provider: 'fal-kling',
      name: 'fal Kling',
      needsKey: true,
      keyVariables: ['FAL_KEY'],
      defaultModel: 'kling-v2.1-pro',
      description: 'Kling video models through fal.',
    },
    models: [
      {
        id: 'kling-v2.1-pro',
        name: 'kling-v2.1-pro',
        prices: [
          { unit: 'second', unitCostUsd: 0.098, asOf: '2026-11-23', source: 'fal.ai model page: $0.49 per 5 s' },
        ],
        aliases: [],
        durations: [5, 10],
        endFrame: true,
      },
      {
        id: 'kling-v2.5-turbo-pro',
        name: 'kling-v2.5-turbo-pro',
        prices: [{ unit: 'second', unitCostUsd: 0.07, asOf: '2026-11-23', source: 'fal.ai model page: $0.35 per 5 s' }],
        aliases: [],
        durations: [5, 10],
        endFrame: true,
      },
    ],
  },
  {
    info: {
      role: 'video',
      provider: 'pika',
      name: 'Pika',
      needsKey: true,
      keyVariables: ['FAL_KEY'],
      description: 'Pika 2.2 through fal.',
    },
    models: [],
  },
  {
    info: {
      role: 'video',
      provider: 'minimax',
      name: 'MiniMax',
      needsKey: true,
      keyVariables: ['MINIMAX_API_KEY'],
      description: 'Hailuo models from MiniMax.',
    },
    models: [],
  },
];
