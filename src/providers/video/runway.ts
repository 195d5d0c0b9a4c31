import * as z from 'zod';
import { AppError, type ErrorCode } from '../../types/errors.ts';
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
  type VendorError,
  vendorError,
  vendorOrigin,
} from '../vendor-http.ts';
import { BaseVideoProvider, type VideoRequest } from './base.ts';
import { clipCost, linesOf, promptWithin, wholeSeconds } from './clip.ts';
import { CREDIT_USD, RUNWAY_MODELS, UNKNOWN_RUNWAY_SIZE } from './runway.models.ts';
import { RunwayCreatedSchema, RunwayErrorSchema, RunwayOrganizationSchema, RunwayTaskSchema } from './runway.wire.ts';

const ORIGIN = 'https://api.dev.runwayml.com';
/** The one API version there is. */
const API_VERSION = '2024-11-06';
/** A picture inside the request may take 5 MB as base64, prefix included. */
const MAX_IMAGE_BYTES = 3_749_000;

const HandleSchema = z.object({ id: z.string(), estimatedCredits: z.number().nullable() });

/**
 * Runway's image-to-video, its own models and those it hosts. Wire facts: Runway's OpenAPI document of August 2026 and
 * the types of npm `@runwayml/sdk` 4.20.1, read 2026-11-25. There is no idempotency key, no list of tasks and no webhook:
 * a submission whose answer was lost cannot be found again. `baseUrl` replaces `https://api.dev.runwayml.com`.
 */
export class RunwayVideoProvider extends BaseVideoProvider {
  private readonly model: ReturnType<typeof resolveModel>;

  constructor(config: VideoProviderConfig, context: ProviderContext) {
    super(config, context);
    this.model = resolveModel(runwayVideo.models, config.model);
  }

  override async generate(request: VideoRequest): Promise<GenerationResponse> {
    const call = this.call('submit', 'POST', '/v1/image_to_video', await this.body(request));
    const { id, estimatedCost } = parseAnswer(RunwayCreatedSchema, await callVendor(this.context, call), call);
    return {
      status: 'queued',
      handle: { id, estimatedCredits: estimatedCost?.credits ?? null },
      ...(estimatedCost ? { estimatedUsd: usd(estimatedCost.credits) } : {}),
    };
  }

  override checkStatus(handle: Readonly<Record<string, unknown>>): Promise<GenerationResponse> {
    return orGone('Runway', async () => {
      const known = readHandle(HandleSchema, handle, 'Runway');
      const call = this.call('poll', 'GET', `/v1/tasks/${encodeURIComponent(known.id)}`);
      const task = parseAnswer(RunwayTaskSchema, await callVendor(this.context, call), call);
      switch (task.status) {
        case 'PENDING':
        case 'THROTTLED':
          return { status: 'queued', handle: known };
        case 'RUNNING': {
          const { progress } = task;
          return { status: 'processing', handle: known, ...(typeof progress === 'number' ? { progress } : {}) };
        }
        case 'SUCCEEDED': {
          const credits = task.cost?.credits ?? known.estimatedCredits;
          const outputs = task.output.map((url) => ({ url }));
          return {
            status: 'completed',
            handle: known,
            outputs,
            ...(credits === null ? {} : { costUsd: usd(credits) }),
          };
        }
        case 'FAILED':
          return {
            status: 'failed',
            handle: known,
            error: taskError(call, task.failureCode ?? undefined, task.failure ?? undefined),
            ...charged(task.cost?.credits),
          };
        case 'CANCELLED': {
          const error = new AppError('cancelled', 'Runway cancelled this clip.', { provider: call.provider });
          return { status: 'failed', handle: known, error, ...charged(task.cost?.credits) };
        }
      }
    });
  }

  override supportsEndFrame(): boolean {
    return this.model.row?.endFrame ?? false;
  }

  override estimateCost(durationSeconds: number, format: FilmFormat): number | null {
    const conditions = { resolution: linesOf(format), audio: this.config.audio ?? false };
    return clipCost(this.model.row, durationSeconds, conditions);
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    return checkWith('Runway', async () => {
      const call = this.call('prepare', 'GET', '/v1/organization');
      const { creditBalance } = parseAnswer(RunwayOrganizationSchema, await callVendor(this.context, call), call);
      if (typeof creditBalance === 'number' && creditBalance <= 0) {
        throw new AppError('quota', 'The Runway account has no credits left; buy some, then retry.');
      }
    });
  }

  /**
   * Stops a task that waits or runs. The same request would delete one that is done, with the clip that was paid for, so
   * its standing is asked first; a 404 says that it is cancelled already (Runway's OpenAPI document, August 2026).
   */
  override async cancel(handle: Readonly<Record<string, unknown>>): Promise<void> {
    const { id } = readHandle(HandleSchema, handle, 'Runway');
    const { status } = await this.checkStatus(handle);
    if (status !== 'queued' && status !== 'processing') return;
    try {
      await callVendor(this.context, this.call('prepare', 'DELETE', `/v1/tasks/${encodeURIComponent(id)}`));
    } catch (thrown) {
      if (AppError.from(thrown).code !== 'not_found') throw thrown;
    }
  }

  private async body(request: VideoRequest): Promise<Record<string, unknown>> {
    const { row } = this.model;
    const { startImageUrl, endImageUrl, aspectRatio, format, seed, negativePrompt } = request;
    const promptText = promptWithin(request.prompt, row?.promptCharacters, 'Runway');
    const { field, values } = RUNWAY_MODELS.find(({ info }) => info === row)?.size ?? UNKNOWN_RUNWAY_SIZE;
    const [small, large] = values[aspectRatio];
    const frames = [await this.frame(startImageUrl, 'first')];
    if (endImageUrl !== undefined && this.supportsEndFrame()) frames.push(await this.frame(endImageUrl, 'last'));
    return {
      model: this.model.id,
      promptImage: frames,
      promptText,
      [field]: linesOf(format) === '1080p' && large !== undefined ? large : small,
      duration: wholeSeconds(request.duration),
      ...(seed === undefined || !row?.seed ? {} : { seed }),
      ...(row?.nativeAudio === 'optional' ? { audio: this.config.audio ?? false } : {}),
      ...(negativePrompt === undefined || !row?.negativePrompt ? {} : { negativePrompt }),
    };
  }

  private async frame(key: string, position: 'first' | 'last'): Promise<{ uri: string; position: string }> {
    return { uri: await dataUriOrPublicUrl(this.context, key, MAX_IMAGE_BYTES), position };
  }

  private call(purpose: VendorCall['purpose'], method: VendorCall['method'], path: string, json?: unknown): VendorCall {
    const apiKey = this.config.apiKey ?? '';
    return {
      provider: 'Runway',
      model: this.model.id,
      purpose,
      method,
      url: vendorOrigin(this.config, ORIGIN) + path,
      headers: { authorization: `Bearer ${apiKey}`, 'x-runway-version': API_VERSION },
      ...(json === undefined ? {} : { json }),
      secrets: [apiKey],
      readError,
    };
  }
}

function usd(credits: number): number {
  return Math.round(credits * CREDIT_USD * 1e6) / 1e6;
}

/** A task that ended without a clip reports what remains charged. */
function charged(credits: number | undefined): { charged?: boolean } {
  return credits === undefined ? {} : { charged: credits > 0 };
}

/** A 400 names the offending fields; their values are never in it. */
function readError({ status, body }: VendorAnswer): VendorError | undefined {
  const parsed = RunwayErrorSchema.safeParse(body);
  if (status !== 400 || !parsed.success) return undefined;
  const { error, issues } = parsed.data;
  const [issue] = issues ?? [];
  const message = issue ? `${error} (${issue.path.join('.')}: ${issue.message})` : error;
  return { code: /\bcredits?\b/i.test(error) ? 'quota' : 'invalid_input', message };
}

/** Why a task failed, by its documented code: docs.dev.runwayml.com/errors/task-failures, read 2026-11-23. */
const FAILURES: readonly [prefix: string, code: ErrorCode, sentence: string, retryable: boolean][] = [
  ['SAFETY.', 'content_rejected', 'Runway refused the content; change the prompt or the picture of this shot.', false],
  [
    'INPUT_PREPROCESSING.SAFETY.',
    'content_rejected',
    'Runway refused the content; change the prompt or the picture of this shot.',
    false,
  ],
  ['ASSET.INVALID', 'invalid_input', 'Runway cannot use a picture of this shot; make it anew.', false],
  ['INTERNAL.BAD_OUTPUT', 'unavailable', 'Runway rejected its own result as bad; retry the shot.', true],
  ['INTERNAL', 'unavailable', 'Runway failed on its side; retry the shot.', true],
  ['THIRD_PARTY.', 'unavailable', 'The vendor behind this Runway model failed; retry the shot.', true],
];

function taskError(call: VendorCall, failureCode: string | undefined, failure: string | undefined): AppError {
  const found = FAILURES.find(([prefix]) => failureCode?.startsWith(prefix));
  const [, code, sentence, retryable] = found ?? ['', 'unavailable', 'Runway could not make this clip.', false];
  return vendorError(call, code, sentence, { vendorMessage: failure, retryable });
}

/** `runway` in the video registry. */
export const runwayVideo: ProviderEntry<VideoProviderConfig, BaseVideoProvider> = {
  info: {
    role: 'video',
    provider: 'runway',
    name: 'Runway',
    needsKey: true,
    keyVariables: ['RUNWAYML_API_SECRET'],
    defaultModel: 'gen4_turbo',
    description: 'Gen-4 models from Runway, and others it hosts that take a last frame.',
  },
  models: RUNWAY_MODELS.map(({ info }) => info),
  create: (config, context) => new RunwayVideoProvider(config, context),
};
