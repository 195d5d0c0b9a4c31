import type { Job, JobState, Media, StoredResult } from '../../types/job.ts';
import type { Reusable } from './change.ts';

/** What a job leaves to later jobs of its project. */
export interface JobLegacy {
  state: JobState;
  /** Spent or still promised, in US dollars. */
  committedUsd: number;
  results: StoredResult[];
  /** Keys of all media its own tasks have. */
  mediaKeys: string[];
  /** Results that a person wants kept whatever changes, by task. */
  locks: { taskId: string; media: Media[] }[];
  /** Which variation of a picture or clip a person wanted, where it is not the first. */
  variations: { taskId: string; variation: number }[];
}

/** Gathers a job's legacy. @param known everything it made or was given, by request hash. */
export function legacyOf(job: Job, known: Reusable): JobLegacy {
  return {
    state: job.state,
    committedUsd: job.spentUsd + job.reservedUsd,
    mediaKeys: job.tasks.flatMap((task) => (task.state === 'completed' ? task.media.map(({ key }) => key) : [])),
    results: [...known].map(([requestHash, media]) => ({ requestHash, media })),
    locks: job.tasks.flatMap((task) =>
      task.state === 'completed' && task.locked ? [{ taskId: task.id, media: task.media }] : [],
    ),
    variations: job.tasks.flatMap(({ id, variation }) => (variation > 0 ? [{ taskId: id, variation }] : [])),
  };
}

/** Tells media that hold one of these keys. */
export function deadMedia(keys: readonly string[]): (media: readonly Media[]) => boolean {
  const dead = new Set(keys);
  return (media) => media.some(({ key }) => dead.has(key));
}
