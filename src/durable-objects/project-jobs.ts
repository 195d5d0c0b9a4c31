import type { Env } from '../env.ts';
import { providerFactories } from '../providers/index.ts';
import type { ToPay } from '../types/api.ts';
import { AppError } from '../types/errors.ts';
import { FINAL_JOB_STATES, type Job } from '../types/job.ts';
import type { CostEstimate, Project, VideoDirection } from '../types/project.ts';
import type { ProjectConfig, SafeProjectConfig } from '../types/providers.ts';
import { planJob } from './job/plan.ts';
import { toPay } from './job/to-pay.ts';
import type { ProjectPrices } from './project-prices.ts';
import type { ProjectStore } from './project-store.ts';
import { providerContext } from './provider-context.ts';
import { unwrap } from './result.ts';

/** A project's jobs: planning them, starting them, and what one leaves to the next. */
export class ProjectJobs {
  private readonly store: ProjectStore;
  private readonly env: Env;
  private readonly prices: ProjectPrices;

  constructor(store: ProjectStore, env: Env, prices: ProjectPrices) {
    this.store = store;
    this.env = env;
    this.prices = prices;
  }

  /** The object of one job. */
  stub(jobId: string) {
    return this.env.VIDEO_JOB.get(this.env.VIDEO_JOB.idFromName(jobId));
  }

  /** Starts a job that was linked and may not have heard of it. */
  async startPending(): Promise<void> {
    const job = this.store.pendingJob();
    if (!job) return;
    unwrap(await this.stub(job.id).start(job, this.store.results()));
    this.store.clearPendingJob();
  }

  /** @throws AppError `conflict` while the project's latest job is not over. */
  async requireNone({ jobId }: Project, what: string): Promise<void> {
    if (jobId === undefined) return;
    await this.startPending();
    const { state } = unwrap(await this.stub(jobId).legacy());
    if (FINAL_JOB_STATES.has(state)) return;
    throw new AppError(
      'conflict',
      `Job ${jobId} of this project is ${state}, so it cannot be ${what} now. ` +
        `Wait for it (GET /api/jobs/${jobId}) or cancel it (POST /api/jobs/${jobId}/cancel).`,
      { context: { jobId } },
    );
  }

  /** Takes over what an earlier job made, spent and was told to keep, so that nothing is paid twice. */
  async takeOver(jobId: string | undefined): Promise<void> {
    if (jobId === undefined) return;
    await this.startPending();
    const { results, committedUsd, locks, variations } = unwrap(await this.stub(jobId).legacy());
    this.store.recordResults(results);
    this.store.recordSpending(`job:${jobId}`, committedUsd);
    this.store.recordKept(locks, variations);
  }

  /** @throws AppError where it is known beforehand that clips would be paid for and no film could be cut from them. */
  requireFilm({ id, config }: Project): void {
    const compile = providerFactories.compile.create(config.compile, providerContext(this.env, id));
    const obstacle = compile.obstacle?.();
    if (obstacle) throw obstacle;
  }

  /** Ends every job there ever was. Work under way at vendors is stopped where it can be. */
  async destroyAll(): Promise<void> {
    for (const jobId of this.store.jobIds()) {
      const job = this.stub(jobId);
      // A job that is over has nothing to cancel, which is all that can go wrong here.
      await job.cancel();
      await job.destroy();
    }
  }

  /**
   * Deletes one job with the media that nothing else of the project has. What it spent still counts. Done again after a
   * stop half-way, it does the rest.
   * @param update saves the project without the job, where it is its latest.
   * @throws AppError `conflict` while a job of the project is under way, for it may use what this one made.
   */
  async delete(project: Project, jobId: string, update: (project: Project) => void): Promise<void> {
    await this.requireNone(project, 'deleted from');
    const { committedUsd, mediaKeys } = unwrap(await this.stub(jobId).legacy());
    this.store.recordSpending(`job:${jobId}`, committedUsd);
    const kept = new Set<string>();
    const siblings = this.store.jobIds().filter((id) => id !== jobId);
    for (const id of siblings) for (const key of unwrap(await this.stub(id).legacy()).mediaKeys) kept.add(key);
    const described = JSON.stringify(project);
    const dead = [...new Set(mediaKeys)].filter((key) => !kept.has(key) && !described.includes(key));
    this.store.forgetMedia(dead);
    for (const id of siblings) unwrap(await this.stub(id).forgetMedia(dead));
    this.store.removeJob(jobId);
    const { jobId: latest, ...withoutJob } = project;
    if (latest === jobId) update(withoutJob);
    await this.env.MEDIA.delete(dead);
    await this.stub(jobId).destroy();
  }

  /** Lays an approved direction out as a job. @throws AppError `unsupported` where a provider has no adapter. */
  plan(
    project: Project,
    direction: VideoDirection,
    config: ProjectConfig | SafeProjectConfig,
    estimate: CostEstimate,
  ): Job {
    const { image, video, compile } = config;
    const context = { ...providerContext(this.env, project.id), livePrices: this.prices.all(config) };
    return planJob(project, direction, {
      id: crypto.randomUUID(),
      now: Date.now(),
      estimate,
      llmCostUsd: this.store.spentUsd('llm:'),
      spentBeforeUsd: this.store.spentUsd(),
      providers: {
        image: providerFactories.image.create(image, context),
        video: providerFactories.video.create(video, context),
        compile: providerFactories.compile.create(compile, context),
      },
      models: {
        image: this.prices.findModel('image', image),
        video: this.prices.findModel('video', video),
      },
      limits: this.env.PROVIDER_LIMITS,
      webhooks: this.env.PUBLIC_URL !== undefined,
      webhookSecret: crypto.randomUUID().replaceAll('-', ''),
      kept: this.store.kept(),
    });
  }

  /** What generating now would cost, given what was made before; undefined where a provider cannot be run here. */
  async toPay(project: Project, direction: VideoDirection, estimate: CostEstimate): Promise<ToPay | undefined> {
    const { image, video, compile } = project.config;
    const runnable =
      providerFactories.image.has(image.provider) &&
      providerFactories.video.has(video.provider) &&
      providerFactories.compile.has(compile.provider);
    if (!runnable) return undefined;
    await this.takeOver(project.jobId);
    const reusable = new Map(this.store.results().map(({ requestHash, media }) => [requestHash, media]));
    return toPay(this.plan(project, direction, project.config, estimate), reusable);
  }

  /** Tells the running job, where there is one, of a new cap. */
  async followBudget({ jobId, budgetUsd }: Project): Promise<void> {
    if (jobId === undefined) return;
    await this.startPending();
    unwrap(await this.stub(jobId).setBudget(budgetUsd));
  }
}
