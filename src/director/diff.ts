import type { DirectionDiff, FieldChange } from '../types/direction-api.ts';
import { allShots, type DirectedShot, type VideoDirection } from '../types/project.ts';

const FILM_FIELDS = ['title', 'narrative', 'look', 'cast', 'totalDuration'] as const;
const SCENE_FIELDS = ['name', 'description', 'mood'] as const;
const SHOT_FIELDS = [
  'duration',
  'startPrompt',
  'endPrompt',
  'motionPrompt',
  'cameraMove',
  'shotSize',
  'lighting',
  'colorPalette',
  'transitionIn',
  'transitionOut',
  'continuesPrevious',
] as const satisfies (keyof DirectedShot)[];

type Diffed = Pick<VideoDirection, 'title' | 'narrative' | 'scenes' | 'look' | 'cast' | 'totalDuration'>;

/** Compares plain data regardless of the order of keys. */
function same(first: unknown, second: unknown): boolean {
  return JSON.stringify(sorted(first)) === JSON.stringify(sorted(second));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value ?? null;
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => [key, sorted(entry)]);
}

function fieldChanges<Item extends object>(
  before: Item,
  after: Item,
  fields: readonly (keyof Item & string)[],
): FieldChange[] {
  return fields
    .filter((field) => !same(before[field], after[field]))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
}

/** Indexes of a longest rising run of `values` (not necessarily neighbours), in time n log n. */
function longestRise(values: readonly number[]): Set<number> {
  const tails: number[] = [];
  const previous: number[] = [];
  values.forEach((value, index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = index;
  });
  const kept = new Set<number>();
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) kept.add(index);
  return kept;
}

interface Placed {
  shot: DirectedShot;
  position: number;
  sceneId: number;
}

function place(direction: Diffed): Map<number, Placed> {
  const scenes = direction.scenes.flatMap((scene) => scene.shots.map(() => scene.id));
  return new Map(
    allShots(direction).map((shot, position) => [shot.id, { shot, position, sceneId: scenes[position] ?? 0 }]),
  );
}

/** What changed from one direction to another: shots are told apart by their ids, which they keep for life. */
export function diffDirections(before: Diffed, after: Diffed): DirectionDiff {
  const old = place(before);
  const now = place(after);
  const common = [...now.values()].flatMap((current) => {
    const former = old.get(current.shot.id);
    return former ? [{ current, former }] : [];
  });
  const inOrder = longestRise(common.map(({ former }) => former.position));
  const oldScenes = new Map(before.scenes.map((scene) => [scene.id, scene]));
  const newScenes = new Map(after.scenes.map((scene) => [scene.id, scene]));

  const film = fieldChanges(before, after, FILM_FIELDS);
  const scenes = {
    added: [...newScenes.keys()].filter((id) => !oldScenes.has(id)),
    removed: [...oldScenes.keys()].filter((id) => !newScenes.has(id)),
    changed: [...newScenes.values()].flatMap((scene) => {
      const former = oldScenes.get(scene.id);
      const fields = former ? fieldChanges(former, scene, SCENE_FIELDS) : [];
      return fields.length > 0 ? [{ id: scene.id, fields }] : [];
    }),
  };
  const onlyIn = (here: Map<number, Placed>, there: Map<number, Placed>) =>
    [...here.values()]
      .filter(({ shot }) => !there.has(shot.id))
      .map(({ shot, position }) => ({ shotId: shot.id, position }));
  const moved = common
    .filter(({ current, former }, index) => !inOrder.has(index) || current.sceneId !== former.sceneId)
    .map(({ current, former }) => ({
      shotId: current.shot.id,
      from: former.position,
      to: current.position,
      fromScene: former.sceneId,
      toScene: current.sceneId,
    }));
  const changed = common.flatMap(({ current, former }) => {
    const fields = fieldChanges(former.shot, current.shot, SHOT_FIELDS);
    return fields.length > 0 ? [{ id: current.shot.id, fields }] : [];
  });
  const touched = new Set([...moved.map(({ shotId }) => shotId), ...changed.map(({ id }) => id)]);
  const shots = {
    added: onlyIn(now, old),
    removed: onlyIn(old, now),
    moved,
    changed,
    unchanged: common.map(({ current }) => current.shot.id).filter((id) => !touched.has(id)),
  };
  const differences = [film, ...Object.values(scenes), shots.added, shots.removed, shots.moved, shots.changed];
  return { changed: differences.some((list) => list.length > 0), film, scenes, shots };
}
