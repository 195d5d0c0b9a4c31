import { MASS_NOUNS } from './words.ts';

const IRREGULAR_PLURALS: ReadonlyMap<string, string> = new Map(
  (
    'man:men woman:women child:children person:people foot:feet tooth:teeth goose:geese mouse:mice ox:oxen leaf:leaves ' +
    'wolf:wolves knife:knives wife:wives life:lives half:halves shelf:shelves loaf:loaves thief:thieves scarf:scarves ' +
    'fisherman:fishermen hero:heroes potato:potatoes tomato:tomatoes echo:echoes volcano:volcanoes cactus:cacti ' +
    'zombie:zombies cookie:cookies movie:movies selfie:selfies genie:genies hippie:hippies rookie:rookies pixie:pixies ' +
    'fungus:fungi bacterium:bacteria crisis:crises calf:calves dwarf:dwarves elf:elves fireman:firemen'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);
const IRREGULAR_SINGULARS: ReadonlyMap<string, string> = new Map(
  [...IRREGULAR_PLURALS].map(([one, many]) => [many, one]),
);
const SAME_IN_BOTH = new Set('sheep deer fish salmon aircraft series species bison moose shrimp'.split(' '));
/** Singular in spite of the final s. */
const SINGULAR_S =
  /(ss|us|is|ics|[aeiou]ous)$|^(glass|lens|bus|gas|news|canvas|atlas|christmas|paris|mars|venus|texas|chess|jesus|james|tennis|always|iris|cosmos|chaos|compass|success|process|business|dress|photosynthesis|osteosynthesis)$/;

/** The indefinite article that goes before a phrase, by its sound as far as spelling tells. */
export function article(phrase: string): 'a' | 'an' {
  const word = phrase.replace(/^[^\p{L}\p{N}]+/u, '').toLowerCase();
  if (/^(hour|honest|honou?r|heir)/.test(word)) return 'an';
  if (/^(eu|ew|uni([^mn]|$)|unicorn|union|use|usu|u[ck]ulele|ufo|utopia|one(\b|-)|once)/.test(word)) return 'a';
  if (/^(8|11\b|18\b|18\d\d)/.test(word)) return 'an';
  return /^[aeiouáéíóú]/.test(word) ? 'an' : 'a';
}

/** A phrase with its indefinite article. */
export function withArticle(phrase: string): string {
  return `${article(phrase)} ${phrase}`;
}

/** Whether a noun, by itself, names more than one. */
export function isPlural(noun: string): boolean {
  const word = noun.toLowerCase();
  if (IRREGULAR_SINGULARS.has(word)) return true;
  if (MASS_NOUNS.has(word) || SAME_IN_BOTH.has(word) || SINGULAR_S.test(word)) return false;
  return /[^s]s$/.test(word) && word.length > 3;
}

/** One of what a plural noun names; other nouns as they are. */
export function singular(noun: string): string {
  const word = noun.toLowerCase();
  if (!isPlural(word)) return word;
  const irregular = IRREGULAR_SINGULARS.get(word);
  if (irregular !== undefined) return irregular;
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(ch|sh|x|ss|zz)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** More than one of what a singular noun names. */
export function plural(noun: string): string {
  const word = noun.toLowerCase();
  if (SAME_IN_BOTH.has(word) || isPlural(word)) return noun;
  const irregular = IRREGULAR_PLURALS.get(word);
  if (irregular !== undefined) return irregular;
  if (/[^aeiou]y$/.test(word)) return `${noun.slice(0, -1)}ies`;
  return /(ch|sh|x|s|z)$/.test(word) ? `${noun}es` : `${noun}s`;
}

/** The form that goes with he, she or it. */
export function thirdPerson(verb: string): string {
  if (verb === 'be') return 'is';
  if (verb === 'have') return 'has';
  if (/(^|[^aeiou])(do|go)$/.test(verb) || /(ch|sh|x|s|z)$/.test(verb)) return `${verb}es`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
}

/** Verbs of more than one syllable that double, or short ones that do not. */
const DOUBLING =
  /^(([^aeiou]|qu|[bcdfghjklmnpqrstvwz]{2,3})[aeiou][bdgklmnprt]|begin|forget|regret|admit|permit|prefer|commit|control|unwrap|refit|unzip|unplug)$/;

function doubles(verb: string): boolean {
  return DOUBLING.test(verb) && !/(^[a-z]*[aeiou]{2}[a-z]$)/.test(verb) && !/[wxy]$/.test(verb);
}

/** The -ing form. */
export function gerund(verb: string): string {
  if (/ie$/.test(verb)) return `${verb.slice(0, -2)}ying`;
  if (/[^eoy]e$/.test(verb) && verb !== 'be' && verb !== 'singe') return `${verb.slice(0, -1)}ing`;
  return doubles(verb) ? `${verb}${verb.at(-1)}ing` : `${verb}ing`;
}

/** The regular -ed form, only used to recognise what was written. */
export function regularPast(verb: string): string {
  if (verb.endsWith('e')) return `${verb}d`;
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`;
  return doubles(verb) ? `${verb}${verb.at(-1)}ed` : `${verb}ed`;
}

/** The owner's form: `the children's`, `James's`, `the dogs'`. */
export function possessive(phrase: string, many: boolean): string {
  return many && phrase.endsWith('s') ? `${phrase}'` : `${phrase}'s`;
}

/** Upper-cases the first letter. */
export function sentenceCase(text: string): string {
  return text.replace(/\p{L}/u, (letter, offset) => (offset <= 2 ? letter.toUpperCase() : letter));
}

const SMALL_WORDS = new Set('a an the and but or of in on at to for from by with into over as'.split(' '));

/** English headline case; words with capitals of their own keep them. */
export function titleCase(text: string): string {
  return text
    .split(/\s+/)
    .map((word, index) => {
      if (/\p{Lu}/u.test(word.slice(1)) || (index > 0 && SMALL_WORDS.has(word.toLowerCase()))) return word;
      return sentenceCase(word);
    })
    .join(' ');
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
