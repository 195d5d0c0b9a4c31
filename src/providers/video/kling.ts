import * as z from 'zod';
import { AppError } from '../../types/errors.ts';
import type { ModelInfo, VideoProviderConfig } from '../../types/providers.ts';
import type { GenerationResponse, KeyCheckAnswer, ModelSettings, ProviderContext, ProviderEntry } from '../base.ts';
import { orGone, readHandle } from '../handle.ts';
import { inlineImage } from '../input-image.ts';
import { resolveModel } from '../models.ts';
import { callVendor, checkWith, parseAnswer, type VendorCall, vendorOrigin } from '../vendor-http.ts';
import { BaseVideoProvider, type VideoRequest } from './base.ts';
import { clipCost, clipFailure, promptWithin, wholeSeconds } from './clip.ts';
import { KLING_MODELS } from './kling.models.ts';
import {
  KlingAnswerSchema,
  type KlingTask,
  KlingTaskSchema,
  klingBearer,
  klingRefusal,
  readKlingError,
} from './kling.wire.ts';

const ORIGIN = 'https://api-singapore.klingai.com';
const PATH = '/v1/videos/image2video';
const MAX_IMAGE_BYTES = 10_000_000;
const IMAGE_TYPES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png']);

const HandleSchema = z.object({ taskId: z.string() });

/**
 * Kling from its maker. Wire facts: Kling's developer documentation, read 2026-11-23. The key is an API key, or
 * `ACCESS:SECRET` of the older kind, which signs a token for each request. A submission carries our own id as
 * `external_task_id`, under which it can be asked for when its answer was lost. Callbacks are unsigned, and nothing can be
 * cancelled. `quality` is `pro` unless set: most models take a last frame in no other mode.
 * `baseUrl` replaces `https://api-singapore.klingai.com`.
 */
export class KlingVideoProvider extends BaseVideoProvider {
  private readonly model: ReturnType<typeof resolveModel>;
  private readonly quality: 'standard' | 'pro';

  constructor(config: VideoProviderConfig, context: ProviderContext) {
    super(config, context);
    this.model = resolveModel(KLING_MODELS, config.model);
    this.quality = config.quality ?? 'pro';
  }

  override async generate(request: VideoRequest): Promise<GenerationResponse> {
    const body = await this.body(request);
    const call = await this.call('submit', 'POST', PATH, body);
    const task = await this.ask(call);
    return { status: 'queued', handle: { taskId: task.task_id } };
  }

  override checkStatus(handle: Readonly<Record<string, unknown>>): Promise<GenerationResponse> {
    return orGone('Kling', async () => {
      const { taskId } = readHandle(HandleSchema, handle, 'Kling');
      const call = await this.call('poll', 'GET', `${PATH}/${encodeURIComponent(taskId)}`);
      return standing(await this.ask(call), call);
    });
  }

  /** Kling answers for our own id in place of its own. */
  override async reconcile(request: VideoRequest): Promise<GenerationResponse | undefined> {
    const { submission } = request;
    if (!submission) {
      throw new AppError('outcome_unknown', 'This clip was sent to Kling without an id, so it cannot be found again.');
    }
    const call = await this.call('poll', 'GET', `${PATH}/${encodeURIComponent(submission.id)}`);
    try {
      const task = await this.ask(call);
      if (task.task_info?.external_task_id === submission.id) return standing(task, call);
    } catch (thrown) {
      if (AppError.is(thrown) && thrown.code === 'not_found') return undefined;
      throw thrown;
    }
    throw new AppError(
      'outcome_unknown',
      'Kling answered for another task; nobody can tell whether this clip was taken.',
    );
  }

  override supportsEndFrame(): boolean {
    return this.model.row !== undefined && asConfigured(this.model.row, this.config).endFrame === true;
  }

  override estimateCost(durationSeconds: number): number | null {
    return clipCost(this.model.row, durationSeconds, { quality: this.quality, audio: this.config.audio ?? false });
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    return checkWith('Kling', async () => {
      const call = await this.call('prepare', 'GET', `${PATH}?pageNum=1&pageSize=1`);
      const { code, message } = parseAnswer(KlingAnswerSchema, await callVendor(this.context, call), call);
      if (code !== 0) throw klingRefusal(call, code, message);
    });
  }

  private async body(request: VideoRequest): Promise<Record<string, unknown>> {
    const { row } = this.model;
    const { endImageUrl, negativePrompt, submission } = request;
    return {
      // Without `model_name`, or under another name, Kling silently runs its first model.
      model_name: this.model.id,
      image: await this.image(request.startImageUrl),
      ...(endImageUrl !== undefined && this.supportsEndFrame() ? { image_tail: await this.image(endImageUrl) } : {}),
      prompt: promptWithin(request.prompt, row?.promptCharacters, 'Kling'),
      ...(negativePrompt === undefined ? {} : { negative_prompt: negativePrompt }),
      duration: String(wholeSeconds(request.duration)),
      mode: this.quality === 'pro' ? 'pro' : 'std',
      ...(row?.nativeAudio === 'optional' ? { sound: this.config.audio ? 'on' : 'off' } : {}),
      ...(submission ? { external_task_id: submission.id } : {}),
      ...(submission?.webhookUrl === undefined ? {} : { callback_url: submission.webhookUrl }),
    };
  }

  /** Base64 as it is: a `data:` prefix is refused. */
  private async image(key: string): Promise<string> {
    const { mediaType, base64 } = await inlineImage(this.context, key, MAX_IMAGE_BYTES);
    if (IMAGE_TYPES.has(mediaType)) return base64;
    throw new AppError('invalid_input', `Kling takes JPEG and PNG pictures, and this one is ${mediaType}.`, {
      provider: 'Kling',
      stage: 'prepare',
    });
  }

  private async ask(call: VendorCall): Promise<KlingTask> {
    const answer = await callVendor(this.context, call);
    const { code, message, data } = parseAnswer(KlingAnswerSchema, answer, call);
    if (code !== 0) throw klingRefusal(call, code, message);
    return parseAnswer(KlingTaskSchema, { ...answer, body: data }, call);
  }

  private async call(
    purpose: VendorCall['purpose'],
    method: VendorCall['method'],
    path: string,
    json?: unknown,
  ): Promise<VendorCall> {
    const apiKey = this.config.apiKey ?? '';
    const bearer = await klingBearer(apiKey, this.context.now());
    return {
      provider: 'Kling',
      model: this.model.id,
      purpose,
      method,
      url: vendorOrigin(this.config, ORIGIN) + path,
      headers: { authorization: `Bearer ${bearer}` },
      ...(json === undefined ? {} : { json }),
      secrets: [apiKey, bearer, ...apiKey.split(':')],
      readError: readKlingError,
    };
  }
}

function standing(task: KlingTask, call: VendorCall): GenerationResponse {
  const handle = { taskId: task.task_id };
  switch (task.task_status) {
    case 'succeed': {
      const url = task.task_result?.videos?.[0]?.url;
      if (url !== undefined) return { status: 'completed', handle, outputs: [{ url }] };
      return { status: 'failed', handle, error: clipFailure(call, 'unavailable', 'no clip') };
    }
    case 'failed': {
      // There is no code: the reason is a sentence, and the platform's risk control is the one it documents.
      const reason = task.task_status_msg;
      const rejected = /risk control|policy|sensitive/i.test(reason ?? '');
      const error = clipFailure(call, rejected ? 'content_rejected' : 'unavailable', reason);
      return { status: 'failed', handle, error };
    }
    case 'processing':
      return { status: 'processing', handle };
    default:
      return { status: 'queued', handle };
  }
}

/** In standard mode no model takes a last frame; with sound, 2.6 takes none either (contract: video §1.5). */
function asConfigured(row: ModelInfo, { quality = 'pro', audio = false }: ModelSettings): ModelInfo {
  const endFrame = row.endFrame === true && quality === 'pro' && !(row.id === 'kling-v2-6' && audio);
  return { ...row, endFrame };
}

/** `kling` in the video registry. */
export const klingVideo: ProviderEntry<VideoProviderConfig, BaseVideoProvider> = {
  info: {
    role: 'video',
    provider: 'kling',
    name: 'Kling (direct)',
    needsKey: true,
    keyVariables: ['KLING_ACCESS_KEY:KLING_SECRET_KEY', 'KLING_API_KEY'],
    defaultModel: 'kling-v3',
    description: 'Kling from its maker: an API key, or access and secret key joined by a colon.',
  },
  models: KLING_MODELS,
  asConfigured,
  create: (config, context) => new KlingVideoProvider(config, context),
};
