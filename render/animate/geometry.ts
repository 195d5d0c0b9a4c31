import type { CameraPath, CameraWindow } from '../camera.ts';

/** A rectangle of the shot's world, in frame widths and heights; the frame at rest is 0, 0, 1, 1. */
export interface WorldRectangle {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Width and height in pixels. */
export interface PixelSize {
  width: number;
  height: number;
}

/** The window's edges. */
export function windowRectangle(window: CameraWindow): WorldRectangle {
  const { centreX, centreY, size } = window;
  return { left: centreX - size / 2, top: centreY - size / 2, width: size, height: size };
}

/**
 * The smallest rectangle that holds every window of a path. Paths are straight and their size changes evenly, so the
 * two ends bound everything between them.
 */
export function sweptRectangle(path: CameraPath): WorldRectangle {
  const from = windowRectangle(path.from);
  const to = windowRectangle(path.to);
  const left = Math.min(from.left, to.left);
  const top = Math.min(from.top, to.top);
  return {
    left,
    top,
    width: Math.max(from.left + from.width, to.left + to.width) - left,
    height: Math.max(from.top + from.height, to.top + to.height) - top,
  };
}

/** How far beyond the frame at rest, as a share of it, a path looks on the side where it looks furthest. */
export function overscanOf(path: CameraPath): number {
  const { left, top, width, height } = sweptRectangle(path);
  return Math.max(0, -left, -top, left + width - 1, top + height - 1);
}

/** Progress of a frame through its shot: 0 is the first frame, 1 the last. A single frame is the first. */
export function frameProgress(frame: number, frameCount: number): number {
  return frameCount > 1 ? frame / (frameCount - 1) : 0;
}

/** The centred part of a picture, in its own pixels, that has the shape of `target`: what "cover" shows. */
export function coverCrop(picture: PixelSize, target: PixelSize): WorldRectangle {
  const scale = Math.min(picture.width / target.width, picture.height / target.height);
  const width = target.width * scale;
  const height = target.height * scale;
  return { left: (picture.width - width) / 2, top: (picture.height - height) / 2, width, height };
}
