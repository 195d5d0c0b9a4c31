import type { DraftShot, LocalPlan } from '../plan-types.ts';
import type { Wish } from './wishes.ts';

/** A plan with every shot put through a function. */
export function mapShots(plan: LocalPlan, change: (shot: DraftShot) => DraftShot): LocalPlan {
  return { ...plan, scenes: plan.scenes.map((scene) => ({ ...scene, shots: scene.shots.map(change) })) };
}

/** All shots of a plan, in order. */
export function shotsOf(plan: LocalPlan): DraftShot[] {
  return plan.scenes.flatMap((scene) => scene.shots);
}

function same(first: DraftShot, second: DraftShot): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}

/**
 * Sets takes right after shots were changed: a shot that was changed so that it no longer begins where the one before
 * ends starts a take of its own; one that was not changed begins with the new last frame of the one before.
 */
function settled(before: ReadonlyMap<number, DraftShot>, shots: readonly DraftShot[]): DraftShot[] {
  const result: DraftShot[] = [];
  for (const shot of shots) {
    const previous = result.at(-1);
    const old = before.get(shot.id);
    if (!shot.continuesPrevious || !previous) {
      result.push(shot);
      continue;
    }
    const joins = previous.transitionOut ?? 'cut';
    const oldPrevious = before.get(previous.id);
    if (joins !== 'cut' && oldPrevious && oldPrevious.transitionOut !== previous.transitionOut) {
      const { transitionOut } = oldPrevious;
      const { transitionOut: _, ...rest } = previous;
      result[result.length - 1] = transitionOut === undefined ? rest : { ...rest, transitionOut };
    }
    if (shot.startPrompt === previous.endPrompt) result.push(shot);
    else if (old && shot.startPrompt !== old.startPrompt) result.push({ ...shot, continuesPrevious: false });
    else result.push({ ...shot, startPrompt: previous.endPrompt });
  }
  return result;
}

/** A plan in which other shots stand, in the same scenes, with their takes set right. */
export function withTakes(before: LocalPlan, after: LocalPlan): LocalPlan {
  const old = new Map(shotsOf(before).map((shot) => [shot.id, shot]));
  const next = new Map(settled(old, shotsOf(after)).map((shot) => [shot.id, shot]));
  return mapShots(after, (shot) => next.get(shot.id) ?? shot);
}

/** What a wish did. */
export interface Applied {
  plan: LocalPlan;
  /** Ids of the shots it changed. */
  changed: number[];
}

/** Carries a wish out on the shots that are meant. */
export function apply(wish: Wish, plan: LocalPlan, ids: ReadonlySet<number>): Applied {
  const meant = shotsOf(plan).filter((shot) => ids.has(shot.id));
  const picked = (wish.pick?.(meant) ?? meant).map(({ id }) => id);
  const next = withTakes(
    plan,
    mapShots(plan, (shot) => (picked.includes(shot.id) ? wish.change(shot, picked.indexOf(shot.id)) : shot)),
  );
  const old = new Map(shotsOf(plan).map((shot) => [shot.id, shot]));
  const changed = shotsOf(next).filter((shot) => {
    const was = old.get(shot.id);
    return picked.includes(shot.id) && was !== undefined && !same(was, shot);
  });
  return { plan: next, changed: changed.map(({ id }) => id) };
}
