import { DurableObject } from 'cloudflare:workers';
import { createDirector, findModel } from '../director/create.ts';
import { diffDirections } from '../director/diff.ts';
import { editShot } from '../director/edit.ts';
import type { AIDirector } from '../director/index.ts';
import type { Env } from '../env.ts';
import { comparePrices } from '../lib/cost.ts';
import { logError } from '../lib/log.ts';
import { deletePrefix, storeMedia } from '../lib/media-store.ts';
import { SecretBox } from '../lib/secrets.ts';
import type { CostAnswer, CreateProject, EditShot, GenerateAnswer, Refine, UpdateProject } from '../types/api.ts';
import type { DirectionOrigin, DirectionVersion, RefineAnswer, UnusableAnswers } from '../types/direction-api.ts';
import { AppError } from '../types/errors.ts';
import type { LintReport } from '../types/lint.ts';
import type { CostEstimate, Project as ProjectRecord, VideoDirection } from '../types/project.ts';
import type { KeyCheck, ModelList, ProjectConfig, ProviderRole, SafeProjectConfig } from '../types/providers.ts';
import { requireUse, withCastPicture, withoutCastPictures } from './cast-pictures.ts';
import { directorBooks, keptUnusable, tellWriting, type WritingListener } from './director-books.ts';
import { checkKeys } from './key-checks.ts';
import { modelListName, modelsOfTheDay } from './model-lists.ts';
import { ProjectJobs } from './project-jobs.ts';
import { openConfig, sealKeys } from './project-keys.ts';
import { ProjectPrices } from './project-prices.ts';
import { directorInput, newProject, REFERENCE_CONFIG, requireDirection, updatedProject } from './project-record.ts';
import { ProjectStore } from './project-store.ts';
import { providerContext } from './provider-context.ts';
import { type Result, settle } from './result.ts';

const ROLES = ['llm', 'image', 'video', 'compile'] as const satisfies ProviderRole[];
/** Wait before a job that was linked but not started is started again. */
const START_RETRY_MS = 2_000;
/** Names the project that this object was before it was deleted. */
const DELETED = 'deleted';
/** Longest a copy that was under way when its project was deleted may still take. */
const SWEEP_DELAY_MS = 15 * 60_000;

/** One film in the making: its brief, its sealed keys, every version of its direction, its approval, its jobs. */
export class Project extends DurableObject<Env> {
  private readonly store: ProjectStore;
  private readonly prices: ProjectPrices;
  private readonly jobs: ProjectJobs;
  private record: ProjectRecord | undefined;
  private busy: string | undefined;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.store = new ProjectStore(state.storage);
    this.prices = new ProjectPrices(this.store, env, () => this.configWithKeys());
    this.jobs = new ProjectJobs(this.store, env, this.prices);
    this.record = this.store.load();
  }

  /** Takes the brief in, seals the keys, and answers the project without them. */
  async create(id: string, input: CreateProject): Promise<Result<ProjectRecord>> {
    return settle('Project.create', async () => {
      if (this.record) throw new AppError('conflict', 'This project exists already.');
      const keys = await sealKeys(id, input.config, this.box);
      const record = newProject(id, input, new Date().toISOString());
      this.store.create(record, keys);
      this.record = record;
      return record;
    });
  }

  /** The project as it may be shown to anyone who may see it: there is no key in it. */
  async get(): Promise<Result<ProjectRecord>> {
    return settle('Project.get', () => this.project());
  }

  /** Changes what may change at any time; a running job follows the cap at once. */
  async change(update: UpdateProject): Promise<Result<ProjectRecord>> {
    return settle('Project.change', async () => {
      const { id, config } = this.project();
      const given = (role: ProviderRole) => ({ provider: config[role].provider, apiKey: update.keys?.[role] });
      const roles = { llm: given('llm'), image: given('image'), video: given('video'), compile: given('compile') };
      for (const { role, provider, sealed } of await sealKeys(id, roles, this.box)) {
        this.store.saveKey(role, provider, sealed);
        await this.ctx.storage.delete(modelListName(role, provider));
      }
      const record = this.update(updatedProject(this.project(), update));
      if (update.budgetUsd !== undefined) await this.jobs.followBudget(record);
      return record;
    });
  }

  /** Deletes everything: jobs, media, keys, the project itself. Work under way at vendors is stopped where it can be. */
  async destroy(): Promise<Result<void>> {
    return settle('Project.destroy', async () => {
      const { id } = this.project();
      await this.jobs.destroyAll();
      await deletePrefix(this.env.MEDIA, `${id}/`);
      this.record = undefined;
      await this.ctx.storage.deleteAll();
      // A copy that was under way may still arrive: what it left is swept up later.
      await this.ctx.storage.put(DELETED, id);
      await this.ctx.storage.setAlarm(Date.now() + SWEEP_DELAY_MS);
    });
  }

  /** Asks the vendors whether the keys work: one role's, or all. Costs nothing. */
  async checkKeys(role: ProviderRole | undefined): Promise<Result<KeyCheck[]>> {
    return settle('Project.checkKeys', async () => {
      const { id } = this.project();
      return checkKeys(await this.configWithKeys(), providerContext(this.env, id), role ? [role] : ROLES);
    });
  }

  /** Takes in a picture that a member of the cast is drawn after from now on. */
  async addCastPicture(name: string, body: ReadableStream<Uint8Array>, size?: number): Promise<Result<ProjectRecord>> {
    return settle('Project.addCastPicture', async () => {
      const { id, config } = this.project();
      requireUse(this.project(), name, findModel('image', config.image));
      const { key } = await storeMedia(this.env.MEDIA, id, { body, kind: 'image', sizeBytes: size, sha256: undefined });
      return this.update(withCastPicture(this.project(), name, key));
    });
  }

  /** Forgets all pictures of a member of the cast. */
  async removeCastPictures(name: string): Promise<Result<ProjectRecord>> {
    return settle('Project.removeCastPictures', () => this.update(withoutCastPictures(this.project(), name)));
  }

  /** A role's models, as the vendor lists them for this project's key where it does. */
  async models(role: ProviderRole): Promise<Result<ModelList>> {
    return settle('Project.models', async () => {
      const { [role]: config } = await this.configWithKeys();
      return modelsOfTheDay(role, config, providerContext(this.env, this.project().id), this.ctx.storage);
    });
  }

  /** Has the director write a new plan. @param listener hears of its scenes and shots meanwhile. */
  async direct(listener?: WritingListener): Promise<Result<VideoDirection>> {
    return this.exclusively('directed', async () => {
      await this.requireNoJob('directed');
      const project = this.requireUnapproved('directed anew');
      const direct = (director: AIDirector) => director.direct(directorInput(project));
      return this.saveDirection(await this.withDirector('direct', direct, listener), 'direct');
    });
  }

  /** Has the director change the plan by what the user says. */
  async refine({ feedback, shotId }: Refine): Promise<Result<RefineAnswer>> {
    return this.exclusively('refined', async () => {
      await this.requireNoJob('refined');
      const project = this.requireUnapproved('refined');
      const before = requireDirection(project);
      const refine = (director: AIDirector) => director.refine(before, feedback, directorInput(project), { shotId });
      const after = this.saveDirection(await this.withDirector('refine', refine), 'refine');
      // The plan before is priced anew too, so that a changed price list does not count as a difference of the plans.
      const priceDifference = comparePrices(
        this.prices.estimate(project, before),
        this.prices.estimate(project, after),
      );
      return { ...after, diff: diffDirections(before, after), priceDifference };
    });
  }

  /** Changes one shot by hand. */
  async editShot(shotId: number, edit: EditShot): Promise<Result<VideoDirection>> {
    return this.exclusively('edited', async () => {
      await this.requireNoJob('edited');
      const project = this.requireUnapproved('edited');
      const direction = editShot(
        requireDirection(project),
        shotId,
        edit,
        directorInput(project),
        findModel('video', project.config.video),
      );
      return this.saveDirection({ ...direction, estimatedCost: this.prices.estimate(project, direction) }, 'edit');
    });
  }

  /** Approves the current direction and locks it. Approving twice is approving once. */
  async approve(): Promise<Result<ProjectRecord>> {
    return this.exclusively('approved', async () => {
      const project = this.project();
      requireDirection(project);
      return this.update({ ...project, approvedVersion: project.directionVersion });
    });
  }

  /** Takes the approval back, so that the direction can be changed again. */
  async withdraw(): Promise<Result<ProjectRecord>> {
    return this.exclusively('changed', async () => {
      await this.requireNoJob('reopened');
      const { approvedVersion: _approved, ...project } = this.project();
      return this.update(project);
    });
  }

  /** The current direction. */
  async direction(): Promise<Result<VideoDirection>> {
    return settle('Project.direction', () => requireDirection(this.project()));
  }

  /** What could be better about the current direction. */
  async lint(): Promise<Result<LintReport>> {
    return settle('Project.lint', async () => {
      const { lintDirection } = await import('../director/lint/index.ts');
      const project = this.project();
      const videoModel = findModel('video', project.config.video);
      return lintDirection(requireDirection(project), directorInput(project), { videoModel });
    });
  }

  /** Every version of the direction, oldest first. */
  async versions(): Promise<Result<DirectionVersion[]>> {
    return settle('Project.versions', () => {
      this.project();
      return this.store.versions();
    });
  }

  /** One version of the direction, as it was. */
  async version(version: number): Promise<Result<VideoDirection>> {
    return settle('Project.version', () => {
      this.project();
      return this.store.version(version);
    });
  }

  /** Makes an earlier version the current one, as a new version: nothing that was made after it is lost. */
  async restore(version: number): Promise<Result<VideoDirection>> {
    return this.exclusively('restored', async () => {
      await this.requireNoJob('restored');
      const project = this.requireUnapproved('replaced by an earlier version');
      const direction = this.store.version(version);
      return this.saveDirection({ ...direction, estimatedCost: this.prices.estimate(project, direction) }, 'restore');
    });
  }

  /** What the language model last wrote that could not be used. */
  async unusableAnswers(): Promise<Result<UnusableAnswers>> {
    return settle('Project.unusableAnswers', () => {
      this.project();
      const kept = this.store.unusable();
      if (!kept) throw new AppError('not_found', 'Every answer of the language model could be used so far.');
      return kept;
    });
  }

  /** What the current direction costs with this project's providers, and what of it is still to be paid. */
  async cost(): Promise<Result<CostAnswer>> {
    return settle('Project.cost', async () => {
      await this.prices.refresh(this.project());
      const project = this.project();
      const direction = requireDirection(project);
      const estimate = this.prices.estimate(project, direction);
      const toPay = await this.jobs.toPay(project, direction, estimate);
      return { ...estimate, ...(toPay === undefined ? {} : { toPay }) };
    });
  }

  /** What the current direction would cost with the reference set of paid providers. */
  async referenceCost(): Promise<Result<{ config: SafeProjectConfig; estimate: CostEstimate }>> {
    return settle('Project.referenceCost', () => ({
      config: REFERENCE_CONFIG,
      estimate: this.prices.estimate(this.project(), requireDirection(this.project()), REFERENCE_CONFIG),
    }));
  }

  /** Starts making the approved film. */
  async generate(): Promise<Result<GenerateAnswer>> {
    return this.exclusively('generated', async () => {
      await this.requireNoJob('generated');
      const project = this.project();
      const direction = requireDirection(project);
      if (project.approvedVersion !== project.directionVersion) {
        throw new AppError(
          'conflict',
          `This direction is not approved yet. Look at it (GET /api/projects/${project.id}/direction), ` +
            `then approve it (POST /api/projects/${project.id}/approve).`,
        );
      }
      this.jobs.requireFilm(project);
      await this.jobs.takeOver(project.jobId);
      await this.prices.refresh(project);
      const job = this.jobs.plan(project, direction, project.config, this.prices.estimate(project, direction));
      this.record = { ...project, jobId: job.id, updatedAt: new Date().toISOString() };
      this.store.saveJob(this.record, job);
      await this.ctx.storage.setAlarm(Date.now() + START_RETRY_MS);
      await this.jobs.startPending();
      return { jobId: job.id, state: job.state, statusUrl: `/api/jobs/${job.id}` };
    });
  }

  /** Deletes one job that is over, with its media. */
  async deleteJob(jobId: string): Promise<Result<void>> {
    return this.exclusively('changed', () =>
      this.jobs.delete(this.project(), jobId, (project) => this.update(project)),
    );
  }

  /** All roles' configuration with their keys, for the one request they are needed in. Called by this project's jobs only. */
  async openConfig(): Promise<Result<ProjectConfig>> {
    return settle('Project.openConfig', () => this.configWithKeys());
  }

  /** Starts a job that was linked before a stop and never heard of it; sweeps up after a deleted project. */
  override async alarm(): Promise<void> {
    try {
      if (this.record) return await this.jobs.startPending();
      const deletedId = await this.ctx.storage.get<string>(DELETED);
      if (deletedId === undefined) return;
      await deletePrefix(this.env.MEDIA, `${deletedId}/`);
      await this.ctx.storage.deleteAll();
    } catch (error) {
      logError('Project.alarm', error);
      await this.ctx.storage.setAlarm(Date.now() + START_RETRY_MS);
    }
  }

  private project(): ProjectRecord {
    if (!this.record) throw new AppError('not_found', 'There is no such project.');
    return this.record;
  }

  /** Runs a change alone: a second one meanwhile is told to wait rather than to overwrite. */
  private exclusively<Value>(what: string, body: () => Promise<Value>): Promise<Result<Value>> {
    return settle(`Project.${what}`, async () => {
      this.project();
      if (this.busy !== undefined) {
        throw new AppError('conflict', `This project is being ${this.busy} right now; wait for that to finish.`);
      }
      this.busy = what;
      try {
        return await body();
      } finally {
        this.busy = undefined;
      }
    });
  }

  private requireUnapproved(what: string): ProjectRecord {
    const project = this.project();
    if (project.approvedVersion !== undefined) {
      throw new AppError(
        'conflict',
        `The direction is approved and locked, so it cannot be ${what}. ` +
          `Take the approval back first (DELETE /api/projects/${project.id}/approve).`,
      );
    }
    return project;
  }

  private requireNoJob(what: string): Promise<void> {
    return this.jobs.requireNone(this.project(), what);
  }

  private saveDirection(direction: VideoDirection, origin: DirectionOrigin): VideoDirection {
    const project = this.project();
    const directionVersion = project.directionVersion + 1;
    const record = { ...project, direction, directionVersion, updatedAt: new Date().toISOString() };
    this.store.saveDirection(record, origin);
    this.record = record;
    return direction;
  }

  private update(project: ProjectRecord): ProjectRecord {
    const record = { ...project, updatedAt: new Date().toISOString() };
    this.store.save(record);
    this.record = record;
    return record;
  }

  /** Asks the director for a plan within the budget; what a model wrote in vain is kept for the user to read. */
  private async withDirector(
    task: UnusableAnswers['task'],
    ask: (director: AIDirector) => Promise<{ direction: VideoDirection }>,
    listener?: WritingListener,
  ): Promise<VideoDirection> {
    const { id, resolution, budgetUsd, jobId, castReferences } = this.project();
    await this.jobs.takeOver(jobId);
    const books = directorBooks(this.store, budgetUsd);
    const live = listener && tellWriting(listener);
    const hooks = { ...books, onWriting: live?.onWriting };
    const options = { resolution, castReferences, findModel: this.prices.findModel, ...hooks };
    await this.prices.refresh(this.project(), ['llm']);
    const context = { ...providerContext(this.env, id), livePrices: this.prices.all(this.project().config) };
    const director = createDirector(await this.configWithKeys(), context, options);
    try {
      const { direction } = await ask(director);
      return { ...direction, estimatedCost: this.prices.estimate(this.project(), direction) };
    } catch (thrown) {
      throw keptUnusable(this.store, { task, answers: books.answers }, id, thrown);
    } finally {
      await live?.told();
    }
  }

  private configWithKeys(): Promise<ProjectConfig> {
    return openConfig(this.project(), this.store, this.box);
  }

  private get box(): SecretBox {
    return new SecretBox(this.env.MASTER_KEYS);
  }
}
