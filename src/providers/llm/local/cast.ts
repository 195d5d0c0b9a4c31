import type { Avoid } from './avoid.ts';
import type { Random } from './random.ts';
import { possessive, singular, withArticle } from './reading/inflect.ts';
import { isAgent, the } from './reading/thing.ts';
import type { Thing } from './reading/types.ts';
import { animalOf, CREATURE_MARKS, ROBOT_MARKS } from './world/creatures.ts';
import { ageOf, CHILD_FEATURES, EVERYDAY_OUTFITS, FEATURES, genderOf, OLD_FEATURES, tradeOf } from './world/people.ts';

/** Someone or something of the film, with all the words needed to write about it. */
export interface Part {
  thing: Thing;
  /** As the cast calls it, `blacksmith`. */
  name: string;
  /** As prompts name it: `the blacksmith`, `the rider on a horse`. */
  plain: string;
  /** What never changes to the eye; empty when nothing is particular. */
  marks: string;
  owner: string;
  many: boolean;
  their: string;
  them: string;
  itself: string;
}

const OBJECT_MARKS = [
  'one shallow nick near the edge',
  'edges worn pale with use',
  'a faint scratch that catches the light',
  'a small chip low on one side',
] as const;
const PRODUCT_MARKS = [
  'clean lines, no lettering',
  'a matte finish, unmarked',
  'one fine seam, no lettering',
  'plain and unbranded, softly rounded edges',
] as const;
const VEHICLE_PRODUCT_MARKS = [
  'deep metallic paint, clean lines, no lettering',
  'pearl white paint, one sharp crease along the side',
] as const;
const VEHICLE_MARKS = [
  'paint faded along one side',
  'one mismatched panel',
  'a hand-patched seam down the side',
] as const;

/** Chooses how a part of the film looks, once and for all its shots. */
export function makePart(
  thing: Thing,
  random: Random,
  avoid: Avoid,
  options: { marked: boolean; product?: boolean; setting?: string | undefined },
): Part {
  const agent = isAgent(thing.kind);
  const name = agent && thing.name !== undefined ? thing.name : the(thing);
  const marks = options.marked ? marksOf(thing, random, avoid, options) : '';
  const own =
    thing.own !== undefined && !thing.own.toLowerCase().includes(thing.words.toLowerCase()) ? thing.own : undefined;
  const told = [thing.name !== undefined ? withArticle(thing.words) : '', thing.carrying ?? '', marks];
  const inside = [own, told.filter((text) => text !== '').join(', ')]
    .filter((text) => text !== undefined && text !== '')
    .join(': ');
  const gender = thing.kind === 'person' ? (thing.gender ?? genderOf(thing.head)) : undefined;
  const many = thing.many;
  const lifeless = thing.kind !== 'person';
  const [their, them, itself] = many
    ? ['their', 'them', 'themselves']
    : gender === 'female'
      ? ['her', 'her', 'herself']
      : gender === 'male'
        ? ['his', 'him', 'himself']
        : lifeless
          ? ['its', 'it', 'itself']
          : ['their', 'them', 'themselves'];
  return {
    thing,
    name: name.replace(/^the /, ''),
    plain: thing.carrying === undefined ? name : `${name} ${thing.carrying}`,
    marks: inside,
    owner: possessive(name, many),
    many,
    their,
    them,
    itself,
  };
}

/** What anybody has to wear in some places. */
const NEEDS_GEAR = /^(reef|space|crater|mars)$/;
const GEAR: Record<string, readonly string[]> = {
  reef: ['a dark wetsuit and a clear mask', 'a blue wetsuit, a yellow air tank'],
  space: ['a white pressure suit with a scuffed visor'],
  crater: ['a white pressure suit with a dusty visor'],
  mars: ['a scuffed white pressure suit with orange cuffs'],
  snow: ['a frost-stiff parka with a fur-lined hood', 'a red down jacket and snow goggles pushed up'],
};

function marksOf(
  thing: Thing,
  random: Random,
  avoid: Avoid,
  { product = false, setting = '' }: { product?: boolean; setting?: string | undefined },
): string {
  const pick = (list: readonly string[]): string => random.pick(avoid.allowed(list));
  switch (thing.kind) {
    case 'person': {
      const age = /\b(old|elderly|retired|ancient)\b/.test(thing.words)
        ? 'old'
        : /\b(young|little|teenage)\b/.test(thing.words)
          ? undefined
          : ageOf(thing.head);
      const features =
        age === 'old' || ageOf(thing.head) === 'old' ? OLD_FEATURES : age === 'young' ? CHILD_FEATURES : FEATURES;
      const trade =
        tradeOf(thing.head) ??
        thing.words
          .split(' ')
          .map((word) => tradeOf(singular(word)))
          .find((found) => found !== undefined);
      const gear = GEAR[setting];
      const outfit = pick((NEEDS_GEAR.test(setting) ? gear : undefined) ?? trade?.outfit ?? gear ?? EVERYDAY_OUTFITS);
      if (thing.many && GEAR[setting]) return `${outfit} each`;
      if (thing.many)
        return `${random.pick(avoid.allowed(['mismatched work clothes', 'plain worn clothes', 'coats in rust, mustard and navy']))}, one of them in ${outfit}`;
      return `${pick(features)}, ${outfit}`;
    }
    case 'animal': {
      const marks = pick(animalOf(thing.head)?.marks ?? ['one pale patch on the flank']);
      return thing.many ? `the foremost with ${marks}` : marks;
    }
    case 'robot':
      return pick(ROBOT_MARKS);
    case 'creature':
      return pick(CREATURE_MARKS);
    case 'vehicle':
      return pick(product ? VEHICLE_PRODUCT_MARKS : VEHICLE_MARKS);
    case 'object':
    case 'food':
      if (thing.kind === 'food' && !product) return '';
      return pick(product ? PRODUCT_MARKS : OBJECT_MARKS);
    default:
      return '';
  }
}
