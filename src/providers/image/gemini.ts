import { findPrice } from '../../lib/prices.ts';
import { resolutionFor } from '../../lib/resolutions.ts';
import { roundUsd } from '../../lib/utils.ts';
import type { ImageProviderConfig } from '../../types/providers.ts';
import type { GenerationResponse, KeyCheckAnswer, ProviderContext, ProviderEntry } from '../base.ts';
import { checkGemini, geminiCall, geminiModelPath } from '../gemini/access.ts';
import { endingOf, type GeneratedContent, geminiSeed, parseContent } from '../gemini/content.ts';
import { listGeminiMedia } from '../gemini/list.ts';
import { keepsNothing } from '../handle.ts';
import { fromBase64, inlineImage } from '../input-image.ts';
import { resolveModel } from '../models.ts';
import { callVendor, saidError, type VendorCall, vendorError } from '../vendor-http.ts';
import { nearestRatio } from './aspect-ratio.ts';
import { BaseImageProvider, type ImageRequest } from './base.ts';
import { GEMINI_IMAGE_MODELS, type GeminiImageModel } from './gemini.models.ts';

/** Pictures are answered when they are done; the largest take minutes. */
const TIMEOUT_MS = 300_000;

/**
 * Gemini's image models: `generateContent` with pictures to be like as parts of the prompt (contract: llm-image §3.5).
 * There is no queue and no list of what was made: a lost answer cannot be found again. `baseUrl` replaces
 * `https://generativelanguage.googleapis.com`.
 */
export class GeminiImageProvider extends BaseImageProvider {
  private readonly id: string;
  /** Undefined for models we know nothing of, which choose their own size. */
  private readonly model: GeminiImageModel | undefined;

  constructor(config: ImageProviderConfig, context: ProviderContext) {
    super(config, context);
    const { id, row } = resolveModel(geminiImage.models, config.model);
    this.id = id;
    this.model = GEMINI_IMAGE_MODELS.find(({ info }) => info === row);
  }

  override async generate(request: ImageRequest): Promise<GenerationResponse> {
    const call: VendorCall = {
      ...geminiCall(this.config, this.id, `${geminiModelPath(this.id)}:generateContent`),
      purpose: 'submit',
      method: 'POST',
      timeoutMs: TIMEOUT_MS,
      json: await this.body(request),
    };
    const { body } = await callVendor(this.context, call);
    return this.result(parseContent(body, call), call);
  }

  /** There is nothing to ask about: every answer is the last. */
  override checkStatus(): Promise<GenerationResponse> {
    return Promise.resolve(keepsNothing('Gemini'));
  }

  override estimateCost(width: number, height: number): number | null {
    const info = this.model?.info;
    const resolution = resolutionFor(info?.resolutions, { width, height });
    const { price } = findPrice(info, ['image'], resolution === undefined ? {} : { resolution }) ?? {};
    return price?.unitCostUsd ?? null;
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    return checkGemini(this.context, this.config, this.id);
  }

  private async body(request: ImageRequest): Promise<Record<string, unknown>> {
    const { prompt, width, height, seed, referenceImages = [] } = request;
    const { info } = this.model ?? {};
    const references = await Promise.all(
      referenceImages.slice(0, info?.referenceImages).map(async (key) => {
        const { mediaType, base64 } = await inlineImage(this.context, key);
        return { inlineData: { mimeType: mediaType, data: base64 } };
      }),
    );
    const size = info && {
      aspectRatio: nearestRatio(info.aspectRatios ?? [], width, height),
      imageSize: resolutionFor(info.resolutions, { width, height }),
    };
    return {
      contents: [{ role: 'user', parts: [{ text: prompt }, ...references] }],
      generationConfig: {
        ...(seed === undefined ? {} : { seed: geminiSeed(seed) }),
        responseModalities: ['IMAGE'],
        ...(size ? { imageConfig: size } : {}),
      },
    };
  }

  private result(content: GeneratedContent, call: VendorCall): GenerationResponse {
    const parts = content.candidates?.[0]?.content?.parts ?? [];
    // Reasoning may hold drafts.
    const picture = parts.find(({ thought, inlineData }) => !thought && inlineData)?.inlineData;
    if (!picture) return { status: 'failed', error: withoutPicture(content, call) };
    const costUsd = this.costOf(content);
    return {
      status: 'completed',
      handle: {},
      outputs: [{ bytes: fromBase64(picture.data, call), mediaType: picture.mimeType ?? 'image/png' }],
      ...(costUsd === undefined ? {} : { costUsd }),
    };
  }

  /** What the tokens that Gemini counted cost by its price list; undefined where either is not known. */
  private costOf({ usageMetadata: usage }: GeneratedContent): number | undefined {
    const rates = this.model?.rates;
    const images = usage?.candidatesTokensDetails?.find(({ modality }) => modality === 'IMAGE')?.tokenCount;
    if (!rates || !usage || typeof images !== 'number') return undefined;
    const text = (usage.candidatesTokenCount ?? images) - images + (usage.thoughtsTokenCount ?? 0);
    return roundUsd(((usage.promptTokenCount ?? 0) * rates.input + text * rates.text + images * rates.image) / 1e6);
  }
}

/** Why an answer holds no picture. What was reasoned about it may have been charged. */
function withoutPicture(content: GeneratedContent, call: VendorCall) {
  const { refused, reason } = endingOf(content);
  const about = { ...call, purpose: 'poll' } as const;
  if (refused) return saidError(about, { code: 'content_rejected', message: reason });
  const sentence = 'Gemini answered without a picture; try again, or change the prompt of this shot.';
  return vendorError(about, 'bad_response', sentence, { vendorMessage: reason, retryable: true });
}

/** `google` in the image registry. */
export const geminiImage: ProviderEntry<ImageProviderConfig, BaseImageProvider> = {
  info: {
    role: 'image',
    provider: 'google',
    name: 'Google Gemini images',
    needsKey: true,
    keyVariables: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    defaultModel: 'gemini-nano-banana-2.1',
    description: 'Gemini’s image models, known as Nano Banana, with up to 14 pictures to be like.',
  },
  models: GEMINI_IMAGE_MODELS.map(({ info }) => info),
  liveModels: {
    needsKey: true,
    list: (context, config) => listGeminiMedia(context, config, 'image', geminiImage.models),
  },
  create: (config, context) => new GeminiImageProvider(config, context),
};
