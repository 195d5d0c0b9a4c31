import type { AspectRatio, CameraMove, FilmFormat } from '../../types/film.ts';
import type { VideoProviderConfig } from '../../types/providers.ts';
import type { GenerationResponse, ProviderContext } from '../base.ts';

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
}

export type VideoResponse = GenerationResponse;

/** A video model behind one vendor's API. It translates: it never waits, retries, stores or polls on its own. */
export abstract class BaseVideoProvider {
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

  /** US dollars for a clip of so many seconds; null when the price is not known. */
  abstract estimateCost(durationSeconds: number): number | null;

  /** Present where a lost submission can be found again: its standing, or undefined when it never arrived. */
  reconcile?(request: VideoRequest): Promise<VideoResponse | undefined>;

  /** Present where results are not public: opens one. */
  download?(url: string): Promise<Response>;

  /** Present where the vendor can stop work. */
  cancel?(handle: Readonly<Record<string, unknown>>): Promise<void>;
}
