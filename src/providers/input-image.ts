import { AppError } from '../types/errors.ts';
import type { OpenMedia, ProviderContext } from './base.ts';
import { decodedBytes } from './signatures.ts';
import { unreadable, type VendorCall } from './vendor-http.ts';

/** Largest picture that is put into a request, in bytes. */
export const MAX_INLINE_IMAGE_BYTES = 10_000_000;

/** A stored picture read into memory, for vendors that take it inside the request. */
export interface InlineImage {
  mediaType: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** Standard base64 without a prefix. */
  base64: string;
}

/**
 * Reads a stored picture for use inside a request.
 * @param maxBytes the vendor's own limit. Default {@link MAX_INLINE_IMAGE_BYTES}.
 * @throws AppError `too_large` with what to do.
 */
export async function inlineImage(
  context: ProviderContext,
  key: string,
  maxBytes = MAX_INLINE_IMAGE_BYTES,
): Promise<InlineImage> {
  const media = await context.media.open(key);
  const bytes = await readImage(media, maxBytes);
  return { mediaType: media.mediaType, bytes, base64: toBase64(bytes) };
}

/** {@link inlineImage} as a `data:` address. */
export async function dataUri(context: ProviderContext, key: string, maxBytes?: number): Promise<string> {
  const { mediaType, base64 } = await inlineImage(context, key, maxBytes);
  return `data:${mediaType};base64,${base64}`;
}

/**
 * {@link dataUri}; a picture too large for that goes by its public address where this server has one.
 * @param maxBytes the vendor's own limit for pictures inside a request.
 * @throws AppError `too_large` where there is no public address.
 */
export async function dataUriOrPublicUrl(context: ProviderContext, key: string, maxBytes: number): Promise<string> {
  try {
    return await dataUri(context, key, maxBytes);
  } catch (thrown) {
    if (!AppError.is(thrown) || thrown.code !== 'too_large' || !context.media.publicUrl) throw thrown;
    return context.media.publicUrl(key);
  }
}

/**
 * A public, signed address of a stored picture.
 * @throws AppError `unsupported` where this server has no public address.
 */
export async function publicImageUrl(context: ProviderContext, key: string, provider: string): Promise<string> {
  if (!context.media.publicUrl) throw needsPublicUrl(provider);
  return context.media.publicUrl(key);
}

/** The sentence for vendors that fetch media themselves where this server cannot be reached. */
export function needsPublicUrl(provider: string, media: 'pictures' | 'clips' = 'pictures'): AppError {
  return new AppError(
    'unsupported',
    `${provider} fetches ${media} by itself, so this server needs a public address: set PUBLIC_URL to it.`,
    { provider, stage: 'prepare' },
  );
}

/** Standard base64 of bytes, without growing one string a character at a time. */
export function toBase64(bytes: Uint8Array): string {
  const step = 0x8000;
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += step) {
    parts.push(String.fromCharCode(...bytes.subarray(from, from + step)));
  }
  return btoa(parts.join(''));
}

/**
 * The bytes of a picture that came as standard base64.
 * @throws AppError `bad_response` when it is none; `outcome_unknown` on a submit, which may have been charged.
 */
export function fromBase64(
  text: string,
  call: Pick<VendorCall, 'provider' | 'model' | 'purpose'>,
): Uint8Array<ArrayBuffer> {
  const bytes = decodedBytes(text, 'base64');
  if (!bytes) throw unreadable(call, `${call.provider} sent a picture that cannot be read.`);
  return bytes;
}

async function readImage(media: OpenMedia, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (media.sizeBytes > maxBytes) {
    await media.body.cancel();
    throw new AppError(
      'too_large',
      `A picture has ${media.sizeBytes} bytes, more than the ${maxBytes} this provider takes; use a smaller one.`,
      { stage: 'prepare' },
    );
  }
  return new Uint8Array(await new Response(media.body).arrayBuffer());
}
