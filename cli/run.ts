import { CommanderError } from 'commander';
import { CliError, EXIT_CODES } from './errors.ts';
import { buildProgram, usageError } from './program.ts';
import { Terminal } from './ui/terminal.ts';
import { oneLine } from './ui/text.ts';

function asCliError(thrown: unknown): CliError {
  if (thrown instanceof CliError) return thrown;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new CliError(`Something unforeseen went wrong: ${reason}`, {
    code: 'internal',
    hint: 'Run it again with P2V_DEBUG=1 to see where, and please report it.',
    cause: thrown,
  });
}

function report(error: CliError, terminal: Terminal): void {
  const { errorColors: colors } = terminal;
  terminal.note(`${colors.red(colors.bold('p2v:'))} ${oneLine(error.message)}`);
  if (error.hint !== undefined) terminal.note(`     ${oneLine(error.hint)}`);
  if (process.env.P2V_DEBUG === '1') terminal.note(`${error.cause instanceof Error ? error.cause.stack : error.stack}`);
  const { code, message, hint, fields } = error;
  terminal.printJson({
    error: { code, message, ...(hint === undefined ? {} : { hint }), ...(fields.length > 0 ? { fields } : {}) },
  });
}

/**
 * Runs one command line to its end.
 * @param argv as `process.argv`.
 * @returns the exit code.
 */
export async function run(argv: string[]): Promise<number> {
  // A broken pipe (`p2v status | head -1`) is the reader's way to say that it has seen enough.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    await buildProgram().parseAsync(argv);
    return EXIT_CODES.ok;
  } catch (thrown) {
    const error = thrown instanceof CommanderError ? usageError(thrown) : asCliError(thrown);
    if (error === undefined) return EXIT_CODES.ok;
    report(error, new Terminal({ json: argv.includes('--json') }));
    return error.exitCode;
  }
}
