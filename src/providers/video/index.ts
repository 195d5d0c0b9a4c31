import type { VideoProviderConfig } from '../../types/providers.ts';
import { ProviderFactory } from '../factory.ts';
import type { BaseVideoProvider } from './base.ts';
import { falVideo } from './fal.ts';
import { falKling } from './fal-kling.ts';
import { geminiVideo } from './gemini.ts';
import { klingVideo } from './kling.ts';
import { localVideo } from './local.ts';
import { lumaVideo } from './luma.ts';
import { minimaxVideo } from './minimax.ts';
import { openRouterVideos } from './openrouter.ts';
import { pika } from './pika.ts';
import { replicateVideo } from './replicate.ts';
import { runwayVideo } from './runway.ts';

/** Makes video providers. */
export const VideoProviderFactory = new ProviderFactory<VideoProviderConfig, BaseVideoProvider>('video', [
  localVideo,
  falKling,
  pika,
  falVideo,
  runwayVideo,
  klingVideo,
  lumaVideo,
  minimaxVideo,
  replicateVideo,
  geminiVideo,
  openRouterVideos,
]);
