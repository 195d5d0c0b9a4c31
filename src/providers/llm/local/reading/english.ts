import { placeByKey } from '../world/places.ts';
import type { Place } from '../world/types.ts';
import { clauses } from './clause.ts';
import { asPlace, readClause } from './event.ts';
import { singular, titleCase } from './inflect.ts';
import { knownKind, knowsWord } from './known.ts';
import { eraIn, timeIn, toneIn, weatherIn } from './setting.ts';
import { storyFor } from './staged.ts';
import { isFunctionWord, type Token, tagWords } from './tag.ts';
import { isAgent, plainThing } from './thing.ts';
import type { Genre, Reading, StoryEvent, Thing } from './types.ts';
import { verbOf } from './verbs.ts';
import { FILM_WORDS } from './words.ts';

const FILM = [...FILM_WORDS].join('|');
/** `A launch film for`, `make me a short video about`: what is wanted, in front of what it is about. */
const PREAMBLE = new RegExp(
  `^(?:(?:please|can you|could you|i want(?: you)?(?: to)?|i need|i'd like|we need|let's|make|create|produce|generate|write|give me|show me|me|us|direct|film)\\s+)*` +
    `((?:(?:an?|the|our|my|this)\\s+)?(?:[\\w'’-]+\\s+){0,5}?(?:${FILM})s?)[,:]?\\s+(?:about|for|of|on|that shows|showing|where|in which|introducing|featuring|telling|with)\\s+(?:(?:the (?:story|life|history|beauty|magic|journey|world) of|how)\\s+)?`,
  'i',
);
/** `The launch of`, `Introducing`: something is sold, in front of what it is. */
const LAUNCH =
  /^(?:(?:the|a|our)\s+)?(?:(?:product\s+)?(?:launch|unveiling|reveal|introduction|presentation|release|debut)\s+(?:of|for)|introducing|presenting|announcing|(?:product\s+)?launch\s*:)[:\s]+/i;
const DAY_IN_LIFE = /^(?:a|one|the)\s+(?:day|night|year|morning)\s+in\s+the\s+life\s+of\s+/i;
const PRODUCT_WORDS =
  /\b(launch|product|brand|commercial|ad|advert|advertisement|promo|startup|app|company|campaign|teaser|unboxing|sale|our new|new collection|agency|service)\b/i;
const EXPLAINER =
  /^(?:how|why)\s+(?:(?:is|are|does|do|did|was|were|can)\s+)?|^what\s+(?:is|are|makes|causes|happens)\s+(?:an?\s+|the\s+)?|^(?:explaining|understanding|introduction to|(?:a|the)(?: short| brief)? (?:science|history|origin|physics|biology|chemistry) of)\s+/i;
const HISTORY = /\b(?:history|origin|story) of\b/i;
/** Longest concept in which an hour or the weather is meant for the whole film, in characters. */
const WHOLE_STORY = 200;
/** How the film should look, after what it is about: `, 90s sitcom style`. */
const MANNER = /,?\s+(?:in\s+(?:the\s+style\s+of|an?)\s+[\w’' -]{2,40}?(?:\s+style)?|(?:[\w’'-]+\s+){1,4}style)\s*$/i;
const HOW_TO = /^how to\s+/i;
/** Words that stand for a firm rather than for what it sells. */
const FIRM =
  /\b(brand|company|startup|agency|shop|store|business|firm|sale|label|studio|service|roaster|roastery|product|line|collection|campaign|launch)\b/gi;

/** Reads a concept in English. `text` is tidied and not too long. */
export function readEnglish(text: string): Reading {
  const preamble = PREAMBLE.exec(text)?.[0] ?? '';
  const named = text.slice(preamble.length);
  const body = named.replace(LAUNCH, '').replace(DAY_IN_LIFE, '').replace(HOW_TO, '').replace(MANNER, '');
  const asks = EXPLAINER.test(body) || /\b(?:explain\w*|tutorial|educational|how)\b/i.test(preamble);
  const sells = LAUNCH.test(named) || PRODUCT_WORDS.test(preamble) || PRODUCT_WORDS.test(text.slice(0, 160));
  const topic = asks ? topicOf(body) : body;
  const capitals = topic.match(/\b\p{Lu}\p{Ll}/gu)?.length ?? 0;
  const count = topic.match(/\p{L}+/gu)?.length ?? 1;
  const shouted = capitals / count > 0.6;
  const story = readStory(
    shouted ? withoutHeadlineCase(topic) : topic,
    topic.length < text.length && !text.startsWith(topic),
  );
  const { events, things, places } = story;
  let { hero } = story;
  const acts = events.some((event) => event.action !== undefined);
  const actor = hero !== undefined && isAgent(hero.kind);
  let genre: Genre = 'story';
  if (asks && !(acts && actor)) {
    genre = HISTORY.test(body) && (actor || hero?.kind === 'place') ? 'portrait' : 'explainer';
    if (hero === undefined || (acts && !actor))
      hero = plainThing(
        topic
          .replace(/^(?:we|you|i|people|they|it)\s+/i, '')
          .slice(0, 60)
          .toLowerCase(),
      );
    if (genre === 'explainer' && hero.kind === 'object') hero.kind = knownKind(hero.head) ?? 'idea';
  } else if ((sells && !(actor && acts)) || story.firm) {
    genre = 'product';
    const quoted = /['"“]([^'"”]{2,40})['"”]|\b(?:called|named)\s+(\p{Lu}[\w-]*)/u.exec(body);
    hero = productOf(text, hero, things, quoted?.[1] ?? quoted?.[2]);
  } else if (!acts) genre = 'portrait';
  if (genre === 'portrait' && hero) {
    const told = staged(text, hero, story);
    if (told) return told;
  }
  if (genre === 'portrait') {
    const setting = hero && hero.kind === 'place' ? asPlace(hero) : undefined;
    if (setting) places.unshift(setting);
    const owner = /\b(?:my|our|his|her|their)\s+([\w-]+)['’]s\s/i.exec(body)?.[1]?.toLowerCase();
    const person = owner === undefined ? undefined : plainThing(owner);
    if (person && isAgent(person.kind)) hero = person;
  }
  if (hero?.kind === 'person' && !hero.many && !hero.gender) {
    const [he, she] = [/\b(?:he|his|him|himself)\b/i.test(text), /\b(?:she|her|hers|herself)\b/i.test(text)];
    if (he !== she) hero.gender = he ? 'male' : 'female';
  }
  const [first, ...rest] = events;
  // A long story has many hours and skies; each event keeps its own.
  const short = text.length <= WHOLE_STORY;
  const time = short ? timeIn(text) : undefined;
  const weather = short ? weatherIn(text) : undefined;
  const era = eraIn(text);
  const title = titleFrom(text, topic, genre);
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

/** The reading of the story that stands for an idea, peopled and placed as the concept says. */
function staged(text: string, { head, kind }: Thing, { things, places, events }: Story): Reading | undefined {
  const sentence = kind === 'person' || kind === 'animal' || kind === 'place' ? undefined : storyFor(head);
  if (sentence === undefined) return undefined;
  const reading = readEnglish(sentence);
  const [hero, partner] = things.filter((thing) => isAgent(thing.kind));
  const event: StoryEvent = {
    ...reading.events[0],
    ...(hero ? { hero } : {}),
    ...(partner ? { partner } : {}),
    ...(places[0] ? { place: places[0] } : {}),
  };
  const time = timeIn(text) ?? reading.time;
  const weather = weatherIn(text) ?? reading.weather;
  const title = titleFrom(text, text, 'portrait') ?? titleCase(head);
  return {
    ...reading,
    concept: text,
    title,
    ...(hero ? { hero } : {}),
    events: [{ ...event, ...(time ? { time } : {}), ...(weather ? { weather } : {}) }, ...events.slice(1)],
    things: [...reading.things, ...things],
    places: places.length > 0 ? places : reading.places,
    ...(time ? { time } : {}),
    ...(weather ? { weather } : {}),
    tone: toneIn(text) === 'plain' ? reading.tone : toneIn(text),
  };
}

interface Story {
  events: StoryEvent[];
  things: Thing[];
  places: Place[];
  hero: Thing | undefined;
  /** Whether the hero is a brand. */
  firm: boolean;
}

/** Headline case taken back from words that are no names. */
function withoutHeadlineCase(text: string): string {
  let named = false;
  return text.replace(/\p{L}[\p{L}'’-]*/gu, (word) => {
    const lower = word.toLowerCase();
    // What follows a name is a part of it: `Eiffel Tower`, `Mount Everest`.
    if (lower === 'mount') named = true;
    if (lower === 'mount' || (named && /^\p{Lu}/u.test(word) && !isFunctionWord(lower))) return word;
    const common = isFunctionWord(lower) || knowsWord(singular(lower)) || verbOf(lower) !== undefined;
    named = !common && /^\p{Lu}/u.test(word);
    return common ? lower : word;
  });
}

function readStory(body: string, midSentence: boolean): Story {
  const events: StoryEvent[] = [];
  const things: Thing[] = [];
  const places: Place[] = [];
  let hero: Thing | undefined;
  let object: Thing | undefined;
  let last: Thing | undefined;
  const mentions = new Map<string, number>();
  const names = new Map<string, Thing>();
  const tokens = tagWords(body, midSentence);
  for (const clause of clauses(tokens)) {
    const read = readClause(clause, { hero, object, last });
    const { event } = read;
    known(event, names);
    things.push(...read.things);
    places.push(...read.places);
    // An unknown name that acts is somebody, not something.
    if (event.hero && event.action && event.hero.kind === 'object' && event.hero.proper && !isFirm(event.hero, tokens))
      event.hero.kind = 'person';
    if (event.hero && isAgent(event.hero.kind)) {
      hero = event.hero;
      mentions.set(hero.head, (mentions.get(hero.head) ?? 0) + 1);
    }
    object = event.object ?? event.partner ?? object;
    last = read.things.at(-1) ?? last;
    if (event.action || event.place || event.hero || event.weather) events.push(event);
  }
  carryOn(events);
  const agents = events.flatMap((event) => (event.hero && isAgent(event.hero.kind) ? [event.hero] : []));
  // Whoever acts most is whom the film follows; the first one where it is close.
  const chief = agents.reduce<Thing | undefined>(
    (best, one) =>
      best === undefined || (mentions.get(one.head) ?? 0) > (mentions.get(best.head) ?? 0) + 1 ? one : best,
    undefined,
  );
  const subject = events.find((event) => event.hero)?.hero;
  const acts = events.some((event) => event.action !== undefined);
  const lead = chief ?? subject ?? events.find((event) => event.partner)?.partner ?? (acts ? undefined : things[0]);
  return { events, things, places, hero: lead, firm: lead?.kind === 'object' && isFirm(lead, tokens) };
}

/** Whoever was introduced with a name is meant when the name comes again. */
function known(event: StoryEvent, names: Map<string, Thing>): void {
  for (const role of ['hero', 'partner', 'object'] as const) {
    const thing = event[role];
    if (!thing) continue;
    if (thing.name !== undefined && isAgent(thing.kind) && !names.has(thing.name)) names.set(thing.name, thing);
    const met = names.get(thing.name ?? thing.words);
    if (met) event[role] = met;
  }
}

function isFirm({ words }: Thing, tokens: readonly Token[]): boolean {
  return tokens.some((token) => token.hint?.firm && words.includes(token.text));
}

/** `photosynthesis` of `photosynthesis works` or `what a black hole is`. */
function topicOf(body: string): string {
  return body
    .replace(EXPLAINER, '')
    .replace(
      /\s+(?:is|are|works?|functions?|happens?|operates?|is made|are made|came to be|began|matters?|exists?)\b[^,.]*$/i,
      '',
    )
    .replace(/[?!.]+\s*$/, '');
}

/** An event without place, time or weather goes on where the one before was. */
function carryOn(events: StoryEvent[]): void {
  events.forEach((event, index) => {
    const before = events[index - 1];
    if (!before) return;
    if (!event.weather && before.weather && (!event.time || event.time === before.time)) event.weather = before.weather;
    if (!event.time && before.time) event.time = before.time;
    if (!event.place && before.place) event.place = before.place;
    if (!event.hero && event.action && before.hero) event.hero = before.hero;
  });
}

/** What is sold: the thing that is named, without the firm that sells it; a car where the order says so. */
function productOf(text: string, hero: Thing | undefined, things: readonly Thing[], name: string | undefined): Thing {
  const bare = (hero?.words ?? '').replace(FIRM, ' ').replace(/\s+/g, ' ').trim();
  const known = text
    .toLowerCase()
    .match(/[a-z]+/g)
    ?.find((word) => /^(object|food|vehicle)$/.test(knownKind(singular(word)) ?? ''));
  const onlyNamed = /^(?:\p{Lu}[\p{L}\p{N}]*\s?)+$/u.test(bare);
  // A name alone tells nobody what it looks like: `the Aurora smart lamp`, not `Aurora`.
  const article = onlyNamed && known !== undefined && !bare.toLowerCase().includes(known) ? known : undefined;
  const what = article === undefined ? '' : (things.find(({ head }) => head === singular(article))?.words ?? article);
  const words = (what === '' ? bare : `${bare} ${what}`) || known || name || things[0]?.words || 'product';
  const thing = plainThing(words);
  const wheels = /\b(car|truck|motorcycle|motorbike|bike|scooter|van|suv|ev)\b/i.test(text);
  const kind = wheels && thing.kind === 'object' ? 'vehicle' : thing.kind;
  return {
    ...thing,
    kind: kind === 'food' || kind === 'vehicle' ? kind : 'object',
    ...(what === '' && (hero?.proper || onlyNamed) ? { proper: true } : {}),
    ...(name === undefined ? {} : { name }),
  };
}

function fallbackPlaces(text: string): Place[] {
  if (/\bunder ?water\b/i.test(text)) return [placeByKey('reef')];
  if (/\b(outer space|spacecraft|astronauts?)\b/i.test(text)) return [placeByKey('space')];
  if (/\bnoir\b/i.test(text)) return [placeByKey('city')];
  return [];
}

/** The concept itself, when it is short and no sentence: `My Grandmother's Kitchen, 1962`. */
function titleFrom(text: string, body: string, genre: Genre): string | undefined {
  const bare = (genre === 'explainer' ? text : body).replace(/[.!?]+$/, '').replace(/^(?:an?|the)\s+(?=\S+$)/i, '');
  const short = bare.split(/\s+/).length <= 7 && bare.length <= 80 && !/[\n.;:]/.test(bare);
  if ((genre === 'portrait' || genre === 'explainer') && short) return titleCase(bare);
  return genre === 'explainer' ? titleCase(`How ${body} works`.slice(0, 90)) : undefined;
}
