import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { keyFor } from '../../cli/keys.ts';
import { providerFactories } from '../../src/providers/index.ts';
import { contractAnswers, usualConfig } from './baseline.ts';
import { callLive, LIVE_ROLES, type LiveRole } from './calls.ts';
import { reportOf } from './report.ts';

const HELP = `Asks a real service, with your key, and prints what it answered as a report for an issue. Never run by tests.

npm run live -- PROVIDER [options]
  --role llm|image|video   Default: every role the provider plays.
  --model ID               Default: the cheapest whose price is known.
  --base-url URL           Another address for the same API.
  --pay                    Make the call. Without it the key is checked, which is free, and the price is told.

Keys are read from the environment, as everywhere (npm run p2v -- providers lists the variables).`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    role: { type: 'string' },
    model: { type: 'string' },
    'base-url': { type: 'string' },
    pay: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  },
});
const [provider] = positionals;
if (values.help || provider === undefined) stop(HELP, values.help ? 0 : 2);
if (process.env.CI) stop('This spends money on real services and is not run by machines.', 2);

const roles = LIVE_ROLES.filter((role) => providerFactories[role].has(provider) && provider !== 'local');
const chosen = roles.filter((role) => values.role === undefined || role === values.role);
if (chosen.length === 0) stop(`No provider "${provider}" plays ${values.role ?? 'such a role'}.`, 2);
for (const role of chosen) {
  console.log(await tried(role, provider).catch((thrown: unknown) => stop(`${(thrown as Error).message}`, 1)));
}
if (!values.pay) console.log('Nothing was bought. Add --pay to make the calls.');

async function tried(role: LiveRole, name: string): Promise<string> {
  const info = providerFactories[role].list().find((one) => one.provider === name);
  if (!info) throw new Error(`${name} is not in the registry`);
  const baseUrl = values['base-url'] === undefined ? {} : { baseUrl: values['base-url'] };
  const config = { ...usualConfig(role, name).config, ...baseUrl };
  const model = values.model === undefined ? {} : { model: values.model };
  const call = { role, provider: name, config, ...model };
  const result = await callLive({
    ...call,
    apiKey: keyFor(info, process.env),
    pay: values.pay,
    fetch: (request) => fetch(request),
    sleep: (delayMs) => sleep(delayMs),
  });
  return reportOf(call, result, await contractAnswers({ ...call, model: result.model }));
}

function stop(message: string, code: number): never {
  console.log(message);
  process.exit(code);
}
