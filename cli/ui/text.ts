import stringWidth from 'string-width';

// Control characters and bidirectional overrides: text from a model or a server must not steer the terminal.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly what is taken out
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f]+/g;

/** Foreign text made safe for one line of a terminal. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(UNSAFE, '').trim();
}

/** Columns a text takes, wide letters counted twice and colours not at all. */
export function width(text: string): number {
  return stringWidth(text);
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A plain text cut to a number of columns, never inside a letter, with an ellipsis where something is missing. */
export function truncate(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    const next = width(segment);
    if (used + next > columns - 1) break;
    kept += segment;
    used += next;
  }
  return columns < 1 ? '' : `${kept.trimEnd()}…`;
}

/** A text filled up with spaces to a number of columns. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}

/** A text moved to the right end of a number of columns. */
export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - width(text))) + text;
}

/** A text broken into lines of at most `columns`; words longer than that are cut. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const candidate = line === '' ? word : `${line} ${word}`;
    if (width(candidate) <= columns) {
      line = candidate;
      continue;
    }
    if (line !== '') lines.push(line);
    let rest = word;
    while (width(rest) > columns) {
      let head = '';
      for (const { segment } of graphemes.segment(rest)) {
        if (width(head + segment) > columns) break;
        head += segment;
      }
      if (head === '') break;
      lines.push(head);
      rest = rest.slice(head.length);
    }
    line = rest;
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** `1 shot`, `3 shots`. */
export function count(quantity: number, noun: string): string {
  return `${quantity} ${noun}${quantity === 1 ? '' : 's'}`;
}

/** Film time as `0:42`, `12:05` or `1:00:00`. */
export function clock(seconds: number): string {
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  const ending = String(whole % 60).padStart(2, '0');
  if (minutes < 60) return `${minutes}:${ending}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${ending}`;
}

/** Elapsed time as `0.8 s`, `42 s` or `3 min 05 s`. */
export function elapsed(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')} min`;
}

/** A file's size as `640 kB` or `12.3 MB`. */
export function fileSize(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(2)} GB`;
}

/** US dollars as `$0.00`, `$0.004` or `$1,234.50`: never rounded down to nothing. */
export function money(usd: number): string {
  if (usd > 0 && usd < 0.01) return `$${usd.toPrecision(1)}`;
  return `$${usd.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}
