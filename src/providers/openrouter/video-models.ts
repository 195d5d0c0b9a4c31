import * as z from 'zod';
import type { ModelInfo, Price, VideoProviderConfig } from '../../types/providers.ts';
import type { ProviderContext } from '../base.ts';
import { callVendor, parseAnswer } from '../vendor-http.ts';
import { openRouterCall } from './access.ts';

const ListSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      supported_durations: z.array(z.number()).nullish(),
      supported_resolutions: z.array(z.string()).nullish(),
      supported_aspect_ratios: z.array(z.string()).nullish(),
      supported_frame_images: z.array(z.string()).nullish(),
      generate_audio: z.boolean().nullish(),
      seed: z.boolean().nullish(),
      pricing_skus: z.record(z.string(), z.string()).nullish(),
    }),
  ),
});
type Listed = z.infer<typeof ListSchema>['data'][number];

/** A price for a second of a clip, by its name: with or without sound, for one resolution or for those not named. */
const PER_SECOND = /^duration_seconds(?:_(with|without)_audio)?(?:_(\d+p|\d+K))?$/i;

/**
 * Every model of OpenRouter that animates a first frame, with today's prices: `GET /videos/models` (contract: llm-image
 * §3.1), no key needed. @throws AppError as any request does.
 */
export async function listOpenRouterVideos(
  context: Pick<ProviderContext, 'fetch' | 'now'>,
  config: Pick<VideoProviderConfig, 'baseUrl'>,
): Promise<ModelInfo[]> {
  const call = {
    ...openRouterCall({ baseUrl: config.baseUrl }, undefined, '/videos/models'),
    purpose: 'poll',
    method: 'GET',
  } as const;
  const { data } = parseAnswer(ListSchema, await callVendor(context, call), call);
  const asOf = new Date(context.now()).toISOString().slice(0, 10);
  return data
    .filter(({ supported_frame_images }) => supported_frame_images?.includes('first_frame'))
    .map((model) => capabilities(model, asOf));
}

function capabilities(model: Listed, asOf: string): ModelInfo {
  const { id, name, supported_durations, supported_resolutions, supported_aspect_ratios } = model;
  return {
    id,
    name,
    prices: pricesOf(model, asOf),
    aliases: [],
    endFrame: model.supported_frame_images?.includes('last_frame') ?? false,
    nativeAudio: model.generate_audio ? 'optional' : 'never',
    seed: model.seed ?? false,
    inputForms: ['data-uri', 'public-url'],
    ...(supported_durations?.length ? { durations: supported_durations } : {}),
    ...(supported_resolutions?.length ? { resolutions: supported_resolutions } : {}),
    ...(supported_aspect_ratios?.length ? { aspectRatios: supported_aspect_ratios } : {}),
  };
}

/** A price without a resolution is for those that have none of their own. */
function pricesOf({ pricing_skus, supported_resolutions }: Listed, asOf: string): Price[] {
  const skus = Object.entries(pricing_skus ?? {}).flatMap(([sku, text]) => {
    const [matched, sound, resolution] = PER_SECOND.exec(sku) ?? [];
    const unitCostUsd = Number(text);
    if (matched === undefined || !(unitCostUsd >= 0)) return [];
    return [{ unitCostUsd, resolution, ...(sound ? { audio: sound.toLowerCase() === 'with' } : {}) }];
  });
  return skus.flatMap(({ unitCostUsd, resolution, ...sound }) => {
    const own = (name: string) =>
      skus.some((other) => other.resolution?.toLowerCase() === name.toLowerCase() && other.audio === sound.audio);
    const others = (supported_resolutions ?? []).filter((name) => !own(name));
    const named = resolution === undefined ? others : [resolution];
    const rows = named.length > 0 ? named.map((name) => ({ resolution: name })) : resolution === undefined ? [{}] : [];
    return rows.map((row): Price => {
      const when = { ...row, ...sound };
      return {
        unit: 'second',
        unitCostUsd,
        asOf,
        source: 'OpenRouter, GET /videos/models',
        ...(Object.keys(when).length > 0 ? { when } : {}),
      };
    });
  });
}
