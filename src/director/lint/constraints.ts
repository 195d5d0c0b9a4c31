import type { DirectedShot } from '../../types/project.ts';
import { isNamedIn } from '../cast-names.ts';
import type { Flaw, LintContext, Rule } from './rule.ts';
import { holdsPhrase, holdsWords, isEnglish, searchable } from './text.ts';

/** What a shot's frames show, with the descriptions that image models get for the cast in them. */
function shownIn({ direction }: LintContext, shot: DirectedShot): string {
  const frames = `${shot.startPrompt}\n${shot.endPrompt}`;
  const cast = direction.cast.filter((member) => isNamedIn(member.name, frames)).map(({ description }) => description);
  return [frames, ...cast].join('\n');
}

/** Everything in `mustInclude` is seen in at least one frame. */
export const mustInclude: Rule = {
  name: 'must_include',
  weight: 15,
  check(context) {
    const wanted = context.order.constraints?.mustInclude ?? [];
    if (wanted.length === 0) return { flaws: [] };
    const shown = context.shots.map((shot) => searchable(shownIn(context, shot)));
    const missing = wanted.filter((phrase) => !shown.some((text) => holdsWords(text, phrase)));
    // Words of another language than the prompts' cannot be found in them even where the thing is there.
    if (missing.length > 0 && context.english && !isEnglish([context.order.concept]) && !isEnglish(missing)) {
      return {
        flaws: [],
        skipped: 'The prompts are in English, the order is not: what must be seen cannot be compared.',
      };
    }
    const flaws = missing.map((phrase) => ({
      why: `"${phrase}" must be in the film, but no frame shows it.`,
      suggestion: `Put "${phrase}" into a frame where it belongs, by that name.`,
      gravity: Math.max(0.5, 1 / wanted.length),
    }));
    return { flaws };
  },
};

/** Nothing in `avoid` appears anywhere, not even to be denied: image models draw what a prompt names. */
export const avoid: Rule = {
  name: 'avoid',
  weight: 15,
  check(context) {
    const unwanted = context.order.constraints?.avoid ?? [];
    if (unwanted.length === 0) return { flaws: [] };
    const flaws: Flaw[] = [];
    const examine = (text: string, where: string, shotId?: number) => {
      const words = searchable(text);
      for (const phrase of unwanted) {
        if (!holdsPhrase(words, phrase)) continue;
        flaws.push({
          ...(shotId === undefined ? {} : { shotId }),
          why: `"${phrase}" is to be avoided, but ${where} names it, and models draw what is named.`,
          suggestion: `Take "${phrase}" out; do not even say that it is absent.`,
          gravity: 0.6,
        });
      }
    };
    for (const shot of context.shots) {
      examine(
        [shot.startPrompt, shot.endPrompt, shot.motionPrompt, shot.lighting, shot.colorPalette ?? ''].join('\n'),
        'the shot',
        shot.id,
      );
    }
    const { look, cast } = context.direction;
    examine(look ? Object.values(look).join('\n') : '', 'the look');
    examine(cast.map(({ name, description }) => `${name}\n${description}`).join('\n'), 'the cast');
    return { flaws };
  },
};
