import { type IncomingMedia, storeBytes, storeMedia } from '../lib/media-store.ts';
import type { GenerationResponse, ProviderContext } from '../providers/base.ts';
import { providerFactories } from '../providers/index.ts';
import { AppError, errorRecord } from '../types/errors.ts';
import type { Job, Media, Task, TaskIn } from '../types/job.ts';
import type { ProjectConfig } from '../types/providers.ts';
import type { JobCommand, JobInput, TaskReport } from './job-events.ts';

/** What the runner needs from the object it works for. */
export interface RunnerHost {
  job(): Job;
  context: ProviderContext;
  bucket: R2Bucket;
  /** Configuration of all roles with their keys, opened for the moment of use. */
  config(): Promise<ProjectConfig>;
}

/** What every media adapter can do, whatever it makes. */
interface MediaAdapter<Request> {
  generate(request: Request): Promise<GenerationResponse>;
  checkStatus(handle: Readonly<Record<string, unknown>>): Promise<GenerationResponse>;
  reconcile?(request: Request): Promise<GenerationResponse | undefined>;
  download?(url: string): Promise<Response>;
  cancel?(handle: Readonly<Record<string, unknown>>): Promise<void>;
}

/** A task's adapter and request, bound together so that the rest need not know of what kind they are. */
interface Operation extends Pick<MediaAdapter<never>, 'checkStatus' | 'download' | 'cancel'> {
  generate(): Promise<GenerationResponse>;
  /** Absent where a lost submission cannot be found again. */
  reconcile?: () => Promise<GenerationResponse | undefined>;
}

function bind<Request>(adapter: MediaAdapter<Request>, request: Request): Operation {
  return {
    generate: () => adapter.generate(request),
    checkStatus: (handle) => adapter.checkStatus(handle),
    ...(adapter.reconcile ? { reconcile: async () => adapter.reconcile?.(request) } : {}),
    ...(adapter.download ? { download: adapter.download.bind(adapter) } : {}),
    ...(adapter.cancel ? { cancel: adapter.cancel.bind(adapter) } : {}),
  };
}

/**
 * Carries out one command and says what came of it. Every outcome is an input for the job's transition; nothing is
 * thrown, nothing is tried twice.
 */
export async function runCommand(command: JobCommand, host: RunnerHost): Promise<JobInput | undefined> {
  const { taskId } = command;
  const task = host.job().tasks.find((candidate) => candidate.id === taskId);
  if (!task) return undefined;
  switch (command.type) {
    case 'submit':
      return submit(task, host);
    case 'reconcile':
      return reconcile(task, host);
    case 'poll':
      return task.state === 'running' ? poll(task, host) : undefined;
    case 'store':
      return task.state === 'storing' ? store(task, host) : undefined;
    case 'cancel':
      if (task.state === 'running') await cancel(task, host);
      return undefined;
  }
}

async function submit(task: Task, host: RunnerHost): Promise<JobInput> {
  try {
    const response = await (await operation(task, host)).generate();
    return { type: 'submitted', taskId: task.id, report: await toReport(response, host) };
  } catch (thrown) {
    return submissionFailure(task, AppError.from(thrown));
  }
}

/** After a crash: adapters that can find a lost submission are asked; with the others a person decides. */
async function reconcile(task: Task, host: RunnerHost): Promise<JobInput> {
  try {
    const { reconcile: find } = await operation(task, host);
    if (!find) {
      const error = new AppError(
        'outcome_unknown',
        `The server stopped while ${task.id} was being sent to ${task.provider}; it may have been charged.`,
      );
      return { type: 'submit-in-doubt', taskId: task.id, error: errorRecord(error) };
    }
    const found = await find();
    if (found) return { type: 'submitted', taskId: task.id, report: await toReport(found, host) };
    const error = new AppError('unavailable', 'The submission never arrived.', { retryable: true });
    return { type: 'submit-refused', taskId: task.id, error: errorRecord(error), jitter: 0 };
  } catch (thrown) {
    return submissionFailure(task, AppError.from(thrown));
  }
}

async function poll(task: TaskIn<'running'>, host: RunnerHost): Promise<JobInput> {
  try {
    const report = await toReport(await (await operation(task, host)).checkStatus(task.handle), host);
    return { type: 'status', taskId: task.id, report };
  } catch (thrown) {
    return { type: 'status-unreachable', taskId: task.id, error: errorRecord(AppError.from(thrown)) };
  }
}

async function store(task: TaskIn<'storing'>, host: RunnerHost): Promise<JobInput> {
  try {
    const { download } = await operation(task, host);
    const media: Media[] = [];
    for (const result of task.results) {
      if ('media' in result) {
        media.push(result.media);
        continue;
      }
      const response = await open(download, result.url, host);
      media.push(await storeMedia(host.bucket, host.job().projectId, incoming(response, result.url)));
    }
    return { type: 'landed', taskId: task.id, media };
  } catch (thrown) {
    return { type: 'landing-failed', taskId: task.id, error: errorRecord(AppError.from(thrown)) };
  }
}

async function cancel(task: TaskIn<'running'>, host: RunnerHost): Promise<void> {
  try {
    await (await operation(task, host)).cancel?.(task.handle);
  } catch {
    // Not stopped means that the result will be polled and kept, which is no loss.
  }
}

async function open(download: Operation['download'], url: string, host: RunnerHost): Promise<Response> {
  const response = download ? await download(url) : await host.context.fetch(new Request(url));
  if (response.ok) return response;
  await response.body?.cancel();
  throw new AppError('unavailable', `A result could not be fetched (${response.status}); it is tried again.`, {
    retryable: true,
    vendorStatus: response.status,
    stage: 'download',
  });
}

function incoming(response: Response, url: string): IncomingMedia {
  const sha256 = /[0-9a-f]{64}$/.exec(url)?.[0];
  const { body } = response;
  if (!body || sha256 === undefined) {
    throw new AppError('bad_response', 'A result has no content, or no hash to store it by.', { stage: 'download' });
  }
  return {
    body,
    sha256,
    sizeBytes: Number(response.headers.get('content-length')),
    mediaType: response.headers.get('content-type')?.split(';')[0]?.trim() ?? '',
  };
}

/** Builds a task's adapter and request from the stored job and the configuration with its keys. */
async function operation(task: Task, host: RunnerHost): Promise<Operation> {
  const config = await host.config();
  const { work } = task;
  const job = host.job();
  const mediaOf = (id: string): Media => {
    const input = job.tasks.find((candidate) => candidate.id === id);
    const media = input?.state === 'completed' ? input.media[0] : undefined;
    if (!media) throw new AppError('internal', `${task.id} was started before ${id} was there.`);
    return media;
  };
  switch (work.kind) {
    case 'keyframe': {
      const { kind: _kind, ...request } = work;
      return bind(providerFactories.image.create(config.image, host.context), request);
    }
    case 'clip':
      return bind(providerFactories.video.create(config.video, host.context), {
        prompt: work.prompt,
        startImageUrl: mediaOf(work.startTask).key,
        ...(work.endTask === undefined ? {} : { endImageUrl: mediaOf(work.endTask).key }),
        duration: work.durationSeconds,
        aspectRatio: work.aspectRatio,
        seed: work.seed,
        cameraMove: work.cameraMove,
        format: job.format,
        frameCount: work.frameCount,
      });
    case 'film':
      return bind(providerFactories.compile.create(config.compile, host.context), {
        title: work.title,
        format: job.format,
        clips: work.clipTasks.map((id, index) => ({ key: mediaOf(id).key, frameCount: work.frameCounts[index] ?? 0 })),
        transitions: work.transitions,
      });
  }
}

function submissionFailure(task: Task, error: AppError): JobInput {
  // Only an adapter knows that a request was surely refused; anything it did not name may have been charged.
  const inDoubt = error.code === 'outcome_unknown' || (error.code === 'internal' && task.estimateUsd !== 0);
  return inDoubt
    ? { type: 'submit-in-doubt', taskId: task.id, error: errorRecord(error) }
    : { type: 'submit-refused', taskId: task.id, error: errorRecord(error), jitter: Math.random() };
}

/** A vendor's word as plain data. Bytes that came inside the answer are stored here, before anything else happens. */
async function toReport(response: GenerationResponse, host: RunnerHost): Promise<TaskReport> {
  switch (response.status) {
    case 'failed': {
      const { error, charged } = response;
      return { status: 'failed', error: errorRecord(error), ...(charged === undefined ? {} : { charged }) };
    }
    case 'completed': {
      const { outputs, ...rest } = response;
      const results = await Promise.all(
        outputs.map(async (output) =>
          'url' in output ? output : { media: await storeBytes(host.bucket, host.job().projectId, output) },
        ),
      );
      return { ...rest, results };
    }
    default:
      return response;
  }
}
