import { findPrice, withLive } from '../../lib/prices.ts';
import { compact, roundUsd } from '../../lib/utils.ts';
import type { Handle } from '../../types/job.ts';
import type { ImageProviderConfig } from '../../types/providers.ts';
import type { GenerationResponse, KeyCheckAnswer, ProviderContext, WebhookDelivery } from '../base.ts';
import { BaseImageProvider, type ImageRequest } from '../image/base.ts';
import { parseAnswer } from '../vendor-http.ts';
import { flaggedBySafetyChecker } from './errors.ts';
import { falImage } from './input-images.ts';
import { type FalModel, type FalRequest, findFalModel } from './models.ts';
import { FalQueue } from './queue.ts';
import { ImageResultSchema } from './wire.ts';

/** One picture to ask of a model. */
export interface FalImageOrder {
  /** Endpoint id of the model. */
  endpoint: string;
  request: ImageRequest;
  /** Addresses of reference pictures, at most as many as the model takes. */
  references: string[];
}
export type FalImageModel = FalModel<FalImageOrder>;

/**
 * Image models on fal. `baseUrl` replaces all of fal's hosts: `queue.fal.run` is `<baseUrl>/queue`, `api.fal.ai`
 * `<baseUrl>/api`, `rest.fal.ai` `<baseUrl>/rest`.
 */
export class FalImageProvider extends BaseImageProvider {
  private readonly model: FalImageModel | undefined;
  /** What is sent as the model's name when there is no row for it. */
  private readonly endpoint: string;
  private readonly queue: FalQueue;

  /** @param models the provider's catalogue, default model first. */
  constructor(config: ImageProviderConfig, context: ProviderContext, models: readonly FalImageModel[]) {
    super(config, context);
    this.model = findFalModel(models, config.model);
    this.endpoint = this.model?.info.vendorId ?? config.model ?? '';
    const { provider, apiKey = '', baseUrl } = config;
    this.queue = new FalQueue({ provider, apiKey, baseUrl, context }, (answer, model) => {
      const result = parseAnswer(ImageResultSchema, answer, { provider, model, purpose: 'poll' });
      if (result.has_nsfw_concepts?.[0] === true) return { error: flaggedBySafetyChecker(provider, model) };
      return { outputs: result.images.slice(0, 1).map(({ url }) => ({ url })) };
    });
  }

  override async generate(request: ImageRequest): Promise<GenerationResponse> {
    const { endpoint, input } = await this.order(request);
    return this.queue.submit(endpoint, input, request.submission);
  }

  override checkStatus(handle: Readonly<Record<string, unknown>>): Promise<GenerationResponse> {
    return this.queue.status(handle);
  }

  override estimateCost(width: number, height: number): number | null {
    const row = withLive(this.model?.info, this.context.livePrices?.image);
    const { price } = findPrice(row, ['image', 'megapixel', 'request']) ?? {};
    if (!price || price.unitCostUsd === null) return null;
    // fal bills every megapixel that was begun.
    const units = price.unit === 'megapixel' ? Math.ceil((width * height) / 1e6) : 1;
    return roundUsd(units * price.unitCostUsd);
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    return this.queue.checkKey(this.endpoint);
  }

  override async reconcile(request: ImageRequest): Promise<GenerationResponse> {
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
    return this.queue.handleFromWebhook(this.endpoint, delivery);
  }

  private async order(request: ImageRequest): Promise<FalRequest> {
    const { endpoint, model } = this;
    const keys = (request.referenceImages ?? []).slice(0, model?.info.referenceImages ?? 0);
    const references = await Promise.all(keys.map((key) => falImage(this.context, key)));
    const order = { endpoint, request, references };
    return model ? model.request(order) : { endpoint, input: usualImageInput(order) };
  }
}

/** The fields that most image models on fal share, with the exact size. */
export function usualImageInput({ request }: FalImageOrder): Record<string, unknown> {
  const { prompt, width, height, seed } = request;
  return compact({ prompt, image_size: { width, height }, seed });
}
