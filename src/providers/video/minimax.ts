import * as z from 'zod';
import type { FilmFormat } from '../../types/film.ts';
import type { VideoProviderConfig } from '../../types/providers.ts';
import type { GenerationResponse, KeyCheckAnswer, ProviderContext, ProviderEntry } from '../base.ts';
import { orGone, readHandle } from '../handle.ts';
import { dataUriOrPublicUrl } from '../input-image.ts';
import { resolveModel } from '../models.ts';
import {
  callVendor,
  checkWith,
  parseAnswer,
  type VendorAnswer,
  type VendorCall,
  vendorOrigin,
} from '../vendor-http.ts';
import { BaseVideoProvider, type VideoRequest } from './base.ts';
import { clipCost, clipFailure, linesOf, promptWithin, wholeSeconds } from './clip.ts';
import { isSecondVersion, MINIMAX_MODELS } from './minimax.models.ts';
import {
  h3Standing,
  hailuoFailure,
  MiniMaxCreatedSchema,
  MiniMaxFileSchema,
  MiniMaxTask2Schema,
  MiniMaxTaskSchema,
  readMiniMaxError,
  refuseBaseResp,
} from './minimax.wire.ts';

const ORIGIN = 'https://api.minimax.io';
/** Below 20 MB as base64. */
const MAX_IMAGE_BYTES = 14_900_000;
/** The longest clip that Hailuo makes in 1080 lines. */
const LARGE_CLIP_SECONDS = 6;

const HandleSchema = z.object({ version: z.union([z.literal(1), z.literal(2)]), id: z.string() });
type Handle = z.infer<typeof HandleSchema>;

/**
 * MiniMax: H3 over the second version of its API, Hailuo over the first. Wire facts: developer documentation, read
 * 2026-11-23. A lost submission cannot be found again: the first version has no list, and the tasks that the second lists
 * carry nothing of the request. Callbacks are unsigned; the challenge that comes first is answered where webhooks arrive.
 * Only what is still queued at the second version can be cancelled. `baseUrl` replaces `https://api.minimax.io`; accounts in China need `https://api.minimaxi.com`.
 */
export class MiniMaxVideoProvider extends BaseVideoProvider {
  private readonly model: ReturnType<typeof resolveModel>;

  constructor(config: VideoProviderConfig, context: ProviderContext) {
    super(config, context);
    this.model = resolveModel(MINIMAX_MODELS, config.model);
    // Only the second version can cancel: presence of the method says so.
    if (isSecondVersion(this.model.id)) this.cancel = (handle) => this.cancelQueued(handle);
  }

  override async generate(request: VideoRequest): Promise<GenerationResponse> {
    const version = isSecondVersion(this.model.id) ? 2 : 1;
    const body = version === 2 ? await this.h3Body(request) : await this.hailuoBody(request);
    const call = this.call('submit', 'POST', `/v${version}/video_generation`, body);
    const { task_id: id } = parseAnswer(MiniMaxCreatedSchema, await this.ask(call), call);
    return { status: 'queued', handle: { version, id } };
  }

  override checkStatus(handle: Readonly<Record<string, unknown>>): Promise<GenerationResponse> {
    return orGone('MiniMax', async () => {
      const known = readHandle(HandleSchema, handle, 'MiniMax');
      if (known.version === 1) return this.hailuoStanding(known);
      const call = this.call('poll', 'GET', `/v2/query/video_generation/${encodeURIComponent(known.id)}`);
      return h3Standing(parseAnswer(MiniMaxTask2Schema, await this.ask(call), call), known, call);
    });
  }

  override supportsEndFrame(): boolean {
    return this.model.row?.endFrame ?? false;
  }

  override estimateCost(durationSeconds: number, format: FilmFormat): number | null {
    const resolution = this.resolution(durationSeconds, format);
    return clipCost(this.model.row, durationSeconds, resolution === undefined ? {} : { resolution });
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    return checkWith('MiniMax', () =>
      this.ask(this.call('prepare', 'GET', '/v2/query/video_generation?page_num=1&page_size=1')),
    );
  }

  /**
   * Cancels a task that is still queued. The same request would delete one that is done, with the clip that was paid for
   * (MiniMax's API reference, read 2026-11-25), so its standing is asked first.
   */
  private async cancelQueued(handle: Readonly<Record<string, unknown>>): Promise<void> {
    const { id, version } = readHandle(HandleSchema, handle, 'MiniMax');
    if (version === 1 || (await this.checkStatus(handle)).status !== 'queued') return;
    await this.ask(this.call('prepare', 'DELETE', `/v2/video_generation/${encodeURIComponent(id)}`));
  }

  private async hailuoStanding(handle: Handle): Promise<GenerationResponse> {
    const call = this.call('poll', 'GET', `/v1/query/video_generation?task_id=${encodeURIComponent(handle.id)}`);
    const answer = await callVendor(this.context, call);
    const failed = MiniMaxTaskSchema.safeParse(answer.body);
    if (failed.data?.status === 'Fail') return { status: 'failed', handle, error: hailuoFailure(call, failed.data) };
    refuseBaseResp(call, answer);
    const { status, file_id } = parseAnswer(MiniMaxTaskSchema, answer, call);
    if (status !== 'Success') return { status: status === 'Processing' ? 'processing' : 'queued', handle };
    if (!file_id) return { status: 'failed', handle, error: clipFailure(call, 'unavailable', 'no clip') };
    const retrieve = this.call('poll', 'GET', `/v1/files/retrieve?file_id=${encodeURIComponent(file_id)}`);
    const { file } = parseAnswer(MiniMaxFileSchema, await this.ask(retrieve), retrieve);
    return { status: 'completed', handle, outputs: [{ url: file.download_url }] };
  }

  private async h3Body(request: VideoRequest): Promise<Record<string, unknown>> {
    const { startImageUrl, endImageUrl, prompt, duration, format } = request;
    const frame = async (key: string, role: 'first_frame' | 'last_frame') => ({
      type: 'image_url',
      image_url: { url: await this.image(key) },
      role,
    });
    const frames = [await frame(startImageUrl, 'first_frame')];
    if (endImageUrl !== undefined && this.supportsEndFrame()) frames.push(await frame(endImageUrl, 'last_frame'));
    const resolution = this.resolution(duration, format);
    return {
      model: this.model.id,
      content: [{ type: 'text', text: promptWithin(prompt, this.model.row?.promptCharacters, 'MiniMax') }, ...frames],
      ...(resolution === undefined ? {} : { resolution }),
      duration: wholeSeconds(duration),
      ...callback(request),
    };
  }

  private async hailuoBody(request: VideoRequest): Promise<Record<string, unknown>> {
    const { startImageUrl, endImageUrl, prompt, duration, format } = request;
    const end = endImageUrl !== undefined && this.supportsEndFrame() ? endImageUrl : undefined;
    const resolution = this.resolution(duration, format);
    return {
      model: this.model.id,
      prompt: promptWithin(prompt, this.model.row?.promptCharacters, 'MiniMax'),
      first_frame_image: await this.image(startImageUrl),
      ...(end === undefined ? {} : { last_frame_image: await this.image(end) }),
      duration: wholeSeconds(duration),
      ...(resolution === undefined ? {} : { resolution }),
      ...callback(request),
    };
  }

  /** By the vendor's own name; undefined for models we know nothing of, which then decide themselves. */
  private resolution(durationSeconds: number, format: FilmFormat): string | undefined {
    const [small, large] = this.model.row?.resolutions ?? [];
    const wantsLarge = linesOf(format) === '1080p';
    const canLarge = large !== '1080P' || durationSeconds <= LARGE_CLIP_SECONDS;
    return wantsLarge && canLarge ? large : small;
  }

  private image(key: string): Promise<string> {
    return dataUriOrPublicUrl(this.context, key, MAX_IMAGE_BYTES);
  }

  private async ask(call: VendorCall): Promise<VendorAnswer> {
    const answer = await callVendor(this.context, call);
    refuseBaseResp(call, answer);
    return answer;
  }

  private call(purpose: VendorCall['purpose'], method: VendorCall['method'], path: string, json?: unknown): VendorCall {
    const apiKey = this.config.apiKey ?? '';
    return {
      provider: 'MiniMax',
      model: this.model.id,
      purpose,
      method,
      url: vendorOrigin(this.config, ORIGIN) + path,
      headers: { authorization: `Bearer ${apiKey}` },
      ...(json === undefined ? {} : { json }),
      secrets: [apiKey],
      readError: readMiniMaxError,
    };
  }
}

function callback({ submission }: VideoRequest): { callback_url?: string } {
  return submission?.webhookUrl === undefined ? {} : { callback_url: submission.webhookUrl };
}

/** `minimax` in the video registry. */
export const minimaxVideo: ProviderEntry<VideoProviderConfig, BaseVideoProvider> = {
  info: {
    role: 'video',
    provider: 'minimax',
    name: 'MiniMax',
    needsKey: true,
    keyVariables: ['MINIMAX_API_KEY'],
    defaultModel: 'MiniMax-H3',
    description: 'H3 and Hailuo from MiniMax; H3 makes sound with every clip.',
  },
  models: MINIMAX_MODELS,
  create: (config, context) => new MiniMaxVideoProvider(config, context),
};
