import { estimateTokens } from '../../src/lib/cost.ts';
import type { ProviderContext } from '../../src/providers/base.ts';
import type { LLMMessage } from '../../src/providers/llm/base.ts';
import { LocalLLMProvider } from '../../src/providers/llm/local.ts';
import { BRIEF_OPEN } from '../../src/types/brief.ts';

/** What a simulated language model writes. */
export interface WrittenAnswer {
  content: string;
  promptTokens: number;
  completionTokens: number;
}

/** An order with these words in it is answered in prose, as models do that take a wish for a conversation. */
export const PROSE_WISH = 'just talk to me about it';
/** That prose. */
export const PROSE = 'What a lovely idea for a film! Shall we begin with the ending?';

/** Longest piece of a streamed answer, in characters. */
const PIECE_CHARACTERS = 48;

const nowhere = () => Promise.reject(new Error('the local director needs nothing'));
const NOTHING: ProviderContext = {
  fetch: nowhere,
  now: () => 0,
  media: { open: nowhere },
  render: { fetch: nowhere, secret: '' },
};

/**
 * The answer to a conversation: a sound direction, written by the local director, where it carries an order, else a
 * short text.
 */
export async function writeAnswer(messages: readonly LLMMessage[]): Promise<WrittenAnswer> {
  const ordered = messages.some(({ content }) => content.includes(BRIEF_OPEN));
  const talks = messages.some(({ content }) => content.includes(PROSE_WISH));
  const { content } = talks
    ? { content: PROSE }
    : ordered
      ? await new LocalLLMProvider({ provider: 'local' }, NOTHING).chat([...messages])
      : { content: 'There is no order in this message.' };
  const asked = messages.map((message) => message.content).join('\n');
  return { content, promptTokens: estimateTokens(asked), completionTokens: estimateTokens(content) };
}

/** A text in the pieces it is streamed in. */
export function piecesOf(content: string): string[] {
  const characters = [...content];
  const pieces: string[] = [];
  for (let at = 0; at < characters.length; at += PIECE_CHARACTERS) {
    pieces.push(characters.slice(at, at + PIECE_CHARACTERS).join(''));
  }
  return pieces;
}

/** Events as a stream: objects as JSON data, pairs with an event name, strings as they are. */
export async function* eventStream(
  events: Iterable<object | string | [name: string, data: object]>,
): AsyncGenerator<string> {
  for (const event of events) {
    if (typeof event === 'string') yield `${event}\n\n`;
    else if (Array.isArray(event)) yield `event: ${event[0]}\ndata: ${JSON.stringify(event[1])}\n\n`;
    else yield `data: ${JSON.stringify(event)}\n\n`;
  }
}
