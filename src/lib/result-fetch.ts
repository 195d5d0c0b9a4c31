import { AppError } from '../types/errors.ts';

/** Redirects that are followed from a result's address. */
const MAX_REDIRECTS = 3;

/**
 * Opens a result at an address that a vendor gave. The address is not trusted: it has to be https, or lie on the very
 * host the user named as the provider's, and so does everything it redirects to. No key goes with the request.
 * @param trustedOrigin origin of the provider's `baseUrl`, where the user set one.
 * @throws AppError `bad_response` for an address that is not followed; `not_found` where the result is gone;
 *   `unavailable`, retryable, where it cannot be had right now.
 */
export async function fetchResult(
  fetch: (request: Request) => Promise<Response>,
  url: string,
  trustedOrigin: string | undefined,
): Promise<Response> {
  let address = url;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const response = await open(fetch, checked(address, trustedOrigin));
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel();
      address = URL.canParse(location, address) ? new URL(location, address).href : '';
      continue;
    }
    if (response.ok) return response;
    await response.body?.cancel();
    throw refused(response.status);
  }
  throw new AppError('bad_response', 'A result is hidden behind too many redirects.', { stage: 'download' });
}

function checked(address: string, trustedOrigin: string | undefined): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const trusted = url !== undefined && url.origin === trustedOrigin;
  if (url && (url.protocol === 'https:' || trusted) && url.username === '' && url.password === '') return url.href;
  throw new AppError('bad_response', 'A result lies at an address that is not followed.', { stage: 'download' });
}

async function open(fetch: (request: Request) => Promise<Response>, url: string): Promise<Response> {
  try {
    return await fetch(new Request(url, { redirect: 'manual' }));
  } catch (cause) {
    throw new AppError(
      'unavailable',
      'A result could not be fetched; it is tried again.',
      { retryable: true, stage: 'download' },
      cause,
    );
  }
}

function refused(status: number): AppError {
  const gone = status === 403 || status === 404 || status === 410;
  return gone
    ? new AppError('not_found', 'The vendor no longer has this result.', { vendorStatus: status, stage: 'download' })
    : new AppError('unavailable', `A result could not be fetched (${status}); it is tried again.`, {
        retryable: true,
        vendorStatus: status,
        stage: 'download',
      });
}
