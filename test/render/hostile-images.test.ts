import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadPlate } from '../../render/animate/plate.ts';
import { imageSize } from '../../render/media/image-size.ts';
import { sniff } from '../../render/media/media-type.ts';
import { drawPng, SMALL } from './support.ts';

function pngHeader(width: number, height: number): Buffer {
  const png = Buffer.from(drawPng(8, 8, () => {}));
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
}

describe('pictures from elsewhere', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('<svg onload="alert(1)"/>'.repeat(20))],
    ['compressed noise', deflateSync(Buffer.alloc(1_000, 1))],
    ['a PNG that promises 4 billion pixels', pngHeader(65_535, 65_535)],
    ['a PNG of no width', pngHeader(0, 10)],
    ['a PNG of negative size', pngHeader(0xffff_ffff, 0xffff_ffff)],
    ['a JPEG that ends at once', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xd9, 0, 0, 0])],
    [
      'a JPEG with a segment that leads nowhere',
      Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, ...Array(50).fill(0)]),
    ],
    ['a JPEG of endless padding', Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(5_000, 0xff)])],
    ['a WebP without a body', Buffer.from('RIFF\x10\0\0\0WEBPVP8 \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0', 'latin1')],
  ])('refuses %s', async (_name, bytes) => {
    await expect(loadPlate(bytes, 'start', 'static', SMALL)).rejects.toMatchObject({
      name: 'RenderFailure',
      code: 'unsupported_media',
    });
  });

  it('refuses a picture that ends too early', async () => {
    const png = drawPng(100, 100, (context) => context.fillRect(0, 0, 50, 50));
    await expect(loadPlate(png.subarray(0, 60), 'start', 'static', SMALL)).rejects.toMatchObject({
      code: 'unsupported_media',
    });
  });

  it('reads sizes of all three kinds', async () => {
    const { createCanvas } = await import('@napi-rs/canvas');
    const canvas = createCanvas(37, 21);
    canvas.getContext('2d').fillRect(0, 0, 9, 9);
    for (const kind of ['png', 'jpeg', 'webp'] as const) {
      const bytes = kind === 'png' ? canvas.encodeSync('png') : canvas.encodeSync(kind, 80);
      expect(sniff(bytes)).toBe(`image/${kind}`);
      expect(imageSize(bytes)).toEqual({ width: 37, height: 21 });
      expect(await loadPlate(bytes, 'start', 'push_in', SMALL)).toMatchObject({ overlay: undefined });
    }
  });
});
