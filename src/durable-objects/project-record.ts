import type { CreateProject, UpdateProject } from '../types/api.ts';
import { AppError } from '../types/errors.ts';
import type { DirectorInput, Project, VideoDirection } from '../types/project.ts';
import { type ProjectConfig, type SafeProjectConfig, SafeProjectConfigSchema } from '../types/providers.ts';

const NAME_LENGTH = 60;

/** The plan's own example set-up: what a plan is priced with to show what it would cost with paid providers. */
export const REFERENCE_CONFIG: SafeProjectConfig = {
  llm: { provider: 'openrouter' },
  image: { provider: 'fal-flux' },
  video: { provider: 'fal-kling' },
  compile: { provider: 'none' },
};

/** A configuration without its keys. */
export function stripKeys(config: ProjectConfig): SafeProjectConfig {
  const strip = <Role extends { apiKey?: string | undefined }>({ apiKey: _apiKey, ...rest }: Role) => rest;
  return SafeProjectConfigSchema.parse({
    llm: strip(config.llm),
    image: strip(config.image),
    video: strip(config.video),
    compile: strip(config.compile),
  });
}

/** A project as it begins: the brief, no direction yet. */
export function newProject(id: string, input: CreateProject, now: string): Project {
  const { config, name, constraints, style, budgetUsd, language, promptLanguage, ...rest } = input;
  return {
    ...rest,
    id,
    name: name ?? shorten(input.concept),
    config: stripKeys(config),
    castReferences: [],
    directionVersion: 0,
    createdAt: now,
    updatedAt: now,
    ...(constraints === undefined ? {} : { constraints }),
    ...(style === undefined ? {} : { style }),
    ...(language === undefined ? {} : { language }),
    ...(promptLanguage === undefined ? {} : { promptLanguage }),
    ...(budgetUsd === undefined ? {} : { budgetUsd }),
  };
}

/** A project after a change of what may change at any time. Keys are sealed apart. */
export function updatedProject(project: Project, { name, budgetUsd, reviewKeyframes }: UpdateProject): Project {
  const { budgetUsd: before, ...rest } = project;
  const cap = budgetUsd === undefined ? before : (budgetUsd ?? undefined);
  return {
    ...rest,
    ...(name === undefined ? {} : { name }),
    ...(cap === undefined ? {} : { budgetUsd: cap }),
    ...(reviewKeyframes === undefined ? {} : { reviewKeyframes }),
  };
}

/** The beginning of a text, ending at a word where the script has spaces, by whole characters in any script. */
function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = [...new Intl.Segmenter().segment(line)].map(({ segment }) => segment);
  if (characters.length <= NAME_LENGTH) return line;
  const cut = characters.slice(0, NAME_LENGTH - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${space > NAME_LENGTH / 2 ? cut.slice(0, space) : cut}…`;
}

/** What the director is told of a project. */
export function directorInput(project: Project): DirectorInput {
  const { concept, style, targetDuration, aspectRatio, constraints, frameRate, seed, language, promptLanguage } =
    project;
  return {
    concept,
    targetDuration,
    aspectRatio,
    frameRate,
    seed,
    ...(style === undefined ? {} : { style }),
    ...(constraints === undefined ? {} : { constraints }),
    ...(language === undefined ? {} : { language }),
    ...(promptLanguage === undefined ? {} : { promptLanguage }),
  };
}

/**
 * The project's direction.
 * @throws AppError `conflict` while there is none.
 */
export function requireDirection(project: Project): VideoDirection {
  if (project.direction) return project.direction;
  throw new AppError(
    'conflict',
    `This project has no direction yet. Have one written first (POST /api/projects/${project.id}/direct).`,
  );
}
