import type { ProviderContext } from '../base.ts';
import { callVendor, type VendorAnswer, type VendorCall } from '../vendor-http.ts';
import { readFalError } from './errors.ts';

/** fal's hosts by what they are for. */
const HOSTS = { queue: 'https://queue.fal.run', api: 'https://api.fal.ai', rest: 'https://rest.fal.ai' } as const;
export type FalHost = keyof typeof HOSTS;

/** Who asks fal, with which key and where. */
export interface FalAccess {
  provider: string;
  apiKey: string;
  /** Replaces all of fal's hosts: `queue.fal.run` is `<baseUrl>/queue`, `api.fal.ai` `<baseUrl>/api`, `rest.fal.ai` `<baseUrl>/rest`. */
  baseUrl?: string | undefined;
  context: ProviderContext;
}

/** Where a host is, without a slash at the end. */
export function falBase(access: Pick<FalAccess, 'baseUrl'>, host: FalHost): string {
  return access.baseUrl === undefined ? HOSTS[host] : `${access.baseUrl.replace(/\/+$/, '')}/${host}`;
}

/**
 * The path of an address that fal gave, below its queue; undefined when it leads anywhere else. A key is only ever sent
 * to our own address of the queue with such a path.
 */
export function queuePath(access: FalAccess, address: string | null | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  for (const base of [falBase(access, 'queue'), HOSTS.queue]) {
    if (address.startsWith(`${base}/`)) return address.slice(base.length).replace(/[?#].*$/s, '');
  }
  return undefined;
}

/**
 * One request to fal.
 * @param onError sees an error answer before it is thrown, for those who read more in it than the message.
 * @throws AppError as `callVendor` does.
 */
export function callFal(
  access: FalAccess,
  call: Pick<VendorCall, 'purpose' | 'method' | 'model' | 'json' | 'timeoutMs' | 'headers'> & {
    host: FalHost;
    path: string;
  },
  onError?: (answer: VendorAnswer) => void,
): Promise<VendorAnswer> {
  const { host, path, headers, ...rest } = call;
  return callVendor(access.context, {
    ...rest,
    provider: access.provider,
    url: falBase(access, host) + path,
    headers: { authorization: `Key ${access.apiKey}`, ...headers },
    secrets: [access.apiKey],
    readError: (answer) => {
      onError?.(answer);
      return readFalError(answer);
    },
  });
}
