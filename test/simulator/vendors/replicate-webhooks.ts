import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { WebhookMessage } from '../protocol.ts';

const secret = randomBytes(24);

/** The account's secret, as `GET /webhooks/default/secret` tells it. */
export const REPLICATE_SECRET = `whsec_${secret.toString('base64')}`;

/** A webhook as Replicate signs it: HMAC-SHA256 over message id, time and body; an older signature may stand beside it. */
export function signReplicateWebhook(now: number, prediction: object): WebhookMessage {
  const id = `msg_${randomUUID()}`;
  const timestamp = String(Math.floor(now / 1000));
  const body = JSON.stringify(prediction);
  const sign = (key: Buffer) => createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    headers: {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${sign(randomBytes(24))} v1,${sign(secret)}`,
    },
    body,
  };
}
