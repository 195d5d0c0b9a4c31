import { roundUsd } from '../../lib/utils.ts';
import type { JobView, TaskView } from '../../types/api.ts';
import type { Charge, Job, JobCost, JobCostTracking, Task } from '../../types/job.ts';
import { isWatchable, watchUrl } from './watch-plan.ts';

/** Address of a stored medium, relative to the server. */
export function mediaUrl(key: string): string {
  return `/api/media/${key}`;
}

/** A job as `GET /api/jobs/:jobId` shows it. Handles, hashes of requests and reservations stay inside. */
export function jobView(job: Job, settlements: readonly Settlement[], cursor: number): JobView {
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
    cost: costTracking(job, settlements),
    notices: job.notices,
    clipUrls: job.tasks.filter((task) => task.work.kind === 'clip').flatMap(urlsOf),
    cursor,
    createdAt: new Date(job.createdAt).toISOString(),
    updatedAt: new Date(job.updatedAt).toISOString(),
    ...(job.reason === undefined ? {} : { reason: job.reason }),
    ...(isWatchable(job) ? { watchUrl: watchUrl(job.id) } : {}),
    ...(film?.state === 'completed' ? { filmUrl: urlsOf(film)[0] } : {}),
  };
}

/** One settled submission of a job's ledger. */
export interface Settlement {
  taskId: string;
  amountUsd: number;
  basis: Charge['basis'];
  /** Milliseconds since 1970. */
  at: number;
}

/** Estimated and actual cost of a job so far. Every submission counts that was settled: retries and remakes too. */
export function costTracking(job: Job, settlements: readonly Settlement[]): JobCostTracking {
  const images: { shotId: number; cost: number }[] = [];
  const videos: { shotId: number; cost: number }[] = [];
  let compile = 0;
  for (const { taskId, amountUsd } of settlements) {
    const task = job.tasks.find((candidate) => candidate.id === taskId);
    if (task?.work.kind === 'keyframe') images.push({ shotId: task.shotId ?? 0, cost: amountUsd });
    else if (task?.work.kind === 'clip') videos.push({ shotId: task.shotId ?? 0, cost: amountUsd });
    else compile = roundUsd(compile + amountUsd);
  }
  return {
    estimated: job.estimate,
    actual: { llm: job.llmCostUsd, images, videos, compile, total: roundUsd(job.llmCostUsd + job.spentUsd) },
  };
}

const ROLES = { keyframe: 'image', clip: 'video', conform: 'compile', seam: 'compile', film: 'compile' } as const;

/** A job's cost as `GET /api/jobs/:jobId/cost` shows it, submission by submission. */
export function jobCost(job: Job, settlements: readonly Settlement[]): JobCost {
  const charges = settlements.flatMap(({ taskId, amountUsd, basis, at }): Charge[] => {
    const task = job.tasks.find((candidate) => candidate.id === taskId);
    if (!task) return [];
    const { shotId, provider, model, work } = task;
    return [
      {
        taskId,
        role: ROLES[work.kind],
        provider,
        costUsd: basis === 'unknown' ? null : amountUsd,
        basis,
        at: new Date(at).toISOString(),
        ...(shotId === undefined ? {} : { shotId }),
        ...(model === undefined ? {} : { model }),
      },
    ];
  });
  const { reservedUsd, spentUsd, spentBeforeUsd, budgetUsd } = job;
  return {
    ...costTracking(job, settlements),
    reservedUsd,
    spentUsd,
    spentBeforeUsd,
    charges,
    ...(budgetUsd === undefined ? {} : { budgetUsd }),
  };
}

function count(tasks: readonly Task[]): { done: number; total: number } {
  return { done: tasks.filter((task) => task.state === 'completed').length, total: tasks.length };
}

function urlsOf(task: Task): string[] {
  return task.state === 'completed' ? task.media.map((media) => mediaUrl(media.key)) : [];
}

function taskView(task: Task): TaskView {
  const { id, work, shotId, provider, model, state, attempts, locked } = task;
  return {
    id,
    kind: work.kind,
    provider,
    state,
    attempts,
    locked,
    ...(shotId === undefined ? {} : { shotId }),
    ...(model === undefined ? {} : { model }),
    ...(work.kind === 'keyframe' ? { frame: work.shot.frame } : {}),
    ...(task.state === 'running' && task.progress !== undefined ? { progress: task.progress } : {}),
    ...(task.state === 'completed'
      ? {
          reused: task.origin === 'reused',
          origin: task.origin,
          media: task.media.map((media) => ({ ...media, url: mediaUrl(media.key) })),
          ...(task.notices ? { notices: task.notices } : {}),
        }
      : {}),
    ...('error' in task && task.error ? { error: task.error } : {}),
  };
}
