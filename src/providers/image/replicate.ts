import { findPrice } from '../../lib/prices.ts';
import { roundUsd } from '../../lib/utils.ts';
import { AppError } from '../../types/errors.ts';
import type { Handle } from '../../types/job.ts';
import type { ImageProviderConfig } from '../../types/providers.ts';
import type { GenerationResponse, KeyCheckAnswer, ProviderContext, ProviderEntry, WebhookDelivery } from '../base.ts';
import { parseModel, type ReplicateAccess } from '../replicate/access.ts';
import { replicateImage } from '../replicate/input-images.ts';
import { modelInputs } from '../replicate/model-inputs.ts';
import { ReplicatePredictions } from '../replicate/predictions.ts';
import { BaseImageProvider, type ImageRequest } from './base.ts';
import { describedInput, megapixels, REPLICATE_IMAGE_MODELS, type ReplicateImageModel } from './replicate.models.ts';

/**
 * Image models on Replicate: FLUX with known inputs, any other by the description that Replicate keeps of its inputs.
 * `baseUrl` replaces `https://api.replicate.com`.
 */
export class ReplicateImageProvider extends BaseImageProvider {
  private readonly model: ReplicateImageModel | undefined;
  private readonly access: ReplicateAccess;
  private readonly predictions: ReplicatePredictions;

  constructor(config: ImageProviderConfig, context: ProviderContext) {
    super(config, context);
    const { model: id = REPLICATE_IMAGE_MODELS[0]?.info.id, apiKey = '', baseUrl } = config;
    this.model = REPLICATE_IMAGE_MODELS.find(({ info }) => info.id === id || info.vendorId === id);
    this.access = { apiKey, baseUrl, context, model: parseModel(this.model?.info.vendorId ?? id) };
    this.predictions = new ReplicatePredictions(this.access);
  }

  override async generate(request: ImageRequest): Promise<GenerationResponse> {
    return this.predictions.submit(await this.input(request), request.submission);
  }

  override checkStatus(handle: Readonly<Record<string, unknown>>): Promise<GenerationResponse> {
    return this.predictions.status(handle);
  }

  override estimateCost(width: number, height: number): number | null {
    const { price } = findPrice(this.model?.info, ['image', 'megapixel']) ?? {};
    if (!price || price.unitCostUsd === null) return null;
    return roundUsd((price.unit === 'megapixel' ? megapixels(width, height) : 1) * price.unitCostUsd);
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    return this.predictions.checkKey(() => ['prompt']);
  }

  override async reconcile(request: ImageRequest): Promise<GenerationResponse | undefined> {
    return this.predictions.find(await this.input(request), request.submission);
  }

  override cancel(handle: Readonly<Record<string, unknown>>): Promise<void> {
    return this.predictions.cancel(handle);
  }

  override verifyWebhook(delivery: WebhookDelivery): Promise<boolean> {
    return this.predictions.verifyWebhook(delivery);
  }

  override handleFromWebhook(delivery: WebhookDelivery): Handle | undefined {
    return this.predictions.handleFromWebhook(delivery);
  }

  private async input(request: ImageRequest): Promise<Record<string, unknown>> {
    const { model, access } = this;
    if (model) {
      const keys = (request.referenceImages ?? []).slice(0, model.info.referenceImages ?? 0);
      return model.input(request, await Promise.all(keys.map((key) => replicateImage(access, key))));
    }
    const input = describedInput(request, await modelInputs(access));
    if (input) return input;
    throw new AppError(
      'unsupported',
      `${access.model.id} takes no prompt, so it cannot draw from one; choose another.`,
      {
        provider: 'Replicate',
        model: access.model.id,
        stage: 'prepare',
      },
    );
  }
}

/** `replicate` in the image registry. */
export const replicateImageEntry: ProviderEntry<ImageProviderConfig, BaseImageProvider> = {
  info: {
    role: 'image',
    provider: 'replicate',
    name: 'Replicate',
    needsKey: true,
    keyVariables: ['REPLICATE_API_TOKEN'],
    defaultModel: 'flux-dev',
    description: 'FLUX on Replicate, and any other of its image models by "owner/name" or "owner/name:version".',
  },
  models: REPLICATE_IMAGE_MODELS.map(({ info }) => info),
  create: (config, context) => new ReplicateImageProvider(config, context),
};
