import { roundUsd } from '../../lib/utils.ts';
import type { ModelInfo, Price } from '../../types/providers.ts';

/** A picture's size in pixels. */
export interface PixelSize {
  width: number;
  height: number;
}
/** Qualities that are asked for; the API knows more. */
export type OpenAIQuality = 'low' | 'medium' | 'high';

/** An image model of OpenAI: its catalogue row, what it makes, and what its tokens cost. */
export interface OpenAIImageModel {
  info: ModelInfo;
  /** The size to ask for, for a picture of a film's size. */
  size(wanted: PixelSize): PixelSize;
  /** Output tokens of one picture. */
  outputTokens(quality: OpenAIQuality, size: PixelSize): number;
  /** US dollars for a million tokens. */
  rates: TokenRates;
}

interface TokenRates {
  text: number;
  image: number;
  output: number;
}

/** Tokens of a usual prompt, for estimates. */
const PROMPT_TOKENS = 400;
/** Sizes films have (see `filmFormat`). */
const FILM_SIZES: readonly PixelSize[] = [
  { width: 1280, height: 720 },
  { width: 720, height: 1280 },
  { width: 720, height: 720 },
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
  { width: 1080, height: 1080 },
];

/** Edges must be multiples of this (contract: llm-image §3.4). */
const STEP = 16;
/** Fewest pixels the newer models make (OpenAI's developer forum, gpt-image-2 calculator, read 2026-11-25). */
const LEAST_PIXELS = 655_360;

/** Any size within the bounds: grown in proportion where it is too small, then to the next multiples. */
function freeSize({ width, height }: PixelSize): PixelSize {
  const scale = Math.max(1, Math.sqrt(LEAST_PIXELS / (width * height)));
  const edge = (pixels: number) => Math.ceil((pixels * scale) / STEP - 1e-9) * STEP;
  return { width: edge(width), height: edge(height) };
}

/** The three sizes of the older models. */
function fixedSize({ width, height }: PixelSize): PixelSize {
  if (width === height) return { width: 1024, height: 1024 };
  return width > height ? { width: 1536, height: 1024 } : { width: 1024, height: 1536 };
}

const PATCHES: Record<OpenAIQuality, number> = { low: 16, medium: 48, high: 96 };

/**
 * Output tokens of gpt-image-2 and its successors: as many patches along the longer edge as the quality says, in
 * proportion along the shorter, weighted by the area (OpenAI's developer forum, gpt-image-2 calculator, read 2026-11-25).
 */
function freeTokens(quality: OpenAIQuality, { width, height }: PixelSize): number {
  const long = PATCHES[quality];
  const short = Math.round((long * Math.min(width, height)) / Math.max(width, height));
  return Math.ceil((long * short * (2_000_000 + width * height)) / 4_000_000);
}

const FIXED_TOKENS: Record<OpenAIQuality, { square: number; portrait: number; landscape: number }> = {
  low: { square: 272, portrait: 408, landscape: 400 },
  medium: { square: 1056, portrait: 1584, landscape: 1568 },
  high: { square: 4160, portrait: 6240, landscape: 6208 },
};

/** Output tokens of the older models (OpenAI's developer forum, read 2026-11-25). */
function fixedTokens(quality: OpenAIQuality, { width, height }: PixelSize): number {
  const shape = width === height ? 'square' : width > height ? 'landscape' : 'portrait';
  return FIXED_TOKENS[quality][shape];
}

/** What `quality` of a configuration asks of OpenAI; without one the medium, as `auto` has no price. */
export function openAIQuality(quality: 'standard' | 'hd' | undefined): OpenAIQuality {
  return quality === 'hd' ? 'high' : 'medium';
}

/** US dollars for one picture of a film's size, with a usual prompt and no references. */
export function pictureCost(
  model: OpenAIImageModel,
  quality: 'standard' | 'hd' | undefined,
  wanted: PixelSize,
): number {
  const tokens = model.outputTokens(openAIQuality(quality), model.size(wanted));
  return roundUsd((tokens * model.rates.output + PROMPT_TOKENS * model.rates.text) / 1e6);
}

/** Most tokens that one reference picture of a film's size counts: its tiles, and what keeping its details adds. */
const REFERENCE_TOKENS = 6_600;
const REFERENCE_SOURCE = `at most ${REFERENCE_TOKENS} tokens a picture, OpenAI’s guide to vision from memory, unverified`;

function referenceUsd(rates: TokenRates): number {
  return roundUsd((REFERENCE_TOKENS * rates.image) / 1e6);
}

function model(
  id: string,
  name: string,
  rates: TokenRates,
  details: { aliases?: string[]; older?: true; asOf: string; source: string },
): OpenAIImageModel {
  const { aliases = [], older, asOf, source } = details;
  const made = older
    ? { size: fixedSize, outputTokens: fixedTokens, rates }
    : { size: freeSize, outputTokens: freeTokens, rates };
  const info: ModelInfo = {
    id,
    name,
    prices: [],
    aliases,
    seed: false,
    referenceImages: 16,
    inputForms: ['data-uri'],
    promptCharacters: 32_000,
  };
  const whole: OpenAIImageModel = { info, ...made };
  const perPicture = (['standard', 'hd'] as const).flatMap((quality) =>
    FILM_SIZES.map((size): Price => {
      const when = { quality, resolution: `${size.width}x${size.height}` };
      const unitCostUsd = pictureCost(whole, quality, size);
      return { unit: 'image', unitCostUsd, asOf, source: `computed from tokens; ${source}`, when };
    }),
  );
  info.prices.push(
    ...perPicture,
    { unit: 'reference', unitCostUsd: referenceUsd(rates), asOf, source: REFERENCE_SOURCE },
    { unit: 'million_input_tokens', unitCostUsd: rates.text, asOf, source: `${source}; pictures at ${rates.image}` },
    { unit: 'million_output_tokens', unitCostUsd: rates.output, asOf, source },
  );
  return whole;
}

const RATES: TokenRates = { text: 5, image: 8, output: 30 };

/**
 * OpenAI's image models, the default first (contract: llm-image §0, §3.4; npm openai 7.57 `ImageModel`). Names that were
 * shut down stand for the default.
 */
export const OPENAI_IMAGE_MODELS: readonly OpenAIImageModel[] = [
  model('gpt-image-2.6-sunburst', 'GPT Image 2.6 Sunburst', RATES, {
    aliases: ['dall-e-2', 'dall-e-3', 'gpt-image-1'],
    asOf: '2026-11-23',
    source: 'developers.openai.com model page',
  }),
  model('gpt-image-2.6-flare', 'GPT Image 2.6 Flare', RATES, {
    asOf: '2026-11-05',
    source: 'docs.apiyi.com: OpenAI’s rates of 2.6',
  }),
  model('gpt-image-2.5-sunburst', 'GPT Image 2.5 Sunburst', RATES, {
    asOf: '2026-09-09',
    source: 'OpenAI’s model page, as third parties quote it',
  }),
  model('gpt-image-2.5-flare', 'GPT Image 2.5 Flare', RATES, {
    asOf: '2026-09-09',
    source: 'OpenAI’s model page, as third parties quote it',
  }),
  model('gpt-image-2', 'GPT Image 2', RATES, {
    asOf: '2026-09-09',
    source: 'OpenAI’s model page, as third parties quote it',
  }),
  model(
    'gpt-image-1.5',
    'GPT Image 1.5',
    { text: 5, image: 8, output: 32 },
    { older: true, asOf: '2026-11-25', source: 'OpenAI’s developer forum' },
  ),
  model(
    'gpt-image-1-mini',
    'GPT Image 1 mini',
    { text: 2, image: 2.5, output: 8 },
    { older: true, asOf: '2026-11-25', source: 'OpenAI’s developer forum' },
  ),
];
