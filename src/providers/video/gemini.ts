import * as z from 'zod';
import { fetchResult } from '../../lib/result-fetch.ts';
import { AppError } from '../../types/errors.ts';
import type { AspectRatio, FilmFormat } from '../../types/film.ts';
import type { VideoProviderConfig } from '../../types/providers.ts';
import type { GenerationResponse, KeyCheckAnswer, ProviderContext, ProviderEntry } from '../base.ts';
import { addressAtGemini, checkGemini, geminiCall } from '../gemini/access.ts';
import { listGeminiMedia } from '../gemini/list.ts';
import { orGone, readHandle } from '../handle.ts';
import { inlineImage } from '../input-image.ts';
import { openWithKey } from '../keyed-download.ts';
import { resolveModel } from '../models.ts';
import { callVendor, parseAnswer, type VendorCall } from '../vendor-http.ts';
import { BaseVideoProvider, type VideoRequest } from './base.ts';
import { clipCost, linesOf, wholeSeconds } from './clip.ts';
import { GEMINI_VIDEO_MODELS } from './gemini.models.ts';
import { InteractionSchema, interactionStanding } from './gemini.wire.ts';

const HandleSchema = z.object({ id: z.string() });

/** Shapes Omni makes; a square film is cut from a wide clip. */
const SHAPES: Record<AspectRatio, string> = { '16:9': '16:9', '9:16': '9:16', '1:1': '16:9' };

/** Which frame each picture is, in the order they are sent (Google's Omni quickstart, 2026-08-27). */
const FRAMES = {
  first: '[# Sources <FIRST_FRAME>@Image1]',
  both: '[# Sources <FIRST_FRAME>@Image1 <LAST_FRAME>@Image2]',
};

/**
 * Gemini Omni over the Interactions API (contract: video §1.6), in the background: without that the request would last as
 * long as the clip takes. Clips lie on Gemini's own host behind the key. There is no list of interactions, so a lost
 * submission cannot be found again, and its webhooks are unsigned as far as is documented. `baseUrl` replaces
 * `https://generativelanguage.googleapis.com`.
 */
export class GeminiVideoProvider extends BaseVideoProvider {
  private readonly model: ReturnType<typeof resolveModel>;

  constructor(config: VideoProviderConfig, context: ProviderContext) {
    super(config, context);
    this.model = resolveModel(GEMINI_VIDEO_MODELS, config.model);
  }

  override async generate(request: VideoRequest): Promise<GenerationResponse> {
    const call = this.call('submit', 'POST', '', await this.body(request));
    return interactionStanding(parseAnswer(InteractionSchema, await callVendor(this.context, call), call), call);
  }

  override checkStatus(handle: Readonly<Record<string, unknown>>): Promise<GenerationResponse> {
    return orGone('Gemini', async () => {
      const { id } = readHandle(HandleSchema, handle, 'Gemini');
      const call = this.call('poll', 'GET', `/${encodeURIComponent(id)}`);
      return interactionStanding(parseAnswer(InteractionSchema, await callVendor(this.context, call), call), call);
    });
  }

  /** Asks Gemini to stop a clip; one that is already done stays done. */
  override async cancel(handle: Readonly<Record<string, unknown>>): Promise<void> {
    const { id } = readHandle(HandleSchema, handle, 'Gemini');
    try {
      await callVendor(this.context, this.call('poll', 'POST', `/${encodeURIComponent(id)}/cancel`));
    } catch (thrown) {
      const { vendorStatus } = AppError.from(thrown).details;
      if (vendorStatus !== 400 && vendorStatus !== 404 && vendorStatus !== 409) throw thrown;
    }
  }

  /** Opens a clip on Gemini's host, as bytes rather than as its description. */
  override download(url: string): Promise<Response> {
    const { baseUrl } = this.config;
    const trustedOrigin = baseUrl === undefined ? undefined : new URL(baseUrl).origin;
    const address = addressAtGemini(this.config, url);
    if (address === undefined) return fetchResult(this.context.fetch, url, trustedOrigin);
    address.searchParams.set('alt', 'media');
    const common = geminiCall(this.config, this.model.id, '');
    const call = { ...common, url: address.href, purpose: 'download', method: 'GET' } as const;
    return openWithKey(this.context, call, trustedOrigin);
  }

  override supportsEndFrame(): boolean {
    return this.model.row?.endFrame ?? false;
  }

  override estimateCost(durationSeconds: number, format: FilmFormat): number | null {
    return clipCost(this.model.row, durationSeconds, { resolution: linesOf(format) });
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    return checkGemini(this.context, this.config, this.model.id);
  }

  private async body(request: VideoRequest): Promise<Record<string, unknown>> {
    const { prompt, aspectRatio, startImageUrl, endImageUrl, format, duration, submission } = request;
    const end = endImageUrl !== undefined && this.supportsEndFrame() ? endImageUrl : undefined;
    const frames = [await this.frame(startImageUrl), ...(end === undefined ? [] : [await this.frame(end)])];
    const text = `${end === undefined ? FRAMES.first : FRAMES.both} ${prompt}`;
    return {
      model: this.model.id,
      background: true,
      input: [...frames, { type: 'text', text }],
      response_format: {
        type: 'video',
        delivery: 'uri',
        aspect_ratio: SHAPES[aspectRatio],
        resolution: linesOf(format),
        duration: `${wholeSeconds(duration)}s`,
      },
      generation_config: { video_config: { task: 'image_to_video' } },
      ...(submission?.webhookUrl === undefined ? {} : { webhook_config: { uris: [submission.webhookUrl] } }),
    };
  }

  private async frame(key: string): Promise<Record<string, string>> {
    const { base64, mediaType } = await inlineImage(this.context, key);
    return { type: 'image', data: base64, mime_type: mediaType };
  }

  private call(purpose: VendorCall['purpose'], method: VendorCall['method'], path: string, json?: unknown): VendorCall {
    const common = geminiCall(this.config, this.model.id, `/interactions${path}`);
    return { ...common, purpose, method, ...(json === undefined ? {} : { json }) };
  }
}

/** `google` in the video registry. */
export const geminiVideo: ProviderEntry<VideoProviderConfig, BaseVideoProvider> = {
  info: {
    role: 'video',
    provider: 'google',
    name: 'Google Gemini Omni',
    needsKey: true,
    keyVariables: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    defaultModel: 'gemini-omni-1.2-flash',
    description: 'Gemini Omni, the successor of Veo; it makes sound with every clip.',
  },
  models: GEMINI_VIDEO_MODELS,
  liveModels: {
    needsKey: true,
    list: (context, config) => listGeminiMedia(context, config, 'video', GEMINI_VIDEO_MODELS),
  },
  create: (config, context) => new GeminiVideoProvider(config, context),
};
