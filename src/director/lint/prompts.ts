import type { DirectedShot } from '../../types/project.ts';
import { eachShot, type Flaw, type Rule } from './rule.ts';
import { areAlike, wordsOf } from './text.ts';

/** Fewest words that can describe a picture, and a change in it. */
const FEWEST_WORDS = { startPrompt: 5, endPrompt: 5, motionPrompt: 3 } as const;
/** Share of common words from which two prompts say the same. */
const SAME = 0.92;
/** Stand-ins for text that was never written. */
const PLACEHOLDER =
  /^\W*(?:tbd|todo|n\/?a|none|null|undefined|lorem ipsum.*|placeholder|prompt here|same as (?:above|before))\W*$/i;

const FIELDS = ['startPrompt', 'endPrompt', 'motionPrompt'] as const;
type PromptField = (typeof FIELDS)[number];

const FIELD_WORDS: Readonly<Record<PromptField, string>> = {
  startPrompt: 'first frame',
  endPrompt: 'last frame',
  motionPrompt: 'motion',
};

/** Prompts with too few words to draw or animate by. */
export const emptyPrompt: Rule = {
  name: 'empty_prompt',
  weight: 15,
  check: (context) =>
    eachShot(context, (shot) => {
      const poor = FIELDS.filter(
        (field) => wordsOf(shot[field]).length < FEWEST_WORDS[field] || PLACEHOLDER.test(shot[field]),
      );
      if (poor.length === 0) return undefined;
      return {
        why: `The ${poor.map((field) => FIELD_WORDS[field]).join(' and ')} says next to nothing, so the model will make something up.`,
        suggestion: 'Name subject, pose, place, composition and light of the frames, and what moves how in the motion.',
      };
    }),
};

/** Finds, for each prompt, an earlier one that says the same. */
class Earlier {
  private readonly byText = new Map<string, number>();
  private readonly seen: { words: ReadonlySet<string>; shotId: number }[] = [];

  find(prompt: string, shotId: number): number | undefined {
    const list = wordsOf(prompt);
    const text = list.join(' ');
    const words = new Set(list);
    const known = this.byText.get(text) ?? this.seen.find((other) => areAlike(other.words, words, SAME))?.shotId;
    if (known === undefined) {
      this.byText.set(text, shotId);
      this.seen.push({ words, shotId });
    }
    return known;
  }
}

function repeated(shot: DirectedShot, earlier: Record<PromptField, Earlier>, flaws: Flaw[]): void {
  const first = new Set(wordsOf(shot.startPrompt));
  const last = new Set(wordsOf(shot.endPrompt));
  const inner = [...first].join(' ') === [...last].join(' ');
  if (inner) {
    flaws.push({
      shotId: shot.id,
      why: 'First and last frame are described in the same words, so nothing happens between them.',
      suggestion: 'Say in the last frame what the motion and the camera have changed.',
    });
  }
  for (const field of FIELDS) {
    // A shot that continues another begins with that one's last picture, and that is as it should be.
    if (field === 'startPrompt' && shot.continuesPrevious) continue;
    if (field === 'endPrompt' && inner) continue;
    const known = earlier[field].find(shot[field], shot.id);
    if (known === undefined) continue;
    flaws.push({
      shotId: shot.id,
      why: `The ${FIELD_WORDS[field]} says what shot ${known} has said already.`,
      suggestion: 'Show something new, or leave the shot out and give its time to others.',
    });
  }
}

/** The same first frame, last frame or motion twice, or a shot that ends as it began. */
export const repeatedPrompt: Rule = {
  name: 'repeated_prompt',
  weight: 15,
  check({ shots }) {
    const flaws: Flaw[] = [];
    const earlier = { startPrompt: new Earlier(), endPrompt: new Earlier(), motionPrompt: new Earlier() };
    for (const shot of shots) repeated(shot, earlier, flaws);
    return { flaws };
  },
};
