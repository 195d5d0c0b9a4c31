import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

/** A master key for tests; it seals nothing that matters. */
const TEST_MASTER_KEYS = JSON.stringify({ active: 't1', keys: { t1: Buffer.alloc(32, 7).toString('base64') } });

export default defineConfig({
  test: {
    reporters: ['default', './test/summary-reporter.ts'],
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/worker/**', 'test/browser/**', 'test/cli/**', 'test/chaos/**'],
          testTimeout: 60_000,
        },
      },
      {
        // Whole processes and films: one at a time, so that they do not starve one another on two cores.
        test: {
          name: 'processes',
          include: ['test/cli/**/*.test.ts', 'test/browser/**/*.test.ts', 'test/chaos/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        plugins: [
          cloudflareTest(({ inject }) => ({
            wrangler: { configPath: './wrangler.jsonc' },
            miniflare: {
              bindings: {
                MASTER_KEYS: TEST_MASTER_KEYS,
                RENDER_SECRET: inject<string>('renderSecret'),
                RENDER_URL: inject<string>('renderUrl'),
                ALLOWED_HOSTS: 'p2v.test',
              },
            },
          })),
        ],
        test: {
          name: 'workerd',
          // What it resolves to by itself imports from Node.
          alias: { mediabunny: `${import.meta.dirname}/node_modules/mediabunny/dist/bundles/mediabunny.mjs` },
          include: ['test/worker/**/*.test.ts'],
          globalSetup: ['test/worker/render-service.ts', 'test/worker/simulator.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
