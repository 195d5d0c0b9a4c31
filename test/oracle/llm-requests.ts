import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { BaseLLMProvider } from '../../src/providers/llm/base.ts';
import { LLMProviderFactory } from '../../src/providers/llm/index.ts';
import type { LLMProviderConfig } from '../../src/types/providers.ts';
import { CANARY_KEY, MESSAGES, SCHEMA } from '../contract/llm.ts';
import { fakeVendor, type RecordedRequest } from '../providers/fake-vendor.ts';
import { headersThatMatter } from './recording.ts';

/** The system prompt and the order of {@link MESSAGES}, for SDKs that take them apart. */
export const [SYSTEM = '', ORDER = ''] = MESSAGES.map(({ content }) => content);

/**
 * The one request an adapter makes.
 * @param act default: asks for an answer that follows the schema. What becomes of the answer does not matter.
 */
export async function ourRequest(
  config: Omit<LLMProviderConfig, 'apiKey'>,
  act: (llm: BaseLLMProvider) => Promise<unknown> = (llm) => llm.chat(MESSAGES, SCHEMA),
): Promise<RecordedRequest | undefined> {
  const vendor = fakeVendor([{ json: {} }]);
  await act(LLMProviderFactory.create({ apiKey: CANARY_KEY, ...config }, vendor.context)).catch(() => undefined);
  return vendor.requests[0];
}

/** Asks for the same as a stream. */
export function asStream(llm: BaseLLMProvider): Promise<unknown> {
  return llm.stream?.(MESSAGES, SCHEMA, () => undefined) ?? Promise.resolve();
}

/** What our request and an SDK's must have in common. */
export function essence(request: RecordedRequest | undefined, headers: readonly string[]): object {
  const { method, url, body } = request ?? {};
  return { method, url, body, headers: headersThatMatter(request, headers) };
}

/** The JSON of every event of a stream, in order; what is no JSON, such as `[DONE]`, is left out. */
export function eventsOf(text: string): unknown[] {
  const events: EventSourceMessage[] = [];
  createParser({ onEvent: (event) => events.push(event) }).feed(text);
  return events.filter(({ data }) => data.startsWith('{')).map(({ data }) => JSON.parse(data) as unknown);
}
