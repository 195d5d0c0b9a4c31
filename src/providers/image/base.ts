import type { Handle } from '../../types/job.ts';
import type { ImageProviderConfig } from '../../types/providers.ts';
import type { ShotContext } from '../../types/render.ts';
import type {
  GenerationResponse,
  KeyCheckAnswer,
  MediaProvider,
  ProviderContext,
  Submission,
  WebhookDelivery,
} from '../base.ts';

/** One picture to make. */
export interface ImageRequest {
  prompt: string;
  negativePrompt?: string;
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
  /** Same request and seed, same picture, where the model honours seeds. 0 is a seed like any other. */
  seed?: number;
  /** The shot the picture belongs to. Models that see only text ignore it. */
  shot?: ShotContext;
  /** R2 keys of pictures to be like, such as a character's; at most as many as the model takes. */
  referenceImages?: string[];
  submission?: Submission;
}

export type ImageResponse = GenerationResponse;

/** An image model behind one vendor's API. It translates: it never waits, retries, stores or polls on its own. */
export abstract class BaseImageProvider implements MediaProvider<ImageRequest> {
  protected readonly config: ImageProviderConfig;
  protected readonly context: ProviderContext;

  constructor(config: ImageProviderConfig, context: ProviderContext) {
    this.config = config;
    this.context = context;
  }

  /**
   * Exactly one submission.
   * @throws AppError; code `outcome_unknown` when it may have been charged, any other code when it surely was not.
   */
  abstract generate(request: ImageRequest): Promise<ImageResponse>;

  /** Asks once how a submission stands. @throws AppError when it could not be asked, which says nothing about the result. */
  abstract checkStatus(handle: Readonly<Record<string, unknown>>): Promise<ImageResponse>;

  /**
   * Present where a picture takes several billable submissions: exactly the next one, from the handle of the step that was
   * completed last. Booked and in doubt like the first.
   */
  proceed?(finishedStep: Readonly<Record<string, unknown>>, request: ImageRequest): Promise<ImageResponse>;

  /** US dollars for one picture of this size in pixels, with the configured quality; null when the price is not known. */
  abstract estimateCost(width: number, height: number): number | null;

  /**
   * Asks the vendor, free of charge, whether the key works and whether this server can serve the model as configured.
   * Never throws: what went wrong is the answer.
   */
  abstract checkKey(): Promise<KeyCheckAnswer>;

  /**
   * Present where a lost submission can be found again: its standing, or undefined when it surely never arrived.
   * @throws AppError; code `outcome_unknown` when nobody can tell, any other code when it could not be asked.
   */
  reconcile?(request: ImageRequest): Promise<ImageResponse | undefined>;

  /** Present where results are not public: opens one. */
  download?(url: string): Promise<Response>;

  /** Present where the vendor can stop work. */
  cancel?(handle: Readonly<Record<string, unknown>>): Promise<void>;

  /** Present where the vendor signs its webhooks: whether this one is genuine and fresh. */
  verifyWebhook?(delivery: WebhookDelivery): Promise<boolean>;

  /** Present where a verified webhook names its submission: the handle of one whose own answer was lost. */
  handleFromWebhook?(delivery: WebhookDelivery): Handle | undefined;
}
