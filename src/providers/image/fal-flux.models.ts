import { compact } from '../../lib/utils.ts';
import type { Price } from '../../types/providers.ts';
import { type FalImageModel, type FalImageOrder, usualImageInput } from '../fal/image-provider.ts';
import { FAL_INPUT_FORMS } from '../fal/input-images.ts';

import { nearestRatio } from './aspect-ratio.ts';

/** Shapes that the models without an exact size make (contract: llm-image §3.2; fal.image-endpoints.json). */
const RATIOS = ['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21'];

/**
 * A row. The usual seconds are unmeasured and rather too short: asking early costs nothing, asking late does.
 */
function row(
  id: string,
  details: {
    vendorId?: string;
    price: Price;
    /** Absent where pictures to be like cost nothing. */
    referencePrice?: Price;
    usualSeconds: number;
    referenceImages?: number;
    seed?: boolean;
    aspectRatios?: string[];
  },
  request: FalImageModel['request'],
): FalImageModel {
  const { vendorId = `fal-ai/${id}`, price, referencePrice, ...rest } = details;
  const prices = referencePrice ? [price, referencePrice] : [price];
  const inputForms = rest.referenceImages === undefined ? {} : { inputForms: [...FAL_INPUT_FORMS] };
  return {
    info: { id, vendorId, name: `FLUX: ${id}`, prices, aliases: [], seed: true, ...inputForms, ...rest },
    request,
  };
}

function perMegapixel(unitCostUsd: number | null, source: string): Price {
  return { unit: 'megapixel', unitCostUsd, asOf: '2026-11-23', source };
}

/** FLUX.2 and 3 are billed for what they are shown as for what they make, or at half where a page says so. */
function perReference(unitCostUsd: number | null, source: string): Price {
  return { unit: 'reference_megapixel', unitCostUsd, asOf: '2026-11-25', source };
}

function perImage(unitCostUsd: number, source: string): Price {
  return { unit: 'image', unitCostUsd, asOf: '2026-11-23', source };
}

/** Models that take an exact size and nothing to look at. */
const bySize: FalImageModel['request'] = (order) => ({
  endpoint: order.endpoint,
  input: { ...usualImageInput(order), output_format: 'jpeg' },
});

/** FLUX.2: the same, and an endpoint of its own for pictures to be like. */
const bySizeOrEdit: FalImageModel['request'] = (order) => {
  const { endpoint, input } = bySize(order);
  const { references } = order;
  return references.length === 0
    ? { endpoint, input }
    : { endpoint: `${endpoint}/edit`, input: { ...input, image_urls: references } };
};

/** Kontext: one endpoint without pictures, one for a single picture, one for several. */
const kontext: FalImageModel['request'] = (order) => {
  const { endpoint, references } = order;
  const input = { ...byRatio(order), output_format: 'jpeg' };
  if (references.length === 0) return { endpoint: `${endpoint}/text-to-image`, input };
  return references.length === 1
    ? { endpoint, input: { ...input, image_url: references[0] } }
    : { endpoint: `${endpoint}/multi`, input: { ...input, image_urls: references } };
};

/** Ultra makes four megapixels of a ratio, and takes one picture to be like. */
const ultra: FalImageModel['request'] = (order) => ({
  endpoint: order.endpoint,
  input: compact({ ...byRatio(order), output_format: 'jpeg', image_url: order.references[0] }),
});

/** FLUX 3 as its page documents it (read 2026-11): neither a seed nor a size field is known. */
const flux3: FalImageModel['request'] = (order) => {
  const { seed: _unknown, ...input } = byRatio(order);
  const { references } = order;
  return references.length === 0
    ? { endpoint: order.endpoint, input }
    : { endpoint: order.endpoint.replace(/text-to-image$/, 'edit-image'), input: { ...input, image_urls: references } };
};

function byRatio({ request }: FalImageOrder): Record<string, unknown> {
  const { prompt, width, height, seed } = request;
  return compact({ prompt, aspect_ratio: nearestRatio(RATIOS, width, height), seed });
}

const LIST = 'fal price list, from memory, unverified';
const TABLE = 'third-party table of fal prices';
const SAME = 'taken to cost what a megapixel that is made costs; fal’s price may be lower';
const MAKER = 'docs.bfl.ai: the maker’s own price; fal’s may differ';

/** FLUX models on fal, the default first (contract: llm-image §3.2, fal.image-endpoints.json; prices.observed.json). */
export const FLUX_MODELS: readonly FalImageModel[] = [
  row('flux/dev', { price: perMegapixel(0.025, LIST), usualSeconds: 2 }, bySize),
  row('flux/schnell', { price: perMegapixel(0.003, LIST), usualSeconds: 2 }, bySize),
  row('flux-pro/v1.1', { price: perMegapixel(0.04, LIST), usualSeconds: 3 }, bySize),
  row(
    'flux-pro/v1.1-ultra',
    { price: perImage(0.06, TABLE), usualSeconds: 5, referenceImages: 1, aspectRatios: RATIOS },
    ultra,
  ),
  row(
    'flux-pro/kontext',
    { price: perImage(0.04, TABLE), usualSeconds: 5, referenceImages: 4, aspectRatios: RATIOS },
    kontext,
  ),
  row(
    'flux-pro/kontext/max',
    { price: perImage(0.08, TABLE), usualSeconds: 6, referenceImages: 4, aspectRatios: RATIOS },
    kontext,
  ),
  row(
    'flux-2',
    {
      price: perMegapixel(0.012, TABLE),
      usualSeconds: 3,
      referencePrice: perReference(0.012, SAME),
      referenceImages: 4,
    },
    bySizeOrEdit,
  ),
  row(
    'flux-2/flash',
    {
      price: perMegapixel(null, 'not published'),
      usualSeconds: 2,
      referencePrice: perReference(null, 'not published'),
      referenceImages: 4,
    },
    bySizeOrEdit,
  ),
  row(
    'flux-2/turbo',
    {
      price: perMegapixel(null, 'not published'),
      usualSeconds: 2,
      referencePrice: perReference(null, 'not published'),
      referenceImages: 4,
    },
    bySizeOrEdit,
  ),
  row(
    'flux-2/klein/9b',
    {
      price: perMegapixel(0.015, MAKER),
      usualSeconds: 2,
      referencePrice: perReference(0.015, SAME),
      referenceImages: 4,
    },
    bySizeOrEdit,
  ),
  row(
    'flux-2-pro',
    {
      price: perMegapixel(0.03, `${TABLE}; further megapixels at half`),
      usualSeconds: 5,
      referencePrice: perReference(0.015, 'docs.bfl.ai: an edit of one picture costs half as much again'),
      referenceImages: 4,
    },
    bySizeOrEdit,
  ),
  row(
    'flux-2-flex',
    { price: perMegapixel(0.05, MAKER), usualSeconds: 6, referencePrice: perReference(0.05, SAME), referenceImages: 4 },
    bySizeOrEdit,
  ),
  row(
    'flux-2-max',
    { price: perMegapixel(0.07, MAKER), usualSeconds: 7, referencePrice: perReference(0.07, SAME), referenceImages: 4 },
    bySizeOrEdit,
  ),
  row(
    'flux-3',
    {
      vendorId: 'blackforestlabs/flux-3/text-to-image',
      price: perImage(0.048, 'fal.ai model page: 1 MP from 2026-10-08'),
      usualSeconds: 7,
      referencePrice: perReference(0.048, SAME),
      referenceImages: 10,
      seed: false,
      aspectRatios: RATIOS,
    },
    flux3,
  ),
];
