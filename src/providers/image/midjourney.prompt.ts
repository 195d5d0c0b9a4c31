import type { ImageProviderConfig } from '../../types/providers.ts';
import type { ImageRequest } from './base.ts';

/** Largest seed Midjourney takes. */
const SEEDS = 4_294_967_296;

/**
 * A prompt with Midjourney's flags, which stand inside the text (midjourney-proxy.derived.json): shape, seed, what must not
 * be seen, version and style. Dashes that would begin a flag are taken out of texts that others wrote.
 */
export function midjourneyPrompt(request: ImageRequest, config: Pick<ImageProviderConfig, 'model' | 'style'>): string {
  const { prompt, negativePrompt, width, height, seed } = request;
  const divisor = commonDivisor(width, height);
  const flags = [
    `--ar ${width / divisor}:${height / divisor}`,
    ...(seed === undefined ? [] : [`--seed ${((seed % SEEDS) + SEEDS) % SEEDS}`]),
    ...(negativePrompt === undefined ? [] : [`--no ${plain(negativePrompt)}`]),
    ...versionFlag(config.model),
    ...(config.style === undefined ? [] : [`--style ${plain(config.style)}`]),
  ];
  return [plain(prompt), ...flags].join(' ');
}

/** `v7` and `niji-6` name versions; anything else is the account's own default. */
function versionFlag(model: string | undefined): string[] {
  const named = /^(v|niji)[- ]?(\d+(?:\.\d+)?)$/i.exec(model ?? '');
  if (!named?.[1] || !named[2]) return [];
  return [named[1].toLowerCase() === 'v' ? `--v ${named[2]}` : `--niji ${named[2]}`];
}

function plain(text: string): string {
  return text
    .replace(/(^|\s)(?:--+|—+)(?=\S)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

function commonDivisor(one: number, other: number): number {
  return other === 0 ? one : commonDivisor(other, one % other);
}
