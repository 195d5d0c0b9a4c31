import { namedPlace, placeByKey, placeOf } from '../world/places.ts';
import type { Place } from '../world/types.ts';
import { EMPTY_VERBS, mainVerb } from './clause.ts';
import { singular, withArticle } from './inflect.ts';
import { type Phrase, phrases } from './phrases.ts';
import { isTimeOrWeather, timeIn, weatherIn } from './setting.ts';
import type { Token } from './tag.ts';
import { isAgent, thingFrom } from './thing.ts';
import type { StoryEvent, Thing } from './types.ts';
import { classOf } from './verbs.ts';
import { VAGUE_NOUNS } from './words.ts';

const PARTICLES = new Set(
  'up down out off back away home through over after into for at around across along against alone together'.split(' '),
);
/** A noun after one of these may be a place. */
const PLACE_PREPOSITIONS = new Set(
  'in on at over under through across into onto inside outside near beside behind beneath below above between among along around toward towards past from within amid aboard atop off by'.split(
    ' ',
  ),
);

const WATERS = /^(river|lake|sea|ocean|stream|canyon|dune|glacier|pond)$/;
const CARRIED = /^(on|with)$/;
const NEGATIVE = /^(not|never|cannot|no|can't|won't|don't|doesn't|didn't|isn't|without)$/;

/** What came before a clause, for its pronouns. */
export interface Before {
  hero?: Thing | undefined;
  object?: Thing | undefined;
  /** The last noun phrase, which `who` goes on with. */
  last?: Thing | undefined;
}

/** What a clause gave. */
export interface ClauseReading {
  event: StoryEvent;
  things: Thing[];
  places: Place[];
}

/** The setting a thing is, when it is one. */
export function asPlace(thing: Thing): Place | undefined {
  const candidates = [
    thing.head,
    ...thing.words
      .toLowerCase()
      .split(/[\s-]+/)
      .reverse()
      .map(singular),
  ];
  for (const word of candidates) {
    const place = placeOf(word);
    if (!place) continue;
    if (thing.proper || /^\p{Lu}/u.test(thing.words)) return namedPlace(thing.words, place);
    return /^(mars|space)$/.test(thing.words) ? place : namedPlace(`the ${thing.words}`, place);
  }
  if (thing.proper || (/^\p{Lu}/u.test(thing.words) && thing.kind === 'object')) {
    return namedPlace(thing.words, placeByKey('city'));
  }
  return undefined;
}

/** Takes `named Sal` out of a clause. */
function withoutName(tokens: readonly Token[]): { rest: Token[]; name?: string } {
  const at = tokens.findIndex((token, index) => index > 0 && (token.lower === 'named' || token.lower === 'called'));
  const after = tokens.slice(at + 1);
  const length = after.findIndex((token) => !/^\p{Lu}/u.test(token.text));
  const name = after.slice(0, length < 0 ? 2 : length === 0 ? 1 : length).map((token) => token.text);
  if (at < 0 || name.length === 0) return { rest: [...tokens] };
  return { rest: [...tokens.slice(0, at), ...after.slice(name.length)], name: name.join(' ') };
}

/** What one clause says happens. */
export function readClause(all: readonly Token[], before: Before): ClauseReading {
  const { rest: tokens, name } = withoutName(all);
  const event: StoryEvent = {};
  const things: Thing[] = [];
  const places: Place[] = [];
  const text = tokens.map((token) => token.text).join(' ');
  const time = timeIn(text);
  const weather = weatherIn(text);
  if (time) event.time = time;
  if (weather) event.weather = weather;
  const verbAt = mainVerb(tokens);
  const verb = verbAt >= 0 ? tokens[verbAt] : undefined;
  const helped = tokens.findIndex(
    (token, index) => index < verbAt && token.tag === 'verb' && /^(help|let)$/.test(token.base ?? ''),
  );
  // `helps farmers grow food`: the film follows the farmers.
  const front = phrases(
    verbAt >= 0 ? tokens.slice(helped >= 0 && verbAt - helped > 1 ? helped + 1 : 0, verbAt) : tokens,
  );
  const back = verbAt >= 0 ? phrases(tokens.slice(verbAt + 1)) : [];
  /** The subject is the weather or the hour: nobody does anything. */
  let impersonal = false;

  const sort = (phrase: Phrase, role: 'front' | 'back'): void => {
    const thing = thingFrom(phrase.tokens);
    if (!thing || thing.words.length === 0) return;
    if (isTimeOrWeather(thing.head) && (phrase.preposition !== undefined || verb !== undefined)) {
      if (role === 'front' && phrase.preposition === undefined && !event.hero) impersonal = true;
      return;
    }
    const place =
      phrase.preposition !== undefined && PLACE_PREPOSITIONS.has(phrase.preposition) ? asPlace(thing) : undefined;
    if (place && !(isAgent(thing.kind) && !thing.proper)) {
      places.push(place);
      event.place ??= place;
      return;
    }
    // `a rider on a horse`, `a girl with a red balloon`: seen together from first to last.
    if (
      role === 'front' &&
      event.hero &&
      event.hero.carrying === undefined &&
      isAgent(event.hero.kind) &&
      CARRIED.test(phrase.preposition ?? '') &&
      /^(animal|vehicle|object|plant)$/.test(thing.kind)
    ) {
      event.hero.carrying = `${phrase.preposition} ${thing.many || thing.mass || thing.proper ? thing.words : withArticle(thing.words)}`;
      return;
    }
    if (VAGUE_NOUNS.has(thing.head) && thing.words.split(' ').length === 1) return;
    if (/^\P{L}*$/u.test(thing.words)) return;
    things.push(thing);
    if (role === 'front' && phrase.preposition === undefined) {
      impersonal = false;
      if (event.hero && isAgent(thing.kind)) event.partner ??= thing;
      event.hero ??= thing;
    } else if (/^(with|to|for)$/.test(phrase.preposition ?? '') && isAgent(thing.kind)) event.partner ??= thing;
    else if (phrase.preposition === 'with' && thing.kind !== 'idea') event.prop ??= thing;
    else if (
      role === 'back' &&
      !event.object &&
      (phrase.preposition === undefined || /^(for|after|at)$/.test(phrase.preposition))
    ) {
      event.object = thing;
    }
  };
  for (const phrase of front) sort(phrase, 'front');
  for (const phrase of back) sort(phrase, 'back');
  if (name !== undefined && event.hero) event.hero.name = name;
  if (impersonal && !event.hero) return { event, things, places };
  if (verb?.base !== undefined) {
    const next = tokens[verbAt + 1];
    const particle = next && PARTICLES.has(next.lower) ? next.lower : undefined;
    // What is not done is no picture; who cannot sleep lies awake.
    const denied = tokens.slice(Math.max(0, verbAt - 3), verbAt).some((token) => NEGATIVE.test(token.lower));
    if (denied && verb.base !== 'sleep') return { event, things, places };
    if (denied) event.action = { verb: 'lie', particle: 'awake', class: 'wait' };
    else
      event.action = {
        verb: verb.base,
        class: classOf(verb.base, particle),
        ...(particle === undefined ? {} : { particle }),
      };
    relativeActor(event, tokens, verbAt, front, places);
    const pronoun = tokens.slice(0, verbAt).find((token) => token.tag === 'pron');
    const relative = /^(who|which|that)$/.test(tokens[0]?.lower ?? '');
    if (relative && before.last) event.hero = before.last;
    else if (before.hero && (!event.hero || (pronoun && /^(he|she|they|it|who)$/.test(pronoun.lower))))
      event.hero = before.hero;
    const back2 = tokens.slice(verbAt + 1);
    if (!event.object && before.object && back2.some((token) => /^(it|them)$/.test(token.lower)))
      event.object = before.object;
    if (before.hero && before.hero !== event.hero && back2.some((token) => /^(him|her)$/.test(token.lower))) {
      event.partner ??= before.hero;
    }
    settleRoles(event, places);
  }
  return { event, things, places };
}

/** `coral reefs and the people who protect them`: the people act, and what stood before is where or what they act upon. */
function relativeActor(
  event: StoryEvent,
  tokens: readonly Token[],
  verbAt: number,
  front: readonly Phrase[],
  places: Place[],
): void {
  const last = front.at(-1);
  const actor = last && thingFrom(last.tokens);
  if (!/^(who|that)$/.test(tokens[verbAt - 1]?.lower ?? '') || front.length < 2 || !actor || !isAgent(actor.kind))
    return;
  const before = event.hero;
  event.hero = actor;
  delete event.partner;
  if (!before || before.words === actor.words) return;
  const place = asPlace(before);
  if (place) {
    event.object ??= before;
    event.place ??= place;
    places.push(place);
  } else if (isAgent(before.kind)) event.partner = before;
  else event.object ??= before;
}

/** Whoever is acted upon is a partner, not a prop; wherever is acted upon is a place. */
function settleRoles(event: StoryEvent, places: Place[]): void {
  const { object, action } = event;
  if (!object || !action) return;
  if (isAgent(object.kind)) {
    delete event.object;
    if (object.head === 'friend' && action.verb === 'become') {
      event.action = { verb: 'meet', class: 'meet' };
      return;
    }
    // `becomes an astronaut` is nobody else.
    if (action.verb !== 'become' && action.verb !== 'be') event.partner ??= object;
    return;
  }
  const crossed = object.kind === 'nature' && action.class === 'travel' && WATERS.test(object.head);
  if ((object.kind !== 'place' && !crossed) || action.class === 'make') return;
  const place = asPlace(object);
  if (!place) return;
  const around = event.place;
  event.place =
    around && around.key !== place.key && /^\p{Lu}/u.test(around.name)
      ? namedPlace(
          `${place.name} ${around.interior ? 'in' : 'on'} ${around.name}`.replace(
            / on (the (?:forest|desert|city|town|village|valley|garden|sea|ocean))/,
            ' in $1',
          ),
          { ...place, colours: around.colours },
        )
      : place;
  places.unshift(event.place);
}

/** Whether a verb says what is seen. */
export function isVisible(event: StoryEvent): boolean {
  return event.action !== undefined && !EMPTY_VERBS.has(event.action.verb);
}
