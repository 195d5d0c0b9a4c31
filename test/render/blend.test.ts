import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Planes, planesOf } from '../../render/animate/planes.ts';
import { blendColour, blendOverlap, fadeWeight, overlapProgress, wipeWeights } from '../../render/film/blend.ts';

const SIZE = { width: 32, height: 8 };
const filled = (luma: number, chroma = 128): Planes => {
  const planes = planesOf(new Uint8Array((SIZE.width * SIZE.height * 3) / 2), SIZE);
  planes.luma.fill(luma);
  planes.blue.fill(chroma);
  planes.red.fill(chroma);
  return planes;
};

describe('overlaps', () => {
  it('never quite begin and never quite end within the transition', () => {
    const all = Array.from({ length: 12 }, (_, frame) => overlapProgress(frame, 12));
    expect(all[0]).toBeGreaterThan(0);
    expect(all[11]).toBeLessThan(1);
    expect(all.every((progress, frame) => frame === 0 || progress > (all[frame - 1] ?? 1))).toBe(true);
  });

  it('crossfade blends every byte, rounded', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, progress) => {
        const weight = Math.round(progress * 256);
        const picture = filled(a, b);
        blendOverlap(picture, filled(b, a), 'crossfade', progress);
        expect(picture.luma.every((value) => value === (a * (256 - weight) + b * weight + 128) >> 8)).toBe(true);
        expect(picture.red.every((value) => value === (b * (256 - weight) + a * weight + 128) >> 8)).toBe(true);
      }),
    );
  });

  it('crossfade gives the same on memory that is not aligned', () => {
    const bytes = new Uint8Array((SIZE.width * SIZE.height * 3) / 2 + 1).map((_, index) => index * 7);
    const aligned = planesOf(Uint8Array.from(bytes.subarray(1)), SIZE);
    const shifted = planesOf(bytes.subarray(1), SIZE);
    blendOverlap(aligned, filled(200), 'crossfade', 0.4);
    blendOverlap(shifted, filled(200), 'crossfade', 0.4);
    expect([...shifted.luma]).toEqual([...aligned.luma]);
  });

  it.each(['wipe_left', 'wipe_right'] as const)('%s lets the new picture in from its side', (transition) => {
    const picture = filled(20);
    blendOverlap(picture, filled(220), transition, 0.5);
    const row = [...picture.luma.subarray(0, SIZE.width)];
    const fromNewSide = transition === 'wipe_left' ? row.toReversed() : row;
    expect(fromNewSide.slice(0, 13).every((value) => value === 220)).toBe(true);
    expect(fromNewSide.slice(19).every((value) => value === 20)).toBe(true);
  });

  it('wipes cover nothing at the start and everything at the end', () => {
    for (const transition of ['wipe_left', 'wipe_right'] as const) {
      expect(wipeWeights(100, 4, transition, 0).every((weight) => weight === 0)).toBe(true);
      expect(wipeWeights(100, 4, transition, 1).every((weight) => weight === 256)).toBe(true);
    }
  });
});

describe('fades', () => {
  it('reach the colour at the boundary and start from the picture', () => {
    expect(fadeWeight(0, 12)).toBe(1);
    expect(fadeWeight(12, 12)).toBe(0);
    expect(fadeWeight(6, 12)).toBe(0.5);
  });

  it.each([
    ['black', 16],
    ['white', 235],
  ] as const)('end in pure %s', (colour, luma) => {
    const picture = filled(120, 90);
    blendColour(picture, colour, 1);
    expect(picture.luma.every((value) => value === luma)).toBe(true);
    expect(picture.blue.every((value) => value === 128)).toBe(true);
  });

  it('leave the picture alone at weight 0', () => {
    const picture = filled(77, 33);
    blendColour(picture, 'white', 0);
    expect(picture.luma.every((value) => value === 77)).toBe(true);
    expect(picture.red.every((value) => value === 33)).toBe(true);
  });
});
