import { Hono } from 'hono';
import type { Env } from '../env.ts';
import { AppError } from '../types/errors.ts';

/** A medium, or a stretch of a film that was packed for watching. */
const MEDIA_KEY = /^prj_[0-9a-f]{32}\/(watch\/)?[0-9a-f]{64}\.[a-z0-9]{3,4}$/;

/** One range of a `Range` header; several at once, or anything malformed, are answered with the whole medium. */
const RANGE = /^bytes=(\d*)-(\d*)$/;

/** First and last byte that were asked for; undefined for the whole, `unsatisfiable` when it lies outside. */
function byteRange(
  header: string | undefined,
  size: number,
): { first: number; last: number } | undefined | 'unsatisfiable' {
  const match = RANGE.exec(header ?? '');
  if (!match) return undefined;
  const [, from = '', to = ''] = match;
  if (from === '' && to === '') return undefined;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined;
  return first >= size || last < first ? 'unsatisfiable' : { first, last };
}

/** `/api/media/:projectId/:name`: pictures, clips and films, streamed from R2, in parts for players that seek. */
export const mediaRoutes = new Hono<{ Bindings: Env }>().get('/:key{.+}', async (context) => {
  const key = context.req.param('key');
  const head = MEDIA_KEY.test(key) ? await context.env.MEDIA.head(key) : null;
  if (!head) throw new AppError('not_found', 'There is no such medium.');
  const headers = new Headers({
    'accept-ranges': 'bytes',
    // Named by its hash, so it never changes; private, because it belongs to one project.
    'cache-control': 'private, max-age=31536000, immutable',
    'content-type': head.httpMetadata?.contentType ?? 'application/octet-stream',
    'content-security-policy': "default-src 'none'; sandbox",
    etag: head.httpEtag,
  });
  if (context.req.header('if-none-match') === head.httpEtag) return new Response(null, { status: 304, headers });
  const range = byteRange(context.req.header('range'), head.size);
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${head.size}`);
    return new Response(null, { status: 416, headers });
  }
  const { first, last } = range ?? { first: 0, last: head.size - 1 };
  const length = last - first + 1;
  const object = await context.env.MEDIA.get(key, { range: { offset: first, length } });
  if (!object) throw new AppError('not_found', 'There is no such medium.');
  headers.set('content-length', String(length));
  if (range) headers.set('content-range', `bytes ${first}-${last}/${head.size}`);
  return new Response(object.body, { status: range ? 206 : 200, headers });
});
