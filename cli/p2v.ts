import { enableCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { COMPILE_CACHE_DIRECTORY } from './compile-cache.ts';

// Starting allocates much at once; V8 would keep sixty megabytes for young objects from then on, and never need them.
setFlagsFromString('--semi-space-growth-factor=1');
enableCompileCache(COMPILE_CACHE_DIRECTORY);
const { run } = await import('./run.ts');
process.exitCode = await run(process.argv);
