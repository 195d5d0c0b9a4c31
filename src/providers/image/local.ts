import type { ImageProviderConfig } from '../../types/providers.ts';
import type { GenerationResponse, KeyCheckAnswer, ProviderContext, ProviderEntry } from '../base.ts';
import { LocalRenderClient } from '../local-render.ts';
import { BaseImageProvider, type ImageRequest } from './base.ts';

/** Draws storyboard frames through the render service. Free, offline, the same for the same prompt and seed. */
export class LocalImageProvider extends BaseImageProvider {
  private readonly client: LocalRenderClient;

  constructor(config: ImageProviderConfig, context: ProviderContext) {
    super(config, context);
    this.client = new LocalRenderClient(context);
  }

  override generate(request: ImageRequest): Promise<GenerationResponse> {
    const { prompt, negativePrompt, width, height, seed = 0, shot } = request;
    return this.client.submit({
      kind: 'storyboard',
      prompt,
      width,
      height,
      seed,
      caption: this.config.caption ?? true,
      ...(negativePrompt === undefined ? {} : { negativePrompt }),
      ...(shot === undefined ? {} : { shot }),
    });
  }

  override checkStatus(handle: Readonly<Record<string, unknown>>): Promise<GenerationResponse> {
    return this.client.status(handle);
  }

  override estimateCost(): number {
    return 0;
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    return this.client.checkKey();
  }

  override reconcile(request: ImageRequest): Promise<GenerationResponse> {
    return this.generate(request);
  }

  override download(url: string): Promise<Response> {
    return this.client.download(url);
  }

  override cancel(handle: Readonly<Record<string, unknown>>): Promise<void> {
    return this.client.cancel(handle);
  }
}

/** `local` in the image registry. */
export const localImage: ProviderEntry<ImageProviderConfig, BaseImageProvider> = {
  info: {
    role: 'image',
    provider: 'local',
    name: 'Local storyboard',
    needsKey: false,
    keyVariables: [],
    defaultModel: 'storyboard',
    description: 'Draws storyboard frames on this machine. No model, no key, no cost.',
  },
  models: [
    {
      id: 'storyboard',
      name: 'Storyboard frames',
      prices: [{ unit: 'image', unitCostUsd: 0, asOf: '2026-11-23', source: 'runs here' }],
      aliases: [],
      seed: true,
    },
  ],
  create: (config, context) => new LocalImageProvider(config, context),
};
