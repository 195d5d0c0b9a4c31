import type { Command } from 'commander';
import type { JobView } from '../../src/types/api.ts';
import type { Project } from '../../src/types/project.ts';
import { shortId } from '../command-name.ts';
import { findProject, findProjectOrJob } from '../find.ts';
import { type CommonOptions, type Session, withSession } from '../session.ts';
import { estimateLines } from '../ui/cost-table.ts';
import { printPlan } from '../ui/plan.ts';
import { money, oneLine, padEnd, truncate } from '../ui/text.ts';
import { addCommonOptions } from './common.ts';

/** Projects whose state is asked for in a list. */
const MOST_LISTED = 30;

function stateOf(project: Project, job: JobView | undefined): string {
  if (job !== undefined) {
    const { done, total } = job.progress;
    return job.state === 'completed' ? 'finished' : `${job.state.replaceAll('_', ' ')} ${done}/${total}`;
  }
  if (project.direction === undefined) return 'no plan yet';
  return project.approvedVersion === undefined ? 'planned' : 'approved';
}

async function list(session: Session): Promise<void> {
  const { client, terminal } = session;
  const all = (await client.listProjects()).toSorted((one, other) => other.createdAt.localeCompare(one.createdAt));
  const rows: object[] = [];
  if (all.length === 0)
    terminal.print(
      `No projects yet. Make a film:  ${session.command('make', 'A blacksmith forges a glowing sword at dawn')}`,
    );
  for (const { id } of all.slice(0, MOST_LISTED)) {
    const { project, job } = await findProjectOrJob(session, id);
    const state = stateOf(project, job);
    const name = truncate(oneLine(project.direction?.title ?? project.name), Math.max(10, terminal.columns - 38));
    terminal.print(`${shortId(id)}  ${padEnd(state, 20)}  ${name}`);
    rows.push({
      projectId: id,
      name: project.name,
      state: job?.state ?? state,
      jobId: project.jobId,
      createdAt: project.createdAt,
    });
  }
  if (all.length > MOST_LISTED) terminal.print(terminal.colors.dim(`and ${all.length - MOST_LISTED} older ones`));
  terminal.printJson({ projects: rows });
}

function printJob(session: Session, job: JobView): void {
  const { terminal } = session;
  const { progress } = job;
  terminal.print();
  terminal.print(`  ${terminal.colors.bold(`Job ${job.id}`)}  ${job.state.replaceAll('_', ' ')}`);
  if (job.reason !== undefined) terminal.print(`  ${terminal.colors.yellow(oneLine(job.reason))}`);
  for (const name of ['keyframes', 'clips', 'film'] as const) {
    terminal.print(`  ${padEnd(name, 10)} ${progress[name].done}/${progress[name].total}`);
  }
  terminal.print(`  ${padEnd('spent', 10)} ${money(job.cost.actual.total)}`);
  for (const task of job.tasks) {
    if (task.error !== undefined) terminal.print(`  ${terminal.colors.red(task.id)}  ${oneLine(task.error.message)}`);
  }
  if (session.isRemote && job.watchUrl !== undefined)
    terminal.print(`  ${padEnd('watch', 10)} ${new URL(job.watchUrl, session.client.server).href}`);
  if (job.filmUrl !== undefined)
    terminal.print(`  ${padEnd('film', 10)} ${session.command('resume', shortId(job.projectId))}`);
}

async function status(id: string | undefined, options: CommonOptions): Promise<void> {
  await withSession(options, async (session) => {
    if (id === undefined) return list(session);
    const { project, job } = await findProjectOrJob(session, id);
    if (project.direction === undefined) {
      session.terminal.print(
        `${oneLine(project.name)}: no plan yet. Go on with:  ${session.command('resume', shortId(project.id))}`,
      );
    } else {
      printPlan(session, project.id, project.direction);
    }
    if (job !== undefined) printJob(session, job);
    session.terminal.printJson({ project, job: job ?? null });
  });
}

async function cost(id: string, options: CommonOptions & { reference?: boolean }): Promise<void> {
  await withSession(options, async (session) => {
    const { client, terminal } = session;
    const project = await findProject(session, id);
    const answer = options.reference
      ? await client.getReferenceCost(project.id)
      : { config: project.config, estimate: await client.getCost(project.id) };
    for (const line of estimateLines(answer.estimate, terminal.colors)) terminal.print(line);
    terminal.printJson({ projectId: project.id, ...answer });
  });
}

/** `p2v status` and `p2v cost`: how things stand. */
export function addStatusAndCost(program: Command): void {
  const statusCommand = program
    .command('status')
    .summary('show a project, or list them all')
    .description('Shows the plan of a project and how far its film is; without an id, lists all projects.')
    .argument('[project-or-job]', 'id, or the beginning of a project’s id');
  addCommonOptions(statusCommand).action(status);
  const costCommand = program
    .command('cost')
    .summary('what a plan costs')
    .description('What a plan costs with its own providers.')
    .argument('<project>', 'id of the project, or its beginning')
    .option('--reference', 'price the same plan with well-known paid providers');
  addCommonOptions(costCommand).action(cost);
}
