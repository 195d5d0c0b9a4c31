import type { TransitionType, VideoStyle } from '../../../../types/film.ts';
import type { Intent } from '../ideas/types.ts';

/** How lively a beat is: 1 holds still for ten seconds, 5 is over in five. */
export type Energy = 1 | 2 | 3 | 4 | 5;

/** Where in the story an act stands. */
export type Role = 'opening' | 'middle' | 'turn' | 'climax' | 'ending';

/** One thing a shot is for. */
export interface Beat {
  intent: Intent;
  energy: Energy;
}

/** A stretch of story: one scene in a short film, several in a long one. */
export interface Act {
  role: Role;
  /** Its share of the film. */
  weight: number;
  /** Who stays when the film is too short for all acts: 1 stays longest. */
  rank: number;
  /** In order; a scene with more shots goes round again from the second. */
  beats: readonly Beat[];
  moods: readonly string[];
  /** Scene names; words in braces are filled in. */
  names: readonly string[];
  /** Transition into the act, when not the style's usual one. */
  into?: TransitionType;
  /** Whether the act leaves the place of the concept. */
  away?: boolean;
}

/** One way to tell a story in one style. */
export interface Structure {
  id: string;
  acts: readonly Act[];
}

/** All that is particular to a style. */
export interface StyleBook {
  style: VideoStyle;
  /** Seconds a shot lasts on average. */
  meanSeconds: number;
  opening: TransitionType;
  closing: TransitionType;
  /** Transitions between scenes, by weight. */
  between: readonly (readonly [TransitionType, number])[];
  /** Film stocks, optics and finish; one is chosen for the whole film. */
  looks: readonly { lens: string; style: string; grade: string }[];
  /** How this style lights. */
  lightings: readonly string[];
  structures: readonly Structure[];
}

/** Reads `establish:2 enter:3` into beats. */
export function beats(line: string): Beat[] {
  return line.split(' ').map((word) => {
    const [intent, energy] = word.split(':') as [Intent, string];
    return { intent, energy: Number(energy) as Energy };
  });
}

/** Makes an act of one line each. */
export function act(
  role: Role,
  weight: number,
  rank: number,
  line: string,
  moods: string,
  names: string,
  more: { into?: TransitionType; away?: boolean } = {},
): Act {
  return { role, weight, rank, beats: beats(line), moods: moods.split('/'), names: names.split('/'), ...more };
}
