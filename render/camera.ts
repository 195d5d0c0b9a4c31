import type { CameraMove } from '../src/types/film.ts';

/**
 * What the camera sees, as a window on the shot's world. The world's unit square is the frame at rest: `size` 1 at
 * centre (0.5, 0.5). A smaller `size` is a closer view; a smaller `centreX` is further left, a smaller `centreY` higher.
 */
export interface CameraWindow {
  centreX: number;
  centreY: number;
  /** Width and height of the window, in frame widths and heights. */
  size: number;
}

/** How far beyond the unit square, on each side and as a share of the frame, any camera window may reach. */
export const CAMERA_OVERSCAN = 0.14;
/** The same for a take that goes on from where the last one ended; storyboards are painted a little further. */
export const TAKE_OVERSCAN = 0.32;

/** A straight way of the camera through a shot. */
export interface CameraPath {
  from: CameraWindow;
  to: CameraWindow;
}

const at = (centreX: number, centreY: number, size: number): CameraWindow => ({ centreX, centreY, size });

const PATHS: Record<CameraMove, CameraPath> = {
  static: { from: at(0.5, 0.5, 1), to: at(0.5, 0.5, 1) },
  push_in: { from: at(0.5, 0.5, 1.04), to: at(0.5, 0.49, 0.8) },
  pull_out: { from: at(0.5, 0.49, 0.8), to: at(0.5, 0.5, 1.04) },
  pan_left: { from: at(0.62, 0.5, 1), to: at(0.38, 0.5, 1) },
  pan_right: { from: at(0.38, 0.5, 1), to: at(0.62, 0.5, 1) },
  tilt_up: { from: at(0.5, 0.61, 1), to: at(0.5, 0.39, 1) },
  tilt_down: { from: at(0.5, 0.39, 1), to: at(0.5, 0.61, 1) },
  crane_up: { from: at(0.5, 0.6, 0.92), to: at(0.5, 0.42, 1.06) },
  crane_down: { from: at(0.5, 0.42, 1.06), to: at(0.5, 0.6, 0.92) },
  dolly_left: { from: at(0.58, 0.5, 0.98), to: at(0.42, 0.5, 0.98) },
  dolly_right: { from: at(0.42, 0.5, 0.98), to: at(0.58, 0.5, 0.98) },
};

/** Starts and stops gently, as a camera with mass does: zero speed at both ends, constant sign in between. */
export function ease(progress: number): number {
  const p = Math.min(1, Math.max(0, progress));
  return p * p * (3 - 2 * p);
}

/** The window on a path at `progress` 0 (first frame of the shot) to 1 (last frame), easing included. */
export function windowOn({ from, to }: CameraPath, progress: number): CameraWindow {
  const p = ease(progress);
  return {
    centreX: from.centreX + (to.centreX - from.centreX) * p,
    centreY: from.centreY + (to.centreY - from.centreY) * p,
    size: from.size + (to.size - from.size) * p,
  };
}

/** The path of a move in a shot that begins it. */
export function pathOf(move: CameraMove): CameraPath {
  return PATHS[move];
}

/** The camera's window at `progress` of a move. */
export function cameraWindow(move: CameraMove, progress: number): CameraWindow {
  return windowOn(PATHS[move], progress);
}

/**
 * The same move from where the camera already stands, as when a take goes on: as far and as fast relative to what it
 * sees, but not beyond {@link TAKE_OVERSCAN}.
 */
export function pathFrom(stand: CameraWindow, move: CameraMove): CameraPath {
  const { from, to } = PATHS[move];
  const scale = stand.size / from.size;
  const size = Math.min(to.size * scale, 1 + 2 * TAKE_OVERSCAN);
  const within = (centre: number): number => {
    const reach = size / 2 - TAKE_OVERSCAN;
    return Math.min(1 - reach, Math.max(reach, centre));
  };
  return {
    from: stand,
    to: {
      centreX: within(stand.centreX + (to.centreX - from.centreX) * scale),
      centreY: within(stand.centreY + (to.centreY - from.centreY) * scale),
      size,
    },
  };
}
