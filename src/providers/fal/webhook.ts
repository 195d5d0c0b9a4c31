import type { WebhookDelivery } from '../base.ts';
import { callVendor, parseAnswer } from '../vendor-http.ts';
import { type FalAccess, falBase } from './access.ts';
import { KeySetSchema } from './wire.ts';

const TOLERANCE_SECONDS = 300;
/** fal allows keys to be kept for a day. */
const KEPT_MS = 86_400_000;
/** A signature that fits no key is a reason to ask for new keys, but not more often than this. */
const FRESH_MS = 60_000;
const MAX_BODY_BYTES = 4_000_000;

const kept = new Map<string, { keys: CryptoKey[]; at: number }>();

/**
 * Whether a webhook is signed by fal and at most five minutes old (contract: video §1.1 Webhook): Ed25519 over request
 * id, user id, time and the body's SHA-256, joined by line feeds.
 * @throws AppError when fal's keys could not be fetched.
 */
export async function verifyFalWebhook(access: FalAccess, delivery: WebhookDelivery): Promise<boolean> {
  const [requestId, userId, timestamp, signature] = ['request-id', 'user-id', 'timestamp', 'signature'].map((name) =>
    delivery.headers.get(`x-fal-webhook-${name}`),
  );
  if (!requestId || !userId || !timestamp || !signature) return false;
  const signed = fromHex(signature);
  if (!/^\d{1,12}$/.test(timestamp) || !signed || delivery.body.byteLength > MAX_BODY_BYTES) return false;
  if (Math.abs(access.context.now() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const bodyHash = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', delivery.body)));
  const message = new Uint8Array(new TextEncoder().encode([requestId, userId, timestamp, bodyHash].join('\n')));
  if (await fitsAny(await keysOf(access, KEPT_MS), signed, message)) return true;
  return fitsAny(await keysOf(access, FRESH_MS), signed, message);
}

// The comparison is the runtime's own, in constant time.
async function fitsAny(
  keys: readonly CryptoKey[],
  signature: Uint8Array<ArrayBuffer>,
  message: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  for (const key of keys) if (await crypto.subtle.verify('Ed25519', key, signature, message)) return true;
  return false;
}

async function keysOf(access: FalAccess, maxAgeMs: number): Promise<CryptoKey[]> {
  const url = `${falBase(access, 'rest')}/.well-known/jwks.json`;
  const now = access.context.now();
  const known = kept.get(url);
  if (known && now - known.at < maxAgeMs) return known.keys;
  const call = { provider: access.provider, purpose: 'prepare', method: 'GET', url, secrets: [] } as const;
  const { keys } = parseAnswer(KeySetSchema, await callVendor(access.context, call), call);
  const imported = await Promise.all(keys.map(({ x }) => importKey(x)));
  kept.set(url, { keys: imported, at: now });
  return imported;
}

function importKey(x: string): Promise<CryptoKey> {
  const binary = atob(x.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, 'Ed25519', false, ['verify']);
}

function fromHex(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[0-9a-f]{128}$/i.test(text)) return undefined;
  return Uint8Array.from({ length: 64 }, (_, index) => Number.parseInt(text.slice(index * 2, index * 2 + 2), 16));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
