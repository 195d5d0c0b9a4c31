import { Command, type CommanderError } from 'commander';
import packageFile from '../package.json' with { type: 'json' };
import { commandName } from './command-name.ts';
import { addCast } from './commands/cast.ts';
import { addCheck } from './commands/check.ts';
import { addDirect } from './commands/direct.ts';
import { addExport } from './commands/export.ts';
import { addApproveGenerateResume } from './commands/generate.ts';
import { addMake } from './commands/make.ts';
import { addProviders } from './commands/providers.ts';
import { addRefineAndEdit } from './commands/refine.ts';
import { addServe } from './commands/serve.ts';
import { addStatusAndCost } from './commands/status.ts';
import { addSteering } from './commands/steer.ts';
import { CliError } from './errors.ts';

const AFTER_HELP = `
Keys of paid providers come from the environment under their vendors' usual names, or from the configuration file.
Having keys never spends anything: every role is local unless a provider is named.

Exit codes: 0 done · 1 failed · 2 the command or its input cannot be used · 3 spending was not agreed to ·
130 stopped by Ctrl-C · 143 stopped by a signal. P2V_DEBUG=1 shows where an error came from.`;

/** The whole command line. */
export function buildProgram(): Command {
  const program = new Command('p2v')
    .description('A concept in, a finished film out.')
    .version(packageFile.version)
    .usage('<command> [options]')
    .addHelpText('after', AFTER_HELP)
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    // What commander would print itself is printed as every other error is.
    .configureOutput({ outputError: () => undefined });
  addMake(program);
  addDirect(program);
  addRefineAndEdit(program);
  addCast(program);
  addApproveGenerateResume(program);
  addStatusAndCost(program);
  addSteering(program);
  addExport(program);
  addServe(program);
  addProviders(program);
  addCheck(program);
  for (const command of program.commands) command.copyInheritedSettings(program);
  return program;
}

/** Commander's complaints as errors of ours; undefined for help and version, which are none. */
export function usageError(error: CommanderError): CliError | undefined {
  if (error.exitCode === 0 || error.code === 'commander.help') return undefined;
  const [sentence = '', ...more] = error.message.replace(/^error: /, '').split('\n');
  const capital = sentence.charAt(0).toUpperCase() + sentence.slice(1);
  return CliError.usage(
    `${capital.replace(/\.?$/, '.')}${more.map((line) => ` ${line}`).join('')}`,
    `See ${commandName()} --help.`,
  );
}
