import { animalOf, isCreature, isRobot } from '../world/creatures.ts';
import { isGroup, isPerson, tradeOf } from '../world/people.ts';
import { placeOf } from '../world/places.ts';
import { soundsAbstract, thingKind } from '../world/things.ts';
import type { Kind } from '../world/types.ts';
import { isPlural, singular } from './inflect.ts';
import type { Token } from './tag.ts';
import type { Thing } from './types.ts';
import { MASS_NOUNS } from './words.ts';

/** What a singular noun names, as far as the lexicons know; undefined for a word never seen. */
export function knownKind(head: string): Kind | undefined {
  if (isRobot(head)) return 'robot';
  if (animalOf(head)) return 'animal';
  if (isCreature(head)) return 'creature';
  if (tradeOf(head) || isGroup(head)) return 'person';
  const kind = thingKind(head);
  if (kind) return kind;
  if (isPerson(head)) return 'person';
  if (placeOf(head)) return 'place';
  return soundsAbstract(head) ? 'idea' : undefined;
}

/** Kinds that act of their own will. */
export function isAgent(kind: Kind): boolean {
  return kind === 'person' || kind === 'animal' || kind === 'robot' || kind === 'creature';
}

const IRREGULAR_HEADS: Record<string, string> = { kitties: 'cat', doggy: 'dog', kitty: 'cat', hometown: 'town' };

/** Makes a thing of the words of one noun phrase, determiner included. */
export function thingFrom(tokens: readonly Token[]): Thing | undefined {
  const count = tokens.find((token) => token.tag === 'num' && /^[a-z]+$/.test(token.lower));
  const body = tokens.filter((token) => token.tag !== 'det' && token.tag !== 'poss' && token !== count);
  // `cup of coffee`: the head stands before `of`.
  const of = body.findIndex((token) => token.lower === 'of');
  const front = of > 0 ? body.slice(0, of) : body;
  let headToken = front.findLast((token) => token.tag === 'noun' || token.tag === 'name') ?? front.at(-1);
  if (!headToken) return undefined;
  let head = IRREGULAR_HEADS[headToken.lower] ?? singular(headToken.lower);
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
  const proper =
    headToken.tag === 'name' &&
    (kind === undefined || kind === 'person') &&
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
  const many = isPlural(headToken.lower) || isGroupOfMany(tokens) || (count !== undefined && count.lower !== 'one');
  return {
    head,
    words,
    adjectives: front.filter((token) => token.tag === 'adj').map((token) => token.lower),
    kind: kind ?? 'object',
    many: many && !proper,
    mass: MASS_NOUNS.has(headToken.lower),
    proper,
    ...(count && count.lower !== 'one' ? { count: count.lower } : {}),
  };
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

/** `the glowing sword`, `the two children`, `Sal`. */
export function the(thing: Thing): string {
  if (thing.proper) return thing.words;
  if (/^(the|a|an)\s/i.test(thing.words)) return thing.words;
  return `the ${thing.count ? `${thing.count} ` : ''}${thing.words}`;
}
