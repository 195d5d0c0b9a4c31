import { withLive } from '../../lib/prices.ts';
import { resolutionFor } from '../../lib/resolutions.ts';
import type { FilmFormat } from '../../types/film.ts';
import type { Handle } from '../../types/job.ts';
import type { VideoProviderConfig } from '../../types/providers.ts';
import type { GenerationResponse, KeyCheckAnswer, ProviderContext, WebhookDelivery } from '../base.ts';
import { parseAnswer } from '../vendor-http.ts';
import { BaseVideoProvider, type VideoRequest } from '../video/base.ts';
import { clipCost } from '../video/clip.ts';
import { falImage } from './input-images.ts';
import type { FalModel, FalRequest } from './models.ts';
import { FalQueue } from './queue.ts';
import { VideoResultSchema } from './wire.ts';

/** One clip to ask of a model. */
export interface FalVideoOrder {
  /** Endpoint id of the model. */
  endpoint: string;
  request: VideoRequest;
  /** Address of the first frame. */
  start: string;
  /** Address of the last frame; absent where there is none, or the model takes none. */
  end: string | undefined;
  /** Whether sound was asked for. */
  audio: boolean;
  /** The model's resolution that is nearest to the film's; absent for models that have no choice. */
  resolution: string | undefined;
}
export type FalVideoModel = FalModel<FalVideoOrder>;

/**
 * Video models on fal. `baseUrl` replaces all of fal's hosts: `queue.fal.run` is `<baseUrl>/queue`, `api.fal.ai`
 * `<baseUrl>/api`, `rest.fal.ai` `<baseUrl>/rest`.
 */
export class FalVideoProvider extends BaseVideoProvider {
  private readonly model: FalVideoModel;
  private readonly queue: FalQueue;

  /** @param model the model of the configuration. */
  constructor(config: VideoProviderConfig, context: ProviderContext, model: FalVideoModel) {
    super(config, context);
    this.model = model;
    const { provider, apiKey = '', baseUrl } = config;
    this.queue = new FalQueue({ provider, apiKey, baseUrl, context }, (answer, name) => {
      const { video } = parseAnswer(VideoResultSchema, answer, { provider, model: name, purpose: 'poll' });
      return { outputs: [{ url: video.url }] };
    });
  }

  override async generate(request: VideoRequest): Promise<GenerationResponse> {
    const { endpoint, input } = await this.order(request);
    return this.queue.submit(endpoint, input, request.submission);
  }

  override checkStatus(handle: Readonly<Record<string, unknown>>): Promise<GenerationResponse> {
    return this.queue.status(handle);
  }

  override supportsEndFrame(): boolean {
    return this.model.info.endFrame === true;
  }

  override estimateCost(durationSeconds: number, format: FilmFormat): number | null {
    const { info } = this.model;
    const resolution = resolutionFor(info.resolutions, format);
    const conditions = { audio: this.hasAudio(), ...(resolution === undefined ? {} : { resolution }) };
    return clipCost(withLive(info, this.context.livePrices?.video), durationSeconds, conditions);
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    return this.queue.checkKey(this.model.info.vendorId);
  }

  override async reconcile(request: VideoRequest): Promise<GenerationResponse> {
    const { endpoint, input } = await this.order(request);
    return this.queue.find(endpoint, input, request.submission);
  }

  override cancel(handle: Readonly<Record<string, unknown>>): Promise<void> {
    return this.queue.cancel(handle);
  }

  override verifyWebhook(delivery: WebhookDelivery): Promise<boolean> {
    return this.queue.verifyWebhook(delivery);
  }

  override handleFromWebhook(delivery: WebhookDelivery): Handle | undefined {
    return this.queue.handleFromWebhook(this.model.info.vendorId, delivery);
  }

  private hasAudio(): boolean {
    return this.config.audio ?? false;
  }

  private async order(request: VideoRequest): Promise<FalRequest> {
    const { info } = this.model;
    const endKey = this.supportsEndFrame() ? request.endImageUrl : undefined;
    const [start, end] = await Promise.all([
      falImage(this.context, request.startImageUrl),
      endKey === undefined ? undefined : falImage(this.context, endKey),
    ]);
    return this.model.request({
      endpoint: info.vendorId,
      ...{ request, start, end },
      audio: this.hasAudio(),
      resolution: resolutionFor(info.resolutions, request.format),
    });
  }
}
