import type { Overlay } from '../storyboard/index.ts';
import { blueOf, lumaOf, redOf } from './colour.ts';
import type { PixelSize } from './geometry.ts';
import type { KernelMemory } from './kernel/kernel.ts';
import type { StoredPicture } from './warp.ts';

/** Text over moving pictures as horizontal bands in kernel memory, ready to be laid over a frame. */
export interface StoredOverlay {
  planes: { offset: (target: StoredPicture) => number; paint: number; transparency: number; bytes: number }[];
}

/** Rows that hold all the given overlays, even as chroma needs it. `undefined` when there is nothing to lay over. */
export function overlayRows(
  overlays: readonly (Overlay | undefined)[],
  frame: PixelSize,
): { top: number; height: number } | undefined {
  const present = overlays.filter((overlay) => overlay !== undefined);
  if (present.length === 0) return undefined;
  const top = Math.max(0, Math.min(...present.map((overlay) => overlay.top)) & ~1);
  const bottom = Math.min(frame.height, (Math.max(...present.map(({ top, height }) => top + height)) + 1) & ~1);
  return bottom > top ? { top, height: bottom - top } : undefined;
}

const STEP = 16;
const OPAQUE = 255;
const wholeSteps = (bytes: number): number => Math.ceil(bytes / STEP) * STEP;

/** Reserves memory for a band that changes nothing yet. */
export function storeEmptyOverlay(
  memory: KernelMemory,
  rows: { top: number; height: number },
  frame: PixelSize,
): StoredOverlay {
  const plane = (offset: (target: StoredPicture) => number, size: number) => {
    const bytes = wholeSteps(size);
    return { offset, paint: memory.allocate(bytes), transparency: memory.allocate(bytes), bytes };
  };
  const { width } = frame;
  const planes = [
    plane((target) => target.luma + rows.top * width, width * rows.height),
    plane((target) => target.blue + (rows.top * width) / 4, (width * rows.height) / 4),
    plane((target) => target.red + (rows.top * width) / 4, (width * rows.height) / 4),
  ];
  for (const { paint, transparency, bytes } of planes) {
    memory.view(paint, bytes).fill(0);
    memory.view(transparency, bytes).fill(OPAQUE);
  }
  return { planes };
}

/** Converts an overlay's straight RGBA into a stored band. */
export function writeOverlay(
  memory: KernelMemory,
  stored: StoredOverlay,
  overlay: Overlay,
  rows: { top: number; height: number },
  frame: PixelSize,
): void {
  const [luma, blue, red] = stored.planes.map(({ paint, transparency, bytes }) => ({
    paint: memory.view(paint, bytes),
    transparency: memory.view(transparency, bytes),
  }));
  if (!luma || !blue || !red) return;
  // Chroma sums up four pixels before it is rounded.
  const chromaWidth = frame.width / 2;
  const sums = new Float32Array((chromaWidth * rows.height * 3) / 2);
  const { rgba } = overlay;
  const fromRow = Math.max(overlay.top, rows.top);
  const toRow = Math.min(overlay.top + overlay.height, rows.top + rows.height);
  const fromColumn = Math.max(0, overlay.left);
  const toColumn = Math.min(overlay.left + overlay.width, frame.width);
  for (let y = fromRow; y < toRow; y++) {
    for (let x = fromColumn; x < toColumn; x++) {
      const at = ((y - overlay.top) * overlay.width + x - overlay.left) * 4;
      const alpha = rgba[at + 3] ?? 0;
      if (alpha === 0) continue;
      const [r, g, b] = [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0];
      const opacity = alpha / OPAQUE;
      const to = (y - rows.top) * frame.width + x;
      luma.paint[to] = Math.round(lumaOf(r, g, b) * opacity);
      luma.transparency[to] = OPAQUE - alpha;
      const sum = (((y - rows.top) >> 1) * chromaWidth + (x >> 1)) * 3;
      sums[sum] = (sums[sum] ?? 0) + alpha / 4;
      sums[sum + 1] = (sums[sum + 1] ?? 0) + (blueOf(r, g, b) * opacity) / 4;
      sums[sum + 2] = (sums[sum + 2] ?? 0) + (redOf(r, g, b) * opacity) / 4;
    }
  }
  for (let to = 0; to * 3 < sums.length; to++) {
    blue.transparency[to] = red.transparency[to] = OPAQUE - Math.round(sums[to * 3] ?? 0);
    blue.paint[to] = Math.round(sums[to * 3 + 1] ?? 0);
    red.paint[to] = Math.round(sums[to * 3 + 2] ?? 0);
  }
}

/** Lays a band over a frame. */
export function layOver(memory: KernelMemory, stored: StoredOverlay, target: StoredPicture): void {
  for (const { offset, paint, transparency, bytes } of stored.planes) {
    memory.functions.over(offset(target), paint, transparency, bytes);
  }
}
