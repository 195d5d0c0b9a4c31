import type { CreateProjectInput } from '../src/types/api.ts';
import type { ProviderInfo, ProviderRole } from '../src/types/providers.ts';
import { CliError, EXIT_CODES } from './errors.ts';

/** Where keys come from: the environment first, then the configuration file. */
export type KeySource = Record<string, string | undefined>;

/** One entry of `keyVariables`: a variable, or several joined with `:` whose values are joined the same way. */
function lookUp(variables: string, source: KeySource): string | undefined {
  const values = variables.split(':').map((name) => source[name]?.trim());
  return values.every((value) => value !== undefined && value !== '') ? values.join(':') : undefined;
}

/** The names a person sets, such as `GEMINI_API_KEY or GOOGLE_API_KEY`. */
export function variableNames(info: ProviderInfo): string {
  return info.keyVariables.map((entry) => entry.replaceAll(':', ' and ')).join(' or ');
}

/** Whether a provider can be used as far as keys go. */
export function hasKey(info: ProviderInfo, source: KeySource): boolean {
  return !info.needsKey || info.keyVariables.some((entry) => lookUp(entry, source) !== undefined);
}

/**
 * The key for a provider the user named.
 * @throws CliError saying which variable to set when there is none. No key is ever part of a message.
 */
export function keyFor(info: ProviderInfo, source: KeySource): string | undefined {
  if (!info.needsKey) return undefined;
  for (const entry of info.keyVariables) {
    const key = lookUp(entry, source);
    if (key !== undefined) return key;
  }
  throw new CliError(`${info.name} (--${info.role} ${info.provider}) needs your API key: set ${variableNames(info)}.`, {
    exitCode: EXIT_CODES.usage,
    code: 'auth',
    hint: 'Set it in the environment or in the configuration file, or use "local", which needs none.',
  });
}

/** Finds a provider in the server's list. */
export function findProvider(providers: ProviderInfo[], role: ProviderRole, name: string): ProviderInfo {
  const info = providers.find((candidate) => candidate.role === role && candidate.provider === name);
  if (info !== undefined) return info;
  const known = providers.filter((candidate) => candidate.role === role).map((candidate) => candidate.provider);
  throw CliError.usage(`This server has no ${role} provider named "${name}".`, `Choose one of: ${known.join(', ')}.`);
}

/** Whether what is sent to a server stays on this machine or is encrypted. */
function isPrivate(server: string): boolean {
  const { protocol, hostname } = new URL(server);
  return protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/**
 * A new project on its way to a server: keys do not travel readable for everybody in between.
 * @throws CliError when there are keys in it and the connection is plain HTTP to another machine.
 */
export function safelySent(server: string, body: CreateProjectInput): CreateProjectInput {
  const hasKeys = Object.values(body.config ?? {}).some((role) => role?.apiKey !== undefined);
  if (!hasKeys || isPrivate(server)) return body;
  throw new CliError(`Your API keys would travel unencrypted to ${server}; nothing was sent.`, {
    exitCode: EXIT_CODES.usage,
    code: 'insecure',
    hint: 'Use the https address of the server.',
  });
}

/**
 * Makes sure that a role's provider can be used in the server's version.
 * @throws CliError naming those that can.
 */
export function requireAvailable(providers: ProviderInfo[], role: ProviderRole, name: string): ProviderInfo {
  const info = findProvider(providers, role, name);
  if (info.available) return info;
  const usable = providers.filter((each) => each.role === role && each.available).map((each) => each.provider);
  throw new CliError(`This version cannot work with ${info.name} yet (--${role} ${info.provider}).`, {
    exitCode: EXIT_CODES.usage,
    code: 'unsupported',
    hint: `Choose one of: ${usable.join(', ')}.`,
  });
}
