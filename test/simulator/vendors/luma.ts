import type { Answer, RefusalDetails, RefusalFault, VendorProtocol } from '../protocol.ts';
import { refuseOrder } from './bearer.ts';
import { handleAgents } from './luma-agents.ts';
import { handleDreamMachine } from './luma-dream-machine.ts';
import { lumaError } from './luma-shared.ts';

/**
 * Luma's two APIs (contract: video §1.3): Agents (`agents.lumalabs.ai` is `/luma`, paths `/v1`) and Dream Machine
 * (`api.lumalabs.ai` is `/luma` too, paths `/dream-machine/v1`).
 */
export const luma: VendorProtocol = {
  name: 'luma',
  handle: async (request, world) => {
    const refused = refuseOrder(request, world, REFUSALS);
    if (refused) return refused;
    return request.path.startsWith('/dream-machine/')
      ? handleDreamMachine(request, world)
      : handleAgents(request, world);
  },
  refuse: (fault, details) => REFUSALS[fault](details),
};

const REFUSALS: Record<RefusalFault, (details: RefusalDetails) => Answer> = {
  refuse: () => lumaError(400, 'Invalid request: loop is not supported with this duration'),
  'rate-limit': ({ retryAfterSeconds }) => ({
    ...lumaError(429, 'Too many requests'),
    headers: { 'retry-after': String(retryAfterSeconds) },
  }),
  'error-before-accept': () => lumaError(503, 'Service unavailable'),
  'error-after-accept': () => lumaError(500, 'Internal server error'),
  unauthorised: () => lumaError(401, 'Invalid API key is provided'),
  'no-credit': () => lumaError(402, 'Insufficient credits'),
};
