/** The fields of a model's object by their name without case, underscores, hyphens or spaces. */
export type Fields = ReadonlyMap<string, unknown>;

/** Longest key worth looking at. */
const MAX_KEY = 60;
/** Deepest that text is gathered from nested lists and objects. */
const MAX_TEXT_DEPTH = 3;
/** Most parts that text is gathered from. */
const MAX_TEXT_PARTS = 50;

/** Whether a value is an object that is no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads an object's own fields into a map, so that no name can reach a prototype; the first of equals counts. */
export function fieldsOf(value: unknown): Fields {
  const fields = new Map<string, unknown>();
  if (!isRecord(value)) return fields;
  for (const [key, entry] of Object.entries(value)) {
    if (key.length > MAX_KEY || entry === null || entry === undefined) continue;
    const name = key.toLowerCase().replace(/[^a-z0-9]/g, '');
    if (!fields.has(name)) fields.set(name, entry);
  }
  return fields;
}

/** The first of several names that an object has a value for. */
export function pick(fields: Fields, names: readonly string[]): unknown {
  for (const name of names) {
    const value = fields.get(name);
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
}

function gather(value: unknown, depth: number, parts: string[]): void {
  if (parts.length >= MAX_TEXT_PARTS) return;
  if (typeof value === 'string') parts.push(value);
  else if (typeof value === 'number' && Number.isFinite(value)) parts.push(String(value));
  else if (depth < MAX_TEXT_DEPTH && typeof value === 'object' && value !== null) {
    for (const entry of Object.values(value).slice(0, MAX_TEXT_PARTS)) gather(entry, depth + 1, parts);
  }
}

/** A value as plain text without control characters; lists and objects are joined. Undefined when there is none. */
export function readText(value: unknown): string | undefined {
  const parts: string[] = [];
  gather(value, 0, parts);
  const text = parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(', ')
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .trim();
  return text === '' ? undefined : text;
}

/** Text cut to at most `limit` characters, at a word's end where one is near. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const space = cut.lastIndexOf(' ');
  const kept = (space > limit * 0.7 ? cut.slice(0, space) : cut).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.trimEnd()}…`;
}

/** Seconds from a number, `7s`, `7.5 seconds`, `7,5`, `0:07`, `5-10` (the middle) or `7000ms`; undefined when unreadable. */
export function readSeconds(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (isRecord(value)) return readSeconds(pick(fieldsOf(value), ['seconds', 'value', 'duration']));
  if (typeof value !== 'string') return undefined;
  const text = value.slice(0, 60).trim().toLowerCase();
  const clock = /^(?:(\d{1,2}):)?(\d{1,2}):(\d{1,2}(?:\.\d+)?)$/.exec(text);
  if (clock) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const range = /^[^\d-]*(\d+(?:[.,]\d+)?)\s*(?:-|–|—|to|bis)\s*(\d+(?:[.,]\d+)?)/.exec(text);
  if (range) return (decimal(range[1]) + decimal(range[2])) / 2;
  const single = /(-?\d+(?:[.,]\d+)?)\s*(ms|millis\w*|m\b|min\w*)?/.exec(text);
  if (!single) return undefined;
  const unit = single[2] ?? '';
  const number = decimal(single[1]);
  if (unit.startsWith('ms') || unit.startsWith('milli')) return number / 1000;
  return unit.startsWith('m') ? number * 60 : number;
}

function decimal(text: string | undefined): number {
  return Number((text ?? '').replace(',', '.'));
}

/** A whole number of 1–100000 from a number or a text with one number in it, such as `shot_3`; else undefined. */
export function readId(value: unknown): number | undefined {
  const digits = typeof value === 'string' ? /^[^\d.]{0,30}(\d{1,6})[^\d.]{0,30}$/.exec(value.trim())?.[1] : undefined;
  const number = typeof value === 'number' ? value : Number(digits ?? Number.NaN);
  return Number.isInteger(number) && number >= 1 && number <= 100_000 ? number : undefined;
}

/** A yes or no, also in words; undefined when it is neither. */
export function readFlag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 1 || value === 0) return value === 1;
  if (typeof value !== 'string') return undefined;
  if (/^\s*(true|yes|y|1)\b/i.test(value)) return true;
  return /^\s*(false|no|n|0|none)\b/i.test(value) ? false : undefined;
}

/** A list from a list, or from an object whose values are the entries; undefined when it is neither. */
export function readList(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return undefined;
  const entries = Object.values(value);
  return entries.length > 0 && entries.every(isRecord) ? entries : undefined;
}
