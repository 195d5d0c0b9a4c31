import { type Canvas, createCanvas, loadImage, type SKRSContext2D } from '@napi-rs/canvas';
import { coverCrop } from '../animate/geometry.ts';
import { RenderFailure } from '../failure.ts';
import { imageSize } from '../media/image-size.ts';

/** Reads a picture by its hash. */
export type ReadPicture = (sha256: string) => Promise<Uint8Array>;

/** A size in pixels. */
export interface Size {
  width: number;
  height: number;
}

/**
 * A picture scaled to fill a size, cropped like the film crops it.
 * @throws RenderFailure `unsupported_media` when it is no picture, is damaged or is too large.
 */
export async function scaledPicture(bytes: Uint8Array, size: Size): Promise<Canvas> {
  imageSize(bytes);
  const canvas = createCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  try {
    const picture = await loadImage(bytes);
    const crop = coverCrop({ width: picture.width, height: picture.height }, size);
    context.drawImage(picture, crop.left, crop.top, crop.width, crop.height, 0, 0, size.width, size.height);
  } catch (cause) {
    throw new RenderFailure('unsupported_media', 'The picture is damaged.', cause);
  }
  return canvas;
}

/** A frame with nothing in it yet. */
export function drawEmptyFrame(context: SKRSContext2D, left: number, top: number, size: Size, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = 0.75;
  context.strokeRect(left + 0.5, top + 0.5, size.width - 1, size.height - 1);
  context.beginPath();
  context.moveTo(left, top);
  context.lineTo(left + size.width, top + size.height);
  context.moveTo(left + size.width, top);
  context.lineTo(left, top + size.height);
  context.stroke();
}
