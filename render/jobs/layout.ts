import { join } from 'node:path';
import { RenderResultSchema } from '../../src/types/render.ts';
import { hashOf } from '../canonical-json.ts';
import { ENCODER_VERSION } from '../encode.ts';
import type { Ffmpeg } from '../ffmpeg.ts';
import { BlobStore } from '../store/blob-store.ts';
import { RecordStore } from '../store/record-store.ts';

/** Counted up when the drawing, animating or joining code gives other pictures than before. */
const RENDERER_VERSION = '4';

/** The render service's directory, by what lies in it. */
export function openLayout(directory: string, ffmpeg: Ffmpeg) {
  // Results are kept per version: the same job may give other bytes after an update.
  const version = hashOf([RENDERER_VERSION, ENCODER_VERSION, ffmpeg.version]).slice(0, 16);
  return {
    blobs: new BlobStore(directory),
    results: new RecordStore(join(directory, 'results', version), RenderResultSchema),
  };
}
