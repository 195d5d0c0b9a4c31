import { compact } from '../../lib/utils.ts';
import type { ModelInfo, Price } from '../../types/providers.ts';
import { FAL_INPUT_FORMS } from '../fal/input-images.ts';

import type { FalVideoModel } from '../fal/video-provider.ts';

/** How one generation of Kling calls its inputs. */
interface KlingFields {
  start: 'image_url' | 'start_image_url';
  /** Absent where the model takes no last frame. */
  end?: 'tail_image_url' | 'end_image_url';
  /** Takes `negative_prompt`. */
  negativePrompt?: true;
  /** Takes `generate_audio`, which is on unless told otherwise. */
  audio?: true;
  /** Takes `resolution`. */
  resolution?: true;
}

const FIVE_OR_TEN = [5, 10];
const whole = (min: number, max: number): ModelInfo['durations'] => ({ min, max, step: 1 });

function model(
  name: string,
  path: string,
  durations: ModelInfo['durations'],
  fields: KlingFields,
  details: { prices: Price[]; usualSeconds: number; resolutions?: string[] },
): FalVideoModel {
  return {
    info: {
      id: `kling-${name}`,
      vendorId: `fal-ai/kling-video/${path}/image-to-video`,
      name: `Kling ${name.replaceAll('-', ' ')}`,
      ...(durations === undefined ? {} : { durations }),
      ...capabilities(fields),
      ...details,
    },
    request: requestWith(fields),
  };
}

function capabilities(fields: KlingFields) {
  return {
    aliases: [],
    endFrame: fields.end !== undefined,
    seed: false,
    negativePrompt: fields.negativePrompt === true,
    nativeAudio: fields.audio ? 'optional' : 'never',
    inputForms: [...FAL_INPUT_FORMS],
    promptCharacters: 2500,
  } satisfies Partial<ModelInfo>;
}

/** All lengths are written as text (`"5"`), whatever the model. */
function requestWith(fields: KlingFields): FalVideoModel['request'] {
  return ({ endpoint, request, start, end, audio, resolution }) => ({
    endpoint,
    input: compact({
      prompt: request.prompt,
      [fields.start]: start,
      ...(fields.end ? { [fields.end]: end } : {}),
      duration: String(request.duration),
      ...(fields.negativePrompt ? { negative_prompt: request.negativePrompt } : {}),
      ...(fields.audio ? { generate_audio: audio } : {}),
      ...(fields.resolution ? { resolution } : {}),
    }),
  });
}

/** A Kling endpoint that is newer than this catalogue, with the fields of the newest one in it; its price is not known. */
export function klingLike(endpoint: string): FalVideoModel {
  return {
    info: { id: endpoint, vendorId: endpoint, name: endpoint, prices: [], ...capabilities(V3) },
    request: requestWith(V3),
  };
}

const PAGE = 'fal.ai model page';

function perSecond(unitCostUsd: number | null, source: string, when?: Price['when']): Price {
  return { unit: 'second', unitCostUsd, asOf: '2026-11-23', source, ...(when ? { when } : {}) };
}

/** Prices of a model whose sound costs extra. */
function bySound(silent: number, sounding: number, source: string): Price[] {
  return [perSecond(silent, source, { audio: false }), perSecond(sounding, source, { audio: true })];
}

const NOT_PUBLISHED = [perSecond(null, 'not published')];
const V2_1: KlingFields = { start: 'image_url', negativePrompt: true };
const V3: KlingFields = { start: 'start_image_url', end: 'end_image_url', negativePrompt: true, audio: true };
const O3: KlingFields = { start: 'image_url', end: 'end_image_url', audio: true };
const O1: KlingFields = { start: 'start_image_url', end: 'end_image_url' };

/**
 * Kling models on fal, the default first (contract: video §1.1, fal-i2v-fields.json). The usual seconds are unmeasured and
 * rather too short: asking early costs nothing, asking late does. Where two pages name two prices, both stand and the dearer is reserved.
 */
export const KLING_MODELS: readonly FalVideoModel[] = [
  model(
    'v2.1-pro',
    'v2.1/pro',
    FIVE_OR_TEN,
    { ...V2_1, end: 'tail_image_url' },
    {
      prices: [perSecond(0.098, `${PAGE}: $0.49 for 5 s`)],
      usualSeconds: 60,
    },
  ),
  model('v2.1-standard', 'v2.1/standard', FIVE_OR_TEN, V2_1, { prices: NOT_PUBLISHED, usualSeconds: 40 }),
  model('v2.1-master', 'v2.1/master', FIVE_OR_TEN, V2_1, { prices: NOT_PUBLISHED, usualSeconds: 60 }),
  model(
    'v2.5-turbo-pro',
    'v2.5-turbo/pro',
    FIVE_OR_TEN,
    { ...V2_1, end: 'tail_image_url' },
    {
      prices: [perSecond(0.07, `${PAGE}: $0.35 for 5 s`)],
      usualSeconds: 30,
    },
  ),
  model('v2.5-turbo-standard', 'v2.5-turbo/standard', FIVE_OR_TEN, V2_1, {
    prices: [perSecond(0.042, `${PAGE}: $0.21 for 5 s`)],
    usualSeconds: 30,
  }),
  model('v2.6-pro', 'v2.6/pro', FIVE_OR_TEN, V3, { prices: bySound(0.07, 0.14, PAGE), usualSeconds: 60 }),
  model('v3-pro', 'v3/pro', whole(3, 15), V3, {
    prices: [...bySound(0.112, 0.168, PAGE), ...bySound(0.224, 0.336, 'another fal.ai page')],
    usualSeconds: 60,
  }),
  model('v3-standard', 'v3/standard', whole(3, 15), V3, {
    prices: bySound(0.084, 0.126, 'third-party page, unverified'),
    usualSeconds: 40,
  }),
  model('v3-4k', 'v3/4k', whole(3, 15), V3, { prices: [perSecond(0.42, PAGE)], usualSeconds: 120 }),
  model(
    'v3-turbo-pro',
    'v3/turbo/pro',
    whole(3, 15),
    { start: 'image_url' },
    {
      prices: [perSecond(0.14, PAGE)],
      usualSeconds: 30,
    },
  ),
  model(
    'v3-turbo-standard',
    'v3/turbo/standard',
    whole(3, 15),
    { start: 'image_url' },
    {
      prices: [perSecond(0.112, PAGE)],
      usualSeconds: 30,
    },
  ),
  model('o3-pro', 'o3/pro', whole(3, 15), O3, { prices: NOT_PUBLISHED, usualSeconds: 60 }),
  model('o3-standard', 'o3/standard', whole(3, 15), O3, { prices: bySound(0.084, 0.112, PAGE), usualSeconds: 40 }),
  model('o3-4k', 'o3/4k', whole(3, 15), O3, { prices: [perSecond(0.42, PAGE)], usualSeconds: 120 }),
  model('o1', 'o1', whole(3, 10), O1, { prices: NOT_PUBLISHED, usualSeconds: 60 }),
  model('o1-standard', 'o1/standard', whole(3, 10), O1, { prices: NOT_PUBLISHED, usualSeconds: 40 }),
  // Announced with these fields; the type of its length and its sound switch follow version 3 and are unverified.
  model(
    'v4',
    'v4',
    whole(3, 30),
    { ...V3, resolution: true },
    {
      prices: [perSecond(0.157, PAGE, { resolution: '720p' }), perSecond(0.235, PAGE, { resolution: '1080p' })],
      usualSeconds: 60,
      resolutions: ['720p', '1080p'],
    },
  ),
];
