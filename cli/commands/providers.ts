import type { Command } from 'commander';
import { type ProviderInfo, ProviderRoleSchema } from '../../src/types/providers.ts';
import { CliError } from '../errors.ts';
import { hasKey, variableNames } from '../keys.ts';
import { type CommonOptions, withSession } from '../session.ts';
import { oneLine, padEnd, truncate, width } from '../ui/text.ts';
import { addCommonOptions } from './common.ts';

const TITLES = { llm: 'Director', image: 'Keyframes', video: 'Clips', compile: 'Film' } as const;

function keyState(info: ProviderInfo, isSet: boolean): string {
  if (!info.available) return 'not in this version';
  if (!info.needsKey) return 'no key needed';
  return isSet ? 'key found' : `set ${variableNames(info)}`;
}

async function providers(role: string | undefined, options: CommonOptions): Promise<void> {
  const chosen = role === undefined ? undefined : ProviderRoleSchema.safeParse(role);
  if (chosen?.success === false) {
    throw CliError.usage(`"${role}" is no role.`, `Roles: ${ProviderRoleSchema.options.join(', ')}.`);
  }
  await withSession(options, async (session) => {
    const { client, terminal } = session;
    const { colors } = terminal;
    const all = await client.listProviders();
    const shown = all.filter((info) => chosen === undefined || info.role === chosen.data);
    const nameColumns = Math.max(...shown.map((info) => width(info.provider)));
    const stateOf = (info: ProviderInfo) => keyState(info, hasKey(info, session.keys));
    const stateColumns = Math.max(...shown.map((info) => width(stateOf(info))));
    for (const each of ProviderRoleSchema.options) {
      const rows = shown.filter((info) => info.role === each);
      if (rows.length === 0) continue;
      terminal.print();
      terminal.print(`  ${colors.bold(TITLES[each])} ${colors.dim(`--${each}`)}`);
      for (const info of rows) {
        const name = padEnd(info.provider, nameColumns);
        const state = padEnd(stateOf(info), stateColumns);
        const room = terminal.columns - nameColumns - stateColumns - 9;
        const what = room < 12 ? '' : truncate(oneLine(info.description), room);
        const paint = info.available ? (text: string) => text : colors.dim;
        terminal.print(`    ${paint(name)}  ${paint(state)}  ${colors.dim(what)}`.trimEnd());
      }
    }
    terminal.print();
    terminal.printJson({ providers: shown.map((info) => ({ ...info, keyFound: hasKey(info, session.keys) })) });
  });
}

/** `p2v providers`: who can play which role, and whose key is there. */
export function addProviders(program: Command): void {
  const command = program
    .command('providers')
    .summary('list who can direct, draw, animate and cut')
    .description('Lists the providers of a role, or of all, and whether their keys are found. Keys are never shown.')
    .argument('[role]', ProviderRoleSchema.options.join(', '));
  addCommonOptions(command).action(providers);
}
