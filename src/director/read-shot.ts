import type { TransitionType } from '../types/film.ts';
import { type DirectedShot, DirectedShotSchema, SHOT_SECONDS } from '../types/project.ts';
import { type ReadEnum, readCameraMove, readShotSize, readTransition } from './enum-drift.ts';
import type { ParseLog } from './parse-log.ts';
import { type Fields, fieldsOf, pick, readFlag, readId, readSeconds, readText } from './read-values.ts';

/** A shot whose id is not settled yet. */
export type ReadShot = Omit<DirectedShot, 'id'> & { id: number | undefined };

const MAX_PROMPT = 4000;
const MAX_LOOK = 500;
/** The middle of the allowed range, rounded: what a shot gets when nothing is said. */
const DEFAULT_SECONDS = 7;

const NAMES = {
  id: ['id', 'shotid', 'shotnumber', 'number', 'shotno'],
  duration: [
    'duration',
    'durationseconds',
    'durationsec',
    'durationinseconds',
    'seconds',
    'length',
    'lengthseconds',
    'time',
  ],
  startPrompt: [
    'startprompt',
    'startframeprompt',
    'startframe',
    'startimageprompt',
    'startimage',
    'startkeyframe',
    'firstframeprompt',
    'firstframe',
    'first',
    'openingframe',
    'start',
    'imageprompt',
    'prompt',
    'visualprompt',
    'visual',
  ],
  endPrompt: [
    'endprompt',
    'endframeprompt',
    'endframe',
    'endimageprompt',
    'endimage',
    'endkeyframe',
    'lastframeprompt',
    'lastframe',
    'last',
    'closingframe',
    'end',
  ],
  motionPrompt: ['motionprompt', 'motion', 'motiondescription', 'videoprompt', 'action', 'movement', 'animation'],
  cameraMove: ['cameramove', 'cameramovement', 'cameramotion', 'camera', 'move'],
  shotSize: ['shotsize', 'size', 'framing', 'shottype', 'shotscale'],
  lighting: ['lighting', 'light', 'lightingdescription'],
  colorPalette: ['colorpalette', 'colourpalette', 'palette', 'colors', 'colours', 'color', 'colour'],
  transitionIn: ['transitionin', 'intransition', 'transitionfrom', 'transitionfromprevious'],
  transitionOut: ['transitionout', 'outtransition', 'transition', 'transitionto', 'transitiontonext'],
  continuesPrevious: ['continuesprevious', 'continues', 'continuesfromprevious', 'continuous', 'continuation'],
} as const;

/** Where models put the frames of a shot together: a list from first to last, or an object that names them. */
const FRAME_HOLDERS = ['keyframes', 'frames', 'prompts', 'keyframeprompts', 'imageprompts', 'images'];
/** The part of an object around a prompt that is the prompt. */
const PROMPT_PARTS = ['prompt', 'imageprompt', 'description', 'text', 'visual'];

function heldPrompt(fields: Fields, field: 'startPrompt' | 'endPrompt' | 'motionPrompt'): unknown {
  const holder = pick(fields, FRAME_HOLDERS);
  if (!Array.isArray(holder)) return pick(fieldsOf(holder), NAMES[field]);
  if (field === 'motionPrompt' || holder.length < 2) return undefined;
  return holder.at(field === 'startPrompt' ? 0 : -1);
}

function readPrompt(
  fields: Fields,
  field: 'startPrompt' | 'endPrompt' | 'motionPrompt',
  log: ParseLog,
): string | undefined {
  const raw = pick(fields, NAMES[field]) ?? heldPrompt(fields, field);
  const text = readText(pick(fieldsOf(raw), PROMPT_PARTS) ?? raw);
  return text === undefined ? undefined : log.cut(text, MAX_PROMPT, field);
}

function readDuration(fields: Fields, log: ParseLog): number {
  const raw = pick(fields, NAMES.duration);
  const seconds = readSeconds(raw);
  if (seconds === undefined) {
    log.change('duration_missing', `No readable length was given; it gets ${DEFAULT_SECONDS} s.`);
    return DEFAULT_SECONDS;
  }
  const clamped = Math.min(SHOT_SECONDS.max, Math.max(SHOT_SECONDS.min, seconds));
  if (clamped !== seconds) {
    log.change(
      'duration_bounds',
      `${seconds} s was asked for; shots last ${SHOT_SECONDS.min}–${SHOT_SECONDS.max} s, so it gets ${clamped} s.`,
    );
  }
  return clamped;
}

/** Reads one of a closed set of words, or falls back, and says so where the meaning changed. */
function readWord<Value extends string, Fallback>(
  raw: unknown,
  read: (raw: unknown) => ReadEnum<Value> | undefined,
  field: string,
  fallback: Fallback,
  log: ParseLog,
): Value | Fallback {
  if (raw === undefined) return fallback;
  const said = (readText(raw) ?? '').slice(0, 60);
  const found = read(readText(raw));
  if (!found) {
    log.change(
      'word_unknown',
      `"${said}" is no ${field}; it was set to ${fallback === undefined ? 'none' : `"${fallback}"`}.`,
    );
    return fallback;
  }
  if (found.changed) log.change('word_read', `"${said}" was taken for the ${field} "${found.value}".`);
  return found.value;
}

/** The three prompts, each made up from the other two where one is missing; undefined with issues where that fails. */
function readPrompts(
  fields: Fields,
  previous: ReadShot | undefined,
  continues: boolean,
  log: ParseLog,
): Pick<DirectedShot, 'startPrompt' | 'endPrompt' | 'motionPrompt'> | undefined {
  const startPrompt = readPrompt(fields, 'startPrompt', log) ?? (continues ? previous?.endPrompt : undefined);
  let endPrompt = readPrompt(fields, 'endPrompt', log);
  let motionPrompt = readPrompt(fields, 'motionPrompt', log);
  if (startPrompt !== undefined && endPrompt === undefined && motionPrompt !== undefined) {
    endPrompt = log.cut(`${startPrompt} The instant after this: ${motionPrompt}`, MAX_PROMPT, 'endPrompt');
    log.change(
      'end_prompt_derived',
      'No last frame was described; it was put together from the first frame and the motion.',
    );
  }
  if (startPrompt !== undefined && endPrompt !== undefined && motionPrompt === undefined) {
    motionPrompt = log.cut(`The picture changes until it shows: ${endPrompt}`, MAX_PROMPT, 'motionPrompt');
    log.change('motion_prompt_derived', 'No motion was described; it was put together from the last frame.');
  }
  if (startPrompt === undefined) log.issue('startPrompt', 'must describe what the first frame shows');
  if (endPrompt === undefined) log.issue('endPrompt', 'must describe what the last frame shows');
  if (motionPrompt === undefined) log.issue('motionPrompt', 'must describe what changes between the two frames');
  if (startPrompt === undefined || endPrompt === undefined || motionPrompt === undefined) return undefined;
  return { startPrompt, endPrompt, motionPrompt };
}

function readTransitionField(
  fields: Fields,
  field: 'transitionIn' | 'transitionOut',
  log: ParseLog,
): TransitionType | undefined {
  return readWord(pick(fields, NAMES[field]), readTransition, 'transition', undefined, log);
}

/**
 * Reads one shot out of whatever a model wrote for it.
 * @returns undefined when too much is missing; the log holds the issues then.
 */
export function readShot(raw: unknown, previous: ReadShot | undefined, log: ParseLog): ReadShot | undefined {
  const fields = fieldsOf(raw);
  const id = readId(pick(fields, NAMES.id));
  if (id !== undefined) log.shotId = id;
  const continuesPrevious = readFlag(pick(fields, NAMES.continuesPrevious)) ?? false;
  const prompts = readPrompts(fields, previous, continuesPrevious, log);
  if (!prompts) return undefined;
  const lightingText = readText(pick(fields, NAMES.lighting));
  if (lightingText === undefined)
    log.change('lighting_missing', 'No lighting was given; it keeps that of the shot before.');
  const palette = readText(pick(fields, NAMES.colorPalette));
  const transitionIn = readTransitionField(fields, 'transitionIn', log);
  const transitionOut = readTransitionField(fields, 'transitionOut', log);
  return {
    id,
    duration: readDuration(fields, log),
    ...prompts,
    cameraMove: readWord(pick(fields, NAMES.cameraMove), readCameraMove, 'camera move', 'static', log),
    shotSize: readWord(
      pick(fields, NAMES.shotSize),
      readShotSize,
      'shot size',
      DirectedShotSchema.shape.shotSize.parse(undefined),
      log,
    ),
    lighting: log.cut(lightingText ?? previous?.lighting ?? 'natural light', MAX_LOOK, 'lighting'),
    ...(palette === undefined ? {} : { colorPalette: log.cut(palette, MAX_LOOK, 'colorPalette') }),
    ...(transitionIn === undefined ? {} : { transitionIn }),
    ...(transitionOut === undefined ? {} : { transitionOut }),
    continuesPrevious,
  };
}
