import { readAvcRecord, UNIT, unitType } from '../avc/nal-units.ts';
import { readPictureFormat } from '../avc/picture-format.ts';
import type { ClipReader } from '../media/clip-reader.ts';

/**
 * By which matrix a clip's colours are meant when it does not say so, as most models' clips do not: players take pictures
 * wider than 1279 or higher than 576 pixels for HD (BT.709), ffmpeg takes all for SD. Converted clips would differ in
 * colour from those that are copied.
 * @returns `undefined` when the clip says it, or is SD.
 */
export async function assumedMatrix({ track }: ClipReader): Promise<'bt709' | undefined> {
  const isHd = (await track.getDisplayWidth()) >= 1_280 || (await track.getDisplayHeight()) > 576;
  if (!isHd) return undefined;
  const description = (await track.getCodec()) === 'avc' ? (await track.getDecoderConfig())?.description : undefined;
  if (description instanceof Uint8Array) {
    const sets = readAvcRecord(description).parameterSets.filter((set) => unitType(set) === UNIT.sequenceSet);
    return sets.some((set) => readPictureFormat(set)?.hasMatrix) ? undefined : 'bt709';
  }
  const { matrix } = await track.getColorSpace();
  return matrix === undefined || matrix === null ? 'bt709' : undefined;
}
