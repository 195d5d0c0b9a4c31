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
  const kept = await readKeptBundle();
  if (kept !== undefined) return kept;
  const begunAt = Date.now();
  const { text, files } = await makeBundle();
  await keepBundle(text, files, begunAt);
  return text;
}

/** A new bundle, what went into it, and what it leaves to its runtime. */
export interface NewBundle {
  text: string;
  /** Paths in the repository. */
  files: string[];
  /** Modules it imports when it runs, such as `cloudflare:workers`. */
  runtimeModules: string[];
}

/**
 * Bundles the Worker anew.
 * @param minify as it is deployed, with short names; their source map goes with it. Default: names stay, for stack traces.
 * @throws CliError with esbuild's first message when the source does not bundle.
 */
export async function makeBundle({ minify = false } = {}): Promise<NewBundle> {
  const { build, stop } = await import('esbuild');
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
      // Less text is sooner handed over and compiled.
      minifyWhitespace: true,
      minifyIdentifiers: minify,
      minifySyntax: minify,
      logLevel: 'silent',
      legalComments: 'none',
    });
    const [file] = result.outputFiles;
    if (file === undefined) throw new Error('esbuild wrote nothing');
    const { inputs, outputs } = result.metafile;
    const imports = Object.values(outputs).flatMap((output) => output.imports);
    const runtimeModules = [...new Set(imports.filter(({ external }) => external).map(({ path }) => path))];
    return { text: file.text, files: Object.keys(inputs), runtimeModules };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CliError(`The server's code could not be bundled: ${message}`, { cause: error });
  } finally {
    // Its process would otherwise stay, with fifty megabytes, for as long as we run.
    await stop();
  }
}
