import type { StoryboardJob } from '../../src/types/render.ts';
import { paintPicture } from './picture.ts';

/** An opaque or transparent picture as raw RGBA, row by row, four bytes a pixel. */
export interface Plate {
  width: number;
  height: number;
  rgba: Uint8Array;
}

/** More than any camera path uses; a limit so that a stray argument cannot ask for gigabytes. */
const OVERSCAN_LIMIT = 0.5;
const even = (value: number): number => Math.max(2, Math.round(value / 2) * 2);

/**
 * The world of a keyframe, without text, `overscan` (share of the frame) beyond the frame at rest on every side. Pixel
 * scale is that of a window of size 1.
 */
export function drawPlate(job: StoryboardJob, overscan: number): Plate {
  const margin = Math.min(OVERSCAN_LIMIT, Math.max(0, overscan));
  const share = 1 + 2 * margin;
  const width = even(job.width * share);
  const height = even(job.height * share);
  const canvas = paintPicture(job, {
    pixelWidth: width,
    pixelHeight: height,
    left: -margin,
    top: -margin,
    width: share,
    height: share,
  });
  return { width, height, rgba: canvas.data() };
}
