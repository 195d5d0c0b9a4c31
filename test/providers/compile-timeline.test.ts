import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layOut, overlapFrames, type Timeline, type TimelineShot, transitionFrames } from '../../src/lib/timeline.ts';
import { creatomateScript } from '../../src/providers/compile/creatomate.edit.ts';
import { type HostedFilm, hostedFilm } from '../../src/providers/compile/hosted.ts';
import { type ShotstackClip, type ShotstackTween, shotstackEdit } from '../../src/providers/compile/shotstack.edit.ts';
import type { FrameRate, TransitionType } from '../../src/types/film.ts';
import { clipKey, filmOf } from './compile-support.ts';
import { fakeVendor } from './fake-vendor.ts';

// Over random films: whatever a hosted compiler is sent shows at every moment what our own film shows.

const { context } = fakeVendor([], { publicUrl: true });
const address = (index: number) => `https://p2v.example/media/${clipKey(index)}?signature=s`;

const transition = fc.constantFrom<TransitionType>(
  ...(['cut', 'crossfade', 'fade_black', 'fade_white', 'wipe_left', 'wipe_right'] as const),
);
const films = fc.record({
  shots: fc.array(
    fc.record({
      duration: fc.integer({ min: 500, max: 1000 }).map((hundredths) => hundredths / 100),
      transitionIn: fc.option(transition, { nil: undefined }),
      transitionOut: fc.option(transition, { nil: undefined }),
    }),
    { minLength: 1, maxLength: 12 },
  ),
  frameRate: fc.constantFrom<FrameRate>(24, 25, 30),
});

/** What is to be seen: clips by their addresses, and the two colours, with their weights. */
type Picture = Map<string, number>;

function over(below: Picture, name: string, opacity: number): Picture {
  const mixed = new Map([...below].map(([key, weight]) => [key, weight * (1 - opacity)]));
  return mixed.set(name, (mixed.get(name) ?? 0) + opacity);
}

/** What our own film shows in the middle of a frame; a wipe counts as the share of the frame that it has covered. */
function expected({ shotFrames, startFrames, transitions, frameRate }: Timeline, frame: number): Picture {
  const length = transitionFrames(frameRate);
  let seen: Picture = new Map([['black', 1]]);
  shotFrames.forEach((frames, index) => {
    const at = frame + 0.5 - (startFrames[index] ?? 0);
    if (at < 0 || at > frames) return;
    const [entry, exit] = [transitions[index] ?? 'cut', transitions[index + 1] ?? 'cut'];
    let alone: Picture = new Map([[address(index), 1]]);
    if (entry.startsWith('fade_')) alone = over(alone, entry.slice(5), Math.max(0, 1 - at / length));
    if (exit.startsWith('fade_')) alone = over(alone, exit.slice(5), Math.max(0, 1 - (frames - at) / length));
    const isOverlap = index > 0 && overlapFrames(entry, frameRate) > 0;
    const weight = isOverlap ? Math.min(1, at / length) : 1;
    const below = [...seen].map(([key, value]) => [key, value * (1 - weight)] as const);
    seen = new Map(below);
    for (const [key, value] of alone) seen.set(key, (seen.get(key) ?? 0) + value * weight);
  });
  return seen;
}

function shownByCreatomate(film: HostedFilm, seconds: number): Picture {
  let seen: Picture = new Map([['black', 1]]);
  const { elements } = creatomateScript(film);
  for (const element of [...elements].sort((one, other) => one.track - other.track)) {
    const { type, time, duration = 0, source = 'white', animations = [] } = element;
    const at = seconds - time;
    if (type === 'audio' || at < 0 || at > duration) continue;
    let opacity = 1;
    for (const animation of animations) {
      const passed = animation.time === 'start' ? at : duration - at;
      opacity *= Math.min(1, passed / animation.duration);
    }
    seen = over(seen, source, opacity);
  }
  return seen;
}

function opacityAt(tweens: readonly ShotstackTween[] | undefined, at: number): number {
  const tween = tweens?.find(({ start, length }) => at >= start && at <= start + length);
  if (!tween) return 1;
  return tween.from + ((tween.to - tween.from) * (at - tween.start)) / tween.length;
}

function shownByShotstack(film: HostedFilm, seconds: number): Picture {
  let seen: Picture = new Map([['black', 1]]);
  for (const { clips } of shotstackEdit(film).timeline.tracks.toReversed()) {
    for (const clip of clips) {
      const at = seconds - clip.start;
      if (typeof clip.length !== 'number' || at < 0 || at > clip.length) continue;
      const wipes = wipeOpacity(clip, at, clip.length, film.transition);
      seen = over(seen, clip.asset.type === 'video' ? clip.asset.src : 'white', opacityAt(clip.opacity, at) * wipes);
    }
  }
  return seen;
}

/** A fast wipe, taken for as long as the overlap. */
function wipeOpacity({ transition: named }: ShotstackClip, at: number, length: number, seconds: number): number {
  const entering = named?.in ? Math.min(1, at / seconds) : 1;
  return named?.out ? entering * Math.min(1, (length - at) / seconds) : entering;
}

async function hosted(shots: readonly TimelineShot[], frameRate: FrameRate) {
  const film = await hostedFilm(context, filmOf(shots, { width: 1280, height: 720, frameRate }), 'Vendor');
  return { film, timeline: layOut(shots, frameRate) };
}

/** Frames worth looking at: around both ends of every shot, and within every transition. */
function framesOf({ startFrames, shotFrames, totalFrames, frameRate }: Timeline): number[] {
  const length = transitionFrames(frameRate);
  const around = [-length, -length / 2, -1, 0, length / 2, length - 1, length].map(Math.floor);
  const edges = startFrames.flatMap((start, index) => [start, start + (shotFrames[index] ?? 0)]);
  return edges.flatMap((edge) => around.map((step) => edge + step)).filter((at) => at >= 0 && at < totalFrames);
}

function compare(seen: Picture, wanted: Picture, where: string): void {
  for (const name of new Set([...seen.keys(), ...wanted.keys()])) {
    expect(Math.abs((seen.get(name) ?? 0) - (wanted.get(name) ?? 0)), `${name} at ${where}`).toBeLessThan(0.001);
  }
}

describe.each([
  ['Creatomate', shownByCreatomate],
  ['Shotstack', shownByShotstack],
])('%s', (_, shown) => {
  test('shows at every moment what our film shows', async () => {
    await fc.assert(
      fc.asyncProperty(films, async ({ shots, frameRate }) => {
        const { film, timeline } = await hosted(shots, frameRate);
        for (const frame of framesOf(timeline)) {
          compare(shown(film, (frame + 0.5) / frameRate), expected(timeline, frame), `frame ${frame}`);
        }
      }),
      { numRuns: 150 },
    );
  });
});

test('a film has the length of its timeline, and its clips their places and overlaps', async () => {
  await fc.assert(
    fc.asyncProperty(films, async ({ shots, frameRate }) => {
      const { film, timeline } = await hosted(shots, frameRate);
      const frame = (seconds: number) => Math.round(seconds * frameRate * 1e3) / 1e3;
      const creatomate = creatomateScript(film);
      expect(frame(creatomate.duration)).toBe(timeline.totalFrames);
      const elements = creatomate.elements.filter(({ type }) => type === 'video');
      expect(elements.map(({ time }) => frame(time))).toEqual(timeline.startFrames);
      expect(elements.map(({ duration = 0 }) => frame(duration))).toEqual(timeline.shotFrames);
      const { tracks } = shotstackEdit(film).timeline;
      const clips = tracks
        .flatMap((track) => track.clips)
        .filter(({ asset }) => asset.type === 'video')
        .sort((one, other) => one.start - other.start);
      expect(clips.map(({ start }) => frame(start))).toEqual(timeline.startFrames);
      expect(clips.map(({ length }) => frame(Number(length)))).toEqual(timeline.shotFrames);
      const ends = tracks.flatMap((track) => track.clips).map(({ start, length }) => frame(start + Number(length)));
      expect(Math.max(...ends)).toBe(timeline.totalFrames);
      for (const track of tracks) {
        const sorted = track.clips.toSorted((one, other) => one.start - other.start);
        sorted.forEach((clip, index) => {
          const before = sorted[index - 1];
          // On one track nothing may overlap: which of the two were to be seen?
          if (before) expect(frame(before.start + Number(before.length))).toBeLessThanOrEqual(frame(clip.start));
        });
      }
    }),
    { numRuns: 200 },
  );
});
