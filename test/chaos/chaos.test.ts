import { expect, it } from 'vitest';
import { runChaos } from './run.ts';

/** More of the same: `npm run chaos -- --kills 20`. */
it('kill -9 of the real processes: nothing is billed twice, nothing lost, and the film is whole', async () => {
  const result = await runChaos({
    kills: 2,
    jobs: 1,
    shots: 2,
    seed: 11,
    patienceSeconds: 120,
    report: () => undefined,
  });
  expect(result).toMatchObject({ double_billed: 0, lost: 0, unfinished: 0, broken_films: 0 });
  expect(result.submissions).toBeGreaterThan(4);
});
