import type { AspectRatio } from '../../types/film.ts';
import type { ModelInfo, Price } from '../../types/providers.ts';

/** How a model is told its picture's size: one field, with the values for a 720p film and, where it differs, 1080p. */
export interface RunwaySize {
  field: 'ratio' | 'resolution';
  values: Record<AspectRatio, readonly [string, string?]>;
}

/** A model of Runway's, its own or hosted, with what its request needs besides the capabilities. */
export interface RunwayModel {
  info: ModelInfo;
  size: RunwaySize;
}

/** One credit, in US dollars: docs.dev.runwayml.com, read 2026-11-23. */
export const CREDIT_USD = 0.01;

const perSecond = (credits: number, when?: Price['when']): Price => ({
  unit: 'second',
  unitCostUsd: Math.round(credits * CREDIT_USD * 100) / 100,
  asOf: '2026-11-23',
  source: `Runway's API reference skill (August 2026): ${credits} credits a second at $${CREDIT_USD}`,
  ...(when ? { when } : {}),
});

const same = (...values: [string, string?]): RunwaySize['values'] => ({
  '16:9': values,
  '9:16': values,
  '1:1': values,
});

/** Sizes of the models that make wide and tall pictures only: a square film is cut from a wide one. */
const WIDE_OR_TALL: RunwaySize = {
  field: 'ratio',
  values: { '16:9': ['1280:720', '1920:1080'], '9:16': ['720:1280', '1080:1920'], '1:1': ['1280:720', '1920:1080'] },
};
const GEN4: RunwaySize = {
  field: 'ratio',
  values: { '16:9': ['1280:720'], '9:16': ['720:1280'], '1:1': ['960:960'] },
};
const SEEDANCE: RunwaySize = {
  field: 'ratio',
  values: {
    '16:9': ['1280:720', '1920:1080'],
    '9:16': ['720:1280', '1080:1920'],
    '1:1': ['960:960', '1440:1440'],
  },
};
/** Wan takes the shape of the first frame and nothing else where frames are given. */
const WAN: RunwaySize = { field: 'ratio', values: same('auto_720p', 'auto_1080p') };

/** What all models have in common. */
const BASE = {
  aliases: [],
  aspectRatios: ['16:9', '9:16', '1:1'],
  inputForms: ['data-uri', 'public-url'],
  usualSeconds: 60,
  // contract: video §1.2 Poll.
  pollSeconds: 5,
} satisfies Partial<ModelInfo>;
const LANDSCAPE_AND_PORTRAIT = { aspectRatios: ['16:9', '9:16'] } satisfies Partial<ModelInfo>;

/**
 * Image-to-video models, the default first. Fields, lengths and sizes: types of npm `@runwayml/sdk` 4.20.1, read
 * 2026-11-25; a row without lengths or prices says that they are not documented there. Runway's own models take a first frame only; a last frame needs one of those it hosts.
 */
export const RUNWAY_MODELS: readonly RunwayModel[] = [
  {
    info: {
      ...BASE,
      id: 'gen4_turbo',
      name: 'Gen-4 Turbo',
      aliases: ['gen3a_turbo', 'gen3', 'gen-3'],
      prices: [perSecond(5)],
      durations: { min: 2, max: 10, step: 1 },
      endFrame: false,
      resolutions: ['720p'],
      seed: true,
      nativeAudio: 'never',
      promptCharacters: 1000,
    },
    size: GEN4,
  },
  {
    info: {
      ...BASE,
      id: 'gen4.5',
      name: 'Gen-4.5',
      prices: [perSecond(12)],
      durations: { min: 2, max: 10, step: 1 },
      endFrame: false,
      resolutions: ['720p'],
      seed: true,
      nativeAudio: 'never',
      promptCharacters: 1000,
    },
    size: GEN4,
  },
  ...(
    [
      ['veo3.1', 'Veo 3.1 (hosted by Runway)', 20, 40, ['veo3']],
      ['veo3.1_fast', 'Veo 3.1 Fast (hosted by Runway)', 10, 15, []],
    ] as const
  ).map(
    ([id, name, silent, withSound, aliases]): RunwayModel => ({
      info: {
        ...BASE,
        ...LANDSCAPE_AND_PORTRAIT,
        id,
        name,
        aliases: [...aliases],
        prices: [perSecond(silent, { audio: false }), perSecond(withSound, { audio: true })],
        durations: [4, 6, 8],
        endFrame: true,
        resolutions: ['720p', '1080p'],
        seed: true,
        negativePrompt: true,
        nativeAudio: 'optional',
        promptCharacters: 1000,
      },
      size: WIDE_OR_TALL,
    }),
  ),
  ...(
    [
      ['seedance2', 'Seedance 2.0 (hosted by Runway)', [perSecond(36)], 15, 3500, SEEDANCE],
      ['seedance2_fast', 'Seedance 2.0 Fast (hosted by Runway)', [], 15, 3500, GEN4],
      ['seedance2_mini', 'Seedance 2.0 Mini (hosted by Runway)', [], 15, 3500, GEN4],
      ['seedance2_5', 'Seedance 2.5 (hosted by Runway)', [], 30, 15_000, SEEDANCE],
    ] as const
  ).map(
    ([id, name, prices, max, promptCharacters, size]): RunwayModel => ({
      info: {
        ...BASE,
        id,
        name,
        prices: [...prices],
        durations: { min: 4, max, step: 1 },
        endFrame: true,
        resolutions: size === SEEDANCE ? ['720p', '1080p'] : ['720p'],
        seed: true,
        nativeAudio: 'optional',
        promptCharacters,
      },
      size,
    }),
  ),
  {
    info: {
      ...BASE,
      id: 'hailuo3',
      name: 'Hailuo 3 (hosted by Runway)',
      prices: [],
      durations: { min: 5, max: 15, step: 1 },
      endFrame: true,
      resolutions: ['768p', '2k'],
      seed: false,
      promptCharacters: 6000,
    },
    size: { field: 'resolution', values: same('768p', '2k') },
  },
  {
    info: {
      ...BASE,
      id: 'h3_max',
      name: 'MiniMax H3 Max (hosted by Runway)',
      prices: [],
      endFrame: true,
      resolutions: ['768p'],
      seed: true,
    },
    size: { field: 'resolution', values: same('768p') },
  },
  {
    info: {
      ...BASE,
      ...LANDSCAPE_AND_PORTRAIT,
      id: 'gemini_omni_flash_1.1',
      name: 'Gemini Omni Flash 1.1 (hosted by Runway)',
      prices: [],
      durations: { min: 3, max: 10, step: 1 },
      endFrame: true,
      resolutions: ['720p', '1080p'],
      seed: false,
    },
    size: WIDE_OR_TALL,
  },
  ...(['wan3', 'wan3_prime'] as const).map(
    (id): RunwayModel => ({
      info: {
        ...BASE,
        id,
        name: id === 'wan3' ? 'Wan 3 (hosted by Runway)' : 'Wan 3 Prime (hosted by Runway)',
        prices: [],
        endFrame: true,
        resolutions: ['720p', '1080p'],
        seed: false,
        nativeAudio: 'optional',
      },
      size: WAN,
    }),
  ),
];

/** What is asked of a model we know nothing of: a first frame, in the sizes that all models share. */
export const UNKNOWN_RUNWAY_SIZE: RunwaySize = {
  field: 'ratio',
  values: { '16:9': ['1280:720'], '9:16': ['720:1280'], '1:1': ['1280:720'] },
};
