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
      provider: 'minimax',
      name: 'MiniMax',
      needsKey: true,
      keyVariables: ['MINIMAX_API_KEY'],
      description: 'Hailuo models from MiniMax.',
    },
    models: [],
  },
];
