import * as z from 'zod';
import { SNIFF_BYTES, sniffMediaType } from '../../lib/media-type.ts';
import type { ImageProviderConfig } from '../../types/providers.ts';
import type { GenerationResponse, KeyCheckAnswer, ProviderContext, ProviderEntry } from '../base.ts';
import { keepsNothing } from '../handle.ts';
import { fromBase64, inlineImage } from '../input-image.ts';
import { resolveModel } from '../models.ts';
import {
  callVendor,
  checkWith,
  lostAnswer,
  openVendor,
  parseAnswer,
  readAnswer,
  unreadable,
  type VendorCall,
} from '../vendor-http.ts';
import { readWorkersAIError, runUrl, type WorkersAIAccess, workersAIAccess, workersAIFetch } from '../workers-ai.ts';
import { BaseImageProvider, type ImageRequest } from './base.ts';
import { WORKERS_AI_IMAGE_MODELS, type WorkersAIImageModel, workersAICost } from './workers-ai.models.ts';

/** Pictures are answered when they are done. */
const TIMEOUT_MS = 300_000;
/** Largest picture that is read from an answer, in bytes. */
const MAX_PICTURE_BYTES = 50_000_000;

const PictureSchema = z.object({
  result: z.union([z.string().min(1), z.object({ image: z.string().min(1) }).transform(({ image }) => image)]),
});

/**
 * Image models on Cloudflare (contract: llm-image §2.5, §3; workers-ai.derived.json): through the Worker's own `AI` binding,
 * or with an account and its token over REST. A picture comes as base64 in JSON or as its bytes, by model. There is no
 * queue and no list of what was made. `baseUrl` replaces `https://api.cloudflare.com`.
 */
export class WorkersAIImageProvider extends BaseImageProvider {
  private readonly id: string;
  /** Undefined for models we know nothing of; those are asked with JSON. */
  private readonly model: WorkersAIImageModel | undefined;

  constructor(config: ImageProviderConfig, context: ProviderContext) {
    super(config, context);
    const { id, row } = resolveModel(workersAIImages.models, config.model);
    this.id = id;
    this.model = WORKERS_AI_IMAGE_MODELS.find(({ info }) => info === row);
  }

  override async generate(request: ImageRequest): Promise<GenerationResponse> {
    const access = workersAIAccess(this.config, this.context);
    const call: VendorCall = {
      ...this.common(access),
      purpose: 'submit',
      method: 'POST',
      url: runUrl(access, this.id),
      timeoutMs: TIMEOUT_MS,
      ...(this.model?.inputs === 'form' ? { form: await this.form(request) } : { json: this.fields(request) }),
    };
    const response = await openVendor(workersAIFetch(access, this.context, this.id), call);
    return { status: 'completed', handle: {}, outputs: [await readPicture(response, call)] };
  }

  /** There is nothing to ask about: every answer is the last. */
  override checkStatus(): Promise<GenerationResponse> {
    return Promise.resolve(keepsNothing('Workers AI'));
  }

  override estimateCost(width: number, height: number): number | null {
    return this.model ? workersAICost(this.model, this.config.quality, { width, height }) : null;
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    return checkWith('Cloudflare', async () => {
      const access = workersAIAccess(this.config, this.context);
      if (access.kind === 'binding') return;
      const url = `${access.root}/models/search?task=Text-to-Image&per_page=1`;
      await callVendor(this.context, { ...this.common(access), purpose: 'poll', method: 'GET', url });
    });
  }

  private fields({ prompt, negativePrompt, width, height, seed }: ImageRequest): Record<string, string | number> {
    const { inputs, info, steps } = this.model ?? {};
    const count = steps?.[this.config.quality ?? 'standard'];
    const negative = this.model && !info?.negativePrompt ? undefined : negativePrompt;
    return {
      prompt,
      ...(inputs === 'prompt' ? {} : { width, height, ...(seed === undefined ? {} : { seed }) }),
      ...(negative === undefined ? {} : { negative_prompt: negative }),
      ...(steps && count !== undefined ? { [steps.name]: count } : {}),
    };
  }

  private async form(request: ImageRequest): Promise<FormData> {
    const form = new FormData();
    for (const [name, value] of Object.entries(this.fields(request))) form.set(name, String(value));
    const keys = (request.referenceImages ?? []).slice(0, this.model?.info.referenceImages ?? 0);
    const pictures = await Promise.all(keys.map((key) => inlineImage(this.context, key)));
    pictures.forEach(({ bytes, mediaType }, index) => {
      const name = `picture.${mediaType.replace('image/', '')}`;
      form.set(`input_image_${index}`, new File([bytes], name, { type: mediaType }));
    });
    return form;
  }

  private common(access: WorkersAIAccess) {
    return {
      provider: 'Workers AI',
      model: this.id,
      headers: access.kind === 'rest' ? { authorization: `Bearer ${access.token}` } : {},
      secrets: access.kind === 'rest' ? [access.token] : [],
      readError: readWorkersAIError,
    };
  }
}

async function readPicture(response: Response, call: VendorCall) {
  const type = response.headers.get('content-type') ?? '';
  const bytes = type.startsWith('application/json')
    ? fromBase64(parseAnswer(PictureSchema, await readAnswer(response, call), call).result, call)
    : await readBytes(response, call);
  const mediaType = sniffMediaType(bytes.subarray(0, SNIFF_BYTES));
  if (!mediaType?.startsWith('image/')) throw unreadable(call, 'Workers AI sent something that is no picture.');
  return { bytes, mediaType };
}

async function readBytes(response: Response, call: VendorCall): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    for await (const part of response.body ?? []) {
      size += part.byteLength;
      if (size > MAX_PICTURE_BYTES) break;
      parts.push(part);
    }
  } catch (cause) {
    throw lostAnswer(call, cause);
  }
  if (size > MAX_PICTURE_BYTES) throw unreadable(call, 'Workers AI sent a picture that is too large.');
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** `workers-ai` in the image registry. */
export const workersAIImages: ProviderEntry<ImageProviderConfig, BaseImageProvider> = {
  info: {
    role: 'image',
    provider: 'workers-ai',
    name: 'Cloudflare Workers AI',
    needsKey: true,
    keyVariables: ['CLOUDFLARE_ACCOUNT_ID:CLOUDFLARE_API_TOKEN'],
    defaultModel: '@cf/black-forest-labs/flux-2-klein-4b',
    description:
      'Open image models on Cloudflare, by your account or through the server’s own binding. FLUX.2 takes reference ' +
      'pictures of at most 512×512. quality "hd" takes more steps.',
  },
  models: WORKERS_AI_IMAGE_MODELS.map(({ info }) => info),
  create: (config, context) => new WorkersAIImageProvider(config, context),
};
