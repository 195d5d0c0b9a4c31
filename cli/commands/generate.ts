import type { Command } from 'commander';
import type { JobView } from '../../src/types/api.ts';
import { FINAL_JOB_STATES } from '../../src/types/job.ts';
import type { Client } from '../client.ts';
import { ApiError } from '../client-http.ts';
import { shortId } from '../command-name.ts';
import { requireAgreementPossible } from '../consent.ts';
import { CliError } from '../errors.ts';
import { findJob, findProject, findProjectOrJob, findUnfinished } from '../find.ts';
import { prepareTarget } from '../output/target.ts';
import { Production } from '../produce.ts';
import { type CommonOptions, type Session, withSession } from '../session.ts';
import { reportOutcome } from '../ui/summary.ts';
import { oneLine } from '../ui/text.ts';
import { addCommonOptions, addOutputOption, addSpendingOptions } from './common.ts';

interface GenerateOptions extends CommonOptions {
  approve?: boolean;
  yes?: boolean;
  budget?: string;
  output?: string;
}

interface ApproveOptions extends CommonOptions {
  withdraw?: boolean;
  keyframes?: boolean;
}

async function approve(id: string, options: ApproveOptions): Promise<void> {
  await withSession(options, async (session) => {
    const { client, terminal } = session;
    if (options.keyframes) return approveKeyframes(session, id);
    const found = await findProject(session, id);
    const project = options.withdraw ? await client.withdrawApproval(found.id) : await client.approve(found.id);
    const isApproved = project.approvedVersion !== undefined;
    terminal.print(
      isApproved
        ? `Approved: ${oneLine(project.direction?.title ?? project.name)}. Make it with:  ${session.command('generate', shortId(project.id))}`
        : 'The approval was taken back; the plan can be changed again.',
    );
    terminal.printJson({ projectId: project.id, approved: isApproved, directionVersion: project.directionVersion });
  });
}

async function approveKeyframes(session: Session, id: string): Promise<void> {
  const { project, job } = await findJob(session, id);
  const { state } = await session.client.approveKeyframes(job.id);
  session.terminal.print(`The keyframes are approved. Go on with:  ${session.command('resume', shortId(project.id))}`);
  session.terminal.printJson({ projectId: project.id, jobId: job.id, state });
}

async function generate(id: string, options: GenerateOptions): Promise<void> {
  const startedAt = performance.now();
  const target = prepareTarget(options.output);
  await withSession(
    options,
    async (session) => {
      const project = await findProject(session, id);
      requireAgreementPossible(project.config, options, session.terminal);
      if (project.direction === undefined) {
        throw new CliError('This project has no plan yet.', {
          code: 'conflict',
          hint: `Have it written, and the film made, with:  ${session.command('resume', shortId(project.id))}`,
        });
      }
      if (project.approvedVersion !== project.directionVersion && !options.approve) {
        throw new CliError('The plan is not approved yet.', {
          code: 'conflict',
          hint: `Look at it with ${session.command('status', shortId(project.id))}, then add --approve.`,
        });
      }
      const production = new Production(session, { ...options, target });
      try {
        reportOutcome(session, await production.run(project), startedAt);
      } catch (error) {
        // The API's own advice is in terms of requests.
        if (!(error instanceof ApiError) || error.problem.jobId === undefined) throw error;
        throw new CliError('This project is being made already.', {
          code: error.code,
          hint: `Watch it and fetch the film with:  ${session.command('resume', shortId(project.id))}`,
        });
      }
    },
    { makesVideo: true },
  );
}

/** Has a job go on, whatever it stands still for. A pause shows only when what was under way has ended. */
async function takeUp(client: Client, job: JobView): Promise<void> {
  const { id, state } = job.state === 'failed' || job.state === 'cancelled' ? await client.retryJob(job.id) : job;
  if (FINAL_JOB_STATES.has(state)) return;
  await client.resumeJob(id).catch((error: unknown) => {
    // It has ended in the meantime.
    if (!(error instanceof ApiError) || error.code !== 'conflict') throw error;
  });
}

async function resume(id: string | undefined, options: GenerateOptions): Promise<void> {
  const startedAt = performance.now();
  const target = prepareTarget(options.output);
  await withSession(
    options,
    async (session) => {
      const found = id === undefined ? await findUnfinished(session) : await findProjectOrJob(session, id);
      if (found === undefined) {
        session.terminal.print('Every film is finished; there is nothing to resume.');
        session.terminal.printJson({ resumed: null });
        return;
      }
      const { project, job } = found;
      session.terminal.note(`Resuming ${oneLine(project.direction?.title ?? project.name)} (${project.id})`);
      const production = new Production(session, { ...options, target });
      // A plan that was approved after its job had ended is one that was changed: its film is yet to be made.
      const isOutdated =
        job !== undefined &&
        FINAL_JOB_STATES.has(job.state) &&
        project.approvedVersion !== undefined &&
        project.updatedAt > job.updatedAt;
      if (job === undefined || isOutdated) {
        requireAgreementPossible(project.config, options, session.terminal);
      } else {
        await takeUp(session.client, job);
      }
      reportOutcome(session, await production.run(project, isOutdated ? undefined : job?.id), startedAt);
    },
    { makesVideo: true },
  );
}

/** `p2v approve`, `p2v generate` and `p2v resume`: from a plan to its film. */
export function addApproveGenerateResume(program: Command): void {
  const approveCommand = program
    .command('approve')
    .summary('approve a plan, so that it can be made')
    .description('Approves a plan and locks it.')
    .argument('<project>', 'id of the project, or its beginning')
    .option('--withdraw', 'take the approval back, so that the plan can be changed')
    .option('--keyframes', 'approve the keyframes of a film made with --review, so that clips can be made');
  addCommonOptions(approveCommand).action(approve);
  const generateCommand = program
    .command('generate')
    .summary('make the film of an approved plan')
    .description('Makes the film of an approved plan. What an earlier film of the project had unchanged is used again.')
    .argument('<project>', 'id of the project, or its beginning')
    .option('--approve', 'approve the plan as it stands first');
  addSpendingOptions(generateCommand, false);
  addOutputOption(generateCommand);
  addCommonOptions(generateCommand).action(generate);
  const resumeCommand = program
    .command('resume')
    .summary('finish a film that was interrupted, and fetch it')
    .description('Goes on where a film was interrupted, tries again what failed, and writes the film.')
    .argument('[project-or-job]', 'which one (default: the newest that is not finished)');
  addSpendingOptions(resumeCommand, false);
  addOutputOption(resumeCommand);
  addCommonOptions(resumeCommand).action(resume);
}
