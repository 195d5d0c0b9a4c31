import { enableCompileCache } from 'node:module';
import { COMPILE_CACHE_DIRECTORY } from './compile-cache.ts';

enableCompileCache(COMPILE_CACHE_DIRECTORY);
const { run } = await import('./run.ts');
process.exitCode = await run(process.argv);
