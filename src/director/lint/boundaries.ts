import { boundaryTransition } from '../../lib/timeline.ts';
import { eachShot, type Rule } from './rule.ts';
import { areAlike, wordsOf } from './text.ts';

/** Share of common words from which the pictures on both sides of a cut are as good as one. */
const SAME_PICTURE = 0.92;

/** Where a shot continues the one before: one picture, one wording, and a plain cut. */
export const continuedMismatch: Rule = {
  name: 'continued_mismatch',
  weight: 12,
  check: (context) =>
    eachShot(context, (shot, index) => {
      if (!shot.continuesPrevious) return undefined;
      const previous = context.shots[index - 1];
      if (!previous) {
        return {
          why: 'The first shot continues a shot that does not exist.',
          suggestion: 'Set continuesPrevious to false.',
        };
      }
      const suggestion = `Begin with the last frame of shot ${previous.id}, word for word, or set continuesPrevious to false.`;
      if (shot.startPrompt !== previous.endPrompt) {
        return {
          why: `It continues shot ${previous.id} but describes another first frame than that one's last, and both are one picture.`,
          suggestion,
        };
      }
      const transition = boundaryTransition(previous, shot);
      if (transition !== 'cut') {
        return {
          why: `It continues shot ${previous.id} as one take, but there is a ${transition} between the two.`,
          suggestion: 'Make the transition a cut, or set continuesPrevious to false.',
        };
      }
      return undefined;
    }),
};

/** At every other boundary the change is felt: two sides with the same picture make a jump, and are paid twice. */
export const weakBoundary: Rule = {
  name: 'weak_boundary',
  weight: 8,
  check: (context) =>
    eachShot(context, (shot, index) => {
      const previous = context.shots[index - 1];
      if (!previous || shot.continuesPrevious) return undefined;
      const before = new Set(wordsOf(previous.endPrompt));
      if (!areAlike(before, new Set(wordsOf(shot.startPrompt)), SAME_PICTURE)) return undefined;
      return {
        why: `It begins with nearly the picture that shot ${previous.id} ends with: drawn twice, the two will jump at the cut.`,
        suggestion: 'Set continuesPrevious to true to share one picture, or change size, angle or place.',
      };
    }),
};
