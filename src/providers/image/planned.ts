import type { ImageProviderConfig } from '../../types/providers.ts';
import type { ProviderEntry } from '../base.ts';
import type { BaseImageProvider } from './base.ts';

/**
 * Image providers that are named and priced but have no adapter in this version: they can be chosen, kept with
 * their sealed keys and estimated, and are refused with a clear sentence before anything is sent.
 */
export const plannedImage: ProviderEntry<ImageProviderConfig, BaseImageProvider>[] = [
  {
    info: {
      role: 'image',
      provider: 'midjourney',
      name: 'Midjourney (proxy)',
      needsKey: true,
      keyVariables: ['MIDJOURNEY_API_KEY'],
      description: 'Midjourney through a proxy of your own; needs baseUrl.',
    },
    models: [],
  },
];
