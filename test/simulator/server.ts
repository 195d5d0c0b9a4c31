import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZodError } from 'zod';
import { wait } from './clock.ts';
import type { Answer, SimulatorRequest, VendorProtocol } from './protocol.ts';
import type { FaultRule, FaultScript } from './script.ts';
import type { SimulatedWorld } from './world.ts';

/** Largest request: pictures inside JSON. */
const MAX_BODY_BYTES = 64_000_000;

/**
 * Idle connections stay open for long, as vendors' do: one that is hung up on just when it is used again loses a submission
 * that nobody scripted.
 */
const KEEP_ALIVE_MS = 120_000;

/** The HTTP side: vendors under their prefixes, results under `/_media`, control under `/_simulator`. */
export function createSimulatorServer(
  world: SimulatedWorld,
  script: FaultScript,
  vendors: readonly VendorProtocol[],
  answerSeconds: number,
): Server {
  const listener = (incoming: IncomingMessage, response: ServerResponse): void => {
    void (async () => {
      try {
        const answered = await answer(incoming, world, script, vendors);
        await wait(world.clock, answerSeconds * 1000);
        await send(incoming, response, answered);
      } catch (thrown) {
        if (response.headersSent) response.destroy();
        else await send(incoming, response, failure(thrown));
      }
    })();
  };
  return createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, listener);
}

async function answer(
  incoming: IncomingMessage,
  world: SimulatedWorld,
  script: FaultScript,
  vendors: readonly VendorProtocol[],
): Promise<Answer> {
  const url = new URL(incoming.url ?? '/', world.origin);
  const [, first = '', ...rest] = url.pathname.split('/').map(decodeURIComponent);
  const path = `/${rest.join('/')}`;
  const body = await readBody(incoming);
  if (first === '_media') return media(world, path.slice(1));
  if (first === '_simulator') return control(incoming.method ?? '', path, body, world, script);
  const [vendorName, label = ''] = first.split('~');
  const vendor = vendors.find(({ name }) => name === vendorName);
  if (!vendor) return notFound(`No vendor "${first}" here. There are: ${vendors.map(({ name }) => name).join(', ')}.`);
  world.countRequest(vendor.name);
  const request = { ...toRequest(incoming, url, path, body, `${world.origin}/${first}`), label };
  return (await vendor.handle(request, world)) ?? notFound(`${vendor.name} has no ${request.method} ${path}.`);
}

function toRequest(
  incoming: IncomingMessage,
  url: URL,
  path: string,
  body: Buffer,
  base: string,
): Omit<SimulatorRequest, 'label'> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  return {
    method: incoming.method ?? 'GET',
    ...{ path, query: url.searchParams, headers, body, base },
    json: () => JSON.parse(body.toString()) as unknown,
    form: () => new Response(new Uint8Array(body), { headers }).formData(),
  };
}

async function media(world: SimulatedWorld, fileName: string): Promise<Answer> {
  const opened = await world.openMedia(fileName);
  if (opened === undefined) return notFound('There never was such a result.');
  if (opened === 'expired') return { status: 403, body: { detail: 'This address has expired.' } };
  return { status: 200, headers: { 'content-type': opened.mediaType }, body: opened.bytes };
}

function control(method: string, path: string, body: Buffer, world: SimulatedWorld, script: FaultScript): Answer {
  switch (`${method} ${path}`) {
    case 'GET /report':
      return { status: 200, body: world.report() };
    case 'POST /script':
      script.add(toRules(JSON.parse(body.toString())));
      return { status: 204 };
    case 'DELETE /script':
      script.clear();
      return { status: 204 };
    default:
      return notFound('There are GET /_simulator/report, POST and DELETE /_simulator/script.');
  }
}

// The script parses every rule itself.
function toRules(value: unknown): FaultRule[] {
  return (Array.isArray(value) ? value : [value]) as FaultRule[];
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new TypeError('The request is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function send(incoming: IncomingMessage, response: ServerResponse, answered: Answer): Promise<void> {
  if ('silence' in answered) {
    if (answered.silence === 'drop') incoming.socket.destroy();
    return;
  }
  const { status, headers = {}, body } = answered;
  if (body === undefined) {
    response.writeHead(status, headers).end();
  } else if (body instanceof Uint8Array) {
    response.writeHead(status, { 'content-length': String(body.byteLength), ...headers });
    response.end(incoming.method === 'HEAD' ? undefined : body);
  } else if (isStream(body)) {
    response.writeHead(status, headers);
    await pipeline(Readable.from(body), response);
  } else {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
  }
}

function isStream(body: unknown): body is AsyncIterable<string | Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

function notFound(message: string): Answer {
  return { status: 404, body: { detail: message } };
}

function failure(thrown: unknown): Answer {
  const isClients = thrown instanceof SyntaxError || thrown instanceof ZodError || thrown instanceof TypeError;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { status: isClients ? 400 : 500, body: { detail: `simulator: ${message}` } };
}
