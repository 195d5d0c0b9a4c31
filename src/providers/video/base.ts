import type { AspectRatio, CameraMove, FilmFormat } from '../../types/film.ts';
import type { Handle } from '../../types/job.ts';
import type { VideoProviderConfig } from '../../types/providers.ts';
import type {
  GenerationResponse,
  KeyCheckAnswer,
  MediaProvider,
  ProviderContext,
  Submission,
  WebhookDelivery,
} from '../base.ts';

/** One clip to make from its first frame, and its last where the model takes one. */
export interface VideoRequest {
  prompt: string;
  /** R2 key of the first frame; open it through the context, in the form the vendor wants. */
  startImageUrl: string;
  /** R2 key of the last frame, for models that take one. */
  endImageUrl?: string;
  /** Seconds, one of those the model can make. */
  duration: number;
  aspectRatio: AspectRatio;
  seed?: number;
  /** The planned camera move, for models that take it apart from the prompt. */
  cameraMove: CameraMove;
  /** The film the clip is for. Most vendors make their own sizes; it is conformed afterwards. */
  format: FilmFormat;
  /** Frames the shot has in the film. */
  frameCount: number;
  /** What must not be in the picture, for models that take it. */
  negativePrompt?: string;
  submission?: Submission;
}

export type VideoResponse = GenerationResponse;

/** A video model behind one vendor's API. It translates: it never waits, retries, stores or polls on its own. */
export abstract class BaseVideoProvider implements MediaProvider<VideoRequest> {
  protected readonly config: VideoProviderConfig;
  protected readonly context: ProviderContext;

  constructor(config: VideoProviderConfig, context: ProviderContext) {
    this.config = config;
    this.context = context;
  }

  /**
   * Exactly one submission.
   * @throws AppError; code `outcome_unknown` when it may have been charged, any other code when it surely was not.
   */
  abstract generate(request: VideoRequest): Promise<VideoResponse>;

  /** Asks once how a submission stands. @throws AppError when it could not be asked, which says nothing about the result. */
  abstract checkStatus(handle: Readonly<Record<string, unknown>>): Promise<VideoResponse>;

  /** Whether the model takes a last frame. */
  abstract supportsEndFrame(): boolean;

  /**
   * US dollars for a clip of so many seconds at the configured quality and sound; null when the price is not known.
   * @param format the film's format; a model that makes several resolutions is priced at the one it would be asked for.
   */
  abstract estimateCost(durationSeconds: number, format: FilmFormat): number | null;

  /**
   * Asks the vendor, free of charge, whether the key works and whether this server can serve the model as configured.
   * Never throws: what went wrong is the answer.
   */
  abstract checkKey(): Promise<KeyCheckAnswer>;

  /**
   * Present where a lost submission can be found again: its standing, or undefined when it surely never arrived.
   * @throws AppError; code `outcome_unknown` when nobody can tell, any other code when it could not be asked.
   */
  reconcile?(request: VideoRequest): Promise<VideoResponse | undefined>;

  /** Present where results are not public: opens one. */
  download?(url: string): Promise<Response>;

  /** Present where the vendor can stop work. */
  cancel?(handle: Readonly<Record<string, unknown>>): Promise<void>;

  /** Present where the vendor signs its webhooks: whether this one is genuine and fresh. */
  verifyWebhook?(delivery: WebhookDelivery): Promise<boolean>;

  /** Present where a verified webhook names its submission: the handle of one whose own answer was lost. */
  handleFromWebhook?(delivery: WebhookDelivery): Handle | undefined;
}
