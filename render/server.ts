import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Sha256Schema } from '../src/types/film.ts';
import { getBlob, putBlob } from './http/blob-routes.ts';
import { deleteJob, getJob, postJob } from './http/job-routes.ts';
import { asProblem, HttpProblem, sendJson, sendProblem } from './http/respond.ts';
import { openService, type Service, type ServiceOptions } from './service.ts';

/** Settings of {@link startRenderService}. */
export interface RenderServiceOptions extends ServiceOptions {
  /** Every request but `GET /v1/health` must carry it as a bearer token. */
  secret: string;
  /** Port to listen on; any free one unless set. */
  port?: number | undefined;
  /** Address to listen on; `127.0.0.1` unless set. */
  host?: string | undefined;
}

/** A running render service. */
export interface RenderService {
  /** Base address, such as `http://127.0.0.1:40123`. */
  url: string;
  /** Stops listening, cancels all jobs and ends all threads and child processes. */
  close(): Promise<void>;
}

/** Time for a client to send its headers; bodies may take longer. */
const HEADERS_LIMIT_MS = 30_000;
const BODY_LIMIT_MS = 10 * 60_000;

/** Starts the render service. See `src/types/render.ts` for what it answers. */
export async function startRenderService(options: RenderServiceOptions): Promise<RenderService> {
  if (options.secret === '') throw new Error('The render service needs a secret.');
  const service = await openService(options);
  const isAuthorised = bearerCheck(options.secret);
  const server = createServer(
    { headersTimeout: HEADERS_LIMIT_MS, requestTimeout: BODY_LIMIT_MS },
    (request, response) => {
      handle(service, isAuthorised, request, response).catch((thrown: unknown) => {
        const problem = asProblem(thrown);
        if (problem.status >= 500) options.logger?.(thrown instanceof Error ? String(thrown.stack) : String(thrown));
        // What is left of an upload nobody will read would otherwise keep the connection busy.
        if (!request.complete) response.setHeader('connection', 'close');
        sendProblem(response, problem);
      });
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  }).catch(async (cause: unknown) => {
    await service.close();
    throw cause;
  });
  const { port, address, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await service.close();
      await closed;
    },
  };
}

/** Compares hashes, so that neither content nor length of the secret shows in the time it takes. */
function bearerCheck(secret: string): (request: IncomingMessage) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(`Bearer ${secret}`);
  return (request) => timingSafeEqual(digest(request.headers.authorization ?? ''), expected);
}

async function handle(
  service: Service,
  isAuthorised: (request: IncomingMessage) => boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://render.internal');
  const method = request.method ?? 'GET';
  const [version, resource, id, ...rest] = url.pathname.split('/').slice(1);
  if (version !== 'v1' || rest.length > 0) throw notFound();
  if (resource === 'health' && id === undefined && method === 'GET') return sendHealth(service, response);
  if (!isAuthorised(request)) {
    throw new HttpProblem(401, 'unauthorized', 'The secret is missing or wrong.', { 'www-authenticate': 'Bearer' });
  }
  if (resource === 'jobs' && id === undefined && method === 'POST') return postJob(service, request, response);
  if (id === undefined || !Sha256Schema.safeParse(id).success) throw notFound();
  switch (`${method} ${resource}`) {
    case 'GET jobs':
      return getJob(service, id, url.searchParams, response);
    case 'DELETE jobs':
      return deleteJob(service, id, response);
    case 'PUT blobs':
      return putBlob(service, id, request, response);
    case 'GET blobs':
    case 'HEAD blobs':
      return getBlob(service, id, request, response);
    default:
      throw notFound();
  }
}

function notFound(): HttpProblem {
  return new HttpProblem(404, 'not_found', 'There is nothing at this address.');
}

function sendHealth(service: Service, response: ServerResponse): void {
  const { ffmpeg, ffmpegProblem, queue } = service;
  sendJson(response, 200, {
    status: ffmpeg ? 'ok' : 'degraded',
    ffmpeg: ffmpeg ? { version: ffmpeg.version, source: ffmpeg.source } : null,
    warnings: ffmpegProblem ? [ffmpegProblem.message] : (ffmpeg?.warnings ?? []),
    jobs: queue.load,
  });
}
