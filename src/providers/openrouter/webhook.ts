import * as z from 'zod';
import type { WebhookDelivery } from '../base.ts';
import { decodedBytes, isFresh, isHmacSha256, prefixed } from '../signatures.ts';

const MAX_BODY_BYTES = 1_000_000;
const EnvelopeSchema = z.object({
  type: z.string().startsWith('video.generation.'),
  data: z.object({ id: z.string().min(1).max(200) }),
});

/**
 * Whether a webhook is signed with the workspace's secret and at most five minutes old (contract: llm-image §3.1):
 * `X-OpenRouter-Signature: t=<seconds>,v1=<hex>`, HMAC-SHA256 over time and body, joined by a comma.
 * @param nowMs milliseconds since 1970.
 */
export async function verifyOpenRouterWebhook(
  signingSecret: string,
  { headers, body }: WebhookDelivery,
  nowMs: number,
): Promise<boolean> {
  const fields = (headers.get('x-openrouter-signature') ?? '').split(',').map((field) => field.trim().split('='));
  const value = (name: string) => fields.find(([key]) => key === name)?.[1] ?? null;
  const timestamp = value('t');
  const signature = decodedBytes(value('v1') ?? '', 'hex');
  if (timestamp === null || !signature || body.byteLength > MAX_BODY_BYTES || !isFresh(timestamp, nowMs)) return false;
  return isHmacSha256(signingSecret, prefixed(`${timestamp},`, body), signature);
}

/** The generation that a webhook is about; undefined where it is about none. */
export function generationOf({ body }: WebhookDelivery): string | undefined {
  try {
    return EnvelopeSchema.safeParse(JSON.parse(new TextDecoder().decode(body))).data?.data.id;
  } catch {
    return undefined;
  }
}
