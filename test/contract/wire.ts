import type { ProviderContext } from '../../src/providers/base.ts';

/** What a vendor does with one request; an Error is a connection that breaks. */
export type WireAnswer = Response | Error | (() => Response | Error);

/** One request as it left the adapter. */
export interface SentRequest {
  method: string;
  url: string;
  headers: Headers;
  text: string;
  /** The body as JSON; undefined without a body. */
  json: unknown;
}

/** A network edge with prepared answers, in order; the last one is given again and again. */
export interface Wire {
  context: ProviderContext;
  sent: SentRequest[];
}

/** A context whose vendor gives these answers. */
export function wire(...answers: WireAnswer[]): Wire {
  const sent: SentRequest[] = [];
  const context: ProviderContext = {
    fetch: async (request) => {
      const text = await request.text();
      const { method, url, headers } = request;
      const answer = answers[Math.min(sent.length, answers.length - 1)];
      sent.push({ method, url, headers, text, json: text === '' ? undefined : (JSON.parse(text) as unknown) });
      const given = typeof answer === 'function' ? answer() : answer;
      if (given === undefined) throw new Error('the test prepared no answer');
      if (given instanceof Error) throw given;
      return given.clone();
    },
    now: () => Date.UTC(2026, 10, 25),
    media: { open: () => Promise.reject(new Error('no media in this test')) },
    render: { fetch: () => Promise.reject(new Error('no render service in this test')), secret: '' },
  };
  return { context, sent };
}

/** A JSON answer. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}

/** A `text/event-stream` answer, whole or in the given pieces; `broken` makes the connection fail after them. */
export function events(pieces: string | readonly (string | Uint8Array)[], { broken = false } = {}): Response {
  const encoder = new TextEncoder();
  const chunks = (typeof pieces === 'string' ? [pieces] : pieces).map((piece) =>
    typeof piece === 'string' ? encoder.encode(piece) : piece,
  );
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      if (broken) controller.error(new Error('connection reset'));
      else controller.close();
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

/** Events as text: a name where the vendor names them, and JSON data. */
export function sse(...list: (unknown | [name: string, data: unknown])[]): string {
  return list
    .map((event) => {
      if (typeof event === 'string') return `${event}\n\n`;
      if (Array.isArray(event)) return `event: ${event[0]}\ndata: ${JSON.stringify(event[1])}\n\n`;
      return `data: ${JSON.stringify(event)}\n\n`;
    })
    .join('');
}
