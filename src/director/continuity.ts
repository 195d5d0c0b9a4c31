import { boundaryTransition } from '../lib/timeline.ts';
import { allShots, type DirectedShot, type Notice, type VideoDirection } from '../types/project.ts';

export { type FrameEnd, type Keyframe, type KeyframePlan, keyframePlan, type ShotKeyframes } from '../lib/keyframes.ts';

/** A direction, and what had to change in it. */
export interface Settled<Direction> {
  direction: Direction;
  notices: Notice[];
}

/** The same direction with other shots, in the same order and scenes. */
export function withShots<Direction extends Pick<VideoDirection, 'scenes'>>(
  direction: Direction,
  shots: readonly DirectedShot[],
): Direction {
  const next = shots[Symbol.iterator]();
  const scenes = direction.scenes.map((scene) => ({
    ...scene,
    shots: scene.shots.map((shot): DirectedShot => next.next().value ?? shot),
  }));
  return { ...direction, scenes };
}

/** A shot without the transition on one side, which makes it a cut unless the neighbour says otherwise. */
function cutAt(shot: DirectedShot, side: 'transitionIn' | 'transitionOut'): DirectedShot {
  // A shot that says so already stays the very same, as does everything that is known by its text.
  if (shot[side] === undefined || shot[side] === 'cut') return shot;
  const { [side]: _, ...rest } = shot;
  return rest;
}

/**
 * Makes the shots that continue the one before really do so: the transition between them is a cut, and the later one
 * starts with the earlier one's end prompt, since both are one picture. The first shot cannot continue anything.
 */
export function settleContinuity<Direction extends Pick<VideoDirection, 'scenes'>>(
  direction: Direction,
): Settled<Direction> {
  const notices: Notice[] = [];
  const settled: DirectedShot[] = [];
  for (const shot of allShots(direction)) {
    const previous = settled.at(-1);
    if (!shot.continuesPrevious) {
      settled.push(shot);
      continue;
    }
    if (!previous) {
      notices.push({ code: 'continuity_first', message: 'The first shot has nothing to continue.', shotId: shot.id });
      settled.push({ ...shot, continuesPrevious: false });
      continue;
    }
    const transition = boundaryTransition(previous, shot);
    if (transition !== 'cut') {
      notices.push({
        code: 'continuity_cut',
        message: `This shot continues the take of shot ${previous.id}, so the ${transition} between them became a cut.`,
        shotId: shot.id,
      });
    }
    if (shot.startPrompt !== previous.endPrompt) {
      notices.push({
        code: 'continuity_shared_frame',
        message: `This shot continues the take of shot ${previous.id} and starts with its last frame.`,
        shotId: shot.id,
      });
    }
    settled[settled.length - 1] = cutAt(previous, 'transitionOut');
    settled.push({ ...cutAt(shot, 'transitionIn'), startPrompt: previous.endPrompt });
  }
  return { direction: withShots(direction, settled), notices };
}
