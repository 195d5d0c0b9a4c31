import { AppError } from '../../types/errors.ts';
import type { ProviderContext } from '../base.ts';
import { callVendor, type VendorAnswer, type VendorCall, type VendorError, vendorOrigin } from '../vendor-http.ts';
import { ReplicateErrorSchema } from './wire.ts';

const ORIGIN = 'https://api.replicate.com';

/** A model as a configuration names it: `owner/name` for official ones, `owner/name:version` for all others. */
export interface ReplicateModel {
  /** As it was written. */
  id: string;
  owner: string;
  name: string;
  version: string | undefined;
}

/** Who asks Replicate, with which key, where, and for which model. */
export interface ReplicateAccess {
  apiKey: string;
  /** Replaces `https://api.replicate.com`. */
  baseUrl?: string | undefined;
  context: ProviderContext;
  model: ReplicateModel;
}

/**
 * Reads a model's name.
 * @throws AppError `unsupported` with how to write it.
 */
export function parseModel(id: string | undefined): ReplicateModel {
  const [, owner, name, version] = /^([\w.-]+)\/([\w.-]+)(?::([0-9a-f]{64}))?$/.exec(id ?? '') ?? [];
  if (id !== undefined && owner !== undefined && name !== undefined) return { id, owner, name, version };
  throw new AppError(
    'unsupported',
    `Replicate models are written "owner/name", or "owner/name:" and the 64 digits of a version; ${id === undefined ? 'set the model' : `"${id}" is neither`}.`,
    { provider: 'Replicate', stage: 'prepare' },
  );
}

/** A call to Replicate. @param path below `/v1`. */
export function replicateCall(
  { apiKey, baseUrl, model }: ReplicateAccess,
  call: Pick<VendorCall, 'purpose' | 'method' | 'json' | 'form'> & { path: string },
): VendorCall {
  const { path, ...rest } = call;
  return {
    ...rest,
    provider: 'Replicate',
    model: model.id,
    url: `${vendorOrigin({ baseUrl }, ORIGIN)}/v1${path}`,
    headers: { authorization: `Bearer ${apiKey}` },
    secrets: [apiKey],
    readError: readReplicateError,
  };
}

/** One request to Replicate. @throws AppError as `callVendor` does. */
export async function askReplicate(
  access: ReplicateAccess,
  call: Parameters<typeof replicateCall>[1],
): Promise<{ answer: VendorAnswer; call: VendorCall }> {
  const whole = replicateCall(access, call);
  return { answer: await callVendor(access.context, whole), call: whole };
}

/** Reads `{ title, detail, retry_after }`; what it means follows from the HTTP status. */
export function readReplicateError({ body }: VendorAnswer): VendorError | undefined {
  const parsed = ReplicateErrorSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const { title, detail, retry_after } = parsed.data;
  return {
    message: detail ?? title ?? undefined,
    retryAfterMs: typeof retry_after === 'number' && retry_after >= 0 ? retry_after * 1000 : undefined,
  };
}
