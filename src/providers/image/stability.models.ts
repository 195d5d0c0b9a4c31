import type { ModelInfo } from '../../types/providers.ts';

/** US dollars of one credit. */
const CREDIT_USD = 0.01;
/** Ratios that all services make (stability.v2beta.derived.json). */
export const STABILITY_RATIOS = ['16:9', '1:1', '21:9', '2:3', '3:2', '4:5', '5:4', '9:16', '9:21'];

/** A model, and the service that makes it. */
export interface StabilityModel {
  info: ModelInfo;
  service: 'core' | 'ultra' | 'sd3';
}

/**
 * Credits are the vendor's (contract: llm-image §3.6); what one costs is from memory. The seconds are unmeasured and rather
 * too short.
 */
function row(
  service: StabilityModel['service'],
  id: string,
  name: string,
  details: { credits: number; usualSeconds: number; aliases?: string[] },
): StabilityModel {
  const { credits, usualSeconds, aliases = [] } = details;
  const drawsOver = { referenceImages: 1, imageToImage: true, inputForms: ['data-uri'] } satisfies Partial<ModelInfo>;
  return {
    service,
    info: {
      ...{ id, name, aliases, usualSeconds, aspectRatios: STABILITY_RATIOS },
      prices: [
        {
          unit: 'image',
          unitCostUsd: Math.round(credits * CREDIT_USD * 1e6) / 1e6,
          asOf: '2026-11-23',
          source: `platform.stability.ai: ${credits} credits; $${CREDIT_USD} a credit from memory`,
        },
      ],
      ...{ seed: true, negativePrompt: true, promptCharacters: 10_000 },
      ...(service === 'core' ? {} : drawsOver),
    },
  };
}

/** Stability's models, the default first. */
export const STABILITY_MODELS: readonly StabilityModel[] = [
  row('core', 'core', 'Stable Image Core', { credits: 3, usualSeconds: 3, aliases: ['stable-image-core'] }),
  row('ultra', 'ultra', 'Stable Image Ultra', { credits: 8, usualSeconds: 6, aliases: ['stable-image-ultra'] }),
  row('sd3', 'sd3.5-large', 'Stable Diffusion 3.5 Large', {
    credits: 6.5,
    usualSeconds: 6,
    aliases: ['sd3', 'sd3-large'],
  }),
  row('sd3', 'sd3.5-large-turbo', 'Stable Diffusion 3.5 Large Turbo', {
    ...{ credits: 4, usualSeconds: 3, aliases: ['sd3-large-turbo'] },
  }),
  row('sd3', 'sd3.5-medium', 'Stable Diffusion 3.5 Medium', {
    ...{ credits: 3.5, usualSeconds: 4, aliases: ['sd3-medium'] },
  }),
  row('sd3', 'sd3.5-flash', 'Stable Diffusion 3.5 Flash', { credits: 2.5, usualSeconds: 2 }),
];
