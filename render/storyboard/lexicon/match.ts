/** A word list per meaning: `[meaning, 'word word two_words 日本語']`; `_` stands for a space inside a phrase. */
export type WordTable<Meaning extends string> = readonly (readonly [Meaning, string])[];

/** One meaning found in a text. */
export interface Hit<Meaning> {
  meaning: Meaning;
  /** Where its first word stands in the normalised text. */
  position: number;
  /** How many different words of its list occur, longer words of unspaced scripts counting double. */
  count: number;
}

/**
 * Lower case, Latin accents removed, every run of punctuation one space, padded with spaces: so that a whole word is
 * found with a plain search for ` word `. Marks of other scripts stay, they are letters there.
 */
export function normaliseText(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase();
  return ` ${plain.replace(/[^\p{L}\p{M}\p{N}#]+/gu, ' ').trim()} `;
}

// Scripts written without spaces, or with prefixes glued to the noun (Arabic ال, Hebrew ה): found anywhere in the text.
const GLUED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}]/u;

interface Entry {
  forms: readonly string[];
  /** A word of two characters outweighs the single one inside it: 海底 (sea floor) contains 海 (sea). */
  weight: number;
}

const prepared = new WeakMap<WordTable<string>, readonly (readonly [string, readonly Entry[]])[]>();

function prepare(table: WordTable<string>): readonly (readonly [string, readonly Entry[]])[] {
  const known = prepared.get(table);
  if (known !== undefined) return known;
  const made = table.map(([meaning, words]) => {
    const entries = words.split(/\s+/).map((raw): Entry => {
      const word = normaliseText(raw.replaceAll('_', ' ')).trim();
      if (GLUED.test(word)) return { forms: [word], weight: Math.min(2, word.length) };
      return { forms: [` ${word} `, ` ${word}s `, ` ${word}es `], weight: 1 };
    });
    return [meaning, entries] as const;
  });
  prepared.set(table, made);
  return made;
}

/** Every meaning of `table` that occurs in `text` (already normalised), in the order of the table. */
export function findMeanings<Meaning extends string>(text: string, table: WordTable<Meaning>): Hit<Meaning>[] {
  const hits: Hit<Meaning>[] = [];
  for (const [meaning, entries] of prepare(table)) {
    let position = Number.POSITIVE_INFINITY;
    let count = 0;
    for (const entry of entries) {
      const places = entry.forms.map((form) => text.indexOf(form)).filter((place) => place >= 0);
      if (places.length === 0) continue;
      count += entry.weight;
      position = Math.min(position, ...places);
    }
    if (count > 0) hits.push({ meaning: meaning as Meaning, position, count });
  }
  return hits;
}
