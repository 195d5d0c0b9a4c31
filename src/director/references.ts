import type { Keyframe, KeyframePlan } from '../lib/keyframes.ts';
import type { CastReference, VideoDirection } from '../types/project.ts';
import type { ModelInfo } from '../types/providers.ts';
import { bareName, isNamedIn } from './cast-names.ts';

/** A picture that a keyframe is to be like: one a person gave, by its R2 key, or an earlier keyframe of the same film. */
export type KeyframeReference = { key: string } | { keyframe: string };

/** What pictures there are to be like, and what the image model takes. */
export interface ReferenceOptions {
  /** The pictures people gave of the cast. */
  given: readonly CastReference[];
  /** Which are used; see `references` of an image configuration. Default `given`. */
  use: 'given' | 'keyframes' | undefined;
  /** The image model's row; undefined, or without a count, means that it takes none. */
  model: Pick<ModelInfo, 'referenceImages' | 'imageToImage'> | undefined;
}

/**
 * The pictures each keyframe is drawn after, at most as many as the model takes, the weightiest first: for a last frame
 * the first frame of its own shot, then the pictures given of the cast it names, then for the others of them the first
 * keyframe that shows them. A model that draws over its one picture only gets a shot's own first frame: over a portrait it
 * would draw a portrait.
 * @returns by keyframe key; only keyframes that have any.
 */
export function keyframeReferences(
  direction: Pick<VideoDirection, 'cast'>,
  { keyframes, shots }: KeyframePlan,
  { given, use, model }: ReferenceOptions,
): Map<string, KeyframeReference[]> {
  const most = model?.referenceImages ?? 0;
  const found = new Map<string, KeyframeReference[]>();
  if (most === 0) return found;
  const firstFrames = new Map(shots.map(({ shotId, start }) => [shotId, start]));
  const pictures = new Map(given.map(({ name, keys }) => [bareName(name), keys]));
  const introduced = new Map<string, string>();
  for (const keyframe of keyframes) {
    const named = direction.cast.map(({ name }) => name).filter((name) => isNamedIn(name, keyframe.prompt));
    const own = use === 'keyframes' && keyframe.frame === 'end' ? firstFrames.get(keyframe.shotId) : undefined;
    const drawnAnew = model?.imageToImage !== true;
    const ofCast = drawnAnew ? named.flatMap((name) => pictures.get(bareName(name)) ?? []) : [];
    const earlier = drawnAnew && use === 'keyframes' ? named.filter((name) => !pictures.has(bareName(name))) : [];
    const references = [
      ...(own === undefined ? [] : [own]).map((key) => ({ keyframe: key })),
      ...ofCast.map((key) => ({ key })),
      ...unique(earlier.flatMap((name) => introduced.get(name) ?? []))
        .filter((key) => key !== own)
        .map((key) => ({ keyframe: key })),
    ].slice(0, most);
    if (references.length > 0) found.set(keyframe.key, references);
    for (const name of named) if (!introduced.has(name)) introduced.set(name, keyframe.key);
  }
  return found;
}

/** How many pictures the keyframes of each shot are drawn after. */
export function referenceCounts(
  keyframes: readonly Keyframe[],
  references: ReadonlyMap<string, readonly KeyframeReference[]>,
): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { key, shotId } of keyframes) {
    const more = references.get(key)?.length ?? 0;
    if (more > 0) counts.set(shotId, (counts.get(shotId) ?? 0) + more);
  }
  return counts;
}

function unique(keys: readonly string[]): string[] {
  return [...new Set(keys)];
}
