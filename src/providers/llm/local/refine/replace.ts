import type { LocalPlan } from '../plan-types.ts';
import { article, isPlural, plural, singular } from '../reading/inflect.ts';

/** `replace the horse with a wolf`, `change the horse to a wolf`, `a wolf instead of the horse`. */
const PATTERNS: readonly RegExp[] = [
  /\b(?:replace|swap|exchange|substitute)\s+(?<old>.+?)\s+(?:with|by|for)\s+(?<fresh>.+)/i,
  /\b(?:change|turn)\s+(?<old>.+?)\s+(?:to|into)\s+(?<fresh>.+)/i,
  /\b(?:use|show|have|put|make it)\s+(?<fresh>.+?)\s+instead of\s+(?<old>.+)/i,
  /\binstead of\s+(?<old>.+?),?\s+(?:use|show|have|put|make it)\s+(?<fresh>.+)/i,
  /^(?:make|let)\s+the\s+(?<old>[\p{L} -]+?)\s+(?:be\s+)?an?\s+(?<fresh>[\p{L} -]+)$/iu,
];

/** What is to stand where something else stood. */
export interface Replacement {
  old: string;
  fresh: string;
}

const bare = (words: string): string =>
  words
    .trim()
    .replace(/[.!?"“”']+$/g, '')
    .replace(/^["“”']*(?:the|an?|every|each|all|my|our|his|her|their)\s+/i, '')
    .trim();

/** The replacement a clause asks for, if it asks for one of things. */
export function replacementIn(clause: string): Replacement | undefined {
  for (const pattern of PATTERNS) {
    const groups = pattern.exec(clause)?.groups;
    const old = bare(groups?.old ?? '');
    const fresh = bare(groups?.fresh ?? '');
    if (old !== '' && fresh !== '' && old.length <= 60 && fresh.length <= 60) return { old, fresh };
  }
  return undefined;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

function capitalLike(model: string, text: string): string {
  return /^\p{Lu}/u.test(model) ? text.replace(/^\p{L}/u, (letter) => letter.toUpperCase()) : text;
}

/** A text with one thing named for another, its articles and plurals set right. */
export function replaced(text: string, { old, fresh }: Replacement): string {
  const one = old.split(' ').length > 1 ? old : singular(old) || old;
  const many = plural(one);
  const forms = [...new Set([old, one, many])].sort((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(
    `(?:(?<![\\p{L}\\p{M}])(an?)(\\s+))?(?<![\\p{L}\\p{M}])(${forms.join('|')})(?![\\p{L}\\p{M}])`,
    'giu',
  );
  return text.replace(pattern, (_, articleWord: string | undefined, space: string | undefined, found: string) => {
    const several = isPlural(found) && !isPlural(fresh);
    const word = capitalLike(found, several ? plural(fresh) : fresh);
    return articleWord === undefined ? word : `${capitalLike(articleWord, article(word))}${space}${word}`;
  });
}

/** A plan in which one thing stands for another in the shots that are concerned, and in what is said of them. */
export function withReplacement(
  plan: LocalPlan,
  replacement: Replacement,
  ids: ReadonlySet<number>,
  describe: (name: string) => string | undefined,
): LocalPlan {
  const change = (text: string): string => replaced(text, replacement);
  const shots = plan.scenes.flatMap((scene) => scene.shots);
  const everywhere = shots.every((shot) => ids.has(shot.id));
  const scenes = plan.scenes.map((scene) => {
    const whole = scene.shots.every((shot) => ids.has(shot.id));
    return {
      ...scene,
      ...(whole ? { name: change(scene.name), description: change(scene.description) } : {}),
      shots: scene.shots.map((shot) =>
        ids.has(shot.id)
          ? {
              ...shot,
              startPrompt: change(shot.startPrompt),
              endPrompt: change(shot.endPrompt),
              motionPrompt: change(shot.motionPrompt),
            }
          : shot,
      ),
    };
  });
  const recast = plan.cast.map((member) => {
    const name = change(member.name);
    return name === member.name
      ? { name, description: change(member.description) }
      : { name, description: describe(name) ?? member.description };
  });
  const named = new Set(recast.map(({ name }) => name.toLowerCase()));
  const cast = everywhere
    ? recast
    : [...plan.cast, ...recast.filter(({ name }) => !plan.cast.some((old) => old.name === name))];
  const known = named.has(replacement.fresh.toLowerCase());
  const description = known ? undefined : describe(replacement.fresh);
  return {
    ...plan,
    ...(everywhere ? { title: change(plan.title), narrative: change(plan.narrative) } : {}),
    cast: description === undefined ? cast : [...cast, { name: replacement.fresh, description }].slice(0, 30),
    scenes,
  };
}
