import { bareName, isNamedIn } from '../cast-names.ts';
import type { Flaw, Rule } from './rule.ts';

/** Someone or something pointed back at instead of named; each prompt stands alone. English. */
const POINTED_BACK =
  /\b(?:the same (?:man|woman|person|people|girl|boy|child|couple|character|figure|animal|product|object)|as before|as above|(?:the )?previous (?:shot|frame|image))\b/i;

/** The last word of a name of several words, by which someone might be called for short; undefined when there is none. */
function shortName(name: string): string | undefined {
  const words = bareName(name).split(/\s+/);
  const last = words.at(-1) ?? '';
  return words.length > 1 && last.length >= 4 ? last : undefined;
}

/** Everyone in the cast is in the film and goes by one name, since the description follows the name. */
export const castNaming: Rule = {
  name: 'cast_naming',
  weight: 8,
  check({ direction, shots, english }) {
    const flaws: Flaw[] = [];
    const names = direction.cast.map(({ name }) => name);
    for (const name of names) {
      if (shots.some((shot) => isNamedIn(name, `${shot.startPrompt}\n${shot.endPrompt}`))) continue;
      flaws.push({
        why: `${name} is in the cast, but no frame names them, so their description reaches no picture.`,
        suggestion: `Use the name "${name}" in each prompt that shows them, or take them out of the cast.`,
        gravity: 0.5,
      });
    }
    for (const shot of shots) {
      const frames = `${shot.startPrompt}\n${shot.endPrompt}`;
      const short = names.find((name) => {
        const called = shortName(name);
        if (called === undefined || isNamedIn(name, frames) || !isNamedIn(called, frames)) return false;
        return !names.some((other) => other !== name && isNamedIn(called, other));
      });
      const back = english ? POINTED_BACK.exec(frames)?.[0] : undefined;
      if (short === undefined && back === undefined) continue;
      flaws.push({
        shotId: shot.id,
        why:
          short === undefined
            ? `The prompt says "${back}", but image models remember no other prompt.`
            : `The prompt says "${shortName(short)}" where the cast says "${short}", so the description is not added.`,
        suggestion: 'Name the cast member exactly as in the cast.',
      });
    }
    return { flaws };
  },
};
