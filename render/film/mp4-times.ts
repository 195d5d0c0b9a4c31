/** Boxes that hold other boxes on the way to those with times. */
const CONTAINERS = new Set(['moov', 'trak', 'mdia']);
/** Boxes that say when the file and its tracks were made. */
const WITH_TIMES = new Set(['mvhd', 'tkhd', 'mdhd']);

/**
 * Sets the creation and modification times in an MP4 index to "unknown": a film made twice from the same clips is then
 * the same file, byte for byte.
 */
export function clearTimes(index: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(index);
  clearWithin(Buffer.from(copy.buffer), 0, copy.length);
  return copy;
}

function clearWithin(bytes: Buffer, from: number, to: number): void {
  let at = from;
  while (at + 8 <= to) {
    const size = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (size < 8) return;
    if (CONTAINERS.has(type)) clearWithin(bytes, at + 8, Math.min(to, at + size));
    if (WITH_TIMES.has(type)) {
      const timeBytes = bytes[at + 8] === 1 ? 8 : 4;
      bytes.fill(0, at + 12, at + 12 + 2 * timeBytes);
    }
    at += size;
  }
}
