import type { Kind, Place } from '../world/types.ts';
import type { ActionClass } from './verbs.ts';

/** Somebody or something the concept names. */
export interface Thing {
  /** Last noun in the singular, `sword`. */
  head: string;
  /** The phrase without determiner, `glowing sword`. */
  words: string;
  adjectives: string[];
  kind: Kind;
  /** More than one. */
  many: boolean;
  /** Not counted, takes no `a`. */
  mass: boolean;
  /** A name, takes no article at all. */
  proper: boolean;
  /** `two` of `two children`. */
  count?: string;
  /** `his` of `his wife`. */
  possessive?: string;
  /** What it is never seen without, `on a horse`. */
  carrying?: string;
  /** As a first name gives it away. */
  gender?: 'female' | 'male';
  /** `Sal` of `a taxi driver named Sal`. */
  name?: string;
  /** The words of the user's language, where that is not English. */
  own?: string;
}

/** What is done. */
export interface Action {
  /** Base form, `look`. */
  verb: string;
  /** `for` of `look for`, `up`, `home`. */
  particle?: string;
  class: ActionClass;
}

export type TimeOfDay = 'dawn' | 'morning' | 'noon' | 'afternoon' | 'sunset' | 'dusk' | 'night';
export type Weather = 'rain' | 'snow' | 'fog' | 'storm' | 'wind' | 'sun';

/** One thing that happens, in the order told. */
export interface StoryEvent {
  hero?: Thing;
  action?: Action;
  object?: Thing;
  /** What it is done with. */
  prop?: Thing;
  partner?: Thing;
  place?: Place;
  time?: TimeOfDay;
  weather?: Weather;
}

/** What kind of film the concept asks for. */
export type Genre = 'story' | 'product' | 'explainer' | 'portrait';

/** What was understood of a concept. */
export interface Reading {
  /** BCP 47 primary language, `und` when it cannot be told. */
  language: string;
  /** The concept, tidied, at most a few hundred characters. */
  concept: string;
  genre: Genre;
  hero?: Thing;
  /** At least one. */
  events: [StoryEvent, ...StoryEvent[]];
  /** Everything else that is named, in order. */
  things: Thing[];
  places: Place[];
  time?: TimeOfDay;
  weather?: Weather;
  /** Such as `1962` or `medieval`. */
  era?: string;
  /** Words that set a tone. */
  tone: 'dark' | 'light' | 'calm' | 'wild' | 'plain';
  /** Words of another language that were understood, in English; absent for English concepts. */
  understood?: string[];
  /** A title in the concept's own words, when they make one. */
  title?: string;
}
