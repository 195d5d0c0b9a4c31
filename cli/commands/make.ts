import type { Command } from 'commander';
import { readConcept } from '../concept.ts';
import { loadConfigFile } from '../config-file.ts';
import { requireAgreementPossible } from '../consent.ts';
import { addFilmOptions, checkFilmOptions, type FilmOptions, projectBody, roleChoices } from '../film-options.ts';
import { safelySent } from '../keys.ts';
import { prepareTarget } from '../output/target.ts';
import { Production } from '../produce.ts';
import { type CommonOptions, withSession } from '../session.ts';
import { reportOutcome } from '../ui/summary.ts';
import { Terminal } from '../ui/terminal.ts';
import { oneLine, truncate } from '../ui/text.ts';
import { addCommonOptions, addOutputOption, addSpendingOptions } from './common.ts';

interface MakeOptions extends CommonOptions, FilmOptions {
  yes?: boolean;
  output?: string;
}

async function make(words: string[], options: MakeOptions): Promise<void> {
  const startedAt = performance.now();
  const concept = await readConcept(words);
  checkFilmOptions(concept, options);
  const choices = roleChoices(options);
  const terminal = new Terminal({ json: options.json });
  requireAgreementPossible(choices, options, terminal);
  const config = loadConfigFile(options.config);
  const target = prepareTarget(options.output);
  terminal.note();
  terminal.note(`  ${terminal.errorColors.bold(truncate(oneLine(concept), terminal.columns - 4))}`);
  terminal.note();
  await withSession(
    options,
    async (session) => {
      const { client } = session;
      const mustWork = ['llm', 'image', 'video', 'compile'] as const;
      const body = projectBody(concept, options, await client.listProviders(), session.keys, mustWork);
      const production = new Production(session, { ...options, target });
      const made = await production.run(await client.createProject(safelySent(client.server, body)));
      reportOutcome(session, made, startedAt);
    },
    { config, makesVideo: true },
  );
}

/** `p2v make`: from a concept to a film, in one go. */
export function addMake(program: Command): void {
  const command = program
    .command('make')
    .summary('make a film from a concept')
    .description(
      'Makes a film from a concept: a plan, keyframes, clips, and the film. Free and on this machine unless providers are named.',
    )
    .argument('<concept...>', 'what the film is about, in any language; "-" reads it from standard input');
  addFilmOptions(command);
  addSpendingOptions(command, true);
  addOutputOption(command);
  addCommonOptions(command).action(make);
}
