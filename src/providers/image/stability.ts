import * as z from 'zod';
import { findPrice } from '../../lib/prices.ts';
import { AppError, type ErrorCode } from '../../types/errors.ts';
import type { ImageProviderConfig, ModelInfo } from '../../types/providers.ts';
import type { GenerationResponse, KeyCheckAnswer, ProviderContext, ProviderEntry } from '../base.ts';
import { keepsNothing } from '../handle.ts';
import { fromBase64, inlineImage } from '../input-image.ts';
import { resolveModel } from '../models.ts';
import {
  callVendor,
  checkWith,
  parseAnswer,
  saidError,
  type VendorAnswer,
  type VendorCall,
  type VendorError,
  vendorOrigin,
} from '../vendor-http.ts';
import { nearestRatio } from './aspect-ratio.ts';
import { BaseImageProvider, type ImageRequest } from './base.ts';
import { STABILITY_MODELS, STABILITY_RATIOS, type StabilityModel } from './stability.models.ts';

const ORIGIN = 'https://api.stability.ai';
/** A request may have 10 MiB in all. */
const MAX_IMAGE_BYTES = 10_000_000;
/** Largest seed; 0 stands for any. */
const LARGEST_SEED = 4_294_967_294;
/** How far a picture may leave the one it is drawn over: 0 not at all, 1 as if there were none. */
const STRENGTH = 0.7;
/** Who asks too often is shut out for this long. */
const SHUT_OUT_MS = 60_000;

const PictureSchema = z.object({
  image: z.string().min(1),
  finish_reason: z.enum(['SUCCESS', 'CONTENT_FILTERED']),
});
const BalanceSchema = z.object({ credits: z.number() });
const ErrorSchema = z.object({
  name: z.string(),
  /** Version 2 lists sentences, version 1 has one. */
  errors: z.array(z.string()).nullish(),
  message: z.string().nullish(),
});

/**
 * Stability's image services (contract: llm-image §3.6; stability.v2beta.derived.json): forms in, base64 out, no queue and
 * no list of what was made. `baseUrl` replaces `https://api.stability.ai`.
 */
export class StabilityImageProvider extends BaseImageProvider {
  private readonly model: StabilityModel;

  /** @throws AppError `unsupported` for a model Stability does not have. */
  constructor(config: ImageProviderConfig, context: ProviderContext) {
    super(config, context);
    const { row } = resolveModel(stability.models, config.model);
    const model = STABILITY_MODELS.find(({ info }) => info === row);
    if (!model) {
      const names = STABILITY_MODELS.map(({ info }) => info.id).join(', ');
      throw new AppError('unsupported', `Stability has no model "${config.model}"; choose one of: ${names}.`, {
        provider: 'stability',
        stage: 'prepare',
      });
    }
    this.model = model;
  }

  override async generate(request: ImageRequest): Promise<GenerationResponse> {
    const call: VendorCall = {
      ...this.call('submit', 'POST', `/v2beta/stable-image/generate/${this.model.service}`),
      form: await this.form(request),
    };
    const { image, finish_reason } = parseAnswer(PictureSchema, await callVendor(this.context, call), call);
    if (finish_reason === 'CONTENT_FILTERED') {
      // The picture is there, blurred.
      return { status: 'failed', error: saidError(call, { code: 'content_rejected' }) };
    }
    return { status: 'completed', handle: {}, outputs: [{ bytes: fromBase64(image, call), mediaType: 'image/jpeg' }] };
  }

  /** There is nothing to ask about: every answer is the last. */
  override checkStatus(): Promise<GenerationResponse> {
    return Promise.resolve(keepsNothing('Stability'));
  }

  override estimateCost(): number | null {
    return findPrice(this.model.info, ['image'])?.price.unitCostUsd ?? null;
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    return checkWith('Stability', async () => {
      const call = this.call('prepare', 'GET', '/v1/user/balance');
      const { credits } = parseAnswer(BalanceSchema, await callVendor(this.context, call), call);
      if (credits <= 0) {
        throw new AppError('quota', 'The Stability account has no credits left; buy some, then retry.');
      }
    });
  }

  private async form(request: ImageRequest): Promise<FormData> {
    const { prompt, negativePrompt, width, height, seed, referenceImages } = request;
    const { service, info } = this.model;
    const key = info.imageToImage ? referenceImages?.[0] : undefined;
    const picture = key === undefined ? undefined : await inlineImage(this.context, key, MAX_IMAGE_BYTES);
    const ratio = nearestRatio(STABILITY_RATIOS, width, height);
    const fields: Record<string, string | undefined> = {
      prompt,
      negative_prompt: negativePrompt,
      seed: seed === undefined ? undefined : vendorSeed(seed),
      style_preset: this.config.style,
      output_format: 'jpeg',
      ...(service === 'sd3' ? { model: info.id, mode: picture ? 'image-to-image' : 'text-to-image' } : {}),
      // SD3 keeps the shape of what it draws over.
      aspect_ratio: service === 'sd3' && picture ? undefined : ratio,
      strength: picture ? String(STRENGTH) : undefined,
    };
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.set(name, value);
    if (picture) {
      const { bytes, mediaType } = picture;
      form.set('image', new File([bytes], `picture.${mediaType.replace('image/', '')}`, { type: mediaType }));
    }
    return form;
  }

  private call(purpose: VendorCall['purpose'], method: VendorCall['method'], path: string): VendorCall {
    const apiKey = this.config.apiKey ?? '';
    return {
      provider: 'Stability',
      model: this.model.info.id,
      purpose,
      method,
      url: vendorOrigin(this.config, ORIGIN) + path,
      headers: { authorization: `Bearer ${apiKey}` },
      secrets: [apiKey],
      readError: readStabilityError,
    };
  }
}

/** Our seeds go one further and begin at 0, which would mean any: both ends get the nearest seed that means itself. */
function vendorSeed(seed: number): string {
  return String(seed === 0 ? LARGEST_SEED : Math.min(seed, LARGEST_SEED - 1));
}

/** What the names of errors mean where the HTTP status says less or something else. */
const NAMES: Readonly<Record<string, ErrorCode>> = {
  content_moderation: 'content_rejected',
  public_figure: 'content_rejected',
  invalid_language: 'invalid_input',
  payment_required: 'quota',
};

/** Reads `{ id, name, errors[] }`, and `{ id, name, message }` of version 1. */
function readStabilityError({ status, headers, body }: VendorAnswer): VendorError | undefined {
  const wait = status === 429 && !headers.has('retry-after') ? { retryAfterMs: SHUT_OUT_MS } : {};
  const parsed = ErrorSchema.safeParse(body);
  if (!parsed.success) return wait;
  const { name, errors, message } = parsed.data;
  return { ...wait, code: status < 500 ? NAMES[name] : undefined, message: errors?.[0] ?? message ?? undefined };
}

const models: ModelInfo[] = STABILITY_MODELS.map(({ info }) => info);

/** `stability` in the image registry. */
export const stability: ProviderEntry<ImageProviderConfig, BaseImageProvider> = {
  info: {
    role: 'image',
    provider: 'stability',
    name: 'Stability AI',
    needsKey: true,
    keyVariables: ['STABILITY_API_KEY'],
    defaultModel: 'core',
    description: 'Stable Image Core and Ultra, and Stable Diffusion 3.5.',
  },
  models,
  create: (config, context) => new StabilityImageProvider(config, context),
};
