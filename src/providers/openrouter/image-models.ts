import * as z from 'zod';
import { linesOfResolution } from '../../lib/resolutions.ts';
import { roundUsd } from '../../lib/utils.ts';
import type { ImageProviderConfig, ModelInfo, Price } from '../../types/providers.ts';
import type { ProviderContext } from '../base.ts';
import { callVendor, parseAnswer } from '../vendor-http.ts';
import { openRouterCall } from './access.ts';

/** Models whose prices are asked for; each takes a request of its own. */
const MOST_PRICED = 60;
/** Requests under way at once: the platform allows six. */
const AT_ONCE = 5;

const ParameterSchema = z.object({
  type: z.string(),
  values: z.array(z.union([z.string(), z.number()])).nullish(),
  max: z.number().nullish(),
});
const ListSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      supported_parameters: z.record(z.string(), ParameterSchema).nullish(),
    }),
  ),
});
const EndpointsSchema = z.object({
  endpoints: z.array(
    z.object({
      pricing: z.array(
        z.object({ billable: z.string(), unit: z.string(), cost_usd: z.number(), variant: z.string().nullish() }),
      ),
    }),
  ),
});

/**
 * Every image model that OpenRouter runs, with what it can do and, for most, today's prices: `GET /images/models` and
 * `GET /images/models/{author}/{slug}/endpoints` (contract: llm-image §3.1), no key needed.
 * @throws AppError as any request does; prices that could not be had are left out.
 */
export async function listOpenRouterImages(
  context: Pick<ProviderContext, 'fetch' | 'now'>,
  config: Pick<ImageProviderConfig, 'baseUrl'>,
): Promise<ModelInfo[]> {
  const access = { baseUrl: config.baseUrl };
  const call = { ...openRouterCall(access, undefined, '/images/models'), purpose: 'poll', method: 'GET' } as const;
  const { data } = parseAnswer(ListSchema, await callVendor(context, call), call);
  const asOf = new Date(context.now()).toISOString().slice(0, 10);
  const models = data.map(({ id, name, supported_parameters }) => capabilities(id, name, supported_parameters ?? {}));
  const priced = models.slice(0, MOST_PRICED);
  for (let from = 0; from < priced.length; from += AT_ONCE) {
    await Promise.all(
      priced.slice(from, from + AT_ONCE).map(async (model) => {
        model.prices = await pricesOf(context, access, model.id, asOf).catch(() => []);
      }),
    );
  }
  return models;
}

/** Today's prices of one model, where it is billed by the picture; undefined where its tokens are. */
export async function openRouterImagePrices(
  context: Pick<ProviderContext, 'fetch' | 'now'>,
  { baseUrl }: Pick<ImageProviderConfig, 'baseUrl'>,
  id: string,
): Promise<Price[] | undefined> {
  const prices = await pricesOf(context, { baseUrl }, id, new Date(context.now()).toISOString().slice(0, 10));
  return prices.some(({ unit }) => unit === 'image' || unit === 'megapixel') ? prices : undefined;
}

function capabilities(
  id: string,
  name: string,
  parameters: Readonly<Record<string, z.infer<typeof ParameterSchema>>>,
): ModelInfo {
  const values = (parameter: string) => parameters[parameter]?.values?.map(String).filter((value) => value !== 'auto');
  const [ratios, resolutions] = [values('aspect_ratio'), values('resolution')];
  const references = parameters.input_references?.max ?? 0;
  return {
    id,
    name,
    prices: [],
    aliases: [],
    seed: 'seed' in parameters,
    inputForms: ['data-uri', 'public-url'],
    ...(ratios?.length ? { aspectRatios: ratios } : {}),
    ...(resolutions?.length ? { resolutions } : {}),
    ...(references >= 1 ? { referenceImages: references } : {}),
  };
}

async function pricesOf(
  context: Pick<ProviderContext, 'fetch'>,
  access: Parameters<typeof openRouterCall>[0],
  id: string,
  asOf: string,
): Promise<Price[]> {
  const path = `/images/models/${id.split('/').map(encodeURIComponent).join('/')}/endpoints`;
  const call = { ...openRouterCall(access, id, path), purpose: 'poll', method: 'GET' } as const;
  const { endpoints } = parseAnswer(EndpointsSchema, await callVendor(context, call), call);
  const source = 'OpenRouter, GET /images/models/…/endpoints';
  return endpoints.flatMap(({ pricing }) =>
    pricing.flatMap(({ billable, unit, cost_usd, variant }): Price[] => {
      const bought = UNITS[`${billable} ${unit}`];
      const unitCostUsd = unit === 'token' ? roundUsd(cost_usd * 1e6) : cost_usd;
      return bought ? [{ unit: bought, unitCostUsd, asOf, source, ...conditionOf(variant) }] : [];
    }),
  );
}

/** What is billed, in which unit; the rest, such as the words of a prompt, is not told apart. */
const UNITS: Readonly<Record<string, Price['unit']>> = {
  'output_image image': 'image',
  'output_image megapixel': 'megapixel',
  'output_image token': 'million_output_tokens',
  'input_reference image': 'reference',
  'input_reference megapixel': 'reference_megapixel',
  'input_image image': 'reference',
  'input_image megapixel': 'reference_megapixel',
};

/** A variant is a resolution where it reads like one, else a quality. */
function conditionOf(variant: string | null | undefined): Pick<Price, 'when'> {
  if (!variant) return {};
  return { when: linesOfResolution(variant) === undefined ? { quality: variant } : { resolution: variant } };
}
