import type { FadeColour, OverlapTransition } from '../../src/lib/film-plan.ts';
import type { Planes } from '../animate/planes.ts';

/** Limited-range luma of the colours that fades go through; their chroma is neutral. */
const FADE_LUMA: Record<FadeColour, number> = { black: 16, white: 235 };
const NEUTRAL_CHROMA = 128;
/** Weights are in 256ths. */
const FULL = 256;
/** Width of a wipe's edge, as a share of the frame's width. */
const WIPE_EDGE = 1 / 80;

const PLANES = ['luma', 'blue', 'red'] as const;

/**
 * Weight of the incoming clip in the given frame of an overlap: between 0 and 1, never quite either, so that no frame
 * of the transition repeats a neighbour.
 */
export function overlapProgress(frame: number, length: number): number {
  return (frame + 1) / (length + 1);
}

/** Blends the incoming picture into `picture` in place, at `progress` 0 (not there yet) to 1 (alone). */
export function blendOverlap(picture: Planes, incoming: Planes, transition: OverlapTransition, progress: number): void {
  if (transition === 'crossfade') crossfade(picture, incoming, progress);
  else wipe(picture, incoming, transition, progress);
}

function crossfade(picture: Planes, incoming: Planes, progress: number): void {
  const weight = Math.round(progress * FULL);
  for (const plane of PLANES) mixBytes(picture[plane], incoming[plane], weight);
}

/** Every other byte of a 32-bit word, and half a unit to round each of them. */
const PAIR = 0x00ff00ff;
const HALVES = 0x00800080;

/** `to + (from − to) · weight / 256`, rounded, on every byte. Four bytes at a time, which is three times as fast. */
function mixBytes(to: Uint8Array, from: Uint8Array, weight: number): void {
  const areAligned = to.byteOffset % 4 === 0 && from.byteOffset % 4 === 0;
  const words = areAligned ? to.length >> 2 : 0;
  if (words > 0) {
    const target = new Int32Array(to.buffer, to.byteOffset, words);
    const source = new Int32Array(from.buffer, from.byteOffset, words);
    const rest = FULL - weight;
    for (let index = 0; index < words; index++) {
      const a = target[index] ?? 0;
      const b = source[index] ?? 0;
      const even = (Math.imul(a & PAIR, rest) + Math.imul(b & PAIR, weight) + HALVES) | 0;
      const odd = (Math.imul((a >>> 8) & PAIR, rest) + Math.imul((b >>> 8) & PAIR, weight) + HALVES) | 0;
      target[index] = ((even >>> 8) & PAIR) | (odd & ~PAIR);
    }
  }
  for (let index = words * 4; index < to.length; index++) {
    const old = to[index] ?? 0;
    to[index] = old + ((((from[index] ?? 0) - old) * weight + FULL / 2) >> 8);
  }
}

// The new picture of a wipe to the left comes in at the right edge, and the border between the two moves left.
function wipe(picture: Planes, incoming: Planes, transition: OverlapTransition, progress: number): void {
  const edge = Math.max(2, picture.width * WIPE_EDGE);
  for (const plane of PLANES) {
    const width = plane === 'luma' ? picture.width : picture.width / 2;
    const weights = wipeWeights(width, (edge * width) / picture.width, transition, progress);
    const [to, from] = [picture[plane], incoming[plane]];
    for (let row = 0; row < to.length; row += width) {
      for (let x = 0; x < width; x++) {
        const old = to[row + x] ?? 0;
        to[row + x] = old + ((((from[row + x] ?? 0) - old) * (weights[x] ?? 0) + FULL / 2) >> 8);
      }
    }
  }
}

/** Weight of the new picture, 0 to 256, in each column. The soft edge lies outside the frame at progress 0 and 1. */
export function wipeWeights(width: number, edge: number, transition: OverlapTransition, progress: number): Uint16Array {
  const weights = new Uint16Array(width);
  const covered = progress * (width + edge);
  for (let x = 0; x < width; x++) {
    const fromEntry = transition === 'wipe_left' ? width - x - 0.5 : x + 0.5;
    weights[x] = Math.round(Math.min(1, Math.max(0, (covered - fromEntry) / edge)) * FULL);
  }
  return weights;
}

/**
 * Weight of the colour in a fade, 1 in the frame next to the boundary.
 * @param distance Frames between this one and the boundary: 0 for the last frame of a fade out, the first of a fade in.
 */
export function fadeWeight(distance: number, length: number): number {
  return Math.max(0, (length - distance) / length);
}

/** Fades `picture` in place towards a colour; `weight` 0 leaves it alone, 1 leaves only the colour. */
export function blendColour(picture: Planes, colour: FadeColour, weight: number): void {
  const share = Math.round(weight * FULL);
  for (const plane of PLANES) {
    const target = plane === 'luma' ? FADE_LUMA[colour] : NEUTRAL_CHROMA;
    const bytes = picture[plane];
    const table = new Uint8Array(256);
    for (let value = 0; value < 256; value++) table[value] = value + (((target - value) * share + FULL / 2) >> 8);
    for (let index = 0; index < bytes.length; index++) bytes[index] = table[bytes[index] ?? 0] ?? 0;
  }
}
