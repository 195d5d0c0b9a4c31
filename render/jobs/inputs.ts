import type { RenderJob, SheetJob } from '../../src/types/render.ts';

/** Hashes of the media a job needs. */
export function inputsOf(job: RenderJob): string[] {
  switch (job.kind) {
    case 'storyboard':
      return [];
    case 'clip':
      return [...new Set([job.startImage, ...(job.endImage === undefined ? [] : [job.endImage])])];
    case 'conform':
      return [job.clip];
    case 'segment':
      return [job.clip];
    case 'seam':
      return [...new Set([job.earlier, job.later].flatMap((part) => (part ? [part.clip] : [])))];
    case 'sheet':
      return [...new Set(picturesOf(job))];
    case 'frames':
      return [job.video];
    case 'film':
      return [
        ...new Set([
          ...job.clips.flatMap(({ clip, source }) => (source === undefined ? [clip] : [clip, source])),
          ...(job.seams ?? []).map(({ seam }) => seam),
          ...(job.sound?.clips ?? []).filter((clip) => clip !== null),
          ...(job.sound?.tracks ?? []).map(({ sound }) => sound),
        ]),
      ];
  }
}

/** A contact sheet shows first frames only. */
function picturesOf({ layout, scenes }: SheetJob): string[] {
  const shots = scenes.flatMap((scene) => scene.shots);
  return shots.flatMap(({ start, end }) =>
    (layout === 'storyboard' ? [start, end] : [start]).filter((picture) => picture !== undefined),
  );
}
