import { layOut } from '../../lib/timeline.ts';
import { FILM_TOLERANCE_SECONDS } from '../../types/project.ts';
import { DraftDirectionSchema, MAX_SHOTS, pathOf } from '../draft.ts';
import { settleDurations } from '../durations.ts';
import type { Flaw, Rule } from './rule.ts';

/** Findings of one kind that are told; more would only bury the first. */
const MAX_TOLD = 20;

/** Bounds of the format and of the order, and ids that are each there once. */
export const schema: Rule = {
  name: 'schema',
  weight: 25,
  check({ direction, order, shots }) {
    const flaws: Flaw[] = [];
    const add = (why: string, suggestion: string, shotId?: number) =>
      flaws.push({ why, suggestion, ...(shotId === undefined ? {} : { shotId }) });
    const parsed = DraftDirectionSchema.safeParse(direction);
    for (const { path, message } of parsed.error?.issues.slice(0, MAX_TOLD) ?? []) {
      add(`${pathOf(path)} is out of bounds: ${message}.`, 'Bring the value within its bounds.');
    }
    const known = new Set<number>();
    for (const { id } of shots) {
      if (known.has(id)) add(`Shot id ${id} is used twice.`, 'Give each shot of the film an id of its own.', id);
      known.add(id);
    }
    if (shots.length > MAX_SHOTS) add(`The film has ${shots.length} shots.`, `Use at most ${MAX_SHOTS} shots.`);
    const { maxScenes, maxShotsPerScene } = order.constraints ?? {};
    if (maxScenes !== undefined && direction.scenes.length > maxScenes) {
      add(`There are ${direction.scenes.length} scenes where ${maxScenes} are allowed.`, 'Join neighbouring scenes.');
    }
    for (const scene of direction.scenes) {
      if (maxShotsPerScene !== undefined && scene.shots.length > maxShotsPerScene) {
        add(
          `Scene ${scene.id} has ${scene.shots.length} shots where ${maxShotsPerScene} are allowed.`,
          'Move shots into another scene, or leave some out.',
        );
      }
    }
    return { flaws };
  },
};

/** The film's length after overlaps against the target, or against the nearest length that the model's clips allow. */
export const length: Rule = {
  name: 'length',
  weight: 20,
  check({ order, shots, videoModel }) {
    const { targetDuration, frameRate } = order;
    const target = Math.round(targetDuration * frameRate);
    const miss = layOut(shots, frameRate).totalFrames - target;
    const reachable = settleDurations(shots, {
      targetDuration,
      frameRate,
      durations: videoModel?.durations,
    }).missFrames;
    const excess = Math.abs(miss) - Math.abs(reachable);
    const tolerance = FILM_TOLERANCE_SECONDS * frameRate;
    if (Math.abs(miss) <= tolerance && excess <= 0) return { flaws: [] };
    const seconds = (frames: number) => `${Math.round((Math.abs(frames) / frameRate) * 100) / 100} s`;
    const why = `The film lasts ${seconds(target + miss)}, ${seconds(miss)} ${miss > 0 ? 'more' : 'less'} than the ${targetDuration} s asked for.`;
    const suggestion =
      Math.abs(reachable) > tolerance
        ? `${miss > 0 ? 'Leave shots out' : 'Add shots'}: with these ${shots.length} the target is out of reach.`
        : `${miss > 0 ? 'Shorten' : 'Lengthen'} some shots within what the video model can make.`;
    const gravity = Math.abs(miss) > tolerance ? 1 : Math.max(0.1, (0.5 * excess) / tolerance);
    return { flaws: [{ why, suggestion, gravity }] };
  },
};
