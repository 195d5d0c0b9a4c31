import type { ModelInfo, Price } from '../../types/providers.ts';

const perSecond = (unitCostUsd: number, resolution: string): Price => ({
  unit: 'second',
  unitCostUsd,
  asOf: '2026-10-24',
  source: "MiniMax's pay-as-you-go prices, as a reseller quotes them",
  when: { resolution },
});

const BASE = {
  aliases: [],
  aspectRatios: ['16:9', '9:16', '1:1'],
  seed: false,
  inputForms: ['data-uri', 'public-url'],
  usualSeconds: 120,
  // contract: video §1.4.
  pollSeconds: 10,
} satisfies Partial<ModelInfo>;
const HAILUO = {
  ...BASE,
  prices: [],
  durations: [6, 10],
  resolutions: ['768P', '1080P'],
  nativeAudio: 'never',
  promptCharacters: 2000,
} satisfies Partial<ModelInfo>;

/**
 * MiniMax's video models, the default first: H3 on the second version of the API, Hailuo on the first (developer
 * documentation, read 2026-11-23). The picture's shape follows the first frame.
 */
export const MINIMAX_MODELS: ModelInfo[] = [
  {
    ...BASE,
    id: 'MiniMax-H3',
    name: 'MiniMax H3',
    aliases: ['minimax-h3', 'hailuo-3'],
    prices: [perSecond(0.08, '768P'), perSecond(0.13, '2K')],
    durations: { min: 5, max: 15, step: 1 },
    endFrame: true,
    resolutions: ['768P', '2K'],
    nativeAudio: 'always',
  },
  {
    ...HAILUO,
    id: 'MiniMax-Hailuo-02',
    name: 'Hailuo 02',
    aliases: ['hailuo-02', 'video-01'],
    endFrame: true,
  },
  { ...HAILUO, id: 'MiniMax-Hailuo-2.3', name: 'Hailuo 2.3', aliases: ['hailuo-2.3'], endFrame: false },
  {
    ...HAILUO,
    id: 'MiniMax-Hailuo-2.3-Fast',
    name: 'Hailuo 2.3 Fast',
    aliases: ['hailuo-2.3-fast'],
    endFrame: false,
  },
];

/** Whether a model is served by the second version of the API. */
export function isSecondVersion(model: string): boolean {
  return model.startsWith('MiniMax-H') && !model.startsWith('MiniMax-Hailuo');
}
