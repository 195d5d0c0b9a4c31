import { sha256OfKey } from '../lib/media-store.ts';
import { hashOf } from '../lib/utils.ts';
import type { GenerationResponse, MediaProvider, ProviderContext, Submission } from '../providers/base.ts';
import type { CompileRequest, PreparationJob } from '../providers/compile/base.ts';
import { providerFactories } from '../providers/index.ts';
import { AppError } from '../types/errors.ts';
import type { Job, Media, Task, TaskWork } from '../types/job.ts';
import type { ProjectConfig } from '../types/providers.ts';
import type { SeamJob } from '../types/render.ts';
import { workOf } from './job/tasks.ts';

/** A task's adapter and request, bound together so that the rest need not know of what kind they are. */
export interface Operation
  extends Pick<MediaProvider<never>, 'checkStatus' | 'download' | 'cancel' | 'verifyWebhook' | 'handleFromWebhook'> {
  /** The next billable submission: the first, or the one after the task's finished step. */
  generate(): Promise<GenerationResponse>;
  /** Absent where a lost submission cannot be found again. */
  reconcile?: () => Promise<GenerationResponse | undefined>;
  /** What the result has to be. */
  kind: 'image' | 'video';
  /** The provider's own address where the user set one: results on it are fetched even without https. */
  trustedOrigin: string | undefined;
}

/** Everything an operation is made from. */
export interface OperationSource {
  job: Job;
  task: Task;
  config: ProjectConfig;
  context: ProviderContext;
  submission: Submission;
}

/**
 * Builds a task's adapter and request from the stored job and the configuration with its keys.
 * @throws AppError `unsupported` when this version has no adapter for the provider.
 */
export function operationOf(source: OperationSource): Operation {
  const { config, context, submission, task } = source;
  const work = workOf(task);
  switch (work.kind) {
    case 'keyframe': {
      const { kind: _kind, references, ...request } = work;
      const keys = references?.map((one) => ('key' in one ? one.key : mediaOf(source, one.task).key));
      const adapter = providerFactories.image.create(config.image, context);
      const drawnAfter = keys === undefined ? {} : { referenceImages: keys };
      return bind(task, adapter, { ...request, ...drawnAfter, submission }, 'image', config.image.baseUrl);
    }
    case 'clip':
      return bind(
        task,
        providerFactories.video.create(config.video, context),
        {
          prompt: work.prompt,
          startImageUrl: mediaOf(source, work.startTask).key,
          ...(work.endTask === undefined ? {} : { endImageUrl: mediaOf(source, work.endTask).key }),
          duration: work.durationSeconds,
          aspectRatio: work.aspectRatio,
          seed: work.seed,
          cameraMove: work.cameraMove,
          format: source.job.format,
          frameCount: work.frameCount,
          submission,
        },
        'video',
        config.video.baseUrl,
      );
    case 'conform':
      return preparation(source, conformJob(source, work), [mediaOf(source, work.clipTask).key]);
    case 'seam': {
      const sides = [work.earlier, work.later].flatMap((side) => (side ? [mediaOf(source, side.task).key] : []));
      return preparation(source, seamJob(source, work), sides);
    }
    case 'film':
      return bind(
        task,
        providerFactories.compile.create(config.compile, context),
        {
          title: work.title,
          format: source.job.format,
          clips: work.clipTasks.map((id, index) => ({
            key: mediaOf(source, id).key,
            ...sourceOf(source, id),
            frameCount: work.frameCounts[index] ?? 0,
          })),
          transitions: work.transitions,
          seams: work.seamTasks.map((id) => seamOf(source, id)),
          ...soundOf(work.soundTasks?.map((id) => mediaOf(source, id))),
          submission,
        },
        'video',
        config.compile.baseUrl,
      );
  }
}

/** The clips' own sound, in the form a film asks for it. */
function soundOf(clips: readonly Media[] | undefined): Pick<CompileRequest, 'sound' | 'soundKeys'> {
  if (!clips) return {};
  return { sound: { clips: clips.map(({ sha256 }) => sha256), tracks: [] }, soundKeys: clips.map(({ key }) => key) };
}

function bind<Request>(
  { finishedStep }: Task,
  adapter: MediaProvider<Request>,
  request: Request,
  kind: Operation['kind'],
  baseUrl: string | undefined,
): Operation {
  return {
    ...abilities(adapter),
    generate: async () => {
      if (finishedStep === undefined) return adapter.generate(request);
      if (!adapter.proceed) throw new AppError('unsupported', 'This provider has no further step; make it anew.');
      return adapter.proceed(finishedStep, request);
    },
    ...(adapter.reconcile ? { reconcile: async () => adapter.reconcile?.(request) } : {}),
    kind,
    trustedOrigin: baseUrl === undefined ? undefined : new URL(baseUrl).origin,
  };
}

function abilities<Request>(
  adapter: MediaProvider<Request>,
): Pick<Operation, 'checkStatus' | 'download' | 'cancel' | 'verifyWebhook' | 'handleFromWebhook'> {
  return {
    checkStatus: (handle) => adapter.checkStatus(handle),
    ...(adapter.download ? { download: adapter.download.bind(adapter) } : {}),
    ...(adapter.cancel ? { cancel: adapter.cancel.bind(adapter) } : {}),
    ...(adapter.verifyWebhook ? { verifyWebhook: adapter.verifyWebhook.bind(adapter) } : {}),
    ...(adapter.handleFromWebhook ? { handleFromWebhook: adapter.handleFromWebhook.bind(adapter) } : {}),
  };
}

/** Free work of the render service, which may be asked for again at any time. */
function preparation({ context }: OperationSource, job: PreparationJob, inputs: string[]): Operation {
  const adapter = providerFactories.compile.create({ provider: 'local' }, context);
  const prepare = async (): Promise<GenerationResponse> => {
    if (!adapter.prepare) throw new AppError('internal', 'The local film maker cannot prepare clips.');
    return adapter.prepare(job, inputs);
  };
  return { ...abilities(adapter), generate: prepare, reconcile: prepare, kind: 'video', trustedOrigin: undefined };
}

type WorkOf<Kind extends TaskWork['kind']> = Extract<TaskWork, { kind: Kind }>;

function conformJob(source: OperationSource, work: WorkOf<'conform'>): PreparationJob {
  const { clipTask, frameCount, transitionAtStart, transitionAtEnd } = work;
  const clip = sha256OfKey(mediaOf(source, clipTask).key);
  return { kind: 'conform', clip, frameCount, format: source.job.format, transitionAtStart, transitionAtEnd };
}

function seamJob(source: OperationSource, work: WorkOf<'seam'>): SeamJob {
  const side = (clip: typeof work.earlier) =>
    clip ? { clip: sha256OfKey(mediaOf(source, clip.task).key), frameCount: clip.frameCount } : undefined;
  const [earlier, later] = [side(work.earlier), side(work.later)];
  return {
    kind: 'seam',
    format: source.job.format,
    transition: work.transition,
    ...(earlier ? { earlier } : {}),
    ...(later ? { later } : {}),
  };
}

/** The clip as it came, where a task conformed it. */
function sourceOf(source: OperationSource, id: string): { sourceKey?: string } {
  const work = source.job.tasks.find((task) => task.id === id)?.work;
  return work?.kind === 'conform' ? { sourceKey: mediaOf(source, work.clipTask).key } : {};
}

/** A rendered seam under the id of its job, which follows from what it was rendered from. */
function seamOf(source: OperationSource, id: string): { id: string; key: string } {
  const task = source.job.tasks.find((candidate) => candidate.id === id);
  if (task?.work.kind !== 'seam') throw new AppError('internal', `${id} is not a seam of this film.`);
  return { id: hashOf(seamJob(source, task.work)), key: mediaOf(source, id).key };
}

function mediaOf({ job, task }: OperationSource, id: string): Media {
  const input = job.tasks.find((candidate) => candidate.id === id);
  const media = input?.state === 'completed' ? input.media[0] : undefined;
  if (!media) throw new AppError('internal', `${task.id} was started before ${id} was there.`);
  return media;
}
