import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { WebhookMessage } from '../protocol.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const USER_ID = 'simulated-user';

/** The key set that signatures are checked against. */
export function falKeySet(): object {
  return { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig' }] };
}

/** A webhook as fal signs it: Ed25519 over request id, user id, time and the body's hash, a line each. */
export function signFalWebhook(now: number, requestId: string, message: object): WebhookMessage {
  const body = JSON.stringify(message);
  const timestamp = String(Math.floor(now / 1000));
  const hash = createHash('sha256').update(body).digest('hex');
  const signature = sign(null, Buffer.from([requestId, USER_ID, timestamp, hash].join('\n')), privateKey);
  return {
    headers: {
      'x-fal-webhook-request-id': requestId,
      'x-fal-webhook-user-id': USER_ID,
      'x-fal-webhook-timestamp': timestamp,
      'x-fal-webhook-signature': signature.toString('hex'),
    },
    body,
  };
}
