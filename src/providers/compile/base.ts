import type { AppError } from '../../types/errors.ts';
import type { FilmFormat, TransitionType } from '../../types/film.ts';
import type { Handle } from '../../types/job.ts';
import type { CompileProviderConfig } from '../../types/providers.ts';
import type { ConformJob, FilmSound, SeamJob, SegmentJob } from '../../types/render.ts';
import type {
  GenerationResponse,
  KeyCheckAnswer,
  MediaProvider,
  ProviderContext,
  Submission,
  WebhookDelivery,
} from '../base.ts';

/** A film to cut from its clips. */
export interface CompileRequest {
  title: string;
  format: FilmFormat;
  /** R2 keys of the clips in film order, the clips they were conformed from, and the frames each has in the film. */
  clips: { key: string; sourceKey?: string; frameCount: number }[];
  /** One more than there are clips: opening, between neighbours, closing. */
  transitions: TransitionType[];
  /** Seams that {@link BaseCompileProvider.prepare} rendered: id of the seam's job, and R2 key of its result. */
  seams?: { id: string; key: string }[];
  /** A silent film unless set; `soundKeys` are the R2 keys of the media it names by hash. */
  sound?: FilmSound;
  soundKeys?: string[];
  submission?: Submission;
}

/** Something a film asks for that a compiler does in its own way or not at all. */
export interface Compromise {
  /** A stable word for the kind, such as `transition_replaced`. */
  code: string;
  /** A sentence that says what is done instead. */
  message: string;
  /** Index among the film's transitions, where it is about one. */
  boundary?: number;
}

/** Work on a film that can begin before its last clip has landed. */
export type PreparationJob = ConformJob | SeamJob | SegmentJob;

export type CompileResponse = GenerationResponse;

/** A compiler of clips into one film. It translates: it never waits, retries, stores or polls on its own. */
export abstract class BaseCompileProvider implements MediaProvider<CompileRequest> {
  protected readonly config: CompileProviderConfig;
  protected readonly context: ProviderContext;

  constructor(config: CompileProviderConfig, context: ProviderContext) {
    this.config = config;
    this.context = context;
  }

  /**
   * Exactly one submission.
   * @throws AppError; code `outcome_unknown` when it may have been charged, any other code when it surely was not.
   */
  abstract generate(request: CompileRequest): Promise<CompileResponse>;

  /** Asks once how a submission stands. @throws AppError when it could not be asked, which says nothing about the result. */
  abstract checkStatus(handle: Readonly<Record<string, unknown>>): Promise<CompileResponse>;

  /** US dollars for a film of so many seconds in this format; null when the price is not known. */
  abstract estimateCost(durationSeconds: number, format: FilmFormat): number | null;

  /**
   * Asks the vendor, free of charge, whether the key works and whether this server can serve the model as configured.
   * Never throws: what went wrong is the answer.
   */
  abstract checkKey(): Promise<KeyCheckAnswer>;

  /** Present where something can be missing that every film needs: why none can be cut here. Known without asking anyone. */
  obstacle?(): AppError | undefined;

  /** Present where the vendor does not do all that a film may ask: said before money is spent. */
  compromises?(transitions: readonly TransitionType[]): Compromise[];

  /**
   * Present where a lost submission can be found again: its standing, or undefined when it surely never arrived.
   * @throws AppError; code `outcome_unknown` when nobody can tell, any other code when it could not be asked.
   */
  reconcile?(request: CompileRequest): Promise<CompileResponse | undefined>;

  /** Present where results are not public: opens one. */
  download?(url: string): Promise<Response>;

  /** Present where the vendor can stop work. */
  cancel?(handle: Readonly<Record<string, unknown>>): Promise<void>;

  /** Present where the vendor signs its webhooks: whether this one is genuine and fresh. */
  verifyWebhook?(delivery: WebhookDelivery): Promise<boolean>;

  /** Present where a webhook names its submission: the handle of one whose own answer was lost. */
  handleFromWebhook?(delivery: WebhookDelivery): Handle | undefined;

  /**
   * Present where clips can be conformed, seams rendered and stretches packed for a playlist ahead of the film. Asked
   * after with `checkStatus`, opened with `download`; free of charge, so it may be sent again at any time.
   * @param inputs R2 keys of the media the job names by hash.
   */
  prepare?(job: PreparationJob, inputs: readonly string[]): Promise<CompileResponse>;
}
