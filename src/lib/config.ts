import { AppError } from '../types/errors.ts';

/** Sends requests for the render service to wherever this deployment has it: a binding, or an address. */
export function renderFetch(env: { RENDER?: Fetcher; RENDER_URL?: string }): (request: Request) => Promise<Response> {
  const { RENDER: binding, RENDER_URL: address } = env;
  if (binding) return (request) => binding.fetch(request);
  if (address === undefined) {
    return () =>
      Promise.reject(new AppError('unavailable', 'No render service is configured: set RENDER_URL or bind RENDER.'));
  }
  return (request) => {
    const { pathname, search } = new URL(request.url);
    return fetch(new Request(new URL(pathname + search, address), request));
  };
}

/** Submissions that may be in flight at once for one job, per provider. Vendors' own limits, or less. */
export function providerLimit(provider: string): number {
  if (provider === 'local') return 12;
  return provider.startsWith('fal-') ? 6 : 3;
}
