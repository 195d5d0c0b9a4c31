import { soundsAbstract } from '../world/things.ts';
import type { Kind } from '../world/types.ts';
import { isPlural, singular } from './inflect.ts';
import { knownKind } from './known.ts';
import type { Token } from './tag.ts';
import type { Thing } from './types.ts';
import { MASS_NOUNS } from './words.ts';

/** Kinds that act of their own will. */
export function isAgent(kind: Kind): boolean {
  return kind === 'person' || kind === 'animal' || kind === 'robot' || kind === 'creature';
}

const MADE_OF =
  /^(origami|paper|toy|stone|bronze|glass|wooden|wood|plastic|clay|marble|porcelain|stuffed|carved|lego|tin|plush|ceramic|gold|golden|silver|chocolate)$/;
const IRREGULAR_HEADS: ReadonlyMap<string, string> = new Map(
  Object.entries({ kitties: 'cat', doggy: 'dog', kitty: 'cat', hometown: 'town' }),
);

const DIGITS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** Makes a thing of the words of one noun phrase, determiner included. */
export function thingFrom(tokens: readonly Token[]): Thing | undefined {
  const number = tokens.find((token) => token.tag === 'num');
  const count = number && (/^[a-z]+$/.test(number.lower) ? number.lower : DIGITS[Number(number.lower)]);
  // `the window of a house`: what stands after `of` keeps its article.
  const after = tokens.findIndex((token) => token.lower === 'of');
  const body = tokens.filter((token, index) => (after > 0 && index > after) || !/^(?:det|poss|num)$/.test(token.tag));
  // `cup of coffee`: the head stands before `of`.
  const of = body.findIndex((token) => token.lower === 'of');
  const front = of > 0 ? body.slice(0, of) : body;
  let headToken = front.findLast((token) => token.tag === 'noun' || token.tag === 'name') ?? front.at(-1);
  if (!headToken) return undefined;
  let head = IRREGULAR_HEADS.get(headToken.lower) ?? singular(headToken.lower);
  let kind = knownKind(head);
  // `blacksmith forge`: the person is whom we follow, the place is where.
  if (kind === undefined || kind === 'place') {
    const person = front.find(
      (token) => token !== headToken && !token.owner && isAgent(knownKind(singular(token.lower)) ?? 'idea'),
    );
    if (person && kind === 'place') {
      headToken = person;
      head = singular(person.lower);
      kind = knownKind(head);
      const until = front.indexOf(person);
      front.splice(until + 1);
    }
  }
  // A paper crane is no bird, a toy soldier no soldier.
  if (kind !== undefined && isAgent(kind) && front.some((token) => token !== headToken && MADE_OF.test(token.lower)))
    kind = 'object';
  if (kind === undefined && headToken.tag === 'name') kind = namedKind(front);
  // `her grandson Lars`: the name is his, and he is one.
  const named = front.findIndex((token) => token.tag === 'name');
  const called = named > 0 && isAgent(knownKind(singular(front[named - 1]?.lower ?? '')) ?? 'idea');
  if (called && front.slice(named).every((token) => token.tag === 'name')) {
    const before = thingFrom(tokens.slice(0, tokens.indexOf(front[named] as Token)));
    if (before)
      return {
        ...before,
        many: false,
        name: front
          .slice(named)
          .map((token) => token.text)
          .join(' '),
      };
  }
  const proper =
    headToken.tag === 'name' &&
    (kind === undefined || kind === 'person' || kind === 'place' || headToken.hint?.firm === true) &&
    front.every((token) => token.tag === 'name');
  const words = (of > 0 && kind !== 'person' ? body : front)
    .map((token) =>
      token.owner
        ? `${token.text}'s`
        : token.tag === 'name' || /\p{Lu}/u.test(token.text.slice(1))
          ? token.text
          : token.lower,
    )
    .join(' ');
  // `the Eiffel Tower` keeps its article, `Paris` has none.
  const articled = proper && kind !== 'person' && tokens[0]?.lower === 'the';
  const many =
    (headToken.tag !== 'name' && isPlural(headToken.lower)) ||
    isGroupOfMany(tokens) ||
    (count !== undefined && count !== 'one');
  const owner = tokens.find((token) => /^(his|her|their)$/.test(token.lower))?.lower;
  const gender = front.find((token) => token.hint?.gender)?.hint?.gender;
  return {
    head,
    words: articled ? `the ${words}` : words,
    ...(gender ? { gender } : {}),
    ...(owner ? { possessive: owner } : {}),
    adjectives: front.filter((token) => token.tag === 'adj').map((token) => token.lower),
    kind: kind ?? 'object',
    many: many && !proper,
    mass: MASS_NOUNS.has(headToken.lower),
    proper,
    ...(count && count !== 'one' ? { count } : {}),
  };
}

/** What a name the lists do not know stands for. */
function namedKind(tokens: readonly Token[]): Kind | undefined {
  const names = tokens.filter((token) => token.tag === 'name');
  if (names.some((token) => token.hint?.place || token.lower === 'mount')) return 'place';
  if (names.some((token) => token.hint?.firm)) return 'object';
  return names.some((token) => token.hint?.person) ? 'person' : undefined;
}

function isGroupOfMany(tokens: readonly Token[]): boolean {
  return tokens.some((token) => /^(these|those|both|many|several|few)$/.test(token.lower));
}

/** A thing from words that need no reading. */
export function plainThing(words: string, kind?: Kind): Thing {
  const last = words.split(' ').at(-1) ?? words;
  const head = singular(last.toLowerCase());
  return {
    head,
    words,
    adjectives: [],
    kind: kind ?? knownKind(head) ?? 'object',
    many: isPlural(last),
    mass: MASS_NOUNS.has(last.toLowerCase()),
    proper: false,
  };
}

/** `the glowing sword`, `the two children`, `Sal`, `love`. */
export function the(thing: Thing): string {
  if (thing.proper) return thing.words;
  if (/^(the|a|an)\s/i.test(thing.words)) return thing.words;
  if (thing.kind === 'idea' && !thing.many && (thing.mass || soundsAbstract(thing.head))) return thing.words;
  return `the ${thing.count ? `${thing.count} ` : ''}${thing.words}`;
}
