import type { Planes } from './planes.ts';

/** BT.709 in limited range as 16-bit fixed-point factors of 8-bit red, green and blue. */
const LUMA = [11_966, 40_254, 4_064] as const;
const BLUE = [-6_596, -22_189, 28_785] as const;
const RED = [28_785, -26_145, -2_640] as const;

const ONE = 65_536;
const LUMA_OFFSET = 16 * ONE + ONE / 2;
/** Chroma is computed from sums of eight weights: three bits more. */
const CHROMA_SHIFT = 19;
const CHROMA_OFFSET = (128 * ONE + ONE / 2) * 8;

/** Luma (16 to 235) of an sRGB colour, not rounded. */
export function lumaOf(red: number, green: number, blue: number): number {
  return 16 + (LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue) / ONE;
}

/** Blue chroma (16 to 240) of an sRGB colour, not rounded. */
export function blueOf(red: number, green: number, blue: number): number {
  return 128 + (BLUE[0] * red + BLUE[1] * green + BLUE[2] * blue) / ONE;
}

/** Red chroma (16 to 240) of an sRGB colour, not rounded. */
export function redOf(red: number, green: number, blue: number): number {
  return 128 + (RED[0] * red + RED[1] * green + RED[2] * blue) / ONE;
}

/**
 * Converts an opaque RGBA picture to limited-range BT.709 planes. Chroma samples sit where H.264 puts them by default:
 * on the left one of two columns, between two rows.
 */
export function convertPicture(rgba: Uint8Array, target: Planes): void {
  // Whole pixels are read at once: this loop runs over millions of them.
  const aligned = asAligned(rgba);
  const pixels = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2);
  convertLuma(pixels, target.luma);
  const { width, height, blue, red } = target;
  let to = 0;
  for (let y = 0; y < height; y += 2) {
    const upper = y * width;
    for (let x = 0; x < width; x += 2) {
      const at = upper + x;
      const before = x === 0 ? at : at - 1;
      const a = pixels[before] ?? 0;
      const b = pixels[at] ?? 0;
      const c = pixels[at + 1] ?? 0;
      const d = pixels[before + width] ?? 0;
      const e = pixels[at + width] ?? 0;
      const f = pixels[at + width + 1] ?? 0;
      // Red and blue are summed side by side in one number: sums of eight bytes need eleven bits.
      const rb = (a & PAIR) + 2 * (b & PAIR) + (c & PAIR) + (d & PAIR) + 2 * (e & PAIR) + (f & PAIR);
      const g =
        ((a >>> 8) & 255) +
        2 * ((b >>> 8) & 255) +
        ((c >>> 8) & 255) +
        ((d >>> 8) & 255) +
        2 * ((e >>> 8) & 255) +
        ((f >>> 8) & 255);
      const r = rb & 0xffff;
      const bl = rb >>> 16;
      blue[to] = (BLUE[0] * r + BLUE[1] * g + BLUE[2] * bl + CHROMA_OFFSET) >> CHROMA_SHIFT;
      red[to] = (RED[0] * r + RED[1] * g + RED[2] * bl + CHROMA_OFFSET) >> CHROMA_SHIFT;
      to++;
    }
  }
}

/** Mask of red and blue in a pixel read as a little-endian number. */
const PAIR = 0x00ff00ff;

function convertLuma(pixels: Uint32Array, luma: Uint8Array): void {
  for (let index = 0; index < luma.length; index++) {
    const pixel = pixels[index] ?? 0;
    luma[index] =
      (LUMA[0] * (pixel & 255) + LUMA[1] * ((pixel >>> 8) & 255) + LUMA[2] * ((pixel >>> 16) & 255) + LUMA_OFFSET) >>>
      16;
  }
}

function asAligned(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
}
