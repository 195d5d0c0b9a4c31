import { RenderFailure } from '../failure.ts';
import { sniff } from './media-type.ts';

/** Longest side and most pixels of a picture that is decoded. */
const LARGEST_SIDE = 16_384;
const MOST_PIXELS = 50_000_000;

/**
 * Reads a picture's size from its header, so that a small file that promises a huge picture is refused before anything
 * is allocated for it.
 * @throws RenderFailure `unsupported_media` when it is not a PNG, JPEG or WebP, is damaged, or is too large.
 */
export function imageSize(bytes: Uint8Array): { width: number; height: number } {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const readers: Readonly<Record<string, (view: Buffer) => [number, number] | undefined>> = {
    'image/png': (png) => (png.length >= 24 ? [png.readUInt32BE(16), png.readUInt32BE(20)] : undefined),
    'image/jpeg': jpegSize,
    'image/webp': webpSize,
  };
  const reader = readers[sniff(bytes)];
  if (!reader) throw new RenderFailure('unsupported_media', 'The file is not a picture. Use PNG, JPEG or WebP.');
  const size = reader(view);
  if (!size) throw new RenderFailure('unsupported_media', 'The picture is damaged.');
  const [width, height] = size;
  if (width < 1 || height < 1) throw new RenderFailure('unsupported_media', 'The picture is empty.');
  if (width > LARGEST_SIDE || height > LARGEST_SIDE || width * height > MOST_PIXELS) {
    throw new RenderFailure('unsupported_media', `The picture is too large (${width}×${height} pixels).`);
  }
  return { width, height };
}

function jpegSize(jpeg: Buffer): [number, number] | undefined {
  let at = 2;
  while (at + 9 <= jpeg.length) {
    if (jpeg[at] !== 0xff) return undefined;
    const marker = jpeg[at + 1] ?? 0;
    const isPadding = marker === 0xff;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return [jpeg.readUInt16BE(at + 7), jpeg.readUInt16BE(at + 5)];
    at += isPadding ? 1 : 2 + jpeg.readUInt16BE(at + 2);
  }
  return undefined;
}

function webpSize(webp: Buffer): [number, number] | undefined {
  if (webp.length < 30) return undefined;
  switch (webp.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return [webp.readUInt16LE(26) & 0x3fff, webp.readUInt16LE(28) & 0x3fff];
    case 'VP8L': {
      const bits = webp.readUInt32LE(21);
      return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
    }
    case 'VP8X':
      return [webp.readUIntLE(24, 3) + 1, webp.readUIntLE(27, 3) + 1];
    default:
      return undefined;
  }
}
