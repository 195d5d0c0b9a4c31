import type { PlacedClip } from '../../src/lib/film-plan.ts';
import type { Planes } from '../animate/planes.ts';
import { blendColour, blendOverlap, fadeWeight, overlapProgress } from './blend.ts';

/**
 * Composes one film frame from the clips that show in it.
 * @param frame Film frame.
 * @param clips All clips that may show, in film order.
 * @param pictureOf Gives a clip's own frame; the picture may be changed in place.
 * @param transitionLength Frames of one transition.
 */
export function composeFrame(
  frame: number,
  clips: readonly PlacedClip[],
  pictureOf: (clip: PlacedClip, clipFrame: number) => Planes,
  transitionLength: number,
): Planes | undefined {
  let composed: Planes | undefined;
  for (const clip of clips) {
    const clipFrame = frame - clip.start;
    if (clipFrame < 0 || clipFrame >= clip.frameCount) continue;
    const picture = pictureOf(clip, clipFrame);
    const untilEnd = clip.frameCount - 1 - clipFrame;
    if (clip.fadeIn && clipFrame < transitionLength) {
      blendColour(picture, clip.fadeIn, fadeWeight(clipFrame, transitionLength));
    }
    if (clip.fadeOut && untilEnd < transitionLength) {
      blendColour(picture, clip.fadeOut, fadeWeight(untilEnd, transitionLength));
    }
    if (composed && clip.overlap && clipFrame < transitionLength) {
      blendOverlap(composed, picture, clip.overlap, overlapProgress(clipFrame, transitionLength));
    } else {
      composed = picture;
    }
  }
  return composed;
}
