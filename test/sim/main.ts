import { parseArgs } from 'node:util';
import type { Mutant } from './process.ts';
import { simulate } from './run.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string' },
    mutant: { type: 'string' },
    json: { type: 'boolean' },
  },
});
const MUTANTS: readonly string[] = ['no-intent', 'resend', 'no-budget', 'forget-step'];
if (values.mutant !== undefined && !MUTANTS.includes(values.mutant)) {
  console.error(`Choose a mutant: ${MUTANTS.join(', ')}`);
  process.exit(2);
}
const mutant = values.mutant as Mutant | undefined;

const first = values.seed === undefined ? 1 : Number(values.seed);
const runs = values.seed === undefined ? Number(values.runs) : 1;
const totals = { runs, violations: 0, double_billed: 0, stuck: 0, crashes: 0, submissions: 0 };
const states: Record<string, number> = {};
const failing: number[] = [];
for (let seed = first; seed < first + runs; seed++) {
  const result = simulate(seed, mutant);
  totals.crashes += result.crashes;
  totals.submissions += result.submissions;
  states[result.state] = (states[result.state] ?? 0) + 1;
  if (result.violations.length === 0) continue;
  failing.push(seed);
  for (const { kind, text } of result.violations) {
    totals.violations++;
    if (kind === 'double-billed') totals.double_billed++;
    if (kind === 'stuck') totals.stuck++;
    if (failing.length <= 10) console.error(`seed ${seed}: ${kind}: ${text}`);
  }
}
const report = { ...totals, states, failing_seeds: failing.slice(0, 20) };
console.log(
  values.json
    ? JSON.stringify(report)
    : Object.entries(report)
        .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
        .join('\n'),
);
if (failing.length > 0) {
  console.error(`Replay one with: npm run sim -- --seed ${failing[0]}${mutant ? ` --mutant ${mutant}` : ''}`);
  process.exit(1);
}
