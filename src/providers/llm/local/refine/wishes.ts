import type { CameraMove } from '../../../../types/film.ts';
import type { DraftShot } from '../plan-types.ts';
import { timeIn, weatherIn } from '../reading/setting.ts';
import {
  atTime,
  type Change,
  coloured,
  inWeather,
  joined,
  lasting,
  lengthened,
  moved,
  paced,
  relit,
  sized,
} from './looks.ts';
import { sizeIn } from './structure.ts';

/** A wish that was understood: what it is called, what it does to a shot, and which of the shots meant need it. */
export interface Wish {
  does: string;
  change: Change;
  /** Picks the shots to change; absent: all that are meant. */
  pick?: (shots: readonly DraftShot[]) => readonly DraftShot[];
}

/** Seconds a shot grows or shrinks by when no number is given. */
const STEP_SECONDS = 1.5;

const LIGHTS: readonly (readonly [pattern: RegExp, does: string, light: string])[] = [
  [
    /\b(?:dark|darker|moodier|gloom\w*|sombre|somber|oscur\w*|dunkler|düster\w*)\b|plus sombre/i,
    'darker light',
    'low-key light, deep shadows, one small source',
  ],
  [
    /\b(?:bright|brighter|lighter|sunny|sunnier|hell(?:er)|más claro)\b|plus clair/i,
    'brighter light',
    'bright open light, high key, soft shadows',
  ],
  [
    /\b(?:warm|warmer|golden|cosier|cozier|cosy|cozy|wärmer|cálid\w*)\b/i,
    'warmer light',
    'warm golden light, long soft shadows',
  ],
  [/\b(?:cold|colder|cool|cooler|bluer|icy|kälter|frí[oa])\b/i, 'colder light', 'cold blue light, pale highlights'],
  [/\b(?:dramatic|contrast\w*)\b/i, 'more contrast', 'one hard side light, the far side in black'],
  [/\b(?:soft|softer|gentle|gentler|dreamy)\b/i, 'softer light', 'soft diffused light, pale shadows'],
  [/\bsilhouettes?\b/i, 'silhouettes', 'strong backlight, figures dark against it'],
  [/\bcandle ?light|by candles?\b/i, 'candlelight', 'candlelight from below, the rest in the dark'],
  [/\bneon\b/i, 'neon light', 'neon light in magenta and cyan, wet reflections'],
];
const PALETTES: readonly (readonly [RegExp, string, string])[] = [
  [/\bblack[- ]and[- ]white|monochrome|b&w\b/i, 'black and white', 'black, white, silver grey'],
  [/\bsepia\b/i, 'sepia', 'sepia brown, cream, faded black'],
  [
    /\b(?:more )?colou?rful|more colou?rs?|vivid|saturated\b/i,
    'stronger colours',
    'saturated red, cobalt blue, bright yellow',
  ],
  [
    /\b(?:less colou?rful|desaturated?|muted|paler|washed[- ]out)\b/i,
    'muted colours',
    'dust grey, pale blue, bone white',
  ],
  [/\bpastels?\b/i, 'pastel colours', 'pastel pink, mint, cream'],
];
const MOVES: readonly (readonly [RegExp, CameraMove])[] = [
  [/\b(?:push(?:es|ing)?|dolly|zoom(?:s|ing)?|mov\w+)[- ]in\b|\bcloser and closer\b/i, 'push_in'],
  [/\b(?:pull(?:s|ing)?|zoom(?:s|ing)?|dolly)[- ](?:out|back)\b/i, 'pull_out'],
  [/\bpan\w*\s+(?:to the\s+)?left\b/i, 'pan_left'],
  [/\bpan(?:s|ning)?\b(?!\s+(?:to the\s+)?left)/i, 'pan_right'],
  [/\btilt\w*\s+down\b/i, 'tilt_down'],
  [/\btilt\w*/i, 'tilt_up'],
  [/\bcrane\w*\s+down\b/i, 'crane_down'],
  [/\bcrane\w*|\bdrone\b|\brising camera\b/i, 'crane_up'],
  [/\b(?:dolly|track\w*)\s+(?:to the\s+)?left\b/i, 'dolly_left'],
  [/\b(?:dolly|dollies|tracking|track(?:s)?)\b/i, 'dolly_right'],
];
const LIVELY: readonly CameraMove[] = [
  'push_in',
  'dolly_right',
  'pan_left',
  'crane_up',
  'dolly_left',
  'tilt_up',
  'pan_right',
];

const isStill = (shot: DraftShot): boolean => shot.cameraMove === 'static';
const isClose = (shot: DraftShot): boolean => /close_up/.test(shot.shotSize);

/** Every other shot of those a test lets through, at most a third of all, at least one. */
function some(test: (shot: DraftShot) => boolean): (shots: readonly DraftShot[]) => DraftShot[] {
  return (shots) => {
    const fitting = shots.filter(test);
    const most = Math.max(1, Math.ceil(shots.length / 3));
    const spread = fitting.filter((_, index) => index % 2 === 0);
    return [...spread, ...fitting.filter((shot) => !spread.includes(shot))].slice(0, most);
  };
}

function cameraWishes(clause: string): Wish[] {
  if (
    /\b(?:less (?:static|still|stiff|boring)|more (?:movement|motion|dynamic|camera (?:movement|moves?)|energy)|livelier|not so static|(?:too|so) static)\b|\bdynamic\b/i.test(
      clause,
    )
  ) {
    const change: Change = (shot, position) => moved(LIVELY[position % LIVELY.length] ?? 'push_in')(shot, position);
    return [{ does: 'camera moves instead of still shots', change, pick: (shots) => shots.filter(isStill) }];
  }
  if (
    /\b(?:more (?:static|still)|less (?:movement|motion|camera movement)|calmer camera|too (?:shaky|much movement))\b/i.test(
      clause,
    )
  ) {
    return [{ does: 'more still shots', change: moved('static'), pick: some((shot) => !isStill(shot)) }];
  }
  if (/\b(?:static|still camera|locked?[- ]?off|no camera movement|hold still|tripod)\b/i.test(clause)) {
    return [{ does: 'a still camera', change: moved('static') }];
  }
  const move = MOVES.find(([pattern]) => pattern.test(clause))?.[1];
  return move === undefined ? [] : [{ does: `camera move ${move.replace('_', ' ')}`, change: moved(move) }];
}

function sizeWishes(clause: string): Wish[] {
  const size = sizeIn(clause);
  if (size === undefined) {
    if (/\b(?:closer|tighter)\b/i.test(clause)) return [{ does: 'closer framing', change: sized('close_up') }];
    return /\bwider\b/i.test(clause) ? [{ does: 'wider framing', change: sized('wide') }] : [];
  }
  const words = size.replaceAll('_', ' ');
  if (/\b(?:less|fewer|no|too many)\b/i.test(clause)) {
    const other = /close_up/.test(size) ? 'medium' : 'close_up';
    return [
      {
        does: `fewer ${words} shots`,
        change: sized(other),
        pick: (shots) => shots.filter((shot) => shot.shotSize === size),
      },
    ];
  }
  if (/\bmore\b/i.test(clause)) {
    const test = /close_up/.test(size)
      ? (shot: DraftShot) => !isClose(shot)
      : (shot: DraftShot) => shot.shotSize !== size;
    return [{ does: `more ${words} shots`, change: sized(size), pick: some(test) }];
  }
  return [{ does: `${words} framing`, change: sized(size) }];
}

function joinWishes(clause: string): Wish[] {
  if (/\bcross[- ]?fades?|dissolves?\b/i.test(clause)) return [{ does: 'crossfades', change: joined('crossfade') }];
  if (/\bfade\w* (?:to|from|through) white|white fade\b/i.test(clause))
    return [{ does: 'fades through white', change: joined('fade_white') }];
  if (/\bfade\w*\b/i.test(clause)) return [{ does: 'fades through black', change: joined('fade_black') }];
  if (/\bwipes?\b/i.test(clause)) {
    return [{ does: 'wipes', change: joined(/right/i.test(clause) ? 'wipe_right' : 'wipe_left') }];
  }
  return /\b(?:hard|straight|plain|simple|only) cuts?\b|\bcuts (?:instead|only)\b/i.test(clause)
    ? [{ does: 'cuts', change: joined('cut') }]
    : [];
}

function lengthWishes(clause: string, offered: readonly number[], pointed: boolean): Wish[] {
  const seconds = /\b(\d{1,3}(?:\.\d+)?)\s*(?:s|sec|secs|seconds?)\b/i.exec(clause)?.[1];
  if (seconds !== undefined && pointed) {
    const by = /\b(?:by|longer|shorter|add|extra)\b/i.test(clause);
    const amount = /\bshort/i.test(clause) ? -Number(seconds) : Number(seconds);
    return [
      by
        ? { does: `${amount > 0 ? 'longer' : 'shorter'} shots`, change: lengthened(amount, offered) }
        : { does: `shots of ${seconds} s`, change: lasting(Number(seconds), offered) },
    ];
  }
  if (
    /\b(?:slower|slow (?:it )?down|more slowly|linger\w*|calmer|langsamer)\b|más lent|plus lent|too fast/i.test(clause)
  ) {
    return [{ does: 'a slower pace', change: both(lengthened(STEP_SECONDS, offered), paced('slow')) }];
  }
  if (
    /\b(?:faster|speed (?:it )?up|quicker|snappier|punchier|schneller|more energetic)\b|más rápid|plus rapide|too slow/i.test(
      clause,
    )
  ) {
    return [{ does: 'a faster pace', change: both(lengthened(-STEP_SECONDS, offered), paced('fast')) }];
  }
  if (/\b(?:longer|länger|extend|hold (?:it )?longer|stay longer)\b|más larg|plus long/i.test(clause)) {
    return [{ does: 'longer shots', change: lengthened(STEP_SECONDS, offered) }];
  }
  if (/\b(?:shorter|shorten|trim|kürzer|tighten)\b|más cort|plus court/i.test(clause)) {
    return [{ does: 'shorter shots', change: lengthened(-STEP_SECONDS, offered) }];
  }
  return [];
}

function both(first: Change, second: Change): Change {
  return (shot, position) => second(first(shot, position), position);
}

/** Everything a clause wishes for that changes shots one by one. `pointed`: whether it names the shots it means. */
export function wishesIn(clause: string, offered: readonly number[], pointed: boolean): Wish[] {
  const time = timeIn(clause);
  const weather = weatherIn(clause);
  const light = LIGHTS.find(([pattern]) => pattern.test(clause));
  const palette = PALETTES.find(([pattern]) => pattern.test(clause));
  const wishes: Wish[] = [];
  if (time) wishes.push({ does: `set at ${time}`, change: atTime(time) });
  if (weather) wishes.push({ does: `with ${weather}`, change: inWeather(weather) });
  if (light && !palette) wishes.push({ does: light[1], change: relit(light[2]) });
  if (palette) wishes.push({ does: palette[1], change: coloured(palette[2]) });
  wishes.push(
    ...sizeWishes(clause),
    ...cameraWishes(clause),
    ...joinWishes(clause),
    ...lengthWishes(clause, offered, pointed),
  );
  return wishes;
}
