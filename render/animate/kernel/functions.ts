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
/** Output pixels that share one column entry. */
export const COLUMN_PIXELS = 8;
/** Bytes of one block of a widened row. */
export const WIDE_BLOCK_BYTES = COLUMN_PIXELS * 2;

// Weights between columns have 7 bits, so that byte × weight still fits a signed 16-bit lane and the blend between
// rows keeps the full precision until the last step. Motion is therefore exact to 1/128 of a pixel.
const COLUMN_WEIGHT_BITS = 7;

/**
 * `widenRow(source, target, columnTable, blocks)`: resamples one source row, bilinear, eight pixels at a time, to 16-bit
 * lanes: `left·128 + (right − left)·weight`.
 */
function widenRow(): AssembledFunction {
  const [source, target, column, blocks] = [0, 1, 2, 3] as const;
  const taps = 4;
  return {
    name: 'widenRow',
    parameters: 4,
    integerLocals: 0,
    vectorLocals: 1,
    body: loop(
      // Eight left taps and eight right taps in one shuffle.
      code(get(source), get(column), loadInteger(32), add, simd.load()),
      code(get(column), simd.load(), simd.swizzle8, set(taps)),
      code(get(target), get(taps), simd.widenLow, constant(COLUMN_WEIGHT_BITS), simd.shiftLeft16),
      code(get(taps), simd.widenHigh, get(taps), simd.widenLow, simd.subtract16),
      code(get(column), simd.load(16), simd.multiply16, simd.add16, simd.store()),
      code(advance(column, COLUMN_BYTES), advance(target, WIDE_BLOCK_BYTES)),
      code(get(blocks), constant(1), subtract, set(blocks), get(blocks)),
    ),
  };
}

/**
 * `blendRows(upper, lower, target, blocks, weight)`: blends two widened rows, `weight` 0 to 32767 being that of the
 * lower one, and narrows them to bytes. Writes eight pixels at a time, so it may write up to seven bytes too many.
 */
function blendRows(): AssembledFunction {
  const [upper, lower, target, blocks, weight] = [0, 1, 2, 3, 4] as const;
  const [weights, half, top] = [5, 6, 7] as const;
  return {
    name: 'blendRows',
    parameters: 5,
    integerLocals: 0,
    vectorLocals: 3,
    body: code(
      code(get(weight), simd.splat16, set(weights)),
      code(constant(1 << (COLUMN_WEIGHT_BITS - 1)), simd.splat16, set(half)),
      loop(
        code(get(upper), simd.load(), set(top)),
        code(get(target), get(top)),
        code(get(lower), simd.load(), get(top), simd.subtract16, get(weights), simd.multiplyQ15, simd.add16),
        code(get(half), simd.add16, constant(COLUMN_WEIGHT_BITS), simd.shiftRightUnsigned16, set(top)),
        code(get(top), get(top), simd.narrowToBytes, simd.storeLow()),
        code(advance(upper, WIDE_BLOCK_BYTES), advance(lower, WIDE_BLOCK_BYTES), advance(target, COLUMN_PIXELS)),
        code(get(blocks), constant(1), subtract, set(blocks), get(blocks)),
      ),
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
export const kernelFunctions: readonly AssembledFunction[] = [widenRow(), blendRows(), mix(), over()];
