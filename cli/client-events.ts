import { type JobEvent, JobEventSchema } from '../src/types/job.ts';
import { ApiError, send } from './client-http.ts';
import { CliError } from './errors.ts';

const RECONNECT_DELAY_MS = { first: 250, longest: 5_000 } as const;
/** Failed connections in a row, over about half a minute, after which the server counts as gone. */
const MOST_FAILURES = 10;

/** One event of a `text/event-stream`. */
export interface ServerSentEvent {
  id?: string;
  event?: string;
  data: string;
}

/** Reads a `text/event-stream` body; comments and unknown fields are passed over. */
export async function* parseEventStream(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  let buffered = '';
  let id: string | undefined;
  let event: string | undefined;
  let data: string[] = [];
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    buffered += text;
    // A lone CR at the end may be the first half of CRLF.
    const lines = buffered.split(/\r\n|\n|\r(?!$)/);
    buffered = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) {
          yield {
            data: data.join('\n'),
            ...(id === undefined ? {} : { id }),
            ...(event === undefined ? {} : { event }),
          };
        }
        event = undefined;
        data = [];
        continue;
      }
      const colon = line.indexOf(':');
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
      if (field === 'data') data.push(value);
      else if (field === 'event') event = value;
      else if (field === 'id') id = value;
    }
  }
}

/**
 * Follows a job's event log from a cursor on, for as long as the caller iterates. A cut connection is taken up again
 * after the last event seen.
 * @throws CliError when the server is gone for good or the job does not exist.
 */
export async function* followEvents(
  server: string,
  jobId: string,
  after: number,
  signal?: AbortSignal,
): AsyncGenerator<JobEvent> {
  let cursor = after;
  let failures = 0;
  let delayMs: number = RECONNECT_DELAY_MS.first;
  for (;;) {
    try {
      const response = await send(server, {
        method: 'GET',
        path: `/api/jobs/${encodeURIComponent(jobId)}/events`,
        headers: { accept: 'text/event-stream', 'last-event-id': String(cursor) },
        signal,
      });
      if (response.body === null) throw new CliError('The server answered without a body.');
      for await (const { data } of parseEventStream(response.body)) {
        const event = JobEventSchema.safeParse(safeJson(data));
        if (!event.success || event.data.cursor <= cursor) continue;
        cursor = event.data.cursor;
        failures = 0;
        delayMs = RECONNECT_DELAY_MS.first;
        yield event.data;
      }
    } catch (error) {
      if (signal?.aborted) return;
      // The server did answer, and it will not change its mind.
      if (error instanceof ApiError && error.status < 500) throw error;
      failures += 1;
      if (failures >= MOST_FAILURES) throw error;
    }
    if (signal?.aborted) return;
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    delayMs = Math.min(delayMs * 2, RECONNECT_DELAY_MS.longest);
  }
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
