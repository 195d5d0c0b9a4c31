import * as z from 'zod';
import { findPrice, withLive } from '../../lib/prices.ts';
import { resolutionFor } from '../../lib/resolutions.ts';
import { roundUsd } from '../../lib/utils.ts';
import type { ImageProviderConfig } from '../../types/providers.ts';
import type { GenerationResponse, KeyCheckAnswer, ProviderContext, ProviderEntry } from '../base.ts';
import { keepsNothing } from '../handle.ts';
import { dataUriOrPublicUrl, fromBase64, MAX_INLINE_IMAGE_BYTES } from '../input-image.ts';
import { resolveModel } from '../models.ts';
import { checkOpenRouter, openRouterCall } from '../openrouter/access.ts';
import { readUnbilledFailure } from '../openrouter/errors.ts';
import { listOpenRouterImages, openRouterImagePrices } from '../openrouter/image-models.ts';
import { callVendor, parseAnswer, type VendorCall } from '../vendor-http.ts';
import { nearestRatio } from './aspect-ratio.ts';
import { BaseImageProvider, type ImageRequest } from './base.ts';
import { OPENROUTER_IMAGE_MODELS } from './openrouter.models.ts';

/** Pictures are answered when they are done; the largest take minutes. */
const TIMEOUT_MS = 300_000;
/** Most pictures to be like, whatever the model. */
const MOST_REFERENCES = 16;
/** Shapes that OpenRouter knows and films have; it leads each model to its nearest. */
const RATIOS = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'];

const PicturesSchema = z.object({
  data: z.array(z.object({ b64_json: z.string().min(1), media_type: z.string().nullish() })).min(1),
  usage: z
    .object({
      cost: z.number().nullish(),
      is_byok: z.boolean().nullish(),
      cost_details: z.object({ upstream_inference_cost: z.number().nullish() }).nullish(),
    })
    .nullish(),
});
type Usage = NonNullable<z.infer<typeof PicturesSchema>['usage']>;

/**
 * Any image model behind one OpenRouter key: `POST /api/v1/images` (contract: llm-image §3.1). A failed picture is a 502
 * that is not billed. There is no queue and no list of what was made: a lost answer cannot be found again. `baseUrl`
 * replaces `https://openrouter.ai`.
 */
export class OpenRouterImageProvider extends BaseImageProvider {
  private readonly model: ReturnType<typeof resolveModel>;

  constructor(config: ImageProviderConfig, context: ProviderContext) {
    super(config, context);
    this.model = resolveModel(OPENROUTER_IMAGE_MODELS, config.model);
  }

  override async generate(request: ImageRequest): Promise<GenerationResponse> {
    const call: VendorCall = {
      ...openRouterCall(this.config, this.model.id, '/images'),
      purpose: 'submit',
      method: 'POST',
      timeoutMs: TIMEOUT_MS,
      json: await this.body(request),
      readError: readUnbilledFailure,
    };
    const { data, usage } = parseAnswer(PicturesSchema, await callVendor(this.context, call), call);
    const outputs = data.slice(0, 1).map(({ b64_json, media_type }) => ({
      bytes: fromBase64(b64_json, call),
      mediaType: media_type ?? 'image/png',
    }));
    const costUsd = usage ? chargedUsd(usage) : undefined;
    return { status: 'completed', handle: {}, outputs, ...(costUsd === undefined ? {} : { costUsd }) };
  }

  /** There is nothing to ask about: every answer is the last. */
  override checkStatus(): Promise<GenerationResponse> {
    return Promise.resolve(keepsNothing('OpenRouter'));
  }

  override estimateCost(width: number, height: number): number | null {
    const { row } = this.model;
    const resolution = resolutionFor(row?.resolutions, { width, height });
    const conditions = resolution === undefined ? {} : { resolution };
    const { price } =
      findPrice(withLive(row, this.context.livePrices?.image), ['image', 'megapixel'], conditions) ?? {};
    if (!price || price.unitCostUsd === null) return null;
    return roundUsd((price.unit === 'megapixel' ? (width * height) / 1e6 : 1) * price.unitCostUsd);
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    return checkOpenRouter(this.context, this.config, this.model.id);
  }

  private async body(request: ImageRequest): Promise<Record<string, unknown>> {
    const { prompt, width, height, seed, referenceImages = [] } = request;
    const { id, row } = this.model;
    const references = await Promise.all(
      referenceImages.slice(0, row ? (row.referenceImages ?? 0) : MOST_REFERENCES).map(async (key) => ({
        type: 'image_url',
        image_url: { url: await dataUriOrPublicUrl(this.context, key, MAX_INLINE_IMAGE_BYTES) },
      })),
    );
    const resolution = resolutionFor(row?.resolutions, { width, height });
    return {
      model: id,
      prompt,
      n: 1,
      aspect_ratio: nearestRatio(row?.aspectRatios ?? RATIOS, width, height),
      ...(resolution === undefined ? {} : { resolution }),
      ...(seed === undefined || !row?.seed ? {} : { seed }),
      ...(references.length > 0 ? { input_references: references } : {}),
    };
  }
}

/** With the user's own vendor key behind OpenRouter, `cost` is its fee only and the vendor bills the rest. */
function chargedUsd({ cost, is_byok, cost_details }: Usage): number | undefined {
  if (typeof cost !== 'number') return undefined;
  if (!is_byok) return roundUsd(cost);
  const upstream = cost_details?.upstream_inference_cost;
  return typeof upstream === 'number' ? roundUsd(cost + upstream) : undefined;
}

/** `openrouter` in the image registry. */
export const openRouterImages: ProviderEntry<ImageProviderConfig, BaseImageProvider> = {
  info: {
    role: 'image',
    provider: 'openrouter',
    name: 'OpenRouter images',
    needsKey: true,
    keyVariables: ['OPENROUTER_API_KEY'],
    defaultModel: 'google/gemini-nano-banana-2.1',
    description: 'Dozens of image models behind one key.',
  },
  models: OPENROUTER_IMAGE_MODELS,
  liveModels: { needsKey: false, list: listOpenRouterImages },
  livePrices: (context, config) =>
    openRouterImagePrices(context, config, resolveModel(OPENROUTER_IMAGE_MODELS, config.model).id),
  create: (config, context) => new OpenRouterImageProvider(config, context),
};
