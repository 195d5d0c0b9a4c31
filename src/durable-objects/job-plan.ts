import { deriveMotionPrompt, derivePrompt } from '../director/derive-prompts.ts';
import { clipSeconds } from '../lib/clip-seconds.ts';
import { providerLimit } from '../lib/config.ts';
import { type Keyframe, keyframePlan } from '../lib/keyframes.ts';
import { filmFormat, layOut } from '../lib/timeline.ts';
import { deriveSeed } from '../lib/utils.ts';
import type { BaseCompileProvider } from '../providers/compile/base.ts';
import type { BaseImageProvider } from '../providers/image/base.ts';
import type { BaseVideoProvider } from '../providers/video/base.ts';
import type { FilmFormat } from '../types/film.ts';
import type { Job, Task } from '../types/job.ts';
import {
  allShots,
  type CostEstimate,
  type DirectedScene,
  type DirectedShot,
  type Notice,
  type Project,
  type VideoDirection,
} from '../types/project.ts';
import type { ModelInfo } from '../types/providers.ts';

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
  /** Catalogue row of the video model; undefined for models we know nothing of. */
  videoModel: ModelInfo | undefined;
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

/** The settings of a role that shape its results: all but its name, its model and its address. */
function optionsOf(config: Project['config']['image' | 'video' | 'compile']): Task['options'] {
  const { provider: _provider, baseUrl: _baseUrl, ...rest } = config;
  const { model: _model, ...options } = rest as typeof rest & { model?: string };
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

  const placeOf = (shotId: number): ShotPlace => {
    const known = place.get(shotId);
    if (!known) throw new Error(`shot ${shotId} is in the keyframe plan but not in the direction`);
    return known;
  };
  const seedOf = (shotId: number): number => deriveSeed(project.seed, placeOf(shotId).takeId);
  const keyframeTask = (keyframe: Keyframe): Task => {
    const { scene, shot } = placeOf(keyframe.shotId);
    return {
      id: keyframeTaskId(keyframe.key),
      shotId: shot.id,
      ...roleOf(config.image),
      inputs: [],
      estimateUsd: providers.image.estimateCost(format.width, format.height),
      attempts: 0,
      state: 'waiting',
      work: {
        kind: 'keyframe',
        prompt: derivePrompt(direction, scene, shot, keyframe.frame),
        width: format.width,
        height: format.height,
        seed: seedOf(shot.id),
        shot: shotContext(project, scene, shot, keyframe.frame),
      },
    };
  };
  const clipTask = (shotId: number, start: string, end: string | undefined, frameCount: number): Task => {
    const { shot } = placeOf(shotId);
    const durationSeconds = clipSeconds(shot.duration, options.videoModel?.durations, frameRate);
    const startTask = keyframeTaskId(start);
    const endTask = end === undefined ? undefined : keyframeTaskId(end);
    return {
      id: clipTaskId(shotId),
      shotId,
      ...roleOf(config.video),
      inputs: endTask === undefined ? [startTask] : [startTask, endTask],
      estimateUsd: providers.video.estimateCost(durationSeconds, format),
      attempts: 0,
      state: 'waiting',
      work: {
        kind: 'clip',
        prompt: deriveMotionPrompt(direction, shot),
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
  const filmTask = (): Task => {
    const clipTasks = clips.map((clip) => clip.id);
    return {
      id: 'film',
      ...roleOf(config.compile),
      inputs: clipTasks,
      estimateUsd: providers.compile.estimateCost(timeline.totalFrames / frameRate),
      attempts: 0,
      state: 'waiting',
      work: {
        kind: 'film',
        title: direction.title,
        clipTasks,
        frameCounts: timeline.shotFrames,
        transitions: timeline.transitions,
      },
    };
  };
  const film = config.compile.provider === 'none' ? [] : [filmTask()];

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
    limits: limits(project),
    notices: endFrames ? direction.notices : [...direction.notices, noEndFrame(config.video.provider)],
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

function limits({ config }: Project): Job['limits'] {
  const names = [config.image.provider, config.video.provider, config.compile.provider];
  return Object.fromEntries(names.map((name) => [name, providerLimit(name)]));
}

function noEndFrame(provider: string): Notice {
  return {
    code: 'end_frame_unsupported',
    message: `${provider} takes no last frame with this model, so end keyframes are neither made nor paid for.`,
  };
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
