import type { ImageProviderConfig } from '../../types/providers.ts';
import { ProviderFactory } from '../factory.ts';
import type { BaseImageProvider } from './base.ts';
import { localImage } from './local.ts';
import { plannedImage } from './planned.ts';

/** Makes image providers. */
export const ImageProviderFactory = new ProviderFactory<ImageProviderConfig, BaseImageProvider>('image', [
  localImage,
  ...plannedImage,
]);
