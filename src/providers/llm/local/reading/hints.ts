import nlp from 'compromise/two';
import type { VerbForm } from './verbs.ts';

/** What the language library makes of one word where our own lists do not know it. */
export interface Hint {
  verb?: { base: string; form: VerbForm };
  adjective: boolean;
  /** A first or last name. */
  person: boolean;
  gender?: 'female' | 'male';
  /** A firm or a brand. */
  firm: boolean;
  /** A city, a country or a region. */
  place: boolean;
}

interface Term {
  tags: readonly string[];
  root?: string | null;
  offset: { start: number };
}

function formOf(tags: ReadonlySet<string>, written: string): VerbForm {
  if (tags.has('Gerund')) return 'gerund';
  if (tags.has('PastTense') || tags.has('Participle')) return 'past';
  return written.endsWith('s') ? 'third' : 'base';
}

/** Hints for the words of an English text, by the position of their first letter. */
export function hintsFor(text: string): ReadonlyMap<number, Hint> {
  const hints = new Map<number, Hint>();
  const read = nlp(text).compute('root').compute('offset');
  // The library gives roots when asked, but its types do not know of it.
  const terms = { offset: true, tags: true, root: true } as const;
  const sentences = read.json({ offset: true, terms }) as { terms: Term[] }[];
  for (const { tags: list, root, offset } of sentences.flatMap((sentence) => sentence.terms)) {
    const tags = new Set(list);
    const written = /^[\p{L}\p{M}'’-]*/u.exec(text.slice(offset.start))?.[0].toLowerCase() ?? '';
    const verb = tags.has('Verb') && !tags.has('Auxiliary') && !tags.has('Particle') && written.length > 2;
    hints.set(offset.start, {
      ...(verb ? { verb: { base: root ?? written, form: formOf(tags, written) } } : {}),
      ...(tags.has('FemaleName') ? { gender: 'female' } : tags.has('MaleName') ? { gender: 'male' } : {}),
      adjective: tags.has('Adjective'),
      firm: tags.has('Organization'),
      person: tags.has('FirstName') || tags.has('LastName'),
      place: tags.has('City') || tags.has('Country') || tags.has('Region'),
    });
  }
  return hints;
}
