import { sha256OfKey } from '../../lib/media-store.ts';
import { SHOT_SECONDS } from '../../types/project.ts';
import type { VideoProviderConfig } from '../../types/providers.ts';
import type { GenerationResponse, KeyCheckAnswer, ProviderContext, ProviderEntry } from '../base.ts';
import { LocalRenderClient } from '../local-render.ts';
import { BaseVideoProvider, type VideoRequest } from './base.ts';

/** Animates keyframes into an animatic through the render service: camera move and dissolve, already in film format. */
export class LocalVideoProvider extends BaseVideoProvider {
  private readonly client: LocalRenderClient;

  constructor(config: VideoProviderConfig, context: ProviderContext) {
    super(config, context);
    this.client = new LocalRenderClient(context);
  }

  override generate(request: VideoRequest): Promise<GenerationResponse> {
    const { startImageUrl, endImageUrl, cameraMove, frameCount, format } = request;
    const inputs = endImageUrl === undefined ? [startImageUrl] : [startImageUrl, endImageUrl];
    return this.client.submit(
      {
        kind: 'clip',
        startImage: sha256OfKey(startImageUrl),
        ...(endImageUrl === undefined ? {} : { endImage: sha256OfKey(endImageUrl) }),
        cameraMove,
        frameCount,
        format,
      },
      inputs,
    );
  }

  override checkStatus(handle: Readonly<Record<string, unknown>>): Promise<GenerationResponse> {
    return this.client.status(handle);
  }

  override supportsEndFrame(): boolean {
    return true;
  }

  override estimateCost(): number {
    return 0;
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    return this.client.checkKey();
  }

  override reconcile(request: VideoRequest): Promise<GenerationResponse> {
    return this.generate(request);
  }

  override download(url: string): Promise<Response> {
    return this.client.download(url);
  }

  override cancel(handle: Readonly<Record<string, unknown>>): Promise<void> {
    return this.client.cancel(handle);
  }
}

/** `local` in the video registry. */
export const localVideo: ProviderEntry<VideoProviderConfig, BaseVideoProvider> = {
  info: {
    role: 'video',
    provider: 'local',
    name: 'Local animatic',
    needsKey: false,
    keyVariables: [],
    defaultModel: 'animatic',
    description: 'Moves a camera over the keyframes on this machine. No model, no key, no cost.',
  },
  models: [
    {
      id: 'animatic',
      name: 'Animatic',
      prices: [{ unit: 'second', unitCostUsd: 0, asOf: '2026-11-23', source: 'runs here' }],
      aliases: [],
      durations: { min: SHOT_SECONDS.min, max: SHOT_SECONDS.max, step: 0 },
      endFrame: true,
      aspectRatios: ['16:9', '9:16', '1:1'],
      seed: false,
    },
  ],
  create: (config, context) => new LocalVideoProvider(config, context),
};
