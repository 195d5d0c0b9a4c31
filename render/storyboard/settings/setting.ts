import type { Stage } from '../paint/stage.ts';

/** A place the artist can paint. */
export interface Setting {
  /** Height of the eye line as a share of the frame height. */
  horizon: number;
  /** Where a standing subject's feet are in a full shot, as a share of the frame height; default 0.9. */
  ground?: number;
  /** The subject belongs in the middle (a stage, a hall) rather than on a third line. */
  centred?: true;
  /** Nothing to stand on: subjects float, swim or sail at the eye line. */
  afloat?: 'water' | 'weightless';
  /** Colour of light on the subject other than the key: a fire, a screen, the sea. Default none. */
  paintBackdrop(stage: Stage): void;
  /** What frames the subject between it and the lens. */
  paintForeground?(stage: Stage): void;
}
