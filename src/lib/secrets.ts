import * as z from 'zod';
import { AppError } from '../types/errors.ts';

/** Master keys by id, and the one that seals from now on. The value of the `MASTER_KEYS` binding. */
const KeyringSchema = z.object({
  active: z.string().min(1),
  keys: z.record(z.string(), z.base64()),
});
type Keyring = z.infer<typeof KeyringSchema>;

/** A sealed secret as it is stored: nothing in it is readable without the master key. */
export interface SealedSecret {
  keyId: string;
  iv: Uint8Array<ArrayBuffer>;
  ciphertext: Uint8Array<ArrayBuffer>;
}

const MASTER_KEY_BYTES = 32;
const IV_BYTES = 12;

function decodeKeyring(text: string | undefined): Keyring {
  let value: unknown;
  try {
    value = JSON.parse(text ?? '');
  } catch {
    value = undefined;
  }
  const parsed = KeyringSchema.safeParse(value);
  if (!parsed.success || parsed.data.keys[parsed.data.active] === undefined) {
    throw new AppError(
      'internal',
      'MASTER_KEYS is missing or malformed: API keys cannot be sealed. Set it to {"active":"k1","keys":{"k1":"<32 bytes in base64>"}}.',
    );
  }
  return parsed.data;
}

/** Bytes that tie a sealed secret to its place: moved to another project or provider it no longer opens. */
function additionalData(place: readonly string[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(JSON.stringify(place)));
}

/**
 * Seals and opens users' API keys with AES-256-GCM under a key derived (HKDF-SHA-256) from a master key.
 * A keyring of several master keys allows rotation row by row: new secrets use the active one, old ones name theirs.
 */
export class SecretBox {
  private readonly keyring: Keyring;
  private readonly derived = new Map<string, Promise<CryptoKey>>();

  /** @throws AppError `internal` when the keyring is missing or malformed. */
  constructor(masterKeys: string | undefined) {
    this.keyring = decodeKeyring(masterKeys);
  }

  /** Seals a secret for one place, such as `[projectId, role, provider]`. */
  async seal(secret: string, place: readonly string[]): Promise<SealedSecret> {
    const keyId = this.keyring.active;
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const ciphertext = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: additionalData([...place, keyId]) },
      await this.keyFor(keyId),
      new TextEncoder().encode(secret),
    );
    return { keyId, iv, ciphertext: new Uint8Array(ciphertext) };
  }

  /**
   * Opens a secret sealed for the same place.
   * @throws AppError `auth` when its master key is gone or it was tampered with: the user has to enter the key again.
   */
  async open(sealed: SealedSecret, place: readonly string[]): Promise<string> {
    try {
      const plain = await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv: sealed.iv, additionalData: additionalData([...place, sealed.keyId]) },
        await this.keyFor(sealed.keyId),
        sealed.ciphertext,
      );
      return new TextDecoder().decode(plain);
    } catch {
      throw new AppError('auth', 'The stored API key can no longer be read; enter it again.');
    }
  }

  private keyFor(keyId: string): Promise<CryptoKey> {
    const known = this.derived.get(keyId);
    if (known) return known;
    const derived = deriveKey(this.keyring.keys[keyId]);
    this.derived.set(keyId, derived);
    return derived;
  }
}

async function deriveKey(base64: string | undefined): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(base64 ?? ''), (character) => character.charCodeAt(0));
  if (bytes.length !== MASTER_KEY_BYTES) {
    throw new AppError('internal', `Each key in MASTER_KEYS must be ${MASTER_KEY_BYTES} bytes in base64.`);
  }
  const material = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: new TextEncoder().encode('p2v provider keys v1') },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
