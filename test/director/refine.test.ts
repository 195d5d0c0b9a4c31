import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffDirections } from '../../src/director/diff.ts';
import { AIDirector } from '../../src/director/index.ts';
import { CameraMoveSchema, TransitionTypeSchema } from '../../src/types/film.ts';
import { allShots, type DirectedShot, type VideoDirection } from '../../src/types/project.ts';
import { FakeLLM, film, LOCAL_CONFIG, model, order, shot } from './fixtures.ts';

const transition = fc.constantFrom(undefined, ...TransitionTypeSchema.options);
const prompt = fc.constantFrom('A door', 'A tree', 'A hand', 'A lamp');

/** Shots of a film with these ids, each with any transitions, ties and words. */
function anyShots(ids: readonly number[]): fc.Arbitrary<DirectedShot[]> {
  const each = fc.record({
    duration: fc.constantFrom(5, 6, 7.5, 10),
    startPrompt: prompt,
    endPrompt: prompt,
    motionPrompt: prompt,
    cameraMove: fc.constantFrom(...CameraMoveSchema.options),
    transitionIn: transition,
    transitionOut: transition,
    continuesPrevious: fc.boolean(),
  });
  return fc.tuple(...ids.map(() => each)).map((all) =>
    all.map(({ transitionIn, transitionOut, ...changes }, index) =>
      shot(ids[index] ?? 0, {
        ...changes,
        ...(transitionIn === undefined ? {} : { transitionIn }),
        ...(transitionOut === undefined ? {} : { transitionOut }),
      }),
    ),
  );
}

function direct(answer: VideoDirection): Promise<VideoDirection> {
  const options = { config: LOCAL_CONFIG, videoModel: model({ endFrame: true }) };
  return new AIDirector(new FakeLLM([answer, answer, answer, answer]), options)
    .direct(order({ targetDuration: 30 }))
    .then(({ direction }) => direction);
}

describe('a refinement of one shot', () => {
  it('touches no other, whatever the model answers', async () => {
    const ids = [1, 2, 3, 4, 5];
    const answered = fc.shuffledSubarray(ids, { minLength: 1 }).chain((kept) => anyShots([...new Set([...kept, 3])]));
    await fc.assert(
      fc.asyncProperty(anyShots(ids), answered, async (first, second) => {
        const before = await direct(film(first.slice(0, 2), first.slice(2)));
        const llm = new FakeLLM([film(second)]);
        const options = { config: LOCAL_CONFIG, videoModel: model({ endFrame: true }) };
        const input = order({ targetDuration: 30 });
        const { direction } = await new AIDirector(llm, options).refine(before, 'x', input, { shotId: 3 });
        const others = (plan: VideoDirection) => allShots(plan).filter(({ id }) => id !== 3);
        expect(others(direction)).toEqual(others(before));
        const { film: ofFilm, scenes, shots } = diffDirections(before, direction);
        expect(ofFilm.map(({ field }) => field).filter((field) => field !== 'totalDuration')).toEqual([]);
        expect([scenes, shots.added, shots.removed, shots.moved]).toEqual([
          { added: [], removed: [], changed: [] },
          [],
          [],
          [],
        ]);
      }),
      { numRuns: 200 },
    );
  });
});
