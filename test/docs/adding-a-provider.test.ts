import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ProviderFactory } from '../../src/providers/factory.ts';
import type { BaseImageProvider } from '../../src/providers/image/base.ts';
import type { ImageProviderConfig } from '../../src/types/providers.ts';
import { acmeImages } from './example/acme.ts';

const read = (path: string) => readFileSync(join(import.meta.dirname, path), 'utf8');

/** The blocks of code on the page, in order. */
function blocks(): string[] {
  return [...read('../../docs/adding-a-provider.md').matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code);
}

/** An example as it would stand in its place: only the ways to its imports differ. */
function inPlace(text: string, ways: Record<string, string>): string {
  return Object.entries(ways).reduce((moved, [from, to]) => moved.replaceAll(`'${from}`, `'${to}`), text);
}

test('the adapter on the page is the one that is compiled and tested', () => {
  const ways = {
    '../../../src/providers/image/': './',
    '../../../src/providers/': '../',
    '../../../src/types/': '../../types/',
  };
  expect(blocks()[0]).toBe(inPlace(read('example/acme.ts'), ways));
});

test('so is its test', () => {
  const ways = {
    '../../../src/': '../../src/',
    '../../providers/fake-vendor.ts': './fake-vendor.ts',
    './acme.ts': '../../src/providers/image/acme.ts',
  };
  expect(blocks()[1]).toBe(inPlace(read('example/acme.test.ts'), ways));
});

test('one line in the registry is all it takes to be listed, priced and made', () => {
  const factory = new ProviderFactory<ImageProviderConfig, BaseImageProvider>('image', [acmeImages]);
  expect(factory.list()).toMatchObject([{ provider: 'acme', available: true, keyVariables: ['ACME_API_KEY'] }]);
  expect(factory.models('acme')[0]?.prices[0]).toMatchObject({ unit: 'image', unitCostUsd: 0.02 });
  expect(factory.has('acme')).toBe(true);
});
