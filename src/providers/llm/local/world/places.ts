import { withArticle } from '../reading/inflect.ts';
import { CITY_PLACES } from './places-city.ts';
import { WILD_PLACES } from './places-wild.ts';
import { WORK_PLACES } from './places-work.ts';
import type { Place } from './types.ts';

/*
 * A place is nine lines. First `names|in or out|its own light|tool|where next`, then, each split by `/`: where one
 * stands, what things rest on, what is far, what is near, what a wide shot shows, what a detail shows, what is in
 * the air as `seen>moving`, colours.
 */
const PLACE_OF = new Map<string, Place>();

function read(block: string): void {
  const lines = block.trim().split('\n');
  for (let index = 0; index + 8 < lines.length; index += 9) {
    const [head, ...rows] = lines.slice(index, index + 9) as [string, ...string[]];
    const [names, where, lamp, tool, next] = head.split('|') as [string, string, string, string, string];
    const [spots, surfaces, far, near, wide, textures, air, colours] = rows.map((row) => row.split('/')) as [
      string[],
      string[],
      string[],
      string[],
      string[],
      string[],
      string[],
      string[],
    ];
    const keys = names.split(' ');
    const key = keys[0] as string;
    const place: Place = {
      key,
      name: `the ${key.replaceAll('-', ' ')}`,
      interior: where === 'in',
      spots,
      surfaces,
      far,
      near,
      wide,
      textures,
      air: air.map((pair) => pair.split('>') as [string, string]),
      lamp,
      colours,
      tool,
      next: next.split(','),
    };
    for (const name of keys) if (!PLACE_OF.has(name)) PLACE_OF.set(name, place);
  }
}
read(WORK_PLACES);
read(CITY_PLACES);
read(WILD_PLACES);

/** Words that name the open sea or land only when they stand as the place of something, not as its subject. */
const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    mars: 'Mars',
    tokyo: 'Tokyo',
    space: 'space',
    paris: 'Paris',
    underwater: 'the reef',
  }),
);

/** The setting a singular noun names. */
export function placeOf(noun: string): Place | undefined {
  const place = PLACE_OF.get(noun);
  if (!place) return undefined;
  const name = NAMED.get(noun);
  if (name !== undefined) return { ...place, name };
  return noun === place.key ? place : { ...place, name: `the ${noun.replaceAll('-', ' ')}` };
}

/** A setting that is always there. */
export function placeByKey(key: string): Place {
  const place = placeOf(key) ?? PLACE_OF.get('street');
  if (!place) throw new RangeError(`no place ${key}`);
  return place;
}

/** A setting under a name of the user's own, furnished like `base`. */
export function namedPlace(name: string, base: Place): Place {
  return { ...base, name };
}

/** All settings, one each. */
export function allPlaces(): Place[] {
  return [...new Set(PLACE_OF.values())];
}

/** `a hammer`, or the words themselves where they already say how many. */
export function toolPhrase(tool: string): string {
  return /^(three|two|some|a|an|the|leather gloves|fine tweezers|shears|pale)\b/.test(tool) ? tool : withArticle(tool);
}
