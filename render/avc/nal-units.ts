import { RenderFailure } from '../failure.ts';

const START_CODE = Uint8Array.of(0, 0, 0, 1);
/** Bytes of the length before each unit in the films we write. */
const LENGTH_BYTES = 4;

/** Kinds of NAL units that matter here. */
export const UNIT = { slice: 1, idrSlice: 5, sequenceSet: 7, pictureSet: 8 } as const;

/** What an `avcC` record says. */
export interface AvcRecord {
  /** Parameter sets, in order, without start codes. */
  parameterSets: Uint8Array[];
  /** Bytes of the length before each unit. */
  lengthBytes: number;
}

/** Reads an `avcC` record. @throws RenderFailure `unsupported_media` when it is damaged. */
export function readAvcRecord(record: Uint8Array): AvcRecord {
  const view = Buffer.from(record.buffer, record.byteOffset, record.byteLength);
  try {
    const parameterSets: Uint8Array[] = [];
    let at = 5;
    for (const mask of [0x1f, 0xff]) {
      const count = view.readUInt8(at++) & mask;
      for (let index = 0; index < count; index++) {
        const length = view.readUInt16BE(at);
        parameterSets.push(Uint8Array.from(view.subarray(at + 2, at + 2 + length)));
        at += 2 + length;
      }
    }
    return { parameterSets, lengthBytes: (view.readUInt8(4) & 3) + 1 };
  } catch (cause) {
    throw new RenderFailure('unsupported_media', 'The video is damaged.', cause);
  }
}

/** The kind of a NAL unit. */
export function unitType(unit: Uint8Array): number {
  return (unit[0] ?? 0) & 0x1f;
}

/** The NAL units of an MP4 sample. */
export function unitsOf(sample: Uint8Array, lengthBytes: number): Uint8Array[] {
  const view = Buffer.from(sample.buffer, sample.byteOffset, sample.byteLength);
  const units: Uint8Array[] = [];
  let at = 0;
  while (at + lengthBytes <= view.length) {
    const length = view.readUIntBE(at, lengthBytes);
    at += lengthBytes;
    units.push(view.subarray(at, at + length));
    at += length;
  }
  return units;
}

/** NAL units as an MP4 sample. */
export function sampleOf(units: readonly Uint8Array[]): Uint8Array {
  const sample = Buffer.alloc(units.reduce((sum, unit) => sum + LENGTH_BYTES + unit.length, 0));
  let at = 0;
  for (const unit of units) {
    sample.writeUInt32BE(unit.length, at);
    sample.set(unit, at + LENGTH_BYTES);
    at += LENGTH_BYTES + unit.length;
  }
  return sample;
}

/** An MP4 sample as a byte stream with start codes, which a decoder reads without any container. */
export function toAnnexB(sample: Uint8Array, lengthBytes: number): Uint8Array {
  return Buffer.concat(unitsOf(sample, lengthBytes).flatMap((unit) => [START_CODE, unit]));
}

/** Parameter sets as a byte stream. */
export function parameterSetStream(record: AvcRecord): Uint8Array {
  return Buffer.concat(record.parameterSets.flatMap((set) => [START_CODE, set]));
}

/** Whether decoding can begin at a sample: it holds an IDR slice. What a container calls a key frame need not be one. */
export function isIdr(sample: Uint8Array, lengthBytes: number): boolean {
  return unitsOf(sample, lengthBytes).some((unit) => unitType(unit) === UNIT.idrSlice);
}
