import type { FrameRate } from '../../src/types/film.ts';

/** How a clip's own length is brought to its shot's length. */
export interface Timing {
  /** Factor on the clip's timestamps: above 1 it plays slower. */
  stretch: number;
  /** Whether the last picture has to be held, as far as the clip's header tells. */
  holds: boolean;
}

/** Most that a clip is slowed down; beyond it the motion would look wrong. */
export const MOST_STRETCH = 1.1;

/** Decides between trimming, slowing a little and holding the last picture. */
export function chooseTiming(clipSeconds: number, frameCount: number, frameRate: FrameRate): Timing {
  const available = Math.max(1, Math.round(clipSeconds * frameRate));
  if (available >= frameCount) return { stretch: 1, holds: false };
  const stretch = frameCount / available;
  return stretch <= MOST_STRETCH ? { stretch, holds: false } : { stretch: 1, holds: true };
}
