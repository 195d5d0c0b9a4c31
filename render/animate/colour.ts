import type { Planes } from './planes.ts';

/** BT.709 in limited range as 16-bit fixed-point factors of 8-bit red, green and blue. */
const LUMA = [11_966, 40_254, 4_064] as const;
const BLUE = [-6_596, -22_189, 28_785] as const;
const RED = [28_785, -26_145, -2_640] as const;

const ONE = 65_536;
const LUMA_OFFSET = 16 * ONE + ONE / 2;
/** Chroma is computed from sums of eight weights. */
const CHROMA_WEIGHT = 8;
const CHROMA_OFFSET = (128 * ONE + ONE / 2) * CHROMA_WEIGHT;

/** Luma (16 to 235) of an sRGB colour, not rounded. */
export function lumaOf(red: number, green: number, blue: number): number {
  return 16 + (LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue) / ONE;
}

/** Blue and red chroma (16 to 240) of an sRGB colour, not rounded. */
export function chromaOf(red: number, green: number, blue: number): [number, number] {
  return [
    128 + (BLUE[0] * red + BLUE[1] * green + BLUE[2] * blue) / ONE,
    128 + (RED[0] * red + RED[1] * green + RED[2] * blue) / ONE,
  ];
}

/**
 * Converts an opaque RGBA picture to limited-range BT.709 planes. Chroma samples sit where H.264 puts them by default:
 * on the left one of two columns, between two rows.
 */
export function convertPicture(rgba: Uint8Array, target: Planes): void {
  const { width, height } = target;
  convertLuma(rgba, target.luma);
  const row = width * 4;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const at = y * row + x * 4;
      const before = x === 0 ? at : at - 4;
      const sum = (channel: number): number =>
        byte(rgba, before + channel) +
        2 * byte(rgba, at + channel) +
        byte(rgba, at + 4 + channel) +
        byte(rgba, before + row + channel) +
        2 * byte(rgba, at + row + channel) +
        byte(rgba, at + row + 4 + channel);
      const [r, g, b] = [sum(0), sum(1), sum(2)];
      const to = (y >> 1) * (width >> 1) + (x >> 1);
      target.blue[to] = (BLUE[0] * r + BLUE[1] * g + BLUE[2] * b + CHROMA_OFFSET) / (ONE * CHROMA_WEIGHT);
      target.red[to] = (RED[0] * r + RED[1] * g + RED[2] * b + CHROMA_OFFSET) / (ONE * CHROMA_WEIGHT);
    }
  }
}

function convertLuma(rgba: Uint8Array, luma: Uint8Array): void {
  for (let pixel = 0; pixel < luma.length; pixel++) {
    const at = pixel * 4;
    luma[pixel] =
      (LUMA[0] * byte(rgba, at) + LUMA[1] * byte(rgba, at + 1) + LUMA[2] * byte(rgba, at + 2) + LUMA_OFFSET) >> 16;
  }
}

function byte(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}
