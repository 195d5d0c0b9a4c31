import { transitionFrames } from '../../src/lib/timeline.ts';
import type { FilmFormat } from '../../src/types/film.ts';
import { isIdr, readAvcRecord, UNIT, unitsOf, unitType } from '../avc/nal-units.ts';
import { readPictureFormat } from '../avc/picture-format.ts';
import type { ClipReader } from '../media/clip-reader.ts';

/** Differences of timestamps below this share of a frame are rounding. */
const TIMESTAMP_TOLERANCE = 0.05;

/** A clip whose pictures a film can hold as they are encoded, and where it may be taken apart. */
export interface CopyableClip {
  frameCount: number;
  /** Frames that begin anew: nothing before them is needed to decode them and what follows. */
  entries: ReadonlySet<number>;
  /** Frames before which a copy may end: nothing of what is copied needs what follows. */
  exits: ReadonlySet<number>;
}

/**
 * Looks whether a clip is H.264 of the film's size and rate that any player shows as it is: eight bits, 4:2:0, frames,
 * square pixels, upright, video colours, every frame on the grid. Its packets can then stand in the film.
 */
export async function inspectCopyable(clip: ClipReader, format: FilmFormat): Promise<CopyableClip | undefined> {
  const { track } = clip;
  if ((await track.getCodec()) !== 'avc' || (await track.getRotation()) !== 0) return undefined;
  if ((await track.getDisplayWidth()) !== format.width || (await track.getDisplayHeight()) !== format.height) {
    return undefined;
  }
  const description = (await track.getDecoderConfig())?.description;
  if (!(description instanceof Uint8Array)) return undefined;
  const record = readAvcRecord(description);
  if (!record.parameterSets.every((set) => isUsable(set, format))) return undefined;
  const known = new Set(record.parameterSets.map((set) => Buffer.from(set).toString('hex')));

  const isEntry: boolean[] = [];
  const timestamps: number[] = [];
  for await (const { data, timestamp } of clip.packets()) {
    // Parameter sets inside the stream are left out of films, so they may only repeat those at its head.
    const sets = unitsOf(data, record.lengthBytes).filter((unit) => isParameterSet(unit));
    if (!sets.every((set) => known.has(Buffer.from(set).toString('hex')))) return undefined;
    timestamps.push(timestamp);
    isEntry.push(isIdr(data, record.lengthBytes));
  }
  const start = Math.min(...timestamps);
  const places = timestamps.map((timestamp) => (timestamp - start) * format.frameRate);
  if (!places.every((place) => Math.abs(place - Math.round(place)) < TIMESTAMP_TOLERANCE)) return undefined;
  return takeApart(
    places.map((place) => Math.round(place)),
    isEntry,
  );
}

/**
 * Where a clip may be taken apart.
 * @param frames Which frame of the clip each packet is, in decoding order.
 * @returns `undefined` when frames are missing or doubled, or the first is no entry.
 */
export function takeApart(frames: readonly number[], isEntry: readonly boolean[]): CopyableClip | undefined {
  const exits = new Set<number>([0]);
  let highest = -1;
  frames.forEach((frame, index) => {
    highest = Math.max(highest, frame);
    // As many packets as frames up to the highest: with none doubled, these are exactly those frames.
    if (highest === index) exits.add(index + 1);
  });
  const isWhole = new Set(frames).size === frames.length && Math.min(...frames) === 0 && exits.has(frames.length);
  const entries = new Set([...exits].filter((frame) => isEntry[frame]));
  return isWhole && entries.has(0) ? { frameCount: frames.length, entries, exits } : undefined;
}

/** What of a clip is copied: frames `from` to `to`. What lies outside is encoded. */
export interface CopyRange {
  from: number;
  to: number;
}

/**
 * The frames of a clip that its shot can take as they are. A transition at an end replaces the frames there, so the copy
 * must be able to begin behind it, or end before it. Where neither is possible, only the frames that a transition replaces
 * at the start are copied: nothing sees them, and seams are made from the clip as it came.
 */
export function copyRange(
  clip: CopyableClip,
  frameCount: number,
  ends: { transitionAtStart: boolean; transitionAtEnd: boolean },
  format: FilmFormat,
): CopyRange | undefined {
  if (clip.frameCount < frameCount) return undefined;
  const length = transitionFrames(format.frameRate);
  const firstOwn = ends.transitionAtStart ? Math.min(length, frameCount) : 0;
  const lastOwn = ends.transitionAtEnd ? Math.max(0, frameCount - length) : frameCount;
  const to = Math.max(...[...clip.exits].filter((frame) => frame <= lastOwn));
  const from = clip.entries.has(firstOwn) ? 0 : Math.min(...[...clip.entries].filter((frame) => frame >= firstOwn));
  if (from === 0 && to === lastOwn && clip.exits.has(frameCount)) return { from, to: frameCount };
  // Two encoder runs and a splice are not worth it for a small part.
  if (to - from > frameCount / 2) return { from, to };
  // What a transition replaces at the start is never seen. As one run encodes the rest anyway, it need not be encoded too.
  const head = Math.max(...[...clip.exits].filter((frame) => frame <= firstOwn));
  return head > 0 && head < frameCount ? { from: 0, to: head } : undefined;
}

function isParameterSet(unit: Uint8Array): boolean {
  return unitType(unit) === UNIT.sequenceSet || unitType(unit) === UNIT.pictureSet;
}

function isUsable(set: Uint8Array, { width, height }: FilmFormat): boolean {
  if (unitType(set) === UNIT.pictureSet) return true;
  if (unitType(set) !== UNIT.sequenceSet) return false;
  const format = readPictureFormat(set);
  if (!format?.isPlain || !format.isVideoColour || format.pixelAspect !== 1) return false;
  return format.width === width && format.height === height;
}
