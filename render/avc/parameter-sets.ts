import { BitReader, BitWriter, unsignedBits, withoutPrevention, withPrevention } from './bits.ts';
import { type AvcRecord, sampleOf, UNIT, unitsOf, unitType } from './nal-units.ts';

/** Most sets H.264 allows. */
const MOST_SEQUENCE_SETS = 32;
const MOST_PICTURE_SETS = 256;
/** Bytes of a slice that surely hold its first three numbers. */
const SLICE_HEAD_BYTES = 32;

interface PictureSet {
  id: number;
  sequenceId: number;
  /** The set without its two numbers, and the sequence set it belongs to without its number. */
  meaning: string;
}

/** Rewrites a sample (length-prefixed NAL units) so that it names the parameter sets by their numbers in the film. */
export type SampleRewriter = (sample: Uint8Array) => Uint8Array;

/**
 * The parameter sets of one film. An H.264 track names all its parameter sets once, at its head; clips of different
 * encoders have different sets under the same numbers. Here each set gets a number of its own, and the slices that use
 * it are told: H.264 allows 32 and 256 of them, so clips need not be encoded again to stand in one film.
 *
 * The number is the third value in a slice, and everything behind it would have to move by some bits, which
 * arithmetic-coded slices do not allow. So a set only ever gets a number whose code is as long as the old one's or
 * exactly one or two bytes longer. For the usual number 0 there are seventeen others.
 */
export class ParameterSets {
  private readonly sequenceSets = new Map<string, Uint8Array>();
  private readonly pictureSets = new Map<string, { id: number; bytes: Uint8Array }>();
  private readonly takenIds = new Set<number>();

  /**
   * Takes in a clip's sets.
   * @returns how to rewrite its samples, or `undefined` when there are too many different sets.
   */
  add(record: AvcRecord): SampleRewriter | undefined {
    const newIds = new Map<number, number>();
    for (const { set, bytes } of pictureSetsOf(record)) {
      const sequence = record.parameterSets.find(
        (unit) => unitType(unit) === UNIT.sequenceSet && sequenceIdOf(unit) === set.sequenceId,
      );
      if (!sequence) return undefined;
      const id = this.pictureSets.get(set.meaning)?.id ?? this.register(set, bytes, sequence);
      if (id === undefined) return undefined;
      newIds.set(set.id, id);
    }
    return (sample) => rewriteSample(sample, record.lengthBytes, newIds);
  }

  /** The record (`avcC`) that stands at the head of the track. */
  record(): Uint8Array {
    const sequences = [...this.sequenceSets.values()];
    const pictures = [...this.pictureSets.values()].map(({ bytes }) => bytes);
    const byte = (at: number) => Math.max(...sequences.map((set) => set[at] ?? 0));
    const profile = byte(1);
    // What every stream in the track keeps to, each flag counts only where all sets have it.
    const constraints = sequences.reduce((all, set) => all & (set[2] ?? 0), 0xff);
    const parts: Uint8Array[] = [Uint8Array.of(1, profile, constraints, byte(3), 0xff, 0xe0 | sequences.length)];
    for (const set of sequences) parts.push(sized(set));
    parts.push(Uint8Array.of(pictures.length));
    for (const set of pictures) parts.push(sized(set));
    // High profiles repeat chroma format and bit depths: 4:2:0 and eight bits.
    if (profile >= 100) parts.push(Uint8Array.of(0xfd, 0xf8, 0xf8, 0));
    return Uint8Array.from(Buffer.concat(parts));
  }

  private register(set: PictureSet, bytes: Uint8Array, sequence: Uint8Array): number | undefined {
    const sequenceMeaning = withSequenceId(sequence, 0);
    const key = Buffer.from(sequenceMeaning).toString('hex');
    const id = candidateIds(set.id).find((candidate) => !this.takenIds.has(candidate));
    const known = [...this.sequenceSets.keys()].indexOf(key);
    const sequenceId = known === -1 ? this.sequenceSets.size : known;
    if (id === undefined || sequenceId >= MOST_SEQUENCE_SETS) return undefined;
    this.takenIds.add(id);
    if (known === -1) this.sequenceSets.set(key, withSequenceId(sequence, sequenceId));
    this.pictureSets.set(set.meaning, { id, bytes: withPictureIds(bytes, id, sequenceId) });
    return id;
  }
}

function* pictureSetsOf(record: AvcRecord): Generator<{ set: PictureSet; bytes: Uint8Array }> {
  const sequences = new Map(
    record.parameterSets
      .filter((unit) => unitType(unit) === UNIT.sequenceSet)
      .map((unit) => [sequenceIdOf(unit), Buffer.from(withSequenceId(unit, 0)).toString('hex')]),
  );
  for (const bytes of record.parameterSets) {
    if (unitType(bytes) !== UNIT.pictureSet) continue;
    const reader = new BitReader(withoutPrevention(bytes.subarray(1)));
    const [id, sequenceId] = [reader.unsigned(), reader.unsigned()];
    const own = Buffer.from(withPictureIds(bytes, 0, 0)).toString('hex');
    yield { set: { id, sequenceId, meaning: `${sequences.get(sequenceId)} ${own}` }, bytes };
  }
}

/** Numbers that can stand in for a picture set's number in a slice, itself first. */
function candidateIds(id: number): number[] {
  const length = unsignedBits(id);
  const all = Array.from({ length: MOST_PICTURE_SETS }, (_, candidate) => candidate);
  return [id, ...all.filter((other) => other !== id && [0, 8, 16].includes(unsignedBits(other) - length))];
}

function sequenceIdOf(unit: Uint8Array): number {
  const reader = new BitReader(withoutPrevention(unit.subarray(1)));
  reader.bits(24);
  return reader.unsigned();
}

function withSequenceId(unit: Uint8Array, id: number): Uint8Array {
  return rewriteNumbers(unit, 24, [id]);
}

function withPictureIds(unit: Uint8Array, id: number, sequenceId: number): Uint8Array {
  return rewriteNumbers(unit, 0, [id, sequenceId]);
}

/** Replaces the unsigned numbers that stand after `skipBits` bits of a unit's payload; the rest moves as it must. */
function rewriteNumbers(unit: Uint8Array, skipBits: number, numbers: readonly number[]): Uint8Array {
  const payload = withoutPrevention(unit.subarray(1));
  const end = lastBit(payload);
  const reader = new BitReader(payload);
  const writer = new BitWriter();
  writer.bits(reader.bits(skipBits), skipBits);
  for (const number of numbers) {
    reader.unsigned();
    writer.unsigned(number);
  }
  while (reader.position <= end) writer.bits(reader.bits(1), 1);
  return Uint8Array.of(unit[0] ?? 0, ...withPrevention(writer.bytes()));
}

/** Position of the stop bit, the last bit that is set. */
function lastBit(payload: Uint8Array): number {
  let at = payload.length - 1;
  while (at > 0 && payload[at] === 0) at--;
  const byte = payload[at] ?? 0;
  let bit = 7;
  while (bit > 0 && ((byte >> (7 - bit)) & 1) === 0) bit--;
  return at * 8 + bit;
}

function rewriteSample(sample: Uint8Array, lengthBytes: number, newIds: ReadonlyMap<number, number>): Uint8Array {
  const units = unitsOf(sample, lengthBytes);
  // Sets inside the stream would override those at the head of the track, under numbers that mean others there.
  const kept = units.filter((unit) => unitType(unit) !== UNIT.sequenceSet && unitType(unit) !== UNIT.pictureSet);
  const rewritten = kept.map((unit) => {
    const type = unitType(unit);
    return type === UNIT.slice || type === UNIT.idrSlice ? rewriteSlice(unit, newIds) : unit;
  });
  const isSame = lengthBytes === 4 && kept.length === units.length && rewritten.every((unit, at) => unit === kept[at]);
  return isSame ? sample : sampleOf(rewritten);
}

function rewriteSlice(unit: Uint8Array, newIds: ReadonlyMap<number, number>): Uint8Array {
  // The head ends behind a byte that can be no part of an escape sequence, so the rest may stay as it is.
  let end = Math.min(SLICE_HEAD_BYTES, unit.length);
  while (end < unit.length && (unit[end - 1] ?? 0) <= 3) end++;
  const head = withoutPrevention(unit.subarray(1, end));
  const reader = new BitReader(head);
  const [firstMacroblock, kind, old] = [reader.unsigned(), reader.unsigned(), reader.unsigned()];
  const id = newIds.get(old) ?? old;
  if (id === old) return unit;
  const writer = new BitWriter();
  for (const number of [firstMacroblock, kind, id]) writer.unsigned(number);
  while (reader.position < head.length * 8) writer.bits(reader.bits(1), 1);
  return Buffer.concat([unit.subarray(0, 1), withPrevention(writer.bytes()), unit.subarray(end)]);
}

function sized(set: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.of(set.length >> 8, set.length & 0xff), set]);
}
