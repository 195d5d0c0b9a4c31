import type { FilmFormat } from '../../src/types/film.ts';
import { type CameraPath, windowOn } from '../camera.ts';
import { convertPicture } from './colour.ts';
import { dissolveWeight, FULL_WEIGHT } from './dissolve.ts';
import { frameProgress, type WorldRectangle } from './geometry.ts';
import type { KernelMemory } from './kernel/kernel.ts';
import { layOver, overlayRows, type StoredOverlay, storeEmptyOverlay, writeOverlay } from './overlay.ts';
import { planesOf } from './planes.ts';
import type { Plate } from './plate.ts';
import { type StoredPicture, storePicture, Warper } from './warp.ts';

/** What {@link createAnimator} animates. */
export interface AnimatorRequest {
  start: Plate;
  end: Plate | undefined;
  frameCount: number;
  format: FilmFormat;
  /** Frames that are still in use while the next one is drawn. */
  framesInFlight: number;
}

interface StoredPlate {
  picture: StoredPicture;
  world: WorldRectangle;
  path: CameraPath;
  overlay: StoredOverlay | undefined;
}

/**
 * Draws the frames of an animatic shot as yuv420p, in any order.
 * @returns a function from frame index to bytes, valid until `framesInFlight` more frames have been drawn.
 */
export function createAnimator(memory: KernelMemory, request: AnimatorRequest): (frame: number) => Uint8Array {
  const { format, frameCount } = request;
  const rows = overlayRows([request.start.overlay, request.end?.overlay], format);
  const warper = new Warper(memory, format);
  const slots = Array.from({ length: request.framesInFlight + 1 }, () => storePicture(memory, format));
  const reserve = (plate: Plate): StoredPlate => ({
    picture: storePicture(memory, plate),
    world: plate.world,
    path: plate.path,
    overlay: rows && storeEmptyOverlay(memory, rows, format),
  });
  const start = reserve(request.start);
  const end = request.end && reserve(request.end);
  const scratch = end && storePicture(memory, format);
  const fill = (plate: Plate, stored: StoredPlate) => {
    convertPicture(plate.rgba, planesOf(memory.view(stored.picture.luma, (plate.width * plate.height * 3) / 2), plate));
    if (rows && stored.overlay && plate.overlay) writeOverlay(memory, stored.overlay, plate.overlay, rows, format);
  };
  fill(request.start, start);
  if (request.end && end) fill(request.end, end);
  const bytes = (format.width * format.height * 3) / 2;

  let last: { key: string; frame: Uint8Array } | undefined;
  let drawn = 0;
  return (frame) => {
    const progress = frameProgress(frame, frameCount);
    const weight = end ? dissolveWeight(progress) : 0;
    const seen = windowOn(start.path, progress);
    const seenLater = end && windowOn(end.path, progress);
    const key = [weight, seen, seenLater].map((part) => JSON.stringify(part)).join(' ');
    // A camera that stands still shows the same picture again.
    if (last?.key === key) return last.frame;
    const slot = slots[drawn++ % slots.length] ?? start.picture;
    // Captions change over at once: two texts through each other can be read by nobody.
    const overlay = end && weight >= FULL_WEIGHT / 2 ? end.overlay : start.overlay;
    if (!end || !seenLater || !scratch || weight === 0) {
      warper.warp(start.picture, start.world, seen, slot);
    } else if (weight === FULL_WEIGHT) {
      warper.warp(end.picture, end.world, seenLater, slot);
    } else {
      warper.warp(start.picture, start.world, seen, slot);
      warper.warp(end.picture, end.world, seenLater, scratch);
      memory.functions.mix(slot.luma, scratch.luma, slot.luma, bytes, weight);
    }
    if (overlay) layOver(memory, overlay, slot);
    last = { key, frame: memory.view(slot.luma, bytes) };
    return last.frame;
  };
}
