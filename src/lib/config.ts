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

/** Address that a vendor may call about one task; undefined where this server has no public address. */
export function publicWebhookUrl(
  publicUrl: string | undefined,
  jobId: string,
  taskId: string,
  token: string,
): string | undefined {
  return publicUrl === undefined ? undefined : new URL(`/api/webhooks/${jobId}/${taskId}/${token}`, publicUrl).href;
}
