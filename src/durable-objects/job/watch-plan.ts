import { planFilm, type Segment, segmentJobOf } from '../../lib/film-plan.ts';
import { AppError } from '../../types/errors.ts';
import type { FrameRate } from '../../types/film.ts';
import { FINAL_JOB_STATES, type Job, type Media, type TaskWork } from '../../types/job.ts';
import type { SegmentJob } from '../../types/render.ts';

/** A stretch of the film whose pictures are there: how it is packed for a player, and from what. */
export interface WatchSegment {
  job: SegmentJob;
  input: Media;
}

/** What can be watched of a job's film so far. */
export interface WatchPlan {
  projectId: string;
  frameRate: FrameRate;
  /** Seconds of the longest stretch the film has, those still to come included. */
  longestSeconds: number;
  /** From the film's beginning on, without a gap. */
  segments: WatchSegment[];
  /** Whether nothing is going to be added: the film is whole, or its job is over without it. */
  isComplete: boolean;
}

type FilmWork = Extract<TaskWork, { kind: 'film' }>;

/** Address of the playlist of a job's film. */
export function watchUrl(jobId: string): string {
  return `/api/jobs/${jobId}/watch.m3u8`;
}

/** Whether a job's film is put together here, piece by piece, so that its beginning can be watched before its end is made. */
export function isWatchable(job: Pick<Job, 'tasks'>): boolean {
  return job.tasks.some(({ work, provider }) => work.kind === 'film' && provider === 'local');
}

/**
 * Lists the stretches of a job's film that can be shown: its clips as the film will hold them, and its seams. A stretch in
 * which transitions touch one another is rendered with the film only, and shown from that.
 * @throws AppError `conflict` where no film is put together here.
 */
export function watchPlan(job: Job): WatchPlan {
  const film = job.tasks.find(({ work }) => work.kind === 'film');
  if (film?.work.kind !== 'film' || !isWatchable(job)) {
    throw new AppError(
      'conflict',
      film
        ? `${film.provider} cuts this film in one go, so it can be watched when it is finished.`
        : 'This project makes single clips, so there is no film to watch; the job lists the clips.',
    );
  }
  const { frameCounts, transitions } = film.work;
  const { frameRate } = job.format;
  const stretches = planFilm(frameCounts, transitions, frameRate).segments;
  const finished = film.state === 'completed' ? film.media[0] : undefined;
  const segments: WatchSegment[] = [];
  let seams = 0;
  for (const stretch of stretches) {
    const own = mediumOf(job, film.work, stretch, seams);
    if (stretch.kind === 'render' && stretch.seam) seams++;
    if (own) segments.push({ job: segmentJobOf(stretch, own.sha256, job.format), input: own });
    else if (finished) segments.push(fromFilm(stretch, finished, job));
    else break;
  }
  return {
    projectId: job.projectId,
    frameRate,
    longestSeconds: Math.max(...stretches.map(({ from, to }) => to - from)) / frameRate,
    segments,
    isComplete: segments.length === stretches.length || FINAL_JOB_STATES.has(job.state),
  };
}

/** The clip or seam a stretch is packed from, where it is there. Seams stand in the work in film order. */
function mediumOf(job: Job, work: FilmWork, stretch: Segment, seams: number): Media | undefined {
  const seamId = stretch.kind === 'render' && stretch.seam ? work.seamTasks[seams] : undefined;
  const id = stretch.kind === 'copy' ? work.clipTasks[stretch.clip.clip] : seamId;
  const task = job.tasks.find((candidate) => candidate.id === id);
  return task?.state === 'completed' ? task.media[0] : undefined;
}

function fromFilm({ from, to }: Segment, film: Media, { format }: Job): WatchSegment {
  return { job: { kind: 'segment', format, clip: film.sha256, from, to, filmFrame: from }, input: film };
}
