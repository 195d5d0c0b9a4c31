import type { SheetJob, SheetShot } from '../types/render.ts';
import type { Edit, EditShot } from './edit.ts';
import type { ShotPictures } from './media.ts';
import { asWords, oneLine, transitionName } from './text.ts';
import { secondsText, timecode } from './timecode.ts';

/** Most bytes of a sheet's order; the render service takes no larger one. */
const MOST_BYTES = 900_000;
/** Characters of each prompt that are printed, and the least of them where there are very many shots. */
const TEXT_LENGTH = { most: 1_200, least: 75 };

/**
 * The order for a storyboard or a contact sheet. Prompts are printed up to a length that keeps the order within bounds,
 * which only films of hundreds of shots come near.
 */
export function sheetJob(
  layout: SheetJob['layout'],
  edit: Edit,
  pictures: ReadonlyMap<number, ShotPictures>,
  narrative: string,
): SheetJob {
  const bytes = (job: SheetJob) => new TextEncoder().encode(JSON.stringify(job)).length;
  let length = TEXT_LENGTH.most;
  let job = write(layout, edit, pictures, narrative, length);
  while (bytes(job) > MOST_BYTES && length > TEXT_LENGTH.least) {
    length = Math.floor(length / 2);
    job = write(layout, edit, pictures, narrative, length);
  }
  return job;
}

function write(
  layout: SheetJob['layout'],
  edit: Edit,
  pictures: ReadonlyMap<number, ShotPictures>,
  narrative: string,
  length: number,
): SheetJob {
  const { width, height, frameRate } = edit.format;
  const scenes: SheetJob['scenes'] = [];
  for (const shot of edit.shots) {
    if (shot.opensScene) {
      const { name, mood, description } = shot.scene;
      scenes.push({ name: oneLine(name), mood: oneLine(mood), description: cut(description, length), shots: [] });
    }
    scenes.at(-1)?.shots.push(sheetShot(shot, edit, pictures.get(shot.shot.id) ?? {}, layout, length));
  }
  return {
    kind: 'sheet',
    layout,
    title: oneLine(edit.title),
    narrative: layout === 'storyboard' ? cut(narrative, TEXT_LENGTH.most) : '',
    facts: [
      secondsText(edit.totalFrames, frameRate),
      `${edit.shots.length} ${edit.shots.length === 1 ? 'shot' : 'shots'}`,
      `${width}×${height}`,
      `${frameRate} fps`,
    ].join('  ·  '),
    width,
    height,
    scenes,
  };
}

function sheetShot(
  { shot, ordinal, startFrame, frameCount }: EditShot,
  edit: Edit,
  { start, end }: ShotPictures,
  layout: SheetJob['layout'],
  length: number,
): SheetShot {
  const next = edit.transitions[ordinal];
  const details: [label: string, text: string | undefined][] = [
    ['FIRST FRAME', shot.startPrompt],
    ['LAST FRAME', shot.endPrompt],
    ['MOTION', shot.motionPrompt],
    ['LIGHT', shot.lighting],
    ['TO THE NEXT', next === undefined ? undefined : transitionName(next.type)],
  ];
  return {
    heading: `${ordinal}.  Shot ${shot.id}`,
    facts: [
      timecode(startFrame, edit.frameRate),
      secondsText(frameCount, edit.frameRate),
      asWords(shot.shotSize),
      asWords(shot.cameraMove),
    ].join('  ·  '),
    ...(start === undefined ? {} : { start: start.sha256 }),
    ...(end === undefined || layout === 'contact-sheet' ? {} : { end: end.sha256 }),
    details:
      layout === 'contact-sheet'
        ? []
        : details.flatMap(([label, text]) => (text === undefined ? [] : [{ label, text: cut(text, length) }])),
  };
}

function cut(text: string, length: number): string {
  const line = oneLine(text);
  return line.length <= length
    ? line
    : `${line
        .slice(0, length - 1)
        .toWellFormed()
        .trimEnd()}…`;
}
