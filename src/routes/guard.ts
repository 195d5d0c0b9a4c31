import type { MiddlewareHandler } from 'hono';
import type { Env } from '../env.ts';
import { AppError } from '../types/errors.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Keeps foreign web pages away from an instance that spends its owner's money: requests under a host name that is not
 * ours (DNS rebinding) and changes that another origin's page had a browser send (CSRF) are refused.
 */
export const guard: MiddlewareHandler<{ Bindings: Env }> = async (context, next) => {
  const { host } = new URL(context.req.url);
  if (!isOurs(host, context.env)) {
    throw new AppError('forbidden', `This instance does not answer under the name "${host.slice(0, 200)}".`);
  }
  const origin = context.req.header('origin');
  const foreign = origin !== undefined && !isHost(origin, host);
  const crossSite = context.req.header('sec-fetch-site') === 'cross-site';
  if (!SAFE_METHODS.has(context.req.method) && (foreign || crossSite)) {
    throw new AppError(
      'forbidden',
      'Changes are only taken from this instance’s own pages and from programs, not from other sites.',
    );
  }
  await next();
  context.header('x-content-type-options', 'nosniff');
  context.header('referrer-policy', 'no-referrer');
};

/** Vendors come under the public address, to fetch media and to call back. */
function isOurs(host: string, { ALLOWED_HOSTS: allowed, PUBLIC_URL: publicUrl }: Env): boolean {
  if (allowed === undefined) return true;
  return (
    allowed.split(',').some((entry) => entry.trim() === host) || (publicUrl !== undefined && isHost(publicUrl, host))
  );
}

function isHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}
