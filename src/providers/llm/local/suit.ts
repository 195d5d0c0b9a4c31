import type { Idea, Need } from './ideas/types.ts';
import type { Thing } from './reading/types.ts';
import type { Situation } from './stage.ts';
import { animalOf } from './world/creatures.ts';
import type { Place } from './world/types.ts';

/** Parts of the body and of dress that only people have. */
const HUMAN_ONLY =
  /\b(arms?|fists?|coat|brow|cheek|knees?|lap|sleeves?|hat|shout|grin\w*|smil\w*|laugh\w*|fingertips?|hands?|hand's|palms?|skin|lips|teeth|tendons|veins|sweat\w*|hair|word|words|heels|breath|breathe|shoulders?|toes?)\b/i;
const FLESH_ONLY =
  /\b(skin|lips|teeth|tendons|veins|sweat\w*|hair|breath|breathe|grin\w*|smil\w*|laugh\w*|eyes wet|cheek|brow|throat|mouth|sleeves?|coat|yawn\w*)\b/i;
/** What only a room has. */
const ROOM_ONLY =
  /\b(floor|ceiling|mirror|chairs?|curtains?|the room|walls?|lamps?|photograph|cups?|shoes|lights? (?:fail|come)\w*|way in|laid and ready|shut the door|crumbs|fingertip line)\b/i;
/** What needs ground and air: not for under water, in space or among clouds. */
const LAND_ONLY =
  /\b(dust|steam|footprints?|prints?|tracks?|ground|rain|drops?|drips?|wet|puddle|kneel\w*|knees?|heels|steps?|strides?|stride|grit|wind|seated|sit|sits|sitting|stance|rise|brow|sky|horizon|smoke|walk\w*|tears?|rows?|sweat\w*|litter|offcuts|cheek wet|bead|moisture|breath\w*|shoes|crouch\w*|get up|ready to go|run|leap\w*|coat|sleeves?)\b/i;
/** What shows only by day. */
const DAY_ONLY = /\b(sun|sunlight|daylight|noon)\b/i;
/** Things that make no sense for several at once. */
const ALONE_ONLY = /\{[hH]ero's\} \{hand\}|\{hero's\} eye\b|\balone\b|\bone upright line\b|\bone cheek\b|\bthe only\b/i;

/** Verbs of people who belong together. */
const LOVING = /^(meet|love|kiss|marry|reunite|hug|embrace|befriend|greet|miss|forgive)$/;
const TENDER =
  /forehead|arms round|run the length|comes down gently|clasped|hands not quite|hand’s width of light|hand's width of light|wet cheek|eyes wet/;
const CRAFT_VERBS =
  /^(forge|build|make|craft|carve|sculpt|hammer|construct|assemble|shape|mould|weld|create|restore|rebuild)$/;
const PAGE_VERBS = /^(write|draw|paint|sketch|compose|print|design|engrave)$/;
/** Ways of going that are not on foot. */
const RIDING = /^(drive|ride|sail|fly|row|cycle|paddle|race|steer|ski|surf|skate|commute)$/;
const ON_FOOT =
  /\b(strides?|steps?|feet|foot|tracks?|ground behind|knee|leap\w*|packed|both feet|brush off the road)\b/i;
/** What a bead of water looks right on. */
const MOIST = /\b(bottle|glass|can|cup|mug|bar|jar|fruit|apple|orange|lemon|juice|water|beer|drink|soap)\b/i;
const LANDLESS = /^(reef|space|sky|sea)$/;
const TOWNS = /^(city|street|tokyo|paris|rooftop|market|village)$/;

/** What kind of ground a place outdoors has. */
function terrainOf({ key, interior }: Place): 'town' | 'land' | 'water' | undefined {
  if (interior || /^(space|sky|sea|crater)$/.test(key)) return undefined;
  if (key === 'reef') return 'water';
  return TOWNS.test(key) ? 'town' : 'land';
}

const BEASTS = /^(dragon|monster|beast|creature|phoenix|yeti|kraken|dinosaur)$/;

/** Whether somebody moves and looks like an animal. */
export function isBeast({ kind, head }: Thing): boolean {
  return kind === 'animal' || BEASTS.test(head);
}

/** Whether what an idea takes for granted is so here. */
export function meets(need: Need, { hero, object, partner, acting, place, verb }: Situation): boolean {
  const { kind } = hero.thing;
  switch (need) {
    case 'object':
      return object !== undefined;
    case 'hands':
      return kind === 'person' || kind === 'robot' || kind === 'creature';
    case 'human':
      return kind === 'person';
    case 'partner':
      return partner !== undefined;
    case 'verb':
      return acting !== undefined;
    case 'craft':
      return verb !== undefined && CRAFT_VERBS.test(verb);
    case 'page':
      return verb !== undefined && PAGE_VERBS.test(verb);
    case 'legs':
      return kind === 'animal' && /^(paws|hooves)$/.test(animalOf(hero.thing.head)?.limbs ?? '');
    case 'room':
      return place.interior;
    case 'open':
      return !place.interior;
    default:
      return terrainOf(place) === need;
  }
}

/** Whether an idea's own words suit who is in it, where, and when. */
export function suits(idea: Idea, { hero, object, partner, place, time, verb }: Situation): boolean {
  const text = `${idea.start} ${idea.end} ${idea.motion}`.replace(/\{[^}]*\}/g, '');
  if (
    /\{other\}/i.test(`${idea.start}${idea.end}${idea.motion}`) &&
    !partner &&
    !(verb !== undefined && LOVING.test(verb))
  )
    return false;
  if (TENDER.test(text) && verb !== undefined && !LOVING.test(verb)) return false;
  if (/\breflected whole\b/.test(text) && !/^(river|sea|coast|harbour|reef)$/.test(place.key)) return false;
  if (/\bmoisture|bead\b/.test(text) && !MOIST.test(hero.thing.words)) return false;
  if (/\bend of (?:a|the) row\b/.test(text) && !/^(garden|field|classroom)$/.test(place.key)) return false;
  if (verb !== undefined && RIDING.test(verb) && ON_FOOT.test(text)) return false;
  if (
    object?.thing.kind === 'vehicle' &&
    /held|in both hands|\{object\} on \{surface\}|\{object\} close|within reach/.test(`${idea.start} ${idea.end}`)
  )
    return false;
  if ((time === 'night' || time === 'dusk') && DAY_ONLY.test(text)) return false;
  if (!place.interior && ROOM_ONLY.test(text)) return false;
  if (LANDLESS.test(place.key) && LAND_ONLY.test(text)) return false;
  const { kind } = hero.thing;
  if (hero.many && ALONE_ONLY.test(`${idea.start} ${idea.end} ${idea.motion}`)) return false;
  if (isBeast(hero.thing)) return !HUMAN_ONLY.test(text) && !/\{(a tool|tool)\}/.test(idea.start + idea.end);
  return kind !== 'robot' || !FLESH_ONLY.test(text);
}
