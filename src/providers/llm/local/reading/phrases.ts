import { isTimeOrWeather } from './setting.ts';
import type { Token } from './tag.ts';

/** A noun phrase and the preposition before it. */
export interface Phrase {
  preposition?: string;
  tokens: Token[];
}

/** Cuts a stretch of words into noun phrases, each with the preposition before it. */
export function phrases(tokens: readonly Token[]): Phrase[] {
  const result: Phrase[] = [];
  let preposition: string | undefined;
  let current: Token[] = [];
  const close = (): void => {
    if (current.some((token) => token.tag === 'noun' || token.tag === 'name' || token.tag === 'adj')) {
      result.push({ tokens: current, ...(preposition === undefined ? {} : { preposition }) });
      preposition = undefined;
    }
    current = [];
  };
  const named = (): boolean => current.some((token) => token.tag === 'noun' || token.tag === 'name');
  tokens.forEach((token, index) => {
    if (token.lower === 'of' && current.length > 0) {
      const next = tokens[index + 1];
      if (next && /^(det|poss|num|adj|noun|name)$/.test(next.tag)) {
        current.push(token);
        return;
      }
    }
    const opens = token.tag === 'det' || token.tag === 'poss' || token.tag === 'num' || token.tag === 'adj';
    if (opens && named() && !current.at(-1)?.owner && current.at(-1)?.lower !== 'of') close();
    // `In the morning Ingrid sails`: the hour is one phrase, she is another.
    const last = current.at(-1);
    if (token.tag === 'name' && last?.tag === 'noun' && !last.owner && isTimeOrWeather(last.lower)) close();
    if (opens || token.tag === 'noun' || token.tag === 'name') {
      current.push(token);
    } else {
      close();
      preposition = token.tag === 'prep' ? token.lower : undefined;
    }
  });
  close();
  return result;
}
