import { overlapFrames } from '../../../lib/timeline.ts';
import type { DirectorBrief } from '../../../types/brief.ts';
import type { TransitionType } from '../../../types/film.ts';
import type { Act, StyleBook } from './beats/types.ts';
import type { Random } from './random.ts';

/** A scene before it is written: its act, and how many shots it has. */
export interface SceneOutline {
  act: Act;
  shots: number;
  /** Transition into the scene. */
  into: TransitionType;
}

const SHOTS_PER_SCENE = 6;
const SCENES_OF_FORMAT = 100;

/** How many shots a film of this length has in this style, within what the constraints allow. */
function shotCount(brief: DirectorBrief, book: StyleBook): number {
  const longest = Math.max(...brief.shotSeconds);
  const shortest = Math.min(...brief.shotSeconds);
  const least = Math.ceil(brief.targetDuration / longest);
  // Two of three boundaries between scenes may overlap; a shot less leaves room for them.
  const most = Math.max(least, Math.floor(brief.targetDuration / shortest));
  const { maxScenes = SCENES_OF_FORMAT, maxShotsPerScene = 100 } = brief.constraints;
  const wished = Math.round(brief.targetDuration / book.meanSeconds);
  return Math.max(1, Math.min(Math.max(wished, least), most, maxScenes * maxShotsPerScene, 700));
}

/** The acts a film of `count` scenes tells, in order: the most important ones, and the middle again where there is room. */
function actsFor(acts: readonly Act[], count: number): Act[] {
  const kept = [...acts].sort((a, b) => a.rank - b.rank).slice(0, count);
  const chosen = acts.filter((act) => kept.includes(act));
  const middle = acts.filter((act) => act.role === 'middle' || act.role === 'turn');
  const result = [...chosen];
  const at = Math.max(
    1,
    result.findIndex((act) => act.role === 'turn' || act.role === 'climax'),
  );
  for (let extra = 0; result.length < count; extra++)
    result.splice(at + extra, 0, middle[extra % middle.length] ?? (acts[0] as Act));
  return result;
}

/** Lays the film out in scenes with their shot counts and the transitions between them. */
export function outline(brief: DirectorBrief, book: StyleBook, random: Random): SceneOutline[] {
  const structure = random.pick(book.structures);
  const shots = shotCount(brief, book);
  const { maxScenes = SCENES_OF_FORMAT, maxShotsPerScene = 100 } = brief.constraints;
  const wanted =
    shots <= 3
      ? 1
      : Math.max(Math.min(structure.acts.length, Math.round(shots / 2.2)), Math.ceil(shots / SHOTS_PER_SCENE));
  const count = Math.max(Math.ceil(shots / maxShotsPerScene), Math.min(wanted, maxScenes, shots));
  const acts = actsFor(structure.acts, Math.min(count, maxScenes));
  const sizes = acts.map(() => 1);
  const total = acts.reduce((sum, act) => sum + act.weight, 0);
  for (let left = shots - acts.length; left > 0; left--) {
    const open = sizes.flatMap((size, index) => (size < maxShotsPerScene ? [index] : []));
    const neediest = open.reduce((best, index) => {
      const need = (position: number) => ((acts[position]?.weight ?? 1) / total) * shots - (sizes[position] ?? 0);
      return need(index) > need(best) ? index : best;
    }, open[0] ?? 0);
    sizes[neediest] = (sizes[neediest] ?? 0) + 1;
  }
  // Every overlap takes half a second away; where all shots are at their longest, only cuts and fades are left.
  let spare = shots * Math.max(...brief.shotSeconds) - brief.targetDuration;
  return acts.map((act, index) => {
    let into = index === 0 ? book.opening : (act.into ?? random.weighted(book.between));
    const overlapSeconds = index === 0 ? 0 : overlapFrames(into, brief.frameRate) / brief.frameRate;
    if (overlapSeconds > spare) into = 'cut';
    else spare -= overlapSeconds;
    return { act, shots: sizes[index] ?? 1, into };
  });
}
