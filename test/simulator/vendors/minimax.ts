import type { VendorProtocol } from '../protocol.ts';
import { bearerKey, refuseKey } from './bearer.ts';
import { FIRST_REFUSALS, handleFirstVersion } from './minimax-v1.ts';
import { handleSecondVersion, SECOND_REFUSALS } from './minimax-v2.ts';

const isSecond = (path: string): boolean => path.startsWith('/v2/');

/** MiniMax (contract: video §1.4): the first version of its API for Hailuo, the second for H3; each refuses in its own way. */
export const minimax: VendorProtocol = {
  name: 'minimax',
  handle: async (request, world) => {
    const second = isSecond(request.path);
    const refused = refuseKey(bearerKey(request), world, second ? SECOND_REFUSALS : FIRST_REFUSALS);
    if (refused) return refused;
    return second ? handleSecondVersion(request, world) : handleFirstVersion(request, world);
  },
  refuse: (fault, details, { path }) => (isSecond(path) ? SECOND_REFUSALS : FIRST_REFUSALS)[fault](details),
};
