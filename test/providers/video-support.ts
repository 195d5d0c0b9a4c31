import type { VideoRequest } from '../../src/providers/video/base.ts';

/** Data address of `p/image-1`, and of `p/image-2`. */
export const FIRST_FRAME = 'data:image/jpeg;base64,/9gBAQEB/9k=';
export const LAST_FRAME = 'data:image/jpeg;base64,/9gCAgIC/9k=';

/** A five-second shot of a 720p film in wide format, both keyframes drawn; seed 0 must not get lost. */
export function clipRequest(changes: Partial<VideoRequest> = {}): VideoRequest {
  return {
    prompt: 'Sparks rise from the anvil.',
    startImageUrl: 'p/image-1',
    endImageUrl: 'p/image-2',
    duration: 5,
    aspectRatio: '16:9',
    seed: 0,
    cameraMove: 'push_in',
    format: { width: 1280, height: 720, frameRate: 24 },
    frameCount: 120,
    submission: { id: 'job-1-clip-1-1', startedAt: Date.UTC(2026, 10, 25) },
    ...changes,
  };
}
