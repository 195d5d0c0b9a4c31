import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offeredSeconds, settleDurations } from '../../src/director/durations.ts';
import { type LengthWish, solveLengths } from '../../src/director/solve-lengths.ts';
import { clipSeconds, secondsOf, shotLengths } from '../../src/lib/clip-seconds.ts';
import { filmSeconds, shotFrames } from '../../src/lib/timeline.ts';
import { shot, shots } from './fixtures.ts';

const total = (frames: readonly number[]): number => frames.reduce((sum, count) => sum + count, 0);
const deviation = (wishes: readonly LengthWish[], frames: readonly number[]): number =>
  total(wishes.map(({ wish, weight }, index) => weight * ((frames[index] ?? 0) - wish) ** 2));

/** Tries everything. */
function bruteForce(wishes: readonly LengthWish[], choices: readonly number[], sum: number): number[] {
  let all: number[][] = [[]];
  for (const _ of wishes) all = all.flatMap((frames) => choices.map((choice) => [...frames, choice]));
  const rank = (frames: number[]): [number, number, number] => [
    Math.abs(total(frames) - sum),
    total(frames),
    deviation(wishes, frames),
  ];
  return all.reduce((best, frames) => {
    const [a, b] = [rank(best), rank(frames)];
    const at = a.findIndex((value, index) => value !== b[index]);
    return at >= 0 && (b[at] ?? 0) < (a[at] ?? 0) ? frames : best;
  });
}

describe('solveLengths', () => {
  const wish = fc.record({ wish: fc.integer({ min: 0, max: 20 }), weight: fc.constantFrom(1, 1, 1000) });
  const choices = fc.oneof(
    fc.uniqueArray(fc.integer({ min: 3, max: 15 }), { minLength: 1, maxLength: 5 }),
    fc.constantFrom([5, 10], [6, 8, 10], [5, 6, 10], [5, 8, 10], [7]),
  );

  it('finds what trying everything finds', () => {
    fc.assert(
      fc.property(
        fc.array(wish, { minLength: 1, maxLength: 5 }),
        choices,
        fc.integer({ min: 0, max: 80 }),
        (wishes, list, sum) => {
          const sorted = [...list].sort((a, b) => a - b);
          const solved = solveLengths(wishes, sorted, sum);
          const best = bruteForce(wishes, sorted, sum);
          expect(solved.every((frames) => sorted.includes(frames))).toBe(true);
          expect(total(solved)).toBe(total(best));
          expect(deviation(wishes, solved)).toBe(deviation(wishes, best));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('gives the same for the same, and nothing for nothing', () => {
    const wishes = Array.from({ length: 50 }, (_, index) => ({ wish: 120 + ((index * 37) % 120), weight: 1 }));
    expect(solveLengths(wishes, [120, 192, 240], 8000)).toEqual(solveLengths(wishes, [120, 192, 240], 8000));
    expect(solveLengths([], [120], 10)).toEqual([]);
  });

  it.each([
    ['every frame', Array.from({ length: 151 }, (_, index) => 150 + index)],
    ['two lengths', [150, 300]],
    ['uneven lengths', [150, 180, 300]],
    ['awkward lengths', [150, 151, 167, 199, 256, 300]],
  ])('lays 720 shots out: %s', (_, list) => {
    const wishes = Array.from({ length: 720 }, (_, index) => ({ wish: 150 + ((index * 97) % 151), weight: 1 }));
    const solved = solveLengths(wishes, list, 720 * 200);
    expect(Math.abs(total(solved) - 720 * 200)).toBeLessThanOrEqual(list.length > 2 ? 0 : 75);
  });
});

describe('very long films with awkward lengths', () => {
  it('are hit too when their shots do not divide evenly', () => {
    const list = [150, 151, 167, 199, 256, 300];
    for (const count of [409, 433, 721]) {
      const wishes = Array.from({ length: count }, (_, index) => ({ wish: 150 + ((index * 97) % 151), weight: 1 }));
      expect([count, total(solveLengths(wishes, list, count * 200))]).toEqual([count, count * 200]);
    }
  });
});

describe('shotLengths and clipSeconds', () => {
  it('allow any whole frame where nothing is known or any length is made', () => {
    expect(shotLengths(undefined, 24)).toMatchObject({ basis: 'any' });
    expect(shotLengths(undefined, 24).frames).toHaveLength(121);
    expect(shotLengths({ min: 5, max: 10, step: 0 }, 30).frames).toHaveLength(151);
  });

  it('allow the lengths of a model that are within 5–10 s', () => {
    expect(shotLengths([4, 6, 8, 12], 25)).toEqual({ frames: [150, 200], basis: 'model' });
    expect(shotLengths({ min: 3, max: 15, step: 1 }, 24).frames).toEqual([120, 144, 168, 192, 216, 240]);
    expect(shotLengths({ min: 6, max: 8.5, step: 0.1 }, 24).frames.at(-1)).toBe(204);
  });

  it('fall back to any length where a model has none that fits', () => {
    expect(shotLengths([12], 24).basis).toBe('trimmed');
    expect(shotLengths([4], 24).basis).toBe('too_short');
  });

  it('ask for the shortest clip that holds the shot', () => {
    expect(clipSeconds(7.3, [10, 5], 24)).toBe(10);
    expect(clipSeconds(5, [5, 10], 24)).toBe(5);
    expect(clipSeconds(5.5, { min: 3, max: 15, step: 1 }, 24)).toBe(6);
    expect(clipSeconds(5.125, { min: 3, max: 10, step: 0.1 }, 24)).toBe(5.2);
    expect(clipSeconds(9, [4], 24)).toBe(4);
    expect(clipSeconds(7.25, { min: 5, max: 10, step: 0 }, 24)).toBe(7.25);
    expect(clipSeconds(7.26, undefined, 24)).toBe(7.25);
  });

  it('show seconds that mean the same frames', () => {
    for (const rate of [24, 25, 30] as const) {
      for (let frames = 5 * rate; frames <= 10 * rate; frames++) {
        expect(shotFrames(secondsOf(frames, rate), rate)).toBe(frames);
        expect(secondsOf(frames, rate)).toBeGreaterThanOrEqual(5);
        expect(secondsOf(frames, rate)).toBeLessThanOrEqual(10);
      }
    }
  });

  it('are offered in whole seconds, or as the model makes them', () => {
    expect(offeredSeconds(undefined, 24)).toEqual([5, 6, 7, 8, 9, 10]);
    expect(offeredSeconds([5, 10], 24)).toEqual([5, 10]);
    expect(offeredSeconds({ min: 5.2, max: 5.9, step: 0.1 }, 30)).toHaveLength(1);
  });
});

describe('settleDurations', () => {
  const options = { targetDuration: 60, frameRate: 24 } as const;

  it('hits the target to the frame, overlaps included, near the wished rhythm', () => {
    const wished = [5, 9, 6, 8, 7, 10, 6, 8].map((duration, index) =>
      shot(index + 1, { duration, ...(index % 2 ? { transitionOut: 'crossfade' as const } : {}) }),
    );
    const { shots: settled, missFrames, notices } = settleDurations(wished, options);
    expect(missFrames).toBe(0);
    expect(notices).toEqual([]);
    expect(filmSeconds(settled, 24)).toBe(60);
    settled.forEach(({ duration }, index) => {
      expect(Math.abs(duration - (wished[index]?.duration ?? 0))).toBeLessThanOrEqual(0.4);
    });
  });

  it('is exact wherever the target can be reached', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            duration: fc.double({ min: 5, max: 10, noNaN: true }),
            transitionOut: fc.constantFrom('cut', 'crossfade', 'fade_black', 'wipe_left'),
          }),
          { minLength: 1, maxLength: 40 },
        ),
        fc.constantFrom(24, 25, 30),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (wished, frameRate, where) => {
          const list = wished.map((changes, index) => shot(index + 1, changes as object));
          const shortest = filmSeconds(
            list.map((each) => ({ ...each, duration: 5 })),
            frameRate,
          );
          const longest = filmSeconds(
            list.map((each) => ({ ...each, duration: 10 })),
            frameRate,
          );
          const frames = Math.round((shortest + where * (longest - shortest)) * frameRate);
          const settled = settleDurations(list, { targetDuration: frames / frameRate, frameRate });
          expect(settled.missFrames).toBe(0);
          for (const { duration } of settled.shots) expect(duration >= 5 && duration <= 10).toBe(true);
        },
      ),
    );
  });

  it('comes as near as a model allows, and says why', () => {
    const {
      shots: settled,
      missFrames,
      notices,
    } = settleDurations(shots(8), { ...options, targetDuration: 62, durations: [5, 10] });
    expect(settled.every(({ duration }) => duration === 5 || duration === 10)).toBe(true);
    expect(missFrames).toBe(-48);
    expect(notices[0]?.message).toBe(
      'The film lasts 60 s, 2 s less than the 62 s asked for: the lengths the video model can make do not add up any closer.',
    );
  });

  it('says with figures when the shots cannot fill the film', () => {
    const { shots: settled, notices } = settleDurations(shots(3), options);
    expect(settled.map(({ duration }) => duration)).toEqual([10, 10, 10]);
    expect(notices[0]?.message).toContain('its 3 shots can fill 15 s to 30 s');
  });

  it('leaves locked shots alone while the film stays within 5 s', () => {
    const list = shots(8, { duration: 7 });
    const some = settleDurations(list, { ...options, locked: new Set([1, 2, 3]) });
    expect(some.missFrames).toBe(0);
    expect(some.shots.slice(0, 3).map(({ duration }) => duration)).toEqual([7, 7, 7]);
    const all = settleDurations(list, { ...options, locked: new Set(list.map(({ id }) => id)) });
    expect(all.missFrames).toBe(-4 * 24);
    expect(all.shots).toEqual(list);
  });

  it('changes locked shots last when the film would miss by more', () => {
    const list = [...shots(7, { duration: 5 }), shot(8, { duration: 6 })];
    const settled = settleDurations(list, { ...options, locked: new Set([1, 2, 3, 4, 5, 6, 7]) });
    expect(settled.missFrames).toBe(0);
    expect(settled.shots[7]?.duration).toBe(10);
  });

  it('lets wishes stand when asked to', () => {
    const list = [...shots(7, { duration: 7.5 }), shot(8, { duration: 10 })];
    expect(settleDurations(list, { ...options, aim: 'tolerant' }).missFrames).toBe(60);
    const far = shots(3);
    expect(settleDurations(far, { ...options, aim: 'as_wished' }).shots).toEqual(far);
    expect(settleDurations(far, { ...options, aim: 'tolerant' }).shots[0]?.duration).toBe(10);
  });
});
