import type { TransitionType } from '../types/film.ts';
import type { EditShot } from './edit.ts';

/**
 * A text on one line: line ends and other control characters become spaces, so that no text can add lines of its own;
 * halves of surrogate pairs and noncharacters, which XML and UTF-8 do not allow, become U+FFFD.
 */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\uFFFE\uFFFF]/g, '\uFFFD')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

/** An enum word for people: `push_in` is `Push in`. */
export function asWords(word: string): string {
  const text = word.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const TRANSITION_NAMES: Record<TransitionType, string> = {
  cut: 'Cut',
  crossfade: 'Cross Dissolve',
  fade_black: 'Dip to Black',
  fade_white: 'Dip to White',
  wipe_left: 'Wipe Left',
  wipe_right: 'Wipe Right',
};

/** A transition's name as editors know it. */
export function transitionName(type: TransitionType): string {
  return TRANSITION_NAMES[type];
}

/** What happens in a shot, for captions and notes. */
export function shotDescription({ shot }: EditShot): string {
  return oneLine(shot.motionPrompt) || `Shot ${shot.id}`;
}

/** A scene's name for a marker. */
export function sceneLabel({ scene }: EditShot): string {
  return oneLine(scene.name) || `Scene ${scene.id}`;
}
