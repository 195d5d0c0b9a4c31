import { shapeOf } from './shapes.ts';

/** What is being done: answers are compared step by step. */
export type Step = 'key check' | 'submission' | 'question' | 'download';

/** One request that was made and answered. Nothing of it is secret: neither header nor body is kept. */
export interface Exchange {
  step: Step;
  method: string;
  /** Host and path, without the query. */
  address: string;
  /** HTTP status; undefined where there was no answer. */
  status: number | undefined;
  /** Milliseconds from the request to the head of its answer. */
  latencyMs: number;
  /** What the vendor calls the request, for its support; empty where it does not say. */
  requestIds: string[];
  /** Fields of a JSON answer. */
  shape: string[];
}

/** A fetch that notes what is said, and the notes. */
export interface Recorder {
  fetch: (request: Request) => Promise<Response>;
  exchanges: Exchange[];
  /** What is being done from now on. */
  step: Step;
}

/** Headers in which vendors name a request. */
const REQUEST_ID = /(?:request|trace|generation|correlation)-?id$|^cf-ray$/i;
/** Longest answer that is looked into, in bytes. */
const MAX_BYTES = 64_000_000;

/** Starts noting. @param fetch makes the requests. @param now milliseconds. */
export function record(fetch: (request: Request) => Promise<Response>, now: () => number): Recorder {
  const recorder: Recorder = {
    step: 'key check',
    exchanges: [],
    fetch: async (request) => {
      const { step } = recorder;
      const { host, pathname } = new URL(request.url);
      const start = now();
      const exchange: Exchange = {
        ...{ step, method: request.method, address: host + pathname },
        ...{ status: undefined, latencyMs: 0, requestIds: [], shape: [] },
      };
      recorder.exchanges.push(exchange);
      const response = await fetch(request);
      exchange.latencyMs = now() - start;
      exchange.status = response.status;
      exchange.requestIds = [...response.headers]
        .filter(([name]) => REQUEST_ID.test(name))
        .map(([name, value]) => `${name} ${value}`);
      if (response.ok && /json|event-stream/.test(response.headers.get('content-type') ?? '')) {
        exchange.shape = shapeOfText(await response.clone().text());
      }
      return response;
    },
  };
  return recorder;
}

/** Fields of a JSON answer, or of all events of a stream. */
function shapeOfText(text: string): string[] {
  if (text.length > MAX_BYTES) return [];
  const events = [...text.matchAll(/^data: ?(\{.*\})$/gm)].map(([, data]) => data ?? '');
  const found = (events.length > 0 ? events : [text]).flatMap((one) => {
    try {
      return shapeOf(JSON.parse(one));
    } catch {
      return [];
    }
  });
  return [...new Set(found)];
}
