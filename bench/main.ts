import { parseArgs } from 'node:util';
import { benchAnimatic } from './animatic.ts';
import { benchCompile } from './compile.ts';
import { benchDirector } from './director.ts';
import { benchOrchestration } from './orchestration.ts';
import { benchScale } from './scale.ts';

/** Every benchmark by name. Each measures in one run and gives back what it measured. */
const BENCHMARKS: Record<string, (report: (line: string) => void, words: string[]) => Promise<object>> = {
  animatic: benchAnimatic,
  compile: benchCompile,
  director: benchDirector,
  orchestration: benchOrchestration,
  scale: benchScale,
};

const { positionals, values } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });
const name = positionals[0] ?? '';
const benchmark = BENCHMARKS[name];
if (!benchmark) {
  console.error(`Choose a benchmark: npm run bench -- <${Object.keys(BENCHMARKS).join('|')}> [--json]`);
  process.exit(2);
}
const result = await benchmark((line) => process.stderr.write(`${line}\n`), positionals.slice(1));
console.log(
  values.json
    ? JSON.stringify(result)
    : Object.entries(result)
        .map(([key, value]) => `${key}: ${typeof value === 'object' ? JSON.stringify(value) : value}`)
        .join('\n'),
);
