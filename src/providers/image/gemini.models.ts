import type { ModelInfo, Price } from '../../types/providers.ts';

/** What tokens of an image model cost, in US dollars for a million; reasoning counts as text. */
export interface GeminiImageRates {
  input: number;
  text: number;
  image: number;
}

/** An image model of Gemini: its catalogue row, and what its tokens cost where all of that is known. */
export interface GeminiImageModel {
  info: ModelInfo;
  rates?: GeminiImageRates;
}

const RATIOS = ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'];

/** What one picture that a model is shown costs; the bill counts tokens. */
function perReference(unitCostUsd: number, asOf: string, source: string): Price {
  return { unit: 'reference', unitCostUsd, asOf, source };
}

const PRO_REFERENCE = perReference(
  0.0011,
  '2026-11-25',
  'ai.google.dev/gemini-api/docs/pricing from memory, unverified: 560 tokens of Nano Banana Pro',
);

/** A row. The usual seconds are what others report; asking is not needed, as the answer is the picture. */
function model(
  id: string,
  name: string,
  perImage: Readonly<Record<string, number>>,
  details: {
    asOf: string;
    source: string;
    aliases?: string[];
    aspectRatios?: string[];
    rates?: GeminiImageRates;
    reference?: Price;
  },
): GeminiImageModel {
  const { asOf, source, aliases = [], aspectRatios = RATIOS, rates, reference = PRO_REFERENCE } = details;
  return {
    info: {
      id,
      name,
      prices: [
        ...Object.entries(perImage).map(
          ([resolution, unitCostUsd]): Price => ({ unit: 'image', unitCostUsd, asOf, source, when: { resolution } }),
        ),
        reference,
      ],
      aliases,
      aspectRatios,
      resolutions: Object.keys(perImage),
      seed: true,
      referenceImages: 14,
      inputForms: ['data-uri'],
      usualSeconds: 15,
    },
    ...(rates ? { rates } : {}),
  };
}

/**
 * Gemini's image models, the default first (contract: llm-image §0 and §3.5; npm @google/genai 3.3.0 `Model`). Imagen and
 * the models that Google shut down resolve to what it recommends in their place.
 */
export const GEMINI_IMAGE_MODELS: readonly GeminiImageModel[] = [
  model(
    'gemini-nano-banana-2.1',
    'Nano Banana 2.1',
    { '1K': 0.0336, '2K': 0.0504, '4K': 0.1134 },
    {
      asOf: '2026-11-06',
      source: 'LiteLLM and inference.sh: Google’s $30 for a million tokens; 2K as fal’s figures imply',
      aliases: [
        ...['gemini-2.5-flash-image', 'gemini-3.1-flash-image', 'gemini-3.1-flash-image-preview'],
        ...['imagen-3.0-generate-002', 'imagen-4.0-generate-001', 'imagen-4.0-fast-generate-001'],
      ],
      aspectRatios: [...RATIOS, '1:4', '4:1', '1:8', '8:1'],
      rates: { input: 1.5, text: 7.5, image: 30 },
      reference: perReference(0.003, '2026-10-09', 'a public price table: Google’s page, $0.002 to 0.004'),
    },
  ),
  model(
    'gemini-3-pro-image',
    'Nano Banana Pro',
    { '1K': 0.134, '2K': 0.134, '4K': 0.24 },
    {
      asOf: '2026-10-07',
      source: 'ai.google.dev/gemini-api/docs/pricing: $120 for a million tokens; 4K as resellers quote it',
      aliases: ['gemini-3-pro-image-preview', 'nano-banana-pro-preview', 'imagen-4.0-ultra-generate-001'],
    },
  ),
  model(
    'gemini-3.1-flash-lite-image',
    'Nano Banana 2 Lite',
    { '1K': 0.0336 },
    { asOf: '2026-09-18', source: 'third-party note of Google’s price' },
  ),
];
