import type { ClipJob } from '../../src/types/render.ts';
import { encodeFrames, FRAMES_IN_FLIGHT, seamFrames } from '../encode.ts';
import type { Ffmpeg } from '../ffmpeg.ts';
import { createAnimator } from './animator.ts';
import { freshKernel } from './kernel/kernel.ts';
import { loadPlate } from './plate.ts';

/** What {@link renderClip} needs besides the job itself. */
export interface ClipRequest {
  ffmpeg: Ffmpeg;
  job: Omit<ClipJob, 'kind' | 'startImage' | 'endImage'>;
  /** Bytes of the start keyframe: PNG, JPEG or WebP. */
  startImage: Uint8Array;
  endImage?: Uint8Array | undefined;
  /** Path of the MP4 to write. */
  output: string;
  onProgress?: ((progress: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Animates an animatic clip: the camera moves over the start picture, which dissolves into the end picture on the way.
 * @throws RenderFailure `unsupported_media` for pictures that cannot be read.
 */
export async function renderClip(request: ClipRequest): Promise<void> {
  const { cameraMove, format, frameCount } = request.job;
  const start = await loadPlate(request.startImage, 'start', cameraMove, format);
  const end = request.endImage && (await loadPlate(request.endImage, 'end', cameraMove, format));
  const frame = createAnimator(freshKernel(), {
    start,
    end,
    frameCount,
    format,
    framesInFlight: FRAMES_IN_FLIGHT,
  });
  await encodeFrames({
    ffmpeg: request.ffmpeg,
    format,
    frameCount,
    output: request.output,
    idrFrames: seamFrames(frameCount, format),
    frame,
    onProgress: request.onProgress,
    signal: request.signal,
  });
}
