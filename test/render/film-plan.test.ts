import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planFilm } from '../../src/lib/film-plan.ts';
import { layOut, overlapFrames } from '../../src/lib/timeline.ts';
import { type FrameRate, TransitionTypeSchema } from '../../src/types/film.ts';

const transition = fc.constantFrom(...TransitionTypeSchema.options);
const rate = fc.constantFrom<FrameRate[]>(24, 25, 30);

describe('planFilm', () => {
  it('covers every frame of the laid-out film exactly once', () => {
    const shots = fc.array(
      fc.record({ duration: fc.integer({ min: 15, max: 90 }), transitionIn: transition, transitionOut: transition }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(shots, rate, (frames, frameRate) => {
        const timeline = layOut(
          frames.map((shot) => ({ ...shot, duration: shot.duration / frameRate })),
          frameRate,
        );
        const plan = planFilm(timeline.shotFrames, timeline.transitions, frameRate);
        expect(plan.totalFrames).toBe(timeline.totalFrames);
        let position = 0;
        for (const segment of plan.segments) {
          expect(segment.from).toBe(position);
          expect(segment.to).toBeGreaterThan(segment.from);
          position = segment.to;
        }
        expect(position).toBe(timeline.totalFrames);
      }),
    );
  });

  it('copies only frames that exactly one clip shows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 15, max: 60 }), transition), { minLength: 2, maxLength: 8 }),
        (parts) => {
          const frames = parts.map(([count]) => count);
          const transitions = [...parts.map(([, kind], index) => (index === 0 ? 'cut' : kind)), 'cut'] as const;
          const plan = planFilm(frames, transitions, 24);
          for (const segment of plan.segments) {
            if (segment.kind !== 'copy') continue;
            const { start, frameCount, clip } = segment.clip;
            const overlapIn = clip === 0 ? 0 : overlapFrames(transitions[clip] ?? 'cut', 24);
            const isLast = clip === frames.length - 1;
            const overlapOut = isLast ? 0 : overlapFrames(transitions[clip + 1] ?? 'cut', 24);
            expect(segment.from).toBeGreaterThanOrEqual(start + overlapIn);
            expect(segment.to).toBeLessThanOrEqual(start + frameCount - overlapOut);
          }
        },
      ),
    );
  });

  it('computes nothing in a film of cuts', () => {
    const plan = planFilm([30, 40, 50], ['cut', 'cut', 'cut', 'cut'], 24);
    expect(plan.segments.map((segment) => segment.kind)).toEqual(['copy', 'copy', 'copy']);
  });

  it('ignores overlaps at the ends of the film', () => {
    const plan = planFilm([30], ['crossfade', 'wipe_left'], 24);
    expect(plan).toMatchObject({ totalFrames: 30, segments: [{ kind: 'copy', from: 0, to: 30 }] });
  });

  it('keeps the two halves of a fade apart, so that each depends on one clip', () => {
    const plan = planFilm([40, 40], ['cut', 'fade_black', 'cut'], 24);
    expect(plan.segments.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['copy', 0, 28],
      ['render', 28, 40],
      ['render', 40, 52],
      ['copy', 52, 80],
    ]);
  });

  it('blends a short clip with both neighbours at once', () => {
    const plan = planFilm([40, 15, 40], ['cut', 'crossfade', 'crossfade', 'cut'], 24);
    expect(plan.totalFrames).toBe(71);
    expect(plan.segments[1]).toMatchObject({ kind: 'render', from: 28, to: 43 });
  });

  it('refuses a clip that is shorter than its transition', () => {
    expect(() => planFilm([40, 11], ['cut', 'wipe_left', 'cut'], 24)).toThrowError(/Shot 2 has 11 frames/);
  });
});
