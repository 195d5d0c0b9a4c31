import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Loading half of what a start takes is compiling dependencies; their compiled form is kept beside them.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/p2v', import.meta.url)));
const { run } = await import('./run.ts');
process.exitCode = await run(process.argv);
