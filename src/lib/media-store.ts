import { AppError } from '../types/errors.ts';
import type { Media } from '../types/job.ts';

/** Largest medium that is accepted from anywhere. */
export const MAX_MEDIA_BYTES = 2_000_000_000;

const EXTENSIONS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
};

/** A medium on its way in. */
export interface IncomingMedia {
  body: ReadableStream<Uint8Array>;
  sizeBytes: number;
  mediaType: string;
  /** Known beforehand where the sender names results by hash; the store verifies it. */
  sha256: string;
}

/** R2 key of a medium: everything of a project lies under its id, so that deleting the project can find it. */
export function mediaKey(projectId: string, sha256: string, mediaType: string): string {
  const extension = EXTENSIONS[mediaType];
  if (extension === undefined)
    throw new AppError('bad_response', `A result came as ${mediaType}, which is no picture or MP4.`);
  return `${projectId}/${sha256}.${extension}`;
}

/** The hash in a {@link mediaKey}. */
export function sha256OfKey(key: string): string {
  const match = /\/([0-9a-f]{64})\.[a-z0-9]+$/.exec(key);
  if (!match?.[1]) throw new AppError('invalid_input', 'This is not the key of a stored medium.');
  return match[1];
}

/**
 * Streams a medium into R2 under its hash. The bytes are never held in memory as a whole.
 * @throws AppError `bad_response` when size, type or hash are not what was announced.
 */
export async function storeMedia(bucket: R2Bucket, projectId: string, incoming: IncomingMedia): Promise<Media> {
  const { sizeBytes, mediaType, sha256 } = incoming;
  if (!(sizeBytes > 0 && sizeBytes <= MAX_MEDIA_BYTES)) {
    await incoming.body.cancel();
    throw new AppError('bad_response', `A result of ${sizeBytes} bytes cannot be stored.`, { stage: 'download' });
  }
  const key = mediaKey(projectId, sha256, mediaType);
  const media: Media = { key, sha256, sizeBytes, mediaType };
  if (await bucket.head(key)) {
    await incoming.body.cancel();
    return media;
  }
  const sized = new FixedLengthStream(sizeBytes);
  const piped = incoming.body.pipeTo(sized.writable);
  try {
    await Promise.all([piped, bucket.put(key, sized.readable, { sha256, httpMetadata: { contentType: mediaType } })]);
  } catch (cause) {
    throw new AppError(
      'bad_response',
      'A result did not arrive whole; it is fetched again.',
      {
        retryable: true,
        stage: 'download',
      },
      cause,
    );
  }
  return media;
}

/** Puts a medium that is in memory into R2 under its hash. */
export async function storeBytes(
  bucket: R2Bucket,
  projectId: string,
  { bytes, mediaType }: { bytes: Uint8Array<ArrayBuffer>; mediaType: string },
): Promise<Media> {
  const sha256 = hexOf(await crypto.subtle.digest('SHA-256', bytes));
  const key = mediaKey(projectId, sha256, mediaType);
  await bucket.put(key, bytes, { sha256, httpMetadata: { contentType: mediaType } });
  return { key, sha256, sizeBytes: bytes.length, mediaType };
}

function hexOf(digest: ArrayBuffer): string {
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
