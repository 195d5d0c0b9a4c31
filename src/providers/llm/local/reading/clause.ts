import { namedPlace, placeByKey, placeOf } from '../world/places.ts';
import type { Place } from '../world/types.ts';
import { singular } from './inflect.ts';
import { isTimeOrWeather, timeIn, weatherIn } from './setting.ts';
import type { Token } from './tag.ts';
import { isAgent, thingFrom } from './thing.ts';
import type { StoryEvent, Thing } from './types.ts';
import { classOf } from './verbs.ts';
import { VAGUE_NOUNS } from './words.ts';

/** Verbs that need a subject but say nothing to the eye. */
const EMPTY_VERBS = new Set(
  'be have do get want need start begin finish end stop let try decide manage go come'.split(' '),
);
const PARTICLES = new Set(
  'up down out off back away home through over after into for at around across along against'.split(' '),
);
/** A noun after one of these may be a place. */
const PLACE_PREPOSITIONS = new Set(
  'in on at over under through across into onto inside outside near beside behind beneath below above between among along around toward towards past from within amid aboard atop off by'.split(
    ' ',
  ),
);

/** A setting a thing is, when it is one. */
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
  if (thing.proper || (/^\p{Lu}/u.test(thing.words) && thing.kind === 'object'))
    return namedPlace(thing.words, placeByKey('city'));
  return undefined;
}

interface Phrase {
  preposition?: string;
  tokens: Token[];
}

/** Cuts a stretch of words into noun phrases, each with the preposition before it. */
function phrases(tokens: readonly Token[]): Phrase[] {
  const result: Phrase[] = [];
  let preposition: string | undefined;
  let current: Token[] = [];
  const close = (): void => {
    if (current.some((token) => token.tag === 'noun' || token.tag === 'name' || token.tag === 'adj')) {
      result.push({ tokens: current, ...(preposition === undefined ? {} : { preposition }) });
    }
    current = [];
    preposition = undefined;
  };
  tokens.forEach((token, index) => {
    if (token.lower === 'of' && current.length > 0) {
      const next = tokens[index + 1];
      if (next && /^(det|poss|num|adj|noun|name)$/.test(next.tag)) {
        current.push(token);
        return;
      }
    }
    switch (token.tag) {
      case 'det':
      case 'poss':
        if (current.at(-1)?.lower !== 'of') close2();
        current.push(token);
        break;
      case 'num':
      case 'adj':
        if (
          current.some((one) => one.tag === 'noun' || one.tag === 'name') &&
          !current.at(-1)?.owner &&
          current.at(-1)?.lower !== 'of'
        )
          close2();
        current.push(token);
        break;
      case 'noun':
      case 'name':
        current.push(token);
        break;
      case 'prep':
        close();
        preposition = token.lower;
        break;
      default:
        close();
    }
  });
  close();
  return result;

  /** Closes a phrase but lets a preposition right before stay with the new one. */
  function close2(): void {
    if (current.length > 0) close();
  }
}

/** What one clause says happens. `carried` is who did the thing before, for `and bring it home`. */
export function readClause(
  tokens: readonly Token[],
  carried: Thing | undefined,
): { event: StoryEvent; things: Thing[]; places: Place[] } {
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
  const front = phrases(verbAt >= 0 ? tokens.slice(0, verbAt) : tokens);
  const back = verbAt >= 0 ? phrases(tokens.slice(verbAt + 1)) : [];

  const sort = (phrase: Phrase, role: 'front' | 'back'): void => {
    const thing = thingFrom(phrase.tokens);
    if (!thing || thing.words.length === 0) return;
    if (isTimeOrWeather(thing.head) && (phrase.preposition !== undefined || verb !== undefined)) return;
    const place =
      phrase.preposition !== undefined && PLACE_PREPOSITIONS.has(phrase.preposition) ? asPlace(thing) : undefined;
    if (place && !(isAgent(thing.kind) && !thing.proper)) {
      places.push(place);
      event.place ??= place;
      return;
    }
    if (VAGUE_NOUNS.has(thing.head) && thing.words.split(' ').length === 1) return;
    if (/^\d/.test(thing.words)) return;
    things.push(thing);
    if (role === 'front' && phrase.preposition === undefined) event.hero ??= thing;
    else if (role === 'back' && phrase.preposition === undefined && !event.object && !isReflexive(phrase))
      event.object = thing;
    else if (phrase.preposition === 'with' && isAgent(thing.kind)) event.partner ??= thing;
    else if (
      role === 'back' &&
      !event.object &&
      (phrase.preposition === 'for' || phrase.preposition === 'after' || phrase.preposition === 'at')
    )
      event.object = thing;
  };
  for (const phrase of front) sort(phrase, 'front');
  for (const phrase of back) sort(phrase, 'back');

  if (verb?.base !== undefined) {
    const next = tokens[verbAt + 1];
    const particle = next && PARTICLES.has(next.lower) ? next.lower : undefined;
    event.action = {
      verb: verb.base,
      class: classOf(verb.base, particle),
      ...(particle === undefined ? {} : { particle }),
    };
    if (carried) event.hero ??= carried;
    const subjectPronoun = tokens.slice(0, verbAt).find((token) => token.tag === 'pron');
    if (subjectPronoun && /^(he|she|they|it|who)$/.test(subjectPronoun.lower) && carried) event.hero = carried;
  }
  return { event, things, places };
}

function isReflexive(phrase: Phrase): boolean {
  return phrase.tokens.every((token) => token.tag === 'pron');
}

/** The verb a clause turns on: the last of a chain such as `wants to build`. */
function mainVerb(tokens: readonly Token[]): number {
  let found = -1;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    if (token.tag !== 'verb') continue;
    if (token.form === 'past' && isNamed(token)) continue;
    if (found < 0) found = index;
    else if (EMPTY_VERBS.has(tokens[found]?.base ?? '') && index - found <= 2) found = index;
    if (!EMPTY_VERBS.has(token.base ?? '')) break;
  }
  return found;
}

function isNamed(token: Token): boolean {
  return token.lower === 'named' || token.lower === 'called';
}

/** Cuts words into clauses: at full stops, at `while`, `then`, `who`, and at `and` before another verb. */
export function clauses(tokens: readonly Token[]): Token[][] {
  const result: Token[][] = [];
  let current: Token[] = [];
  const hasVerb = (list: readonly Token[]): boolean => list.some((token) => token.tag === 'verb');
  tokens.forEach((token, index) => {
    const rest = tokens.slice(index + 1, index + 8);
    const stop =
      token.tag === 'stop' &&
      (/^[.!?;:\n—–]/.test(token.text) || (token.text === ',' && hasVerb(current) && hasVerb(rest)));
    const turn =
      hasVerb(current) &&
      ((token.tag === 'conj' && hasVerb(rest)) ||
        (token.lower === 'then' && hasVerb(rest)) ||
        token.lower === 'before' ||
        token.lower === 'after') &&
      hasVerb(rest);
    if (stop || turn) {
      if (current.length > 0) result.push(current);
      current = [];
      return;
    }
    if (token.tag !== 'stop' || token.text === ',') current.push(token);
  });
  if (current.length > 0) result.push(current);
  return result;
}
