import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { asRenderFailure } from '../../render/failure.ts';
import { BlobStore } from '../../render/store/blob-store.ts';
import { evict } from '../../render/store/evict.ts';
import { RecordStore } from '../../render/store/record-store.ts';
import { sha256, temporaryFolder } from './support.ts';

async function openStore(openWriter?: () => NodeJS.WritableStream) {
  const directory = temporaryFolder();
  const store = new BlobStore(directory, openWriter);
  await store.prepare();
  const unfinished = () => readdirSync(join(directory, 'temporary'));
  return { store, directory, unfinished };
}

const stream = (text: string) => Readable.from([Buffer.from(text)]);

describe('BlobStore', () => {
  it('keeps a medium under its hash', async () => {
    const { store, unfinished } = await openStore();
    const name = sha256(Buffer.from('hello'));
    expect(await store.write(name, stream('hello'), 100)).toEqual({ sha256: name, sizeBytes: 5 });
    expect(await store.find(name)).toEqual({ sha256: name, sizeBytes: 5 });
    expect(unfinished()).toEqual([]);
  });

  it('keeps nothing that is wrong or too large', async () => {
    const { store, unfinished } = await openStore();
    const name = sha256(Buffer.from('hello'));
    await expect(store.write(name, stream('other'), 100)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(store.write(name, stream('hello'), 4)).rejects.toMatchObject({ code: 'invalid_input' });
    expect(await store.find(name)).toBeUndefined();
    expect(unfinished()).toEqual([]);
  });

  it.each(['', '..', '../../etc/passwd', 'a'.repeat(63), 'A'.repeat(64), `${'a'.repeat(64)}/..`])(
    'has no place for %j',
    async (name) => {
      const { store } = await openStore();
      expect(() => store.path(name)).toThrow();
    },
  );

  it('says that the disk is full when it is', async () => {
    const full = () =>
      new Writable({
        write: (_chunk, _encoding, done) => done(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' })),
      });
    const { store, unfinished } = await openStore(full);
    const name = sha256(Buffer.from('hello'));
    const failure = await store.write(name, stream('hello'), 100).catch(asRenderFailure);
    expect(failure).toMatchObject({ code: 'disk_full', message: expect.stringMatching(/Free some space/) });
    expect(unfinished()).toEqual([]);
  });

  it('adopts a file without copying it', async () => {
    const { store } = await openStore();
    const folder = await store.makeTemporaryFolder();
    const path = join(folder, 'result.mp4');
    writeFileSync(path, 'result');
    const blob = await store.adopt(path);
    expect(blob).toEqual({ sha256: sha256(Buffer.from('result')), sizeBytes: 6 });
    expect(existsSync(path)).toBe(false);
  });
});

describe('evict', () => {
  it('removes what was used longest ago, but nothing that is needed', async () => {
    const { store } = await openStore();
    const names: string[] = [];
    for (const [index, text] of ['aaaa', 'bbbb', 'cccc', 'dddd'].entries()) {
      const name = sha256(Buffer.from(text));
      await store.write(name, stream(text), 100);
      utimesSync(store.path(name), 1_000 + index, 1_000 + index);
      names.push(name);
    }
    const [first = '', second = '', third = '', fourth = ''] = names;
    await store.touch(second);
    expect(await evict(store, 8, new Set([first]))).toBe(2);
    const kept = await Promise.all(names.map(async (name) => (await store.find(name)) !== undefined));
    expect(kept).toEqual([true, true, false, false]);
    expect(await store.find(third)).toBeUndefined();
    expect(await store.find(fourth)).toBeUndefined();
    expect(await evict(store, 100, new Set())).toBe(0);
  });
});

describe('RecordStore', () => {
  it('reads what it wrote and forgets what it cannot read', async () => {
    const directory = temporaryFolder();
    const records = new RecordStore(directory, z.object({ count: z.int() }));
    const id = 'a'.repeat(64);
    expect(await records.read(id)).toBeUndefined();
    await records.write(id, { count: 1 });
    await records.write(id, { count: 2 });
    expect(await records.read(id)).toEqual({ count: 2 });
    for (const damage of ['{"count":', '{"count":"2"}', '']) {
      writeFileSync(join(directory, 'aa', `${id}.json`), damage);
      expect(await records.read(id)).toBeUndefined();
    }
    expect(readdirSync(join(directory, 'aa'))).toEqual([`${id}.json`]);
  });
});
