import { roundUsd } from '../lib/utils.ts';
import type { JobView, TaskView } from '../types/api.ts';
import type { Job, JobCostTracking, Task } from '../types/job.ts';

/** Address of a stored medium, relative to the server. */
export function mediaUrl(key: string): string {
  return `/api/media/${key}`;
}

/** A job as `GET /api/jobs/:jobId` shows it. Handles, hashes of requests and reservations stay inside. */
export function jobView(job: Job, cursor: number): JobView {
  const film = job.tasks.find((task) => task.work.kind === 'film');
  return {
    id: job.id,
    projectId: job.projectId,
    title: job.title,
    state: job.state,
    format: job.format,
    totalFrames: job.totalFrames,
    progress: {
      ...count(job.tasks),
      keyframes: count(job.tasks.filter((task) => task.work.kind === 'keyframe')),
      clips: count(job.tasks.filter((task) => task.work.kind === 'clip')),
      film: count(job.tasks.filter((task) => task.work.kind === 'film')),
    },
    tasks: job.tasks.map(taskView),
    cost: costTracking(job),
    notices: job.notices,
    clipUrls: job.tasks.filter((task) => task.work.kind === 'clip').flatMap(urlsOf),
    cursor,
    createdAt: new Date(job.createdAt).toISOString(),
    updatedAt: new Date(job.updatedAt).toISOString(),
    ...(job.reason === undefined ? {} : { reason: job.reason }),
    ...(film?.state === 'completed' ? { filmUrl: urlsOf(film)[0] } : {}),
  };
}

/** Estimated and actual cost of a job so far. */
export function costTracking(job: Job): JobCostTracking {
  const images: { shotId: number; cost: number }[] = [];
  const videos: { shotId: number; cost: number }[] = [];
  let compile = 0;
  for (const task of job.tasks) {
    if (task.state !== 'completed') continue;
    const cost = task.costUsd ?? 0;
    if (task.work.kind === 'film') compile += cost;
    else (task.work.kind === 'keyframe' ? images : videos).push({ shotId: task.shotId ?? 0, cost });
  }
  return {
    estimated: job.estimate,
    actual: { llm: job.llmCostUsd, images, videos, compile, total: roundUsd(job.llmCostUsd + job.spentUsd) },
  };
}

function count(tasks: readonly Task[]): { done: number; total: number } {
  return { done: tasks.filter((task) => task.state === 'completed').length, total: tasks.length };
}

function urlsOf(task: Task): string[] {
  return task.state === 'completed' ? task.media.map((media) => mediaUrl(media.key)) : [];
}

function taskView(task: Task): TaskView {
  const { id, work, shotId, provider, model, state, attempts } = task;
  return {
    id,
    kind: work.kind,
    provider,
    state,
    attempts,
    ...(shotId === undefined ? {} : { shotId }),
    ...(model === undefined ? {} : { model }),
    ...(work.kind === 'keyframe' ? { frame: work.shot.frame } : {}),
    ...(task.state === 'running' && task.progress !== undefined ? { progress: task.progress } : {}),
    ...(task.state === 'completed'
      ? { reused: task.reused, media: task.media.map((media) => ({ ...media, url: mediaUrl(media.key) })) }
      : {}),
    ...('error' in task ? { error: task.error } : {}),
  };
}
