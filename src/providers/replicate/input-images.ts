import { inlineImage } from '../input-image.ts';
import { parseAnswer } from '../vendor-http.ts';
import { askReplicate, type ReplicateAccess } from './access.ts';
import { FileSchema } from './wire.ts';

/** How Replicate takes pictures, best first. */
export const REPLICATE_INPUT_FORMS = ['public-url', 'data-uri', 'upload'] as const;

/** The document recommends addresses in the request for nothing larger. */
const MAX_INLINE_BYTES = 256_000;
/** The document's limit for uploads. */
const MAX_UPLOAD_BYTES = 100_000_000;

/**
 * A stored picture as Replicate can take it here: by its public address where the server has one; else a small one inside
 * the request, a large one uploaded beforehand.
 */
export async function replicateImage(access: ReplicateAccess, key: string): Promise<string> {
  const { media } = access.context;
  if (media.publicUrl) return media.publicUrl(key);
  const { bytes, mediaType, base64 } = await inlineImage(access.context, key, MAX_UPLOAD_BYTES);
  if (bytes.byteLength <= MAX_INLINE_BYTES) return `data:${mediaType};base64,${base64}`;
  const form = new FormData();
  form.append('content', new Blob([bytes], { type: mediaType }), `picture.${mediaType.split('/').at(-1) ?? 'jpg'}`);
  const { answer, call } = await askReplicate(access, { purpose: 'prepare', method: 'POST', path: '/files', form });
  return parseAnswer(FileSchema, answer, call).urls.get;
}
