/**
 * Reads JSON the way people and models get it wrong: comments, trailing or missing commas, smart or single quotes,
 * bare keys, line breaks and quotes inside strings, an end that never came. One pass, time linear in the text, which is
 * why this is our own: jsonrepair rebuilds its output on the way, takes quadratic time on megabytes of garbage, and gives
 * up on quotes inside strings that are plainly part of the text.
 */

/** What was read, where it ended, and whether the text broke off inside it. */
export interface TolerantValue {
  value: unknown;
  end: number;
  truncated: boolean;
}

/** Nothing a director writes is deeper; garbage such as a million `[` must not exhaust the stack. */
const MAX_DEPTH = 48;
/** How far ahead a bare word after a comma is read to see whether it is a key. */
const KEY_LOOKAHEAD = 64;

const SPACE = /\s/;
const BARE = /[^\s,:，：{}[\]"“”]/;
/** A place that a model left for more: no value. */
const ELLIPSIS = /^(?:\.{2,}|…+)$/;
const QUOTES: Readonly<Record<string, string>> = {
  '"': '"“”„',
  '“': '"“”„',
  '”': '"“”„',
  '„': '"“”„',
  "'": "'",
  '‘': '‘’',
  '`': '`',
};
/** What stands between a key and its value, and between entries; full-width where a model writes Chinese or Japanese. */
const COLONS = ':：=';
const COMMAS = ',，;';
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };
const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['null', null],
  ['None', null],
  ['undefined', null],
  ['NaN', null],
]);

/** A key with its colon, and a key the text broke off in. */
const ENTRY_KEY = /^(?:["'“‘`][^"'”’`\n]{1,60}["'”’`]|[\w$-]+)\s*[:：=]/;
const BROKEN_KEY = /^["“][\w ]*["”]?\s*$/;

/** An ellipsis where more entries were left out, up to the end of the list. */
const LEFT_OUT = /^(?:\.{2,}|…+)\s*[,\]}]/;

type Place = 'key' | 'object' | 'array';

class Reader {
  private readonly text: string;
  private at: number;
  truncated = false;

  constructor(text: string, start: number) {
    this.text = text;
    this.at = start;
  }

  get end(): number {
    return this.at;
  }

  value(depth: number, place: Place): unknown {
    this.skip();
    const character = this.text[this.at];
    if (character === undefined) {
      this.truncated = true;
      return undefined;
    }
    if (character === '{') return this.object(depth);
    if (character === '[') return this.array(depth);
    if (character in QUOTES) return this.string(place);
    return this.bare();
  }

  private object(depth: number): unknown {
    const fields = new Map<string, unknown>();
    this.at++;
    while (this.more('}')) {
      const keyStart = this.at;
      const first = this.text[this.at] ?? '';
      const key = first in QUOTES ? this.string('key') : String(this.bare());
      this.skip();
      if (COLONS.includes(this.text[this.at] ?? 'none')) this.at++;
      const value = depth >= MAX_DEPTH ? this.tooDeep() : this.value(depth + 1, 'object');
      if (value !== undefined) fields.set(key, value);
      // A stray bracket is neither key nor value; step over it so that every turn makes progress.
      if (this.at === keyStart) this.at++;
    }
    // fromEntries defines properties, so a key such as `__proto__` stays a plain field and touches no prototype.
    return Object.fromEntries(fields);
  }

  private array(depth: number): unknown {
    const items: unknown[] = [];
    this.at++;
    while (this.more(']')) {
      const itemStart = this.at;
      const value = depth >= MAX_DEPTH ? this.tooDeep() : this.value(depth + 1, 'array');
      if (value !== undefined) items.push(value);
      if (this.at === itemStart) this.at++;
    }
    return items;
  }

  /** Gives up on the rest: whatever is nested so deep is no direction. */
  private tooDeep(): undefined {
    this.at = this.text.length;
    this.truncated = true;
    return undefined;
  }

  /** Moves to the next entry of a list that `close` ends; false when there is none. */
  private more(close: '}' | ']'): boolean {
    for (;;) {
      this.skip();
      const character = this.text[this.at];
      if (character === undefined) {
        this.truncated = true;
        return false;
      }
      if (COMMAS.includes(character)) {
        this.at++;
        continue;
      }
      if (character === close) {
        this.at++;
        return false;
      }
      // The other kind of bracket closes an outer list: end this one and leave the bracket to it.
      if (character === '}' || character === ']') return false;
      return true;
    }
  }

  /** Skips white space and comments. */
  private skip(): void {
    for (;;) {
      while (this.at < this.text.length && SPACE.test(this.text[this.at] ?? '')) this.at++;
      if (this.text[this.at] === '/' && this.text[this.at + 1] === '/') this.skipPast('\n');
      else if (this.text[this.at] === '/' && this.text[this.at + 1] === '*') this.skipPast('*/');
      else return;
    }
  }

  private skipPast(mark: string): void {
    const found = this.text.indexOf(mark, this.at + 2);
    this.at = found < 0 ? this.text.length : found + mark.length;
  }

  private string(place: Place): string {
    const closers = QUOTES[this.text[this.at] ?? ''] ?? '"';
    const parts: string[] = [];
    this.at++;
    let from = this.at;
    for (;;) {
      const character = this.text[this.at];
      if (character === undefined) {
        this.truncated = true;
        parts.push(this.text.slice(from));
        return parts.join('');
      }
      if (character === '\\') {
        parts.push(this.text.slice(from, this.at), this.escape());
        from = this.at;
      } else if (closers.includes(character) && this.closes(place)) {
        parts.push(this.text.slice(from, this.at));
        this.at++;
        return parts.join('');
      } else this.at++;
    }
  }

  /** Reads one escape sequence and returns what it stands for. */
  private escape(): string {
    const letter = this.text[this.at + 1] ?? '';
    if (letter === 'u') {
      const digits = this.text.slice(this.at + 2, this.at + 6);
      if (/^[0-9a-fA-F]{4}$/.test(digits)) {
        this.at += 6;
        return String.fromCharCode(Number.parseInt(digits, 16));
      }
    }
    this.at += letter === '' ? 1 : 2;
    return ESCAPES[letter] ?? letter;
  }

  /** Whether the quote here ends the string, judged by what follows; otherwise it is a quote inside the text. */
  private closes(place: Place): boolean {
    const next = this.after(this.at + 1);
    const character = this.text[next];
    if (character === undefined) return true;
    if (place === 'key') return COLONS.includes(character);
    if (character === '}' || character === ']') return true;
    if (character === ',' || character === '，') return this.startsEntry(this.after(next + 1), place);
    if (this.text.startsWith('//', next) || this.text.startsWith('/*', next)) return true;
    if (LEFT_OUT.test(this.text.slice(next, next + KEY_LOOKAHEAD))) return true;
    // A forgotten comma: the next entry begins after some white space. A bare key wants a line of its own, since
    // `the "old" forge: dawn` has a word and a colon there too.
    const space = this.text.slice(this.at + 1, next);
    return space !== '' && (space.includes('\n') || (character ?? '') in QUOTES) && this.startsEntry(next, place);
  }

  private startsEntry(at: number, place: Place): boolean {
    const character = this.text[at];
    if (character === undefined || character === '}' || character === ']') return true;
    if (character === '/' || character === ',') return true;
    if (place === 'array') return character in QUOTES || /[{[\d-]/.test(character);
    const ahead = this.text.slice(at, at + KEY_LOOKAHEAD);
    // The text may also have broken off inside the key.
    return ENTRY_KEY.test(ahead) || (ahead.length < KEY_LOOKAHEAD && BROKEN_KEY.test(ahead));
  }

  private after(at: number): number {
    let next = at;
    while (next < this.text.length && SPACE.test(this.text[next] ?? '')) next++;
    return next;
  }

  private bare(): unknown {
    const from = this.at;
    while (this.at < this.text.length && BARE.test(this.text[this.at] ?? '')) this.at++;
    const word = this.text.slice(from, this.at);
    if (word === '' || ELLIPSIS.test(word)) return undefined;
    if (this.at >= this.text.length) this.truncated = true;
    if (WORDS.has(word)) return WORDS.get(word);
    const number = Number(word);
    return Number.isFinite(number) ? number : word;
  }
}

/**
 * Reads the object or list that begins at `start`. Never throws; `value` is what could be made out, and `end` is
 * always beyond `start`.
 */
export function readTolerantly(text: string, start: number): TolerantValue {
  const reader = new Reader(text, start);
  const value = reader.value(0, 'array');
  return { value, end: Math.max(reader.end, start + 1), truncated: reader.truncated };
}
