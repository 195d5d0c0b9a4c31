/** A seeded stream of numbers: the same seed gives the same picture on every machine. */
export interface Random {
  /** Next number, 0 ≤ n < 1. */
  next(): number;
  /** Number between `low` and `high`. */
  range(low: number, high: number): number;
  /** Whole number, `low` ≤ n ≤ `high`. */
  int(low: number, high: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One of the items; the list must not be empty. */
  pick<T>(items: readonly [T, ...T[]]): T;
  /** An independent stream named by `label`, so that drawing more in one place moves nothing in another. */
  fork(label: string): Random;
}

/** 32-bit FNV-1a of a text's UTF-16 code units. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Mulberry32: small, fast, and even enough for pictures. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  return {
    next,
    range: (low, high) => low + (high - low) * next(),
    int: (low, high) => low + Math.floor((high - low + 1) * next()),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    fork: (label) => createRandom((Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ hashText(label)) >>> 0),
  };
}
