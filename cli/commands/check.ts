import type { Command } from 'commander';
import type { KeyCheck, ProviderRole } from '../../src/types/providers.ts';
import { CliError } from '../errors.ts';
import { checkFilmOptions, type FilmOptions, paidRoles, projectBody, roleChoices } from '../film-options.ts';
import { findProject } from '../find.ts';
import { safelySent } from '../keys.ts';
import { type CommonOptions, type Session, withSession } from '../session.ts';
import { oneLine, padEnd, width, wrap } from '../ui/text.ts';
import { addCommonOptions } from './common.ts';

type CheckOptions = CommonOptions & Pick<FilmOptions, ProviderRole>;

const WORDS: Readonly<Record<KeyCheck['status'], string>> = {
  valid: 'valid',
  invalid: 'not accepted',
  no_credit: 'no credit left',
  unreachable: 'could not be asked',
  unsupported: 'cannot be used',
  unchecked: 'not checked',
};
/** What lets a film be begun. */
const FINE: ReadonlySet<KeyCheck['status']> = new Set(['valid', 'unchecked']);

function print({ terminal }: Session, checks: readonly KeyCheck[]): void {
  const { colors, glyphs } = terminal;
  const nameOf = ({ role, provider }: KeyCheck) => `${role} ${provider}`;
  const nameColumns = Math.max(...checks.map((check) => width(nameOf(check))));
  const wordColumns = Math.max(...checks.map(({ status }) => width(WORDS[status])));
  const room = Math.max(20, terminal.columns - nameColumns - wordColumns - 10);
  terminal.print();
  for (const check of checks) {
    const isFine = FINE.has(check.status);
    const mark = isFine ? colors.green(glyphs.done) : colors.red(glyphs.failed);
    const word = padEnd(WORDS[check.status], wordColumns);
    const [first = '', ...rest] = wrap(oneLine(check.message), room);
    terminal.print(`  ${mark} ${padEnd(nameOf(check), nameColumns)}  ${isFine ? word : colors.bold(word)}  ${first}`);
    for (const line of rest) terminal.print(`${' '.repeat(nameColumns + wordColumns + 8)}${line}`);
  }
  terminal.print();
}

/** Asks about the providers that were named, through a project that is gone again afterwards. */
async function checkNamed(session: Session, options: CheckOptions): Promise<KeyCheck[]> {
  const { client } = session;
  const body = projectBody('Key check', options, await client.listProviders(), session.keys, []);
  const project = await client.createProject(safelySent(client.server, body));
  const roles = paidRoles(roleChoices(options));
  try {
    return (await client.checkKeys(project.id)).filter(({ role }) => roles.includes(role));
  } finally {
    await client.deleteProject(project.id);
  }
}

async function check(id: string | undefined, options: CheckOptions): Promise<void> {
  const isNamed = paidRoles(roleChoices(options)).length > 0;
  if ((id === undefined) === !isNamed) {
    throw CliError.usage('Name a project, or the providers to check, such as --llm openrouter.');
  }
  if (isNamed) checkFilmOptions('Key check', options);
  await withSession(options, async (session) => {
    const checks =
      id === undefined
        ? await checkNamed(session, options)
        : await session.client.checkKeys((await findProject(session, id)).id);
    print(session, checks);
    const failed = checks.filter(({ status }) => !FINE.has(status));
    if (failed.length === 0) return session.terminal.printJson({ checks });
    throw new CliError(`${failed.length} of ${checks.length} cannot be used as configured.`, {
      code: failed[0]?.status === 'unreachable' ? 'unavailable' : 'auth',
      fields: failed.map(({ role, provider, message }) => ({ path: `${role}.${provider}`, message })),
    });
  });
}

/** `p2v check`: do the keys work? */
export function addCheck(program: Command): void {
  const command = program
    .command('check')
    .summary('ask the vendors whether your keys work')
    .description('Asks the vendors, free of charge, whether the keys of a project, or of the providers you name, work.')
    .argument('[project]', 'id of the project, or its beginning')
    .option('--llm <provider>', 'check the key of this director')
    .option('--image <provider>', 'check the key of who draws')
    .option('--video <provider>', 'check the key of who animates')
    .option('--compile <provider>', 'check the key of who cuts');
  addCommonOptions(command).action(check);
}
