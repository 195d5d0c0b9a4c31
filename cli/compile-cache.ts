import { fileURLToPath } from 'node:url';

/** Where this program and the processes it starts keep their compiled code: half of a start is compiling it. */
export const COMPILE_CACHE_DIRECTORY = fileURLToPath(new URL('../node_modules/.cache/p2v', import.meta.url));
