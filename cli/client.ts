import * as z from 'zod';
import {
  type CreateProjectInput,
  type EditShot,
  type GenerateAnswer,
  GenerateAnswerSchema,
  type JobView,
  JobViewSchema,
  KeyChecksSchema,
  type ProjectSummary,
  ProjectSummarySchema,
  type Refine,
} from '../src/types/api.ts';
import type { ExportFormat } from '../src/types/exports.ts';
import type { JobEvent } from '../src/types/job.ts';
import {
  type CostEstimate,
  CostEstimateSchema,
  type Project,
  ProjectSchema,
  type VideoDirection,
  VideoDirectionSchema,
} from '../src/types/project.ts';
import {
  type KeyCheck,
  ModelInfoSchema,
  type ProviderInfo,
  ProviderInfoSchema,
  type ProviderRole,
} from '../src/types/providers.ts';
import { followEvents } from './client-events.ts';
import { type ApiRequest, send, sendForJson } from './client-http.ts';

const ReferenceRoleSchema = z.object({ provider: z.string(), model: z.string().optional() });
/** Answer to `GET /api/projects/:id/cost?config=reference`: the plan priced with well-known paid providers. */
const ReferenceCostSchema = z.object({
  config: z.object({
    llm: ReferenceRoleSchema,
    image: ReferenceRoleSchema,
    video: ReferenceRoleSchema,
    compile: ReferenceRoleSchema,
  }),
  estimate: CostEstimateSchema,
});
export type ReferenceCost = z.infer<typeof ReferenceCostSchema>;

const ListedModelSchema = ModelInfoSchema.extend({ provider: z.string() });
/** One model of a role's catalogue, and whose it is. */
export type ListedModel = z.infer<typeof ListedModelSchema>;

/** The HTTP API as typed calls. Holds no rules: what may follow what is the server's to say. */
export class Client {
  /** Address of the server, without a path. */
  readonly server: string;
  private readonly signal: AbortSignal | undefined;

  /** @param signal ends every call that is under way. */
  constructor(server: string, signal?: AbortSignal) {
    this.server = server;
    this.signal = signal;
  }

  private json<Schema extends z.ZodType>(
    method: ApiRequest['method'],
    path: string,
    schema: Schema,
    body?: unknown,
  ): Promise<z.infer<Schema>> {
    return sendForJson(this.server, { method, path, body, signal: this.signal }, schema);
  }

  private project(id: string, rest = ''): string {
    return `/api/projects/${encodeURIComponent(id)}${rest}`;
  }

  /** Whether a server of ours answers there. */
  async health(): Promise<void> {
    await this.json('GET', '/api/health', z.looseObject({}));
  }

  createProject(input: CreateProjectInput): Promise<Project> {
    return this.json('POST', '/api/projects', ProjectSchema, input);
  }

  /** All projects, in the server's order. */
  async listProjects(): Promise<ProjectSummary[]> {
    return (await this.json('GET', '/api/projects', z.object({ projects: z.array(ProjectSummarySchema) }))).projects;
  }

  getProject(id: string): Promise<Project> {
    return this.json('GET', this.project(id), ProjectSchema);
  }

  direct(id: string): Promise<VideoDirection> {
    return this.json('POST', this.project(id, '/direct'), VideoDirectionSchema);
  }

  refine(id: string, feedback: Refine): Promise<VideoDirection> {
    return this.json('POST', this.project(id, '/refine'), VideoDirectionSchema, feedback);
  }

  editShot(id: string, shotId: number, edit: EditShot): Promise<VideoDirection> {
    return this.json('PATCH', this.project(id, `/direction/shots/${shotId}`), VideoDirectionSchema, edit);
  }

  addCastPicture(id: string, name: string, file: NonNullable<ApiRequest['file']>): Promise<Project> {
    const path = this.project(id, `/cast/${encodeURIComponent(name)}/pictures`);
    return sendForJson(this.server, { method: 'POST', path, file, signal: this.signal }, ProjectSchema);
  }

  removeCastPictures(id: string, name: string): Promise<Project> {
    return this.json('DELETE', this.project(id, `/cast/${encodeURIComponent(name)}/pictures`), ProjectSchema);
  }

  getDirection(id: string): Promise<VideoDirection> {
    return this.json('GET', this.project(id, '/direction'), VideoDirectionSchema);
  }

  approve(id: string): Promise<Project> {
    return this.json('POST', this.project(id, '/approve'), ProjectSchema);
  }

  withdrawApproval(id: string): Promise<Project> {
    return this.json('DELETE', this.project(id, '/approve'), ProjectSchema);
  }

  generate(id: string): Promise<GenerateAnswer> {
    return this.json('POST', this.project(id, '/generate'), GenerateAnswerSchema);
  }

  getCost(id: string): Promise<CostEstimate> {
    return this.json('GET', this.project(id, '/cost'), CostEstimateSchema);
  }

  getReferenceCost(id: string): Promise<ReferenceCost> {
    return this.json('GET', this.project(id, '/cost?config=reference'), ReferenceCostSchema);
  }

  async listProviders(): Promise<ProviderInfo[]> {
    return (await this.json('GET', '/api/providers', z.object({ providers: z.array(ProviderInfoSchema) }))).providers;
  }

  async listModels(role: ProviderRole): Promise<ListedModel[]> {
    const answer = z.object({ models: z.array(ListedModelSchema) });
    return (await this.json('GET', `/api/providers/${role}/models`, answer)).models;
  }

  /** Asks the vendors whether a project's keys work, free of charge. */
  async checkKeys(id: string): Promise<KeyCheck[]> {
    return (await this.json('POST', this.project(id, '/check'), KeyChecksSchema)).checks;
  }

  /** Deletes a project with everything that belongs to it. */
  async deleteProject(id: string): Promise<void> {
    await send(this.server, { method: 'DELETE', path: this.project(id), signal: this.signal });
  }

  getJob(id: string): Promise<JobView> {
    return this.json('GET', `/api/jobs/${encodeURIComponent(id)}`, JobViewSchema);
  }

  /** Tries again what failed in a job, and nothing else. */
  retryJob(id: string): Promise<JobView> {
    return this.steer(id, '/retry');
  }

  /** Ends a job; what it has made so far is kept. */
  cancelJob(id: string): Promise<JobView> {
    return this.steer(id, '/cancel');
  }

  /** Holds new submissions; what is under way is finished. */
  pauseJob(id: string): Promise<JobView> {
    return this.steer(id, '/pause');
  }

  /** Goes on after a pause. */
  resumeJob(id: string): Promise<JobView> {
    return this.steer(id, '/resume');
  }

  /** Lets clips begin after a review of the keyframes. */
  approveKeyframes(id: string): Promise<JobView> {
    return this.steer(id, '/approve');
  }

  /** Has a picture or clip made anew as another variation. */
  regenerate(id: string, taskId: string): Promise<JobView> {
    return this.steer(id, `/tasks/${encodeURIComponent(taskId)}/regenerate`);
  }

  /** Keeps a result whatever changes around it, or lets it go again. */
  lock(id: string, taskId: string, locked: boolean): Promise<JobView> {
    return this.steer(id, `/tasks/${encodeURIComponent(taskId)}/lock`, { locked });
  }

  /** Settles a task whose outcome nobody knows. */
  decide(id: string, taskId: string, decision: 'retry' | 'skip'): Promise<JobView> {
    return this.steer(id, `/tasks/${encodeURIComponent(taskId)}/decide`, { decision });
  }

  /** Puts a picture or clip of one's own in a task's place. */
  replace(id: string, taskId: string, file: NonNullable<ApiRequest['file']>): Promise<JobView> {
    const path = `/api/jobs/${encodeURIComponent(id)}/tasks/${encodeURIComponent(taskId)}/media`;
    return sendForJson(this.server, { method: 'PUT', path, file, signal: this.signal }, JobViewSchema);
  }

  private steer(id: string, rest: string, body?: unknown): Promise<JobView> {
    return this.json('POST', `/api/jobs/${encodeURIComponent(id)}${rest}`, JobViewSchema, body);
  }

  /** A job's events after a cursor, over any number of cut connections, until the caller stops. */
  events(jobId: string, after: number, signal?: AbortSignal): AsyncGenerator<JobEvent> {
    const signals = [this.signal, signal].filter((each) => each !== undefined);
    return followEvents(this.server, jobId, after, AbortSignal.any(signals));
  }

  /** Opens an export of a project. */
  openExport(id: string, format: ExportFormat): Promise<Response> {
    const path = this.project(id, `/exports/${format}`);
    return send(this.server, { method: 'GET', path, headers: { accept: '*/*' }, signal: this.signal });
  }

  /** Opens a medium by the address the API gave for it. */
  openMedia(path: string): Promise<Response> {
    return send(this.server, { method: 'GET', path, headers: { accept: '*/*' }, signal: this.signal });
  }
}
