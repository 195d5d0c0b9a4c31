import type { DirectedScene, DirectedShot, VideoDirection } from '../../../types/project.ts';

/** A shot as the local director writes it. */
export type DraftShot = DirectedShot;
/** A scene as the local director writes it. */
export type DraftScene = DirectedScene;
/** A plan as the local director answers it: the director adds length, price and author. */
export type LocalPlan = Pick<VideoDirection, 'title' | 'narrative' | 'scenes' | 'cast' | 'look'> & {
  /** What the user should know of how the order was understood, as sentences. */
  remarks?: string[];
};
