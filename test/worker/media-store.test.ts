import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, test } from 'vitest';
import { type IncomingMedia, storeMedia } from '../../src/lib/media-store.ts';

const PROJECT = 'prj_media_store';
/** More than two of the parts that R2 takes, and no whole number of them. */
const BYTES = 12_345_678;

/** A file that begins as an MP4 does; the rest differs from byte to byte. */
const clip = new Uint8Array(BYTES).map((_, index) => (index * 31 + (index >> 8)) & 255);
clip.set(new TextEncoder().encode('\0\0\0\x20ftypisom'));
const SHA256 = await hashOf(clip);

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The bytes as a network brings them: in pieces that fit nothing. Breaks off after `until` where that is given. */
function arriving(changes: Partial<IncomingMedia> = {}, until?: number): IncomingMedia {
  const piece = 70_001;
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (until !== undefined && at >= until) return controller.error(new Error('connection lost'));
      if (at >= BYTES) return controller.close();
      controller.enqueue(clip.slice(at, at + piece));
      at += piece;
    },
  });
  return { body, kind: 'video', sizeBytes: undefined, sha256: undefined, ...changes };
}

const stored = async (): Promise<string[]> =>
  (await env.MEDIA.list({ prefix: `${PROJECT}/` })).objects.map(({ key }) => key);

afterEach(async () => {
  await env.MEDIA.delete(await stored());
});

describe('a result of several parts', () => {
  test.each([
    ['of which nothing is known', {}],
    ['whose size is announced', { sizeBytes: BYTES }],
    ['whose size and hash are announced', { sizeBytes: BYTES, sha256: SHA256 }],
  ])('%s is stored under its hash, byte for byte, and nothing else is left', async (_name, announced) => {
    const key = `${PROJECT}/${SHA256}.mp4`;
    expect(await storeMedia(env.MEDIA, PROJECT, arriving(announced))).toEqual({
      key,
      sha256: SHA256,
      sizeBytes: BYTES,
      mediaType: 'video/mp4',
    });
    expect(await stored()).toEqual([key]);
    const bytes = new Uint8Array((await (await env.MEDIA.get(key))?.arrayBuffer()) ?? new ArrayBuffer(0));
    expect(await hashOf(bytes)).toBe(SHA256);
  });

  test('is stored once when it comes again', async () => {
    await storeMedia(env.MEDIA, PROJECT, arriving());
    await storeMedia(env.MEDIA, PROJECT, arriving({ sizeBytes: BYTES, sha256: SHA256 }));
    expect(await stored()).toHaveLength(1);
  });

  test.each([
    ['is longer than announced', { sizeBytes: BYTES - 1 }, undefined],
    ['is shorter than announced', { sizeBytes: BYTES + 1 }, undefined],
    ['is another than announced', { sha256: '0'.repeat(64) }, undefined],
    ['is shorter than announced, its hash known', { sizeBytes: BYTES + 1, sha256: SHA256 }, undefined],
    ['is another than announced, its size known', { sizeBytes: BYTES, sha256: '0'.repeat(64) }, undefined],
    ['breaks off', {}, 6_000_000],
    ['breaks off, its size and hash known', { sizeBytes: BYTES, sha256: SHA256 }, 6_000_000],
  ])('that %s is fetched again, and nothing of it is kept', async (_name, announced, until) => {
    const refused = storeMedia(env.MEDIA, PROJECT, arriving(announced, until));
    await expect(refused).rejects.toMatchObject({ code: 'bad_response', details: { retryable: true } });
    expect(await stored()).toEqual([]);
  });

  test.each([
    ['a picture', { kind: 'image' as const }],
    ['larger than anything we take', { sizeBytes: 2_000_000_001 }],
    ['of no length', { sizeBytes: 0 }],
  ])('that should be %s is refused', async (_name, announced) => {
    await expect(storeMedia(env.MEDIA, PROJECT, arriving(announced))).rejects.toMatchObject({ code: 'bad_response' });
    expect(await stored()).toEqual([]);
  });
});
