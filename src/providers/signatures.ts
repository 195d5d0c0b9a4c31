/** Oldest and newest a signed webhook may be, in seconds; vendors that name a window say five minutes. */
const FRESH_SECONDS = 300;

const utf8 = new TextEncoder();

/** HMAC-SHA256 of a text. */
export async function hmacSha256(
  secret: string | Uint8Array<ArrayBuffer>,
  text: string,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', await hmacKey(secret, 'sign'), utf8.encode(text)));
}

/** Whether a signature is the HMAC-SHA256 of a message. Takes the same time whichever byte differs. */
export async function isHmacSha256(
  secret: string | Uint8Array<ArrayBuffer>,
  message: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  return crypto.subtle.verify('HMAC', await hmacKey(secret, 'verify'), signature, message);
}

/**
 * Whether a signed time is near enough to now for its message to be no replay of an old one.
 * @param timestampSeconds seconds since 1970, as the vendor signed them.
 * @param nowMs milliseconds since 1970.
 */
export function isFresh(timestampSeconds: string | null, nowMs: number): boolean {
  if (timestampSeconds === null || !/^\d{1,12}$/.test(timestampSeconds)) return false;
  return Math.abs(nowMs / 1000 - Number(timestampSeconds)) <= FRESH_SECONDS;
}

/** A text and a body after it, as one message. */
export function prefixed(prefix: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = utf8.encode(prefix);
  const message = new Uint8Array(head.length + body.length);
  message.set(head);
  message.set(body, head.length);
  return message;
}

/** Bytes of base64 or hex that may be anything; undefined where it is neither. */
export function decodedBytes(text: string, encoding: 'base64' | 'hex'): Uint8Array<ArrayBuffer> | undefined {
  if (encoding === 'hex') {
    if (!/^(?:[0-9a-f]{2})+$/i.test(text)) return undefined;
    return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  }
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function hmacKey(
  secret: string | Uint8Array<ArrayBuffer>,
  use: 'sign' | 'verify',
): ReturnType<typeof crypto.subtle.importKey> {
  const bytes = typeof secret === 'string' ? utf8.encode(secret) : secret;
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [use]);
}
