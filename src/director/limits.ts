import type { DirectorConstraints } from '../types/project.ts';
import type { ParseLog } from './parse-log.ts';
import type { ReadScene } from './read-scene.ts';

/** Bounds of the format itself, where the user sets none. */
const FORMAT_LIMITS = { scenes: 200, shots: 200 };

function joinTexts(first: string, second: string, between: string, limit: number): string {
  const joined = first === second ? first : `${first}${between}${second}`;
  return joined.length <= limit ? joined : first;
}

function mergeScenes(first: ReadScene, second: ReadScene): ReadScene {
  return {
    id: first.id,
    name: joinTexts(first.name, second.name, ' / ', 200),
    description: joinTexts(first.description, second.description, ' ', 4000),
    mood: joinTexts(first.mood, second.mood, ', then ', 500),
    shots: [...first.shots, ...second.shots],
  };
}

/** Joins the two neighbours with the fewest shots between them until there are at most `maxScenes`. */
function mergeDown(scenes: ReadScene[], maxScenes: number): ReadScene[] {
  const merged = [...scenes];
  while (merged.length > maxScenes) {
    let best = 0;
    let fewest = Number.POSITIVE_INFINITY;
    for (let index = 0; index + 1 < merged.length; index++) {
      const count = (merged[index]?.shots.length ?? 0) + (merged[index + 1]?.shots.length ?? 0);
      if (count < fewest) {
        fewest = count;
        best = index;
      }
    }
    const [first, second] = merged.slice(best, best + 2);
    if (!first || !second) break;
    merged.splice(best, 2, mergeScenes(first, second));
  }
  return merged;
}

/** Splits a scene that has too many shots into parts of nearly the same size. */
function splitScene(scene: ReadScene, maxShots: number): ReadScene[] {
  const parts = Math.ceil(scene.shots.length / maxShots);
  return Array.from({ length: parts }, (_, part) => ({
    ...scene,
    id: part === 0 ? scene.id : undefined,
    name: part === 0 ? scene.name : `${scene.name.slice(0, 190)} (${part + 1})`,
    shots: scene.shots.slice(
      Math.round((part * scene.shots.length) / parts),
      Math.round(((part + 1) * scene.shots.length) / parts),
    ),
  }));
}

/** Leaves out the shots before a scene's last that do not fit; the first and the last carry the most. */
function dropOverflow(scene: ReadScene, maxShots: number): ReadScene {
  const last = scene.shots.at(-1);
  if (scene.shots.length <= maxShots || !last) return scene;
  const ending = maxShots === 1 ? [] : [{ ...last, continuesPrevious: false }];
  return { ...scene, shots: [...scene.shots.slice(0, Math.max(1, maxShots - 1)), ...ending] };
}

/**
 * Makes scenes keep to the user's limits, with a notice for each kind of change: scenes with too many shots are split
 * while there is room for more scenes, else shots are left out; surplus scenes are joined with their neighbours.
 */
export function keepLimits(
  scenes: ReadScene[],
  constraints: DirectorConstraints | undefined,
  log: ParseLog,
): ReadScene[] {
  const maxScenes = constraints?.maxScenes ?? FORMAT_LIMITS.scenes;
  const maxShots = constraints?.maxShotsPerScene ?? FORMAT_LIMITS.shots;
  let kept = scenes;
  if (kept.length > maxScenes) {
    kept = mergeDown(kept, maxScenes);
    log.change('max_scenes', `${scenes.length} scenes were joined into the ${maxScenes} that are allowed.`);
  }
  let room = maxScenes - kept.length;
  return kept.flatMap((scene) => {
    const parts = Math.ceil(scene.shots.length / maxShots);
    if (parts === 1) return [scene];
    if (parts - 1 <= room) {
      room -= parts - 1;
      log.change(
        'max_shots',
        `"${scene.name}" had ${scene.shots.length} shots and was split; ${maxShots} per scene are allowed.`,
      );
      return splitScene(scene, maxShots);
    }
    log.change(
      'max_shots',
      `"${scene.name}" had ${scene.shots.length} shots; all but the ${maxShots} that are allowed were left out.`,
    );
    return [dropOverflow(scene, maxShots)];
  });
}
