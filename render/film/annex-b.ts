import { RenderFailure } from '../failure.ts';

const START_CODE = Uint8Array.of(0, 0, 0, 1);

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
        parameterSets.push(view.subarray(at + 2, at + 2 + length));
        at += 2 + length;
      }
    }
    return { parameterSets, lengthBytes: (view.readUInt8(4) & 3) + 1 };
  } catch (cause) {
    throw new RenderFailure('unsupported_media', 'The video is damaged.', cause);
  }
}

/** An MP4 sample as a byte stream with start codes, which a decoder reads without any container. */
export function toAnnexB(sample: Uint8Array, lengthBytes: number): Uint8Array {
  const view = Buffer.from(sample.buffer, sample.byteOffset, sample.byteLength);
  const pieces: Uint8Array[] = [];
  let at = 0;
  while (at + lengthBytes <= view.length) {
    const length = view.readUIntBE(at, lengthBytes);
    at += lengthBytes;
    pieces.push(START_CODE, view.subarray(at, at + length));
    at += length;
  }
  return Buffer.concat(pieces);
}

/** Parameter sets as a byte stream. */
export function parameterSetStream(record: AvcRecord): Uint8Array {
  return Buffer.concat(record.parameterSets.flatMap((set) => [START_CODE, set]));
}
