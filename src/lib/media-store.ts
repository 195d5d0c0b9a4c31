import { AppError } from '../types/errors.ts';
import type { Media } from '../types/job.ts';
import { SNIFF_BYTES, sniffMediaType } from './media-type.ts';

/** Largest medium that is accepted from anywhere. */
export const MAX_MEDIA_BYTES = 2_000_000_000;
/** Largest picture that is accepted from anywhere. */
export const MAX_IMAGE_BYTES = 50_000_000;
/** Bytes of one part of an upload of unknown length; R2 takes no smaller ones. */
const PART_BYTES = 5 * 1024 * 1024;
/** What a part begins with: most pictures need no more, and many of them arrive at the same time. */
const FIRST_BYTES = 256 * 1024;

const EXTENSIONS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
};

/** A medium on its way in. */
export interface IncomingMedia {
  body: ReadableStream<Uint8Array>;
  /** What has to arrive; a medium of any other type is refused. */
  kind: 'image' | 'video';
  /** Known beforehand where the sender says so. */
  sizeBytes: number | undefined;
  /** Known beforehand where the sender names results by hash; the store verifies it. */
  sha256: string | undefined;
}

/** R2 key of a medium: everything of a project lies under its id, so that deleting the project can find it. */
export function mediaKey(projectId: string, sha256: string, mediaType: string): string {
  const extension = EXTENSIONS[mediaType];
  if (extension === undefined)
    throw new AppError('bad_response', `A result came as ${mediaType}, which is no picture or video we take.`);
  return `${projectId}/${sha256}.${extension}`;
}

/** The hash in a {@link mediaKey}. */
export function sha256OfKey(key: string): string {
  const match = /\/([0-9a-f]{64})\.[a-z0-9]+$/.exec(key);
  if (!match?.[1]) throw new AppError('invalid_input', 'This is not the key of a stored medium.');
  return match[1];
}

/**
 * Streams a medium into R2 under its hash. What is larger than a few megabytes is never held in memory as a whole.
 * @throws AppError `bad_response` when size, type or hash are not what they have to be; retryable when it broke off.
 */
export async function storeMedia(bucket: R2Bucket, projectId: string, incoming: IncomingMedia): Promise<Media> {
  const { sizeBytes, kind } = incoming;
  const largest = kind === 'image' ? MAX_IMAGE_BYTES : MAX_MEDIA_BYTES;
  if (sizeBytes !== undefined && !(sizeBytes > 0 && sizeBytes <= largest)) {
    await incoming.body.cancel();
    throw new AppError('bad_response', `A result of ${sizeBytes} bytes cannot be stored.`, { stage: 'download' });
  }
  const parts = new PartReader(incoming.body, largest);
  try {
    const first = await parts.next();
    const mediaType = typeOf(first, kind);
    if (parts.done) return await storeWhole(bucket, projectId, mediaType, first, incoming);
    if (incoming.sha256 !== undefined && sizeBytes !== undefined) {
      const { sha256 } = incoming;
      return await storeNamed(
        bucket,
        { key: mediaKey(projectId, sha256, mediaType), sha256, sizeBytes, mediaType },
        first,
        parts,
      );
    }
    return await storeParts(bucket, projectId, mediaType, first, parts, incoming);
  } catch (cause) {
    await parts.cancel();
    if (AppError.is(cause)) throw cause;
    throw new AppError(
      'bad_response',
      'A result did not arrive whole; it is fetched again.',
      { retryable: true, stage: 'download' },
      cause,
    );
  }
}

/** Puts a medium that is in memory into R2 under its hash. Its type is what its bytes say. */
export async function storeBytes(
  bucket: R2Bucket,
  projectId: string,
  bytes: Uint8Array<ArrayBuffer>,
  kind: IncomingMedia['kind'],
): Promise<Media> {
  const mediaType = typeOf(bytes, kind);
  return storeWhole(bucket, projectId, mediaType, bytes, { sizeBytes: undefined, sha256: undefined });
}

/** Deletes every object whose key begins with `prefix`. */
export async function deletePrefix(bucket: R2Bucket, prefix: string): Promise<void> {
  for (let more = true; more; ) {
    const listed = await bucket.list({ prefix, limit: 500 });
    if (listed.objects.length > 0) await bucket.delete(listed.objects.map((object) => object.key));
    more = listed.truncated;
  }
}

function typeOf(beginning: Uint8Array, kind: IncomingMedia['kind']): string {
  const mediaType = sniffMediaType(beginning.subarray(0, SNIFF_BYTES));
  if (mediaType?.startsWith(`${kind}/`)) return mediaType;
  const found = mediaType ?? (beginning.length === 0 ? 'nothing at all' : 'something else');
  throw new AppError('bad_response', `${kind === 'image' ? 'A picture' : 'A video'} was due, but ${found} came.`, {
    stage: 'download',
  });
}

async function storeWhole(
  bucket: R2Bucket,
  projectId: string,
  mediaType: string,
  bytes: Uint8Array<ArrayBuffer>,
  announced: Pick<IncomingMedia, 'sizeBytes' | 'sha256'>,
): Promise<Media> {
  const sha256 = hexOf(await crypto.subtle.digest('SHA-256', bytes));
  checkAnnounced(announced, { sizeBytes: bytes.length, sha256 });
  const key = mediaKey(projectId, sha256, mediaType);
  await bucket.put(key, bytes, { sha256, httpMetadata: { contentType: mediaType } });
  return { key, sha256, sizeBytes: bytes.length, mediaType };
}

/** Streams what is announced with size and hash straight to its name; R2 verifies both. */
async function storeNamed(
  bucket: R2Bucket,
  media: Media,
  first: Uint8Array<ArrayBuffer>,
  parts: PartReader,
): Promise<Media> {
  const { key, sha256, sizeBytes, mediaType } = media;
  if (await bucket.head(key)) {
    await parts.cancel();
    return media;
  }
  const sized = new FixedLengthStream(sizeBytes);
  const fill = async (): Promise<void> => {
    const writer = sized.writable.getWriter();
    for (let part = first; part.length > 0; part = await parts.next()) await writer.write(part);
    await writer.close();
  };
  const put = bucket.put(key, sized.readable, { sha256, httpMetadata: { contentType: mediaType } });
  await Promise.all([fill(), put]);
  return media;
}

/** Stores under a name of its own first, because the hash that names it is known only at its end. */
async function storeParts(
  bucket: R2Bucket,
  projectId: string,
  mediaType: string,
  first: Uint8Array<ArrayBuffer>,
  parts: PartReader,
  incoming: IncomingMedia,
): Promise<Media> {
  const httpMetadata = { contentType: mediaType };
  const upload = await bucket.createMultipartUpload(`${projectId}/incoming/${crypto.randomUUID()}`, { httpMetadata });
  const digest = new crypto.DigestStream('SHA-256');
  const writer = digest.getWriter();
  let sizeBytes = 0;
  try {
    const uploaded: R2UploadedPart[] = [];
    for (let part = first; part.length > 0; part = await parts.next()) {
      const [stored] = await Promise.all([upload.uploadPart(uploaded.length + 1, part), writer.write(part)]);
      uploaded.push(stored);
      sizeBytes += part.length;
    }
    await writer.close();
    const sha256 = hexOf(await digest.digest);
    checkAnnounced(incoming, { sizeBytes, sha256 });
    await upload.complete(uploaded);
    const key = mediaKey(projectId, sha256, mediaType);
    await rename(bucket, upload.key, key, sha256, mediaType);
    return { key, sha256, sizeBytes, mediaType };
  } catch (error) {
    await upload.abort().catch(() => undefined);
    throw error;
  }
}

/** R2 cannot rename; the copy's hash is verified by R2 itself. */
async function rename(bucket: R2Bucket, from: string, to: string, sha256: string, contentType: string): Promise<void> {
  if (!(await bucket.head(to))) {
    const object = await bucket.get(from);
    if (!object) throw new AppError('internal', 'A result vanished while it was being stored.', { retryable: true });
    const sized = new FixedLengthStream(object.size);
    const piped = object.body.pipeTo(sized.writable);
    await Promise.all([piped, bucket.put(to, sized.readable, { sha256, httpMetadata: { contentType } })]);
  }
  await bucket.delete(from);
}

function checkAnnounced(
  announced: Pick<IncomingMedia, 'sizeBytes' | 'sha256'>,
  arrived: { sizeBytes: number; sha256: string },
): void {
  const sizeIsRight = announced.sizeBytes === undefined || announced.sizeBytes === arrived.sizeBytes;
  const hashIsRight = announced.sha256 === undefined || announced.sha256 === arrived.sha256;
  if (sizeIsRight && hashIsRight) return;
  throw new AppError('bad_response', 'A result did not arrive as it was announced; it is fetched again.', {
    retryable: true,
    stage: 'download',
  });
}

/** Reads a stream in parts of {@link PART_BYTES}; only the last one is shorter. */
class PartReader {
  done = false;
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  private readonly largest: number;
  private rest: Uint8Array = new Uint8Array(0);
  private total = 0;

  constructor(body: ReadableStream<Uint8Array>, largest: number) {
    this.reader = body.getReader();
    this.largest = largest;
  }

  /** The next part; empty after the last. */
  async next(): Promise<Uint8Array<ArrayBuffer>> {
    let part = new Uint8Array(FIRST_BYTES);
    let filled = 0;
    const take = (bytes: Uint8Array): void => {
      const fits = bytes.subarray(0, PART_BYTES - filled);
      part = withRoom(part, filled, filled + fits.length);
      part.set(fits, filled);
      filled += fits.length;
      this.rest = bytes.subarray(fits.length);
    };
    take(this.rest);
    while (filled < PART_BYTES && !this.done) {
      const { done, value } = await this.reader.read();
      if (done) {
        this.done = true;
        break;
      }
      this.total += value.length;
      if (this.total > this.largest) {
        throw new AppError('bad_response', `A result is larger than ${this.largest} bytes.`, { stage: 'download' });
      }
      take(value);
    }
    return filled === PART_BYTES ? part : part.slice(0, filled);
  }

  async cancel(): Promise<void> {
    await this.reader.cancel().catch(() => undefined);
  }
}

/** A buffer of at least `needed` bytes that begins with the first `filled` of this one: itself, or one twice as long or more. */
function withRoom(part: Uint8Array<ArrayBuffer>, filled: number, needed: number): Uint8Array<ArrayBuffer> {
  if (needed <= part.length) return part;
  const larger = new Uint8Array(Math.min(PART_BYTES, Math.max(needed, part.length * 2)));
  larger.set(part.subarray(0, filled));
  return larger;
}

function hexOf(digest: ArrayBuffer): string {
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
