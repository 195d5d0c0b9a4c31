import * as z from 'zod';
import { AppError, type ErrorCode } from '../../types/errors.ts';
import type { ImageProviderConfig, ModelInfo } from '../../types/providers.ts';
import type { GenerationResponse, KeyCheckAnswer, ProviderContext, ProviderEntry } from '../base.ts';
import { readHandle } from '../handle.ts';
import { dataUri } from '../input-image.ts';
import {
  callVendor,
  checkWith,
  parseAnswer,
  saidError,
  unreadable,
  type VendorAnswer,
  type VendorError,
  vendorError,
} from '../vendor-http.ts';
import { BaseImageProvider, type ImageRequest } from './base.ts';
import { midjourneyPrompt } from './midjourney.prompt.ts';
import {
  type MidjourneyHandle,
  MidjourneyHandleSchema,
  type MidjourneyTask,
  SubmitResultSchema,
  TaskSchema,
} from './midjourney.wire.ts';

/** Pictures of a prompt, as many as one imagine takes without becoming a blend. */
const MOST_REFERENCES = 4;
/** A lost submission that is not in the proxy's list after this long will not appear there any more. */
const LISTED_WITHIN_MS = 120_000;

/** What the proxy's codes mean when it does not take a request (contract: llm-image §3.7; 1, 21 and 22 take it). */
const CODES: Readonly<Record<number, ErrorCode>> = {
  3: 'not_found',
  4: 'invalid_input',
  9: 'unavailable',
  23: 'rate_limit',
  24: 'content_rejected',
};

/**
 * Midjourney through a proxy of one's own that speaks the midjourney-proxy contract (llm-image §3.7; Java original and C#
 * fork). One picture takes two submissions: a grid of four, then the upscale of the chosen one. `baseUrl` is the proxy's
 * address up to `/mj`, and may hold a mode such as `/mj-fast`.
 */
export class MidjourneyProvider extends BaseImageProvider {
  private readonly base: string;

  constructor(config: ImageProviderConfig, context: ProviderContext) {
    super(config, context);
    if (config.baseUrl === undefined) {
      throw new AppError(
        'unsupported',
        'Midjourney has no API of its own: set config.image.baseUrl to the address of your midjourney-proxy.',
        { provider: config.provider, stage: 'prepare' },
      );
    }
    this.base = config.baseUrl.replace(/\/+$/, '').replace(/\/mj$/, '');
  }

  override async generate(request: ImageRequest): Promise<GenerationResponse> {
    const keys = (request.referenceImages ?? []).slice(0, MOST_REFERENCES);
    const base64Array = await Promise.all(keys.map((key) => dataUri(this.context, key)));
    return this.submit('imagine', '/mj/submit/imagine', {
      prompt: midjourneyPrompt(request, this.config),
      ...(base64Array.length === 0 ? {} : { base64Array }),
      ...common(request),
    });
  }

  /** The upscale of the chosen picture: by its button where the proxy has buttons, else by its number. */
  override proceed(
    finishedStep: Readonly<Record<string, unknown>>,
    request: ImageRequest,
  ): Promise<GenerationResponse> {
    const { taskId, customId } = this.handle(finishedStep);
    return customId === null
      ? this.submit('upscale', '/mj/submit/change', { taskId, action: 'UPSCALE', index: this.cell, ...common(request) })
      : this.submit('upscale', '/mj/submit/action', { taskId, customId, ...common(request) });
  }

  override async checkStatus(kept: Readonly<Record<string, unknown>>): Promise<GenerationResponse> {
    const handle = this.handle(kept);
    const call = { ...this.common, purpose: 'poll', method: 'GET' } as const;
    const url = `${this.base}/mj/task/${encodeURIComponent(handle.taskId)}/fetch`;
    const answer = await callVendor(this.context, { ...call, url });
    // An empty answer is how a proxy says that it knows no such task.
    if (answer.body === undefined || answer.body === null) return { status: 'failed', handle, error: this.gone() };
    return this.standing(handle, parseAnswer(TaskSchema, answer, call));
  }

  /** The proxy echoes our own id of a submission, and lists its tasks. */
  override async reconcile({ submission }: ImageRequest): Promise<GenerationResponse | undefined> {
    const call = { ...this.common, purpose: 'poll', method: 'GET' } as const;
    const answer = await callVendor(this.context, { ...call, url: `${this.base}/mj/task/list` });
    const found = parseAnswer(z.array(TaskSchema), answer, call).find(
      ({ state }) => submission !== undefined && state === submission.id,
    );
    if (found?.id !== undefined) {
      const step = found.action === 'IMAGINE' ? 'imagine' : 'upscale';
      return this.standing({ taskId: found.id, step, customId: null }, found);
    }
    const waitedMs = this.context.now() - (submission?.startedAt ?? 0);
    throw new AppError('outcome_unknown', 'The proxy lists no such task; it may have been taken all the same.', {
      provider: this.config.provider,
      retryable: waitedMs < LISTED_WITHIN_MS,
    });
  }

  /** Only the C# fork can stop a task; elsewhere it goes on and its result is kept. */
  override async cancel(kept: Readonly<Record<string, unknown>>): Promise<void> {
    const { taskId } = this.handle(kept);
    const url = `${this.base}/mj/task/${encodeURIComponent(taskId)}/cancel`;
    try {
      await callVendor(this.context, { ...this.common, purpose: 'poll', method: 'POST', url });
    } catch (thrown) {
      if (AppError.from(thrown).code !== 'not_found') throw thrown;
    }
  }

  /** What a proxy's owner asks for its use is not ours to know. */
  override estimateCost(): null {
    return null;
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    const url = `${this.base}/mj/task/list-by-condition`;
    return checkWith('The Midjourney proxy', () =>
      callVendor(this.context, { ...this.common, purpose: 'poll', method: 'POST', url, json: { ids: [] } }),
    );
  }

  private async submit(step: 'imagine' | 'upscale', path: string, json: object): Promise<GenerationResponse> {
    const call = { ...this.common, purpose: 'submit', method: 'POST', url: this.base + path, json } as const;
    const answer = await callVendor(this.context, call);
    const { code, description, result } = parseAnswer(SubmitResultSchema, answer, call);
    if (code === 1 || code === 21 || code === 22) {
      if (!result) throw unreadable(call, 'The Midjourney proxy took a request without naming it.');
      return { status: 'queued', handle: { taskId: result, step, customId: null } };
    }
    const known = CODES[code];
    if (known === undefined) throw unreadable(call, `The Midjourney proxy answered with the unknown code ${code}.`);
    // Nothing was found of a prompt can only be an account to draw it.
    const meant = known === 'not_found' && step === 'imagine' ? 'unavailable' : known;
    throw saidError(call, { code: meant, message: description ?? undefined, retryable: code === 23 });
  }

  private standing(handle: MidjourneyHandle, task: MidjourneyTask): GenerationResponse {
    const { status, imageUrl, progress } = task;
    switch (status) {
      case 'SUCCESS':
        if (handle.step === 'imagine') return { status: 'step-completed', handle: this.grid(handle, task) };
        // Addresses are there while a picture is still in progress, but only now is it the whole.
        if (!imageUrl || !URL.canParse(imageUrl)) throw unreadable({ ...this.common, purpose: 'poll' }, NO_PICTURE);
        return { status: 'completed', handle, outputs: [{ url: imageUrl }] };
      case 'FAILURE':
      case 'CANCEL':
      case 'MODAL':
        return { status: 'failed', handle, error: this.failure(task) };
      case 'NOT_START':
      case 'SUBMITTED':
        return { status: 'queued', handle };
      default: {
        const share = Number(/^(\d{1,3})%$/.exec(progress ?? '')?.[1] ?? Number.NaN) / 100;
        return { status: 'processing', handle, ...(share >= 0 && share <= 1 ? { progress: share } : {}) };
      }
    }
  }

  private grid({ taskId }: MidjourneyHandle, { buttons }: MidjourneyTask): MidjourneyHandle {
    const wanted = new RegExp(`^MJ::JOB::upsample::${this.cell}::`);
    const customId = buttons?.flatMap((button) => button.customId ?? []).find((id) => wanted.test(id));
    return { taskId, step: 'imagined', customId: customId ?? null };
  }

  private failure({ status, failReason }: MidjourneyTask): AppError {
    const call = { ...this.common, purpose: 'poll' } as const;
    const [code, sentence] = failureOf(status, failReason ?? '');
    return vendorError(call, code, sentence, { vendorMessage: failReason ?? undefined, retryable: false });
  }

  private gone(): AppError {
    const sentence = 'The Midjourney proxy no longer knows this task, so its result is lost; retry to make it anew.';
    return vendorError({ ...this.common, purpose: 'poll' }, 'not_found', sentence, { retryable: false });
  }

  /** Which of the four pictures is kept, 1–4. */
  private get cell(): number {
    return this.config.gridCell ?? 1;
  }

  private handle(kept: unknown): MidjourneyHandle {
    return readHandle(MidjourneyHandleSchema, kept, this.config.provider);
  }

  private get common() {
    const { apiKey, provider, model } = this.config;
    // A proxy may have no secret.
    const key =
      apiKey === undefined ? { headers: {}, secrets: [] } : { headers: { 'mj-api-secret': apiKey }, secrets: [apiKey] };
    return { provider, model, ...key, readError };
  }
}

const NO_PICTURE = 'The Midjourney proxy calls a task done but shows no picture.';

/** Our name of a submission, and whom to call about it. */
function common({ submission }: ImageRequest): { state?: string; notifyHook?: string } {
  if (!submission) return {};
  const { id, webhookUrl } = submission;
  return { state: id, ...(webhookUrl === undefined ? {} : { notifyHook: webhookUrl }) };
}

function failureOf(status: string, reason: string): [ErrorCode, string] {
  if (status === 'MODAL') {
    return ['unsupported', 'The Midjourney proxy waits for a dialogue to be filled in; switch its remix mode off.'];
  }
  if (status === 'CANCEL' || /取消|cancel/i.test(reason)) return ['cancelled', 'The task was cancelled.'];
  if (/banned|moderat|policy|community|blocked|敏感/i.test(reason)) {
    return ['content_rejected', 'Midjourney refused the content; change the prompt of this shot.'];
  }
  if (/invalid|parameter/i.test(reason)) return ['invalid_input', 'Midjourney could not work with this request.'];
  return ['unavailable', 'Midjourney failed to make this picture.'];
}

/** Some versions of the proxy say what they mean by the code, and by the HTTP status as well. */
function readError({ body, status }: VendorAnswer): VendorError | undefined {
  const parsed = SubmitResultSchema.safeParse(body);
  if (!parsed.success || status >= 500) return undefined;
  return { code: CODES[parsed.data.code], message: parsed.data.description ?? undefined };
}

const SOURCE = 'none published: a proxy’s owner sets its own price';

function version(id: string, name: string): ModelInfo {
  return {
    id,
    name,
    prices: [{ unit: 'image', unitCostUsd: null, asOf: '2026-11-25', source: SOURCE }],
    aliases: [],
    seed: true,
    negativePrompt: true,
    referenceImages: MOST_REFERENCES,
    inputForms: ['data-uri'],
    usualSeconds: 20,
  };
}

/** `midjourney` in the image registry. */
export const midjourney: ProviderEntry<ImageProviderConfig, BaseImageProvider> = {
  info: {
    role: 'image',
    provider: 'midjourney',
    name: 'Midjourney (proxy)',
    needsKey: true,
    keyVariables: ['MIDJOURNEY_API_KEY'],
    defaultModel: 'midjourney',
    description:
      'Midjourney through a midjourney-proxy of your own, whose address goes into baseUrl and whose secret is the key. ' +
      'Any version as v7 or niji-6; gridCell (1–4) chooses the picture of the grid. Mind Midjourney’s terms of use.',
  },
  models: [version('midjourney', 'Midjourney, the account’s own version'), version('v7', 'Midjourney 7')],
  create: (config, context) => new MidjourneyProvider(config, context),
};
