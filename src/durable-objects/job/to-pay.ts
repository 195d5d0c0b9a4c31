import { roundUsd } from '../../lib/utils.ts';
import type { ToPay } from '../../types/api.ts';
import type { Job, Media } from '../../types/job.ts';
import type { Reusable } from './change.ts';
import { requestHashOf } from './tasks.ts';

const ROLES = { keyframe: 'images', clip: 'videos', conform: 'compile', seam: 'compile', film: 'compile' } as const;

/**
 * What a job would still have to pay for, given what was made before: the price of the difference. A task whose inputs
 * have to be made anew has to be made anew itself.
 */
export function toPay(job: Job, reusable: Reusable): ToPay {
  const sums = { images: 0, videos: 0, compile: 0 };
  const unknown = new Set<'image' | 'video' | 'compile'>();
  const known = new Map<string, Media[]>();
  const due = new Set<string>();
  let imageCount = 0;
  let videoCount = 0;
  for (const task of job.tasks) {
    if (task.state === 'completed') {
      known.set(task.id, task.media);
      continue;
    }
    const inputs = task.inputs.map((id) => known.get(id));
    if (inputs.every((media) => media !== undefined)) {
      const hash = requestHashOf(
        task,
        inputs.flatMap((media) => media.map(({ sha256 }) => sha256)),
        job.format,
      );
      const media = reusable.get(hash);
      if (media) {
        known.set(task.id, media);
        continue;
      }
      // The same thing twice in one film is made and paid once.
      if (due.has(hash)) continue;
      due.add(hash);
    }
    const role = ROLES[task.work.kind];
    if (task.work.kind === 'keyframe') imageCount++;
    if (task.work.kind === 'clip') videoCount++;
    if (task.estimateUsd === null) unknown.add(role === 'images' ? 'image' : role === 'videos' ? 'video' : 'compile');
    else sums[role] = roundUsd(sums[role] + task.estimateUsd);
  }
  return {
    ...sums,
    total: roundUsd(sums.images + sums.videos + sums.compile),
    imageCount,
    videoCount,
    unknown: [...unknown],
  };
}
