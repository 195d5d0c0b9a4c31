import { type Hint, hintsFor } from './hints.ts';
import { isPlural, singular } from './inflect.ts';
import { knownKind, knowsWord } from './known.ts';
import { NOUNISH, type VerbForm, verbOf } from './verbs.ts';
import {
  ADJECTIVES,
  ADVERBS,
  AUXILIARIES,
  CONJUNCTIONS,
  DETERMINERS,
  NUMBERS,
  POSSESSIVES,
  PREPOSITIONS,
  PRONOUNS,
} from './words.ts';

export type Tag =
  | 'det'
  | 'poss'
  | 'num'
  | 'pron'
  | 'prep'
  | 'conj'
  | 'aux'
  | 'adv'
  | 'adj'
  | 'noun'
  | 'name'
  | 'verb'
  | 'stop';

/** One written word and what it is here. */
export interface Token {
  text: string;
  lower: string;
  tag: Tag;
  /** Of verbs. */
  base?: string;
  form?: VerbForm;
  /** Ends in `'s`: the owner of what follows. */
  owner?: boolean;
  /** What the language library makes of it. */
  hint?: Hint;
}

const WORD = /\p{L}[\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{N}]+)*|\p{N}+(?:[.,]\p{N}+)*\p{L}*|[.!?;:,\n—–()"“”]|\.{3}/gu;

function firstTag(lower: string): Tag | undefined {
  if (POSSESSIVES.has(lower)) return 'poss';
  if (DETERMINERS.has(lower)) return 'det';
  if (NUMBERS.has(lower) || /^\p{N}/u.test(lower)) return 'num';
  if (AUXILIARIES.has(lower)) return 'aux';
  if (PRONOUNS.has(lower)) return 'pron';
  if (CONJUNCTIONS.has(lower)) return 'conj';
  if (PREPOSITIONS.has(lower)) return 'prep';
  if (ADVERBS.has(lower) || /^[a-z]{3,}ly$/.test(lower))
    return lower === 'family' || lower === 'fly' ? undefined : 'adv';
  return undefined;
}

/** Whether a word belongs to grammar rather than to the world: `the`, `of`, `and`, or an adjective we know. */
export function isFunctionWord(lower: string): boolean {
  return firstTag(lower) !== undefined || ADJECTIVES.has(lower);
}

function looksAdjective(lower: string): boolean {
  return (
    ADJECTIVES.has(lower) ||
    (/(ful|ous|less|ish|able|ible|ive|esque|ic|al)$/.test(lower) &&
      lower.length > 5 &&
      !/(music|fabric|mechanic|logic|magic|clinic|traffic|plastic|ceramic|festival|animal|hospital|metal|crystal|material|terminal|carnival|detective|native|rival|arrival|signal|journal|capital|portal|tutorial|medal|canal|castle|table|vegetable|mosaic|picnic|topic|fish)$/.test(
        lower,
      ))
  );
}

/**
 * Cuts English text into words and says what each is, by lists, by form, and by its neighbours.
 * @param midSentence a capital at the very start means a name.
 */
export function tagWords(text: string, midSentence = false): Token[] {
  const tokens: Token[] = [];
  const hints = hintsFor(text);
  for (const match of text.matchAll(WORD)) {
    const [raw] = match;
    if (/^[^\p{L}\p{N}]/u.test(raw)) {
      tokens.push({ text: raw, lower: raw, tag: 'stop' });
      continue;
    }
    const owner = /['’]s$/i.test(raw);
    const bare = owner ? raw.slice(0, -2) : raw;
    const lower = bare.toLowerCase().replace('’', "'");
    const token: Token = { text: bare, lower, tag: 'noun' };
    if (owner) token.owner = true;
    const hint = hints.get(match.index);
    if (hint) token.hint = hint;
    const verb = verbOf(lower) ?? (isKnown(lower) ? undefined : hint?.verb);
    if (verb) Object.assign(token, verb);
    tokens.push(token);
  }
  tokens.forEach((token, index) => {
    if (token.tag !== 'stop') token.tag = tagOne(tokens, token, index, index > 0 || midSentence);
  });
  if (!tokens.some((token) => token.tag === 'verb')) {
    // `samurai duel`, `horse race`: somebody, and a noun that is also what they do.
    const deed = tokens.find(
      (token, index) => token.form === 'base' && token.tag === 'noun' && isSomebody(tokens[index - 1]),
    );
    if (deed) deed.tag = 'verb';
  }
  return tokens;
}

function isSomebody(token: Token | undefined): boolean {
  const kind = token?.tag === 'noun' && !token.owner ? knownKind(singular(token.lower)) : undefined;
  return kind === 'person' || kind === 'animal' || kind === 'robot' || kind === 'creature';
}

/** Whether our own lists say what a word is. */
function isKnown(lower: string): boolean {
  return knowsWord(singular(lower)) || ADJECTIVES.has(lower) || firstTag(lower) !== undefined;
}

function tagOne(tokens: readonly Token[], token: Token, index: number, inside: boolean): Tag {
  const before = tokens[index - 1];
  const after = tokens[index + 1];
  const closed = firstTag(token.lower);
  if (closed === 'pron' && token.lower === 'who') return 'conj';
  if (closed === 'num' && /^\p{N}/u.test(token.lower) && before?.tag === 'name') return 'name';
  if (token.lower === 'mount' && after && isCapital(after)) return 'name';
  if ((closed === 'adv' || closed === 'det') && ADJECTIVES.has(token.lower) && after && isNounStart(after))
    return 'adj';
  if (token.lower === 'like' && before?.tag === 'pron') return 'verb';
  if (closed) return closed;
  if (inside && isCapital(token) && after && isCapital(after) && token.base === undefined) return 'name';
  if (token.owner) return isCapital(token) && inside ? 'name' : 'noun';
  const opensNoun = before?.tag === 'det' || before?.tag === 'poss' || before?.tag === 'num' || before?.owner === true;
  if (token.base !== undefined && isVerbHere(tokens, token, index, opensNoun)) return 'verb';
  if (token.form === 'gerund' || token.form === 'past') {
    // A participle in front of a noun describes it.
    if (after && isNounStart(after)) return 'adj';
  }
  const adjective = looksAdjective(token.lower) || (token.hint?.adjective === true && !isKnown(token.lower));
  if (adjective && (after?.tag !== 'stop' || opensNoun) && describes(tokens, index)) return 'adj';
  if (isCapital(token) && index === 0 && ((after && startsName(token, after)) || isNamed(token))) return 'name';
  if (isCapital(token) && inside && before?.lower !== '.' && before?.lower !== '\n') return 'name';
  return 'noun';
}

/** Whether the first word of a text is a name: another capital follows, or it acts and is no noun we know. */
function startsName(token: Token, after: Token): boolean {
  return isCapital(after) || (after.form === 'third' && !knowsWord(token.lower));
}

/** Whether the library knows a word as the name of a person or a place, and we know no common noun of that form. */
function isNamed({ lower, hint }: Token): boolean {
  return hint !== undefined && (hint.person || hint.place) && !knowsWord(lower);
}

function isCapital(token: Token): boolean {
  return /^\p{Lu}/u.test(token.text);
}

/** Whether a word not yet read could begin or go on a noun phrase. */
function isNounStart(token: Token): boolean {
  return token.tag !== 'stop' && firstTag(token.lower) === undefined && token.form !== 'third';
}

function describes(tokens: readonly Token[], index: number): boolean {
  const after = tokens[index + 1];
  if (!after || after.tag === 'stop') return tokens[index - 1]?.tag === 'aux' || tokens[index - 1]?.tag === 'adv';
  return isNounStart(after) || after.lower === 'and' || tokens[index - 1]?.tag === 'aux';
}

/** Whether the nouns before a word are two joined by `and`, with no verb yet. */
function joined(tokens: readonly Token[], index: number): boolean {
  const before = tokens.slice(Math.max(0, index - 5), index);
  return before.some((token) => token.lower === 'and') && !tokens.slice(0, index).some((token) => token.tag === 'verb');
}

/** Whether a word that may be a verb is one between these neighbours. */
function isVerbHere(tokens: readonly Token[], token: Token, index: number, opensNoun: boolean): boolean {
  const before = tokens[index - 1];
  const after = tokens[index + 1];
  if (
    opensNoun ||
    before?.tag === 'adj' ||
    (before?.tag === 'prep' && token.form !== 'gerund' && before.lower !== 'to')
  )
    return false;
  const subject = before?.tag === 'noun' || before?.tag === 'name' || before?.tag === 'pron' || before?.tag === 'num';
  const objectFollows =
    after !== undefined && /^(det|poss|num|pron|prep|adv)$/.test(firstTag(after.lower) ?? '') && after.lower !== 'of';
  switch (token.form) {
    case 'third': {
      if (before?.tag === 'adv' || before?.lower === 'who' || before?.lower === 'that' || before?.lower === 'which')
        return true;
      if (before?.tag === 'conj' && tokens.slice(0, index).some((one) => one.tag === 'verb')) return true;
      if (!subject) return false;
      if (!NOUNISH.has(token.base ?? '')) return true;
      if (before.tag !== 'name' && isPlural(before.lower)) return false;
      const singularSubject = tokens
        .slice(Math.max(0, index - 6), index)
        .some((one) => one.tag === 'det' || one.tag === 'poss');
      return objectFollows || singularSubject || before.tag === 'name';
    }
    case 'base': {
      if (before?.lower === 'to' || before?.tag === 'aux' || /^(who|that|which)$/.test(before?.lower ?? ''))
        return true;
      if (before?.tag === 'pron') return true;
      if (before?.tag === 'conj')
        return (
          tokens.slice(0, index).some((one) => one.tag === 'verb') && (objectFollows || !NOUNISH.has(token.base ?? ''))
        );
      if (before?.tag === 'noun' && isPlural(before.lower)) return true;
      // `A wolf and a girl become friends`
      if (before?.tag === 'noun' && !NOUNISH.has(token.base ?? '') && joined(tokens, index)) return true;
      if (index === 0 || before?.tag === 'stop')
        return !NOUNISH.has(token.base ?? '') || (objectFollows && firstTag(after?.lower ?? '') !== 'prep');
      return before?.tag === 'adv' && objectFollows;
    }
    case 'gerund':
      if (index === 0 || before?.tag === 'stop') return objectFollows || !after || after.tag !== 'noun';
      return (
        subject || before?.tag === 'aux' || before?.tag === 'prep' || before?.tag === 'conj' || before?.tag === 'adv'
      );
    case 'past':
      return subject || before?.tag === 'aux' || before?.tag === 'conj' || before?.tag === 'adv';
    default:
      return false;
  }
}
