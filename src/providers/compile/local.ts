import { sha256OfKey } from '../../lib/media-store.ts';
import type { CompileProviderConfig } from '../../types/providers.ts';
import type { GenerationResponse, KeyCheckAnswer, ProviderContext, ProviderEntry } from '../base.ts';
import { LocalRenderClient } from '../local-render.ts';
import { BaseCompileProvider, type CompileRequest, type PreparationJob } from './base.ts';

/** Cuts the film through the render service: transitions rendered, everything else copied as it is. */
export class LocalCompileProvider extends BaseCompileProvider {
  private readonly client: LocalRenderClient;

  constructor(config: CompileProviderConfig, context: ProviderContext) {
    super(config, context);
    this.client = new LocalRenderClient(context);
  }

  override generate(request: CompileRequest): Promise<GenerationResponse> {
    const { title, format, clips, transitions, seams = [], sound, soundKeys = [] } = request;
    return this.client.submit(
      {
        kind: 'film',
        title,
        format,
        clips: clips.map(({ key, sourceKey, frameCount }) => ({
          clip: sha256OfKey(key),
          frameCount,
          ...(sourceKey === undefined ? {} : { source: sha256OfKey(sourceKey) }),
        })),
        transitions,
        ...(seams.length > 0 ? { seams: seams.map(({ id, key }) => ({ id, seam: sha256OfKey(key) })) } : {}),
        ...(sound ? { sound } : {}),
      },
      [
        ...clips.flatMap(({ key, sourceKey }) => [key, ...(sourceKey ? [sourceKey] : [])]),
        ...seams.map(({ key }) => key),
        ...soundKeys,
      ],
    );
  }

  override prepare(job: PreparationJob, inputs: readonly string[]): Promise<GenerationResponse> {
    return this.client.submit(job, inputs);
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

  override reconcile(request: CompileRequest): Promise<GenerationResponse> {
    return this.generate(request);
  }

  override download(url: string): Promise<Response> {
    return this.client.download(url);
  }

  override cancel(handle: Readonly<Record<string, unknown>>): Promise<void> {
    return this.client.cancel(handle);
  }
}

/** `local` in the compile registry. */
export const localCompile: ProviderEntry<CompileProviderConfig, BaseCompileProvider> = {
  info: {
    role: 'compile',
    provider: 'local',
    name: 'Local film',
    needsKey: false,
    keyVariables: [],
    description: 'Cuts the clips into one MP4 with all transitions on this machine or your own render service.',
  },
  models: [
    {
      id: 'film',
      name: 'H.264/AAC MP4',
      prices: [{ unit: 'request', unitCostUsd: 0, asOf: '2026-11-23', source: 'runs here' }],
      aliases: [],
    },
  ],
  create: (config, context) => new LocalCompileProvider(config, context),
};
