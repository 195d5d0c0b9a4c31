import type { DirectedScene } from '../types/project.ts';
import { MAX_SHOTS } from './draft.ts';
import type { ParseLog } from './parse-log.ts';
import { type ReadShot, readShot } from './read-shot.ts';
import { cutText, type Fields, fieldsOf, pick, readId, readList, readText } from './read-values.ts';

/** A scene whose ids are not settled yet. */
export type ReadScene = Omit<DirectedScene, 'id' | 'shots'> & { id: number | undefined; shots: ReadShot[] };

const SCENE_LISTS = ['scenes', 'scenelist', 'acts', 'sequences'];
const SHOT_LISTS = ['shots', 'shotlist', 'clips', 'beats'];
const SCENE_OF_SHOT = ['scene', 'sceneid', 'scenename', 'scenenumber'];

/** What a scene looks like before its shots are read. */
interface RawScene {
  fields: Fields;
  shots: unknown[];
  path: (shotIndex: number) => string;
}

/** Puts a flat list of shots into scenes by what each says of its scene; all in one when they say nothing. */
function groupFlat(shots: readonly unknown[], key: string): RawScene[] {
  const scenes: RawScene[] = [];
  let current: string | undefined;
  shots.forEach((shot, index) => {
    const named = pick(fieldsOf(shot), SCENE_OF_SHOT);
    const label = readText(typeof named === 'object' ? pick(fieldsOf(named), ['name', 'title', 'id']) : named);
    let last = scenes.at(-1);
    if (!last || (label !== undefined && label !== current)) {
      const first = index;
      const numbered = label === undefined || /^\d+$/.test(label);
      last = {
        fields: new Map<string, unknown>(numbered ? [] : [['name', label]]),
        shots: [],
        path: (shotIndex) => `${key}[${first + shotIndex}]`,
      };
      scenes.push(last);
      current = label;
    }
    last.shots.push(shot);
  });
  return scenes;
}

function rawScenes(root: Fields, log: ParseLog): RawScene[] | undefined {
  const listed = readList(pick(root, SCENE_LISTS));
  const flat = readList(pick(root, SHOT_LISTS));
  const scenes = listed?.map((scene, index) => {
    const fields = fieldsOf(scene);
    return {
      fields,
      shots: readList(pick(fields, SHOT_LISTS)) ?? [],
      path: (shotIndex: number) => `scenes[${index}].shots[${shotIndex}]`,
    };
  });
  if (scenes?.some((scene) => scene.shots.length > 0)) return scenes;
  const loose = flat ?? (listed?.some((entry) => looksLikeShot(entry)) ? listed : undefined);
  if (loose && loose.length > 0) {
    log.change('flat_shots', 'The shots came without scenes and were put into scenes.');
    return groupFlat(loose, flat ? 'shots' : 'scenes');
  }
  return scenes;
}

/** Whether an object has a prompt of its own, as shots do and scenes do not. */
function looksLikeShot(value: unknown): boolean {
  const fields = fieldsOf(value);
  return fields.has('startprompt') || fields.has('motionprompt') || fields.has('startframe');
}

/** Reads the shots of a scene. A last shot that broke off with the answer is left out instead of failing everything. */
function readShots(raw: RawScene, previous: ReadShot | undefined, brokenOff: boolean, log: ParseLog): ReadShot[] {
  const shots: ReadShot[] = [];
  raw.shots.slice(0, MAX_SHOTS + 1).forEach((entry, index) => {
    const issuesBefore = log.issues.length;
    const changesBefore = log.changes.length;
    log.path = raw.path(index);
    log.shotId = undefined;
    const shot = readShot(entry, shots.at(-1) ?? previous, log);
    log.shotId = undefined;
    if (shot) shots.push(shot);
    else if (brokenOff && index === raw.shots.length - 1) {
      log.issues.length = issuesBefore;
      log.changes.length = changesBefore;
      log.change('broken_off', 'The answer broke off; its last, unfinished shot was left out.');
    }
  });
  log.path = '';
  return shots;
}

function readScene(raw: RawScene, shots: ReadShot[], index: number, log: ParseLog): ReadScene {
  const named = readText(pick(raw.fields, ['name', 'title', 'heading', 'scenename']));
  const described = readText(pick(raw.fields, ['description', 'summary', 'action', 'synopsis']));
  const mood = readText(pick(raw.fields, ['mood', 'tone', 'emotion', 'atmosphere']));
  const missing = [named ? '' : 'name', described ? '' : 'description', mood ? '' : 'mood'].filter(
    (word) => word !== '',
  );
  if (missing.length > 0) log.change('scene_text_missing', `Scene ${index + 1} came without ${missing.join(', ')}.`);
  return {
    id: readId(pick(raw.fields, ['id', 'sceneid', 'scenenumber', 'number'])),
    name: log.cut(named ?? `Scene ${index + 1}`, 200, 'scene name'),
    description: log.cut(described ?? cutText(shots[0]?.startPrompt ?? '', 300), 4000, 'scene description'),
    mood: log.cut(mood ?? 'in keeping with the film', 500, 'mood'),
    shots,
  };
}

/**
 * Reads the scenes of a direction: nested, flat, or under other names. Scenes without shots are left out with a notice.
 * @param brokenOff whether the answer broke off before its end.
 * @returns undefined when there is nothing like a list of scenes or shots.
 */
export function readScenes(root: Fields, brokenOff: boolean, log: ParseLog): ReadScene[] | undefined {
  const raw = rawScenes(root, log);
  if (!raw) return undefined;
  const lastWithShots = raw.findLastIndex((scene) => scene.shots.length > 0);
  const scenes: ReadScene[] = [];
  let total = 0;
  for (const [index, rawScene] of raw.entries()) {
    if (rawScene.shots.length === 0) {
      log.change('scene_empty', `Scene ${index + 1} had no shots and was left out.`);
      continue;
    }
    const previous = scenes.at(-1)?.shots.at(-1);
    const shots = readShots(rawScene, previous, brokenOff && index === lastWithShots, log);
    if (shots.length > 0) scenes.push(readScene(rawScene, shots, scenes.length, log));
    total += shots.length;
    if (total > MAX_SHOTS) {
      log.issue('scenes', `must hold at most ${MAX_SHOTS} shots in all`);
      break;
    }
  }
  return scenes;
}
