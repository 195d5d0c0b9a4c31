import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * JSON with the keys of every object in order, so that equal values have equal text.
 * Undefined properties are left out, as JSON.stringify does.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : part,
  );
}

/** SHA-256 of a value's {@link canonicalJson}, in lower-case hex. Synchronous, so that pure code may use it. */
export function hashOf(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));
}

/** A whole number 0…2³²−1 that follows from its parts: one seed per shot from one seed per film. */
export function deriveSeed(...parts: (string | number)[]): number {
  return Number.parseInt(hashOf(parts).slice(0, 8), 16);
}

/** US dollars rounded to a millionth, so that sums carry no binary dust. */
export function roundUsd(amount: number): number {
  return Math.round(amount * 1e6) / 1e6;
}

/** An object without the fields that are undefined; zero, false and null stay. */
export function compact(input: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

/** Fails to compile where a union has a member that was not handled. */
export function unreachable(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
