import { placeByKey } from '../world/places.ts';
import type { Place } from '../world/types.ts';
import { asPlace, clauses, readClause } from './clause.ts';
import { titleCase } from './inflect.ts';
import { eraIn, timeIn, toneIn, weatherIn } from './setting.ts';
import { tagWords } from './tag.ts';
import { isAgent, plainThing } from './thing.ts';
import type { Genre, Reading, StoryEvent, Thing } from './types.ts';
import { FILM_WORDS } from './words.ts';

const FILM = [...FILM_WORDS].join('|');
/** `A launch film for`, `make me a short video about`: what is wanted, in front of what it is about. */
const PREAMBLE = new RegExp(
  `^(?:(?:please|can you|could you|i want(?: you)?(?: to)?|i need|i'd like|we need|let's|make|create|produce|generate|write|give me|show me|me|us|direct|film)\\s+)*` +
    `((?:(?:an?|the|our|my|this)\\s+)?(?:[\\w-]+\\s+){0,4}?(?:${FILM})s?)\\s+(?:about|for|of|on|that shows|showing|where|in which|introducing|featuring|telling|with)\\s+(?:(?:the (?:story|life|history|beauty|magic|journey|world) of|how)\\s+)?`,
  'i',
);
const DAY_IN_LIFE = /^(?:a|one|the)\s+(?:day|night|year|morning)\s+in\s+the\s+life\s+of\s+/i;
const PRODUCT_WORDS =
  /\b(launch|product|brand|commercial|ad|advert|advertisement|promo|startup|app|company|campaign|teaser|unboxing|sale|our new|new collection|agency|service)\b/i;
const EXPLAINER =
  /^(?:an? )?(?:how|why|what)\s+(?:is|are|does|do|did|was|were|can|to)?\s*|^(?:explain(?:ing|er)?|understanding|introduction to|the (?:science|history|story|origin|physics|biology|chemistry) of)\s+/i;
/** Words that stand for a firm rather than for what it sells. */
const FIRM =
  /\b(brand|company|startup|agency|shop|store|business|app|firm|label|studio|service|roaster|roastery|product|line|collection|campaign|launch)\b/gi;

/** Reads a concept in English. `text` is tidied and not too long. */
export function readEnglish(text: string): Reading {
  const preamble = PREAMBLE.exec(text);
  let body = preamble ? text.slice(preamble[0].length) : text;
  const explains =
    EXPLAINER.test(body) ||
    /^(?:how|why)\b/i.test(body) ||
    /explain|tutorial|educational/i.test(preamble?.[0] ?? '') ||
    /\bhow\s+$/i.test(preamble?.[0] ?? '');
  const sells = PRODUCT_WORDS.test(preamble?.[0] ?? '') || PRODUCT_WORDS.test(text.slice(0, 160));
  body = body.replace(DAY_IN_LIFE, '');
  let genre: Genre = explains ? 'explainer' : 'story';
  if (genre === 'explainer') body = topicOf(body);

  const capitals = body.match(/\b\p{Lu}\p{Ll}/gu)?.length ?? 0;
  const count = body.match(/\p{L}+/gu)?.length ?? 1;
  const tokens = tagWords(capitals / count > 0.6 && count > 2 ? body.toLowerCase() : body);

  const events: StoryEvent[] = [];
  const things: Thing[] = [];
  const places: Place[] = [];
  let carried: Thing | undefined;
  for (const clause of clauses(tokens)) {
    const read = readClause(clause, carried);
    things.push(...read.things);
    places.push(...read.places);
    if (read.event.hero && isAgent(read.event.hero.kind)) carried = read.event.hero;
    if (read.event.action || read.event.place || read.event.hero) events.push(read.event);
  }
  carryOn(events);

  let hero =
    events.find((event) => event.hero && isAgent(event.hero.kind))?.hero ??
    events.find((event) => event.hero)?.hero ??
    things[0];
  const acts = events.some((event) => event.action !== undefined);
  const owner = /\b(?:my|our|his|her|their)\s+([\w-]+)['’]s\s/i.exec(body)?.[1]?.toLowerCase();
  if (genre === 'story' && sells && !(hero && isAgent(hero.kind) && acts)) genre = 'product';
  if (genre === 'product') {
    const named = /['"“]([^'"”]{2,40})['"”]|\b(?:called|named)\s+([\p{Lu}][\w-]*)/u.exec(body);
    hero = productOf(body, hero, named?.[1] ?? named?.[2]);
  } else if (genre === 'story' && !acts) {
    genre = 'portrait';
    const setting = hero && !isAgent(hero.kind) ? asPlace(hero) : undefined;
    if (setting && hero?.kind === 'place') places.unshift(setting);
    if (owner) {
      const person = plainThing(owner);
      if (isAgent(person.kind)) hero = person;
    }
  }
  // An unknown word that acts is somebody, not something.
  for (const event of events) {
    if (event.hero && event.action && event.hero.kind === 'object' && event.hero.proper) event.hero.kind = 'person';
  }
  if (hero?.proper && hero.kind === 'object' && acts) hero.kind = 'person';
  const [first, ...rest] = events;
  const time = timeIn(text);
  const weather = weatherIn(text);
  const era = eraIn(text);
  const title = titleFrom(text, body, genre);
  return {
    language: 'en',
    concept: text,
    genre,
    ...(hero ? { hero } : {}),
    events: [first ?? {}, ...rest],
    things,
    places: places.length > 0 ? places : fallbackPlaces(text),
    ...(time ? { time } : {}),
    ...(weather ? { weather } : {}),
    ...(era ? { era } : {}),
    tone: toneIn(text),
    ...(title ? { title } : {}),
  };
}

/** `photosynthesis` of `photosynthesis works` or `what a black hole is`. */
function topicOf(body: string): string {
  return body
    .replace(EXPLAINER, '')
    .replace(/\s+(?:works?|functions?|happens?|operates?|is made|are made|came to be|began|matters?|exists?)\b.*$/i, '')
    .replace(/[?!.]+\s*$/, '');
}

/** An event without place, time or weather goes on where the one before was. */
function carryOn(events: StoryEvent[]): void {
  events.forEach((event, index) => {
    const before = events[index - 1];
    if (!before) return;
    if (!event.time && before.time) event.time = before.time;
    if (!event.weather && before.weather) event.weather = before.weather;
    if (!event.place && before.place) event.place = before.place;
    if (!event.hero && before.hero) event.hero = before.hero;
  });
}

function productOf(body: string, hero: Thing | undefined, name: string | undefined): Thing {
  const noun = (hero?.words ?? body).replace(FIRM, ' ').replace(/\s+/g, ' ').trim();
  const words = noun.length > 0 ? noun : (name ?? hero?.words ?? body.slice(0, 40));
  const thing = plainThing(words.toLowerCase() === words ? words : words);
  return { ...thing, kind: thing.kind === 'food' || thing.kind === 'vehicle' ? thing.kind : 'object' };
}

function fallbackPlaces(text: string): Place[] {
  if (/\bunder ?water\b/i.test(text)) return [placeByKey('reef')];
  if (/\b(outer space|spacecraft|astronauts?)\b/i.test(text)) return [placeByKey('space')];
  if (/\bnoir\b/i.test(text)) return [placeByKey('city')];
  return [];
}

/** The concept itself, when it is short and no sentence: `My Grandmother's Kitchen, 1962`. */
function titleFrom(text: string, body: string, genre: Genre): string | undefined {
  const words = text.split(/\s+/);
  if (
    (genre === 'portrait' || genre === 'explainer') &&
    words.length <= 7 &&
    !/[\n.;:]/.test(text.replace(/[.!?]+$/, ''))
  ) {
    return titleCase(text.replace(/[.!?]+$/, ''));
  }
  return genre === 'explainer' ? titleCase(`How ${body} works`.slice(0, 90)) : undefined;
}
