import {
  type AssembledFunction,
  add,
  advance,
  code,
  constant,
  get,
  loadInteger,
  loop,
  set,
  simd,
  subtract,
} from './assembler.ts';

/** Bytes of one column entry: 16 tap indexes, 8 weights of 16 bits, the byte offset of the first tap, padding. */
export const COLUMN_BYTES = 48;
/** Bytes of one row entry: byte offsets of the upper and the lower source row, weight of the lower one, padding. */
export const ROW_BYTES = 16;
/** Output pixels that share one column entry. */
export const COLUMN_PIXELS = 8;

// Weights between columns have 7 bits, so that byte × weight still fits a signed 16-bit lane and the blend between
// rows keeps the full precision until the last step. Motion is therefore exact to 1/128 of a pixel.
const COLUMN_WEIGHT_BITS = 7;

/** Blends left and right taps of one source row: `left·128 + (right − left)·weight`, in 16-bit lanes. */
function blendColumns(rowLocal: number, columnLocal: number, taps: number): readonly number[] {
  return code(
    // Eight left taps and eight right taps in one shuffle.
    code(get(rowLocal), get(columnLocal), loadInteger(32), add, simd.load()),
    code(get(columnLocal), simd.load(), simd.swizzle8, set(taps)),
    code(get(taps), simd.widenLow, constant(COLUMN_WEIGHT_BITS), simd.shiftLeft16),
    code(get(taps), simd.widenHigh, get(taps), simd.widenLow, simd.subtract16),
    code(get(columnLocal), simd.load(16), simd.multiply16, simd.add16),
  );
}

/**
 * `warp(source, target, blocks, rows, columnTable, rowTable, targetStride)`: resamples one plane, bilinear. Writes
 * eight pixels at a time, so it may write up to seven bytes beyond the end of a row.
 */
function warp(): AssembledFunction {
  const [source, target, blocks, rows, columnTable, rowTable, stride] = [0, 1, 2, 3, 4, 5, 6] as const;
  const [upper, lower, column, output, count] = [7, 8, 9, 10, 11] as const;
  const [taps, weight, top] = [12, 13, 14] as const;
  return {
    name: 'warp',
    parameters: 7,
    integerLocals: 5,
    vectorLocals: 3,
    body: loop(
      code(get(source), get(rowTable), loadInteger(0), add, set(upper)),
      code(get(source), get(rowTable), loadInteger(4), add, set(lower)),
      code(get(rowTable), loadInteger(8), simd.splat16, set(weight)),
      code(get(columnTable), set(column), get(target), set(output), get(blocks), set(count)),
      loop(
        code(blendColumns(upper, column, taps), set(top)),
        code(get(output), get(top)),
        code(blendColumns(lower, column, taps), get(top), simd.subtract16, get(weight), simd.multiplyQ15, simd.add16),
        code(constant(1 << (COLUMN_WEIGHT_BITS - 1)), simd.splat16, simd.add16),
        code(constant(COLUMN_WEIGHT_BITS), simd.shiftRightUnsigned16, set(top), get(top), get(top)),
        code(simd.narrowToBytes, simd.storeLow()),
        code(advance(column, COLUMN_BYTES), advance(output, COLUMN_PIXELS)),
        code(get(count), constant(1), subtract, set(count), get(count)),
      ),
      code(get(target), get(stride), add, set(target), advance(rowTable, ROW_BYTES)),
      code(get(rows), constant(1), subtract, set(rows), get(rows)),
    ),
  };
}

/** Half of a 16-byte step of {@link mix}: `(first·(256 − weight) + second·weight + 128) >> 8`. */
function mixHalf(widen: readonly number[], first: number, second: number, weight: number, inverse: number) {
  return code(
    code(get(first), widen, get(inverse), simd.multiply16),
    code(get(second), widen, get(weight), simd.multiply16, simd.add16),
    code(constant(128), simd.splat16, simd.add16, constant(8), simd.shiftRightUnsigned16),
  );
}

/** `mix(first, second, target, bytes, weight)`: blends two runs of bytes, `weight` 0 to 256 being that of the second. */
function mix(): AssembledFunction {
  const [first, second, target, bytes, weight] = [0, 1, 2, 3, 4] as const;
  const [weights, inverse, a, b] = [5, 6, 7, 8] as const;
  return {
    name: 'mix',
    parameters: 5,
    integerLocals: 0,
    vectorLocals: 4,
    body: code(
      code(get(weight), simd.splat16, set(weights)),
      code(constant(256), get(weight), subtract, simd.splat16, set(inverse)),
      loop(
        code(get(first), simd.load(), set(a), get(second), simd.load(), set(b)),
        get(target),
        mixHalf(simd.widenLow, a, b, weights, inverse),
        mixHalf(simd.widenHigh, a, b, weights, inverse),
        code(simd.narrowToBytes, simd.store()),
        code(advance(first, 16), advance(second, 16), advance(target, 16)),
        code(get(bytes), constant(16), subtract, set(bytes), get(bytes)),
      ),
    ),
  };
}

/** Half of a 16-byte step of {@link over}: exact `round(target · transparency / 255)`. */
function overHalf(widen: readonly number[], target: number, transparency: number, product: number) {
  return code(
    code(get(target), widen, get(transparency), widen, simd.multiply16),
    code(constant(128), simd.splat16, simd.add16, set(product)),
    code(get(product), get(product), constant(8), simd.shiftRightUnsigned16, simd.add16),
    code(constant(8), simd.shiftRightUnsigned16),
  );
}

/**
 * `over(target, paint, transparency, bytes)`: lays paint, already multiplied by its own opacity, over a run of bytes:
 * `target · transparency / 255 + paint`.
 */
function over(): AssembledFunction {
  const [target, paint, transparency, bytes] = [0, 1, 2, 3] as const;
  const [a, b, product] = [4, 5, 6] as const;
  return {
    name: 'over',
    parameters: 4,
    integerLocals: 0,
    vectorLocals: 3,
    body: loop(
      code(get(target), simd.load(), set(a), get(transparency), simd.load(), set(b)),
      code(get(target), overHalf(simd.widenLow, a, b, product), get(paint), simd.load(), simd.widenLow, simd.add16),
      code(overHalf(simd.widenHigh, a, b, product), get(paint), simd.load(), simd.widenHigh, simd.add16),
      code(simd.narrowToBytes, simd.store()),
      code(advance(target, 16), advance(paint, 16), advance(transparency, 16)),
      code(get(bytes), constant(16), subtract, set(bytes), get(bytes)),
    ),
  };
}

/** The functions of the frame kernel. */
export const kernelFunctions: readonly AssembledFunction[] = [warp(), mix(), over()];
