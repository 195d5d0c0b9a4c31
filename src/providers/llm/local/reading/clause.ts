import type { Token } from './tag.ts';

/** Verbs that need another one to say what is seen. */
export const EMPTY_VERBS: ReadonlySet<string> = new Set(
  'be have do get want need start begin finish end stop let try decide manage learn hope dream wish go come help'.split(
    ' ',
  ),
);

/** The verb a clause turns on: the last of a chain such as `wants to build`. */
export function mainVerb(tokens: readonly Token[]): number {
  let found = -1;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    if (token.tag !== 'verb') continue;
    if (token.form === 'past' && isNamed(token)) continue;
    if (found < 0) found = index;
    else if (EMPTY_VERBS.has(tokens[found]?.base ?? '') && index - found <= 4) found = index;
    if (!EMPTY_VERBS.has(token.base ?? '')) break;
  }
  return found;
}

function isNamed(token: Token): boolean {
  return token.lower === 'named' || token.lower === 'called';
}

/** Cuts words into clauses: at full stops, at `while`, `then`, `who`, and at `and` before another verb. */
export function clauses(tokens: readonly Token[]): Token[][] {
  const result: Token[][] = [];
  let current: Token[] = [];
  const hasVerb = (list: readonly Token[]): boolean => list.some((token) => token.tag === 'verb');
  tokens.forEach((token, index) => {
    const rest = tokens.slice(index + 1, index + 8);
    // `runs through the fire to save her brother`: the purpose is an event of its own.
    const before = current.findLast((one) => one.tag === 'verb');
    if (token.lower === 'to' && tokens[index + 1]?.tag === 'verb' && before && !EMPTY_VERBS.has(before.base ?? '')) {
      result.push(current);
      current = [];
      return;
    }
    const stop =
      token.tag === 'stop' &&
      (/^[.!?;:\n—–]/.test(token.text) || (token.text === ',' && hasVerb(current) && hasVerb(rest)));
    const turn =
      hasVerb(current) &&
      ((token.tag === 'conj' && hasVerb(rest)) ||
        (token.lower === 'then' && hasVerb(rest)) ||
        token.lower === 'before' ||
        token.lower === 'after') &&
      hasVerb(rest);
    if (stop || turn) {
      if (current.length > 0) result.push(current);
      current = /^(who|which|that)$/.test(token.lower) ? [token] : [];
      return;
    }
    if (token.tag !== 'stop' || token.text === ',') current.push(token);
  });
  if (current.length > 0) result.push(current);
  return result;
}
