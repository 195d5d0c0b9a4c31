import * as z from 'zod';
import { AppError } from '../../types/errors.ts';
import type { FilmFormat } from '../../types/film.ts';
import type { VideoProviderConfig } from '../../types/providers.ts';
import type { GenerationResponse, KeyCheckAnswer, ProviderContext, ProviderEntry } from '../base.ts';
import { orGone, readHandle } from '../handle.ts';
import { inlineImage, needsPublicUrl, publicImageUrl } from '../input-image.ts';
import { resolveModel } from '../models.ts';
import { callVendor, checkWith, parseAnswer, type VendorCall, vendorOrigin } from '../vendor-http.ts';
import { BaseVideoProvider, type VideoRequest } from './base.ts';
import { clipCost, linesOf, wholeSeconds } from './clip.ts';
import { DREAM_MACHINE_MODELS, LUMA_MODELS } from './luma.models.ts';
import {
  AgentsGenerationSchema,
  agentsStanding,
  DreamCreditsSchema,
  type DreamGeneration,
  DreamGenerationSchema,
  DreamListSchema,
  dreamStanding,
  readLumaError,
} from './luma.wire.ts';

const AGENTS = { origin: 'https://agents.lumalabs.ai', path: '/v1' };
const DREAM_MACHINE = { origin: 'https://api.lumalabs.ai', path: '/dream-machine/v1' };

/** Generations looked through for a lost one, a page at a time. */
const PAGE = 100;
const MAX_PAGES = 5;
/** How far the vendor's clock may be behind ours. */
const CLOCK_SLACK_MS = 30_000;

const HandleSchema = z.object({ api: z.enum(['agents', 'dream-machine']), id: z.string() });
type Api = z.infer<typeof HandleSchema>['api'];

/**
 * Luma's Ray models over two APIs: Agents (`agents.lumalabs.ai`, pictures inside the request, nothing to find a lost
 * submission by) and, for ray-2, the older Dream Machine (`api.lumalabs.ai`, pictures by public address only, a list of
 * generations). `baseUrl` replaces both origins; their paths, `/v1` and `/dream-machine/v1`, stay.
 */
export class LumaVideoProvider extends BaseVideoProvider {
  private readonly model: ReturnType<typeof resolveModel>;
  private readonly api: Api;

  constructor(config: VideoProviderConfig, context: ProviderContext) {
    super(config, context);
    this.model = resolveModel(LUMA_MODELS, config.model);
    const dreamMachine = DREAM_MACHINE_MODELS.has(this.model.id);
    this.api = dreamMachine ? 'dream-machine' : 'agents';
    // Only Dream Machine lists its generations: presence of the method says so.
    if (dreamMachine) this.reconcile = (request) => this.find(request);
  }

  override async generate(request: VideoRequest): Promise<GenerationResponse> {
    if (this.api === 'agents') {
      const call = this.call('agents', 'submit', 'POST', '/generations', await this.agentsBody(request));
      return agentsStanding(parseAnswer(AgentsGenerationSchema, await callVendor(this.context, call), call), call);
    }
    const call = this.call('dream-machine', 'submit', 'POST', '/generations/video', await this.dreamBody(request));
    return dreamStanding(parseAnswer(DreamGenerationSchema, await callVendor(this.context, call), call), call);
  }

  override checkStatus(handle: Readonly<Record<string, unknown>>): Promise<GenerationResponse> {
    return orGone('Luma', async () => {
      const { api, id } = readHandle(HandleSchema, handle, 'Luma');
      const call = this.call(api, 'poll', 'GET', `/generations/${encodeURIComponent(id)}`);
      const answer = await callVendor(this.context, call);
      return api === 'agents'
        ? agentsStanding(parseAnswer(AgentsGenerationSchema, answer, call), call)
        : dreamStanding(parseAnswer(DreamGenerationSchema, answer, call), call);
    });
  }

  override supportsEndFrame(): boolean {
    return this.model.row?.endFrame ?? false;
  }

  override estimateCost(durationSeconds: number, format: FilmFormat): number | null {
    return clipCost(this.model.row, durationSeconds, { resolution: linesOf(format) });
  }

  override async checkKey(): Promise<KeyCheckAnswer> {
    if (this.api === 'agents') {
      const message = 'Luma offers nothing free to try a key of its Agents API with; the first clip will show.';
      return { status: 'unchecked', message };
    }
    return checkWith('Luma', async () => {
      if (!this.context.media.publicUrl) throw needsPublicUrl('Luma Dream Machine');
      const call = this.call('dream-machine', 'prepare', 'GET', '/credits');
      const { credit_balance: cents } = parseAnswer(DreamCreditsSchema, await callVendor(this.context, call), call);
      if (cents <= 0) throw new AppError('quota', 'The Luma account has no credit left; top it up, then retry.');
    });
  }

  /**
   * Looks for a lost submission in the list of generations: same prompt, same first frame, same callback, not older than
   * the submission. More than one that fits, or a list too long to see through, leaves the outcome open.
   */
  private async find(request: VideoRequest): Promise<GenerationResponse | undefined> {
    const unknown = (why: string) =>
      new AppError('outcome_unknown', `${why}; it may have been taken and charged.`, { provider: 'Luma' });
    const { submission } = request;
    if (!submission) throw unknown('This clip was sent to Luma without a time, so it cannot be found again');
    const frame = await publicImageUrl(this.context, request.startImageUrl, 'Luma Dream Machine');
    const earliest = submission.startedAt - CLOCK_SLACK_MS;
    const found: DreamGeneration[] = [];
    for (let page = 0; page < MAX_PAGES; page++) {
      const path = `/generations?limit=${PAGE}&offset=${page * PAGE}`;
      const call = this.call('dream-machine', 'poll', 'GET', path);
      const { generations, has_more } = parseAnswer(DreamListSchema, await callVendor(this.context, call), call);
      const recent = generations.filter((one) => Date.parse(one.created_at ?? '') >= earliest);
      found.push(...recent.filter((one) => isSame(one, request, frame)));
      // Newest first: a page that reaches back behind the submission is the last that matters.
      if (has_more === true && recent.length === generations.length && generations.length > 0) continue;
      const [only, ...others] = found;
      if (others.length > 0) throw unknown('Luma has more than one clip like this');
      return only ? dreamStanding(only, call) : undefined;
    }
    throw unknown('Luma has made too many clips since to find this one among them');
  }

  private async agentsBody(request: VideoRequest): Promise<Record<string, unknown>> {
    const { prompt, aspectRatio, startImageUrl, endImageUrl, format } = request;
    const end = endImageUrl !== undefined && this.supportsEndFrame() ? endImageUrl : undefined;
    return {
      prompt,
      model: this.model.id,
      type: 'video',
      aspect_ratio: aspectRatio,
      video: {
        duration: `${wholeSeconds(request.duration)}s`,
        resolution: linesOf(format),
        start_frame: await this.inlineFrame(startImageUrl),
        ...(end === undefined ? {} : { end_frame: await this.inlineFrame(end) }),
      },
    };
  }

  private async inlineFrame(key: string): Promise<{ data: string; media_type: string }> {
    const { base64, mediaType } = await inlineImage(this.context, key);
    return { data: base64, media_type: mediaType };
  }

  private async dreamBody(request: VideoRequest): Promise<Record<string, unknown>> {
    const { prompt, aspectRatio, startImageUrl, endImageUrl, format, submission } = request;
    const frame = async (key: string) => ({
      type: 'image',
      url: await publicImageUrl(this.context, key, 'Luma Dream Machine'),
    });
    return {
      model: this.model.id,
      prompt,
      aspect_ratio: aspectRatio,
      duration: `${wholeSeconds(request.duration)}s`,
      resolution: linesOf(format),
      keyframes: {
        frame0: await frame(startImageUrl),
        ...(endImageUrl === undefined ? {} : { frame1: await frame(endImageUrl) }),
      },
      ...(submission?.webhookUrl === undefined ? {} : { callback_url: submission.webhookUrl }),
    };
  }

  private call(
    api: Api,
    purpose: VendorCall['purpose'],
    method: VendorCall['method'],
    path: string,
    json?: unknown,
  ): VendorCall {
    const apiKey = this.config.apiKey ?? '';
    const { origin, path: prefix } = api === 'agents' ? AGENTS : DREAM_MACHINE;
    return {
      provider: 'Luma',
      model: this.model.id,
      purpose,
      method,
      url: vendorOrigin(this.config, origin) + prefix + path,
      headers: { authorization: `Bearer ${apiKey}` },
      ...(json === undefined ? {} : { json }),
      secrets: [apiKey],
      readError: readLumaError,
    };
  }
}

/** Whether a listed generation is what was asked for. Addresses are compared without their signatures. */
function isSame({ request }: DreamGeneration, wanted: VideoRequest, frame: string): boolean {
  const callback = wanted.submission?.webhookUrl;
  return (
    request?.prompt === wanted.prompt &&
    withoutQuery(request.keyframes?.frame0?.url ?? '') === withoutQuery(frame) &&
    (callback === undefined || (request.callback_url ?? callback) === callback)
  );
}

function withoutQuery(address: string): string {
  return address.split('?')[0] ?? '';
}

/** `luma` in the video registry. */
export const lumaVideo: ProviderEntry<VideoProviderConfig, BaseVideoProvider> = {
  info: {
    role: 'video',
    provider: 'luma',
    name: 'Luma',
    needsKey: true,
    keyVariables: ['LUMA_AGENTS_API_KEY', 'LUMAAI_API_KEY'],
    defaultModel: 'ray-3.2',
    description: 'Ray models from Luma: ray-3.2, and ray-2 of the older Dream Machine.',
  },
  models: LUMA_MODELS,
  create: (config, context) => new LumaVideoProvider(config, context),
};
