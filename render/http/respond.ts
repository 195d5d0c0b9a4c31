import type { IncomingMessage, ServerResponse } from 'node:http';
import { asRenderFailure, type RenderFailureCode } from '../failure.ts';

/** A request that is answered with an error: status, machine-readable code and a sentence. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'HttpProblem';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** Sends a value as JSON. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, 'application/json', value, {});
}

/** Sends an error as a problem document (RFC 9457), with whatever `extra` fields it has. */
export function sendProblem(response: ServerResponse, problem: HttpProblem, extra: Record<string, unknown> = {}): void {
  const { status, code, message, headers } = problem;
  send(response, status, 'application/problem+json', { title: message, status, code, ...extra }, headers);
}

const STATUS_OF_FAILURE: Record<RenderFailureCode, number> = {
  invalid_input: 422,
  unsupported_media: 415,
  no_ffmpeg: 503,
  disk_full: 507,
  timeout: 504,
  cancelled: 409,
  internal: 500,
};

/** The problem behind an unknown throwable. */
export function asProblem(thrown: unknown): HttpProblem {
  if (thrown instanceof HttpProblem) return thrown;
  const { code, message } = asRenderFailure(thrown);
  return new HttpProblem(STATUS_OF_FAILURE[code], code, message);
}

function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  value: unknown,
  headers: Readonly<Record<string, string>>,
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': body.length,
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(body);
}

/** Reads a JSON body of at most `largestBytes`. */
export async function readJson(request: IncomingMessage, largestBytes: number): Promise<unknown> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request) {
    const chunk: Buffer = piece;
    size += chunk.length;
    if (size > largestBytes) throw new HttpProblem(413, 'too_large', 'The request is too large.');
    pieces.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'));
  } catch {
    throw new HttpProblem(400, 'invalid_json', 'The request body is not JSON.');
  }
}
