import * as z from 'zod';
import { filmMegapixels } from '../../lib/cost.ts';
import { roundUsd } from '../../lib/utils.ts';
import type { AppError } from '../../types/errors.ts';
import type { FilmFormat, TransitionType } from '../../types/film.ts';
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
  vendorError,
  vendorOrigin,
} from '../vendor-http.ts';
import { BaseCompileProvider, type CompileRequest, type Compromise } from './base.ts';
import { creatomateScript } from './creatomate.edit.ts';
import { filmAt, hostedFilm, notCut, templateIgnored, webhookJson } from './hosted.ts';

const NAME = 'Creatomate';
const ORIGIN = 'https://api.creatomate.com';

/** A credit is 100 megapixels of film: creatomate.com/docs/account/how-are-credits-calculated, read 2026-11-25. */
const MEGAPIXELS_PER_CREDIT = 100;
/** What a credit costs in the smallest plan, $54 for 2,000; larger plans are cheaper. */
const CREDIT_USD = 0.027;

const HandleSchema = z.object({ id: z.string() });

/** A render, as `POST /v2/renders` and `GET /v2/renders/{id}` answer: contract: video §2.1. */
const RenderSchema = z.object({
  id: z.string().min(1),
  status: z.enum(['planned', 'waiting', 'transcribing', 'rendering', 'succeeded', 'failed', 'cancelled']),
  url: z.string().nullish(),
  error_message: z.string().nullish(),
});
type Render = z.infer<typeof RenderSchema>;

/** A refused request. */
const ErrorSchema = z.object({ hint: z.string() });

/**
 * Creatomate, v2, with RenderScript built from the film's timeline. Wire facts: contract: video §2.1 and
 * creatomate.com/llms/api.md, read 2026-11-25. There is no idempotency key and no list: a lost submission is known again
 * only when its webhook comes. Webhooks are not signed. `baseUrl` replaces `https://api.creatomate.com`.
 */
export class CreatomateCompileProvider extends BaseCompileProvider {
  override async generate(request: CompileRequest): Promise<GenerationResponse> {
    const { submission } = request;
    const script = creatomateScript(await hostedFilm(this.context, request, NAME));
    const call = this.call('submit', 'POST', '/v2/renders', {
      ...script,
      ...(submission ? { metadata: submission.id } : {}),
      ...(submission?.webhookUrl === undefined ? {} : { webhook_url: submission.webhookUrl }),
    });
    return standing(parseAnswer(RenderSchema, await callVendor(this.context, call), call), call);
  }

  override checkStatus(handle: Readonly<Record<string, unknown>>): Promise<GenerationResponse> {
    return orGone(NAME, async () => {
      const { id } = readHandle(HandleSchema, handle, NAME);
      const call = this.call('poll', 'GET', `/v2/renders/${encodeURIComponent(id)}`);
      return standing(parseAnswer(RenderSchema, await callVendor(this.context, call), call), call);
    });
  }

  override estimateCost(durationSeconds: number, format: FilmFormat): number {
    const credits = Math.max(1, Math.ceil(filmMegapixels(durationSeconds, format) / MEGAPIXELS_PER_CREDIT));
    return roundUsd(credits * CREDIT_USD);
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    return checkWith(NAME, async () => {
      const obstacle = this.obstacle();
      if (obstacle) throw obstacle;
      await callVendor(this.context, this.call('prepare', 'GET', '/v2/templates'));
    });
  }

  override obstacle(): AppError | undefined {
    return this.context.media.publicUrl ? undefined : needsPublicUrl(NAME, 'clips');
  }

  override compromises(_transitions: readonly TransitionType[]): Compromise[] {
    return templateIgnored(this.config, NAME);
  }

  override handleFromWebhook(delivery: WebhookDelivery): Handle | undefined {
    const parsed = RenderSchema.safeParse(webhookJson(delivery));
    return parsed.success ? { id: parsed.data.id } : undefined;
  }

  private call(purpose: VendorCall['purpose'], method: VendorCall['method'], path: string, json?: unknown): VendorCall {
    const apiKey = this.config.apiKey ?? '';
    return {
      provider: NAME,
      purpose,
      method,
      url: vendorOrigin(this.config, ORIGIN) + path,
      headers: { authorization: `Bearer ${apiKey}` },
      ...(json === undefined ? {} : { json }),
      secrets: [apiKey],
      readError,
    };
  }
}

/** The address is in every answer, but there is nothing at it before the render has succeeded. */
function standing({ id, status, url, error_message: message }: Render, call: VendorCall): GenerationResponse {
  const handle = { id };
  switch (status) {
    case 'planned':
    case 'waiting':
      return { status: 'queued', handle };
    case 'transcribing':
    case 'rendering':
      return { status: 'processing', handle };
    case 'succeeded':
      return filmAt(url, handle, call);
    case 'failed':
      return notCut(handle, call, message);
    case 'cancelled':
      return { status: 'failed', handle, error: vendorError(call, 'cancelled', `The film was cancelled at ${NAME}.`) };
  }
}

function readError({ body }: VendorAnswer): VendorError | undefined {
  const parsed = ErrorSchema.safeParse(body);
  return parsed.success ? { message: parsed.data.hint } : undefined;
}

const CREATOMATE_MODELS: ModelInfo[] = [
  {
    id: 'v2',
    name: 'H.264/AAC MP4',
    prices: [
      {
        unit: 'megapixel',
        unitCostUsd: CREDIT_USD / MEGAPIXELS_PER_CREDIT,
        asOf: '2026-10-08',
        source: 'smallest plan, $54 for 2,000 credits of 100 megapixels; read at second hand, larger plans are cheaper',
      },
    ],
    aliases: [],
    inputForms: ['public-url'],
  },
];

/** `creatomate` in the compile registry. */
export const creatomateCompile: ProviderEntry<CompileProviderConfig, BaseCompileProvider> = {
  info: {
    role: 'compile',
    provider: 'creatomate',
    name: 'Creatomate',
    needsKey: true,
    keyVariables: ['CREATOMATE_API_KEY'],
    description:
      "Cuts the film in Creatomate's cloud: about $0.38 a minute at 720p and 24 fps. Needs a public address of this server.",
  },
  models: CREATOMATE_MODELS,
  create: (config, context) => new CreatomateCompileProvider(config, context),
};
