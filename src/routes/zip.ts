import { makeZip, predictLength } from 'client-zip';
import type { ArchiveFile } from '../exports/archive.ts';
import { AppError } from '../types/errors.ts';
import type { Media } from '../types/job.ts';

/**
 * Streams files as a ZIP without compression. Each clip is opened in R2 when its turn comes and passes through; none is
 * ever held as a whole. A clip that is gone ends the stream with an error, so that the archive arrives cut off rather
 * than wrong.
 * @param lastModified date that all files carry, so that the same archive has the same bytes.
 */
export function zipStream(
  bucket: R2Bucket,
  files: readonly ArchiveFile[],
  lastModified: Date,
): { body: ReadableStream<Uint8Array>; sizeBytes: number } {
  const utf8 = new TextEncoder();
  const sizes = files.map((file) => ({
    name: file.name,
    size: 'text' in file ? utf8.encode(file.text).length : file.media.sizeBytes,
  }));
  const sizeBytes = Number(predictLength(sizes));
  async function* opened() {
    for (const file of files) {
      if ('text' in file) yield { name: file.name, input: file.text, lastModified };
      else yield { name: file.name, input: await openClip(bucket, file.media), lastModified };
    }
  }
  const sized = new FixedLengthStream(sizeBytes);
  // A reader that goes away ends the copying; there is nobody left to tell.
  makeZip(opened())
    .pipeTo(sized.writable)
    .catch(() => {});
  return { body: sized.readable, sizeBytes };
}

async function openClip(bucket: R2Bucket, media: Media): Promise<ReadableStream<Uint8Array>> {
  const object = await bucket.get(media.key);
  if (object?.size === media.sizeBytes) return object.body;
  throw new AppError('not_found', 'A stored clip is gone or is another than it was; run the job again.');
}
