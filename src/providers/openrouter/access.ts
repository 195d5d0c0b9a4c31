import * as z from 'zod';
import type { KeyCheckAnswer, ProviderContext } from '../base.ts';
import { callVendor, checkWith, parseAnswer, type VendorCall, vendorError, vendorOrigin } from '../vendor-http.ts';
import { readOpenRouterError } from './errors.ts';

// What OpenRouter's roles share: one key, one form of errors (OpenRouter's OpenAPI document, 2026-08-22).

/** Where OpenRouter answers; its API stands under `/api/v1`. */
const OPENROUTER_ORIGIN = 'https://openrouter.ai';

/** Who asks OpenRouter: with which key, and where. */
export interface OpenRouterAccess {
  /** The key; for clips it may be followed by the workspace's signing secret, `KEY:SECRET`. */
  apiKey?: string | undefined;
  /** Replaces {@link OPENROUTER_ORIGIN}. */
  baseUrl?: string | undefined;
}

/** The key, and the secret that webhooks are signed with where the user gave one. */
export function openRouterSecrets({ apiKey = '' }: OpenRouterAccess): { key: string; signingSecret?: string } {
  const colon = apiKey.indexOf(':');
  return colon < 0 ? { key: apiKey } : { key: apiKey.slice(0, colon), signingSecret: apiKey.slice(colon + 1) };
}

/** What every request to OpenRouter has in common: the key, who asks, how errors are read. */
export function openRouterCall(
  access: OpenRouterAccess,
  model: string | undefined,
  path: string,
): Pick<VendorCall, 'provider' | 'model' | 'url' | 'headers' | 'secrets' | 'readError'> {
  const { key, signingSecret } = openRouterSecrets(access);
  const authorization = key === '' ? {} : { authorization: `Bearer ${key}` };
  return {
    provider: 'OpenRouter',
    model,
    url: `${vendorOrigin(access, OPENROUTER_ORIGIN)}/api/v1${path}`,
    headers: { ...authorization, 'x-openrouter-title': 'Prompt to Video' },
    secrets: [key, ...(signingSecret === undefined ? [] : [signingSecret])],
    readError: readOpenRouterError,
  };
}

/** The path of an address of OpenRouter's API, with its query; undefined when it leads anywhere else. */
export function pathAtOpenRouter(access: OpenRouterAccess, address: string): string | undefined {
  if (!URL.canParse(address, OPENROUTER_ORIGIN)) return undefined;
  const { href } = new URL(address, OPENROUTER_ORIGIN);
  for (const origin of [vendorOrigin(access, OPENROUTER_ORIGIN), OPENROUTER_ORIGIN]) {
    if (href.startsWith(`${origin}/api/v1/`)) return href.slice(`${origin}/api/v1`.length);
  }
  return undefined;
}

const KeySchema = z.object({ data: z.object({ limit_remaining: z.number().nullish() }) });

/** Whether the key works, and whether there is anything left of its limit: `GET /key`, free of charge. */
export function checkOpenRouter(
  context: Pick<ProviderContext, 'fetch'>,
  access: OpenRouterAccess,
  model: string | undefined,
): Promise<KeyCheckAnswer> {
  return checkWith('OpenRouter', async () => {
    const call = { ...openRouterCall(access, model, '/key'), purpose: 'poll', method: 'GET' } as const;
    const { data } = parseAnswer(KeySchema, await callVendor(context, call), call);
    if (typeof data.limit_remaining === 'number' && data.limit_remaining <= 0) {
      throw vendorError(call, 'quota', 'OpenRouter accepts the key, but its limit is used up; raise it, then retry.');
    }
  });
}
