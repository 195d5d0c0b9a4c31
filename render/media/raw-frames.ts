import type { Readable } from 'node:stream';

/**
 * Cuts a stream of raw video into frames. Each frame has bytes of its own. An incomplete last frame is left out.
 * @param bytesPerFrame Size of one frame.
 */
export async function* rawFrames(stream: Readable, bytesPerFrame: number): AsyncGenerator<Uint8Array, void, undefined> {
  let frame = Buffer.allocUnsafe(bytesPerFrame);
  let filled = 0;
  for await (const piece of stream) {
    const chunk: Buffer = piece;
    let at = 0;
    while (at < chunk.length) {
      const taken = Math.min(bytesPerFrame - filled, chunk.length - at);
      chunk.copy(frame, filled, at, at + taken);
      at += taken;
      filled += taken;
      if (filled === bytesPerFrame) {
        yield frame;
        frame = Buffer.allocUnsafe(bytesPerFrame);
        filled = 0;
      }
    }
  }
}
