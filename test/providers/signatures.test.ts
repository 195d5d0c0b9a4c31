import { createHmac } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { decodedBytes, hmacSha256, isFresh, isHmacSha256, prefixed } from '../../src/providers/signatures.ts';

const SECRET = 'a-secret';
const MESSAGE = new Uint8Array(Buffer.from('1790000000,{"id":"job"}'));
const GENUINE = new Uint8Array(createHmac('sha256', SECRET).update(MESSAGE).digest());

describe('an HMAC-SHA256', () => {
  test('is that of Node’s own implementation', async () => {
    expect(Buffer.from(await hmacSha256(SECRET, Buffer.from(MESSAGE).toString())).equals(GENUINE)).toBe(true);
    expect(await isHmacSha256(SECRET, MESSAGE, GENUINE)).toBe(true);
    expect(await isHmacSha256(new Uint8Array(Buffer.from(SECRET)), MESSAGE, GENUINE)).toBe(true);
  });

  test('differs by any bit, wherever it is', async () => {
    for (let at = 0; at < GENUINE.length; at++) {
      const forged = GENUINE.slice();
      forged[at] = (forged[at] ?? 0) ^ 1;
      expect(await isHmacSha256(SECRET, MESSAGE, forged)).toBe(false);
    }
    for (const length of [0, 1, 31]) expect(await isHmacSha256(SECRET, MESSAGE, GENUINE.slice(0, length))).toBe(false);
    expect(await isHmacSha256(SECRET, MESSAGE, new Uint8Array([...GENUINE, 0]))).toBe(false);
    expect(await isHmacSha256('another', MESSAGE, GENUINE)).toBe(false);
  });

  test('is compared by the runtime, in constant time, and by nothing here', async () => {
    const verify = vi.spyOn(crypto.subtle, 'verify');
    const forged = GENUINE.slice();
    forged[0] = (forged[0] ?? 0) ^ 1;
    await isHmacSha256(SECRET, MESSAGE, GENUINE);
    await isHmacSha256(SECRET, MESSAGE, forged);
    await isHmacSha256(SECRET, MESSAGE, GENUINE.slice(0, 4));
    // Each is asked for whole: nothing is given up early for a wrong length or a wrong first byte.
    expect(verify.mock.calls.map(([, , signature]) => signature)).toEqual([GENUINE, forged, GENUINE.slice(0, 4)]);
    verify.mockRestore();
  });
});

describe('a signed time', () => {
  const NOW = 1_790_000_000_000;
  test.each([
    [String(NOW / 1000), true],
    [String(NOW / 1000 - 300), true],
    [String(NOW / 1000 + 300), true],
    [String(NOW / 1000 - 301), false],
    [String(NOW / 1000 + 301), false],
    [String(NOW), false],
    ['0', false],
    ['-1790000000', false],
    ['1790000000.5', false],
    ['1e9', false],
    ['', false],
    [null, false],
  ])('%s is fresh: %s', (timestamp, fresh) => {
    expect(isFresh(timestamp, NOW)).toBe(fresh);
  });
});

test('signatures are read from hex and base64, and anything else is none', () => {
  expect(decodedBytes('00ff', 'hex')).toEqual(Uint8Array.of(0, 255));
  expect(decodedBytes('AP8=', 'base64')).toEqual(Uint8Array.of(0, 255));
  for (const wrong of ['', '0', 'zz', '0x00', '00 ff']) expect(decodedBytes(wrong, 'hex')).toBeUndefined();
  expect(decodedBytes('%', 'base64')).toBeUndefined();
});

test('a body is signed as the bytes that came, whatever they are', () => {
  expect(prefixed('é,', Uint8Array.of(0, 255))).toEqual(Uint8Array.of(0xc3, 0xa9, 0x2c, 0, 255));
});
