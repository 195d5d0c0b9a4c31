import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MediaProvider, ProviderContext, WebhookDelivery } from '../../src/providers/base.ts';
import { CANARY_KEY, readRequestBody } from '../providers/fake-vendor.ts';
import { ManualClock } from '../simulator/clock.ts';
import { type Simulator, startSimulator } from '../simulator/index.ts';
import type { TaskKind } from '../simulator/protocol.ts';

/** Mean seconds from a submission to its result, give or take a fifth. */
export const LATENCY_SECONDS = 10;
/** Real milliseconds after which the adapter's wait for an answer that never comes is cut short. */
const SILENCE_MS = 1_500;
/** Eight bytes that call themselves a JPEG. */
const PICTURE = Uint8Array.of(0xff, 0xd8, 1, 1, 1, 1, 0xff, 0xd9);

/** One request as it left the adapter. */
export interface Sent {
  method: string;
  url: string;
  headers: Headers;
  text: string;
  /** JSON parsed; a form as an object; undefined without a body. */
  body: unknown;
}

/** An adapter that faces the simulator, in a time of its own. */
export interface Bench<Request> {
  simulator: Simulator;
  clock: ManualClock;
  adapter: MediaProvider<Request>;
  sent: Sent[];
  /** Lets so much time pass that every submission is done. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

/** How a bench's adapter is made. */
export type MakeAdapter<Request> = (
  config: { apiKey: string; baseUrl: string },
  context: ProviderContext,
) => MediaProvider<Request>;

/** Starts a simulator and an adapter against it. */
export async function startBench<Request>(
  vendor: string,
  kind: TaskKind,
  make: MakeAdapter<Request>,
  { apiKey = CANARY_KEY, synchronous = false } = {},
): Promise<Bench<Request>> {
  const clock = new ManualClock(Date.UTC(2026, 10, 25));
  const latencySeconds = synchronous ? {} : { [kind]: LATENCY_SECONDS };
  const simulator = await startSimulator({ clock, latencySeconds });
  const sent: Sent[] = [];
  const context: ProviderContext = {
    fetch: async (request) => {
      const { method, url, headers } = request;
      const body = await readRequestBody(request.clone());
      sent.push({ method, url, headers, text: await request.clone().text(), body });
      // Only submissions are left without an answer; a clip that is fetched may have to be made first.
      if (method !== 'POST') return fetch(request);
      return fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(SILENCE_MS)]) });
    },
    now: () => clock.now(),
    media: {
      open: async () => ({
        sha256: '0'.repeat(64),
        sizeBytes: PICTURE.byteLength,
        mediaType: 'image/jpeg',
        body: new Blob([PICTURE]).stream() as ReadableStream<Uint8Array>,
      }),
      publicUrl: async (key) => `https://p2v.example/media/${key}`,
    },
    render: { fetch: () => Promise.reject(new Error('no render service in this test')), secret: '' },
  };
  return {
    ...{ simulator, clock, sent },
    adapter: make({ apiKey, baseUrl: simulator.baseUrl(vendor) }, context),
    finish: () => clock.advance(LATENCY_SECONDS * 2),
    close: () => simulator.close(),
  };
}

/** Somewhere for webhooks to go. */
export interface Mailbox {
  url: string;
  deliveries: WebhookDelivery[];
  close(): void;
}

export async function openMailbox(): Promise<Mailbox> {
  const deliveries: WebhookDelivery[] = [];
  const server: Server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    // As the product's own address does: a challenge is sent back.
    if (body.includes('"challenge"')) return void response.end(body);
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
    deliveries.push({ headers, body: new Uint8Array(body) });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook`, deliveries, close: () => server.close() };
}
