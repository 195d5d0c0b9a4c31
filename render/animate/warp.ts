import type { CameraWindow } from '../camera.ts';
import { RenderFailure } from '../failure.ts';
import { type PixelSize, type WorldRectangle, windowRectangle } from './geometry.ts';
import { COLUMN_BYTES, COLUMN_PIXELS, WIDE_BLOCK_BYTES } from './kernel/functions.ts';
import type { KernelMemory } from './kernel/kernel.ts';

/** Where a yuv420p picture lies in kernel memory. Rows follow each other without gaps. */
export interface StoredPicture extends PixelSize {
  luma: number;
  blue: number;
  red: number;
}

/** Reserves memory for a picture. The three planes follow each other as in ffmpeg's rawvideo when sizes allow it. */
export function storePicture(memory: KernelMemory, size: PixelSize): StoredPicture {
  const lumaBytes = size.width * size.height;
  const address = memory.allocate((lumaBytes * 3) / 2);
  return { ...size, luma: address, blue: address + lumaBytes, red: address + (lumaBytes * 5) / 4 };
}

const HALF_TAPS = 0.5;
const ONE_COLUMN = 128;
const ONE_ROW = 32_767;
/** A block's taps must fit one 16-byte load. */
const LAST_TAP = 14;

/** A source row resampled in width. */
interface WideRow {
  address: number;
  row: number;
}
const NO_ROW = -1;

/** Position of output sample `index` in source samples. */
type Position = (index: number) => number;

/** Resamples pictures through camera windows: the tables that steer the kernel, and the calls. */
export class Warper {
  private readonly memory: KernelMemory;
  private readonly columnTable: number;
  /** Addresses of two source rows that are already resampled in width, and which rows these are. */
  private readonly wideRows: [WideRow, WideRow];
  private readonly output: PixelSize;

  constructor(memory: KernelMemory, output: PixelSize) {
    this.memory = memory;
    this.output = output;
    this.columnTable = memory.allocate(blocksOf(output.width) * COLUMN_BYTES);
    const wideRow = (): WideRow => ({
      address: memory.allocate(blocksOf(output.width) * WIDE_BLOCK_BYTES),
      row: NO_ROW,
    });
    this.wideRows = [wideRow(), wideRow()];
  }

  /** Writes what `window` shows of `source`, which covers the world rectangle `world`, into `target`. */
  warp(source: StoredPicture, world: WorldRectangle, window: CameraWindow, target: StoredPicture): void {
    const view = windowRectangle(window);
    const scaleX = source.width / world.width;
    const scaleY = source.height / world.height;
    const left = (view.left - world.left) * scaleX;
    const top = (view.top - world.top) * scaleY;
    const stepX = (view.width * scaleX) / this.output.width;
    const stepY = (view.height * scaleY) / this.output.height;
    this.plane(
      { address: source.luma, width: source.width, height: source.height },
      { address: target.luma, width: target.width, height: target.height },
      (x) => left + (x + 0.5) * stepX - HALF_TAPS,
      (y) => top + (y + 0.5) * stepY - HALF_TAPS,
    );
    // Chroma sample c stands on luma column 2c and between luma rows 2c and 2c + 1, in the source as in the output.
    for (const plane of ['blue', 'red'] as const) {
      this.plane(
        { address: source[plane], width: source.width / 2, height: source.height / 2 },
        { address: target[plane], width: target.width / 2, height: target.height / 2 },
        (x) => (left + (2 * x + 0.5) * stepX - 0.5) / 2,
        (y) => (top + (2 * y + 1) * stepY - 1) / 2,
        plane === 'red',
      );
    }
  }

  private plane(
    source: PixelSize & { address: number },
    target: PixelSize & { address: number },
    positionX: Position,
    positionY: Position,
    tablesAreReady = false,
  ): void {
    const blocks = blocksOf(target.width);
    if (!tablesAreReady) this.fillColumns(blocks * COLUMN_PIXELS, source.width, positionX);
    const { widenRow, blendRows } = this.memory.functions;
    const widen = (wide: WideRow, row: number): void => {
      if (wide.row === row) return;
      widenRow(source.address + row * source.width, wide.address, this.columnTable, blocks);
      wide.row = row;
    };
    let [upper, lower] = this.wideRows;
    upper.row = lower.row = NO_ROW;
    for (let y = 0; y < target.height; y++) {
      const at = positionY(y);
      const tap = tapBefore(at, source.height);
      // The lower row of one line is usually the upper row of the next.
      if (lower.row === tap) [upper, lower] = [lower, upper];
      widen(upper, tap);
      widen(lower, tap + 1);
      const weight = Math.round(between(at - tap) * ONE_ROW);
      blendRows(upper.address, lower.address, target.address + y * target.width, blocks, weight);
    }
  }

  private fillColumns(count: number, sourceWidth: number, position: Position): void {
    const table = this.memory.view(this.columnTable, (count / COLUMN_PIXELS) * COLUMN_BYTES);
    const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
    for (let x = 0; x < count; x += COLUMN_PIXELS) {
      const entry = (x / COLUMN_PIXELS) * COLUMN_BYTES;
      const base = tapBefore(position(x), sourceWidth);
      view.setInt32(entry + 32, base, true);
      for (let lane = 0; lane < COLUMN_PIXELS; lane++) {
        const at = position(x + lane);
        const tap = tapBefore(at, sourceWidth);
        if (tap - base > LAST_TAP) throw new RenderFailure('internal', 'A picture was prepared at too large a scale.');
        table[entry + lane] = tap - base;
        table[entry + COLUMN_PIXELS + lane] = tap - base + 1;
        view.setInt16(entry + 16 + lane * 2, Math.round(between(at - tap) * ONE_COLUMN), true);
      }
    }
  }
}

function blocksOf(width: number): number {
  return Math.ceil(width / COLUMN_PIXELS);
}

// Beyond the edge the last sample repeats: the tap stays inside and the weight stays between 0 and 1.
function tapBefore(position: number, count: number): number {
  return Math.max(0, Math.min(Math.floor(position), count - 2));
}

function between(share: number): number {
  return Math.min(1, Math.max(0, share));
}
