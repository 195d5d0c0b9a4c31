import { boundaryTransition } from '../lib/timeline.ts';
import { allShots, type DirectedShot, type Notice } from '../types/project.ts';
import { withShots } from './continuity.ts';
import { type DraftDirection, draftOf } from './draft.ts';

function sameShot(first: DirectedShot, second: DirectedShot | undefined): boolean {
  return second !== undefined && canonical(first) === canonical(second);
}

/** A shot as text in which neither the order of fields nor an explicit cut makes a difference. */
function canonical(shot: DirectedShot): string {
  const { transitionIn, transitionOut, ...rest } = shot;
  const entries = Object.entries({
    ...rest,
    transitionIn: transitionIn ?? 'cut',
    transitionOut: transitionOut ?? 'cut',
  });
  return JSON.stringify(entries.filter(([, value]) => value !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Ids of the shots that a refinement left exactly as they were. */
export function untouchedShots(before: DraftDirection, after: DraftDirection): Set<number> {
  const old = new Map(allShots(before).map((shot) => [shot.id, shot]));
  return new Set(
    allShots(after)
      .filter((shot) => sameShot(shot, old.get(shot.id)))
      .map((shot) => shot.id),
  );
}

function wording(shot: DirectedShot): string {
  return JSON.stringify([shot.endPrompt, shot.motionPrompt]);
}

/**
 * Gives shots their old ids back where a model numbered the whole film anew, which it often does after inserting one.
 * A shot is known by its wording; a new shot that took an old one's id gets the next that nobody held.
 */
export function restoreIds(before: DraftDirection, after: DraftDirection): DraftDirection {
  const old = allShots(before);
  const oldById = new Map(old.map((shot) => [shot.id, shot]));
  const oldByWording = new Map<string, number[]>();
  for (const shot of old) oldByWording.set(wording(shot), [...(oldByWording.get(wording(shot)) ?? []), shot.id]);
  const shots = allShots(after);
  const settled = new Map<DirectedShot, number>();
  const taken = new Set<number>();
  const settle = (shot: DirectedShot, id: number): void => {
    settled.set(shot, id);
    taken.add(id);
  };
  for (const shot of shots) {
    const known = oldById.get(shot.id);
    if (known && wording(known) === wording(shot)) settle(shot, shot.id);
  }
  for (const shot of shots) {
    const id = settled.has(shot)
      ? undefined
      : oldByWording.get(wording(shot))?.find((candidate) => !taken.has(candidate));
    if (id !== undefined) settle(shot, id);
  }
  let next = Math.max(0, ...old.map((shot) => shot.id), ...shots.map((shot) => shot.id)) + 1;
  for (const shot of shots) if (!settled.has(shot)) settle(shot, taken.has(shot.id) ? next++ : shot.id);
  return withShots(
    after,
    shots.map((shot) => ({ ...shot, id: settled.get(shot) ?? shot.id })),
  );
}

/** A plan in which one shot changed. */
export interface OneShotChange {
  draft: DraftDirection;
  notices: Notice[];
}

/**
 * Takes one shot from `after` and everything else from `before`, whatever else a model changed.
 * @returns undefined when `after` does not hold the shot any more.
 */
export function takeOneShot(before: DraftDirection, after: DraftDirection, shotId: number): OneShotChange | undefined {
  const old = allShots(before);
  const index = old.findIndex((shot) => shot.id === shotId);
  const changed = allShots(after).find((shot) => shot.id === shotId);
  if (index < 0 || !changed) return undefined;
  const notices: Notice[] = [];
  const tied = keepTie(old[index - 1], old[index], changed, notices);
  const shot = keepSharedFrame(old[index], old[index + 1], tied, notices);
  const draft = withShots(draftOf(before), old.with(index, shot));
  const untouched = untouchedShots(before, after);
  const others = [
    ...old.filter(({ id }) => id !== shotId && !untouched.has(id)),
    ...allShots(after).filter(({ id }) => id !== shotId && !old.some((known) => known.id === id)),
  ].map(({ id }) => id);
  if (others.length > 0) {
    notices.push({
      code: 'refine_kept',
      message: `The model also changed shot ${others.join(', ')}; that was undone, since the feedback was about shot ${shotId} only.`,
    });
  }
  return { draft, notices };
}

/** The last frame of a shot that the next one continues is that one's first, which is not the shot's alone to change. */
function keepSharedFrame(
  old: DirectedShot | undefined,
  next: DirectedShot | undefined,
  changed: DirectedShot,
  notices: Notice[],
): DirectedShot {
  if (!old || !next?.continuesPrevious || changed.endPrompt === old.endPrompt) return changed;
  notices.push({
    code: 'refine_kept',
    message:
      `Its last frame stays as it was, since shot ${next.id} begins with it. ` +
      'Refine the film without naming a shot, or edit the frame, to change both.',
    shotId: changed.id,
  });
  return { ...changed, endPrompt: old.endPrompt };
}

/** A shot that newly continues the one before would turn that one's transition into a cut, which is not its to change. */
function keepTie(
  previous: DirectedShot | undefined,
  old: DirectedShot | undefined,
  changed: DirectedShot,
  notices: Notice[],
): DirectedShot {
  if (!changed.continuesPrevious || old?.continuesPrevious) return changed;
  if (previous && boundaryTransition(previous, changed) === 'cut') return changed;
  notices.push({
    code: 'refine_kept',
    message: 'It does not continue the shot before, since that would change that shot too.',
    shotId: changed.id,
  });
  return { ...changed, continuesPrevious: false };
}
