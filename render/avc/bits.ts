/** Reads an H.264 payload bit by bit. Reading past the end gives zeros; {@link BitReader.isPastEnd} tells. */
export class BitReader {
  private readonly bytes: Uint8Array;
  /** Bits read so far. */
  position = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get isPastEnd(): boolean {
    return this.position > this.bytes.length * 8;
  }

  /** The next `count` bits (at most 32) as a number. */
  bits(count: number): number {
    let value = 0;
    for (let index = 0; index < count; index++) {
      const byte = this.bytes[this.position >> 3] ?? 0;
      value = value * 2 + ((byte >> (7 - (this.position & 7))) & 1);
      this.position++;
    }
    return value;
  }

  /** An unsigned Exp-Golomb number, `ue(v)`. */
  unsigned(): number {
    let zeros = 0;
    while (this.bits(1) === 0 && zeros < 32 && !this.isPastEnd) zeros++;
    return 2 ** zeros - 1 + this.bits(zeros);
  }

  /** A signed Exp-Golomb number, `se(v)`. */
  signed(): number {
    const code = this.unsigned();
    return code % 2 === 0 ? -code / 2 : (code + 1) / 2;
  }
}

/** Writes bits into bytes. */
export class BitWriter {
  private readonly out: number[] = [];
  private used = 0;

  /** Appends the lowest `count` bits of a number. */
  bits(value: number, count: number): void {
    for (let index = count - 1; index >= 0; index--) {
      if (this.used % 8 === 0) this.out.push(0);
      const bit = Math.floor(value / 2 ** index) % 2;
      this.out[this.out.length - 1] = (this.out.at(-1) ?? 0) | (bit << (7 - (this.used & 7)));
      this.used++;
    }
  }

  /** Appends an unsigned Exp-Golomb number. */
  unsigned(value: number): void {
    const length = unsignedBits(value);
    this.bits(value + 1, length);
  }

  /** Everything written, filled up with zero bits to a whole byte. */
  bytes(): Uint8Array {
    return Uint8Array.from(this.out);
  }
}

/** Bits that `ue(v)` takes for a number. */
export function unsignedBits(value: number): number {
  return 2 * Math.floor(Math.log2(value + 1)) + 1;
}

/** Takes the emulation prevention bytes out of a NAL unit. */
export function withoutPrevention(unit: Uint8Array): Uint8Array {
  const out: number[] = [];
  let zeros = 0;
  for (const byte of unit) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    out.push(byte);
  }
  return Uint8Array.from(out);
}

/** Puts emulation prevention bytes in. */
export function withPrevention(payload: Uint8Array): Uint8Array {
  const out: number[] = [];
  let zeros = 0;
  for (const byte of payload) {
    if (zeros >= 2 && byte <= 3) {
      out.push(3);
      zeros = 0;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    out.push(byte);
  }
  return Uint8Array.from(out);
}
