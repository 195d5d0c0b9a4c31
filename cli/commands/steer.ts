import { Argument, type Command } from 'commander';
import type { JobView, TaskView } from '../../src/types/api.ts';
import type { Project } from '../../src/types/project.ts';
import type { Client } from '../client.ts';
import { ApiError } from '../client-http.ts';
import { shortId } from '../command-name.ts';
import { CliError } from '../errors.ts';
import { findJob } from '../find.ts';
import { mediaFile } from '../media-file.ts';
import { type CommonOptions, type Session, withSession } from '../session.ts';
import { oneLine, padEnd } from '../ui/text.ts';
import { addCommonOptions } from './common.ts';

/** Changes a job, says that it was done, and how the film goes on. */
async function steer(
  id: string,
  options: CommonOptions,
  sentence: string,
  change: (client: Client, job: JobView) => Promise<JobView>,
): Promise<void> {
  await withSession(options, async (session) => {
    const { project, job } = await findJob(session, id);
    const after = await change(session.client, job).catch((error: unknown) => {
      throw unknownTask(error, session, project);
    });
    session.terminal.print(`${sentence} Go on with:  ${session.command('resume', shortId(project.id))}`);
    session.terminal.printJson({ projectId: project.id, jobId: after.id, state: after.state });
  });
}

/** The server names tasks by ids that only the list of them tells. */
function unknownTask(error: unknown, session: Session, project: Project): unknown {
  if (!(error instanceof ApiError) || error.status !== 404) return error;
  const hint = `List them with:  ${session.command('tasks', shortId(project.id))}`;
  return new CliError(error.message, { code: error.code, exitCode: error.exitCode, hint });
}

async function tasks(id: string, options: CommonOptions): Promise<void> {
  await withSession(options, async (session) => {
    const { terminal } = session;
    const { project, job } = await findJob(session, id);
    for (const task of job.tasks) terminal.print(taskLine(session, task));
    terminal.printJson({ projectId: project.id, jobId: job.id, state: job.state, tasks: job.tasks });
  });
}

function taskLine({ terminal, isRemote, client }: Session, task: TaskView): string {
  const state = padEnd(`${task.state.replaceAll('_', ' ')}${task.locked ? ', locked' : ''}`, 20);
  const url = task.media?.[0]?.url;
  // Addresses are good for something while their server runs.
  const where = url !== undefined && isRemote ? new URL(url, client.server).href : '';
  const rest = task.error === undefined ? terminal.colors.dim(where) : terminal.colors.red(oneLine(task.error.message));
  return `${padEnd(task.id, 22)}  ${state}  ${rest}`.trimEnd();
}

type JobAction = (id: string, options: CommonOptions) => Promise<void>;
type TaskAction = (id: string, task: string, options: CommonOptions) => Promise<void>;

const pause: JobAction = (id, options) => steer(id, options, 'Paused.', (client, job) => client.pauseJob(job.id));

const cancel: JobAction = (id, options) => steer(id, options, 'Cancelled.', (client, job) => client.cancelJob(job.id));

const regenerate: TaskAction = (id, task, options) =>
  steer(id, options, `${task} is made anew.`, (client, job) => client.regenerate(job.id, task));

async function replace(id: string, task: string, path: string, options: CommonOptions): Promise<void> {
  const file = await mediaFile(path);
  await steer(id, options, `${task} is yours now, and locked.`, (client, job) => client.replace(job.id, task, file));
}

async function lock(id: string, task: string, options: CommonOptions & { undo?: boolean }): Promise<void> {
  const sentence = `${task} is ${options.undo ? 'no longer ' : ''}locked.`;
  await steer(id, options, sentence, (client, job) => client.lock(job.id, task, !options.undo));
}

async function decide(id: string, task: string, decision: 'retry' | 'skip', options: CommonOptions): Promise<void> {
  const sentence = decision === 'retry' ? `${task} is sent again.` : `${task} is left out.`;
  await steer(id, options, sentence, (client, job) => client.decide(job.id, task, decision));
}

/** The commands that look after a film while it is made. */
export function addSteering(program: Command): void {
  const add = (name: string, summary: string): Command => {
    const command = program.command(name).summary(summary);
    command.description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`);
    return addCommonOptions(command).argument('<project-or-job>', 'id, or the beginning of a project’s id');
  };
  const task = ['<task>', 'its id, as "tasks" lists it, such as keyframe-1-start or clip-2'] as const;
  const decision = new Argument('<decision>', 'retry: send it again, and maybe pay twice; skip: do without');

  add('tasks', 'list the keyframes, clips and other parts of a film').action(tasks);
  add('pause', 'start nothing new; what is under way is finished').action(pause);
  add('cancel', 'stop making a film; what was made is kept').action(cancel);
  add('regenerate', 'have a keyframe or clip made anew, as another variation')
    .argument(...task)
    .action(regenerate);
  add('replace', 'put a picture or clip of your own in a keyframe’s or clip’s place')
    .argument(...task)
    .argument('<file>', 'a JPEG, PNG or WebP; for a clip an MP4, MOV or WebM')
    .action(replace);
  add('lock', 'keep a keyframe or clip as it is, whatever changes around it')
    .argument(...task)
    .option('--undo', 'let it go again')
    .action(lock);
  add('decide', 'settle a paid request whose outcome nobody knows')
    .argument(...task)
    .addArgument(decision.choices(['retry', 'skip']))
    .action(decide);
}
