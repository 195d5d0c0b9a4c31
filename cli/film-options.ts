import type { Command } from 'commander';
import type * as z from 'zod';
import { type CreateProjectInput, CreateProjectSchema } from '../src/types/api.ts';
import {
  keyMayBeMissing,
  needsKey,
  type ProviderInfo,
  type ProviderRole,
  ProviderRoleSchema,
} from '../src/types/providers.ts';
import { CliError, EXIT_CODES } from './errors.ts';
import { describeIssue } from './input-issues.ts';
import { findProvider, hasKey, type KeySource, keyFor, requireAvailable } from './keys.ts';

/** The options that say what film is wanted, as the command line gives them. */
export interface FilmOptions {
  name?: string;
  style?: string;
  duration?: string;
  aspect?: string;
  resolution?: string;
  fps?: string;
  seed?: string;
  maxScenes?: string;
  maxShotsPerScene?: string;
  mustInclude?: string[];
  avoid?: string[];
  captions?: boolean;
  llm?: string;
  llmModel?: string;
  image?: string;
  imageModel?: string;
  video?: string;
  videoModel?: string;
  compile?: string;
  set?: string[];
  review?: boolean;
  budget?: string;
}

/** One role's choice of provider, before its key is known. */
export interface RoleChoice {
  provider: string;
  model?: string | undefined;
  /** Its other settings, as `config.<role>` of the API has them. */
  settings?: Record<string, unknown>;
}
/** The choice for every role; `local` where nothing was named. */
export type RoleChoices = Record<ProviderRole, RoleChoice>;

const collect = (value: string, before: string[] | undefined) => [...(before ?? []), value];

/** Adds the options that say what film is wanted. */
export function addFilmOptions(command: Command): Command {
  return command
    .option('--style <style>', 'cinematic, minimal, energetic, documentary, dramatic, playful, corporate, artistic')
    .option('--duration <seconds>', 'length of the film, 5 to 3600 (default: 60)')
    .option('--aspect <ratio>', '16:9, 9:16 or 1:1 (default: 16:9)')
    .option('--resolution <lines>', '720p or 1080p (default: 720p)')
    .option('--fps <rate>', 'frames per second: 24, 25 or 30 (default: 24)')
    .option('--seed <number>', 'another number, another film from the same words (default: 0)')
    .option('--max-scenes <number>', 'at most so many scenes')
    .option('--max-shots-per-scene <number>', 'at most so many shots in a scene')
    .option('--must-include <what>', 'something the film has to show; may be given again', collect)
    .option('--avoid <what>', 'something the film must not show; may be given again', collect)
    .option('--no-captions', 'local storyboard frames without slate and caption')
    .option('--name <name>', 'name of the project (default: the beginning of the concept)')
    .option('--llm <provider[:model]>', 'who directs (default: local)')
    .option('--llm-model <model>', 'model of the director')
    .option('--image <provider[:model]>', 'who draws the keyframes (default: local)')
    .option('--image-model <model>', 'model that draws')
    .option('--video <provider[:model]>', 'who animates the shots (default: local)')
    .option('--video-model <model>', 'model that animates')
    .option('--compile <provider>', 'who cuts the film; "none" returns single clips (default: local)')
    .option('--set <role.field=value>', 'a setting of a role, such as image.baseUrl=https://mj.example', collect)
    .option('--review', 'stop after the keyframes, so that you can look at them before clips are made');
}

function number(text: string | undefined, option: string, unit = ''): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw CliError.usage(`${option} must be a number${unit}, not "${text}".`);
  return value;
}

/** What `--set` says of one role: `image.gridCell=2` is `{ gridCell: 2 }`. The API's own schema judges it. */
function settingsOf(role: ProviderRole, set: readonly string[] = []): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const text of set) {
    const [, named, field, value = ''] = /^([a-z]+)\.([A-Za-z]+)=(.*)$/s.exec(text) ?? [];
    if (!ProviderRoleSchema.safeParse(named).success || field === undefined) {
      throw CliError.usage(`--set takes ROLE.FIELD=VALUE, not "${text.split('=')[0]}".`, 'Fields: docs/providers.md.');
    }
    if (field === 'apiKey') throw CliError.usage('Keys are read from the environment, never from the command line.');
    if (field === 'provider' || field === 'model') {
      throw CliError.usage(`--set does not choose a ${field}; use --${named} PROVIDER:MODEL.`);
    }
    if (named === role) settings[field] = settingValue(value);
  }
  return settings;
}

function settingValue(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  // Longer digits are names, such as those of accounts.
  return /^\d{1,6}$/.test(text) ? Number(text) : text;
}

/** Which provider and model each role was given; `PROVIDER:MODEL` and a separate model option mean the same. */
export function roleChoices(options: FilmOptions): RoleChoices {
  const models = { llm: options.llmModel, image: options.imageModel, video: options.videoModel, compile: undefined };
  const choose = (role: ProviderRole): RoleChoice => {
    // Model names have colons, too ("…:free"), provider names never.
    const [provider = '', ...rest] = (options[role] ?? 'local').split(':');
    const model = models[role] ?? (rest.length > 0 ? rest.join(':') : undefined);
    if (model !== undefined && role === 'compile') throw CliError.usage('--compile takes a provider without a model.');
    const settings = settingsOf(role, options.set);
    return {
      provider,
      ...(model === undefined ? {} : { model }),
      ...(Object.keys(settings).length === 0 ? {} : { settings }),
    };
  };
  return { llm: choose('llm'), image: choose('image'), video: choose('video'), compile: choose('compile') };
}

/** Roles whose provider costs money. */
export function paidRoles(choices: RoleChoices): ProviderRole[] {
  return ProviderRoleSchema.options.filter((role) => needsKey(choices[role].provider));
}

function withoutUndefined<Value extends object>(value: Value): Partial<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Partial<Value>;
}

function body(concept: string, options: FilmOptions, config: Record<ProviderRole, object>): unknown {
  const constraints = withoutUndefined({
    maxScenes: number(options.maxScenes, '--max-scenes'),
    maxShotsPerScene: number(options.maxShotsPerScene, '--max-shots-per-scene'),
    mustInclude: options.mustInclude,
    avoid: options.avoid,
  });
  return withoutUndefined({
    name: options.name,
    concept,
    style: options.style,
    targetDuration: number(options.duration, '--duration', ' of seconds'),
    aspectRatio: options.aspect,
    resolution: options.resolution,
    frameRate: number(options.fps, '--fps'),
    seed: number(options.seed, '--seed'),
    budgetUsd: number(options.budget, '--budget', ' of US dollars'),
    reviewKeyframes: options.review,
    constraints: Object.keys(constraints).length > 0 ? constraints : undefined,
    config,
  });
}

function roleConfigs(choices: RoleChoices, options: FilmOptions, key: (role: ProviderRole) => string | undefined) {
  const configs = { llm: {}, image: {}, video: {}, compile: {} };
  for (const role of ProviderRoleSchema.options) {
    const caption = role === 'image' && options.captions === false ? { caption: false } : {};
    const { settings, ...choice } = choices[role];
    configs[role] = withoutUndefined({ ...choice, ...caption, ...settings, apiKey: key(role) });
  }
  return configs;
}

/**
 * Checks everything the command line says against the API's own schema, before anything is started.
 * @throws CliError naming the options at fault.
 */
export function checkFilmOptions(concept: string, options: FilmOptions): void {
  const choices = roleChoices(options);
  // Keys are looked up later, by the server's list of variables; here they only must not be missed.
  const configs = roleConfigs(choices, options, (role) => (needsKey(choices[role].provider) ? 'later' : undefined));
  const parsed = CreateProjectSchema.safeParse(body(concept, options, configs));
  if (!parsed.success) throw badInput(parsed.error);
}

function badInput(error: z.ZodError): CliError {
  const fields = error.issues.map(describeIssue);
  const sentences = fields.map(({ path, message }) => `${path} ${message}`.trim());
  return new CliError(`${[...new Set(sentences)].join('. ')}.`, {
    exitCode: EXIT_CODES.usage,
    code: 'invalid_input',
    fields,
  });
}

/**
 * The body of `POST /api/projects`, keys included.
 * @param mustWork roles whose provider has to be usable in the server's version; others are only planned and priced.
 * @throws CliError when a key is missing, a provider unknown to this server or not usable in its version.
 */
export function projectBody(
  concept: string,
  options: FilmOptions,
  providers: ProviderInfo[],
  keys: KeySource,
  mustWork: readonly ProviderRole[],
): CreateProjectInput {
  const choices = roleChoices(options);
  const configs = roleConfigs(choices, options, (role) => {
    const { provider, settings } = choices[role];
    const info = findProvider(providers, role, provider);
    // A server of one's own may ask for no key.
    const baseUrl = typeof settings?.baseUrl === 'string' ? settings.baseUrl : undefined;
    const keyless = baseUrl !== undefined && !hasKey(info, keys) && keyMayBeMissing({ provider, baseUrl });
    const key = keyless ? undefined : keyFor(info, keys);
    if (mustWork.includes(role)) requireAvailable(providers, role, provider);
    return key;
  });
  return body(concept, options, configs) as CreateProjectInput;
}
