import type { FileHandle } from 'node:fs/promises';
import { SAMPLE_RATE } from '../film/silence.ts';

/** All sound is stereo. */
export const CHANNELS = 2;
/** Bytes of one stereo sample, two 32-bit floats. */
export const SAMPLE_BYTES = 4 * CHANNELS;

/** ffmpeg's input options for a file of samples. */
export const PCM_INPUT = ['-f', 'f32le', '-ar', String(SAMPLE_RATE), '-ac', String(CHANNELS)];
/** ffmpeg's output options for a file of samples. */
export const PCM_OUTPUT = ['-f', 'f32le', '-c:a', 'pcm_f32le', '-ar', String(SAMPLE_RATE), '-ac', String(CHANNELS)];

/** The sample at which a film frame begins. */
export function sampleOfFrame(frame: number, frameRate: number): number {
  return Math.round((frame * SAMPLE_RATE) / frameRate);
}

/** Appends samples to a file. */
export async function appendSamples(file: FileHandle, samples: Float32Array): Promise<void> {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
}
