import type * as z from 'zod';
// Through `z.core` the bundle would get every part of zod, its translations into sixty languages included.
import { toDotPath } from 'zod/v4/core';
import type { Notice, VideoDirection } from '../types/project.ts';
import { VideoDirectionSchema } from '../types/project.ts';

/** A direction as a model writes it: without what is computed here (length, price, author, notices). */
export const DraftDirectionSchema = VideoDirectionSchema.omit({
  totalDuration: true,
  estimatedCost: true,
  directedBy: true,
  notices: true,
});
export type DraftDirection = z.infer<typeof DraftDirectionSchema>;

/** Most shots one film can be assembled from. */
export const MAX_SHOTS = 720;

/** Most notices a direction carries; what goes beyond is counted in one last notice. */
const MAX_NOTICES = 100;

/** The part of a direction a model is shown or wrote. */
export function draftOf(direction: VideoDirection | DraftDirection): DraftDirection {
  const { title, narrative, scenes, look, cast } = direction;
  return { title, narrative, scenes, ...(look ? { look } : {}), cast };
}

/** The first {@link MAX_NOTICES} notices, and how many more there were. */
export function limitNotices(notices: readonly Notice[]): Notice[] {
  if (notices.length <= MAX_NOTICES) return [...notices];
  const kept = notices.slice(0, MAX_NOTICES - 1);
  return [...kept, { code: 'more_changes', message: `${notices.length - kept.length} more changes of these kinds.` }];
}

/** A path as issues show it: `scenes[0].shots[2].duration`. */
export function pathOf(path: readonly PropertyKey[]): string {
  return toDotPath(path);
}
