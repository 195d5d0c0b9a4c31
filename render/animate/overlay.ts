import type { Overlay } from '../storyboard/index.ts';
import { chromaOf, lumaOf } from './colour.ts';
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
  const pixel = (x: number, y: number): readonly [number, number, number, number] => {
    const column = x - overlay.left;
    const row = y - overlay.top;
    if (column < 0 || row < 0 || column >= overlay.width || row >= overlay.height) return TRANSPARENT;
    const at = (row * overlay.width + column) * 4;
    const { rgba } = overlay;
    return [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0, rgba[at + 3] ?? 0];
  };
  for (let y = 0; y < rows.height; y++) {
    for (let x = 0; x < frame.width; x++) {
      const [r, g, b, alpha] = pixel(x, y + rows.top);
      if (alpha === 0) continue;
      const to = y * frame.width + x;
      luma.paint[to] = Math.round((lumaOf(r, g, b) * alpha) / OPAQUE);
      luma.transparency[to] = OPAQUE - alpha;
    }
  }
  for (let y = 0; y < rows.height; y += 2) {
    for (let x = 0; x < frame.width; x += 2) {
      const corners = [pixel(x, y + rows.top), pixel(x + 1, y + rows.top)];
      corners.push(pixel(x, y + 1 + rows.top), pixel(x + 1, y + 1 + rows.top));
      let [opacity, bluePaint, redPaint] = [0, 0, 0];
      for (const [r, g, b, alpha] of corners) {
        const [blueChroma, redChroma] = chromaOf(r, g, b);
        opacity += alpha / 4;
        bluePaint += (blueChroma * alpha) / (4 * OPAQUE);
        redPaint += (redChroma * alpha) / (4 * OPAQUE);
      }
      const to = ((y / 2) * frame.width) / 2 + x / 2;
      blue.paint[to] = Math.round(bluePaint);
      red.paint[to] = Math.round(redPaint);
      blue.transparency[to] = red.transparency[to] = OPAQUE - Math.round(opacity);
    }
  }
}

const TRANSPARENT = [0, 0, 0, 0] as const;

/** Lays a band over a frame. */
export function layOver(memory: KernelMemory, stored: StoredOverlay, target: StoredPicture): void {
  for (const { offset, paint, transparency, bytes } of stored.planes) {
    memory.functions.over(offset(target), paint, transparency, bytes);
  }
}

/** Blends two bands into a third; `weight` 0 to 256 is that of the second. */
export function mixOverlays(
  memory: KernelMemory,
  first: StoredOverlay,
  second: StoredOverlay,
  target: StoredOverlay,
  weight: number,
): void {
  target.planes.forEach((plane, index) => {
    const [a, b] = [first.planes[index], second.planes[index]];
    if (!a || !b) return;
    memory.functions.mix(a.paint, b.paint, plane.paint, plane.bytes, weight);
    memory.functions.mix(a.transparency, b.transparency, plane.transparency, plane.bytes, weight);
  });
}
