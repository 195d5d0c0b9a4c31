import type { AppError } from '../types/errors.ts';
import type { Handle } from '../types/job.ts';
import type { ModelInfo, ProviderInfo } from '../types/providers.ts';

/** A stored medium, opened for reading once. */
export interface OpenMedia {
  sha256: string;
  sizeBytes: number;
  mediaType: string;
  body: ReadableStream<Uint8Array>;
}

/** The stored media of one project, as adapters may read them. */
export interface MediaAccess {
  /**
   * Opens a medium by its R2 key.
   * @throws AppError `not_found` when there is none.
   */
  open(key: string): Promise<OpenMedia>;
}

/** Where the render service answers, and the secret it wants. */
export interface RenderAccess {
  fetch: (request: Request) => Promise<Response>;
  secret: string;
}

/** Everything an adapter may touch besides its configuration. Nothing else reaches the world. */
export interface ProviderContext {
  fetch: (request: Request) => Promise<Response>;
  /** Milliseconds since 1970. */
  now: () => number;
  media: MediaAccess;
  render: RenderAccess;
}

/**
 * What one submission or one status request gives back.
 * `handle` is plain JSON that outlives the process: it is all that is needed to ask again.
 */
export type GenerationResponse =
  | {
      status: 'completed';
      handle: Handle;
      /** Where the results can be fetched, best first or in order. */
      urls: string[];
      /** US dollars the vendor says it charged; absent where it does not say. */
      costUsd?: number;
    }
  | {
      status: 'queued' | 'processing';
      handle: Handle;
      /** 0–1 where the vendor tells. */
      progress?: number;
    }
  | { status: 'failed'; handle?: Handle; error: AppError };

/** A provider's row in the registry: its data, and how to make one. */
export interface ProviderEntry<Config, Provider> {
  info: Omit<ProviderInfo, 'available'>;
  /** The catalogue, default model first. */
  models: ModelInfo[];
  /** Absent while this version has no adapter for the provider. */
  create?: (config: Config, context: ProviderContext) => Provider;
}
