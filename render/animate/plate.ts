import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { CameraMove, FilmFormat } from '../../src/types/film.ts';
import type { StoryboardJob } from '../../src/types/render.ts';
import { type CameraPath, cameraWindow, pathFrom, pathOf } from '../camera.ts';
import { RenderFailure } from '../failure.ts';
import { imageSize } from '../media/image-size.ts';
import { drawOverlay, drawPlate, type Overlay, readJob } from '../storyboard/index.ts';
import { coverCrop, overscanOf, type PixelSize, sweptRectangle, type WorldRectangle } from './geometry.ts';

/** Which of a shot's two keyframes a picture is. */
type ShotEnd = 'start' | 'end';

/** A picture to move the camera over. */
export interface Plate extends PixelSize {
  /** Opaque, even width and height. */
  rgba: Uint8Array;
  /** The part of the shot's world that the picture shows. */
  world: WorldRectangle;
  /** How the camera moves over it. */
  path: CameraPath;
  /** Text that stands still while the picture moves, in film pixels. */
  overlay: Overlay | undefined;
}

/**
 * Prepares a keyframe for animation. A storyboard frame is drawn again, larger than the frame and without its text; any
 * other picture is scaled so that no camera window of the move leaves it. A storyboard frame that was another shot's last
 * begins a take that goes on: the camera moves on from where it stood.
 * @throws RenderFailure `unsupported_media` when the bytes are no readable picture.
 */
export async function loadPlate(image: Uint8Array, end: ShotEnd, move: CameraMove, format: FilmFormat): Promise<Plate> {
  imageSize(image);
  const job = readJob(image);
  return job ? redraw(job, pathOver(job, end, move), format) : flatten(image, pathOf(move), format);
}

function pathOver({ shot }: StoryboardJob, end: ShotEnd, move: CameraMove): CameraPath {
  const goesOn = end === 'start' && shot?.frame === 'end';
  return goesOn ? pathFrom(cameraWindow(shot.cameraMove, 1), move) : pathOf(move);
}

/** A little more than the camera needs, so that rounding never makes it see an edge. */
const OVERSCAN_MARGIN = 0.002;

function redraw(job: StoryboardJob, path: CameraPath, format: FilmFormat): Plate {
  // Drawn at the film's own scale, so that one world unit is one film frame and nothing is resampled twice.
  const scale = Math.max(format.width / job.width, format.height / job.height);
  const width = Math.round(job.width * scale);
  const height = Math.round(job.height * scale);
  // Drawing takes most of a clip's preparation, so nothing is drawn that the camera will not see.
  const overscan = overscanOf(path) + OVERSCAN_MARGIN;
  const plate = drawPlate({ ...job, width, height }, overscan);
  const crop = coverCrop({ width, height }, format);
  const marginX = overscan * width;
  const marginY = overscan * height;
  return {
    ...plate,
    world: {
      left: -(marginX + crop.left) / crop.width,
      top: -(marginY + crop.top) / crop.height,
      width: (width + 2 * marginX) / crop.width,
      height: (height + 2 * marginY) / crop.height,
    },
    path,
    overlay: drawOverlay({ ...job, width: format.width, height: format.height }),
  };
}

const even = (value: number): number => Math.max(2, 2 * Math.ceil(value / 2));

async function flatten(image: Uint8Array, path: CameraPath, format: FilmFormat): Promise<Plate> {
  const world = sweptRectangle(path);
  const width = even(world.width * format.width);
  const height = even(world.height * format.height);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = 'black';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  try {
    const picture = await loadImage(image);
    // Photographs may be stored on their side: only the decoded picture has the size that is seen.
    const crop = coverCrop({ width: picture.width, height: picture.height }, { width, height });
    context.drawImage(picture, crop.left, crop.top, crop.width, crop.height, 0, 0, width, height);
  } catch (cause) {
    throw new RenderFailure('unsupported_media', 'The picture is damaged.', cause);
  }
  return { width, height, rgba: canvas.data(), world, path, overlay: undefined };
}
