import { providerFactories } from '../src/providers/index.ts';
import type {
  CompileProviderConfig,
  ImageProviderConfig,
  LLMProviderConfig,
  ModelInfo,
  Price,
  ProviderInfo,
  ProviderRole,
  VideoProviderConfig,
} from '../src/types/providers.ts';

/** Most price rows of one unit that are written out; more are a span. */
const MOST_PRICES = 3;

const TITLES: Record<ProviderRole, string> = {
  llm: 'Direction: language models',
  image: 'Keyframes: image models',
  video: 'Clips: video models',
  compile: 'The film: compilers',
};

type Fields<Config> = Record<Exclude<keyof Config, 'provider'>, string>;

const COMMON = {
  apiKey: 'Your key. Sealed on arrival, never shown again.',
  baseUrl: 'Another address for the same API: a proxy, a compatible server, the simulator.',
  accountId: 'Workers AI: the Cloudflare account of the key. Without key and account the server’s own binding is used.',
};
const MODEL = 'A name from the list below, or any other of the vendor’s. Default: the first.';

/** Every field of `config`; the types see to it that none is missing. */
const FIELDS: {
  llm: Fields<LLMProviderConfig>;
  image: Fields<ImageProviderConfig>;
  video: Fields<VideoProviderConfig>;
  compile: Fields<CompileProviderConfig>;
} = {
  llm: {
    ...COMMON,
    model: MODEL,
    temperature: 'Sampling temperature, 0–2. Default: the provider’s own.',
    maxTokens: 'Most tokens of one answer. Default: the model’s own limit.',
    fallbackModels: 'OpenRouter: models to fall back on, in order.',
    transforms: 'OpenRouter: prompt transforms by name.',
    route: 'OpenRouter: `fallback` (default) lets other servers stand in for a model’s first, `priority` does not.',
    routing: 'OpenRouter: which servers may run the model: `order`, `only`, `ignore`, `sort`, `dataCollection`.',
  },
  image: {
    ...COMMON,
    model: MODEL,
    quality: '`standard` or `hd`, where a model knows qualities.',
    style: 'A style by the vendor’s own name.',
    gridCell: 'Midjourney: which of the four pictures of a grid is kept, 1–4. Default 1.',
    references: 'What is shown to models that take reference pictures: `given` (the cast’s), or `keyframes` too.',
    caption: '`local`: write the slate line and the prompt over the picture. Default true.',
  },
  video: {
    ...COMMON,
    model: MODEL,
    quality: '`standard` or `pro`, where a model knows qualities.',
    audio: 'Have the model make sound with the picture, where it can. Default false: it is often dearer.',
    fields: '`fal` and `replicate`: how a model without a row in the list calls its inputs.',
  },
  compile: { ...COMMON, templateId: 'A template of the vendor’s.' },
};

/** `docs/providers.md`, as the registry has it. */
export function providersDoc(): string {
  const roles = Object.keys(TITLES) as ProviderRole[];
  return `${[HEAD, ...roles.flatMap(roleSection)].join('\n\n')}\n`;
}

const HEAD = `# Providers

<!-- Written by \`npm run providers-doc\` from the registry: change a provider and run it, do not change this page. -->

Who can play which role, with which models, at which price. The same data is served by \`GET /api/providers\` and
\`GET /api/providers/:type/models\`. Keys are taken from \`config.<role>.apiKey\`, by the command line from the variables named
here. Prices are in US dollars as they were read on their day; where a vendor tells its price at run time, that one is booked.
“Not known” is never counted as free.`;

function roleSection(role: ProviderRole): string[] {
  const fields = Object.entries(FIELDS[role]).map(([name, what]) => `| \`${name}\` | ${what} |`);
  return [
    `## ${TITLES[role]}`,
    [`| \`config.${role}\` | |`, '| --- | --- |', ...fields].join('\n'),
    ...providerFactories[role]
      .list()
      .map((info) => providerSection(info, providerFactories[role].models(info.provider))),
  ];
}

function providerSection(info: ProviderInfo, models: readonly ModelInfo[]): string {
  const keys = info.keyVariables.map((names) =>
    names
      .split(':')
      .map((name) => `\`${name}\``)
      .join(' and '),
  );
  const key = info.needsKey ? `Key: ${keys.join(' or ')}.` : 'Needs no key.';
  const missing = info.available ? [] : ['This version cannot run it.'];
  const start = [`### ${info.name} (\`${info.provider}\`)`, [info.description, key, ...missing].join(' ')];
  if (models.length === 0) return start.join('\n\n');
  const rows = models.map((model) => `| ${[nameOf(model), pricesOf(model), abilitiesOf(model)].join(' | ')} |`);
  const table = ['| Model | Price | What it takes and makes |', '| --- | --- | --- |', ...rows].join('\n');
  return [...start, table, `Prices from: ${sourcesOf(models).join('; ')}.`].join('\n\n');
}

function nameOf({ id, vendorId, aliases }: ModelInfo): string {
  const vendors = vendorId === undefined || vendorId === id ? '' : `<br>at the vendor \`${vendorId}\``;
  const old = aliases.length === 0 ? '' : `<br>in place of ${aliases.map((name) => `\`${name}\``).join(', ')}`;
  return `\`${id}\`${vendors}${old}`;
}

const UNITS: Record<Price['unit'], string> = {
  second: 'a second',
  image: 'an image',
  megapixel: 'a megapixel',
  reference: 'a reference picture',
  reference_megapixel: 'a begun megapixel of reference pictures',
  million_input_tokens: 'for 1M tokens in',
  million_output_tokens: 'for 1M tokens out',
  minute: 'a minute',
  request: 'a request',
};

function pricesOf({ prices }: ModelInfo): string {
  const units = [...new Set(prices.map(({ unit }) => unit))];
  const lines = units.flatMap((unit) =>
    unitPrices(
      unit,
      prices.filter((price) => price.unit === unit),
    ),
  );
  const days = [...new Set(prices.map(({ asOf }) => asOf))].toSorted();
  return [...lines, `<i>${days.join(', ')}</i>`].join('<br>');
}

function unitPrices(unit: Price['unit'], prices: readonly Price[]): string[] {
  const known = prices.map(({ unitCostUsd }) => unitCostUsd).filter((usd) => usd !== null);
  if (prices.length <= MOST_PRICES) {
    return prices.map(({ unitCostUsd, when }) => {
      const amount = unitCostUsd === null ? `not known ${UNITS[unit]}` : `$${unitCostUsd} ${UNITS[unit]}`;
      const conditions = conditionsOf(when);
      return conditions.length === 0 ? amount : `${amount} (${conditions.join(', ')})`;
    });
  }
  const names = [...new Set(prices.flatMap(({ when }) => Object.keys(when ?? {})))];
  return [`$${Math.min(...known)}–${Math.max(...known)} ${UNITS[unit]}, by ${names.join(', ')}`];
}

function conditionsOf({ resolution, audio, quality }: NonNullable<Price['when']> = {}): string[] {
  return [
    ...(quality === undefined ? [] : [quality]),
    ...(resolution === undefined ? [] : [resolution]),
    ...(audio === undefined ? [] : [audio ? 'with sound' : 'silent']),
  ];
}

function sourcesOf(models: readonly ModelInfo[]): string[] {
  return [...new Set(models.flatMap(({ prices }) => prices.map(({ source }) => source)))].toSorted();
}

function abilitiesOf(model: ModelInfo): string {
  const { durations, endFrame, aspectRatios, resolutions, seed, negativePrompt, referenceImages, nativeAudio } = model;
  const { imageToImage, inputForms, promptCharacters, contextTokens, maxOutputTokens, temperature } = model;
  const facts = [
    durations === undefined ? undefined : lengthsOf(durations),
    endFrame === undefined ? undefined : endFrame ? 'last frame' : 'no last frame',
    referenceImages === undefined
      ? undefined
      : `${referenceImages} reference ${referenceImages === 1 ? 'picture' : 'pictures'}`,
    aspectRatios?.join(' '),
    resolutions?.join(' '),
    seed ? 'seed' : undefined,
    imageToImage ? 'draws over its reference' : undefined,
    negativePrompt ? 'negative prompt' : undefined,
    nativeAudio === undefined || nativeAudio === 'never'
      ? undefined
      : `sound ${nativeAudio === 'always' ? 'always' : 'if asked'}`,
    inputForms === undefined ? undefined : `pictures as ${inputForms.join(' or ')}`,
    promptCharacters === undefined ? undefined : `prompt of ${promptCharacters} characters`,
    contextTokens === undefined ? undefined : `${contextTokens} tokens in all`,
    maxOutputTokens === undefined ? undefined : `${maxOutputTokens} of an answer`,
    temperature === false ? 'no temperature' : undefined,
  ];
  return facts.filter((fact) => fact !== undefined).join('; ');
}

function lengthsOf(durations: NonNullable<ModelInfo['durations']>): string {
  if (!Array.isArray(durations)) return `${durations.min}–${durations.max} s`;
  return `${durations.join(', ')} s`;
}
