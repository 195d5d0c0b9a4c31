import type { DraftScene } from './plan-types.ts';
import type { Random } from './random.ts';
import { sentenceCase, titleCase } from './reading/inflect.ts';
import { the } from './reading/thing.ts';
import type { Reading, TimeOfDay } from './reading/types.ts';
import type { Situation, Stage } from './stage.ts';

/** How a time of day stands in a sentence. */
export const AT: Record<TimeOfDay, string> = {
  dawn: 'at dawn',
  morning: 'in the morning',
  noon: 'at noon',
  afternoon: 'in the afternoon',
  sunset: 'at sunset',
  dusk: 'at dusk',
  night: 'at night',
};

/** A scene's name out of its act's, in headline case. */
export function sceneName(names: readonly string[], situation: Situation, random: Random): string {
  const fitting = names.filter((name) => situation.object !== undefined || !name.includes('{Object}'));
  const words = random
    .pick(fitting.length > 0 ? fitting : names)
    .replace('{Time}', titleCase(situation.time))
    .replace('{Object}', situation.object?.plain ?? situation.hero.plain)
    .replace('{Hero}', situation.hero.plain)
    .replace('{PlaceWord}', placeWord(situation))
    .replace('{Place}', situation.place.name);
  return titleCase(words).slice(0, 120);
}

function placeWord({ place }: Situation): string {
  return place.name.replace(/^the /i, '');
}

/** What happens in a scene: where and when, and what is done in its shots. `told` is what earlier scenes said is done. */
export function sceneDescription(situation: Situation, motions: readonly string[], told: Set<string>): string {
  const { place, time, hero, acts } = situation;
  const doing = acts === undefined ? '' : `${hero.plain} ${acts}`;
  const said = doing === '' || told.has(doing);
  told.add(doing);
  const timeless = /^(space|crater|reef|studio)$/.test(place.key);
  const where = `${sentenceCase(place.name)}${timeless ? '' : ` ${AT[time]}`}${said ? '' : `: ${doing}`}.`;
  return [where, ...motions.map((motion) => `${sentenceCase(motion)}.`)].join(' ').slice(0, 3900);
}

/** The film's title: the concept's own words where they make one, else who or what it is about. */
export function titleOf(stage: Stage, language: string | undefined, random: Random): string {
  const { reading, hero } = stage;
  const object = stage.quest;
  const foreign = reading.understood !== undefined && language !== undefined && /^en\b/i.test(language);
  if (reading.title && !foreign) return reading.title;
  if (reading.genre === 'product' && reading.hero)
    return titleCase(reading.hero.name ?? reading.hero.words).slice(0, 120);
  const time = reading.time ? ` ${AT[reading.time]}` : '';
  const name = hero.thing.name;
  const options = object
    ? [`${hero.plain} and ${the(object)}`, the(object), ...(time ? [`${the(object)}${time}`] : [])]
    : [name ?? hero.plain, ...(time ? [`${name ?? hero.plain}${time}`] : [])];
  return titleCase(random.pick(options)).slice(0, 120);
}

/** The story in a few sentences: the concept, where it leads, and the moods it goes through. */
export function narrativeOf(stage: Stage, scenes: readonly DraftScene[]): string {
  const idea = conceptSentence(stage.reading);
  const places = distinct(stage.visited);
  const journey = places.length > 1 ? ` The story goes from ${listOf(places)}.` : '';
  const moods = distinct(scenes.map((scene) => scene.mood));
  const shown = moods.length > 5 ? [...moods.slice(0, 4), moods.at(-1) as string] : moods;
  return `${idea}${journey} Its mood: ${shown.join('; ')}.`;
}

function conceptSentence({ concept }: Reading): string {
  const short = concept.length <= 400 ? concept : `${concept.slice(0, 400).replace(/\s+\S*$/u, '')} …`;
  return sentenceCase(/[.!?…。！？؟।]["”»)]?$/u.test(short) ? short : `${short}.`);
}

function distinct(words: readonly string[]): string[] {
  return [...new Set(words)];
}

function listOf(places: readonly string[]): string {
  const [first, ...rest] = places.slice(0, 5);
  return `${first} to ${rest.join(', then ')}`;
}
