import { BitReader, withoutPrevention } from './bits.ts';

/** What a sequence parameter set says about the pictures it is for. */
export interface PictureFormat {
  width: number;
  height: number;
  /** Eight bits, 4:2:0, one frame after the other: what every decoder plays and what films are made of. */
  isPlain: boolean;
  /** Width over height of one pixel; 1 unless said otherwise. */
  pixelAspect: number;
  /** Limited range and the matrix of HD video, as far as it says. */
  isVideoColour: boolean;
  /** Whether it says by which matrix its colours are meant. */
  hasMatrix: boolean;
}

/** Profiles whose parameter sets tell chroma format and bit depth; all others are 4:2:0 and eight bits. */
const WITH_CHROMA = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128]);
/** Table E-1 of H.264: pixel shapes by number. */
const PIXEL_SHAPES = [
  [1, 1],
  ...[
    [1, 1],
    [12, 11],
    [10, 11],
    [16, 11],
    [40, 33],
    [24, 11],
    [20, 11],
    [32, 11],
  ],
  ...[
    [80, 33],
    [18, 11],
    [15, 11],
    [64, 33],
    [160, 99],
    [4, 3],
    [3, 2],
    [2, 1],
  ],
];
const OWN_PIXEL_SHAPE = 255;
const BT709 = 1;
const UNSPECIFIED = 2;
/** PQ and HLG. */
const HIGH_DYNAMIC_RANGE = new Set([16, 18]);

/** Reads a sequence parameter set (H.264, 7.3.2.1.1 and E.1.1). @returns `undefined` when it is damaged. */
export function readPictureFormat(parameterSet: Uint8Array): PictureFormat | undefined {
  const reader = new BitReader(withoutPrevention(parameterSet.subarray(1)));
  const profile = reader.bits(8);
  reader.bits(16);
  reader.unsigned();
  let isPlain = true;
  if (WITH_CHROMA.has(profile)) {
    isPlain = reader.unsigned() === 1;
    isPlain = reader.unsigned() === 0 && isPlain;
    isPlain = reader.unsigned() === 0 && isPlain;
    reader.bits(1);
    if (reader.bits(1) === 1) skipScalingLists(reader);
  }
  reader.unsigned();
  skipOrderCount(reader);
  reader.unsigned();
  reader.bits(1);
  const columns = reader.unsigned() + 1;
  const rows = reader.unsigned() + 1;
  const hasFramesOnly = reader.bits(1) === 1;
  if (!hasFramesOnly) reader.bits(1);
  reader.bits(1);
  const [left, right, top, bottom] = reader.bits(1) === 1 ? [0, 0, 0, 0].map(() => reader.unsigned()) : [];
  const format = {
    width: columns * 16 - 2 * ((left ?? 0) + (right ?? 0)),
    height: rows * 16 - 2 * ((top ?? 0) + (bottom ?? 0)),
    isPlain: isPlain && hasFramesOnly,
    ...readUsability(reader),
  };
  return reader.isPastEnd ? undefined : format;
}

function readUsability(reader: BitReader): Pick<PictureFormat, 'pixelAspect' | 'isVideoColour' | 'hasMatrix'> {
  const usability = { pixelAspect: 1, isVideoColour: true, hasMatrix: false };
  if (reader.bits(1) === 0) return usability;
  if (reader.bits(1) === 1) {
    const shape = reader.bits(8);
    const [width, height] =
      shape === OWN_PIXEL_SHAPE ? [reader.bits(16), reader.bits(16)] : (PIXEL_SHAPES[shape] ?? []);
    if (width && height) usability.pixelAspect = width / height;
  }
  if (reader.bits(1) === 1) reader.bits(1);
  if (reader.bits(1) === 1) {
    reader.bits(3);
    usability.isVideoColour = reader.bits(1) === 0;
    if (reader.bits(1) === 1) {
      reader.bits(8);
      const transfer = reader.bits(8);
      const matrix = reader.bits(8);
      usability.hasMatrix = matrix !== UNSPECIFIED;
      usability.isVideoColour &&= (matrix === BT709 || matrix === UNSPECIFIED) && !HIGH_DYNAMIC_RANGE.has(transfer);
    }
  }
  return usability;
}

function skipScalingLists(reader: BitReader): void {
  for (let list = 0; list < 8; list++) {
    if (reader.bits(1) === 0) continue;
    let next = 8;
    for (let index = 0; index < (list < 6 ? 16 : 64) && next !== 0; index++) {
      next = (next + reader.signed() + 256) % 256;
    }
  }
}

function skipOrderCount(reader: BitReader): void {
  const type = reader.unsigned();
  if (type === 0) reader.unsigned();
  if (type !== 1) return;
  reader.bits(1);
  reader.signed();
  reader.signed();
  const cycle = Math.min(255, reader.unsigned());
  for (let index = 0; index < cycle; index++) reader.signed();
}
