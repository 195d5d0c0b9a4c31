import { planFilm, type Segment } from '../../lib/film-plan.ts';
import type { Timeline } from '../../lib/timeline.ts';
import type { FrameRate, TransitionType } from '../../types/film.ts';
import type { Task, TaskIn, TaskWork } from '../../types/job.ts';

/** What a film is cut from. */
export interface FilmTasksRequest {
  title: string;
  /** The clips' tasks, in film order. */
  clips: readonly Task[];
  timeline: Timeline;
  frameRate: FrameRate;
  /** Who cuts it. */
  compile: Pick<Task, 'provider' | 'model' | 'options'>;
  /** Whether clips come in a vendor's own size and rate. */
  conform: boolean;
  /** Whether the sound that clips come with is kept. */
  keepSound: boolean;
  estimateUsd: number | null;
}

/**
 * The tasks from clips to film. Where the film is cut here, each clip is conformed as soon as it has landed and each
 * seam rendered as soon as its clips are there, so that the film is ready right after its last clip. Hosted compilers
 * take the clips as they are.
 */
export function filmTasks(request: FilmTasksRequest): Task[] {
  const { title, clips, timeline, compile, estimateUsd } = request;
  const local = compile.provider === 'local';
  const conformed = local && request.conform ? clips.map((clip, index) => conformTask(request, clip, index)) : [];
  const pieces = conformed.length > 0 ? conformed : clips;
  const seams = local ? seamTasks(request, pieces) : [];
  const clipTasks = pieces.map((task) => task.id);
  const seamIds = seams.map((task) => task.id);
  const soundTasks = request.keepSound ? clips.map((clip) => clip.id) : [];
  const film = task('film', undefined, [...new Set([...clipTasks, ...seamIds, ...soundTasks])], {
    kind: 'film',
    title,
    clipTasks,
    seamTasks: seamIds,
    ...(request.keepSound ? { soundTasks } : {}),
    frameCounts: timeline.shotFrames,
    transitions: timeline.transitions,
  });
  return [...conformed, ...seams, { ...film, ...compile, estimateUsd }];
}

/** Free work that the render service does. */
function task(id: string, shotId: number | undefined, inputs: string[], work: TaskWork): TaskIn<'waiting'> {
  return {
    id,
    ...(shotId === undefined ? {} : { shotId }),
    provider: 'local',
    options: {},
    inputs,
    work,
    estimateUsd: 0,
    attempts: 0,
    submissions: 0,
    variation: 0,
    locked: false,
    state: 'waiting',
  };
}

function conformTask({ timeline }: FilmTasksRequest, clip: Task, index: number): Task {
  const touches = (transition: TransitionType | undefined, atEdge: boolean): boolean =>
    atEdge ? transition === 'fade_black' || transition === 'fade_white' : transition !== 'cut';
  return task(`conform-${clip.shotId}`, clip.shotId, [clip.id], {
    kind: 'conform',
    clipTask: clip.id,
    frameCount: timeline.shotFrames[index] ?? 1,
    transitionAtStart: touches(timeline.transitions[index], index === 0),
    transitionAtEnd: touches(timeline.transitions[index + 1], index === timeline.shotFrames.length - 1),
  });
}

function seamTasks({ timeline, frameRate, clips }: FilmTasksRequest, pieces: readonly Task[]): Task[] {
  const { segments } = planFilm(timeline.shotFrames, timeline.transitions, frameRate);
  return segments.flatMap((segment) => seamTask(segment, timeline, pieces, clips));
}

function seamTask(segment: Segment, { shotFrames }: Timeline, pieces: readonly Task[], clips: readonly Task[]): Task[] {
  if (segment.kind !== 'render' || !segment.seam) return [];
  const { transition, earlier, later } = segment.seam;
  const side = (from: readonly Task[], index: number | undefined) => {
    const piece = from[index ?? -1];
    return piece ? { task: piece.id, frameCount: shotFrames[index ?? 0] ?? 1, shotId: piece.shotId } : undefined;
  };
  // The later clip's first frames are taken from it as it came: no seam waits for its own clip to be conformed.
  const [before, after] = [side(pieces, earlier), side(clips, later)];
  const name = [before?.shotId, after?.shotId].filter((id) => id !== undefined).join('-');
  const half = before && after ? '' : before ? '-out' : '-in';
  const inputs = [before, after].flatMap((clip) => (clip ? [clip.task] : []));
  return [
    task(`seam-${name}${half}`, (before ?? after)?.shotId, inputs, {
      kind: 'seam',
      transition,
      ...(before ? { earlier: { task: before.task, frameCount: before.frameCount } } : {}),
      ...(after ? { later: { task: after.task, frameCount: after.frameCount } } : {}),
    }),
  ];
}
