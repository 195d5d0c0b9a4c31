import type { Command } from 'commander';
import { CliError } from '../errors.ts';

function port(value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 0 && number <= 65_535 && value.trim() !== '') return number;
  throw CliError.usage(`--port must be a whole number from 0 to 65535, not "${value}".`);
}

/** Adds what every command has: where the server is, or where a local one keeps its data. */
export function addCommonOptions(command: Command): Command {
  return command
    .option('--server <url>', 'use a running instance instead of starting one')
    .option('--data <directory>', 'data directory of the local instance (default: P2V_DATA, else .p2v)')
    .option('--port <number>', 'port of the local instance (default: any free one)', port)
    .option('--config <file>', 'file with API keys, mode 0600 (default: ~/.config/p2v/config.json)')
    .option('--json', 'print one JSON object on standard output, everything else on standard error');
}

/** Adds where the film goes. */
export function addOutputOption(command: Command): Command {
  return command.option('-o, --output <file>', 'where the film goes (default: out/<title>.mp4)');
}

const BUDGET_OF_NEW_PROJECT = 'spend at most so many US dollars on this film, ever';
const BUDGET_OF_ESTIMATE = 'agree to an estimate of at most so many US dollars';

/**
 * Adds how far money may be spent.
 * @param isNew whether the command makes a project, whose budget the server then keeps to.
 */
export function addSpendingOptions(command: Command, isNew: boolean): Command {
  return command
    .option('--budget <usd>', isNew ? BUDGET_OF_NEW_PROJECT : BUDGET_OF_ESTIMATE)
    .option('-y, --yes', 'agree to the estimate without being asked');
}
