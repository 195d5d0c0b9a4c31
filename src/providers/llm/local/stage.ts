import type { DirectorBrief } from '../../../types/brief.ts';
import type { Avoid } from './avoid.ts';
import { makePart, type Part } from './cast.ts';
import type { Slots } from './fill.ts';
import { ANYONE } from './ideas/anyone.ts';
import { CHANGE, FIGHT, MEET, PERFORM, WAIT } from './ideas/feeling.ts';
import { FIND, SEEK, TRAVEL } from './ideas/going.ts';
import { MAKE, TEND, WORK } from './ideas/making.ts';
import { MOVER, NATURE, OBJECT } from './ideas/objects.ts';
import { PLACE, TOPIC } from './ideas/places.ts';
import type { Idea, IdeaBook, Intent, Need } from './ideas/types.ts';
import { airOf } from './light.ts';
import type { Random } from './random.ts';
import { gerund } from './reading/inflect.ts';
import { isAgent, plainThing, the } from './reading/thing.ts';
import type { Action, Reading, StoryEvent, TimeOfDay } from './reading/types.ts';
import type { ActionClass } from './reading/verbs.ts';
import { tradeOf } from './world/people.ts';
import { placeByKey } from './world/places.ts';
import type { Place } from './world/types.ts';

const BY_ACTION: Record<ActionClass, IdeaBook> = {
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
};

/** Who and what the film is about, and what it has shown so far. */
export class Stage {
  readonly reading: Reading;
  readonly hero: Part;
  private readonly random: Random;
  private readonly avoid: Avoid;
  private readonly parts = new Map<string, Part>();
  private readonly used = new Set<Idea>();

  constructor(reading: Reading, brief: DirectorBrief, avoid: Avoid, random: Random) {
    this.reading = reading;
    this.random = random;
    this.avoid = avoid;
    const thing =
      reading.hero && !avoid.hits(reading.hero.words)
        ? reading.hero
        : plainThing(brief.style === 'corporate' ? 'engineer' : 'traveller', 'person');
    this.hero = this.part(thing);
  }

  /** What happens in a scene, by its place in the film (0–1). */
  eventAt(share: number): StoryEvent {
    const { events } = this.reading;
    return events[Math.min(events.length - 1, Math.floor(share * events.length))] ?? events[0];
  }

  /** Where a scene is: where the story says, else on from there. */
  placeFor(event: StoryEvent, away: boolean): Place {
    const told = event.place ?? this.reading.events.find((other) => other.place !== undefined)?.place;
    const trade = tradeOf(this.hero.thing.head)?.place;
    const place = told ?? (trade === undefined ? this.reading.places[0] : placeByKey(trade)) ?? placeByKey('street');
    const candidates = [place, ...place.next.map(placeByKey)].filter((option) => !this.avoid.hits(option.name));
    if (away && candidates.length > 1) return this.random.pick(candidates.slice(1));
    return candidates[0] ?? placeByKey('mountain');
  }

  timeFor(event: StoryEvent, share: number): TimeOfDay {
    const fixed = event.time ?? this.reading.time;
    if (fixed) return fixed;
    return share < 0.35 ? 'morning' : share < 0.75 ? 'afternoon' : 'sunset';
  }

  /** The cast to be named with the plan: whoever has marks to be known by. */
  cast(): { name: string; description: string }[] {
    return [...this.parts.values()]
      .filter((part) => part.marks !== '')
      .map((part) => ({ name: part.plain.replace(/^the /, ''), description: part.marks }));
  }

  slots(event: StoryEvent, place: Place, shotRandom: Random): Slots {
    const pick = (list: readonly string[]): string => shotRandom.pick(this.avoid.allowed(list));
    const two = (list: readonly string[]): [string, string] => {
      const shuffled = shotRandom.shuffle(this.avoid.allowed(list));
      return [shuffled[0] ?? '', shuffled[1] ?? shuffled[0] ?? ''];
    };
    const [spot, spot2] = two(place.spots);
    const [wide, wide2] = two(place.wide);
    const [texture, texture2] = two(place.textures);
    const object =
      event.object && event.object.head !== this.hero.thing.head && !this.avoid.hits(event.object.words)
        ? this.part(event.object)
        : undefined;
    const partner = event.partner && !this.avoid.hits(event.partner.words) ? this.part(event.partner) : undefined;
    const acting = event.action ? actingWords(event.action, event) : undefined;
    return {
      hero: this.hero,
      ...(object ? { object } : {}),
      ...(partner ? { partner } : {}),
      ...(acting && !this.avoid.hits(acting) ? { acting } : {}),
      place: place.name,
      tool: this.avoid.hits(place.tool) ? 'a lamp' : place.tool,
      spot,
      spot2,
      surface: pick(place.surfaces),
      far: pick(place.far),
      near: pick(place.near),
      wide,
      wide2,
      texture,
      texture2,
      air: shotRandom.pick(
        this.avoid.allowed(airOf(place, event.weather ?? this.reading.weather), ([seen]) => seen),
      )[0],
    };
  }

  /** A picture that changes into another, for this intent, not shown before while there is another. */
  idea(intent: Intent, event: StoryEvent, slots: Slots, shotRandom: Random): Idea {
    const books = [...this.books(event), ANYONE];
    for (const fresh of [true, false]) {
      for (const book of books) {
        const fitting = (book[intent] ?? []).filter(
          (idea) =>
            (!fresh || !this.used.has(idea)) &&
            idea.needs.every((need) => this.meets(need, slots)) &&
            !this.avoid.hits(`${idea.start} ${idea.end} ${idea.motion}`),
        );
        if (fitting.length === 0) continue;
        const idea = shotRandom.pick(fitting);
        this.used.add(idea);
        return idea;
      }
    }
    const [first] = ANYONE.establish ?? [];
    if (!first) throw new RangeError(`no idea for ${intent}`);
    return first;
  }

  private books(event: StoryEvent): IdeaBook[] {
    const { genre } = this.reading;
    const { kind } = this.hero.thing;
    if (genre === 'explainer') return [TOPIC];
    if (genre === 'product') return [OBJECT];
    if (kind === 'vehicle') return [MOVER];
    if (kind === 'plant' || kind === 'nature') return [NATURE];
    if (kind === 'object' || kind === 'food' || kind === 'idea') return [OBJECT];
    if (kind === 'place') return [PLACE];
    return event.action ? [BY_ACTION[event.action.class]] : [WAIT];
  }

  private meets(need: Need, slots: Slots): boolean {
    const { kind } = this.hero.thing;
    switch (need) {
      case 'object':
        return slots.object !== undefined;
      case 'hands':
        return kind === 'person' || kind === 'robot';
      case 'human':
        return kind === 'person';
      case 'partner':
        return slots.partner !== undefined;
      case 'verb':
        return slots.acting !== undefined;
    }
  }

  private part(thing: Parameters<typeof makePart>[0]): Part {
    const known = this.parts.get(thing.words);
    if (known) return known;
    const product = this.reading.genre === 'product';
    const marked = isAgent(thing.kind) || thing.kind === 'object' || thing.kind === 'vehicle';
    const part = makePart(thing, this.random.fork(thing.words), this.avoid, { marked, product });
    this.parts.set(thing.words, part);
    return part;
  }
}

function actingWords(action: Action, event: StoryEvent): string {
  return [gerund(action.verb), action.particle, event.object ? the(event.object) : undefined].filter(Boolean).join(' ');
}
