import type { DirectedScene } from '../types/project.ts';
import type { ParseLog } from './parse-log.ts';
import type { ReadScene } from './read-scene.ts';

/** Highest id a shot or scene may have. */
const MAX_ID = 100_000;

/** Hands out ids: the wished one where it is free, else the next after the highest that anyone holds or wishes. */
class IdPool {
  private readonly taken = new Set<number>();
  private next: number;

  constructor(wishes: readonly (number | undefined)[], reserved: Iterable<number>) {
    let highest = 0;
    for (const id of wishes) if (id !== undefined && id > highest) highest = id;
    for (const id of reserved) if (id > highest) highest = id;
    this.next = highest + 1;
  }

  take(wish: number | undefined): number {
    if (wish !== undefined && !this.taken.has(wish)) {
      this.taken.add(wish);
      return wish;
    }
    // Beyond the last id there is room again at the beginning.
    while (this.taken.has(this.next) || this.next > MAX_ID) this.next = this.next >= MAX_ID ? 1 : this.next + 1;
    this.taken.add(this.next);
    return this.next++;
  }
}

/**
 * Gives every scene and shot its id. An id that is there and unique stays; a shot without one, or with one an earlier
 * shot has, gets the next that nobody held, so that no shot inherits the pictures of another.
 * @param reserved shot ids that were in use before and must not go to new shots.
 */
export function settleIds(scenes: readonly ReadScene[], reserved: Iterable<number>, log: ParseLog): DirectedScene[] {
  const sceneIds = new IdPool(
    scenes.map((scene) => scene.id),
    [],
  );
  const shotIds = new IdPool(
    scenes.flatMap((scene) => scene.shots.map((shot) => shot.id)),
    reserved,
  );
  return scenes.map((scene) => ({
    ...scene,
    id: sceneIds.take(scene.id),
    shots: scene.shots.map((shot) => {
      const id = shotIds.take(shot.id);
      if (id !== shot.id && shot.id !== undefined) {
        log.shotId = id;
        log.change('id_duplicate', `Shot id ${shot.id} was given twice; the later shot is now ${id}.`);
        log.shotId = undefined;
      }
      return { ...shot, id };
    }),
  }));
}
