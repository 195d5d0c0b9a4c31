import { AppError } from '../../types/errors.ts';
import type { Handle } from '../../types/job.ts';
import type { VideoFields, VideoProviderConfig } from '../../types/providers.ts';
import type { GenerationResponse, KeyCheckAnswer, ProviderContext, ProviderEntry, WebhookDelivery } from '../base.ts';
import { parseModel, type ReplicateAccess } from '../replicate/access.ts';
import { replicateImage } from '../replicate/input-images.ts';
import { ReplicatePredictions } from '../replicate/predictions.ts';
import { BaseVideoProvider, type VideoRequest } from './base.ts';
import { fieldNames, inputByFields } from './fields.ts';

/**
 * Any image-to-video model of Replicate, under the field names the user gives (contract: video §1.8: "frame fields are
 * per-model"). What it costs is not known: Replicate states no price, and bills official models by what they make and all
 * others by the time they run. `baseUrl` replaces `https://api.replicate.com`.
 */
export class ReplicateVideoProvider extends BaseVideoProvider {
  private readonly fields: VideoFields;
  private readonly access: ReplicateAccess;
  private readonly predictions: ReplicatePredictions;

  /** @throws AppError `unsupported` where the model or its fields are missing. */
  constructor(config: VideoProviderConfig, context: ProviderContext) {
    super(config, context);
    const { model, fields, apiKey = '', baseUrl } = config;
    if (model === undefined || fields === undefined) {
      throw new AppError(
        'unsupported',
        'The provider "replicate" needs a model and the names of its inputs: set video.model, such as ' +
          '"kwaivgi/kling-v2.1", and video.fields, such as {"startImage": "start_image", "endImage": "end_image", ' +
          '"duration": "duration"}.',
        { provider: 'replicate', stage: 'prepare' },
      );
    }
    this.fields = fields;
    this.access = { apiKey, baseUrl, context, model: parseModel(model) };
    this.predictions = new ReplicatePredictions(this.access);
  }

  override async generate(request: VideoRequest): Promise<GenerationResponse> {
    return this.predictions.submit(await this.input(request), request.submission);
  }

  override checkStatus(handle: Readonly<Record<string, unknown>>): Promise<GenerationResponse> {
    return this.predictions.status(handle);
  }

  override supportsEndFrame(): boolean {
    return this.fields.endImage !== undefined;
  }

  override estimateCost(): number | null {
    return null;
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    return this.predictions.checkKey(() => fieldNames(this.fields));
  }

  override async reconcile(request: VideoRequest): Promise<GenerationResponse | undefined> {
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

  private async input(request: VideoRequest): Promise<Record<string, unknown>> {
    const endKey = this.supportsEndFrame() ? request.endImageUrl : undefined;
    const [start, end] = await Promise.all([
      replicateImage(this.access, request.startImageUrl),
      endKey === undefined ? undefined : replicateImage(this.access, endKey),
    ]);
    return inputByFields(this.fields, { request, start, end, audio: this.config.audio ?? false });
  }
}

/** `replicate` in the video registry. */
export const replicateVideo: ProviderEntry<VideoProviderConfig, BaseVideoProvider> = {
  info: {
    role: 'video',
    provider: 'replicate',
    name: 'Replicate (any model)',
    needsKey: true,
    keyVariables: ['REPLICATE_API_TOKEN'],
    description: 'Any image-to-video model of Replicate, by its name and the names of its inputs.',
  },
  models: [],
  create: (config, context) => new ReplicateVideoProvider(config, context),
};
