import type { Rule } from './rule.ts';

/** Openings that show nothing yet, in English. */
const EMPTY_OPENING =
  /\b(?:title card|titles?\s+(?:appear|fade)|opening (?:titles?|credits)|black screen|blank (?:screen|page|canvas)|empty screen|establishing (?:shot|view)|logo (?:reveal|on (?:black|white))|fade in from black)\b/i;

/** The first shot must catch: something happens in it, and it is no title card, no empty and no idle wide view. */
export const hook: Rule = {
  name: 'hook',
  weight: 10,
  check({ shots, english }) {
    const [first] = shots;
    if (!first) return { flaws: [] };
    const suggestion = 'Open on the strangest, most beautiful or most urgent picture of the film.';
    const opening = `${first.startPrompt}\n${first.motionPrompt}`;
    const title = english ? EMPTY_OPENING.exec(opening)?.[0] : undefined;
    if (title !== undefined) {
      const why = `The film opens on "${title.toLowerCase()}", which gives nobody a reason to stay.`;
      return { flaws: [{ shotId: first.id, why, suggestion, gravity: 1 }] };
    }
    const idleView = first.cameraMove === 'static' && (first.shotSize === 'extreme_wide' || first.shotSize === 'wide');
    if (!idleView) return { flaws: [] };
    const why = 'The film opens on a wide view with a still camera, which gives nobody a reason to stay.';
    return { flaws: [{ shotId: first.id, why, suggestion, gravity: 0.6 }] };
  },
};
