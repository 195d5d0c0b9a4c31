import { open, readFile } from 'node:fs/promises';
import type { PlacedClip } from '../../src/lib/film-plan.ts';
import { SAMPLE_RATE } from '../film/silence.ts';
import { appendSamples, CHANNELS, sampleOfFrame } from './pcm.ts';

/** Samples in which a sound rises and falls at a cut. A jump from one wave to another would be heard as a click. */
const JOINT_SAMPLES = 0.008 * SAMPLE_RATE;

/** Samples in which a clip's sound rises at its beginning and falls at its end; at least {@link JOINT_SAMPLES}. */
export interface SoundEnds {
  risesFor: number;
  fallsFor: number;
}

/** Writes the clips' own sounds, joined as the film's plan says, as samples. Clips without sound are silent. */
export async function writeBed(request: {
  clips: readonly PlacedClip[];
  /** Path of each clip's samples, as long as the clip; `undefined` where it has none. */
  sounds: readonly (string | undefined)[];
  totalFrames: number;
  transitionLength: number;
  frameRate: number;
  output: string;
}): Promise<void> {
  const { clips, sounds, totalFrames, frameRate } = request;
  const file = await open(request.output, 'w');
  try {
    // Only neighbours sound at once, so no more than a clip and what is left of the one before is in memory.
    let written = 0;
    let pending = new Float32Array(0);
    for (const [index, clip] of clips.entries()) {
      const start = sampleOfFrame(clip.start, frameRate);
      await appendSamples(file, pending.subarray(0, (start - written) * CHANNELS));
      pending = pending.slice((start - written) * CHANNELS);
      written = start;
      const length = sampleOfFrame(clip.start + clip.frameCount, frameRate) - start;
      const longer = new Float32Array(Math.max(pending.length, length * CHANNELS));
      longer.set(pending);
      pending = longer;
      const path = sounds[index];
      if (path === undefined) continue;
      const bytes = await readFile(path);
      const samples = new Float32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / 4));
      addSound(
        pending,
        samples.subarray(0, length * CHANNELS),
        length,
        endsOf(clips, index, request.transitionLength, frameRate),
      );
    }
    await appendSamples(file, pending.subarray(0, (sampleOfFrame(totalFrames, frameRate) - written) * CHANNELS));
  } finally {
    await file.close();
  }
}

function endsOf(clips: readonly PlacedClip[], index: number, transitionLength: number, frameRate: number): SoundEnds {
  const clip = clips[index];
  const next = clips[index + 1];
  const transition = sampleOfFrame(transitionLength, frameRate);
  return {
    risesFor: clip?.overlap || clip?.fadeIn ? transition : JOINT_SAMPLES,
    fallsFor: next?.overlap || clip?.fadeOut ? transition : JOINT_SAMPLES,
  };
}

/**
 * Adds a sound to what sounds already. It rises and falls along a quarter of a sine, so that in an overlap the power of
 * both together stays the same. At a cut nothing overlaps, and the sine is squared: it leaves silence without a corner.
 * @param length Samples the clip lasts; its sound may stop earlier, and then does so without a click.
 */
export function addSound(target: Float32Array, sound: Float32Array, length: number, ends: SoundEnds): void {
  const count = Math.floor(sound.length / CHANNELS);
  for (let sample = 0; sample < count; sample++) {
    const level =
      rise(sample, ends.risesFor) * rise(length - 1 - sample, ends.fallsFor) * rise(count - 1 - sample, JOINT_SAMPLES);
    for (let at = sample * CHANNELS; at < (sample + 1) * CHANNELS; at++) {
      target[at] = (target[at] ?? 0) + (sound[at] ?? 0) * level;
    }
  }
}

/** Level at a distance from an end: 0 there, 1 from `length` samples on. */
function rise(distance: number, length: number): number {
  if (distance >= length) return 1;
  const sine = Math.sin(((distance + 0.5) / length) * (Math.PI / 2));
  return length > JOINT_SAMPLES ? sine : sine * sine;
}
