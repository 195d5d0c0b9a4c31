import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { klingBearer } from '../../src/providers/video/kling.wire.ts';
import { KLING_SECRET, readKlingBearer } from './vendors/kling-key.ts';

// Contract: video §1.5, Auth and Errors (401: 1000–1004).
const NOW = Date.UTC(2026, 10, 25, 12);

test('an API key is the account; a token is the account it was signed for', async () => {
  expect(readKlingBearer('api-key-1', NOW)).toEqual({ account: 'api-key-1' });
  expect(readKlingBearer(await klingBearer(`access-1:${KLING_SECRET}`, NOW), NOW)).toEqual({ account: 'access-1' });
});

test('a token is refused for its signature, its time, its algorithm, its shape', async () => {
  const token = await klingBearer(`access-1:${KLING_SECRET}`, NOW);
  const other = await klingBearer('access-1:another-secret', NOW);
  const [head, claims, signature] = token.split('.');
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const unsigned = `${part({ alg: 'none', typ: 'JWT' })}.${claims}`;
  const forged = `${unsigned}.${createHmac('sha256', KLING_SECRET).update(unsigned).digest('base64url')}`;
  expect(readKlingBearer(undefined, NOW)).toMatchObject({ code: 1001 });
  expect(readKlingBearer(other, NOW)).toMatchObject({ code: 1000 });
  expect(readKlingBearer(`${head}.${part({ iss: 'else', exp: 9e9, nbf: 0 })}.${signature}`, NOW)).toMatchObject({
    code: 1000,
  });
  expect(readKlingBearer(forged, NOW)).toMatchObject({ code: 1002 });
  expect(readKlingBearer('a.b.c', NOW)).toMatchObject({ code: 1002 });
  expect(readKlingBearer(token, NOW - 60_000)).toMatchObject({ code: 1003 });
  expect(readKlingBearer(token, NOW + 1_800_000)).toMatchObject({ code: 1004 });
});
