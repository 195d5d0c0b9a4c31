import { allShots, type VideoDirection } from '../types/project.ts';

/** Which end of a shot a keyframe is. */
export type FrameEnd = 'start' | 'end';

/** One image to draw. */
export interface Keyframe {
  /** Unique in the film and the same whenever the plan is made, such as `3-start`. */
  key: string;
  /** The shot it is drawn and paid for; a shared one belongs to the earlier shot. */
  shotId: number;
  frame: FrameEnd;
  /** The shot's own prompt; `derivePrompt` of the director adds cast and look. */
  prompt: string;
}

/** The keyframes one shot is animated between. */
export interface ShotKeyframes {
  shotId: number;
  /** Key of the first frame. */
  start: string;
  /** Key of the last frame; absent where the video model takes none. */
  end?: string;
}

/** Every image a film needs, each once and in film order, and who uses which. */
export interface KeyframePlan {
  keyframes: Keyframe[];
  shots: ShotKeyframes[];
}

/**
 * The images a film needs. A shot that continues the one before starts with that one's end keyframe, so N shots in one
 * take need N + 1 images. Without end frames every shot needs its start only.
 * @param options.endFrames whether the video model takes a last frame.
 */
export function keyframePlan(direction: Pick<VideoDirection, 'scenes'>, options: { endFrames: boolean }): KeyframePlan {
  const keyframes: Keyframe[] = [];
  const shots: ShotKeyframes[] = [];
  const draw = (shotId: number, frame: FrameEnd, prompt: string): string => {
    const key = `${shotId}-${frame}`;
    keyframes.push({ key, shotId, frame, prompt });
    return key;
  };
  let previousEnd: string | undefined;
  for (const shot of allShots(direction)) {
    const shared = shot.continuesPrevious ? previousEnd : undefined;
    const start = shared ?? draw(shot.id, 'start', shot.startPrompt);
    previousEnd = options.endFrames ? draw(shot.id, 'end', shot.endPrompt) : undefined;
    shots.push(previousEnd === undefined ? { shotId: shot.id, start } : { shotId: shot.id, start, end: previousEnd });
  }
  return { keyframes, shots };
}
