/** WebAssembly instructions as bytes. */
export type Code = readonly number[];

/** Joins pieces of code. */
export function code(...pieces: readonly Code[]): Code {
  return pieces.flat();
}

function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}

/** Instructions are written in stack order, as in the text format: operands first. */
export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
export const constant = (value: number): Code => [0x41, ...signed(value)];
export const add: Code = [0x6a];
export const subtract: Code = [0x6b];
export const loadInteger = (offset: number): Code => [0x28, 2, ...unsigned(offset)];

/** Runs `body` again and again while it leaves a non-zero number on the stack; at least once. */
export const loop = (...body: readonly Code[]): Code => [0x03, 0x40, ...body.flat(), 0x0d, 0, 0x0b];

/** `local += amount`. */
export const advance = (local: number, amount: number): Code => code(get(local), constant(amount), add, set(local));

const vector = (opcode: number): Code => [0xfd, ...unsigned(opcode)];
const withMemory = (opcode: number, offset: number): Code => [0xfd, ...unsigned(opcode), 0, ...unsigned(offset)];

/** Vector instructions: `16` in a name means eight lanes of 16 bits, `8` sixteen lanes of 8 bits. */
export const simd = {
  load: (offset = 0): Code => withMemory(0, offset),
  store: (offset = 0): Code => withMemory(11, offset),
  /** Stores the lower eight bytes. */
  storeLow: (offset = 0): Code => [...withMemory(91, offset), 0],
  swizzle8: vector(14),
  splat16: vector(16),
  narrowToBytes: vector(0x66),
  widenLow: vector(0x89),
  widenHigh: vector(0x8a),
  multiplyQ15: vector(0x82),
  shiftLeft16: vector(0x8b),
  shiftRightUnsigned16: vector(0x8d),
  add16: vector(0x8e),
  subtract16: vector(0x91),
  multiply16: vector(0x95),
} as const;

const INTEGER = 0x7f;
const VECTOR = 0x7b;

/** One exported function without a result. All parameters are 32-bit integers. */
export interface AssembledFunction {
  name: string;
  parameters: number;
  /** Further 32-bit integer locals; numbered after the parameters. */
  integerLocals: number;
  /** Vector locals; numbered after the integer locals. */
  vectorLocals: number;
  body: Code;
}

const text = (value: string): Code => [...unsigned(value.length), ...Buffer.from(value, 'latin1')];
const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];

/** A WebAssembly binary of `functions` that share the memory imported as `host.memory`. */
export function assemble(functions: readonly AssembledFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }) => [0x60, ...list(Array(parameters).fill([INTEGER])), 0]);
  const bodies = functions.map(({ integerLocals, vectorLocals, body }) => {
    const locals = list([
      [...unsigned(integerLocals), INTEGER],
      [...unsigned(vectorLocals), VECTOR],
    ]);
    const content = [...locals, ...body, 0x0b];
    return [...unsigned(content.length), ...content];
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list(types)),
    ...section(2, list([[...text('host'), ...text('memory'), 2, 0, 1]])),
    ...section(3, list(functions.map((_, index) => unsigned(index)))),
    ...section(7, list(functions.map(({ name }, index) => [...text(name), 0, ...unsigned(index)]))),
    ...section(10, list(bodies)),
  ]);
}
