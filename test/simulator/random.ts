import { createHash } from 'node:crypto';

/** How far a drawn latency lies from its mean at most. */
const SPREAD = 0.2;

/** SHA-256 of texts, in hex; each text counts on its own, not their concatenation. */
export function digest(...texts: string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex');
}

/** A number in [0, 1) that follows from texts. */
export function fraction(...texts: string[]): number {
  return Number.parseInt(digest(...texts).slice(0, 12), 16) / 2 ** 48;
}

/** A UUID that follows from texts. */
export function uuid(...texts: string[]): string {
  const hex = digest('uuid', ...texts);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * How long a request takes: its mean ± 20 %, evenly. It hangs on the request alone and on how often it was sent before,
 * so that another order of requests leaves every latency as it was.
 */
export function drawLatencySeconds(seed: number, requestHash: string, count: number, meanSeconds: number): number {
  return meanSeconds * (1 - SPREAD + 2 * SPREAD * fraction(String(seed), requestHash, String(count)));
}

/** JSON with sorted keys; query strings of addresses are left out, because signatures change from one to the next. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item === 'string' && /^https?:\/\//.test(item)) return item.replace(/[?#].*$/s, '');
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}
