import * as z from 'zod';
import { AppError, type ErrorCode } from '../types/errors.ts';
import type { ProviderContext } from './base.ts';
import { type VendorAnswer, type VendorError, vendorOrigin } from './vendor-http.ts';

// What Workers AI's roles share: the Worker's own binding or an account's REST API, one form of errors (contract: llm-image
// §2.5, npm @cloudflare/workers-types 5.20261120.1).

const ORIGIN = 'https://api.cloudflare.com';

type Binding = NonNullable<ProviderContext['ai']>;

/** Who runs the models: a user's own account over REST, or the Worker's binding, which needs no key. */
export type WorkersAIAccess = { kind: 'rest'; root: string; token: string } | { kind: 'binding'; ai: Binding };

interface WorkersAIConfig {
  apiKey?: string | undefined;
  accountId?: string | undefined;
  baseUrl?: string | undefined;
}

/**
 * Settles how models are run. A key may hold its account as `ACCOUNT:TOKEN`.
 * @throws AppError `invalid_input` where a key has no account, `unsupported` where there is neither a key nor a binding.
 */
export function workersAIAccess(config: WorkersAIConfig, context: Pick<ProviderContext, 'ai'>): WorkersAIAccess {
  const { apiKey } = config;
  const details = { provider: 'workers-ai', stage: 'prepare' } as const;
  if (apiKey !== undefined) {
    const [, inKey, bare] = /^([0-9a-f]{32}):(.+)$/.exec(apiKey) ?? [];
    const account = config.accountId ?? inKey;
    if (account === undefined) {
      throw new AppError('invalid_input', 'Workers AI needs the id of your Cloudflare account beside its token.', {
        ...details,
        fields: [{ path: 'accountId', message: 'must be set, or written before the token as ACCOUNT:TOKEN' }],
      });
    }
    const root = `${vendorOrigin(config, ORIGIN)}/client/v4/accounts/${account}/ai`;
    return { kind: 'rest', root, token: bare ?? apiKey };
  }
  if (context.ai) return { kind: 'binding', ai: context.ai };
  throw new AppError(
    'unsupported',
    'This server has no Workers AI of its own. Give your Cloudflare account id and an API token.',
    details,
  );
}

/** The address of a model under an account; over the binding no request goes there. */
export function runUrl(access: WorkersAIAccess, model: string): string {
  const path = model.split('/').map((part) => encodeURIComponent(part).replaceAll('%40', '@'));
  if (path.some((part) => part === '' || part === '.' || part === '..')) {
    throw new AppError('invalid_input', `“${model}” is not the name of a Workers AI model.`, {
      provider: 'workers-ai',
    });
  }
  return `${access.kind === 'rest' ? access.root : `${ORIGIN}/binding`}/run/${path.join('/')}`;
}

/** Sends a model's request where it is run: over the network, or through the binding, which then answers as REST does. */
export function workersAIFetch(
  access: WorkersAIAccess,
  context: Pick<ProviderContext, 'fetch'>,
  model: string,
): Pick<ProviderContext, 'fetch'> {
  return access.kind === 'rest' ? context : { fetch: (request) => runBinding(access.ai, model, request) };
}

async function runBinding(ai: Binding, model: string, request: Request): Promise<Response> {
  const contentType = request.headers.get('content-type') ?? '';
  // The binding takes a form as a stream, with the boundary beside it.
  const inputs = contentType.startsWith('multipart/form-data')
    ? { multipart: { body: request.body, contentType } }
    : ((await request.json()) as Record<string, unknown>);
  try {
    const result = await ai.run(model, inputs, { signal: request.signal });
    if (result instanceof ReadableStream) return new Response(result as ReadableStream<Uint8Array>);
    return Response.json({ result, success: true, errors: [], messages: [] });
  } catch (thrown) {
    request.signal.throwIfAborted();
    // Plain errors that begin with a number, such as `5007: No such model`.
    const message = thrown instanceof Error ? thrown.message : '';
    const code = Number(/\b([3-9]\d{3}):/.exec(message)?.[1] ?? 0);
    const errors = [{ code, message }];
    return Response.json({ result: null, success: false, errors }, { status: ERRORS[code]?.status ?? 500 });
  }
}

/** The statuses of the binding's errors (`specs/workers-ai.derived.json`), and what is meant where they say less. */
const ERRORS: Readonly<Record<number, { status: number; code?: ErrorCode }>> = {
  3003: { status: 400 },
  3006: { status: 413 },
  3007: { status: 408 },
  3008: { status: 408 },
  3023: { status: 403 },
  /** What was asked for, or what came of it, is not safe (contract: llm-image §3, from memory). */
  3030: { status: 400, code: 'content_rejected' },
  /** The day's free allocation is used up. */
  3036: { status: 429, code: 'quota' },
  3039: { status: 400 },
  3040: { status: 429 },
  3041: { status: 403 },
  3042: { status: 404, code: 'unsupported' },
  5004: { status: 400 },
  5005: { status: 405 },
  5007: { status: 400, code: 'unsupported' },
  /** The model's licence has to be agreed to first. */
  5016: { status: 403, code: 'unsupported' },
  5018: { status: 403, code: 'unsupported' },
  5019: { status: 405 },
  /** JSON mode could not be met: the model wrote, and what it wrote did not follow the schema. */
  5024: { status: 400, code: 'bad_response' },
};

const ErrorSchema = z.object({
  errors: z.array(z.object({ code: z.number().nullish(), message: z.string().nullish() })).min(1),
});

/** Reads `{ success: false, errors: [{ code, message }] }`. */
export function readWorkersAIError(answer: VendorAnswer): VendorError | undefined {
  const parsed = ErrorSchema.safeParse(answer.body);
  if (!parsed.success) return undefined;
  const [first] = parsed.data.errors;
  const known = ERRORS[first?.code ?? 0]?.code;
  return {
    code: known,
    message: first?.message ?? undefined,
    ...(known === 'bad_response' ? { chargedUsd: null, retryable: true } : {}),
  };
}
