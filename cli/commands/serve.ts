import { once } from 'node:events';
import type { Command } from 'commander';
import { resolveDataDirectory } from '../instance/data-directory.ts';
import { startInstance } from '../instance/index.ts';
import { watchInterrupts } from '../interrupt.ts';
import type { CommonOptions } from '../session.ts';
import { Terminal } from '../ui/terminal.ts';
import { addCommonOptions } from './common.ts';

const DEFAULT_PORT = 8787;

async function serve(options: CommonOptions): Promise<void> {
  const startedAt = performance.now();
  const terminal = new Terminal({ json: options.json });
  const interrupt = watchInterrupts();
  const instance = await startInstance({
    dataDirectory: resolveDataDirectory(options.data),
    port: options.port ?? DEFAULT_PORT,
    verbose: process.env.P2V_DEBUG === '1',
  });
  terminal.print(`Prompt-to-Video is ready at ${terminal.colors.bold(instance.url)}`);
  terminal.print(
    terminal.colors.dim(`Data in ${instance.dataDirectory}. Ctrl-C stops it; work goes on at the next start.`),
  );
  if (instance.videoProblem !== undefined) terminal.note(terminal.errorColors.yellow(instance.videoProblem));
  terminal.printJson({ url: instance.url, pid: process.pid, startMs: Math.round(performance.now() - startedAt) });
  if (!interrupt.signal.aborted) await once(interrupt.signal, 'abort');
  await instance.close();
  interrupt.stop();
}

/** `p2v serve`: the API and the status page, until it is stopped. */
export function addServe(program: Command): void {
  const command = program
    .command('serve')
    .summary('run the server on this machine')
    .description(`Runs the server on this machine, on 127.0.0.1:${DEFAULT_PORT} unless --port says otherwise.`);
  addCommonOptions(command).action(serve);
}
