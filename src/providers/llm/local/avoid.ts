import { singular } from './reading/inflect.ts';
import { verbOf } from './reading/verbs.ts';

/** Second halves of compounds that carry an avoided word in front: `firelight`, `raincoat`. */
const COMPOUND =
  /^(light|lights|lit|coat|coats|place|wood|storm|storms|fall|drop|drops|side|man|men|house|work|works|fly|flies|shine|glow|bow|water|proof|line|scape|room|box|ball|bird|berry|s)$/;
const NO_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const WORDS = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]+)*/gu;

/** One form for all forms of a word. */
function stem(word: string): string {
  const lower = word
    .toLowerCase()
    .replace(/['’]s?$/, '')
    .replace(/['’]s$/, '');
  const base = verbOf(lower)?.base ?? singular(lower);
  return base
    .replace(/(?<=[a-z]{3})(ing|ed|er|ers)$/, '')
    .replace(/(?<=[a-z]{3})(ly|y|ey)$/, '')
    .replace(/([b-df-hj-np-tv-z])\1$/, '$1')
    .replace(/(?<=[a-z]{2})e$/, '');
}

/** The words a user rules out, and whether a text keeps clear of them. */
export class Avoid {
  private readonly phrases: string[][];
  private readonly pieces: string[];
  private readonly cache = new Map<string, boolean>();

  constructor(words: readonly string[]) {
    const all = words.map((word) => word.normalize('NFC').toLowerCase().trim()).filter((word) => word.length > 0);
    this.pieces = all.filter((word) => NO_SPACES.test(word) || !/[\p{L}\p{N}]/u.test(word));
    this.phrases = all
      .filter((word) => !this.pieces.includes(word))
      .map((word) => [...word.matchAll(WORDS)].map(([one]) => one.toLowerCase()))
      .filter((phrase) => phrase.length > 0);
  }

  get empty(): boolean {
    return this.phrases.length === 0 && this.pieces.length === 0;
  }

  /** Whether a text holds an avoided word in any form. */
  hits(text: string): boolean {
    if (this.empty) return false;
    const known = this.cache.get(text);
    if (known !== undefined) return known;
    const result = this.pieces.some((piece) => text.toLowerCase().includes(piece)) || this.spans(text).length > 0;
    this.cache.set(text, result);
    return result;
  }

  /** The members of a list that are allowed; the whole list when none is. */
  allowed<T>(list: readonly T[], text: (item: T) => string = String): readonly T[] {
    if (this.empty) return list;
    const kept = list.filter((item) => !this.hits(text(item)));
    return kept.length > 0 ? kept : list;
  }

  /** The text without the avoided words. Grammar may suffer; {@link allowed} is there to make this rare. */
  scrub(text: string): string {
    if (!this.hits(text)) return text;
    let result = text;
    for (const piece of this.pieces) result = result.replace(new RegExp(escapePattern(piece), 'giu'), ' ');
    for (let round = 0; round < 4; round++) {
      const spans = this.spans(result);
      if (spans.length === 0) break;
      for (const [from, to] of spans.reverse()) result = `${result.slice(0, from)} ${result.slice(to)}`;
    }
    return tidy(result);
  }

  private spans(text: string): [number, number][] {
    const words = [...text.matchAll(WORDS)];
    const spans: [number, number][] = [];
    words.forEach((_, at) => {
      for (const phrase of this.phrases) {
        if (!phrase.every((part, offset) => same(words[at + offset]?.[0] ?? '', part))) continue;
        const last = words[at + phrase.length - 1] as RegExpExecArray;
        const from = (words[at] as RegExpExecArray).index;
        if (from >= (spans.at(-1)?.[1] ?? 0)) spans.push([from, last.index + last[0].length]);
      }
    });
    return spans;
  }
}

const stems = new Map<string, string>();
function stemOf(word: string): string {
  let found = stems.get(word);
  if (found === undefined) {
    found = stem(word);
    // Isolates live long; the memory must not.
    if (stems.size > 20_000) stems.clear();
    stems.set(word, found);
  }
  return found;
}

function same(written: string, avoided: string): boolean {
  const lower = written.toLowerCase();
  if (lower === avoided) return true;
  if (stemOf(lower) === stemOf(avoided)) return true;
  if (avoided.length < 3 || lower.length <= avoided.length) return false;
  return (
    (lower.startsWith(avoided) && COMPOUND.test(lower.slice(avoided.length))) ||
    (avoided.length > 3 &&
      /^(camp|sun|moon|star|bon|wild|hearth|rain|snow|day|fire|torch|lamp|candle|head|spot)$/.test(
        lower.slice(0, -avoided.length),
      ) &&
      lower.endsWith(avoided))
  );
}

/** A text as a pattern that matches just it. */
export function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

function tidy(text: string): string {
  return text
    .replace(/\b(a|an|the)\s+(?=[,.;:)]|$)/gi, '')
    .replace(/\b(a|an|the)\s+(?=(?:of|in|on|at|and|or|with|under|over|by|from|to)\b)/gi, '')
    .replace(/\s+([,.;:!?)])/g, '$1')
    .replace(/\(\s*[,;]*\s*\)/g, '')
    .replace(/\(\s*,\s*/g, '(')
    .replace(/([,;:])(?:\s*[,;:])+/g, '$1')
    .replace(/[,;:]\s*\./g, '.')
    .replace(/(?:\.\s*){2,}/g, '. ')
    .replace(/\s{2,}/g, ' ')
    .replace(/^[\s,.;:]+/, '')
    .trim();
}
