import { readTolerantly } from './tolerant-json.ts';

/** What was found in an answer. */
export interface FoundJson {
  value: unknown;
  /** Whether the text was not the plain JSON it should have been. */
  repaired: boolean;
  /** Whether the answer broke off before its end. */
  truncated: boolean;
}

/** How many places in a text are tried as the beginning of the answer. */
const MAX_CANDIDATES = 50;

/** An opening brace or bracket that something like an entry follows; `[1]` in a sentence does not count. */
const OPENING = /\{(?=\s*(?:["'“‘„}/]|[A-Za-z_$][\w$]*\s{0,20}[:=]))|\[(?=\s*[{[])/g;

/** An object whose first key is in escaped quotes: the whole answer stands in a string. */
const ENCODED = /\{(?:\s|\\[nrt])*\\"/;

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function parsePlainly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/**
 * Finds the JSON in a model's answer: bare, in a code fence, or among prose, sound or damaged.
 * @param rank how much a value looks like what was asked for; 0 is not at all. Of equals the last one counts, as
 *   models correct themselves downwards.
 * @returns undefined when nothing with a rank above 0 was found. Never throws; time is linear in the text.
 */
export function findJson(content: string, rank: (value: unknown) => number): FoundJson | undefined {
  const text = content.replace(/^\uFEFF/, '').trim();
  const plain = parsePlainly(text);
  if (isContainer(plain)) return rank(plain) > 0 ? { value: plain, repaired: false, truncated: false } : undefined;
  // An answer inside a JSON string: the model encoded it twice.
  const inner = typeof plain === 'string' ? plain : text;
  const thoughtEnd = inner.lastIndexOf('</think>');
  const body = thoughtEnd < 0 ? inner : inner.slice(thoughtEnd + '</think>'.length);
  const found = findAmongProse(body, rank);
  const decoded = ENCODED.test(body) ? findAmongProse(unescaped(body), rank) : undefined;
  return decoded && (!found || rank(decoded.value) > rank(found.value)) ? decoded : found;
}

/** The text that was encoded as a JSON string, also where that string stands among prose. */
function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([^u]))/g, (_, code: string | undefined, letter: string | undefined) =>
    code === undefined ? (ESCAPED[letter ?? ''] ?? letter ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function findAmongProse(text: string, rank: (value: unknown) => number): FoundJson | undefined {
  let best: FoundJson | undefined;
  let bestRank = 0;
  OPENING.lastIndex = 0;
  for (let tried = 0; tried < MAX_CANDIDATES; tried++) {
    const start = OPENING.exec(text)?.index;
    if (start === undefined) break;
    const { value, end, truncated } = readTolerantly(text, start);
    const found = isContainer(value) ? rank(value) : 0;
    if (found > 0 && found >= bestRank) {
      best = { value, repaired: true, truncated };
      bestRank = found;
    }
    // What was read once is not read again, which keeps the whole search linear.
    OPENING.lastIndex = end;
  }
  return best;
}
