import * as z from 'zod';
import { withLive } from '../../lib/prices.ts';
import { resolutionFor } from '../../lib/resolutions.ts';
import { fetchResult } from '../../lib/result-fetch.ts';
import { roundUsd } from '../../lib/utils.ts';
import type { FilmFormat } from '../../types/film.ts';
import type { Handle } from '../../types/job.ts';
import type { VideoProviderConfig } from '../../types/providers.ts';
import type { GenerationResponse, KeyCheckAnswer, ProviderContext, ProviderEntry, WebhookDelivery } from '../base.ts';
import { orGone, readHandle } from '../handle.ts';
import { nearestRatio } from '../image/aspect-ratio.ts';
import { dataUriOrPublicUrl, MAX_INLINE_IMAGE_BYTES } from '../input-image.ts';
import { openWithKey } from '../keyed-download.ts';
import { resolveModel } from '../models.ts';
import { checkOpenRouter, openRouterCall, openRouterSecrets, pathAtOpenRouter } from '../openrouter/access.ts';
import { listOpenRouterVideos } from '../openrouter/video-models.ts';
import { generationOf, verifyOpenRouterWebhook } from '../openrouter/webhook.ts';
import { callVendor, parseAnswer, type VendorCall, vendorError } from '../vendor-http.ts';
import { BaseVideoProvider, type VideoRequest } from './base.ts';
import { clipCost, clipFailure, wholeSeconds } from './clip.ts';
import { OPENROUTER_VIDEO_MODELS } from './openrouter.models.ts';

const HandleSchema = z.object({ id: z.string() });
const GenerationSchema = z.object({
  id: z.string().min(1),
  status: z.enum(['pending', 'in_progress', 'completed', 'failed', 'cancelled', 'expired']),
  /** Behind the key, one for each clip. */
  unsigned_urls: z.array(z.string()).nullish(),
  error: z.string().nullish(),
  usage: z.object({ cost: z.number().nullish(), is_byok: z.boolean().nullish() }).nullish(),
});
type Generation = z.infer<typeof GenerationSchema>;

/** Words of a failure that is about the content; there are no codes for it. */
const REFUSAL = /moderat|polic(?:y|ies)|safety|nsfw|sensitive|prohibited|flagged/i;

/**
 * Any video model behind one OpenRouter key: `POST /api/v1/videos` (contract: llm-image §3.1). Clips lie behind the key on
 * OpenRouter's own host. Its webhooks are signed with the workspace's secret; with the secret after the key, joined by a
 * colon, they are verified, without it they are no more than a reason to ask. There is neither a list of generations nor
 * a way to stop one. `baseUrl` replaces `https://openrouter.ai`.
 */
export class OpenRouterVideoProvider extends BaseVideoProvider {
  private readonly model: ReturnType<typeof resolveModel>;

  constructor(config: VideoProviderConfig, context: ProviderContext) {
    super(config, context);
    this.model = resolveModel(OPENROUTER_VIDEO_MODELS, config.model);
    const { signingSecret } = openRouterSecrets(config);
    // Without the secret nothing can be verified: presence of the method says so.
    if (signingSecret !== undefined && signingSecret !== '') {
      this.verifyWebhook = (delivery) => verifyOpenRouterWebhook(signingSecret, delivery, context.now());
      this.handleFromWebhook = handleOf;
    }
  }

  override async generate(request: VideoRequest): Promise<GenerationResponse> {
    const call = this.call('submit', 'POST', '', await this.body(request));
    return this.standing(parseAnswer(GenerationSchema, await callVendor(this.context, call), call), call);
  }

  override checkStatus(handle: Readonly<Record<string, unknown>>): Promise<GenerationResponse> {
    return orGone('OpenRouter', async () => {
      const { id } = readHandle(HandleSchema, handle, 'OpenRouter');
      const call = this.call('poll', 'GET', `/${encodeURIComponent(id)}`);
      return this.standing(parseAnswer(GenerationSchema, await callVendor(this.context, call), call), call);
    });
  }

  /** Opens a clip: with the key on OpenRouter's own host, without it anywhere else. */
  override download(url: string): Promise<Response> {
    const { baseUrl } = this.config;
    const trustedOrigin = baseUrl === undefined ? undefined : new URL(baseUrl).origin;
    const path = pathAtOpenRouter(this.config, url);
    if (path === undefined) return fetchResult(this.context.fetch, url, trustedOrigin);
    const common = openRouterCall(this.config, this.model.id, path);
    return openWithKey(this.context, { ...common, purpose: 'download', method: 'GET' }, trustedOrigin);
  }

  override supportsEndFrame(): boolean {
    return this.model.row?.endFrame ?? false;
  }

  override estimateCost(durationSeconds: number, format: FilmFormat): number | null {
    const { row } = this.model;
    const resolution = resolutionFor(row?.resolutions, format);
    const audio = row?.nativeAudio === 'never' ? false : (this.config.audio ?? false);
    return clipCost(withLive(row, this.context.livePrices?.video), durationSeconds, {
      audio,
      ...(resolution === undefined ? {} : { resolution }),
    });
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    return checkOpenRouter(this.context, this.config, this.model.id);
  }

  private async body(request: VideoRequest): Promise<Record<string, unknown>> {
    const { prompt, duration, format, seed, startImageUrl, endImageUrl, submission } = request;
    const { id, row } = this.model;
    const end = endImageUrl !== undefined && this.supportsEndFrame() ? endImageUrl : undefined;
    const resolution = resolutionFor(row?.resolutions, format);
    const callback = this.callback(submission?.webhookUrl);
    return {
      model: id,
      prompt,
      duration: wholeSeconds(duration),
      aspect_ratio: nearestRatio(row?.aspectRatios ?? [request.aspectRatio], format.width, format.height),
      ...(resolution === undefined ? {} : { resolution }),
      ...(row?.nativeAudio === 'never' ? {} : { generate_audio: this.config.audio ?? false }),
      ...(seed === undefined || !row?.seed ? {} : { seed }),
      frame_images: [
        await this.frame(startImageUrl, 'first_frame'),
        ...(end === undefined ? [] : [await this.frame(end, 'last_frame')]),
      ],
      ...(callback === undefined ? {} : { callback_url: callback }),
    };
  }

  private async frame(key: string, frame_type: 'first_frame' | 'last_frame'): Promise<Record<string, unknown>> {
    const url = await dataUriOrPublicUrl(this.context, key, MAX_INLINE_IMAGE_BYTES);
    return { type: 'image_url', image_url: { url }, frame_type };
  }

  /** OpenRouter calls no other addresses than https; what stands in its place may. */
  private callback(webhookUrl: string | undefined): string | undefined {
    return webhookUrl?.startsWith('https:') || this.config.baseUrl !== undefined ? webhookUrl : undefined;
  }

  private standing(generation: Generation, call: VendorCall): GenerationResponse {
    const handle = { id: generation.id };
    const { status, error, unsigned_urls } = generation;
    switch (status) {
      case 'pending':
        return { status: 'queued', handle };
      case 'in_progress':
        return { status: 'processing', handle };
      case 'completed': {
        const costUsd = chargedUsd(generation);
        const url = unsigned_urls?.[0];
        if (url === undefined) return { status: 'failed', handle, error: clipFailure(call, 'unavailable', 'no clip') };
        return { status: 'completed', handle, outputs: [{ url }], ...(costUsd === undefined ? {} : { costUsd }) };
      }
      case 'failed': {
        const code = REFUSAL.test(error ?? '') ? 'content_rejected' : 'unavailable';
        return { status: 'failed', handle, error: clipFailure(call, code, error) };
      }
      case 'cancelled':
        return {
          status: 'failed',
          handle,
          error: vendorError(call, 'cancelled', 'The clip was cancelled at OpenRouter.'),
        };
      case 'expired':
        return { status: 'failed', handle, error: clipFailure(call, 'timeout', error) };
    }
  }

  private call(purpose: VendorCall['purpose'], method: VendorCall['method'], path: string, json?: unknown): VendorCall {
    const common = openRouterCall(this.config, this.model.id, `/videos${path}`);
    return { ...common, purpose, method, ...(json === undefined ? {} : { json }) };
  }
}

/** With the user's own vendor key behind OpenRouter, `cost` is its fee only; what the vendor bills is not said. */
function chargedUsd({ usage }: Generation): number | undefined {
  return typeof usage?.cost === 'number' && !usage.is_byok ? roundUsd(usage.cost) : undefined;
}

function handleOf(delivery: WebhookDelivery): Handle | undefined {
  const id = generationOf(delivery);
  return id === undefined ? undefined : { id };
}

/** `openrouter` in the video registry. */
export const openRouterVideos: ProviderEntry<VideoProviderConfig, BaseVideoProvider> = {
  info: {
    role: 'video',
    provider: 'openrouter',
    name: 'OpenRouter videos',
    needsKey: true,
    keyVariables: ['OPENROUTER_API_KEY:OPENROUTER_WEBHOOK_SECRET', 'OPENROUTER_API_KEY'],
    defaultModel: 'kwaivgi/kling-v3.0-std',
    description: 'Video models behind one key; the signing secret of its webhooks may follow the key after a colon.',
  },
  models: OPENROUTER_VIDEO_MODELS,
  liveModels: { needsKey: false, list: listOpenRouterVideos },
  livePrices: async (context, config) => {
    const { id } = resolveModel(OPENROUTER_VIDEO_MODELS, config.model);
    const prices = (await listOpenRouterVideos(context, config)).find((model) => model.id === id)?.prices;
    return prices?.length ? prices : undefined;
  },
  create: (config, context) => new OpenRouterVideoProvider(config, context),
};
