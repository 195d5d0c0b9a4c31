import type { JobView } from '../src/types/api.ts';
import type { Project } from '../src/types/project.ts';
import { ApiError } from './client-http.ts';
import { shortId } from './command-name.ts';
import { CliError, EXIT_CODES } from './errors.ts';
import type { Session } from './session.ts';

const FULL_PROJECT_ID = /^prj_[0-9a-f]{32}$/;
/** Shortest beginning of an id that is looked up, without its prefix. */
const SHORTEST_BEGINNING = 4;
/** Projects looked at when nothing was named. */
const MOST_LOOKED_AT = 20;

function unknown(what: string, session: Session): CliError {
  return new CliError(`There is no project or job "${what}" here.`, {
    exitCode: EXIT_CODES.usage,
    code: 'not_found',
    hint: `List the projects with:  ${session.command('status')}`,
  });
}

/**
 * A project by its id, or by the beginning of it as long as that is unique.
 * @throws CliError when there is none.
 */
export async function findProject(session: Session, id: string): Promise<Project> {
  const beginning = id.replace(/^prj_/, '');
  if (!FULL_PROJECT_ID.test(id) && /^[0-9a-f]+$/.test(beginning) && beginning.length >= SHORTEST_BEGINNING) {
    const matches = (await session.client.listProjects()).filter((each) => each.id.startsWith(`prj_${beginning}`));
    if (matches.length > 1) throw CliError.usage(`${matches.length} projects begin with "${id}"; write more of it.`);
    if (matches[0] !== undefined) return session.client.getProject(matches[0].id);
  }
  try {
    return await session.client.getProject(id);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) throw unknown(id, session);
    throw error;
  }
}

/** A project, by its own id or by that of one of its jobs, and that job or the project's latest. */
export async function findProjectOrJob(
  session: Session,
  id: string,
): Promise<{ project: Project; job: JobView | undefined }> {
  const isJobId = /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(id);
  if (isJobId) {
    try {
      const job = await session.client.getJob(id);
      return { project: await session.client.getProject(job.projectId), job };
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) throw unknown(id, session);
      throw error;
    }
  }
  const project = await findProject(session, id);
  return { project, job: project.jobId === undefined ? undefined : await session.client.getJob(project.jobId) };
}

/**
 * A project and its job, for commands that steer one.
 * @throws CliError where nothing of it has been made yet.
 */
export async function findJob(session: Session, id: string): Promise<{ project: Project; job: JobView }> {
  const { project, job } = await findProjectOrJob(session, id);
  if (job !== undefined) return { project, job };
  throw new CliError('Nothing of this film has been made yet.', {
    code: 'conflict',
    hint: `Make it with:  ${session.command('generate', shortId(project.id), '--approve')}`,
  });
}

/** The newest project whose film is not finished, with its job as far as there is one. */
export async function findUnfinished(
  session: Session,
): Promise<{ project: Project; job: JobView | undefined } | undefined> {
  const newest = (await session.client.listProjects())
    .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt))
    .slice(0, MOST_LOOKED_AT);
  for (const { id } of newest) {
    const found = await findProjectOrJob(session, id);
    if (found.job?.state !== 'completed') return found;
  }
  return undefined;
}
