const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Whether a text starts with a letter that is written from right to left. */
export function isRightToLeft(text: string): boolean {
  const first = text.match(/\p{L}/u)?.[0];
  return first !== undefined && RIGHT_TO_LEFT.test(first);
}

/** The largest count up to `most` that fits, where whatever fits stays fitting when it gets shorter. */
function mostThatFit(most: number, fits: (count: number) => boolean): number {
  let count = 0;
  let tooMany = most + 1;
  while (tooMany - count > 1) {
    const middle = (count + tooMany) >> 1;
    if (fits(middle)) count = middle;
    else tooMany = middle;
  }
  return count;
}

/** A closing mark may hang a little rather than open the next line (Japanese and Chinese typesetting). */
const HANGS = /^[\p{Pe}\p{Pf}\p{Po}ー]+$/u;
const HANGING_SHARE = 1.03;

function segmentsOf(segmenter: Intl.Segmenter, text: string): string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

/** How much of a text is shown. */
export interface TextLimits {
  lines: number;
  /** No more than so many characters are measured; more than the lines could ever show. */
  characters: number;
}

/**
 * Breaks a text into lines no wider than `width`, cutting what is beyond the limits off with an ellipsis. Measuring is
 * by far the dearest part, so each line is found by halving.
 */
export function wrapText(text: string, width: number, measure: (text: string) => number, limits: TextLimits): string[] {
  const shown = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, (gap) => (/\u200c|\u200d/.test(gap) ? gap : ' ')).trim();
  const cut = segmentsOf(letters, shown.slice(0, limits.characters * 4))
    .slice(0, limits.characters)
    .join('');
  let rest = segmentsOf(words, cut);
  const lines: string[] = [];
  while (rest.length > 0 && lines.length < limits.lines) {
    const line = (count: number) => rest.slice(0, count).join('').trim();
    let count = mostThatFit(rest.length, (pieces) => measure(line(pieces)) <= width);
    const next = rest[count];
    if (count > 0 && next !== undefined && HANGS.test(next) && measure(line(count + 1)) <= width * HANGING_SHARE) {
      count++;
    }
    if (count === 0) {
      // A word wider than the frame is broken between letters; a letter wider than the frame stands alone.
      const broken = segmentsOf(letters, rest[0] ?? '');
      if (broken.length > 1) {
        rest = [...broken, ...rest.slice(1)];
        continue;
      }
      count = 1;
    }
    lines.push(line(count));
    rest = rest.slice(count);
    if (rest[0]?.trim() === '') rest.shift();
  }
  const last = lines.at(-1);
  if (last !== undefined && (rest.length > 0 || cut.length < shown.length)) {
    lines[lines.length - 1] = withEllipsis(last, width, measure);
  }
  return lines;
}

function withEllipsis(line: string, width: number, measure: (text: string) => number): string {
  const all = segmentsOf(letters, line);
  const start = (count: number) => all.slice(0, Math.max(1, count)).join('');
  let text = start(mostThatFit(all.length, (count) => measure(`${start(count)}…`) <= width));
  // Where words have spaces, end on a whole one.
  const space = text.lastIndexOf(' ');
  if (space > text.length * 0.7 && text !== line) text = text.slice(0, space);
  return `${text.replace(/[\s\p{P}]+$/u, '')}…`;
}
