import { homedir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { CliError, EXIT_CODES } from './errors.ts';
import { readPrivateFile } from './instance/private-file.ts';

const ConfigFileSchema = z.strictObject({
  /** API keys by the name their environment variable has. */
  keys: z
    .record(z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'must be named like an environment variable'), z.string())
    .default({}),
  /** Server to use when `--server` is not given. */
  server: z.string().optional(),
});
/** What may stand in the configuration file. */
export type ConfigFile = z.infer<typeof ConfigFileSchema>;

function defaultPath(environment: NodeJS.ProcessEnv): string {
  return join(environment.XDG_CONFIG_HOME || join(homedir(), '.config'), 'p2v', 'config.json');
}

/**
 * Reads the configuration file; without `--config` it may be missing.
 * @throws CliError when others can read it, or when it is not what it should be. The message never quotes its content.
 */
export function loadConfigFile(option: string | undefined, environment: NodeJS.ProcessEnv = process.env): ConfigFile {
  const path = option ?? defaultPath(environment);
  const text = readPrivateFile(path, 'The configuration file');
  if (text === undefined) {
    if (option === undefined) return { keys: {} };
    throw CliError.usage(`The configuration file ${path} does not exist.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw CliError.usage(`The configuration file ${path} is not valid JSON.`, FORM_HINT);
  }
  const parsed = ConfigFileSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  const where = fields
    .map((field) => (field.path === '' ? field.message : `${field.path}: ${field.message}`))
    .join('; ');
  throw new CliError(`The configuration file ${path} is not as it should be: ${where}.`, {
    exitCode: EXIT_CODES.usage,
    code: 'invalid_input',
    fields,
    hint: FORM_HINT,
  });
}

const FORM_HINT = 'It looks like this:  {"keys": {"OPENROUTER_API_KEY": "…"}}';
