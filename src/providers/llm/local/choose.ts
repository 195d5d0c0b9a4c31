import type { ShotSize } from '../../../types/film.ts';
import type { Avoid } from './avoid.ts';
import { sizesFrom } from './camera.ts';
import type { Part } from './cast.ts';
import type { Slots } from './fill.ts';
import { ANIMAL } from './ideas/animals.ts';
import { ANYONE } from './ideas/anyone.ts';
import { FAMILY_BOOKS } from './ideas/family.ts';
import type { Idea, Intent } from './ideas/types.ts';
import { airOf } from './light.ts';
import type { Random } from './random.ts';
import { isAgent } from './reading/thing.ts';
import type { Situation } from './stage.ts';
import { isBeast, meets, suits } from './suit.ts';

const SHOWS_PARTNER = /\{(?:partner|other)\}/i;
const SHOWS_HERO = /\{[hH]ero('s)?\}/;

/** The story's own pictures. */
function picturesOf(intent: Intent, { family, hero }: Situation): readonly Idea[] {
  const pictures = FAMILY_BOOKS[family][intent] ?? [];
  const beastly = isBeast(hero.thing);
  return beastly ? [...(ANIMAL[intent] ?? []), ...pictures] : pictures;
}

/** Pictures that suit anybody, or any place. */
function common(intent: Intent, situation: Situation): readonly Idea[] {
  if (isAgent(situation.hero.thing.kind)) return ANYONE[intent] ?? [];
  if (intent !== 'establish') return [];
  return (ANYONE.establish ?? []).filter((idea) => !/\{hero|\{Hero|<\w+>/.test(idea.start + idea.end + idea.motion));
}

/** Chooses what a shot shows: pictures that suit, the least shown first. */
export class Chooser {
  private readonly avoid: Avoid;
  private readonly shown = new Map<Idea, number>();
  private readonly seen = new Set<Part>();
  private lastOpening = '';

  constructor(avoid: Avoid) {
    this.avoid = avoid;
  }

  /** The idea for a shot. The one that opens the film shows whom or what it is about. */
  idea(intent: Intent, situation: Situation, random: Random, { opens }: { opens: boolean }): Idea {
    const fits = (idea: Idea): boolean => this.fits(idea, situation) && (!opens || SHOWS_HERO.test(idea.start));
    const own = picturesOf(intent, situation);
    const options = [...own, ...common(intent, situation)].filter(fits);
    const pool = options.length > 0 ? options : this.anything(intent, situation, fits);
    return this.leastShown(pool, intent, own, situation, random);
  }

  /** An idea that begins with the hero in a given size, as the shot before ended; undefined when there is none. */
  continuing(intent: Intent, situation: Situation, random: Random, size: ShotSize): Idea | undefined {
    const own = picturesOf(intent, situation);
    const pool = [...own, ...common(intent, situation)].filter(
      (idea) =>
        this.fits(idea, situation) &&
        !this.shown.has(idea) &&
        SHOWS_HERO.test(idea.start) &&
        sizesFrom(idea.sizes).includes(size),
    );
    return pool.length > 0 ? this.leastShown(pool, intent, own, situation, random) : undefined;
  }

  private fits(idea: Idea, situation: Situation): boolean {
    return (
      idea.needs.every((need) => meets(need, situation)) &&
      suits(idea, situation) &&
      !this.avoid.hits(`${idea.start} ${idea.end} ${idea.motion}`)
    );
  }

  /** The story's own pictures come before the common ones when both were shown as often. */
  private leastShown(
    pool: readonly Idea[],
    intent: Intent,
    own: readonly Idea[],
    { object, partner, family }: Situation,
    random: Random,
  ): Idea {
    const preferOwn = intent !== 'face' && pool.some((idea) => own.includes(idea));
    const meeting = family === 'meet';
    // Whom and what the story turns on is shown as soon as a picture suits.
    const owed = (idea: Idea): boolean =>
      (object !== undefined && !this.seen.has(object) && idea.needs.includes('object')) ||
      (partner !== undefined && SHOWS_PARTNER.test(idea.end) && (meeting || !this.seen.has(partner)));
    const rank = (idea: Idea): number =>
      (this.shown.get(idea) ?? 0) * 2 + (preferOwn && !own.includes(idea) ? 1 : 0) - (owed(idea) ? 1.5 : 0);
    const least = Math.min(...pool.map(rank));
    const best = pool.filter((one) => rank(one) === least);
    const other = best.filter((one) => opening(one) !== this.lastOpening);
    const idea = random.pick(other.length > 0 ? other : best);
    this.shown.set(idea, (this.shown.get(idea) ?? 0) + 1);
    this.lastOpening = opening(idea);
    if (object !== undefined && idea.needs.includes('object')) this.seen.add(object);
    if (partner !== undefined && SHOWS_PARTNER.test(idea.end)) this.seen.add(partner);
    return idea;
  }

  /** What comes nearest where nothing suits the intent: never something that is over before it began. */
  private anything(intent: Intent, situation: Situation, fits: (idea: Idea) => boolean): Idea[] {
    const agent = isAgent(situation.hero.thing.kind);
    const animal = isBeast(situation.hero.thing);
    const books = [
      ...(animal ? [ANIMAL] : []),
      FAMILY_BOOKS[situation.family],
      ...(agent ? [ANYONE] : []),
      FAMILY_BOOKS.place,
    ];
    for (const test of [fits, (idea: Idea) => this.fits(idea, situation)]) {
      for (const other of [intent, ...INSTEAD[intent]]) {
        const found = books.flatMap((book) => book[other] ?? []).filter(test);
        if (found.length > 0) return found;
      }
    }
    const last = (ANYONE.establish ?? []).filter((idea) => idea.needs.length === 0);
    return last.filter((idea) => !this.avoid.hits(`${idea.start} ${idea.end} ${idea.motion}`)).concat(last.slice(0, 1));
  }

  /** Everything of the place that a shot may name, two of a kind never alike. */
  slots(situation: Situation, idea: Idea, random: Random): Slots {
    const { place } = situation;
    const two = (list: readonly string[]): [string, string] => {
      const shuffled = random.shuffle(this.avoid.allowed(list));
      const first = shuffled[0] ?? '';
      return [first, shuffled[1] ?? first];
    };
    const [spot, spot2] = two(spotsOf(situation));
    const [wide, wide2] = two(place.wide);
    const [texture, texture2] = two(place.textures);
    const air = random.pick(this.avoid.allowed(airOf(place, situation.weather), (pair) => pair.join(' ')));
    return {
      hero: situation.hero,
      ...(situation.object ? { object: situation.object } : {}),
      ...(situation.partner ? { partner: situation.partner } : {}),
      ...(situation.acting === undefined ? {} : { acting: situation.acting }),
      place: place.name,
      tool: situation.tool,
      spot,
      spot2,
      surface: random.pick(this.avoid.allowed(place.surfaces)),
      far:
        (SHOWS_HERO.test(`${idea.start} ${idea.end}`) ? situation.horizon : undefined) ??
        random.pick(this.avoid.allowed(place.far)),
      near: random.pick(this.avoid.allowed(place.near)),
      wide,
      wide2,
      texture,
      texture2,
      air: air[0],
      airMoves: air[1],
    };
  }
}

/** The first words of what happens: two ideas that begin alike look alike. */
function opening({ motion }: Idea): string {
  return motion.split(' ').slice(0, 3).join(' ');
}

/** Where somebody drives, sails or rides, and where a car stands. */
function spotsOf({ hero, place, verb }: Situation): readonly string[] {
  if (isAgent(hero.thing.kind) && !place.interior && verb !== undefined) return SEATS.get(verb) ?? place.spots;
  const car = /\b(car|truck|bus|taxi|van|bicycle|bike|motorcycle|motorbike|scooter|supercar|lorry)\b/i;
  const wheels = hero.thing.kind === 'vehicle' && (car.test(hero.thing.words) || hero.thing.proper);
  return wheels && !place.interior ? ['at the roadside', 'on the open road', 'at the bend of the road'] : place.spots;
}

const SEATS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    drive: ['at the wheel', 'behind the windscreen', 'in the driver’s seat'],
    sail: ['at the tiller', 'at the rail', 'under the sail'],
    row: ['at the oars', 'in the bow'],
    steer: ['at the wheel', 'at the rail'],
  }),
);

/** Where to look when an intent has no picture that suits. */
const INSTEAD: Record<Intent, readonly Intent[]> = {
  establish: ['enter', 'begin', 'act', 'detail'],
  enter: ['begin', 'act', 'detail', 'establish'],
  detail: ['act', 'begin', 'enter', 'establish'],
  face: ['enter', 'detail', 'act', 'begin', 'establish'],
  begin: ['act', 'enter', 'detail', 'establish'],
  act: ['begin', 'peak', 'enter', 'detail', 'establish'],
  trouble: ['act', 'face', 'detail', 'establish'],
  peak: ['act', 'begin', 'enter', 'detail', 'establish'],
  after: ['ending', 'face', 'detail', 'act', 'establish'],
  ending: ['after', 'establish', 'detail', 'act'],
};
