import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AIDirector } from '../../src/director/index.ts';
import { LocalLLMProvider } from '../../src/providers/llm/local.ts';
import { allShots, type DirectedShot, type VideoDirection } from '../../src/types/project.ts';
import { LOCAL_CONFIG, order } from './fixtures.ts';
import { CONCEPTS } from './local-briefs.ts';

const CONTEXT = {
  fetch: () => Promise.reject(new Error('no network in tests')),
  now: () => 0,
  media: { open: () => Promise.reject(new Error('no media in tests')) },
  render: { fetch: () => Promise.reject(new Error('no render service in tests')), secret: '' },
};
const director = new AIDirector(new LocalLLMProvider({ provider: 'local' }, CONTEXT), { config: LOCAL_CONFIG });
const input = order({
  concept: 'A rider on a horse crosses the desert to bring a letter to the castle',
  targetDuration: 60,
});
const { direction: before } = await director.direct(input);

async function refine(feedback: string, options: { shotId?: number } = {}, from: VideoDirection = before) {
  const { direction } = await director.refine(from, feedback, input, options);
  const remarks = direction.notices.filter(({ code }) => code === 'director_remark').map(({ message }) => message);
  return { after: direction, shots: allShots(direction), remarks: remarks.join('\n') };
}

/** Ids of shots whose words changed; lengths follow from the film's length and are no words. */
function reworded(after: VideoDirection): number[] {
  const words = ({ duration: _, ...rest }: DirectedShot) => JSON.stringify(rest);
  const old = new Map(allShots(before).map((shot) => [shot.id, words(shot)]));
  return allShots(after)
    .filter((shot) => old.has(shot.id) && old.get(shot.id) !== words(shot))
    .map(({ id }) => id);
}
const idsOf = (scene: number): number[] => before.scenes.at(scene)?.shots.map(({ id }) => id) ?? [];
const oldShots = allShots(before);

describe('a refinement by rules', () => {
  it('makes the ending darker, and nothing else', async () => {
    const { after, shots, remarks } = await refine('Make the ending darker');
    expect(reworded(after)).toEqual(idsOf(-1));
    expect(shots.at(-1)).toMatchObject({
      lighting: expect.stringContaining('low-key'),
      endPrompt: expect.stringContaining('Low-key'),
    });
    expect(remarks).toMatch(/darker light in shot/);
    expect({ ...after, scenes: [], notices: [], estimatedCost: 0 }).toEqual({
      ...before,
      scenes: [],
      notices: [],
      estimatedCost: 0,
    });
  });

  it('makes one shot longer and keeps the others to the frame', async () => {
    const { after, shots } = await refine('make shot 3 longer');
    expect(reworded(after)).toEqual([]);
    for (const shot of shots) {
      const old = oldShots.find(({ id }) => id === shot.id);
      if (shot.id === 3) expect(shot.duration).toBeGreaterThan(old?.duration ?? 0);
      else expect(shot).toEqual(old);
    }
  });

  it('sets a length in seconds', async () => {
    expect((await refine('shot 2 should last 9 seconds')).shots[1]?.duration).toBe(9);
  });

  it('adds a close-up of a thing, under an id that no shot had', async () => {
    const { after, shots, remarks } = await refine('add a close-up of the engraving on the saddle');
    const added = shots.filter(({ id }) => !oldShots.some((old) => old.id === id));
    expect(added).toHaveLength(1);
    expect(added[0]).toMatchObject({
      shotSize: 'close_up',
      startPrompt: expect.stringContaining('the engraving on the saddle'),
    });
    expect(reworded(after)).toEqual([]);
    expect(remarks).toMatch(/added shot/);
  });

  it('takes a scene out', async () => {
    const { after, shots } = await refine('remove the second scene');
    expect(after.scenes.map(({ id }) => id)).toEqual(
      before.scenes.map(({ id }) => id).filter((_, index) => index !== 1),
    );
    expect(shots.map(({ id }) => id)).toEqual(oldShots.map(({ id }) => id).filter((id) => !idsOf(1).includes(id)));
    expect(reworded(after)).toEqual([]);
  });

  it('moves the camera in shots that stood still, and only there', async () => {
    const still = {
      ...before,
      scenes: before.scenes.map((scene, at) => ({
        ...scene,
        shots: scene.shots.map((shot) => (at === 1 ? { ...shot, cameraMove: 'static' as const } : shot)),
      })),
    };
    const { shots } = await refine('less static please', {}, still);
    for (const [index, shot] of shots.entries()) {
      expect(shot.cameraMove).not.toBe('static');
      const old = oldShots[index];
      if (old && !idsOf(1).includes(old.id)) expect(shot.cameraMove).toBe(old.cameraMove);
    }
  });

  it('starts with a wide shot', async () => {
    const { after, shots } = await refine('Start with a wide shot.');
    expect(shots[0]).toMatchObject({ shotSize: 'wide', startPrompt: expect.stringMatching(/^Wide shot/) });
    expect(reworded(after)).toEqual([1]);
  });

  it('sets the film at night', async () => {
    const { after, shots } = await refine('set it at night');
    for (const shot of shots) expect(shot.lighting).toMatch(/night/);
    for (const shot of shots) expect(shot.startPrompt).not.toMatch(/\b(?:morning|noon|midday|afternoon|sunset)\b/i);
    for (const { description } of after.scenes) expect(description).toMatch(/at night/);
  });

  it('puts a wolf in place of the horse, with its article', async () => {
    const { after, shots, remarks } = await refine('replace the horse with an old wolf');
    const words = JSON.stringify([after.title, after.narrative, after.cast, after.scenes]);
    expect(words).not.toMatch(/horse/i);
    expect(words).toContain('on an old wolf');
    expect(shots.map(({ id }) => id)).toEqual(oldShots.map(({ id }) => id));
    expect(remarks).toMatch(/put old wolf in place of horse/);
  });

  it('understands several wishes at once, and what “it” is', async () => {
    const { shots, remarks } = await refine(
      'Make shot 2 black and white and make it longer. Add a crossfade after shot 4.',
    );
    expect(shots[1]).toMatchObject({ colorPalette: 'black, white, silver grey' });
    expect(shots[1]?.duration).toBeGreaterThan(oldShots[1]?.duration ?? 99);
    expect(shots[3]?.transitionOut).toBe('crossfade');
    expect(remarks).not.toMatch(/not understand/);
  });

  it('changes the title', async () => {
    const { after } = await refine('Call it "The Last Letter"');
    expect(after.title).toBe('The Last Letter');
    expect(reworded(after)).toEqual([]);
  });

  it.each(['I do not like the vibe', 'Mehr Drama, Baby', '雰囲気を変えて', 'more cowbell'])(
    'changes nothing and says so: %s',
    async (feedback) => {
      const { after, remarks } = await refine(feedback);
      expect(after.scenes).toEqual(before.scenes);
      expect(remarks).toContain('did not understand');
      expect(remarks).toContain(feedback.split(/[,.]/)[0]);
    },
  );

  it('says that a shot cannot lose what it is about', async () => {
    const { after, remarks } = await refine('remove the rider');
    expect(after.scenes).toEqual(before.scenes);
    expect(remarks).toMatch(/cannot do without rider/);
  });

  it('touches no other shot when it is about one', async () => {
    const { shots } = await refine('darker, at night, wide, slower', { shotId: 4 });
    for (const [index, shot] of shots.entries()) {
      if (shot.id === 4) expect(shot).not.toEqual(oldShots[index]);
      // A shot that goes on from it begins with its last picture.
      else if (shot.continuesPrevious && shots[index - 1]?.id === 4)
        expect({ ...shot, startPrompt: '' }).toEqual({ ...oldShots[index], startPrompt: '' });
      else expect(shot).toEqual(oldShots[index]);
    }
  });

  it('keeps whatever a wish does not name, for any film and any shot', async () => {
    const wishes = [
      'make it darker',
      'make it longer',
      'close-up',
      'push in',
      'in the rain',
      'in black and white',
      'crossfade',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...CONCEPTS),
        fc.nat(),
        fc.constantFrom(...wishes),
        fc.nat(),
        async (concept, seed, wish, pick) => {
          const request = order({ concept, seed, targetDuration: 45 });
          const { direction } = await director.direct(request);
          const shots = allShots(direction);
          const target = shots[pick % shots.length];
          if (!target) throw new Error('a film without shots');
          const { direction: after } = await director.refine(direction, `Shot ${target.id}: ${wish}`, request);
          const changed = allShots(after).filter((shot, index) => {
            const { duration: _, ...words } = shot;
            const { duration: __, ...old } = shots[index] as DirectedShot;
            return JSON.stringify(words) !== JSON.stringify(old);
          });
          // The next shot may share its first picture with the one that changed.
          const next = shots[(pick % shots.length) + 1];
          const allowed = [target.id, ...(next?.continuesPrevious ? [next.id] : [])];
          for (const { id } of changed) expect(allowed).toContain(id);
          expect(allShots(after).map(({ id }) => id)).toEqual(shots.map(({ id }) => id));
        },
      ),
      { numRuns: 60 },
    );
  });
});
