import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffDirections } from '../../src/director/diff.ts';
import { film, shot, shots } from './fixtures.ts';

describe('diffDirections', () => {
  it('finds nothing between equals, whatever the order of keys', () => {
    const first = { ...film(shots(2)), look: { palette: 'a', lens: 'b', style: 'c' } };
    const second = { ...film(shots(2)), look: { style: 'c', palette: 'a', lens: 'b' } };
    const diff = diffDirections(first, second);
    expect(diff.changed).toBe(false);
    expect(diff.shots.unchanged).toEqual([1, 2]);
  });

  it('tells added, removed and changed shots with their fields', () => {
    const before = film([shot(1), shot(2), shot(3)]);
    const after = film([shot(1), shot(4), shot(3, { duration: 9, colorPalette: 'blue' })]);
    expect(diffDirections(before, after).shots).toEqual({
      added: [{ shotId: 4, position: 1 }],
      removed: [{ shotId: 2, position: 1 }],
      moved: [],
      changed: [
        {
          id: 3,
          fields: [
            { field: 'duration', before: 7, after: 9 },
            { field: 'colorPalette', before: null, after: 'blue' },
          ],
        },
      ],
      unchanged: [1],
    });
  });

  it('calls as few shots moved as explain the new order', () => {
    const moved = diffDirections(film(shots(5)), film([5, 1, 2, 3, 4].map((id) => shot(id)))).shots.moved;
    expect(moved).toEqual([{ shotId: 5, from: 4, to: 0, fromScene: 1, toScene: 1 }]);
    const scene = diffDirections(film([shot(1), shot(2)], [shot(3)]), film([shot(1)], [shot(2), shot(3)])).shots.moved;
    expect(scene).toEqual([{ shotId: 2, from: 1, to: 1, fromScene: 1, toScene: 2 }]);
  });

  it('tells what changed about scenes and the film', () => {
    const before = film([shot(1)], [shot(2)]);
    const after = { ...film([shot(1), shot(2)]), title: 'Mist' };
    const [scene] = after.scenes;
    const diff = diffDirections(before, { ...after, scenes: scene ? [{ ...scene, mood: 'tense' }] : [] });
    expect(diff.film).toEqual([{ field: 'title', before: 'Fog', after: 'Mist' }]);
    expect(diff.scenes).toEqual({
      added: [],
      removed: [2],
      changed: [{ id: 1, fields: [{ field: 'mood', before: 'calm', after: 'tense' }] }],
    });
  });

  it('always accounts for every shot', () => {
    const order = fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8], { minLength: 1 });
    fc.assert(
      fc.property(order, order, (first, second) => {
        const { added, removed, moved, unchanged } = diffDirections(
          film(first.map((id) => shot(id))),
          film(second.map((id) => shot(id))),
        ).shots;
        expect(
          [...added.map(({ shotId }) => shotId), ...moved.map(({ shotId }) => shotId), ...unchanged].sort(),
        ).toEqual([...second].sort());
        expect(removed.map(({ shotId }) => shotId)).toEqual(first.filter((id) => !second.includes(id)));
      }),
    );
  });
});
