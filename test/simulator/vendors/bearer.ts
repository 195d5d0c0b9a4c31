import type { Answer, RefusalDetails, RefusalFault, SimulatorRequest, World } from '../protocol.ts';

/** The key of a request, behind `Bearer`. */
export function bearerKey(request: SimulatorRequest): string | undefined {
  return /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
}

/** A refusal where the key is none, or the account is empty. */
export function refuseKey(
  key: string | undefined,
  world: World,
  refusals: Record<RefusalFault, (details: RefusalDetails) => Answer>,
): Answer | undefined {
  const standing = world.checkKey(key);
  return standing === 'valid' ? undefined : refusals[standing]({ on: 'submit', retryAfterSeconds: 0 });
}

/** {@link refuseKey} where an empty account can still ask, only not order. */
export function refuseOrder(
  request: SimulatorRequest,
  world: World,
  refusals: Record<RefusalFault, (details: RefusalDetails) => Answer>,
): Answer | undefined {
  const key = bearerKey(request);
  const mayAsk = request.method !== 'POST' && world.checkKey(key) === 'no-credit';
  return mayAsk ? undefined : refuseKey(key, world, refusals);
}
