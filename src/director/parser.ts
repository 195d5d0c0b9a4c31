import type { FieldIssue } from '../types/errors.ts';
import type { CastMember, DirectorInput, Look, Notice } from '../types/project.ts';
import { type DraftDirection, DraftDirectionSchema, limitNotices, pathOf } from './draft.ts';
import { settleIds } from './identifiers.ts';
import { keepLimits } from './limits.ts';
import { ParseLog } from './parse-log.ts';
import { readScenes } from './read-scene.ts';
import { cutText, type Fields, fieldsOf, isRecord, pick, readList, readText } from './read-values.ts';
import { findJson } from './repair-json.ts';

/** Longest answer that is read at all, in characters; 720 rich shots take less than half of it. */
export const MAX_ANSWER_CHARACTERS = 1_500_000;

/** What a model's answer became. */
export type ParseResult =
  | { ok: true; direction: DraftDirection; changes: Notice[] }
  /** `partial` is the JSON as far as it could be made out, for sending it back. */
  | { ok: false; issues: FieldIssue[]; partial?: unknown };

/** What parsing may be told besides the order. */
export interface ParseOptions {
  /** Shot ids in use before, which shots without an id must not get. */
  reservedIds?: Iterable<number>;
}

/** Names under which models wrap their answer. */
const WRAPPERS = [
  'direction',
  'videodirection',
  'result',
  'output',
  'response',
  'data',
  'plan',
  'film',
  'video',
  'answer',
];
const MAX_WRAPPING = 4;
const MAX_CAST = 30;
/** Most remarks of a director that are passed on, and the longest one. */
const MAX_REMARKS = 5;
const REMARK_CHARACTERS = 500;

function unwrap(value: unknown, depth = 0): Fields | undefined {
  if (Array.isArray(value)) {
    const first = fieldsOf(value[0]);
    if (first.size === 0) return undefined;
    // A list with the one direction in it, rather than a list of scenes or shots.
    const whole =
      value.length === 1 && !first.has('shots') && depth < MAX_WRAPPING ? unwrap(value[0], depth + 1) : undefined;
    if (whole) return whole;
    return new Map<string, unknown>([[first.has('shots') ? 'scenes' : 'shots', value]]);
  }
  if (!isRecord(value)) return undefined;
  const fields = fieldsOf(value);
  if (fields.has('scenes') || fields.has('shots') || fields.has('shotlist')) return fields;
  for (const name of depth < MAX_WRAPPING ? WRAPPERS : []) {
    const inner = unwrap(fields.get(name), depth + 1);
    if (inner) return inner;
  }
  return undefined;
}

/** How much a value looks like a direction: by its number of scenes or shots. */
function rank(value: unknown): number {
  const fields = unwrap(value);
  if (!fields) return 0;
  return 1 + (readList(pick(fields, ['scenes', 'shots', 'shotlist']))?.length ?? 0);
}

function readLook(fields: Fields, log: ParseLog): Look | undefined {
  const raw = pick(fields, ['look', 'visualstyle', 'visuallook']);
  if (raw === undefined) return undefined;
  const look = isRecord(raw) ? fieldsOf(raw) : new Map<string, unknown>([['style', raw]]);
  const part = (names: string[], field: string): string => log.cut(readText(pick(look, names)) ?? '', 500, field);
  return {
    palette: part(['palette', 'colorpalette', 'colourpalette', 'colors', 'colours'], 'look palette'),
    lens: part(['lens', 'lenses', 'camera', 'optics'], 'look lens'),
    style: part(['style', 'visualstyle', 'texture', 'medium'], 'look style'),
  };
}

function readCast(fields: Fields, log: ParseLog): CastMember[] {
  const members = readList(pick(fields, ['cast', 'characters', 'castmembers', 'elements'])) ?? [];
  const cast: CastMember[] = [];
  const names = new Set<string>();
  for (const member of members.slice(0, 200)) {
    const entry = fieldsOf(member);
    const name = readText(pick(entry, ['name', 'character', 'id', 'role']));
    const description = readText(pick(entry, ['description', 'appearance', 'look', 'details']));
    if (name === undefined || description === undefined || names.has(name.toLowerCase())) continue;
    names.add(name.toLowerCase());
    cast.push({ name: log.cut(name, 100, 'cast name'), description: log.cut(description, 1000, 'cast description') });
  }
  if (cast.length > MAX_CAST) log.change('cast_cut', `Of ${cast.length} cast members the first ${MAX_CAST} were kept.`);
  return cast.slice(0, MAX_CAST);
}

function readDirection(root: Fields, input: DirectorInput, brokenOff: boolean, options: ParseOptions, log: ParseLog) {
  const read = readScenes(root, brokenOff, log);
  if (!read) log.issue('scenes', 'must be a list of scenes, each with its shots');
  else if (read.length === 0 && log.issues.length === 0)
    log.issue('scenes', 'must hold at least one scene with at least one shot');
  if (!read || log.issues.length > 0) return undefined;
  const scenes = settleIds(keepLimits(read, input.constraints, log), options.reservedIds ?? [], log);
  const title = readText(pick(root, ['title', 'name', 'filmtitle', 'videotitle']));
  if (title === undefined) log.change('title_missing', 'No title was given; it is the beginning of the concept.');
  const narrative = readText(pick(root, ['narrative', 'story', 'logline', 'summary', 'synopsis', 'description']));
  if (narrative === undefined)
    log.change('narrative_missing', 'No story was given; it was put together from the scenes.');
  for (const remark of (readList(pick(root, ['remarks'])) ?? []).slice(0, MAX_REMARKS)) {
    const text = readText(remark);
    if (text !== undefined) log.change('director_remark', cutText(text, REMARK_CHARACTERS));
  }
  const look = readLook(root, log);
  return {
    title: log.cut(title ?? cutText(input.concept, 60), 200, 'title'),
    narrative: log.cut(narrative ?? scenes.map((scene) => scene.description).join(' '), 4000, 'narrative'),
    scenes,
    ...(look ? { look } : {}),
    cast: readCast(root, log),
  };
}

/**
 * Reads a model's answer as a direction, repairing what can be understood and saying what was changed. Never throws;
 * time is linear in the answer. Lengths are within 5–10 s afterwards but do not add up to the target yet.
 */
export function parseDirection(content: string, input: DirectorInput, options: ParseOptions = {}): ParseResult {
  if (content.length > MAX_ANSWER_CHARACTERS) {
    return { ok: false, issues: [{ path: '', message: `must have at most ${MAX_ANSWER_CHARACTERS} characters` }] };
  }
  const found = findJson(content, rank);
  const root = found && unwrap(found.value);
  if (!found || !root) {
    return { ok: false, issues: [{ path: '', message: 'must be one JSON object with the scenes of the film' }] };
  }
  const log = new ParseLog();
  if (found.truncated)
    log.change('json_truncated', 'The answer broke off before its end; what there is of it was used.');
  else if (found.repaired) log.change('json_repaired', 'The answer was not plain JSON and was repaired.');
  const draft = readDirection(root, input, found.truncated, options, log);
  if (!draft) return { ok: false, issues: log.issues, partial: found.value };
  // The readers keep to every bound; this is the proof, and turns a gap in them into a typed issue.
  const checked = DraftDirectionSchema.safeParse(draft);
  if (!checked.success) {
    const issues = checked.error.issues.slice(0, 50).map(({ path, message }) => ({ path: pathOf(path), message }));
    return { ok: false, issues, partial: found.value };
  }
  return { ok: true, direction: checked.data, changes: limitNotices(log.changes) };
}
