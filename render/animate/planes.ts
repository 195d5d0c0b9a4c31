import type { FilmFormat } from '../../src/types/film.ts';

/** One yuv420p picture: three planes of bytes, limited range BT.709. Chroma planes are half as wide and high. */
export interface Planes {
  width: number;
  height: number;
  luma: Uint8Array;
  blue: Uint8Array;
  red: Uint8Array;
}

/** Views of the planes inside one contiguous yuv420p frame, as ffmpeg's rawvideo lays it out. */
export function planesOf(frame: Uint8Array, size: Pick<FilmFormat, 'width' | 'height'>): Planes {
  const { width, height } = size;
  const lumaBytes = width * height;
  const chromaBytes = lumaBytes / 4;
  return {
    width,
    height,
    luma: frame.subarray(0, lumaBytes),
    blue: frame.subarray(lumaBytes, lumaBytes + chromaBytes),
    red: frame.subarray(lumaBytes + chromaBytes, lumaBytes + 2 * chromaBytes),
  };
}
