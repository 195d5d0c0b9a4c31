import type { RenderResult } from '../types/render.ts';
import type { PlaylistSegment } from './playlist.ts';

/** Pages of a listing that are read: a film of 720 shots has some 1,500 stretches. */
const MAX_PAGES = 8;

/** A packed stretch as it is stored. */
export type PackedSegment = Pick<PlaylistSegment, 'sizeBytes' | 'initialisation'> & { key: string };

/** Where a project's packed stretches lie, each under the hash of the job that packed it. */
export function packedKey(projectId: string, jobHash: string): string {
  return `${projectId}/watch/${jobHash}.mp4`;
}

/** Stores a packed stretch. R2 checks its hash. */
export async function storePacked(
  bucket: R2Bucket,
  key: string,
  body: ReadableStream<Uint8Array>,
  { sizeBytes, sha256, initialisation }: Pick<RenderResult, 'sizeBytes' | 'sha256' | 'initialisation'>,
): Promise<void> {
  const sized = new FixedLengthStream(sizeBytes);
  const filled = body.pipeTo(sized.writable);
  await bucket.put(key, sized.readable, {
    sha256,
    httpMetadata: { contentType: 'video/mp4' },
    customMetadata: {
      initialisationBytes: String(initialisation?.sizeBytes ?? 0),
      initialisationSha256: initialisation?.sha256 ?? '',
    },
  });
  await filled;
}

/** The packed stretches of a project by key. */
export async function listPacked(bucket: R2Bucket, projectId: string): Promise<Map<string, PackedSegment>> {
  const found = new Map<string, PackedSegment>();
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const listed = await bucket.list({
      prefix: `${projectId}/watch/`,
      include: ['customMetadata'],
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const { key, size, customMetadata } of listed.objects) {
      const sizeBytes = Number(customMetadata?.initialisationBytes ?? 0);
      const initialisation = { sizeBytes, sha256: customMetadata?.initialisationSha256 ?? '' };
      found.set(key, { key, sizeBytes: size, initialisation });
    }
    if (!listed.truncated) break;
    cursor = listed.cursor;
  }
  return found;
}
