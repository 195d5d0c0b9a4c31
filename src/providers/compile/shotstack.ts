import * as z from 'zod';
import { roundUsd } from '../../lib/utils.ts';
import { AppError } from '../../types/errors.ts';
import type { TransitionType } from '../../types/film.ts';
import type { Handle } from '../../types/job.ts';
import type { CompileProviderConfig, ModelInfo } from '../../types/providers.ts';
import type { GenerationResponse, KeyCheckAnswer, ProviderEntry, WebhookDelivery } from '../base.ts';
import { orGone, readHandle } from '../handle.ts';
import { needsPublicUrl } from '../input-image.ts';
import {
  callVendor,
  checkWith,
  parseAnswer,
  type VendorAnswer,
  type VendorCall,
  type VendorError,
  vendorOrigin,
} from '../vendor-http.ts';
import { BaseCompileProvider, type CompileRequest, type Compromise } from './base.ts';
import { filmAt, hostedFilm, notCut, templateIgnored, webhookJson } from './hosted.ts';
import { shotstackEdit } from './shotstack.edit.ts';

const NAME = 'Shotstack';
const ORIGIN = 'https://api.shotstack.io';
/** Price without a subscription. */
const MINUTE_USD = 0.3;

const HandleSchema = z.object({ id: z.string() });

/** Answer of `POST /render`. */
const QueuedSchema = z.object({ response: z.object({ id: z.string().min(1) }) });

/** Answer of `GET /render/{id}`. */
const RenderSchema = z.object({
  response: z.object({
    status: z.enum(['queued', 'fetching', 'preprocessing', 'rendering', 'generating', 'saving', 'done', 'failed']),
    url: z.string().nullish(),
    error: z.string().nullish(),
  }),
});

/** Answer of `GET /assets/render/{id}` of the Serve API. */
const AssetsSchema = z.object({
  data: z.array(
    z.object({
      attributes: z.object({ status: z.string(), url: z.string().nullish(), filename: z.string().nullish() }),
    }),
  ),
});

/** A webhook about the render itself; one of type `serve` is about its copy. */
const WebhookSchema = z.object({ type: z.literal('edit'), id: z.string().min(1) });

/** A refused request: contract: video §2.2. Gateway errors hold a message alone. */
const ErrorSchema = z.object({
  message: z.string(),
  response: z.object({ message: z.string().nullish() }).nullish().catch(undefined),
});

/**
 * Shotstack's Edit API, version `v1`. Wire facts: Shotstack's OpenAPI document of npm `@shotstack/schemas` 1.18.3, read
 * 2026-11-25; contract: video §2.2. There is no idempotency key and no list: a lost submission is known again only when
 * its webhook comes. Webhooks are not signed. `baseUrl` replaces `https://api.shotstack.io`; the paths stay.
 */
export class ShotstackCompileProvider extends BaseCompileProvider {
  override async generate(request: CompileRequest): Promise<GenerationResponse> {
    const callback = request.submission?.webhookUrl;
    const call = this.call('submit', 'POST', '/edit/v1/render', {
      ...shotstackEdit(await hostedFilm(this.context, request, NAME)),
      ...(callback === undefined ? {} : { callback }),
    });
    const { response } = parseAnswer(QueuedSchema, await callVendor(this.context, call), call);
    return { status: 'queued', handle: { id: response.id } };
  }

  override checkStatus(handle: Readonly<Record<string, unknown>>): Promise<GenerationResponse> {
    return orGone(NAME, async () => {
      const known = readHandle(HandleSchema, handle, NAME);
      const call = this.call('poll', 'GET', `/edit/v1/render/${encodeURIComponent(known.id)}`);
      const { response } = parseAnswer(RenderSchema, await callVendor(this.context, call), call);
      switch (response.status) {
        case 'queued':
          return { status: 'queued', handle: known };
        case 'done':
          return filmAt((await this.hostedAddress(known.id)) ?? response.url, known, call);
        case 'failed':
          return notCut(known, call, response.error);
        default:
          return { status: 'processing', handle: known };
      }
    });
  }

  override estimateCost(durationSeconds: number): number {
    return roundUsd((durationSeconds / 60) * MINUTE_USD);
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    return checkWith(NAME, async () => {
      const obstacle = this.obstacle();
      if (obstacle) throw obstacle;
      await callVendor(this.context, this.call('prepare', 'GET', '/edit/v1/templates'));
    });
  }

  override obstacle(): AppError | undefined {
    return this.context.media.publicUrl ? undefined : needsPublicUrl(NAME, 'clips');
  }

  override compromises(transitions: readonly TransitionType[]): Compromise[] {
    const message =
      `${NAME} has no wipe of a set length: this one is its fast wipe, with a soft edge and at its own speed. ` +
      'The overlap of the two shots stays half a second.';
    return [
      ...templateIgnored(this.config, NAME),
      ...transitions.flatMap((transition, boundary) =>
        transition === 'wipe_left' || transition === 'wipe_right'
          ? [{ code: 'transition_replaced', message, boundary }]
          : [],
      ),
    ];
  }

  override handleFromWebhook(delivery: WebhookDelivery): Handle | undefined {
    const parsed = WebhookSchema.safeParse(webhookJson(delivery));
    return parsed.success ? { id: parsed.data.id } : undefined;
  }

  /**
   * Where Shotstack keeps its copy of a film; undefined while it is still copying, or where there is none. The address in
   * the render's own answer is deleted after a day.
   */
  private async hostedAddress(id: string): Promise<string | undefined> {
    try {
      const call = this.call('poll', 'GET', `/serve/v1/assets/render/${encodeURIComponent(id)}`);
      const { data } = parseAnswer(AssetsSchema, await callVendor(this.context, call), call);
      const film = data.find(
        ({ attributes: { status, filename } }) => status === 'ready' && (filename ?? '').endsWith('.mp4'),
      );
      return film?.attributes.url ?? undefined;
    } catch (thrown) {
      // The film is there without its copy: this is not the answer that counts.
      if (AppError.is(thrown)) return undefined;
      throw thrown;
    }
  }

  private call(purpose: VendorCall['purpose'], method: VendorCall['method'], path: string, json?: unknown): VendorCall {
    const apiKey = this.config.apiKey ?? '';
    return {
      provider: NAME,
      purpose,
      method,
      url: vendorOrigin(this.config, ORIGIN) + path,
      headers: { 'x-api-key': apiKey },
      ...(json === undefined ? {} : { json }),
      secrets: [apiKey],
      readError,
    };
  }
}

function readError({ status, body }: VendorAnswer): VendorError | undefined {
  const parsed = ErrorSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const message = parsed.data.response?.message ?? parsed.data.message;
  return { message, ...(status < 500 && /\bcredits?\b/i.test(message) ? { code: 'quota' } : {}) };
}

const SHOTSTACK_MODELS: ModelInfo[] = [
  {
    id: 'v1',
    name: 'H.264/AAC MP4',
    prices: [
      {
        unit: 'minute',
        unitCostUsd: MINUTE_USD,
        asOf: '2026-06-20',
        source: 'pay as you go; read at second hand, subscriptions are cheaper',
      },
    ],
    aliases: [],
    inputForms: ['public-url'],
  },
];

/** `shotstack` in the compile registry. */
export const shotstackCompile: ProviderEntry<CompileProviderConfig, BaseCompileProvider> = {
  info: {
    role: 'compile',
    provider: 'shotstack',
    name: 'Shotstack',
    needsKey: true,
    keyVariables: ['SHOTSTACK_API_KEY'],
    description:
      "Cuts the film in Shotstack's cloud: $0.30 a minute at any size. Needs a public address of this server.",
  },
  models: SHOTSTACK_MODELS,
  create: (config, context) => new ShotstackCompileProvider(config, context),
};
