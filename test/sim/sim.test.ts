import { describe, expect, test } from 'vitest';
import type { Mutant } from './process.ts';
import { fingerprint, simulate } from './run.ts';

/** More of the same: `npm run sim -- --runs 10000`. */
const RUNS = 400;

describe('whole lives of jobs under crashes, faults, duplicates, reorderings and clock jumps', () => {
  test('nothing is billed twice undecided, no budget passed, no result lost, no job stuck', () => {
    const results = Array.from({ length: RUNS }, (_, index) => simulate(index + 1));
    expect(results.filter((result) => result.violations.length > 0)).toEqual([]);
    const sum = (field: 'crashes' | 'submissions') => results.reduce((total, result) => total + result[field], 0);
    expect(sum('crashes')).toBeGreaterThan(RUNS);
    expect(sum('submissions')).toBeGreaterThan(RUNS);
    expect(new Set(results.map((result) => result.state))).toEqual(
      new Set(['completed', 'failed', 'paused', 'cancelled']),
    );
  });

  test('the same seed is the same life', () => {
    expect(fingerprint(simulate(7))).toBe(fingerprint(simulate(7)));
    expect(fingerprint(simulate(7))).not.toBe(fingerprint(simulate(8)));
  });

  const mutants: [mutant: Mutant, kind: string][] = [
    ['no-intent', 'double-billed'],
    ['resend', 'double-billed'],
    ['no-budget', 'budget'],
    ['forget-step', 'double-billed'],
  ];
  test.each(mutants)('an engine with the defect %s is caught', (mutant, kind) => {
    const kinds = Array.from({ length: 100 }, (_, index) => simulate(index + 1, mutant)).flatMap((result) =>
      result.violations.map((violation) => violation.kind),
    );
    expect(kinds).toContain(kind);
  });
});
