import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { lostAnswer, unreadable, type VendorCall } from './vendor-http.ts';

/** Longest single event that is read, in characters. */
const MAX_EVENT_CHARACTERS = 4_000_000;
/** Longest stream that is read, in bytes. */
const MAX_STREAM_BYTES = 48_000_000;

/**
 * The events of a vendor's `text/event-stream` answer, comments left out. Whether the stream came to its proper end is
 * for the caller to judge: an event that was cut off is not given.
 * @throws AppError `outcome_unknown` on a submit when the connection breaks or an event is too large.
 */
export async function* serverSentEvents(response: Response, call: VendorCall): AsyncGenerator<EventSourceMessage> {
  let events: EventSourceMessage[] = [];
  let tooLarge = false;
  const parser = createParser({
    maxBufferSize: MAX_EVENT_CHARACTERS,
    onEvent: (event) => events.push(event),
    onError: (error) => {
      tooLarge ||= error.type === 'max-buffer-size-exceeded';
    },
  });
  const decoder = new TextDecoder();
  let bytes = 0;
  const body = response.body?.[Symbol.asyncIterator]();
  try {
    while (body) {
      const chunk = await body.next().catch((cause: unknown) => {
        throw lostAnswer(call, cause);
      });
      if (chunk.done) return;
      bytes += chunk.value.byteLength;
      parser.feed(decoder.decode(chunk.value, { stream: true }));
      if (tooLarge || bytes > MAX_STREAM_BYTES) {
        throw unreadable(call, `${call.provider} sent an answer that is too large.`);
      }
      const ready = events;
      events = [];
      yield* ready;
    }
  } finally {
    await body?.return?.().catch(() => undefined);
  }
}
