import type { VideoStyle } from '../../../types/film.ts';
import type { Avoid } from './avoid.ts';
import { makePart, type Part } from './cast.ts';
import { type Family, familyOf } from './ideas/family.ts';
import { DAY } from './light.ts';
import type { Random } from './random.ts';
import { gerund, singular, thirdPerson } from './reading/inflect.ts';
import { knownKind } from './reading/known.ts';
import { isAgent, plainThing, the } from './reading/thing.ts';
import type { Action, Reading, StoryEvent, Thing, TimeOfDay, Weather } from './reading/types.ts';
import { usualFor } from './reading/verbs.ts';
import { animalOf } from './world/creatures.ts';
import { DEFAULT_PLACE, HOME_OF, WEATHER_PLACE } from './world/homes.ts';
import { tradeOf } from './world/people.ts';
import { namedPlace, placeByKey } from './world/places.ts';
import { productOf } from './world/products.ts';
import type { Kind, Place, Trade } from './world/types.ts';

/** One scene's circumstances: who, with what, where and when. */
export interface Situation {
  hero: Part;
  object?: Part;
  partner?: Part;
  /** Which pictures suit. */
  family: Family;
  /** What is done, in its base form. */
  verb?: string;
  /** `forging the glowing sword` */
  acting?: string;
  /** `forges the glowing sword`, or `forge …` for several. */
  acts?: string;
  place: Place;
  time: TimeOfDay;
  weather?: Weather;
  tool: string;
  /** Sun, moon, sea: what the story looks toward. */
  horizon?: string;
}

/** How far into the film a scene is, and what it may do. */
export interface Moment {
  /** 0–1. */
  share: number;
  /** Scene number, from 0. */
  index: number;
  count: number;
  /** Whether the scene leaves the place of the story. */
  away: boolean;
}

/** No prop, whatever it is made of. */
const TOO_BIG =
  /^(building|house|home|bridge|tower|wall|school|church|roof|skyscraper|road|street|mountain|mall|lighthouse|windmill)$/;
/** What can be held, made or stood beside. */
const PROPS: ReadonlySet<Kind> = new Set<Kind>(['object', 'food', 'vehicle', 'plant']);
/** Verbs that are no picture without what they are done to. */
const NEEDS_OBJECT =
  /^(protect|make|find|use|give|put|take|get|have|bring|show|tell|see|save|guard|deliver|offer|provide|create|build|carry|hold|buy|sell|love|learn|become|raise|lose|reveal|connect|reduce|improve|transform)$/;
const FIGURES = ['woman', 'man', 'young woman', 'old man', 'traveller'] as const;
const PARENT = /^(father|mother|dad|mum|mom|parent|grandmother|grandfather|grandma|grandpa)$/;
/** How much of a day a style shows when the concept names no hour: first and last step through the day. */
const DAY_SPAN: Record<Reading['tone'], readonly [number, number]> = {
  dark: [4, 6],
  light: [1, 4],
  calm: [0, 5],
  wild: [2, 5],
  plain: [1, 5],
};

/** Who and what the film is about, and where it goes. */
export class Stage {
  readonly reading: Reading;
  readonly hero: Part;
  /** The one thing the story turns on, if any. */
  readonly object: Part | undefined;
  readonly home: Place;
  private readonly random: Random;
  private readonly avoid: Avoid;
  private readonly parts = new Map<string, Part>();
  private readonly family: Family;
  private readonly chief: StoryEvent;
  private readonly elsewhere: readonly Place[];
  /** Names of the places scenes have been set in, in order. */
  readonly visited: string[] = [];

  constructor(reading: Reading, style: VideoStyle, avoid: Avoid, random: Random) {
    this.reading = reading;
    this.random = random;
    this.avoid = avoid;
    this.hero = this.part(this.heroThing(), true);
    this.chief =
      reading.events.find((event) => event.action && (!event.hero || event.hero === reading.hero)) ??
      reading.events.find((event) => event.action) ??
      reading.events[0];
    this.family = familyOf(reading, this.hero.thing, this.chief.action);
    this.object =
      this.objectPart(this.chief) ??
      reading.events.map((event) => this.objectPart(event)).find((part) => part !== undefined) ??
      this.usualObject();
    this.home = this.homePlace(style);
    const told = reading.places.filter((place) => place.name !== this.home.name && !avoid.hits(place.name));
    const near = this.home.next.map(placeByKey);
    this.elsewhere = [...told, ...near, ...near.flatMap((place) => place.next.map(placeByKey))].filter(
      (place, index, all) =>
        place.key !== this.home.key &&
        !avoid.hits(place.name) &&
        all.findIndex((other) => other.key === place.key) === index,
    );
  }

  /** What the story is about besides its hero, prop or not, for the title. */
  get quest(): Thing | undefined {
    const { events, genre } = this.reading;
    const objects =
      genre === 'product'
        ? []
        : events.flatMap(({ object, prop }) => [object, prop].filter((thing) => thing !== undefined));
    return objects.find(
      ({ kind, head, words }) =>
        kind !== 'idea' && kind !== 'place' && head !== this.hero.thing.head && !this.avoid.hits(words),
    );
  }

  /** The circumstances of a scene. */
  situation(moment: Moment): Situation {
    const event = this.eventAt(moment.share);
    const own = event.hero && event.action && isAgent(event.hero.kind) && event.hero.words !== this.reading.hero?.words;
    const hero = own && event.hero ? this.part(event.hero, true) : this.hero;
    // What the sea or the weather does is not what the hero does.
    const others = event.hero !== undefined && !isAgent(event.hero.kind) && isAgent(this.hero.thing.kind);
    const action = others ? undefined : (event.action ?? this.chief.action);
    const object =
      (event.action ? this.objectPart(event) : undefined) ??
      (hero === this.hero && this.isKnown(event) ? this.object : undefined);
    const partnerThing = event.partner ?? this.chief.partner;
    const partner =
      partnerThing && partnerThing !== hero.thing && !this.avoid.hits(partnerThing.words)
        ? this.part(partnerThing, true)
        : undefined;
    const place = this.placeAt(event, moment);
    const usual = action && usualFor(action.verb);
    this.visited.push(place.name);
    const weather = event.weather ?? this.reading.weather;
    const words = action && actionWords(action, event.action ? event : this.chief, hero.many);
    return {
      hero,
      ...(object && object !== hero ? { object } : {}),
      ...(partner && partner !== hero ? { partner } : {}),
      family: own && event.action ? event.action.class : this.familyAt(event),
      ...(words && isAgent(hero.thing.kind) && !this.avoid.hits(words.acting) ? words : {}),
      ...(action ? { verb: action.verb } : {}),
      place,
      time: this.timeAt(event, moment),
      ...(weather && !this.avoid.hits(weather) ? { weather } : {}),
      tool: this.tool(place, usual?.tool),
      ...(event.object?.kind === 'nature' &&
      !this.avoid.hits(event.object.words) &&
      !place.name.includes(event.object.head)
        ? { horizon: the(event.object) }
        : {}),
    };
  }

  /** Whether the story has come to the thing it turns on: nobody holds what is only found later. */
  private isKnown(event: StoryEvent): boolean {
    const { events } = this.reading;
    return events.indexOf(event) >= events.findIndex((one) => this.objectPart(one) === this.object);
  }

  private familyAt(event: StoryEvent): Family {
    return isAgent(this.hero.thing.kind) && event.action ? event.action.class : this.family;
  }

  private heroThing(): Thing {
    const { hero, genre, events } = this.reading;
    if (hero && !this.avoid.hits(hero.words))
      return genre === 'product' ? productThing(hero, this.reading.concept) : hero;
    if (hero && isAgent(hero.kind) && !this.avoid.hits(hero.head)) return { ...plainThing(hero.head), many: hero.many };
    const parent = events.some((event) => event.partner && PARENT.test(event.partner.head));
    return plainThing(parent ? 'child' : this.random.pick(this.avoid.allowed([...FIGURES])), 'person');
  }

  private trade(): Trade | undefined {
    const { thing } = this.hero;
    return (
      tradeOf(thing.head) ??
      thing.words
        .split(' ')
        .map((word) => tradeOf(singular(word.toLowerCase())))
        .find((trade) => trade !== undefined)
    );
  }

  private homePlace(style: VideoStyle): Place {
    const { thing } = this.hero;
    const named = this.chief.place ?? this.reading.places[0];
    // A shop's name is no city to show its goods in.
    const told =
      this.reading.genre === 'product' && named?.key === 'city' && !/^the /.test(named.name) ? undefined : named;
    const usual =
      this.reading.genre === 'product'
        ? (productOf(thing.head)?.place ?? 'studio')
        : this.family === 'topic'
          ? style === 'minimal' || style === 'artistic'
            ? 'studio'
            : 'laboratory'
          : (this.trade()?.place ??
            animalOf(thing.head)?.home ??
            HOME_OF.get(thing.head) ??
            (thing.kind === 'robot'
              ? 'workshop'
              : thing.kind === 'vehicle'
                ? 'road'
                : thing.kind === 'plant'
                  ? 'garden'
                  : thing.kind === 'food'
                    ? 'kitchen'
                    : thing.kind === 'nature'
                      ? 'coast'
                      : thing.kind === 'creature'
                        ? 'forest'
                        : this.usualPlace()));
    const options = [told, placeByKey(usual), placeByKey('street'), placeByKey('hills'), placeByKey('studio')];
    return (
      options.find((place) => place !== undefined && !this.avoid.hits(place.name)) ??
      namedPlace('the place', placeByKey('studio'))
    );
  }

  /** Where somebody is who has no trade and is told no place: out in the weather where there is any. */
  private usualPlace(): string {
    const weather = this.chief.weather ?? this.reading.weather;
    return (weather && WEATHER_PLACE[weather]) ?? DEFAULT_PLACE[this.chief.action?.class ?? ''] ?? 'house';
  }

  private eventAt(share: number): StoryEvent {
    const { events } = this.reading;
    return events[Math.min(events.length - 1, Math.floor(share * events.length))] ?? events[0];
  }

  private placeAt(event: StoryEvent, { index, count, away }: Moment): Place {
    const told = event.place && !this.avoid.hits(event.place.name) ? event.place : this.home;
    const leaves = (away || (count > 6 && index % 5 > 2)) && index > 0 && index < count - 1;
    if (!leaves || this.elsewhere.length === 0) return told;
    return this.elsewhere[index % this.elsewhere.length] ?? told;
  }

  private timeAt(event: StoryEvent, { share, index, count }: Moment): TimeOfDay {
    const fixed = event.time ?? this.reading.time ?? (this.reading.genre === 'product' ? 'morning' : undefined);
    if (this.reading.genre === 'product' && fixed) return fixed;
    if (fixed) {
      // Told hours hold, but a long film lets them pass, and an ending may be a little later.
      const later = count > 8 ? index % 3 : count > 2 && index === count - 1 ? 1 : 0;
      return DAY[(DAY.indexOf(fixed) + later) % DAY.length] ?? fixed;
    }
    const [from, to] = DAY_SPAN[this.reading.tone];
    if (count > 12) return DAY[index % DAY.length] ?? 'morning';
    return DAY[Math.round(from + share * (to - from))] ?? 'morning';
  }

  private tool(place: Place, usual: string | undefined): string {
    const own = usual ?? this.trade()?.tool;
    return this.avoid.allowed([own ?? place.tool, place.tool, 'lantern', 'basket', 'cloth'])[0] ?? 'cloth';
  }

  private objectPart(event: StoryEvent): Part | undefined {
    const object = event.object && PROPS.has(event.object.kind) ? event.object : (event.prop ?? event.object);
    if (
      !object ||
      !PROPS.has(object.kind) ||
      TOO_BIG.test(object.head) ||
      this.avoid.hits(object.words) ||
      object.head === this.hero.thing.head
    )
      return undefined;
    return this.part(object, true);
  }

  /** What is usually made or held in what the hero does, where the concept does not say. */
  private usualObject(): Part | undefined {
    const { action } = this.chief;
    const usual = action && isAgent(this.hero.thing.kind) ? usualFor(action.verb) : undefined;
    return usual && !this.avoid.hits(usual.object) ? this.part(plainThing(usual.object, 'object'), true) : undefined;
  }

  private part(thing: Thing, marked: boolean): Part {
    const key = thing.name ?? thing.words;
    const known = this.parts.get(key);
    if (known) return known;
    const part = makePart(thing, this.random.fork(key), this.avoid, {
      marked,
      product: this.reading.genre === 'product',
      setting: this.reading.places[0]?.key,
    });
    this.parts.set(key, part);
    return part;
  }

  /** Everyone and everything that has been given a look so far. */
  everyPart(): Part[] {
    return [...this.parts.values()];
  }
}

/** What stands on the table for what is sold: a brand we do not know is what the concept says it is. */
function bodyOf(hero: Thing, concept: string): string | undefined {
  const own = productOf(hero.head)?.body;
  if (own !== undefined || !hero.proper || knownKind(hero.head) !== undefined) return own;
  const words = concept.toLowerCase().match(/[a-z]+/g) ?? [];
  return words.map((word) => productOf(singular(word))?.body).find((body) => body !== undefined);
}

/** What is sold, as something that can stand on a table. */
function productThing(hero: Thing, concept: string): Thing {
  const body = bodyOf(hero, concept);
  if (body === undefined) return hero;
  const words = [...hero.adjectives.filter((word) => !/^(minimalist|minimal|simple|new)$/.test(word)), body].join(' ');
  return {
    ...plainThing(words, 'object'),
    ...(hero.own === undefined ? {} : { own: hero.own }),
    ...(hero.name === undefined ? {} : { name: hero.name }),
  };
}

/** `his wife`, `the glowing sword` */
function owned(thing: Thing): string {
  return thing.possessive === undefined ? the(thing) : `${thing.possessive} ${thing.words}`;
}

function actionWords(action: Action, event: StoryEvent, many: boolean): { acting: string; acts: string } | undefined {
  const object =
    event.object && event.object.kind !== 'place'
      ? owned(event.object)
      : event.partner && action.class !== 'perform'
        ? owned(event.partner)
        : undefined;
  const place = event.object?.kind === 'place' ? the(event.object) : undefined;
  const particle =
    action.particle !== undefined &&
    (object !== undefined ||
      place !== undefined ||
      !/^(for|at|into|through|over|against|after|around|across|along|with)$/.test(action.particle))
      ? action.particle
      : undefined;
  const rest = [particle, object ?? place].filter((word) => word !== undefined).join(' ');
  if (rest === '' && NEEDS_OBJECT.test(action.verb)) return undefined;
  const finish = (verb: string): string => `${verb} ${rest}`.trim();
  return { acting: finish(gerund(action.verb)), acts: finish(many ? action.verb : thirdPerson(action.verb)) };
}
