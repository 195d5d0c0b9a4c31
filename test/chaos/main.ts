import { parseArgs } from 'node:util';
import { runChaos } from './run.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    jobs: { type: 'string', default: '5' },
    shots: { type: 'string', default: '6' },
    seed: { type: 'string' },
    json: { type: 'boolean' },
  },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 1e6) : Number(values.seed);
console.error(`seed ${seed}`);
const result = await runChaos({
  ...{ seed, kills: Number(values.kills), jobs: Number(values.jobs), shots: Number(values.shots) },
  patienceSeconds: 600,
  report: (line) => console.error(line),
});
console.log(
  values.json
    ? JSON.stringify(result)
    : Object.entries(result)
        .map(([key, value]) => `${key}: ${value}`)
        .join('\n'),
);
if (result.double_billed + result.lost + result.unfinished + result.broken_films > 0) process.exit(1);
