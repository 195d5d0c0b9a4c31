import { fetchResult } from '../lib/result-fetch.ts';
import type { ProviderContext } from './base.ts';
import { lostAnswer, type VendorCall } from './vendor-http.ts';

/**
 * Opens a result that lies behind the vendor's key. The key goes to the address itself and to none that it redirects to.
 * @param call the request; its address must be the vendor's own.
 * @param trustedOrigin origin of the provider's `baseUrl`, where the user set one.
 * @returns the answer as it is, also where it is none: the caller looks at its status.
 * @throws AppError `unavailable` or `timeout`, retryable, where nothing answers.
 */
export async function openWithKey(
  context: Pick<ProviderContext, 'fetch'>,
  call: VendorCall,
  trustedOrigin: string | undefined,
): Promise<Response> {
  const request = new Request(call.url, { headers: call.headers ?? {}, redirect: 'manual' });
  const response = await context.fetch(request).catch((cause: unknown) => {
    throw lostAnswer(call, cause);
  });
  const location = response.headers.get('location');
  if (response.status < 300 || response.status >= 400 || location === null) return response;
  await response.body?.cancel();
  const target = URL.canParse(location, call.url) ? new URL(location, call.url).href : '';
  return fetchResult(context.fetch, target, trustedOrigin);
}
