import { hashOf } from '../../lib/utils.ts';
import type { WebhookDelivery } from '../base.ts';
import { decodedBytes, isFresh, isHmacSha256, prefixed } from '../signatures.ts';
import { parseAnswer, unreadable } from '../vendor-http.ts';
import { askReplicate, type ReplicateAccess } from './access.ts';
import { WebhookSecretSchema } from './wire.ts';

const MAX_BODY_BYTES = 4_000_000;
const KEPT_MS = 86_400_000;
/** A signature that does not fit is a reason to ask for the secret anew, but not more often than this. */
const ANEW_MS = 60_000;
const MOST_KEPT = 200;

const kept = new Map<string, { secret: Uint8Array<ArrayBuffer>; at: number }>();

/**
 * Whether a webhook is signed by Replicate for this account and at most five minutes old (contract: llm-image §3.3): HMAC-
 * SHA256 over message id, time and body, joined by full stops; the header may hold several signatures.
 * @throws AppError when the account's secret could not be fetched.
 */
export async function verifyReplicateWebhook(access: ReplicateAccess, delivery: WebhookDelivery): Promise<boolean> {
  const { headers, body } = delivery;
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) => headers.get(`webhook-${name}`));
  if (!id || !timestamp || !signatures || body.byteLength > MAX_BODY_BYTES) return false;
  if (!isFresh(timestamp, access.context.now())) return false;
  const message = prefixed(`${id}.${timestamp}.`, body);
  const given = signatures.split(' ').flatMap((one) => {
    const [version, signature] = one.split(',');
    return version === 'v1' && signature ? (decodedBytes(signature, 'base64') ?? []) : [];
  });
  const fits = async (maxAgeMs: number): Promise<boolean> => {
    const secret = await secretOf(access, maxAgeMs);
    for (const signature of given) if (await isHmacSha256(secret, message, signature)) return true;
    return false;
  };
  if (given.length === 0) return false;
  return (await fits(KEPT_MS)) || (await fits(ANEW_MS));
}

async function secretOf(access: ReplicateAccess, maxAgeMs: number): Promise<Uint8Array<ArrayBuffer>> {
  const name = hashOf([access.baseUrl ?? '', access.apiKey]);
  const now = access.context.now();
  const known = kept.get(name);
  if (known && now - known.at < maxAgeMs) return known.secret;
  const path = '/webhooks/default/secret';
  const { answer, call } = await askReplicate(access, { purpose: 'prepare', method: 'GET', path });
  const { key } = parseAnswer(WebhookSecretSchema, answer, call);
  // `whsec_` and the secret in base64.
  const secret = decodedBytes(key.split('_').at(-1) ?? '', 'base64');
  if (!secret?.length) throw unreadable(call, 'Replicate sent a webhook secret that cannot be read.');
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(name, { secret, at: now });
  return secret;
}
