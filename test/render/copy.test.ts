import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BitReader, BitWriter, withoutPrevention, withPrevention } from '../../render/avc/bits.ts';
import { ParameterSets } from '../../render/avc/parameter-sets.ts';
import { readPictureFormat } from '../../render/avc/picture-format.ts';
import { copyRange, takeApart } from '../../render/conform/copyable.ts';
import { conformClip } from '../../render/conform/index.ts';
import { openFilmClip } from '../../render/film/film-clip.ts';
import { renderFilm } from '../../render/film/index.ts';
import type { TransitionType } from '../../src/types/film.ts';
import {
  complaints,
  decodeFrames,
  describeVideo,
  ffmpeg,
  runFfmpeg,
  SMALL,
  sha256,
  temporaryFolder,
} from './support.ts';

const folder = temporaryFolder();
let outputs = 0;

/** A clip as a vendor would send it: one group of pictures, settings of its own, often with sound. */
function vendorClip(name: string, seconds: number, settings: string[], source = 'testsrc2'): string {
  const path = join(folder, `${name}.mp4`);
  runFfmpeg(
    ...['-v', 'error', '-f', 'lavfi', '-i', `${source}=size=64x36:rate=24`, '-t', String(seconds)],
    ...['-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-g', '999', ...settings, path],
  );
  return path;
}

const VENDORS = {
  'B-frames and CABAC': ['-preset', 'medium'],
  'a pyramid of B-frames': ['-preset', 'slow', '-bf', '6', '-b_strategy', '2'],
  'baseline and CAVLC': ['-profile:v', 'baseline', '-preset', 'fast'],
  'main profile, several slices': ['-profile:v', 'main', '-x264-params', 'slices=3:weightp=2'],
  'parameter sets in the stream': ['-x264-params', 'repeat-headers=1'],
};
const vendors = Object.values(VENDORS).map((settings, index) =>
  vendorClip(`vendor-${index}`, 2, settings, index % 2 ? 'testsrc2' : 'mandelbrot'),
);

function conform(input: string, frameCount: number, transitionAtStart: boolean, transitionAtEnd: boolean) {
  const output = join(folder, `conformed-${outputs++}.mp4`);
  const ends = { transitionAtStart, transitionAtEnd };
  return conformClip({ ffmpeg, input, frameCount, format: SMALL, output, ...ends }).then((result) => ({
    output,
    ...result,
  }));
}

async function film(paths: readonly string[], frameCount: number, transitions: TransitionType[]) {
  const output = join(folder, `film-${outputs++}.mp4`);
  const clips = paths.map((path) => ({ clip: sha256(path), frameCount }));
  const result = await renderFilm({
    ...{ ffmpeg, clipPaths: paths, temporaryFolder: folder, output, concurrency: 2 },
    pathOf: (hash) => join(folder, hash),
    isConformed: async () => false,
    job: { kind: 'film', format: SMALL, title: '', clips, transitions },
    seams: { find: async () => undefined, keep: async (_key, path) => path },
  });
  return { output, ...result };
}

function expectSameFrames(frames: readonly Buffer[], expected: readonly Buffer[], what: string): void {
  expect(frames).toHaveLength(expected.length);
  for (const [index, frame] of frames.entries()) {
    expect(Buffer.compare(frame, expected[index] ?? Buffer.alloc(0)), `${what}, frame ${index}`).toBe(0);
  }
}

describe('clips that are alike', () => {
  it.each(Object.keys(VENDORS).map((name, index) => [name, index] as const))(
    'are left alone between cuts: %s',
    async (_name, index) => {
      expect(await conform(vendors[index] ?? '', 48, false, false)).toMatchObject({
        unchanged: true,
        copiedFrames: 48,
      });
    },
  );

  it('stand in a film of cuts without any encoding', async () => {
    const path = vendors[0] ?? '';
    const { output, notices } = await film([path, path, path], 48, ['cut', 'cut', 'cut', 'cut']);
    expect(notices).toEqual([]);
    const own = decodeFrames(path, SMALL);
    expectSameFrames(decodeFrames(output, SMALL), [...own, ...own, ...own], 'the film');
    expect(complaints(output)).toBe('');
    const video = await describeVideo(output);
    const source = await describeVideo(path);
    video.packets.forEach((packet, at) => {
      expect(Buffer.compare(packet.data, source.packets[at % 48]?.data ?? new Uint8Array())).toBe(0);
    });
    const frames = video.packets.map(({ timestamp }) => timestamp * 24).toSorted((a, b) => a - b);
    frames.forEach((frame, at) => {
      expect(frame).toBeCloseTo(at, 6);
    });
  });

  it('need not be of one encoder', async () => {
    const order = [...vendors, ...vendors.toReversed()];
    const transitions: TransitionType[] = ['cut', ...order.map((): TransitionType => 'cut')];
    const { output, notices } = await film(order, 48, transitions);
    expect(notices).toEqual([]);
    const expected = order.flatMap((path) => decodeFrames(path, SMALL));
    expectSameFrames(decodeFrames(output, SMALL), expected, 'the film');
    expect(complaints(output)).toBe('');
  });

  it('keep what a transition at the other end does not touch', async () => {
    for (const [index, path] of vendors.entries()) {
      const result = await conform(path, 48, false, true);
      expect(result.copiedFrames, `vendor ${index}`).toBeGreaterThan(24);
      expect(result.notices).toEqual([]);
      if (result.unchanged) continue;
      const [frames, own] = [decodeFrames(result.output, SMALL), decodeFrames(path, SMALL)];
      expect(frames).toHaveLength(48);
      expectSameFrames(frames.slice(0, result.copiedFrames), own.slice(0, result.copiedFrames), `vendor ${index}`);
      expect(complaints(result.output)).toBe('');
      expect(await conform(result.output, 48, false, true)).toMatchObject({ unchanged: true });
    }
    const { output } = await film(vendors, 48, ['cut', 'crossfade', 'cut', 'fade_black', 'wipe_left', 'fade_white']);
    expect(decodeFrames(output, SMALL)).toHaveLength(5 * 48 - 2 * 12);
    expect(complaints(output)).toBe('');
  });

  it('are copied from the keyframe behind a transition on', async () => {
    const path = vendorClip('keyframes', 4, ['-bf', '2', '-g', '20', '-sc_threshold', '0']);
    const result = await conform(path, 96, true, false);
    expect(result).toMatchObject({ unchanged: false, copiedFrames: 76 });
    expectSameFrames(decodeFrames(result.output, SMALL).slice(20), decodeFrames(path, SMALL).slice(20), 'the rest');
    expect(complaints(result.output)).toBe('');
  });

  it('are encoded behind a transition that a single group of pictures cannot begin at', async () => {
    for (const [index, path] of vendors.entries()) {
      const result = await conform(path, 48, true, true);
      // Only frames that the transition replaces are copied.
      expect(result).toMatchObject({ unchanged: false, notices: [] });
      expect(result.copiedFrames).toBeLessThanOrEqual(12);
      const [frames, own] = [decodeFrames(result.output, SMALL), decodeFrames(path, SMALL)];
      expect(frames).toHaveLength(48);
      expectSameFrames(frames.slice(0, result.copiedFrames), own.slice(0, result.copiedFrames), `vendor ${index}`);
      expect(complaints(result.output)).toBe('');
      expect(await conform(result.output, 48, true, true)).toMatchObject({ unchanged: true });
    }
  });

  it.each([
    ['another rate', ['-r', '25']],
    ['ten bits', ['-pix_fmt', 'yuv420p10le']],
    ['full colour resolution', ['-pix_fmt', 'yuv444p']],
    ['half pictures', ['-flags', '+ildct+ilme', '-x264-params', 'tff=1']],
    ['full range', ['-color_range', 'pc', '-x264-params', 'fullrange=on']],
    ['wide gamut', ['-x264-params', 'colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc']],
    ['pixels that are not square', ['-aspect', '4:3']],
  ])('but not with %s', async (name, settings) => {
    const path = vendorClip(name.replaceAll(' ', '-'), 2, settings);
    const result = await conform(path, 46, false, false);
    expect(result).toMatchObject({ unchanged: false, copiedFrames: 0 });
    expect(decodeFrames(result.output, SMALL)).toHaveLength(46);
  });
});

describe('takeApart', () => {
  it('finds where a clip may be cut', () => {
    // I P B B | I P B, in decoding order.
    const clip = takeApart([0, 3, 1, 2, 4, 6, 5], [true, false, false, false, true, false, false]);
    expect([...(clip?.exits ?? [])]).toEqual([0, 1, 4, 5, 7]);
    expect([...(clip?.entries ?? [])]).toEqual([0, 4]);
  });

  it.each([
    ['a missing frame', [0, 1, 3], [true, false, false]],
    ['a doubled frame', [0, 1, 1], [true, false, false]],
    ['no entry at its beginning', [0, 1, 2], [false, true, false]],
  ])('refuses %s', (_name, frames, isEntry) => {
    expect(takeApart(frames, isEntry)).toBeUndefined();
  });

  it('never lets a copy need what is not copied', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(3), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 60 }),
        (jumps, count) => {
          const groups = jumps.flatMap((jump, at) => (at === 0 ? [0] : [jump + 1]));
          const frames: number[] = [];
          for (const size of groups) {
            const base = frames.length;
            const run = Array.from({ length: Math.max(1, size) }, (_, index) => base + index);
            frames.push(...run.slice(-1), ...run.slice(0, -1));
          }
          const clip = takeApart(
            frames,
            frames.map((frame, at) => at === 0 || frame === at),
          );
          if (!clip) return;
          for (const ends of [true, false].flatMap((start) => [true, false].map((end) => [start, end] as const))) {
            const [transitionAtStart, transitionAtEnd] = ends;
            const range = copyRange(clip, count, { transitionAtStart, transitionAtEnd }, SMALL);
            if (!range) continue;
            expect(range.to).toBeLessThanOrEqual(count);
            const copied = frames.slice(range.from, range.to).toSorted((a, b) => a - b);
            expect(copied).toEqual(Array.from({ length: range.to - range.from }, (_, index) => range.from + index));
          }
        },
      ),
    );
  });
});

describe('H.264 bits', () => {
  it('read what was written', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { maxLength: 30 }), (numbers) => {
        const writer = new BitWriter();
        for (const number of numbers) writer.unsigned(number);
        const reader = new BitReader(withoutPrevention(withPrevention(writer.bytes())));
        expect(numbers.map(() => reader.unsigned())).toEqual(numbers);
      }),
    );
  });

  it('never hold a start code', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 0, 0, 1, 2, 3, 200), { maxLength: 60 }), (bytes) => {
        const unit = withPrevention(Uint8Array.from(bytes));
        expect(
          Buffer.from(unit)
            .toString('hex')
            .match(/^(?:..)*?0000(00|01|02)/),
        ).toBeNull();
        expect([...withoutPrevention(unit)]).toEqual(bytes);
      }),
    );
  });

  it('tell size and shape of pictures', async () => {
    const path = vendorClip('shape', 1, [
      '-vf',
      'scale=60:34,setsar=16/11',
      '-color_range',
      'pc',
      '-x264-params',
      'fullrange=on',
    ]);
    const clip = await openFilmClip(path, 24);
    clip.close();
    expect(readPictureFormat(clip.record.parameterSets[0] ?? new Uint8Array())).toEqual({
      ...{ width: 60, height: 34, isPlain: true, isVideoColour: false, hasMatrix: false },
      pixelAspect: 16 / 11,
    });
    expect(readPictureFormat(Uint8Array.of(0x67, 100, 0, 31))).toBeUndefined();
  });

  it('has room for seventeen other encoders, and says when it is full', async () => {
    const clip = await openFilmClip(vendors[0] ?? '', 24);
    clip.close();
    const [sequence, picture] = clip.record.parameterSets;
    const sets = new ParameterSets();
    // Another sequence set each time: its level, the fourth byte, is changed.
    const added = Array.from({ length: 20 }, (_, level) => {
      const changed = Uint8Array.from(sequence ?? []);
      changed[3] = 10 + level;
      return sets.add({ ...clip.record, parameterSets: [changed, picture ?? new Uint8Array()] });
    });
    expect(added.map((rewriter) => rewriter !== undefined)).toEqual(added.map((_, index) => index < 18));
    expect(sets.add({ ...clip.record, parameterSets: [sequence ?? new Uint8Array()] })).toBeDefined();
  });
});
