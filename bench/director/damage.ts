import type { DraftDirection } from '../../src/director/draft.ts';
import type { Random } from '../../src/providers/llm/local/random.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Fields = { [key: string]: Json };

/** A way in which models get the shape of an answer wrong while its JSON is sound. */
export type Reshape = (plan: DraftDirection, random: Random) => Json;
/** A way in which models get the JSON itself wrong, or put things around it. */
export type Misspell = (text: string, random: Random) => string;

function plain(plan: DraftDirection): Fields {
  return JSON.parse(JSON.stringify(plan)) as Fields;
}

function renameKeys(value: Json, rename: (key: string) => string): Json {
  if (Array.isArray(value)) return value.map((entry) => renameKeys(entry, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [rename(key), renameKeys(entry, rename)]));
}

const snake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const kebab = (key: string): string => snake(key).replaceAll('_', '-');
const pascal = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1);
const spaced = (key: string): string => pascal(snake(key).replaceAll('_', ' '));

/** The plan with every shot changed. */
function eachShot(plan: DraftDirection, change: (shot: Fields, index: number) => Fields): Fields {
  let index = 0;
  const copy = plain(plan);
  const scenes = copy.scenes as Fields[];
  return {
    ...copy,
    scenes: scenes.map((scene) => ({
      ...scene,
      shots: (scene.shots as Fields[]).map((shot) => change(shot, index++)),
    })),
  };
}

function without(fields: Fields, ...names: string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

const CAMERA_DRIFT: Readonly<Record<string, readonly string[]>> = {
  static: ['Static', 'locked-off', 'Fixed camera', 'tripod, no movement'],
  push_in: ['Push-in', 'PUSH IN', 'dolly in', 'slow zoom in', 'pushIn'],
  pull_out: ['Pull out', 'pull-back', 'dolly out', 'Zoom out slowly'],
  pan_left: ['Pan Left', 'pan-left', 'slow pan to the left'],
  pan_right: ['Pan right', 'whip pan right', 'PAN_RIGHT'],
  tilt_up: ['Tilt up', 'tilt-up slowly', 'TiltUp'],
  tilt_down: ['Tilt Down', 'tilting down'],
  crane_up: ['Crane up', 'crane shot rising', 'boom up', 'pedestal up'],
  crane_down: ['Crane down', 'jib down', 'crane descending'],
  dolly_left: ['Dolly left', 'truck left', 'tracking left', 'slide to the left'],
  dolly_right: ['Dolly Right', 'tracking shot right', 'truck-right'],
};
const SIZE_DRIFT: Readonly<Record<string, readonly string[]>> = {
  extreme_wide: ['Extreme Wide Shot', 'EWS', 'extreme long shot', 'establishing shot'],
  wide: ['Wide', 'wide shot', 'WS', 'long shot'],
  full: ['Full shot', 'FS', 'medium wide shot'],
  medium: ['Medium Shot', 'MS', 'mid shot', 'waist-up'],
  close_up: ['Close-up', 'close up', 'CU', 'closeup'],
  extreme_close_up: ['ECU', 'Extreme Close-Up', 'macro', 'extreme closeup'],
};
const TRANSITION_DRIFT: Readonly<Record<string, readonly string[]>> = {
  cut: ['Cut', 'hard cut', 'straight cut', 'CUT TO'],
  crossfade: ['Crossfade', 'cross-dissolve', 'dissolve', 'cross fade'],
  fade_black: ['fade to black', 'Fade Out', 'fade-to-black', 'dip to black'],
  fade_white: ['fade to white', 'flash white', 'Fade-White'],
  wipe_left: ['Wipe left', 'wipe to left'],
  wipe_right: ['Wipe Right', 'wipe-right'],
};

function drift(words: Readonly<Record<string, readonly string[]>>, value: Json | undefined, random: Random): Json {
  const known = typeof value === 'string' ? words[value] : undefined;
  return known ? random.pick(known) : (value ?? null);
}

/** Wrong shapes by name. */
export const RESHAPES: Readonly<Record<string, Reshape>> = {
  as_asked: (plan) => plain(plan),
  snake_case: (plan) => renameKeys(plain(plan), snake),
  kebab_case: (plan) => renameKeys(plain(plan), kebab),
  pascal_case: (plan) => renameKeys(plain(plan), pascal),
  spaced_keys: (plan) => renameKeys(plain(plan), spaced),
  wrapped: (plan, random) => ({
    [random.pick(['direction', 'video_direction', 'result', 'output', 'data'])]: plain(plan),
  }),
  wrapped_twice: (plan) => ({ response: { plan: plain(plan) } }),
  in_a_list: (plan) => [plain(plan)],
  scenes_only: (plan) => plain(plan).scenes ?? [],
  flat_shots: (plan) => {
    const { scenes, ...rest } = plain(plan);
    const shots = (scenes as Fields[]).flatMap((scene) =>
      (scene.shots as Fields[]).map((shot) => ({ scene: scene.name ?? '', ...shot })),
    );
    return { ...rest, shots };
  },
  flat_shots_alone: (plan) => (plain(plan).scenes as Fields[]).flatMap((scene) => scene.shots as Fields[]),
  scenes_without_shots: (plan, random) => {
    const copy = plain(plan);
    const scenes = [...(copy.scenes as Fields[])];
    const empty: Fields = { id: 900, name: 'Title', description: 'A card.', mood: 'plain' };
    scenes.splice(random.below(scenes.length + 1), 0, random.chance(0.5) ? { ...empty, shots: [] } : empty);
    return { ...copy, scenes };
  },
  scenes_by_name: (plan) => {
    const copy = plain(plan);
    const scenes = (copy.scenes as Fields[]).map((scene, index) => [`scene_${index + 1}`, scene] as const);
    return { ...copy, scenes: Object.fromEntries(scenes) };
  },
  no_ids: (plan) => {
    const copy = eachShot(plan, (shot) => without(shot, 'id'));
    return { ...copy, scenes: (copy.scenes as Fields[]).map((scene) => without(scene, 'id')) };
  },
  ids_per_scene: (plan) => {
    const copy = plain(plan);
    const scenes = (copy.scenes as Fields[]).map((scene) => ({
      ...scene,
      shots: (scene.shots as Fields[]).map((shot, index) => ({ ...shot, id: index + 1 })),
    }));
    return { ...copy, scenes };
  },
  ids_as_words: (plan) => eachShot(plan, (shot) => ({ ...shot, id: `shot_${shot.id}` })),
  seconds_as_text: (plan, random) =>
    eachShot(plan, (shot) => ({
      ...shot,
      duration: random.pick([
        `${shot.duration}`,
        `${shot.duration}s`,
        `${shot.duration} seconds`,
        `${shot.duration} sec`,
      ]),
    })),
  seconds_named: (plan, random) =>
    eachShot(plan, (shot) => ({
      [random.pick(['durationSeconds', 'duration_seconds', 'length', 'seconds'])]: shot.duration ?? 0,
      ...without(shot, 'duration'),
    })),
  enum_drift: (plan, random) =>
    eachShot(plan, (shot) => ({
      ...shot,
      cameraMove: drift(CAMERA_DRIFT, shot.cameraMove, random),
      shotSize: drift(SIZE_DRIFT, shot.shotSize, random),
      ...(shot.transitionOut === undefined
        ? {}
        : { transitionOut: drift(TRANSITION_DRIFT, shot.transitionOut, random) }),
    })),
  other_names: (plan) =>
    eachShot(plan, ({ startPrompt, endPrompt, motionPrompt, cameraMove, shotSize, ...shot }) => ({
      ...shot,
      start_frame_prompt: startPrompt ?? '',
      end_frame_prompt: endPrompt ?? '',
      motion: motionPrompt ?? '',
      camera_movement: cameraMove ?? '',
      framing: shotSize ?? '',
    })),
  frames_nested: (plan) =>
    eachShot(plan, ({ startPrompt, endPrompt, ...shot }) => ({
      ...shot,
      startFrame: { prompt: startPrompt ?? '' },
      endFrame: { prompt: endPrompt ?? '' },
    })),
  keyframes_list: (plan) =>
    eachShot(plan, ({ startPrompt, endPrompt, ...shot }) => ({
      ...shot,
      keyframes: [startPrompt ?? '', endPrompt ?? ''],
    })),
  camera_nested: (plan) =>
    eachShot(plan, ({ cameraMove, ...shot }) => ({ ...shot, camera: { movement: cameraMove ?? '', speed: 'slow' } })),
  nulls: (plan) => eachShot(plan, (shot) => ({ colorPalette: null, transitionIn: null, transitionOut: null, ...shot })),
  flags_as_words: (plan) =>
    eachShot(plan, (shot) => ({ ...shot, continuesPrevious: shot.continuesPrevious === true ? 'yes' : 'no' })),
  no_look_no_cast: (plan) => without(plain(plan), 'look', 'cast'),
  cast_by_name: (plan) => {
    const copy = plain(plan);
    const cast = (copy.cast as Fields[]).map(({ name, description }) => [String(name), description ?? ''] as const);
    return { ...copy, cast: Object.fromEntries(cast) };
  },
  light_missing: (plan, random) => eachShot(plan, (shot) => (random.chance(0.4) ? without(shot, 'lighting') : shot)),
  too_long_shots: (plan, random) =>
    eachShot(plan, (shot) => (random.chance(0.3) ? { ...shot, duration: random.pick([2, 3.5, 12, 15]) } : shot)),
  extra_fields: (plan) =>
    eachShot({ ...plan }, (shot, index) => ({
      shotNumber: index + 1,
      audio: 'wind',
      notes: ['none', { by: 'me' }],
      ...shot,
    })),
  total_given: (plan) => ({ totalDuration: '60s', genre: 'drama', ...plain(plan) }),
};

const PREFACE = [
  'Here is the direction you asked for:\n\n',
  'Sure! I thought about the arc first [hook, turn, ending] and kept it to the time given.\n\n',
  'Certainly. The film {as ordered} follows.\n\n**Direction**\n\n',
];
const AFTERWORD = [
  '\n\nLet me know if you would like any changes!',
  '\n\nNote: shot 2 is the emotional peak {see above}.',
  '\n\nTotal: all shots add up to the target. 🎬',
];

/** Where a text may be cut or spoilt: positions of a pattern that lie outside strings. */
function outsideStrings(text: string, marks: string): number[] {
  const found: number[] = [];
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '\\') at++;
    else if (character === '"') inString = !inString;
    else if (!inString && marks.includes(character)) found.push(at);
  }
  return found;
}

function insertAfter(text: string, positions: readonly number[], insert: (at: number) => string): string {
  let result = '';
  let from = 0;
  for (const at of positions) {
    result += text.slice(from, at + 1) + insert(at);
    from = at + 1;
  }
  return result + text.slice(from);
}

function some<Item>(list: readonly Item[], share: number, random: Random): Item[] {
  const chosen = list.filter(() => random.chance(share));
  return chosen.length > 0 || list.length === 0 ? chosen : [random.pick(list)];
}

/** Replaces the quotes around every string; quotes inside stay as they are. */
function requote(text: string, open: string, close: string): string {
  let result = '';
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '\\' && inString) {
      result += character + (text[at + 1] ?? '');
      at++;
    } else if (character === '"') {
      result += inString ? close : open;
      inString = !inString;
    } else result += character;
  }
  return result;
}

/** Wrong spellings by name. Each takes sound, indented JSON. */
export const MISSPELLINGS: Readonly<Record<string, Misspell>> = {
  untouched: (text) => text,
  prose: (text, random) => `${random.pick(PREFACE)}${text}${random.pick(AFTERWORD)}`,
  fence: (text, random) => `${random.pick(PREFACE)}\`\`\`json\n${text}\n\`\`\`${random.pick(AFTERWORD)}`,
  fence_open: (text) => `\`\`\`json\n${text}`,
  tilde_fence: (text) => `~~~\n${text}\n~~~`,
  thoughts: (text) => `<think>\nThe plan {"scenes": 3} needs a hook. Maybe [1, 2]?\n</think>\n${text}`,
  tags: (text) => `<answer>\n${text}\n</answer>`,
  draft_then_answer: (text) => `Draft:\n{"title": "Draft", "scenes": []}\n\nFinal:\n${text}`,
  assignment: (text) => `const direction = ${text};\n\nexport default direction;`,
  byte_order_mark: (text) => `\uFEFF${text}`,
  encoded_twice: (text) => JSON.stringify(text),
  carriage_returns: (text) => text.replaceAll('\n', '\r\n'),
  trailing_commas: (text, random) => {
    const closings = [...text.matchAll(/(?<=["\d\]}el])\s*\n\s*[\]}]/g)].map((match) => (match.index ?? 0) - 1);
    return insertAfter(text, some(closings, 0.5, random), () => ',');
  },
  comments: (text, random) =>
    insertAfter(text, some(outsideStrings(text, ',{['), 0.1, random), () =>
      random.pick([' // as ordered, see "constraints"', ' /* the hook */']).replace(/$/, '\n'),
    ),
  smart_quotes: (text) => requote(text, '“', '”'),
  single_quotes: (text) => requote(text.replaceAll("'", '’'), "'", "'"),
  bare_keys: (text) => text.replace(/^(\s*)"([A-Za-z_]\w*)":/gm, '$1$2:'),
  missing_commas: (text, random) => {
    const commas = new Set(some(outsideStrings(text, ','), 0.15, random));
    return [...text].length === text.length
      ? [...text].filter((_, at) => !commas.has(at)).join('')
      : text.replace(/",\n(\s*")/, '"\n$1');
  },
  raw_line_breaks: (text, random) =>
    text.replace(/(?<=[a-z,]) (?=[a-z]{4,} [a-z])/g, (space) => (random.chance(0.05) ? '\n' : space)),
  bare_inner_quotes: (text, random) =>
    text.replace(/(?<=": "[A-Z][^"\\\n]{8,40} )([a-z]{4,})(?= [a-z])/g, (word) =>
      random.chance(0.5) ? `"${word}"` : word,
    ),
  escaped_underscores: (text) => text.replace(/(?<=")([a-z]+)_([a-z_]+)(?=")/g, (word) => word.replaceAll('_', '\\_')),
  python: (text) =>
    text
      .replace(/: true\b/g, ': True')
      .replace(/: false\b/g, ': False')
      .replace(/: null\b/g, ': None'),
  full_width: (text) => text.replace(/",\n/g, '"，\n').replace(/": "/g, '"： "'),
  ellipsis: (text) => text.replace(/\n(\s*)\]\n(\s*)\}\n(\s*)\]/, '\n$1  ...\n$1]\n$2}\n$3]'),
  closings_missing: (text, random) =>
    text
      .slice(0, text.length - 1 - random.below(3))
      .trimEnd()
      .replace(/[\]}\s]*$/, ''),
  closing_too_many: (text) => `${text}\n}`,
  bracket_swapped: (text) => text.replace(/\]\s*\}\s*$/, '}\n}'),
  cut_late: (text, random) => text.slice(0, Math.floor(text.length * (0.9 + 0.09 * random.next()))),
  cut_in_the_middle: (text, random) => text.slice(0, Math.floor(text.length * (0.6 + 0.3 * random.next()))),
};

/** Spellings that lose a part of the answer, so that not every shot can come through. */
export const LOSSY: ReadonlySet<string> = new Set(['cut_late', 'cut_in_the_middle']);
