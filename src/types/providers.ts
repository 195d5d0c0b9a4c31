import * as z from 'zod';

/** The five roles a provider can play; audio joins later. */
export const ProviderRoleSchema = z.enum(['llm', 'image', 'video', 'compile']);
export type ProviderRole = z.infer<typeof ProviderRoleSchema>;

/** Every language-model provider by name. `local` is the built-in rule-based director. */
export const LLM_PROVIDERS = ['local', 'openrouter', 'openai', 'anthropic', 'workers-ai', 'google'] as const;
/** Every image provider by name. `local` draws storyboard frames. */
export const IMAGE_PROVIDERS = [
  'local',
  'fal-flux',
  'fal-sdxl',
  'replicate',
  'openai-dalle',
  'midjourney',
  'stability',
  'google',
  'openrouter',
  'workers-ai',
] as const;
/**
 * Every video provider by name. `local` animates keyframes; `kling` is Kling's own API, `fal-kling` Kling through fal;
 * `fal` and `replicate` run any of their models by id, with field names the user gives.
 */
export const VIDEO_PROVIDERS = [
  'local',
  'fal-kling',
  'runway',
  'pika',
  'luma',
  'minimax',
  'kling',
  'google',
  'openrouter',
  'fal',
  'replicate',
] as const;
/** Every compile provider by name. `local` cuts the film here; `none` returns the single clips. */
export const COMPILE_PROVIDERS = ['local', 'creatomate', 'shotstack', 'none'] as const;

/** Providers that need no key because they run here or do nothing. */
const KEYLESS: ReadonlySet<string> = new Set(['local', 'none']);

/** Whether a provider needs the user's key. */
export function needsKey(provider: string): boolean {
  return !KEYLESS.has(provider);
}

const HttpUrlSchema = z
  .url({ protocol: /^https?$/, message: 'must be an http or https address' })
  .max(2048)
  .refine((address) => !URL.canParse(address) || new URL(address).username + new URL(address).password === '', {
    message: 'must not hold a user name or password; the key goes into apiKey',
  });

const common = {
  /** The user's own key. Sealed on arrival, never returned, never logged. Not needed for `local` and `none`. */
  apiKey: z.string().min(1).max(4096).optional(),
  /** Another address for the same API, for proxies and compatible servers: it stands for the vendor's origin. */
  baseUrl: HttpUrlSchema.optional(),
  /** Cloudflare only: the account that runs the model over REST; absent uses the Worker's own binding. */
  accountId: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'must be the 32 hex digits of a Cloudflare account id')
    .optional(),
};
const ModelIdSchema = z.string().min(1).max(200);

interface KeyedConfig {
  provider: string;
  apiKey?: string | undefined;
  baseUrl?: string | undefined;
  accountId?: string | undefined;
}

/** Whether a configuration works without a key: a server of one's own may ask for none, a Worker's own binding never does. */
export function keyMayBeMissing({ provider, baseUrl, accountId }: KeyedConfig): boolean {
  if (provider === 'openai' || provider === 'midjourney') return baseUrl !== undefined;
  return provider === 'workers-ai' ? accountId === undefined : !needsKey(provider);
}

function requireKey(config: KeyedConfig, context: z.RefinementCtx): void {
  if (config.apiKey === undefined && !keyMayBeMissing(config)) {
    context.addIssue({
      code: 'custom',
      path: ['apiKey'],
      message: `${config.provider} needs your API key; use "local" to work without one`,
    });
  }
}

/** Midjourney has no API of its own, so only the user knows where it answers. */
function requireProxy({ provider, baseUrl }: KeyedConfig, context: z.RefinementCtx): void {
  if (provider !== 'midjourney' || baseUrl !== undefined) return;
  const message = 'must be the address of your midjourney-proxy: Midjourney has no API of its own';
  context.addIssue({ code: 'custom', path: ['baseUrl'], message });
}

const SlugsSchema = z.array(z.string().min(1).max(100)).min(1).max(20).optional();
/** Which of the servers that run a model OpenRouter may choose. */
const RoutingSchema = z.strictObject({
  /** Tried first, in this order. */
  order: SlugsSchema,
  only: SlugsSchema,
  ignore: SlugsSchema,
  sort: z.enum(['price', 'throughput', 'latency']).optional(),
  /** `deny` keeps to servers that store nothing of what they are sent. */
  dataCollection: z.enum(['allow', 'deny']).optional(),
});

const llmFields = z.strictObject({
  provider: z.enum(LLM_PROVIDERS),
  ...common,
  model: ModelIdSchema.optional(),
  /** Sampling temperature, 0–2; the provider's own default when absent. */
  temperature: z.number().min(0).max(2).optional(),
  /** Most tokens one answer may take; the model's own limit when absent. */
  maxTokens: z.int().min(256).max(200_000).optional(),
  /** OpenRouter only: models to fall back on, in order, when the first cannot serve. The one that answers is billed. */
  fallbackModels: z.array(ModelIdSchema).max(5).optional(),
  /** OpenRouter only: prompt transforms by name. */
  transforms: z.array(z.string().max(100)).max(10).optional(),
  /**
   * OpenRouter only: `priority` keeps to the first server of a model, `fallback`, the default, lets others stand in for it.
   * Fallback models are tried in their order either way.
   */
  route: z.enum(['fallback', 'priority']).optional(),
  /** OpenRouter only: which servers may run the model, by their slugs. */
  routing: RoutingSchema.optional(),
});
const imageFields = z.strictObject({
  provider: z.enum(IMAGE_PROVIDERS),
  ...common,
  model: ModelIdSchema.optional(),
  quality: z.enum(['standard', 'hd']).optional(),
  /** A vendor's named style, passed on as it is. */
  style: z.string().min(1).max(200).optional(),
  /** `midjourney` only: which of the four pictures of a grid is kept. Default 1. */
  gridCell: z.int().min(1).max(4).optional(),
  /**
   * What models that take reference pictures are shown. `given`, the default: the pictures people gave of the cast.
   * `keyframes`: also the keyframes drawn before, so that a last frame is like the first of its shot, and people look as
   * where they first appear; having one of those made anew then makes those drawn after it anew.
   */
  references: z.enum(['given', 'keyframes']).optional(),
  /** `local` only: write the slate line and the prompt over the picture. Default true. */
  caption: z.boolean().optional(),
});
const FieldNameSchema = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, 'must be a field name');
/** How a video model that has no row in a catalogue calls its inputs. */
export const VideoFieldsSchema = z.strictObject({
  /** Takes the first frame. */
  startImage: FieldNameSchema,
  /** Takes the last frame; absent when the model takes none. */
  endImage: FieldNameSchema.optional(),
  prompt: FieldNameSchema.default('prompt'),
  duration: FieldNameSchema.optional(),
  /** How a length is written: `5`, `"5"` or `"5s"`. Default `number`. */
  durationFormat: z.enum(['number', 'string', 'seconds']).default('number'),
  aspectRatio: FieldNameSchema.optional(),
  seed: FieldNameSchema.optional(),
  /** Takes whether sound is made with the picture, `true` or `false`. */
  audio: FieldNameSchema.optional(),
});
export type VideoFields = z.infer<typeof VideoFieldsSchema>;

const videoFields = z.strictObject({
  provider: z.enum(VIDEO_PROVIDERS),
  ...common,
  model: ModelIdSchema.optional(),
  quality: z.enum(['standard', 'pro']).optional(),
  /** Have the model make sound with the picture, where it can. Default false: it is often dearer. */
  audio: z.boolean().optional(),
  /** `fal` and `replicate` only: how the named model calls its inputs. */
  fields: VideoFieldsSchema.optional(),
});
const compileFields = z.strictObject({
  provider: z.enum(COMPILE_PROVIDERS),
  ...common,
  templateId: z.string().min(1).max(200).optional(),
});

/** Which language model directs, with the user's key. */
export const LLMProviderConfigSchema = llmFields.superRefine(requireKey);
export type LLMProviderConfig = z.infer<typeof LLMProviderConfigSchema>;
/** Which image model draws keyframes, with the user's key. */
export const ImageProviderConfigSchema = imageFields.superRefine(requireKey).superRefine(requireProxy);
export type ImageProviderConfig = z.infer<typeof ImageProviderConfigSchema>;
/** Which video model animates shots, with the user's key. */
export const VideoProviderConfigSchema = videoFields.superRefine(requireKey);
export type VideoProviderConfig = z.infer<typeof VideoProviderConfigSchema>;
/** Which compiler cuts the film, with the user's key. */
export const CompileProviderConfigSchema = compileFields.superRefine(requireKey);
export type CompileProviderConfig = z.infer<typeof CompileProviderConfigSchema>;

const LOCAL = { provider: 'local' } as const;

/** All four roles. A role that is left out is `local`: having keys never switches spending on. */
export const ProjectConfigSchema = z.strictObject({
  llm: LLMProviderConfigSchema.default(LOCAL),
  image: ImageProviderConfigSchema.default(LOCAL),
  video: VideoProviderConfigSchema.default(LOCAL),
  compile: CompileProviderConfigSchema.default(LOCAL),
});
export type ProjectConfig = z.infer<typeof ProjectConfigSchema>;

const KEY = { apiKey: true } as const;
/** {@link ProjectConfig} as it is stored and shown: without any key. */
export const SafeProjectConfigSchema = z.object({
  llm: llmFields.omit(KEY),
  image: imageFields.omit(KEY),
  video: videoFields.omit(KEY),
  compile: compileFields.omit(KEY),
});
export type SafeProjectConfig = z.infer<typeof SafeProjectConfigSchema>;

/** What a price may hang on besides the quantity. */
export const PriceConditionsSchema = z.object({
  /** As the catalogue row calls it, such as `720p` or `1K`. */
  resolution: z.string().optional(),
  /** With native sound, or without. */
  audio: z.boolean().optional(),
  quality: z.string().optional(),
});
export type PriceConditions = z.infer<typeof PriceConditionsSchema>;

/** A price, and how far it can be trusted. `unitCostUsd` null means that the price is not known, never that it is free. */
export const PriceSchema = z.object({
  /** `reference` is one reference picture shown to an image model, `reference_megapixel` each begun megapixel of one. */
  unit: z.enum([
    ...([
      'second',
      'image',
      'megapixel',
      'million_input_tokens',
      'million_output_tokens',
      'minute',
      'request',
    ] as const),
    ...(['reference', 'reference_megapixel'] as const),
  ]),
  unitCostUsd: z.number().min(0).nullable(),
  /** Day the price was read, `YYYY-MM-DD`. */
  asOf: z.iso.date(),
  /** Where it was read: a vendor page or an API. */
  source: z.string(),
  /** What it is billed for only; a condition that is absent means any. */
  when: PriceConditionsSchema.optional(),
});
export type Price = z.infer<typeof PriceSchema>;

/** How a vendor takes an input picture: inside the request, from a public address, or uploaded beforehand. */
export const InputFormSchema = z.enum(['data-uri', 'public-url', 'upload']);
export type InputForm = z.infer<typeof InputFormSchema>;

/** One model of a provider's catalogue, as `GET /api/providers/:type/models` shows it. */
export const ModelInfoSchema = z.object({
  id: z.string(),
  name: z.string(),
  prices: z.array(PriceSchema),
  /** Old names that resolve to this model. */
  aliases: z.array(z.string()),
  /** The vendor's own id of the model where ours is shorter; it may be configured in its place. */
  vendorId: z.string().optional(),
  /** Seconds a clip can last: an exact list, or a range with its step. Video models only. */
  durations: z
    .union([z.array(z.number()), z.object({ min: z.number(), max: z.number(), step: z.number() })])
    .optional(),
  /** Whether the model takes a last frame. Video models only. */
  endFrame: z.boolean().optional(),
  aspectRatios: z.array(z.string()).optional(),
  /** Resolutions by the vendor's own names, the default first. */
  resolutions: z.array(z.string()).optional(),
  /** Whether a seed is honoured. */
  seed: z.boolean().optional(),
  /** Whether it takes what must not be in the picture apart from the prompt. */
  negativePrompt: z.boolean().optional(),
  /** Most reference pictures it takes; absent means none. Image models only. */
  referenceImages: z.int().min(1).optional(),
  /** Its reference picture is the one it draws over, so that composition stays; absent means that it draws anew. Image models only. */
  imageToImage: z.boolean().optional(),
  /** Whether clips come with sound. `optional` is off unless asked for. Video models only. */
  nativeAudio: z.enum(['never', 'optional', 'always']).optional(),
  /** How it takes input pictures, best first. `public-url` needs the server's own `PUBLIC_URL`. */
  inputForms: z.array(InputFormSchema).optional(),
  /** Longest prompt it takes, in characters. */
  promptCharacters: z.int().optional(),
  /** Tokens of prompt and answer together. Language models only. */
  contextTokens: z.int().optional(),
  /** Most tokens of one answer. Language models only. */
  maxOutputTokens: z.int().optional(),
  /** Whether it takes a sampling temperature; absent means yes. Language models only. */
  temperature: z.boolean().optional(),
  /** Usual seconds from submission to result. */
  usualSeconds: z.number().optional(),
  /** Seconds that have to lie between two questions about a submission, where the vendor says so. */
  pollSeconds: z.number().optional(),
});
export type ModelInfo = z.infer<typeof ModelInfoSchema>;

/** Answer to `GET /api/providers/:type/models` and `GET /api/projects/:id/models`. */
export const ModelListSchema = z.object({
  type: ProviderRoleSchema,
  /** `live`: as the vendor listed them on `readAt`; `catalogue`: as this version knows them, each price with its date. */
  source: z.enum(['live', 'catalogue']),
  readAt: z.iso.datetime().optional(),
  /** Why it is the catalogue, where the vendor has a list of its own. */
  notice: z.string().optional(),
  models: z.array(ModelInfoSchema.extend({ provider: z.string() })),
});
export type ModelList = z.infer<typeof ModelListSchema>;

/** What asking a vendor about a key came to, as `POST /api/projects/:id/check` shows it. */
export const KeyCheckSchema = z.object({
  role: ProviderRoleSchema,
  provider: z.string(),
  /** `unsupported`: it works only with a setting that is missing here; `unchecked`: the vendor offers nothing free to ask. */
  status: z.enum(['valid', 'invalid', 'no_credit', 'unreachable', 'unsupported', 'unchecked']),
  /** A sentence that says what it means and what to do. */
  message: z.string(),
});
export type KeyCheck = z.infer<typeof KeyCheckSchema>;

/** One provider, as `GET /api/providers` lists it. */
export const ProviderInfoSchema = z.object({
  role: ProviderRoleSchema,
  provider: z.string(),
  name: z.string(),
  needsKey: z.boolean(),
  /** False while a provider of the plan has no adapter in this version. */
  available: z.boolean(),
  /** Environment variables the CLI reads the key from, by the vendor's custom. */
  keyVariables: z.array(z.string()),
  defaultModel: z.string().optional(),
  description: z.string(),
});
export type ProviderInfo = z.infer<typeof ProviderInfoSchema>;
