import { open } from 'node:fs/promises';

const HEADER_BYTES = 400;
const TS_PACKET_BYTES = 188;

/** What a file's first bytes say that it is; names and headers of the sender are never believed. */
export interface SniffedFile {
  /** `application/octet-stream` when it is nothing this service knows. */
  mediaType: string;
}

/** Tells a file's media type from its signature. */
export async function sniffFile(path: string): Promise<SniffedFile> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    return { mediaType: sniff(buffer.subarray(0, bytesRead)) };
  } finally {
    await file.close();
  }
}

/** {@link sniffFile} for bytes in memory; needs the first 400 of them. */
export function sniff(bytes: Uint8Array): string {
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEADER_BYTES));
  const text = (from: number, to: number) => header.toString('latin1', from, to);
  if (header.length >= 12) {
    if (header[0] === 0xff && header[1] === 0xd8 && header[2] === 0xff) return 'image/jpeg';
    if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
    if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp';
    if (text(0, 4) === 'RIFF' && text(8, 12) === 'WAVE') return 'audio/wav';
    if (text(0, 4) === 'fLaC') return 'audio/flac';
    if (text(0, 4) === 'OggS') return 'audio/ogg';
    if (text(0, 3) === 'ID3' || isMp3Frame(header)) return 'audio/mpeg';
    if (text(4, 8) === 'ftyp') return text(8, 12) === 'qt  ' ? 'video/quicktime' : 'video/mp4';
    if (['moov', 'mdat', 'wide', 'free', 'skip'].includes(text(4, 8))) return 'video/quicktime';
    if (header[0] === 0x1a && header[1] === 0x45 && header[2] === 0xdf && header[3] === 0xa3) return 'video/x-matroska';
  }
  if (header[0] === 0x47 && header[TS_PACKET_BYTES] === 0x47 && header[TS_PACKET_BYTES * 2] === 0x47)
    return 'video/mp2t';
  return 'application/octet-stream';
}

/** Sync word, MPEG 1 or 2, layer III, and neither bitrate nor rate out of range. */
function isMp3Frame(header: Buffer): boolean {
  const [first = 0, second = 0, third = 0] = header;
  return first === 0xff && (second & 0xe6) === 0xe2 && (third & 0xf0) !== 0xf0 && (third & 0x0c) !== 0x0c;
}
