import type { PriceDifference } from '../types/direction-api.ts';
import type { FilmFormat } from '../types/film.ts';
import { allShots, type CostEstimate, type CostLine, type VideoDirection } from '../types/project.ts';
import { type ModelInfo, needsKey, type Price, type PriceConditions } from '../types/providers.ts';
import { clipSeconds } from './clip-seconds.ts';
import { type Keyframe, keyframePlan } from './keyframes.ts';
import { chargesReferences, findPrice, referenceQuantity } from './prices.ts';
import { resolutionFor } from './resolutions.ts';
import { filmSeconds } from './timeline.ts';
import { roundUsd } from './utils.ts';

type Role = CostLine['role'];

const ROLES = ['llm', 'image', 'video', 'compile'] as const satisfies Role[];

/** Who plays a role, as far as its price goes. */
export interface CostRole {
  provider: string;
  /** The model as the user may see it; default: the catalogue row's id. */
  modelId?: string | undefined;
  /** The catalogue row; undefined when nothing is known of the model, which makes its price unknown. */
  model?: ModelInfo | undefined;
  /** Quality as configured. Default: the `standard` of models that have one. */
  quality?: string | undefined;
  /** Whether the model is to make sound, where it can choose. Default false. */
  audio?: boolean | undefined;
}

/** What language-model work cost or will cost. */
export interface LanguageModelUse {
  inputTokens: number;
  outputTokens: number;
  /** US dollars already charged; null when the vendor did not say. Absent before the calls were made. */
  costUsd?: number | null | undefined;
}

/** The four roles a film is paid for. */
export type CostRoles = Record<Role, CostRole>;

/** What else a film's price hangs on. */
export interface CostOptions {
  /** Size and rate of the film. */
  format: FilmFormat;
  /** Whether end keyframes are drawn. Default: as the video model's row says; drawn when the row says nothing. */
  endFrames?: boolean | undefined;
  /** Reference pictures that the keyframes of a shot are drawn after, by its id. Default: none. */
  references?: ReadonlyMap<number, number> | undefined;
  /** Measured language-model use. Default: estimated from the size of the plan. */
  llmUse?: LanguageModelUse | undefined;
}

/** Share of pictures and clips that is likely to be made a second time. */
const RETRY_SHARE = 0.1;

/** Tokens of the director's instructions and a usual concept. */
const INSTRUCTION_TOKENS = 3500;

/** Tokens a text takes, roughly: four Latin letters make one, other scripts about two thirds of one each. */
export function estimateTokens(text: string): number {
  let wide = 0;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x24f) wide++;
  return Math.ceil((text.length - wide) / 4 + wide / 1.5);
}

/** Tokens one round of directing takes, judged by the plan it leads to. */
export function estimateDirectorUse(direction: Pick<VideoDirection, 'scenes'>): LanguageModelUse {
  return {
    inputTokens: INSTRUCTION_TOKENS,
    outputTokens: estimateTokens(JSON.stringify(direction.scenes)) + 300,
  };
}

/**
 * What a model's price hangs on, for a film of this format: the resolution it would be asked for, the sound as
 * configured or as the model always makes it, the quality. What no row of the model tells apart is left open.
 */
function priceConditions({ model, quality, audio }: CostRole, { width, height }: FilmFormat): PriceConditions {
  const rows = (model?.prices ?? []).map(({ when }) => when ?? {});
  const qualities = new Set(rows.flatMap((when) => when.quality ?? []));
  const resolutions = new Set(rows.flatMap((when) => when.resolution ?? []));
  const lines = Math.min(width, height) >= 1080 ? '1080p' : '720p';
  const asked = resolutionFor(model?.resolutions, { width, height });
  const resolution = [`${width}x${height}`, asked, lines, model?.resolutions?.[0]].find(
    (name) => name !== undefined && resolutions.has(name),
  );
  const level = [quality, 'standard'].find((name) => name !== undefined && qualities.has(name));
  const sound = model?.nativeAudio === 'always' ? true : model?.nativeAudio === 'never' ? false : (audio ?? false);
  return {
    ...(resolution === undefined ? {} : { resolution }),
    ...(level === undefined ? {} : { quality: level }),
    audio: sound,
  };
}

/** A quantity per unit a price may be in; the order is the order of preference. */
type Quantities = Partial<Record<Price['unit'], { quantity: number; basis: CostLine['basis'] }>>;

function costLine(role: Role, who: CostRole, format: FilmFormat, quantities: Quantities, shotId?: number): CostLine {
  const units = Object.keys(quantities) as Price['unit'][];
  const head = {
    role,
    provider: who.provider,
    ...(who.modelId || who.model ? { model: who.modelId ?? who.model?.id } : {}),
    ...(shotId === undefined ? {} : { shotId }),
  };
  const found = needsKey(who.provider) ? findPrice(who.model, units, priceConditions(who, format)) : undefined;
  const unit = found?.price.unit ?? units[0] ?? 'request';
  const measured = quantities[unit] ?? { quantity: 0, basis: 'estimated' };
  if (!needsKey(who.provider)) return { ...head, quantity: measured.quantity, unit, costUsd: 0, basis: 'exact' };
  if (!found) return { ...head, quantity: measured.quantity, unit, costUsd: null, basis: 'estimated' };
  return {
    ...head,
    quantity: measured.quantity,
    unit,
    costUsd: roundUsd(measured.quantity * (found.price.unitCostUsd ?? 0)),
    basis: found.ambiguous ? 'estimated' : measured.basis,
    priceDate: found.price.asOf,
  };
}

function llmLines(direction: Pick<VideoDirection, 'scenes'>, who: CostRole, options: CostOptions): CostLine[] {
  const use = options.llmUse ?? estimateDirectorUse(direction);
  const millions = (tokens: number): number => roundUsd(tokens / 1e6);
  if (use.costUsd !== undefined && use.costUsd !== null) {
    const { priceDate: _, ...line } = costLine('llm', who, options.format, {
      request: { quantity: 1, basis: 'exact' },
    });
    return [{ ...line, unit: 'request', costUsd: roundUsd(use.costUsd), basis: 'exact' }];
  }
  return [
    costLine('llm', who, options.format, {
      million_input_tokens: { quantity: millions(use.inputTokens), basis: 'estimated' },
    }),
    costLine('llm', who, options.format, {
      million_output_tokens: { quantity: millions(use.outputTokens), basis: 'estimated' },
    }),
  ];
}

function imageLines(keyframes: readonly Keyframe[], who: CostRole, options: CostOptions): CostLine[] {
  const { width, height } = options.format;
  const counts = new Map<number, number>();
  for (const { shotId } of keyframes) counts.set(shotId, (counts.get(shotId) ?? 0) + 1);
  return [...counts].map(([shotId, count]) =>
    costLine(
      'image',
      who,
      options.format,
      {
        image: { quantity: count, basis: 'exact' },
        request: { quantity: count, basis: 'exact' },
        // Vendors round megapixels in their own ways.
        megapixel: { quantity: roundUsd((count * width * height) / 1e6), basis: 'estimated' },
      },
      shotId,
    ),
  );
}

/** Only where the model charges for them. */
function referenceLines(who: CostRole, options: CostOptions): CostLine[] {
  const { format, references = new Map<number, number>() } = options;
  if (!chargesReferences(who.model)) return [];
  return [...references].map(([shotId, count]) => {
    const quantities = {
      reference: { quantity: referenceQuantity('reference', count, format), basis: 'estimated' },
      reference_megapixel: { quantity: referenceQuantity('reference_megapixel', count, format), basis: 'estimated' },
    } as const;
    return costLine('image', who, format, quantities, shotId);
  });
}

function videoLines(direction: Pick<VideoDirection, 'scenes'>, who: CostRole, options: CostOptions): CostLine[] {
  const durations = who.model?.durations;
  const basis = durations ? 'exact' : 'estimated';
  return allShots(direction).map((shot) => {
    const seconds = clipSeconds(shot.duration, durations, options.format.frameRate);
    return costLine(
      'video',
      who,
      options.format,
      {
        second: { quantity: seconds, basis },
        minute: { quantity: roundUsd(seconds / 60), basis },
        request: { quantity: 1, basis: 'exact' },
      },
      shot.id,
    );
  });
}

/** Pixels of all frames of a film, in millions: what some vendors bill films by. */
export function filmMegapixels(durationSeconds: number, { width, height, frameRate }: FilmFormat): number {
  return roundUsd((width * height * Math.round(durationSeconds * frameRate)) / 1e6);
}

function sumOf(lines: readonly CostLine[], role: Role): number {
  return roundUsd(lines.reduce((sum, line) => sum + (line.role === role ? (line.costUsd ?? 0) : 0), 0));
}

/**
 * What a direction costs with these providers, in US dollars, line by line. Keyless providers cost 0; a price that is
 * not known is null, its role is listed in `unknown`, and the totals hold the known part only. What making things again
 * is likely to cost is said apart and in no total.
 */
export function estimateCost(
  direction: Pick<VideoDirection, 'scenes'>,
  roles: CostRoles,
  options: CostOptions,
): CostEstimate {
  const shots = allShots(direction);
  const seconds = filmSeconds(shots, options.format.frameRate);
  const endFrames = options.endFrames ?? roles.video.model?.endFrame ?? true;
  const { keyframes } = keyframePlan(direction, { endFrames });
  const compile =
    roles.compile.provider === 'none'
      ? []
      : [
          costLine('compile', roles.compile, options.format, {
            minute: { quantity: roundUsd(seconds / 60), basis: 'estimated' },
            second: { quantity: roundUsd(seconds), basis: 'estimated' },
            megapixel: { quantity: filmMegapixels(seconds, options.format), basis: 'estimated' },
            request: { quantity: 1, basis: 'exact' },
          }),
        ];
  const lines = [
    ...llmLines(direction, roles.llm, options),
    ...imageLines(keyframes, roles.image, options),
    ...referenceLines(roles.image, options),
    ...videoLines(direction, roles.video, options),
    ...compile,
  ];
  const unpriced = new Set(lines.filter((line) => line.costUsd === null).map((line) => line.role));
  const sums = {
    llm: sumOf(lines, 'llm'),
    images: sumOf(lines, 'image'),
    videos: sumOf(lines, 'video'),
    compile: sumOf(lines, 'compile'),
  };
  return {
    ...sums,
    total: roundUsd(sums.llm + sums.images + sums.videos + sums.compile),
    breakdown: {
      imageCount: keyframes.length,
      videoCount: shots.length,
      totalDuration: Math.round(seconds * 1000) / 1000,
    },
    lines,
    unknown: ROLES.filter((role) => unpriced.has(role)),
    retryAllowance: { share: RETRY_SHARE, costUsd: roundUsd((sums.images + sums.videos) * RETRY_SHARE) },
  };
}

/** What one plan costs more than another, in US dollars; the language model's work is left out, as it is done. */
export function comparePrices(before: CostEstimate, after: CostEstimate): PriceDifference {
  const unknown = ROLES.filter((role) => before.unknown.includes(role) || after.unknown.includes(role));
  const difference = (role: Role, sum: 'images' | 'videos' | 'compile'): number | null =>
    unknown.includes(role) ? null : roundUsd(after[sum] - before[sum]);
  const images = difference('image', 'images');
  const videos = difference('video', 'videos');
  const compile = difference('compile', 'compile');
  const whole = images === null || videos === null || compile === null ? null : roundUsd(images + videos + compile);
  return {
    beforeUsd: roundUsd(before.total - before.llm),
    afterUsd: roundUsd(after.total - after.llm),
    differenceUsd: whole,
    images,
    videos,
    compile,
    unknown: unknown.filter((role) => role !== 'llm'),
  };
}
