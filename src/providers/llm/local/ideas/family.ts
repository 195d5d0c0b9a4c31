import { isAgent } from '../reading/thing.ts';
import type { Action, Reading, Thing } from '../reading/types.ts';
import type { ActionClass } from '../reading/verbs.ts';
import { tradeOf } from '../world/people.ts';
import { CHANGE, FIGHT, MEET, PERFORM, WAIT } from './feeling.ts';
import { FIND, SEEK, TRAVEL } from './going.ts';
import { MAKE, TEND, WORK } from './making.ts';
import { MOVER, NATURE, OBJECT } from './objects.ts';
import { OPEN_PLACE } from './open.ts';
import { ROOM, TOPIC } from './places.ts';
import type { IdeaBook, Intent } from './types.ts';

/** Which set of pictures tells something: by what is done where somebody acts, else by what the film is about. */
export type Family = ActionClass | 'object' | 'mover' | 'nature' | 'place' | 'topic';

const INTENTS = [...new Set([...Object.keys(ROOM), ...Object.keys(OPEN_PLACE)])] as Intent[];
/** Rooms and open places; what an idea needs tells which is which. */
const ALL_PLACES: IdeaBook = Object.fromEntries(
  INTENTS.map((intent) => [intent, [...(ROOM[intent] ?? []), ...(OPEN_PLACE[intent] ?? [])]]),
);

/** The pictures of each family. */
export const FAMILY_BOOKS: Readonly<Record<Family, IdeaBook>> = {
  make: MAKE,
  tend: TEND,
  seek: SEEK,
  travel: TRAVEL,
  find: FIND,
  fight: FIGHT,
  perform: PERFORM,
  meet: MEET,
  wait: WAIT,
  change: CHANGE,
  work: WORK,
  object: OBJECT,
  mover: MOVER,
  nature: NATURE,
  place: ALL_PLACES,
  topic: TOPIC,
};

/** The family of a film as a whole. */
export function familyOf(reading: Reading, hero: Thing, action: Action | undefined): Family {
  if (reading.genre === 'product') return hero.kind === 'vehicle' ? 'mover' : 'object';
  if (isAgent(hero.kind)) {
    if (action) return action.class;
    return tradeOf(hero.head) ? 'work' : 'wait';
  }
  switch (hero.kind) {
    case 'vehicle':
      return 'mover';
    case 'plant':
    case 'nature':
      return 'nature';
    case 'place':
      return 'place';
    case 'idea':
      return 'topic';
    default:
      return action?.class === 'travel' ? 'mover' : 'object';
  }
}
