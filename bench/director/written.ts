import type { DraftDirection } from '../../src/director/draft.ts';
import { filmSeconds } from '../../src/lib/timeline.ts';
import type { CameraMove, ShotSize, VideoStyle } from '../../src/types/film.ts';
import { allShots, type DirectedShot, type DirectorInput, DirectorInputSchema } from '../../src/types/project.ts';

/** An answer as a model should write it, and the order it answers. */
export interface SoundAnswer {
  name: string;
  order: DirectorInput;
  plan: DraftDirection;
}

type ShotLine = readonly [
  seconds: number,
  size: ShotSize,
  camera: CameraMove,
  light: string,
  start: string,
  end: string,
  motion: string,
  more?: Partial<DirectedShot>,
];
type SceneLine = readonly [name: string, description: string, mood: string, ...shots: ShotLine[]];

/** Builds a sound answer from its lines; ids are given in order. */
export function write(
  name: string,
  title: string,
  narrative: string,
  cast: Record<string, string>,
  ...scenes: SceneLine[]
): SoundAnswer {
  let id = 0;
  const plan: DraftDirection = {
    title,
    narrative,
    look: { palette: 'slate, rust, one warm light', lens: '40 mm, shallow focus', style: 'live action on film' },
    cast: Object.entries(cast).map(([who, description]) => ({ name: who, description })),
    scenes: scenes.map(([sceneName, description, mood, ...shots], index) => ({
      id: index + 1,
      name: sceneName,
      description,
      mood,
      shots: shots.map(([duration, shotSize, cameraMove, lighting, startPrompt, endPrompt, motionPrompt, more]) => ({
        id: ++id,
        duration,
        startPrompt,
        endPrompt,
        motionPrompt,
        cameraMove,
        shotSize,
        lighting,
        continuesPrevious: false,
        ...more,
      })),
    })),
  };
  return { name, order: orderOf(narrative, filmSeconds(allShots(plan), 24)), plan };
}

/** The order that an answer answers. */
export function orderOf(concept: string, targetDuration: number, style: VideoStyle = 'cinematic'): DirectorInput {
  return DirectorInputSchema.parse({ concept, targetDuration, aspectRatio: '16:9', style });
}
