import type { DirectorBrief } from '../../../types/brief.ts';
import { Avoid, escapePattern } from './avoid.ts';
import { STYLE_BOOKS } from './beats/index.ts';
import { includeAll } from './include.ts';
import { outline } from './outline.ts';
import type { DraftScene, LocalPlan } from './plan-types.ts';
import { randomFrom } from './random.ts';
import { readConcept } from './read.ts';
import type { Reading } from './reading/types.ts';
import { SceneWriter } from './scene.ts';
import { scrubbed } from './scrub.ts';
import { Stage } from './stage.ts';
import { narrativeOf, titleOf } from './story.ts';

/** Writes a whole plan. Lengths are wishes: the director settles them on the film's frames. */
export function writePlan(brief: DirectorBrief): LocalPlan {
  const random = randomFrom(`${brief.seed} ${brief.style} ${brief.concept}`);
  const avoid = new Avoid(brief.constraints.avoid ?? []);
  const book = STYLE_BOOKS[brief.style];
  const look = random.pick(book.looks);
  const stage = new Stage(readConcept(brief.concept), brief.style, avoid, random.fork('cast'));
  const outlines = outline(brief, book, random.fork('outline'));
  const writer = new SceneWriter({ brief, book, stage, avoid, random: random.fork('scenes') });
  const scenes = outlines.map((scene, index) =>
    writer.write(scene, index, outlines.length, outlines[index + 1]?.into ?? book.closing),
  );
  const first = scenes[0]?.shots[0];
  const opening = outlines[0]?.into;
  if (first && opening && opening !== 'cut') first.transitionIn = opening;
  includeAll(scenes, brief.constraints.mustInclude ?? []);
  const remarks = [...remarksOn(stage.reading), ...languageRemarks(brief)];
  const plan: LocalPlan = {
    title: titleOf(stage, brief.language, random.fork('title')),
    narrative: narrativeOf(stage, scenes),
    look: {
      palette: `${[...new Set(scenes.flatMap((scene) => scene.shots[0]?.colorPalette?.split(', ') ?? []))].slice(0, 5).join(', ')}; ${look.grade}`,
      lens: `${look.lens} lens`,
      style: look.style,
    },
    cast: castOf(stage, scenes),
    scenes,
    ...(remarks.length > 0 ? { remarks } : {}),
  };
  return avoid.empty ? plan : scrubbed(plan, avoid);
}

/** Everyone and everything with a look of its own that is named in a picture. */
function castOf(stage: Stage, scenes: readonly DraftScene[]): LocalPlan['cast'] {
  const pictures = scenes
    .flatMap((scene) => scene.shots.flatMap((shot) => [shot.startPrompt, shot.endPrompt]))
    .join(' ');
  return stage
    .everyPart()
    .filter(
      (part) =>
        part.marks !== '' && new RegExp(`(?<!\\p{L})${escapePattern(part.name)}(?!\\p{L})`, 'iu').test(pictures),
    )
    .slice(0, 30)
    .map((part) => ({ name: part.name.slice(0, 100), description: part.marks.slice(0, 1000) }));
}

/** The rules write English, whatever was asked for. */
function languageRemarks({ language, promptLanguage }: DirectorBrief): string[] {
  const others = [...new Set([language, promptLanguage])].filter((tag) => tag !== undefined && !/^en\b/i.test(tag));
  return others.length === 0 ? [] : [`The local director writes English only, not ${others.join(' or ')}.`];
}

/** What to say about a concept that was not read word by word. */
function remarksOn({ understood }: Reading): string[] {
  if (understood === undefined) return [];
  const advice = 'A language model as director follows the words more closely.';
  if (understood.length === 0) {
    return [
      `The local director reads English and found no word it knows in this concept: it tells a story of its own. ${advice}`,
    ];
  }
  return [
    `The local director reads English; of this concept it understood: ${[...new Set(understood)].join(', ')}. ${advice}`,
  ];
}
