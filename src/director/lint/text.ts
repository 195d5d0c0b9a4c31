/** Scripts that put no spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Words of English that say nothing by themselves and that other languages do not share. */
const ENGLISH_FUNCTION_WORDS = new Set(
  'the a an of and with at on into from by its their his her is are as to for through over under while'.split(' '),
);
/** Share of such words from which a text counts as English; English prompts have a quarter, other languages under 5 %. */
const ENGLISH_SHARE = 0.1;

/** Words of English that a phrase to look for can do without. */
const SKIPPABLE = new Set(['the', 'a', 'an', 'of', 'and', 'with', 'in', 'on', 'at', 'to', 'for', 'no', 'any', 'or']);

/** Endings by which two forms of one word may differ; a handful that works across languages with Latin script. */
const ENDINGS = new Set(['s', 'es', 'ed', 'd', 'ing', 'y', 'n', 'e', 'en', 'er', 'em', 'a', 'as', 'os', '’s', "'s"]);

/**
 * The words of a text in lower case, without punctuation. Where a script puts no spaces between words, each pair of
 * neighbouring characters stands for one.
 */
export function wordsOf(text: string): string[] {
  const runs =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+(?:['’][\p{L}]+)*/gu) ?? [];
  return runs.flatMap((run) => {
    if (!UNSPACED.test(run)) return [run];
    const characters = [...run];
    if (characters.length < 2) return characters;
    return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
  });
}

/**
 * Whether two sets of words have at least `share` of all their words in common: the size of their intersection by that
 * of their union. Stops as soon as too many words are missing, so that unlike texts cost little.
 */
export function areAlike(first: ReadonlySet<string>, second: ReadonlySet<string>, share: number): boolean {
  const [fewer, more] = first.size <= second.size ? [first, second] : [second, first];
  const needed = (share / (1 + share)) * (fewer.size + more.size);
  let spare = Math.floor(fewer.size - needed + 1e-9);
  if (spare < 0) return false;
  for (const word of fewer) if (!more.has(word) && --spare < 0) return false;
  return true;
}

/** Whether texts, taken together, are English. Judged by how often its function words come up. */
export function isEnglish(texts: readonly string[]): boolean {
  let words = 0;
  let english = 0;
  for (const text of texts) {
    for (const word of wordsOf(text)) {
      words++;
      if (ENGLISH_FUNCTION_WORDS.has(word)) english++;
    }
  }
  return words > 0 && english / words >= ENGLISH_SHARE;
}

function sameWord(first: string, second: string): boolean {
  if (first === second) return true;
  const [short, long] = first.length < second.length ? [first, second] : [second, first];
  if (!long.startsWith(short)) {
    return long.endsWith('ies') && short.endsWith('y') && long.slice(0, -3) === short.slice(0, -1);
  }
  const ending = long.slice(short.length);
  return ending === 's' || ending === 'es' || (short.length >= 4 && ENDINGS.has(ending));
}

/** The words of a phrase that must be there for the phrase to be there. */
function keyWords(phrase: string): string[] {
  const words = wordsOf(phrase);
  const telling = words.filter((word) => !SKIPPABLE.has(word));
  return telling.length > 0 ? telling : words;
}

/** A text made ready to be searched for phrases many times. */
export interface Searchable {
  words: readonly string[];
  /** The text itself in lower case, for phrases in scripts without spaces. */
  text: string;
}

/** Makes a text ready to be searched. */
export function searchable(text: string): Searchable {
  return {
    words: wordsOf(text).filter((word) => !SKIPPABLE.has(word)),
    text: text.normalize('NFKC').toLowerCase(),
  };
}

function holdsUnspaced({ text }: Searchable, phrase: string): boolean {
  return UNSPACED.test(phrase) && text.includes(phrase.normalize('NFKC').toLowerCase());
}

/** Whether all words of a phrase are in a text, in any order and form. */
export function holdsWords(text: Searchable, phrase: string): boolean {
  if (holdsUnspaced(text, phrase)) return true;
  return keyWords(phrase).every((wanted) => text.words.some((word) => sameWord(word, wanted)));
}

/** Whether a phrase is in a text, its words one after the other, in any form. */
export function holdsPhrase(text: Searchable, phrase: string): boolean {
  if (holdsUnspaced(text, phrase)) return true;
  const wanted = keyWords(phrase);
  return text.words.some((_, at) => wanted.every((word, offset) => sameWord(text.words[at + offset] ?? '', word)));
}
