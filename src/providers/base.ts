import type { AppError } from '../types/errors.ts';
import type { Handle } from '../types/job.ts';
import type { KeyCheck, ModelInfo, Price, ProviderInfo } from '../types/providers.ts';
import type { RenderResult } from '../types/render.ts';

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
  /**
   * An address under which a vendor may fetch the medium for some hours, signed. Present only where the server knows
   * its own public address (`PUBLIC_URL`).
   */
  publicUrl?(key: string): Promise<string>;
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
  /** Prices of the configured models as their vendors state them today, where they could be read; they go before the catalogue's. */
  livePrices?: Partial<Record<'llm' | 'image' | 'video', Price[]>>;
  /** Cloudflare's Workers AI binding, where this deployment has one. */
  ai?: {
    run(model: string, inputs: Record<string, unknown>, options?: { signal?: AbortSignal }): Promise<unknown>;
  };
}

/** One submission as the engine keeps it, for vendors that can be told about it. */
export interface Submission {
  /** Ours, unique for each submission: a client-chosen id where the vendor takes one. At most 64 of `[a-z0-9-]`. */
  id: string;
  /** When its intent was written, in milliseconds since 1970. */
  startedAt: number;
  /** Where the vendor may say that something happened; absent where this server has no public address. */
  webhookUrl?: string;
}

/** A result: where it can be fetched, or the bytes themselves where the vendor's answer holds them. */
export type GeneratedOutput = { url: string } | { bytes: Uint8Array<ArrayBuffer>; mediaType: string };

/**
 * What one submission or one status request gives back.
 * `handle` is plain JSON that outlives the process: it is all that is needed to ask again.
 */
export type GenerationResponse =
  | {
      status: 'completed';
      handle: Handle;
      /** In order; at least one. Addresses are fetched without any key, unless the adapter has `download`. */
      outputs: GeneratedOutput[];
      /** US dollars the vendor says it charged; absent where it does not say. */
      costUsd?: number;
      /** What the render service tells about the result, its notices included; only the local providers have it. */
      rendered?: RenderResult;
    }
  | {
      status: 'queued' | 'processing';
      handle: Handle;
      /** 0–1 where the vendor tells. */
      progress?: number;
      /** US dollars it will cost at most, where the vendor says so on taking a submission. */
      estimatedUsd?: number;
    }
  | {
      /** One billable submission is done, and the result takes another one: `proceed` with this handle makes it. */
      status: 'step-completed';
      handle: Handle;
      /** US dollars the vendor says it charged for this step; absent where it does not say. */
      costUsd?: number;
    }
  | {
      status: 'failed';
      handle?: Handle;
      error: AppError;
      /** False where the vendor's terms say that this failure is not charged. Default true: it may be. */
      charged?: boolean;
    };

/** A webhook as it arrived. It is never trusted: at most it is a reason to ask the vendor. */
export interface WebhookDelivery {
  headers: Headers;
  body: Uint8Array<ArrayBuffer>;
}

/** What asking a vendor about a key came to, before role and provider are added. */
export type KeyCheckAnswer = Pick<KeyCheck, 'status' | 'message'>;

/** What adapters of every media role can do, whatever they make. */
export interface MediaProvider<Request> {
  generate(request: Request): Promise<GenerationResponse>;
  checkStatus(handle: Readonly<Record<string, unknown>>): Promise<GenerationResponse>;
  proceed?(finishedStep: Readonly<Record<string, unknown>>, request: Request): Promise<GenerationResponse>;
  reconcile?(request: Request): Promise<GenerationResponse | undefined>;
  download?(url: string): Promise<Response>;
  cancel?(handle: Readonly<Record<string, unknown>>): Promise<void>;
  verifyWebhook?(delivery: WebhookDelivery): Promise<boolean>;
  handleFromWebhook?(delivery: WebhookDelivery): Handle | undefined;
  checkKey(): Promise<KeyCheckAnswer>;
}

/** Who asks for a vendor's list, and where. */
export interface ModelsAccess {
  apiKey?: string | undefined;
  baseUrl?: string | undefined;
  accountId?: string | undefined;
}

/** How a vendor's own list of models is read anew. */
export interface LiveModels {
  /** Whether the vendor shows the list to holders of a key only. */
  needsKey: boolean;
  /**
   * Every model of the role, with today's price where the vendor tells it, else with the catalogue's, else with none.
   * @throws AppError as any request does.
   */
  list(context: Pick<ProviderContext, 'fetch' | 'now'>, access: ModelsAccess): Promise<ModelInfo[]>;
}

/**
 * Reads the prices of the configured model as the vendor states them now; undefined where it states none that is of use.
 * @throws AppError as any request does.
 */
export type LivePrices<Config> = (context: ProviderContext, config: Config) => Promise<Price[] | undefined>;

/** Settings besides the model that may change what it can do. */
export interface ModelSettings {
  quality?: string | undefined;
  audio?: boolean | undefined;
}

/** A provider's row in the registry: its data, and how to make one. */
export interface ProviderEntry<Config, Provider> {
  info: Omit<ProviderInfo, 'available'>;
  /** The catalogue, default model first. */
  models: ModelInfo[];
  /** What a row can do as it is configured. Present where settings besides the model change that. */
  asConfigured?: (row: ModelInfo, settings: ModelSettings) => ModelInfo;
  /** The vendor's own list, where it has one. */
  liveModels?: LiveModels;
  /** Present where the vendor's prices can be read at run time. */
  livePrices?: LivePrices<Config>;
  /**
   * True where `baseUrl` may name anybody's server, on this machine or elsewhere: then the names of the catalogue say
   * nothing, neither what a model can do nor what it costs, for a server may pass requests on to a paid one.
   */
  baseUrlIsAnyServer?: true;
  /** Absent while this version has no adapter for the provider. */
  create?: (config: Config, context: ProviderContext) => Provider;
}
