import type { JobView } from '../types/api.ts';
import type { Media } from '../types/job.ts';
import type { Edit } from './edit.ts';

/** Where a job stands in making what an edit shows. */
export type ClipsState = 'none' | 'outdated' | 'some' | 'all';

/** The clips of an edit's shots, as far as a job has made them. */
export interface EditClips {
  state: ClipsState;
  /** By shot id; empty when the clips are outdated. */
  byShot: ReadonlyMap<number, Media>;
}

/**
 * Finds the clips of an edit in a job. They count only while the plan's shots and their lengths are still those that
 * the job was made for: otherwise they would not fit the timeline.
 */
export function findClips(edit: Edit, job: JobView | undefined): EditClips {
  const tasks = job?.tasks.filter(({ kind }) => kind === 'clip') ?? [];
  const byShot = new Map<number, Media>();
  // A conformed clip takes its vendor's place: it has the film's format and exactly its shot's frames.
  for (const { shotId, media } of [...tasks, ...(job?.tasks.filter(({ kind }) => kind === 'conform') ?? [])]) {
    if (shotId !== undefined && media?.[0] !== undefined) byShot.set(shotId, media[0]);
  }
  if (job === undefined || byShot.size === 0) return { state: 'none', byShot: new Map() };
  const isSame =
    job.totalFrames === edit.totalFrames &&
    job.format.frameRate === edit.frameRate &&
    tasks.length === edit.shots.length &&
    tasks.every(({ shotId }, index) => shotId === edit.shots[index]?.shot.id);
  if (!isSame) return { state: 'outdated', byShot: new Map() };
  return { state: byShot.size === edit.shots.length ? 'all' : 'some', byShot };
}

/** A shot's first and last frame as pictures, as far as there are any. */
export interface ShotPictures {
  start?: Media;
  end?: Media;
}

/** Keyframes of an edit's shots by shot id. A shot that continues the one before starts with that one's last frame. */
export function findPictures(edit: Edit, job: JobView | undefined): Map<number, ShotPictures> {
  const keyframes = new Map<string, Media>();
  for (const { kind, shotId, frame, media } of job?.tasks ?? []) {
    if (kind === 'keyframe' && media?.[0] !== undefined) keyframes.set(`${shotId}-${frame}`, media[0]);
  }
  const pictures = new Map<number, ShotPictures>();
  let previousEnd: Media | undefined;
  for (const { shot } of edit.shots) {
    const start = (shot.continuesPrevious ? previousEnd : undefined) ?? keyframes.get(`${shot.id}-start`);
    const end = keyframes.get(`${shot.id}-end`);
    pictures.set(shot.id, { ...(start ? { start } : {}), ...(end ? { end } : {}) });
    previousEnd = end;
  }
  return pictures;
}

/** The finished film of an edit, where the job's clips still fit it. */
export function findFilm(edit: Edit, job: JobView | undefined): Media | undefined {
  if (findClips(edit, job).state !== 'all') return undefined;
  return job?.tasks.find(({ kind }) => kind === 'film')?.media?.[0];
}
