import type { JobView } from '../src/types/api.ts';
import { FINAL_JOB_STATES } from '../src/types/job.ts';
import { allShots, type Project, type VideoDirection } from '../src/types/project.ts';
import type { ReferenceCost } from './client.ts';
import { agreeToDirecting, agreeToGenerating, type SpendingOptions } from './consent.ts';
import { CliError } from './errors.ts';
import { paidRoles } from './film-options.ts';
import { requireAvailable } from './keys.ts';
import { type WrittenFilm, writeClips, writeFilm } from './output/download.ts';
import type { OutputTarget } from './output/target.ts';
import type { Session } from './session.ts';
import { Progress } from './ui/progress.ts';
import { clock, count } from './ui/text.ts';
import { watchJob } from './watch.ts';

/** Where the film goes and what may be spent on it. */
export interface ProduceOptions extends SpendingOptions {
  target: OutputTarget;
  /** `--output` as given, to be repeated in suggested commands. */
  output?: string | undefined;
}

/** A job that stopped after its keyframes, for somebody to look at them. */
export interface AwaitingReview {
  project: Project;
  review: JobView;
}

/** Everything the closing summary tells. */
export interface FinishedFilm {
  project: Project;
  direction: VideoDirection;
  job: JobView;
  written: WrittenFilm;
  /** Absent when the server could not price the plan otherwise. */
  reference: ReferenceCost | undefined;
}

function planNote(direction: VideoDirection): string {
  const shots = count(allShots(direction).length, 'shot');
  return `${direction.title} (${count(direction.scenes.length, 'scene')}, ${shots}, ${clock(direction.totalDuration)})`;
}

/** From a project as it stands to a film on disk: what was done before is not done again. */
export class Production {
  private readonly session: Session;
  private readonly options: ProduceOptions;
  private readonly progress: Progress;
  private hasSeenWork = false;
  private hasToldWhere = false;

  constructor(session: Session, options: ProduceOptions) {
    this.session = session;
    this.options = options;
    this.progress = new Progress(session.terminal);
  }

  /** The command that takes this project up again. */
  private resumeCommand(project: Project): string {
    const output = this.options.output === undefined ? [] : ['--output', this.options.output];
    return this.session.command('resume', project.id, ...output);
  }

  /** From here on Ctrl-C tells how to go on. */
  private announce(project: Project): void {
    const { interrupt, isRemote } = this.session;
    interrupt.explain = () =>
      isRemote
        ? `The server goes on by itself. Fetch the film with:  ${this.resumeCommand(project)}`
        : `Nothing is lost. Resume with:  ${this.resumeCommand(project)}`;
  }

  /**
   * Does all that is left to do, showing how far it is.
   * @param job an existing job to watch; without one the plan is written and approved as far as needed, and one started.
   */
  async run(project: Project, job?: string): Promise<FinishedFilm | AwaitingReview> {
    this.announce(project);
    this.progress.start('Ctrl-C stops; nothing is lost.');
    try {
      return await this.finish(project.id, job ?? (await this.begin(project)));
    } finally {
      this.progress.stop();
    }
  }

  /** Asks something on the terminal where the progress stands otherwise. */
  private async asking(question: () => Promise<void>): Promise<void> {
    this.progress.pause();
    await question();
    this.progress.start();
  }

  private async begin(project: Project): Promise<string> {
    const { client } = this.session;
    const { config, targetDuration } = project;
    let { direction } = project;
    if (direction === undefined) {
      await this.asking(() => agreeToDirecting(this.session, config, targetDuration, this.options));
      this.progress.directing();
      direction = await client.direct(project.id);
    }
    this.progress.directed(planNote(direction));
    const paid = paidRoles(config).filter((role) => role !== 'llm');
    const providers = paid.length === 0 ? [] : await client.listProviders();
    for (const role of paid) requireAvailable(providers, role, config[role].provider);
    const { estimatedCost } = direction;
    await this.asking(() => agreeToGenerating(this.session, config, estimatedCost, this.options));
    await client.approve(project.id);
    return (await client.generate(project.id)).jobId;
  }

  private async finish(projectId: string, jobId: string): Promise<FinishedFilm | AwaitingReview> {
    const { client } = this.session;
    const project = await client.getProject(projectId);
    const direction = project.direction ?? (await client.getDirection(projectId));
    this.progress.directed(planNote(direction));
    const job = await watchJob(this.session, jobId, (view) => this.showProgress(view));
    this.progress.stop();
    if (job.state === 'awaiting_review') return { project, review: job };
    if (job.state !== 'completed') throw this.unfinished(project, job);
    const pricing = client.getReferenceCost(projectId).catch(() => undefined);
    const written = await this.fetch(project, job, this.resumeCommand(project));
    return { project, direction, job, written, reference: await pricing };
  }

  private showProgress(view: JobView): void {
    this.progress.update(view);
    // A film that is finished when one comes to look is fetched, not watched.
    this.hasSeenWork ||= !FINAL_JOB_STATES.has(view.state);
    if (!this.hasSeenWork || view.watchUrl === undefined || view.progress.clips.done === 0 || this.hasToldWhere) return;
    this.hasToldWhere = true;
    // Drawn in place, the address stands below the bars; elsewhere it is one line.
    this.progress.tell(`Watch it while it is made:  ${new URL(view.watchUrl, this.session.client.server).href}`);
  }

  private fetch(project: Project, job: JobView, again: string): Promise<WrittenFilm> {
    const { client } = this.session;
    const { target } = this.options;
    if (job.filmUrl !== undefined) {
      return writeFilm(client, target, { url: job.filmUrl, title: job.title, projectId: project.id }, again);
    }
    return writeClips(client, target, { urls: job.clipUrls, title: job.title }, again);
  }

  private unfinished(project: Project, job: JobView): CliError {
    const errors = job.tasks.flatMap((task) => (task.error === undefined ? [] : [task.error]));
    const [first] = errors;
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
    const reason = job.reason ?? (first === undefined ? 'the server does not say why' : `${first.message}${more}`);
    const again = this.resumeCommand(project);
    const code = first?.code ?? job.state;
    const ended = reason.replace(/\.?$/, '.');
    switch (job.state) {
      case 'cancelled':
        return new CliError('The job was cancelled.', { code: 'cancelled', hint: `Take it up again with:  ${again}` });
      case 'paused':
        return new CliError(`The job is paused: ${ended}`, {
          code,
          hint: `Go on with:  ${again}`,
        });
      default:
        return new CliError(`The film could not be finished: ${ended}`, {
          code,
          hint: `What is done is kept. Try what failed again with:  ${again}`,
        });
    }
  }
}
