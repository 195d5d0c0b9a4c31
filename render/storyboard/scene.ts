import type { CameraMove, ShotSize, VideoStyle } from '../../src/types/film.ts';
import type { StoryboardJob } from '../../src/types/render.ts';
import type { Colour } from './colour.ts';
import { readColours } from './lexicon/colours.ts';
import {
  LIGHT_WORDS,
  type LightName,
  MOOD_WORDS,
  type MoodName,
  WEATHER_WORDS,
  type WeatherName,
} from './lexicon/light.ts';
import { findMeanings, type Hit, normaliseText, type WordTable } from './lexicon/match.ts';
import { SETTING_WORDS, type SettingName } from './lexicon/settings.ts';
import { ACTION_WORDS, type ActionName, ANIMALS, SUBJECT_WORDS, type SubjectName } from './lexicon/subjects.ts';
import { createRandom } from './random.ts';

/** What a storyboard job asks for, as the painters understand it. */
export interface Scene {
  setting: SettingName;
  /** In order of importance; the first is the one the frame is about. */
  subjects: readonly SubjectName[];
  actions: readonly ActionName[];
  light: LightName;
  weather: readonly WeatherName[];
  moods: readonly MoodName[];
  /** Colours the film should wear, possibly none. */
  palette: readonly Colour[];
  style: VideoStyle;
  shotSize: ShotSize;
  cameraMove: CameraMove;
  /** 0 at the shot's first frame, 1 at its last. */
  time: 0 | 1;
  /** What places things: the same for both ends of a shot and for every prompt that names the same place. */
  layoutSeed: number;
}

/** Where a subject is at home, for prompts that name no place. */
const HOME: Partial<Record<SubjectName, readonly SettingName[]>> = {
  smith: ['forge'],
  anvil: ['forge'],
  astronaut: ['space'],
  rocket: ['space'],
  knight: ['ruins'],
  dragon: ['mountain'],
  robot: ['laboratory'],
  crowd: ['street', 'market'],
  horse: ['village'],
  deer: ['forest'],
  dog: ['village', 'living_room'],
  cat: ['living_room'],
  fox: ['forest'],
  wolf: ['forest'],
  bear: ['forest'],
  lion: ['desert'],
  big_cat: ['forest'],
  elephant: ['desert'],
  turtle: ['underwater'],
  bird: ['mountain', 'coast'],
  fish: ['underwater'],
  whale: ['underwater'],
  car: ['road'],
  bicycle: ['road', 'street'],
  train: ['mountain', 'village'],
  plane: ['skyline', 'mountain'],
  ship: ['coast'],
  lighthouse: ['coast'],
  building: ['skyline', 'street'],
  balloon: ['mountain', 'village'],
  emblem: ['abstract'],
  sword: ['ruins'],
  bottle: ['abstract'],
  box: ['abstract'],
  cup: ['cafe'],
  phone: ['office'],
  laptop: ['office'],
  book: ['library'],
  lantern: ['market', 'living_room'],
  guitar: ['stage'],
  tree: ['village', 'forest'],
  flower: ['village'],
};

/** Subjects a place already shows by itself; a second one in front would hide it. */
const PART_OF: Partial<Record<SettingName, readonly SubjectName[]>> = {
  ruins: ['building'],
  skyline: ['building'],
  street: ['building'],
  village: ['building'],
  market: ['building', 'lantern'],
  living_room: ['building'],
  forest: ['tree'],
  library: ['book'],
  stage: ['crowd'],
};

function strongest<Meaning extends string>(text: string, table: WordTable<Meaning>): Meaning | undefined {
  const hits = findMeanings(text, table);
  let best: Hit<Meaning> | undefined;
  for (const hit of hits) {
    if (best === undefined || hit.count > best.count || (hit.count === best.count && hit.position < best.position)) {
      best = hit;
    }
  }
  return best?.meaning;
}

/** Phrases whose words name a subject or a place elsewhere: where the camera stands, what a thing is made of, a gap. */
const NOT_MEANT = new RegExp(
  [
    /\beye[- ]level\b/,
    /\b(?:bird|worm)['’]?s[- ]eye\b/,
    /\bhand-?held\b/,
    /\bcrest of (?:a|the) (?:dune|wave|hill|ridge|rise)\b/,
    /\bspace (?:a?round|between|beside|left|for|of)\b/,
    /\b(?:empty|negative|open|wide|dark) space\b/,
    /\b(?:mother|father|mama|papa|parent)(?= (?:bear|wolf|fox|cat|dog|lion|tiger|elephant|horse|deer|bird|whale|hen)s?\b)/,
    /\b(?:oak|willow) (?:bench|beam|table|door|floor|plank|chair|desk|barrel)s?\b/,
  ]
    .map((phrase) => phrase.source)
    .join('|'),
  'gi',
);

/** Words that stand for whoever was named before. */
const PRONOUNS = / (?:she|her|he|him|his)(?= )/g;

function namesIn(text: string): SubjectName[] {
  return findMeanings(text, SUBJECT_WORDS)
    .sort((a, b) => a.position - b.position)
    .map((hit) => hit.meaning);
}

function readSubjects(text: string): SubjectName[] {
  let names = namesIn(text);
  // An animal that comes first is "she" and "her"; no woman is meant.
  if ((ANIMALS as readonly (SubjectName | undefined)[]).includes(names[0]))
    names = namesIn(text.replace(PRONOUNS, ' '));
  const has = (name: SubjectName): boolean => names.includes(name);
  const drop = (...unwanted: SubjectName[]): void => {
    names = names.filter((name) => !unwanted.includes(name));
  };
  // The specific figure stands for the general one: "a blacksmith raises his hammer" is one man, not two.
  if (has('smith')) drop('man', 'woman', 'anvil', 'hand');
  if (has('astronaut') || has('knight')) drop('man', 'woman');
  if (has('woman') || has('child')) drop('man');
  if (has('couple')) drop('man', 'woman', 'crowd');
  if (has('lighthouse') || has('emblem')) drop('building');
  if (has('rocket')) drop('plane', 'ship');
  if (has('train') && names.indexOf('train') < 2) drop('car');
  // An eye or a hand is a picture of its own only where it comes first; else it belongs to whoever is there.
  if (names[0] !== 'hand' && names[0] !== 'eye') drop('hand', 'eye');
  return names.slice(0, 3);
}

const moved = (names: readonly MoodName[], mood: MoodName): boolean => names.includes(mood);

function fallbackLight(setting: SettingName, moods: readonly MoodName[], style: VideoStyle, seed: number): LightName {
  if (setting === 'forge') return 'firelight';
  if (setting === 'skyline' || setting === 'stage' || setting === 'space') return 'night';
  if (setting === 'underwater') return 'day';
  if (style === 'corporate' || style === 'minimal') return setting === 'abstract' ? 'studio' : 'day';
  if (style === 'documentary') return 'overcast';
  if (moved(moods, 'tense')) return 'storm';
  if (moved(moods, 'mysterious')) return 'fog';
  if (moved(moods, 'sad')) return 'overcast';
  if (style === 'dramatic') return 'sunset';
  if (setting === 'abstract') return createRandom(seed).pick(['golden', 'blue_hour', 'sunset', 'dawn'] as const);
  return createRandom(seed ^ 0x51).pick(['golden', 'day', 'golden', 'dawn'] as const);
}

/** Reads a job's words into a scene. Pure: the same job is always read the same way. */
export function readScene(job: StoryboardJob): Scene {
  const text = normaliseText(job.prompt.replace(NOT_MEANT, ' '));
  const shot = job.shot;
  const style = shot?.style ?? 'cinematic';
  const subjects = readSubjects(text);
  const homes = subjects.map((name) => HOME[name]).find((places) => places !== undefined);
  const setting: SettingName =
    strongest(text, SETTING_WORDS) ?? homes?.[job.seed % homes.length] ?? ('abstract' satisfies SettingName);
  const moods = findMeanings(normaliseText(`${shot?.mood ?? ''} ${job.prompt}`), MOOD_WORDS).map((hit) => hit.meaning);
  // The shot's own lighting outranks what the prompt mentions in passing.
  const light =
    strongest(normaliseText(shot?.lighting ?? ''), LIGHT_WORDS) ??
    strongest(text, LIGHT_WORDS) ??
    fallbackLight(setting, moods, style, job.seed);
  return {
    setting,
    subjects: subjects.filter((name) => !PART_OF[setting]?.includes(name)),
    actions: findMeanings(text, ACTION_WORDS)
      .sort((a, b) => a.position - b.position)
      .map((hit) => hit.meaning),
    light,
    weather: findMeanings(normaliseText(`${job.prompt} ${shot?.lighting ?? ''}`), WEATHER_WORDS).map(
      (hit) => hit.meaning,
    ),
    moods,
    palette: readColours(shot?.colorPalette ?? ''),
    style,
    shotSize: shot?.shotSize ?? 'wide',
    cameraMove: shot?.cameraMove ?? 'static',
    time: shot?.frame === 'end' ? 1 : 0,
    layoutSeed: job.seed,
  };
}
