import { deriveMotionPrompt, derivePrompt } from '../../director/derive-prompts.ts';
import { keyframeReferences } from '../../director/references.ts';
import { clipSeconds } from '../../lib/clip-seconds.ts';
import { type Keyframe, keyframePlan } from '../../lib/keyframes.ts';
import { referencesCost, sumUsd } from '../../lib/prices.ts';
import { filmFormat, layOut } from '../../lib/timeline.ts';
import { deriveSeed } from '../../lib/utils.ts';
import { vendorLimit, vendorOf } from '../../lib/vendor-limits.ts';
import type { BaseCompileProvider } from '../../providers/compile/base.ts';
import type { BaseImageProvider } from '../../providers/image/base.ts';
import type { BaseVideoProvider } from '../../providers/video/base.ts';
import type { FilmFormat, TransitionType } from '../../types/film.ts';
import type { Job, Media, Task, TaskIn } from '../../types/job.ts';
import {
  allShots,
  type CostEstimate,
  type DirectedScene,
  type DirectedShot,
  type Notice,
  type Project,
  type VideoDirection,
} from '../../types/project.ts';
import type { ModelInfo } from '../../types/providers.ts';
import { filmTasks } from './film-tasks.ts';

/** What a job's plan hangs on besides the direction. */
export interface JobPlanOptions {
  id: string;
  /** Milliseconds since 1970. */
  now: number;
  estimate: CostEstimate;
  /** Spent on language models by the project, in US dollars. */
  llmCostUsd: number;
  /** Spent by the project before this job, language models included, in US dollars. */
  spentBeforeUsd: number;
  providers: { image: BaseImageProvider; video: BaseVideoProvider; compile: BaseCompileProvider };
  /** Catalogue rows of the image and video models; undefined for models we know nothing of. */
  models: { image: ModelInfo | undefined; video: ModelInfo | undefined };
  /** Limits by vendor as the server sets them; undefined for the defaults. */
  limits: string | undefined;
  /** Whether this server has a public address that vendors can call. */
  webhooks: boolean;
  webhookSecret: string;
  kept: KeptWork;
}

/** What a person did to an earlier job of the project and wants to keep. */
export interface KeptWork {
  /** Results that are never made again, by task id. */
  locks: ReadonlyMap<string, Media[]>;
  /** Which variation of a picture or clip is wanted, by task id. */
  variations: ReadonlyMap<string, number>;
}

interface ShotPlace {
  scene: DirectedScene;
  shot: DirectedShot;
  /** First shot of the take this shot belongs to: one take is one place and one light, so it has one seed. */
  takeId: number;
}

function places(direction: VideoDirection): Map<number, ShotPlace> {
  const found = new Map<number, ShotPlace>();
  let takeId = 0;
  for (const scene of direction.scenes) {
    for (const shot of scene.shots) {
      if (!shot.continuesPrevious) takeId = shot.id;
      found.set(shot.id, { scene, shot, takeId });
    }
  }
  return found;
}

/**
 * The settings of a role that shape its results: all but its name, its model and its address. Reference pictures shape
 * what is drawn after them by what they are, not by the setting that chose them.
 */
function optionsOf(config: Project['config']['image' | 'video' | 'compile']): Task['options'] {
  const { provider: _provider, baseUrl: _baseUrl, ...rest } = config;
  const {
    model: _model,
    references: _used,
    ...options
  } = rest as typeof rest & { model?: string; references?: string };
  // Through JSON: what is undefined is left out, at every depth.
  return JSON.parse(JSON.stringify(options)) as Task['options'];
}

const keyframeTaskId = (key: string): string => `keyframe-${key}`;
const clipTaskId = (shotId: number): string => `clip-${shotId}`;

/**
 * Lays an approved direction out as a job: one task per keyframe, per clip, and one for the film. Tasks stand after
 * the tasks they need.
 */
export function planJob(project: Project, direction: VideoDirection, options: JobPlanOptions): Job {
  const { config, frameRate } = project;
  const { providers } = options;
  const format = filmFormat(project.aspectRatio, project.resolution, frameRate);
  const shots = allShots(direction);
  const timeline = layOut(shots, frameRate);
  const place = places(direction);
  const endFrames = providers.video.supportsEndFrame();
  const keyframes = keyframePlan(direction, { endFrames });
  const imageModel = options.models.image;
  const references = keyframeReferences(direction, keyframes, {
    given: project.castReferences,
    use: config.image.references,
    model: imageModel,
  });

  const placeOf = (shotId: number): ShotPlace => {
    const known = place.get(shotId);
    if (!known) throw new Error(`shot ${shotId} is in the keyframe plan but not in the direction`);
    return known;
  };
  const seedOf = (shotId: number): number => deriveSeed(project.seed, placeOf(shotId).takeId);
  const keyframeTask = (keyframe: Keyframe): Task => {
    const { scene, shot } = placeOf(keyframe.shotId);
    const drawnAfter = (references.get(keyframe.key) ?? []).map((one) =>
      'key' in one ? one : { task: keyframeTaskId(one.keyframe) },
    );
    return {
      shotId: shot.id,
      ...roleOf(config.image),
      ...begin(keyframeTaskId(keyframe.key), options.kept),
      ...usual(imageModel),
      inputs: drawnAfter.flatMap((one) => ('task' in one ? [one.task] : [])),
      estimateUsd: sumUsd(
        providers.image.estimateCost(format.width, format.height),
        referencesCost(imageModel, drawnAfter.length, format),
      ),
      work: {
        kind: 'keyframe',
        prompt: derivePrompt(direction, scene, shot, keyframe.frame, imageModel?.promptCharacters),
        width: format.width,
        height: format.height,
        seed: seedOf(shot.id),
        shot: shotContext(project, scene, shot, keyframe.frame),
        ...(drawnAfter.length === 0 ? {} : { references: drawnAfter }),
      },
    };
  };
  const clipTask = (shotId: number, start: string, end: string | undefined, frameCount: number): Task => {
    const { shot } = placeOf(shotId);
    const durationSeconds = clipSeconds(shot.duration, options.models.video?.durations, frameRate);
    const startTask = keyframeTaskId(start);
    const endTask = end === undefined ? undefined : keyframeTaskId(end);
    return {
      ...begin(clipTaskId(shotId), options.kept),
      shotId,
      ...roleOf(config.video),
      ...usual(options.models.video),
      inputs: endTask === undefined ? [startTask] : [startTask, endTask],
      estimateUsd: providers.video.estimateCost(durationSeconds, format),
      work: {
        kind: 'clip',
        prompt: deriveMotionPrompt(direction, shot, options.models.video?.promptCharacters),
        durationSeconds,
        frameCount,
        aspectRatio: project.aspectRatio,
        cameraMove: shot.cameraMove,
        startTask,
        ...(endTask === undefined ? {} : { endTask }),
        seed: seedOf(shotId),
      },
    };
  };

  const clips = keyframes.shots.map(({ shotId, start, end }, index) =>
    clipTask(shotId, start, end, timeline.shotFrames[index] ?? 1),
  );
  const film =
    config.compile.provider === 'none'
      ? []
      : filmTasks({
          title: direction.title,
          clips,
          timeline,
          frameRate,
          compile: roleOf(config.compile),
          conform: config.video.provider !== 'local',
          keepSound: config.video.audio === true && options.models.video?.nativeAudio !== 'never',
          estimateUsd: providers.compile.estimateCost(timeline.totalFrames / frameRate, format),
        });

  return {
    id: options.id,
    projectId: project.id,
    title: direction.title,
    state: 'queued',
    format,
    totalFrames: timeline.totalFrames,
    tasks: [...keyframes.keyframes.map(keyframeTask), ...clips, ...film],
    estimate: options.estimate,
    llmCostUsd: options.llmCostUsd,
    ...(project.budgetUsd === undefined ? {} : { budgetUsd: project.budgetUsd }),
    spentBeforeUsd: options.spentBeforeUsd,
    reservedUsd: 0,
    spentUsd: 0,
    limits: limits(project, options.limits),
    review: project.reviewKeyframes ? 'pending' : 'off',
    paused: false,
    holds: {},
    latencies: {},
    webhooks: options.webhooks,
    webhookSecret: options.webhookSecret,
    notices: [
      ...direction.notices,
      ...(endFrames ? [] : [noEndFrame(config.video.provider)]),
      ...compromises(providers.compile, timeline.transitions, shots),
    ],
    createdAt: options.now,
    updatedAt: options.now,
  };
}

function roleOf(
  config: Project['config']['image' | 'video' | 'compile'],
): Pick<Task, 'provider' | 'model' | 'options'> {
  const model = 'model' in config ? config.model : undefined;
  return { provider: config.provider, options: optionsOf(config), ...(model === undefined ? {} : { model }) };
}

/** A task as it begins: to be made, or kept as a person wants it. */
function begin(
  id: string,
  { locks, variations }: KeptWork,
): Pick<Task, 'id' | 'attempts' | 'submissions' | 'variation' | 'locked'> & Beginning {
  const media = locks.get(id);
  const counters = { id, attempts: 0, submissions: 0, variation: variations.get(id) ?? 0 };
  const first = media?.[0];
  if (!media || !first) return { ...counters, locked: false, state: 'waiting' };
  return {
    ...counters,
    locked: true,
    state: 'completed',
    requestHash: first.sha256,
    media,
    costUsd: 0,
    origin: 'uploaded',
  };
}

type Beginning =
  | { state: 'waiting' }
  | Pick<TaskIn<'completed'>, 'state' | 'requestHash' | 'media' | 'costUsd' | 'origin'>;

function usual(model: ModelInfo | undefined): Pick<Task, 'usualMs' | 'pollMs'> {
  const { usualSeconds, pollSeconds } = model ?? {};
  return {
    ...(usualSeconds === undefined ? {} : { usualMs: usualSeconds * 1000 }),
    ...(pollSeconds === undefined ? {} : { pollMs: pollSeconds * 1000 }),
  };
}

function limits({ config }: Project, settings: string | undefined): Job['limits'] {
  const names = ['local', config.image.provider, config.video.provider, config.compile.provider].map(vendorOf);
  return Object.fromEntries(names.map((name) => [name, vendorLimit(name, settings)]));
}

function noEndFrame(provider: string): Notice {
  return {
    code: 'end_frame_unsupported',
    message: `${provider} takes no last frame with this model, so end keyframes are neither made nor paid for.`,
  };
}

/** What the compiler does in its own way, each at the shot before the transition it is about. */
function compromises(
  compile: BaseCompileProvider,
  transitions: readonly TransitionType[],
  shots: readonly DirectedShot[],
): Notice[] {
  return (compile.compromises?.(transitions) ?? []).map(({ code, message, boundary }) => {
    const shot = boundary === undefined ? undefined : (shots[boundary - 1] ?? shots[boundary]);
    return { code, message, ...(shot ? { shotId: shot.id } : {}) };
  });
}

function shotContext(project: Project, scene: DirectedScene, shot: DirectedShot, frame: 'start' | 'end') {
  return {
    sceneId: scene.id,
    shotId: shot.id,
    frame,
    cameraMove: shot.cameraMove,
    shotSize: shot.shotSize,
    mood: scene.mood,
    lighting: shot.lighting,
    style: project.style ?? ('cinematic' as const),
    ...(shot.colorPalette === undefined ? {} : { colorPalette: shot.colorPalette }),
  };
}

/** Size and rate of a project's film. */
export function formatOf(project: Pick<Project, 'aspectRatio' | 'resolution' | 'frameRate'>): FilmFormat {
  return filmFormat(project.aspectRatio, project.resolution, project.frameRate);
}
