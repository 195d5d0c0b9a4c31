import { describe, expect, test } from 'vitest';
import { keyframeReferences, type ReferenceOptions, referenceCounts } from '../../src/director/references.ts';
import { keyframePlan } from '../../src/lib/keyframes.ts';
import { film, shot } from './fixtures.ts';

/** Mara alone, Mara and the bear in one take, the bear alone; last frames name nobody unless said. */
const direction = {
  ...film(
    [
      shot(1, { startPrompt: 'Mara at the gate', endPrompt: 'Mara beyond the gate' }),
      shot(2, { startPrompt: 'unused', endPrompt: 'Mara meets the bear', continuesPrevious: true }),
    ],
    [shot(3, { startPrompt: 'The bear asleep', endPrompt: 'An empty den' })],
  ),
  cast: [
    { name: 'Mara', description: 'a ranger' },
    { name: 'the Bear', description: 'brown' },
  ],
};

function references(options: Partial<ReferenceOptions>, endFrames = true): Record<string, string[]> {
  const found = keyframeReferences(direction, keyframePlan(direction, { endFrames }), {
    given: [],
    use: undefined,
    model: { referenceImages: 4 },
    ...options,
  });
  const name = (one: { key: string } | { keyframe: string }) => ('key' in one ? one.key : one.keyframe);
  return Object.fromEntries([...found].map(([key, list]) => [key, list.map(name)]));
}

const MARA = { name: 'mara', keys: ['p/m1', 'p/m2'] };

describe('the pictures a keyframe is drawn after', () => {
  test('none are without given pictures: nothing is made later or dearer unasked', () => {
    expect(references({})).toEqual({});
  });

  test('those given of the cast it names, whatever the article and the case', () => {
    const bear = { name: 'Bear', keys: ['p/b'] };
    expect(references({ given: [MARA, bear] })).toEqual({
      '1-start': ['p/m1', 'p/m2'],
      '1-end': ['p/m1', 'p/m2'],
      '2-end': ['p/m1', 'p/m2', 'p/b'],
      '3-start': ['p/b'],
    });
  });

  test('earlier keyframes where asked for: the first of the shot, and where someone first appears', () => {
    expect(references({ use: 'keyframes' })).toEqual({
      '1-end': ['1-start'],
      // The take goes on: its first frame is the last of the shot before.
      '2-end': ['1-end', '1-start'],
      '3-start': ['2-end'],
      '3-end': ['3-start'],
    });
    expect(references({ use: 'keyframes' }, false)).toEqual({});
  });

  test('those given stand for those that are introduced', () => {
    expect(references({ use: 'keyframes', given: [MARA] })).toMatchObject({
      '1-start': ['p/m1', 'p/m2'],
      '1-end': ['1-start', 'p/m1', 'p/m2'],
      '2-end': ['1-end', 'p/m1', 'p/m2'],
    });
  });

  test('no more than the model takes; the weightiest stay', () => {
    const options = { use: 'keyframes' as const, given: [MARA] };
    expect(references({ ...options, model: { referenceImages: 2 } })['1-end']).toEqual(['1-start', 'p/m1']);
    expect(references({ ...options, model: { referenceImages: 1 } })['1-start']).toEqual(['p/m1']);
    expect(references({ ...options, model: {} })).toEqual({});
    expect(references({ ...options, model: undefined })).toEqual({});
  });

  test('a model that draws over its one picture gets a shot’s own first frame and no portrait', () => {
    const model = { referenceImages: 1, imageToImage: true };
    expect(references({ use: 'keyframes', given: [MARA], model })).toEqual({
      '1-end': ['1-start'],
      '2-end': ['1-end'],
      '3-end': ['3-start'],
    });
    expect(references({ given: [MARA], model })).toEqual({});
  });

  test('are counted by the shot that pays for the keyframe', () => {
    const plan = keyframePlan(direction, { endFrames: true });
    const found = keyframeReferences(direction, plan, {
      given: [MARA],
      use: 'given',
      model: { referenceImages: 4 },
    });
    expect(Object.fromEntries(referenceCounts(plan.keyframes, found))).toEqual({ 1: 4, 2: 2 });
  });
});
