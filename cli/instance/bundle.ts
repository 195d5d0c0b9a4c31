import { fileURLToPath } from 'node:url';
import { CliError } from '../errors.ts';
import { keepBundle, readKeptBundle } from './kept-bundle.ts';

const WORKER_ENTRY = fileURLToPath(new URL('../../src/index.ts', import.meta.url));
const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The Worker as one ES module, as wrangler would bundle it for Cloudflare. Bundling is a third of a start, so the last
 * bundle is kept and taken again for as long as every file that went into it is untouched.
 * @throws CliError with esbuild's first message when the source does not bundle.
 */
export async function bundleWorker(): Promise<string> {
  return (await readKeptBundle()) ?? makeBundle();
}

async function makeBundle(): Promise<string> {
  const { build, stop } = await import('esbuild');
  const begunAt = Date.now();
  try {
    const result = await build({
      entryPoints: [WORKER_ENTRY],
      absWorkingDir: REPOSITORY,
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      target: 'es2024',
      conditions: ['workerd', 'worker', 'browser'],
      external: ['cloudflare:*', 'node:*'],
      // Names stay, for stack traces; less text is sooner handed over and compiled.
      minifyWhitespace: true,
      logLevel: 'silent',
      legalComments: 'none',
    });
    const [file] = result.outputFiles;
    if (file === undefined) throw new Error('esbuild wrote nothing');
    await keepBundle(file.text, Object.keys(result.metafile.inputs), begunAt);
    return file.text;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CliError(`The server's code could not be bundled: ${message}`, { cause: error });
  } finally {
    // Its process would otherwise stay, with fifty megabytes, for as long as we run.
    await stop();
  }
}
