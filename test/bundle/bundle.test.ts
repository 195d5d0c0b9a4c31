import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBundle, type NewBundle } from '../../cli/instance/bundle.ts';

/**
 * What the Worker may weigh as it is deployed, compressed, with every provider in it. The aim is 400 kB; the dictionary of the
 * local director alone (compromise) weighs 129 kB, and the whole 415 kB (2026-11-25).
 */
const MOST_GZIP_BYTES = 430_000;

describe('the Worker’s bundle', () => {
  let bundle: NewBundle;
  beforeAll(async () => {
    bundle = await makeBundle({ minify: true });
  });

  test('stays small', () => {
    const bytes = gzipSync(bundle.text).byteLength;
    expect(bytes).toBeLessThanOrEqual(MOST_GZIP_BYTES);
    // Every provider is in it, so that the size is the whole's.
    for (const folder of ['llm', 'image', 'video', 'compile']) {
      expect(bundle.files.filter((file) => file.startsWith(`src/providers/${folder}/`)).length).toBeGreaterThan(3);
    }
  });

  test('needs nothing of Node, of the render service or of a vendor’s SDK', () => {
    expect(bundle.runtimeModules.filter((name) => !name.startsWith('cloudflare:'))).toEqual([]);
    expect(bundle.text).not.toMatch(/\bfrom\s*["']node:|\brequire\(["']/);
    const foreign =
      /^(render|cli|test)\/|node_modules\/(openai|@anthropic-ai|@google|@openrouter|replicate|@fal-ai|@runwayml|lumaai)\//;
    expect(bundle.files.filter((file) => foreign.test(file))).toEqual([]);
  });
});
