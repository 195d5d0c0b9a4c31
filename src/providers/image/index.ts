import type { ImageProviderConfig } from '../../types/providers.ts';
import { ProviderFactory } from '../factory.ts';
import type { BaseImageProvider } from './base.ts';
import { falFlux } from './fal-flux.ts';
import { falSdxl } from './fal-sdxl.ts';
import { geminiImage } from './gemini.ts';
import { localImage } from './local.ts';
import { midjourney } from './midjourney.ts';
import { openAIImages } from './openai-dalle.ts';
import { openRouterImages } from './openrouter.ts';
import { replicateImageEntry } from './replicate.ts';
import { stability } from './stability.ts';
import { workersAIImages } from './workers-ai.ts';

/** Makes image providers. */
export const ImageProviderFactory = new ProviderFactory<ImageProviderConfig, BaseImageProvider>('image', [
  localImage,
  falFlux,
  falSdxl,
  openAIImages,
  midjourney,
  geminiImage,
  openRouterImages,
  replicateImageEntry,
  stability,
  workersAIImages,
]);
