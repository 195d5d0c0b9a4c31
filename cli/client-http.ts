import type * as z from 'zod';
import { type Problem, ProblemSchema } from '../src/types/api.ts';
import { CliError, EXIT_CODES, systemErrorCode } from './errors.ts';

/** An error the API answered: its sentence, its stable code and the fields it is about. */
export class ApiError extends CliError {
  readonly status: number;
  readonly problem: Problem;

  constructor(problem: Problem) {
    const badInput = problem.code === 'invalid_input' || problem.code === 'too_large' || problem.code === 'not_found';
    super(problem.detail, {
      code: problem.code,
      exitCode: badInput ? EXIT_CODES.usage : EXIT_CODES.failure,
      fields: problem.errors ?? [],
    });
    this.name = 'ApiError';
    this.status = problem.status;
    this.problem = problem;
  }
}

/** One call of the API. */
export interface ApiRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query, beginning with `/`. */
  path: string;
  body?: unknown;
  /** A file to send as it is, in place of `body`. */
  file?: { content: Blob; mediaType: string };
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

const UNREACHABLE: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name cannot be looked up',
  ETIMEDOUT: 'it does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  UND_ERR_SOCKET: 'the connection was cut',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no network',
};

/** The error of a server that could not be talked to. */
export function unreachable(server: string, error: unknown): CliError {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const inner = cause instanceof AggregateError ? cause.errors[0] : cause;
  const code = systemErrorCode(inner) ?? systemErrorCode(cause);
  const reason = code === undefined ? undefined : (UNREACHABLE[code] ?? code);
  return new CliError(`The server ${server} cannot be reached${reason === undefined ? '' : `: ${reason}`}.`, {
    code: 'unreachable',
    hint: 'Check the address and that it is running, or leave out --server to work on this machine.',
    cause: error,
  });
}

/** Sends one request and leaves the answer unread; an error answer becomes an {@link ApiError}. */
export async function send(server: string, request: ApiRequest): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json', ...request.headers };
  const type = request.file?.mediaType ?? (request.body === undefined ? undefined : 'application/json');
  if (type !== undefined) headers['content-type'] = type;
  const body = request.file?.content ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
  let response: Response;
  try {
    response = await fetch(new URL(request.path, server), {
      method: request.method,
      headers,
      // A redirect could carry keys to another host.
      redirect: 'error',
      ...(body === undefined ? {} : { body }),
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    });
  } catch (error) {
    if (request.signal?.aborted) throw request.signal.reason;
    throw unreachable(server, error);
  }
  if (!response.ok) throw await problemOf(server, response);
  return response;
}

async function problemOf(server: string, response: Response): Promise<CliError> {
  const text = await response.text().catch(() => '');
  try {
    return new ApiError(ProblemSchema.parse(JSON.parse(text)));
  } catch {
    return new CliError(`The server ${server} answered ${response.status} without saying why.`, {
      code: 'bad_response',
      hint: 'Check that the address is that of a Prompt-to-Video server.',
    });
  }
}

/** Sends one request and reads its JSON answer, checked against the schema. */
export async function sendForJson<Schema extends z.ZodType>(
  server: string,
  request: ApiRequest,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const response = await send(server, request);
  let value: unknown;
  try {
    value = await response.json();
  } catch (error) {
    if (request.signal?.aborted) throw request.signal.reason;
    throw notOurs(server, request, error);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw notOurs(server, request, parsed.error);
  return parsed.data;
}

function notOurs(server: string, request: ApiRequest, cause: unknown): CliError {
  return new CliError(
    `The server ${server} answered ${request.method} ${request.path} in a form this p2v does not know.`,
    {
      code: 'bad_response',
      hint: 'Check the address, and that the server and p2v are of the same version.',
      cause,
    },
  );
}
