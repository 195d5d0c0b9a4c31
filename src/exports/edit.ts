import { layOut, overlapFrames, transitionFrames } from '../lib/timeline.ts';
import type { JobView } from '../types/api.ts';
import type { FilmFormat, FrameRate, TransitionType } from '../types/film.ts';
import { allShots, type DirectedScene, type DirectedShot, type VideoDirection } from '../types/project.ts';

/** What every export is made of. */
export interface ExportSource {
  direction: VideoDirection;
  format: FilmFormat;
  /** The project's latest job; absent before the first. */
  job?: JobView | undefined;
}

/** A shot as an editor places it. All numbers are frames. */
export interface EditShot {
  /** Place in the film, from 1. */
  ordinal: number;
  shot: DirectedShot;
  scene: DirectedScene;
  /** Whether the shot is its scene's first. */
  opensScene: boolean;
  /** Name of the clip's file in the ZIP and in every timeline, such as `01-shot-3.mp4`. */
  fileName: string;
  /** Length of the clip, handles included. */
  frameCount: number;
  /** Film frame of the clip's first frame. */
  startFrame: number;
  /** Film frame of the cut before, where the shot begins on a track without overlaps. */
  fromFrame: number;
  /** Film frame of the cut after, where it ends. */
  toFrame: number;
}

/** A transition as an editor places it: on a cut, reaching into the shots on both sides of it. */
export interface EditTransition {
  type: Exclude<TransitionType, 'cut'>;
  /** Film frame of the cut; 0 or the film's length at its ends. */
  cutFrame: number;
  /** Frames it takes before the cut, and after it. */
  framesBefore: number;
  framesAfter: number;
  /** Whether it shows both shots at once, and so needs their frames beyond the cut. */
  overlaps: boolean;
}

/** A film as an edit: one track, cut in the middle of every overlap, so that both shots have handles there. */
export interface Edit {
  title: string;
  format: FilmFormat;
  frameRate: FrameRate;
  totalFrames: number;
  shots: EditShot[];
  /** One more than there are shots: opening, between neighbours, closing. Undefined is a cut. */
  transitions: (EditTransition | undefined)[];
}

/** Lays a direction out as an edit. Film time is that of `layOut`, so it is the finished film's to the frame. */
export function planEdit({ direction, format }: ExportSource): Edit {
  const shots = allShots(direction);
  const timeline = layOut(shots, format.frameRate);
  const scenes = direction.scenes.flatMap((scene) =>
    scene.shots.map((_, index) => ({ scene, opensScene: index === 0 })),
  );
  const transitions = timeline.transitions.map((type, index) =>
    placeTransition(type, timeline.startFrames[index] ?? timeline.totalFrames, index, shots.length, format.frameRate),
  );
  const cuts = transitions.map((transition, index) =>
    transition === undefined ? (timeline.startFrames[index] ?? timeline.totalFrames) : transition.cutFrame,
  );
  return {
    title: direction.title,
    format,
    frameRate: format.frameRate,
    totalFrames: timeline.totalFrames,
    transitions,
    shots: scenes.flatMap((place, index) => {
      const shot = shots[index];
      if (shot === undefined) return [];
      return {
        ...place,
        ordinal: index + 1,
        shot,
        fileName: clipFileName(index + 1, shot.id, shots.length),
        frameCount: timeline.shotFrames[index] ?? 0,
        startFrame: timeline.startFrames[index] ?? 0,
        fromFrame: cuts[index] ?? 0,
        toFrame: cuts[index + 1] ?? 0,
      };
    }),
  };
}

function placeTransition(
  type: TransitionType,
  boundary: number,
  index: number,
  shotCount: number,
  frameRate: FrameRate,
): EditTransition | undefined {
  if (type === 'cut') return undefined;
  const overlap = overlapFrames(type, frameRate);
  if (overlap > 0) {
    const framesBefore = Math.floor(overlap / 2);
    const framesAfter = overlap - framesBefore;
    return { type, cutFrame: boundary + framesBefore, framesBefore, framesAfter, overlaps: true };
  }
  const length = transitionFrames(frameRate);
  return {
    type,
    cutFrame: boundary,
    framesBefore: index === 0 ? 0 : length,
    framesAfter: index === shotCount ? 0 : length,
    overlaps: false,
  };
}

/** Name of a clip's file: its place first, so that a folder lists it in film order; `01-shot-3.mp4`. */
export function clipFileName(ordinal: number, shotId: number, shotCount: number): string {
  const digits = Math.max(2, String(shotCount).length);
  return `${String(ordinal).padStart(digits, '0')}-shot-${shotId}.mp4`;
}
