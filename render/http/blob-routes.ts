import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { sniffFile } from '../media/media-type.ts';
import type { Service } from '../service.ts';
import { HttpProblem, sendJson } from './respond.ts';

/** Bytes read at a time: films are large, and small pieces cost more than they carry. */
const PIECE_BYTES = 2 ** 20;

/** `PUT /v1/blobs/:sha256`: stores a medium; 422 when the bytes do not match the name. */
export async function putBlob(
  service: Service,
  sha256: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > service.largestBlobBytes) throw new HttpProblem(413, 'too_large', 'The file is too large.');
  const known = await service.blobs.find(sha256);
  if (known) {
    await service.blobs.touch(sha256);
    request.resume();
    return sendJson(response, 200, known);
  }
  const blob = await service.blobs.write(sha256, request, service.largestBlobBytes);
  service.scheduleEviction();
  return sendJson(response, 201, blob);
}

/** `GET` and `HEAD /v1/blobs/:sha256`: the medium with its type and length. */
export async function getBlob(
  service: Service,
  sha256: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const blob = await service.blobs.find(sha256);
  if (!blob) throw new HttpProblem(404, 'not_found', 'There is no such medium.');
  await service.blobs.touch(sha256);
  const path = service.blobs.path(sha256);
  const { mediaType } = await sniffFile(path);
  response.writeHead(200, {
    'content-type': mediaType,
    'content-length': blob.sizeBytes,
    etag: `"${sha256}"`,
    'cache-control': 'private, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  await pipeline(createReadStream(path, { highWaterMark: PIECE_BYTES }), response).catch(() => {
    // The reader went away, or the file was evicted meanwhile: the connection is closed either way.
  });
}
