import * as z from 'zod';
import { roundUsd } from '../../lib/utils.ts';
import type { ImageProviderConfig } from '../../types/providers.ts';
import type { GenerationResponse, KeyCheckAnswer, ProviderContext, ProviderEntry } from '../base.ts';
import { keepsNothing } from '../handle.ts';
import { fromBase64, inlineImage } from '../input-image.ts';
import { resolveModel } from '../models.ts';
import { OPENAI_ORIGIN, openAIApiRoot, openAIHeaders, readOpenAIError } from '../openai.ts';
import { callVendor, checkWith, parseAnswer, statusError, type VendorAnswer, type VendorCall } from '../vendor-http.ts';
import { BaseImageProvider, type ImageRequest } from './base.ts';
import { OPENAI_IMAGE_MODELS, type OpenAIImageModel, openAIQuality, pictureCost } from './openai-dalle.models.ts';

/** Pictures are answered when they are done; the largest take minutes. */
const TIMEOUT_MS = 300_000;
/** Largest reference picture (npm openai 7.57: less than 50 MB each; several have to fit into this process). */
const MAX_REFERENCE_BYTES = 20_000_000;
const FORMAT = 'jpeg';

const PicturesSchema = z.object({
  data: z.array(z.object({ b64_json: z.string().min(1) })).min(1),
  output_format: z.string().nullish(),
  usage: z
    .object({
      output_tokens: z.number(),
      input_tokens_details: z.object({ text_tokens: z.number(), image_tokens: z.number() }),
    })
    .nullish(),
});
type Usage = NonNullable<z.infer<typeof PicturesSchema>['usage']>;

/** A refusal that came only after the picture was made. */
const AfterwardsSchema = z.object({
  error: z.object({ moderation_details: z.object({ moderation_stage: z.literal('output') }) }),
});

/**
 * OpenAI's GPT image models (contract: llm-image §3.4): a picture from a prompt, or an edit of reference pictures. There is
 * no queue, no seed and no list of what was made: a lost answer cannot be found again. `baseUrl` may name a server that
 * speaks the same API; it then holds the API's version.
 */
export class OpenAIImageProvider extends BaseImageProvider {
  private readonly id: string;
  /** Undefined for models we know nothing of. */
  private readonly model: OpenAIImageModel | undefined;

  constructor(config: ImageProviderConfig, context: ProviderContext) {
    super(config, context);
    const { id, row } = resolveModel(openAIImages.models, config.model);
    this.id = id;
    this.model = OPENAI_IMAGE_MODELS.find(({ info }) => info === row);
  }

  override async generate(request: ImageRequest): Promise<GenerationResponse> {
    const keys = (request.referenceImages ?? []).slice(0, this.model?.info.referenceImages);
    const fields = this.fields(request);
    const content =
      keys.length === 0
        ? { path: '/images/generations', json: fields }
        : { path: '/images/edits', form: await this.form(fields, keys) };
    const { path, ...body } = content;
    let refused: VendorAnswer | undefined;
    const call: VendorCall = {
      ...this.common,
      purpose: 'submit',
      method: 'POST',
      url: this.url(path),
      timeoutMs: TIMEOUT_MS,
      ...body,
      readError: (answer) => {
        refused = answer;
        return readOpenAIError(answer);
      },
    };
    try {
      return this.result(call, await callVendor(this.context, call));
    } catch (thrown) {
      // Refused before it was made, it costs nothing; afterwards it may.
      if (!refused || !AfterwardsSchema.safeParse(refused.body).success) throw thrown;
      return { status: 'failed', error: statusError(call, refused) };
    }
  }

  /** There is nothing to ask about: every answer is the last. */
  override checkStatus(): Promise<GenerationResponse> {
    return Promise.resolve(keepsNothing(this.config.provider));
  }

  override estimateCost(width: number, height: number): number | null {
    return this.model ? pictureCost(this.model, this.config.quality, { width, height }) : null;
  }

  override checkKey(): Promise<KeyCheckAnswer> {
    const url = this.url(`/models/${encodeURIComponent(this.id)}`);
    return checkWith('OpenAI', () => callVendor(this.context, { ...this.common, purpose: 'poll', method: 'GET', url }));
  }

  private fields(request: ImageRequest): Record<string, string> {
    const { width, height } = this.model?.size(request) ?? request;
    return {
      model: this.id,
      prompt: request.prompt,
      size: `${width}x${height}`,
      quality: openAIQuality(this.config.quality),
      output_format: FORMAT,
    };
  }

  private async form(fields: Record<string, string>, keys: readonly string[]): Promise<FormData> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const pictures = await Promise.all(keys.map((key) => inlineImage(this.context, key, MAX_REFERENCE_BYTES)));
    pictures.forEach(({ bytes, mediaType }, index) => {
      const name = `reference-${index + 1}.${mediaType.replace('image/', '')}`;
      form.append('image[]', new File([bytes], name, { type: mediaType }));
    });
    return form;
  }

  private result(call: VendorCall, answer: VendorAnswer): GenerationResponse {
    const { data, output_format, usage } = parseAnswer(PicturesSchema, answer, call);
    const outputs = data.slice(0, 1).map(({ b64_json }) => ({
      bytes: fromBase64(b64_json, call),
      mediaType: `image/${output_format ?? FORMAT}`,
    }));
    const costUsd = usage && this.model ? costOf(usage, this.model) : undefined;
    return { status: 'completed', handle: {}, outputs, ...(costUsd === undefined ? {} : { costUsd }) };
  }

  private get common() {
    const { apiKey } = this.config;
    return {
      provider: this.config.provider,
      model: this.id,
      headers: openAIHeaders(apiKey),
      secrets: apiKey === undefined ? [] : [apiKey],
      readError: readOpenAIError,
    };
  }

  private url(path: string): string {
    const { baseUrl } = this.config;
    return `${baseUrl === undefined ? `${OPENAI_ORIGIN}/v1` : openAIApiRoot(baseUrl)}${path}`;
  }
}

/** What the tokens that OpenAI counted cost by its price list. */
function costOf({ output_tokens, input_tokens_details: input }: Usage, { rates }: OpenAIImageModel): number {
  const { text, image, output } = rates;
  return roundUsd((output_tokens * output + input.text_tokens * text + input.image_tokens * image) / 1e6);
}

/** `openai-dalle` in the image registry. */
export const openAIImages: ProviderEntry<ImageProviderConfig, BaseImageProvider> = {
  info: {
    role: 'image',
    provider: 'openai-dalle',
    name: 'OpenAI images',
    needsKey: true,
    keyVariables: ['OPENAI_API_KEY'],
    defaultModel: 'gpt-image-2.6-sunburst',
    description: 'GPT image models, successors of DALL·E. quality "hd" asks for high, else medium.',
  },
  models: OPENAI_IMAGE_MODELS.map(({ info }) => info),
  create: (config, context) => new OpenAIImageProvider(config, context),
};
