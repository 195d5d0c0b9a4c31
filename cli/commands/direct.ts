import type { Command } from 'commander';
import { shortId } from '../command-name.ts';
import { readConcept } from '../concept.ts';
import { loadConfigFile } from '../config-file.ts';
import { agreeToDirecting, requireAgreementPossible } from '../consent.ts';
import { addFilmOptions, checkFilmOptions, type FilmOptions, projectBody, roleChoices } from '../film-options.ts';
import { safelySent } from '../keys.ts';
import { type CommonOptions, withSession } from '../session.ts';
import { printPlan } from '../ui/plan.ts';
import { Progress } from '../ui/progress.ts';
import { Terminal } from '../ui/terminal.ts';
import { addCommonOptions, addSpendingOptions } from './common.ts';

interface DirectOptions extends CommonOptions, FilmOptions {
  yes?: boolean;
}

async function direct(words: string[], options: DirectOptions): Promise<void> {
  const concept = await readConcept(words);
  checkFilmOptions(concept, options);
  const choices = roleChoices(options);
  // Only the director is called here; the others are planned for and priced.
  const directing = { ...choices, image: LOCAL, video: LOCAL, compile: LOCAL };
  requireAgreementPossible(directing, options, new Terminal({ json: options.json }));
  const config = loadConfigFile(options.config);
  await withSession(
    options,
    async (session) => {
      const { client, terminal } = session;
      const body = projectBody(concept, options, await client.listProviders(), session.keys, ['llm']);
      const project = await client.createProject(safelySent(client.server, body));
      session.interrupt.explain = () => `The project is kept. Go on with:  ${session.command('resume', project.id)}`;
      await agreeToDirecting(session, choices, project.targetDuration, options);
      const progress = new Progress(terminal, ['directing']);
      progress.start();
      progress.directing();
      const direction = await client.direct(project.id).finally(() => progress.stop());
      printPlan(session, project.id, direction);
      terminal.print();
      terminal.print(`  ${terminal.colors.dim('Make it, or change it first:')}`);
      terminal.print(`  ${session.command('generate', shortId(project.id), '--approve')}`);
      terminal.print(`  ${session.command('refine', shortId(project.id), 'a calmer ending')}`);
      terminal.printJson({ projectId: project.id, direction });
    },
    { config },
  );
}

const LOCAL = { provider: 'local' } as const;

/** `p2v direct`: only the plan, and what it would cost. */
export function addDirect(program: Command): void {
  const command = program
    .command('direct')
    .summary('write the plan of a film, without making it')
    .description('Has the director write a shot-by-shot plan, and says what the film would cost.')
    .argument('<concept...>', 'what the film is about, in any language; "-" reads it from standard input');
  addFilmOptions(command);
  addSpendingOptions(command, true);
  addCommonOptions(command).action(direct);
}
