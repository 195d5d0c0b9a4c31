import { copyFileSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from 'mediabunny';
import { beforeAll, describe, expect, it } from 'vitest';
import { planesOf } from '../../render/animate/planes.ts';
import { composeFrame } from '../../render/film/compose.ts';
import { renderFilm, type SeamCache } from '../../render/film/index.ts';
import { planFilm } from '../../src/lib/film-plan.ts';
import { type TransitionType, TransitionTypeSchema } from '../../src/types/film.ts';
import {
  complaints,
  decodeFrames,
  describeVideo,
  ffmpeg,
  meanDifference,
  SMALL,
  sha256,
  temporaryFolder,
  writeClip,
} from './support.ts';

const folder = temporaryFolder();
const noCache: SeamCache = { find: async () => undefined, keep: async (_key, path) => path };
const LENGTHS = [40, 30, 26, 15] as const;
let clips: string[] = [];
let frames: Buffer[][] = [];
let filmCount = 0;

beforeAll(async () => {
  clips = await Promise.all(
    LENGTHS.map((length, seed) => writeClip(join(folder, `clip-${seed}.mp4`), length, seed + 1)),
  );
  frames = clips.map((path) => decodeFrames(path, SMALL));
});

async function makeFilm(order: readonly number[], transitions: readonly TransitionType[], seams = noCache) {
  const output = join(folder, `film-${filmCount++}.mp4`);
  const result = await renderFilm({
    ffmpeg,
    job: {
      kind: 'film',
      format: SMALL,
      title: 'A title',
      clips: order.map((clip) => ({ clip: sha256(clips[clip] ?? ''), frameCount: LENGTHS[clip] ?? 0 })),
      transitions: [...transitions],
    },
    clipPaths: order.map((clip) => clips[clip] ?? ''),
    seams,
    pathOf: (sha256) => join(folder, sha256),
    isConformed: async () => false,
    temporaryFolder: folder,
    output,
    concurrency: 2,
  });
  return { output, ...result };
}

/** The film as it must look before encoding: clip frames where they are copied, blends elsewhere. */
function expectedFilm(order: readonly number[], transitions: readonly TransitionType[]) {
  const plan = planFilm(
    order.map((clip) => LENGTHS[clip] ?? 0),
    transitions,
    SMALL.frameRate,
  );
  return plan.segments.flatMap((segment) =>
    Array.from({ length: segment.to - segment.from }, (_, index) => {
      const frame = segment.from + index;
      const picture = (clip: { clip: number }, clipFrame: number) =>
        planesOf(Uint8Array.from(frames[order[clip.clip] ?? 0]?.[clipFrame] ?? []), SMALL);
      if (segment.kind === 'copy') {
        const { luma } = picture(segment.clip, frame - segment.clip.start);
        return { exact: true, bytes: new Uint8Array(luma.buffer) };
      }
      const luma = composeFrame(frame, segment.clips, picture, plan.transitionLength)?.luma;
      return { exact: false, bytes: new Uint8Array(luma?.buffer ?? new ArrayBuffer(0)) };
    }),
  );
}

async function expectFilm(order: readonly number[], transitions: readonly TransitionType[]) {
  const film = await makeFilm(order, transitions);
  const decoded = decodeFrames(film.output, SMALL);
  const expected = expectedFilm(order, transitions);
  expect(decoded).toHaveLength(expected.length);
  expect(film.frameCount).toBe(expected.length);
  decoded.forEach((frame, index) => {
    const wanted = expected[index];
    if (!wanted) return;
    // Seams are encoded again, which costs a little; copied frames must not differ by a single bit.
    const difference = meanDifference(frame, wanted.bytes);
    if (wanted.exact) expect(difference, `frame ${index}`).toBe(0);
    else expect(difference, `frame ${index}`).toBeLessThan(4);
  });
  return film;
}

function meanLuma(frame: Buffer | undefined): number {
  const luma = [...(frame?.subarray(0, SMALL.width * SMALL.height) ?? [])];
  return luma.reduce((sum, value) => sum + value, 0) / luma.length;
}

describe('renderFilm', () => {
  it.each(TransitionTypeSchema.options)('shows the exact frames of a %s', async (transition) => {
    const { output } = await expectFilm([0, 1], ['cut', transition, 'cut']);
    expect(complaints(output)).toBe('');
  });

  it('fades at both ends of the film', async () => {
    const { output } = await expectFilm([0], ['fade_black', 'fade_white']);
    const decoded = decodeFrames(output, SMALL);
    // Encoding leaves a trace of the pattern: the colour is judged by its mean.
    expect(meanLuma(decoded[0])).toBeCloseTo(16, 0);
    expect(meanLuma(decoded.at(-1))).toBeCloseTo(235, 0);
  });

  it('joins a clip shorter than two transitions to both neighbours', async () => {
    await expectFilm([0, 3, 1], ['cut', 'crossfade', 'wipe_right', 'cut']);
    await expectFilm([0, 3, 3, 1], ['cut', 'fade_white', 'wipe_left', 'crossfade', 'cut']);
  });

  it('makes films of exactly the planned length that decode without complaint', async () => {
    const film = fc.array(fc.tuple(fc.nat(3), fc.constantFrom(...TransitionTypeSchema.options)), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(film, fc.constantFrom(...TransitionTypeSchema.options), async (parts, closing) => {
        const order = parts.map(([clip]) => clip);
        const { output } = await expectFilm(order, [...parts.map(([, transition]) => transition), closing]);
        expect(complaints(output)).toBe('');
      }),
      { numRuns: 8 },
    );
  });

  it('copies packets of untouched frames byte for byte and keeps time exactly', async () => {
    const { output } = await makeFilm([0, 1, 2], ['cut', 'crossfade', 'cut', 'cut']);
    const film = await describeVideo(output);
    const source = await describeVideo(clips[0] ?? '');
    expect(film.config?.description).toEqual(source.config?.description);
    for (let frame = 0; frame < 28; frame++) {
      expect(
        Buffer.compare(film.packets[frame]?.data ?? new Uint8Array(), source.packets[frame]?.data ?? new Uint8Array()),
      ).toBe(0);
    }
    film.packets.forEach((packet, frame) => {
      expect(Math.round(packet.timestamp * 24 * 1e6) / 1e6).toBe(frame);
      expect(Math.round(packet.duration * 24 * 1e6) / 1e6).toBe(1);
    });
  });

  it('has its index first, a silent sound track of the same length, and a title', async () => {
    const { output, frameCount } = await makeFilm([0, 2], ['cut', 'cut', 'cut']);
    const bytes = readFileSync(output);
    expect(bytes.indexOf('moov')).toBeGreaterThan(0);
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
    const input = new Input({ source: new FilePathSource(output), formats: ALL_FORMATS });
    const sound = await input.getPrimaryAudioTrack();
    expect(await sound?.getCodec()).toBe('aac');
    expect(await sound?.getSampleRate()).toBe(48_000);
    expect(await sound?.getNumberOfChannels()).toBe(2);
    const seconds = frameCount / SMALL.frameRate;
    expect(Math.abs((await input.computeDuration()) - seconds)).toBeLessThan(0.001);
    expect(Math.abs(((await sound?.computeDuration()) ?? 0) - seconds)).toBeLessThan(1_024 / 48_000);
    expect((await input.getMetadataTags()).title).toBe('A title');
    input.dispose();
  });

  it('plays sound without gaps and in silence', async () => {
    const { output } = await makeFilm([0, 1], ['cut', 'cut', 'cut']);
    const input = new Input({ source: new FilePathSource(output), formats: ALL_FORMATS });
    const sound = await input.getPrimaryAudioTrack();
    if (!sound) throw new Error('There is no sound track.');
    let end = 0;
    for await (const packet of new EncodedPacketSink(sound).packets()) {
      expect(packet.timestamp).toBeCloseTo(end, 4);
      end = packet.timestamp + packet.duration;
    }
    input.dispose();
  });

  it('gives the same bytes every time', async () => {
    const first = await makeFilm([0, 1], ['fade_black', 'wipe_left', 'cut']);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const second = await makeFilm([0, 1], ['fade_black', 'wipe_left', 'cut']);
    expect(sha256(second.output)).toBe(sha256(first.output));
  });

  it('renders only the two seams of a shot that changed', async () => {
    const known = new Map<string, string>();
    let rendered = 0;
    const cache: SeamCache = {
      find: async (key) => known.get(key),
      keep: async (key, path) => {
        rendered++;
        const kept = join(folder, `seam-${key}.mp4`);
        copyFileSync(path, kept);
        known.set(key, kept);
        return kept;
      },
    };
    const transitions = ['fade_black', 'crossfade', 'wipe_left', 'crossfade', 'fade_black'] as const;
    await makeFilm([0, 1, 2, 0], transitions, cache);
    expect(rendered).toBe(5);
    await makeFilm([0, 1, 2, 0], transitions, cache);
    expect(rendered).toBe(5);
    await makeFilm([0, 0, 2, 0], transitions, cache);
    expect(rendered).toBe(7);
  });

  it('converts a clip that is not in the film format and says so', async () => {
    const foreign = join(folder, 'foreign.mp4');
    await writeClip(foreign, 30, 9, { ...SMALL, width: 80 });
    const own = clips[1] ?? '';
    clips[1] = foreign;
    try {
      const film = await makeFilm([0, 1], ['cut', 'crossfade', 'cut']);
      expect(decodeFrames(film.output, SMALL)).toHaveLength(58);
      expect(film.notices[0]).toMatch(/Shot 2 was not in the film's format/);
    } finally {
      clips[1] = own;
    }
  });

  it('starts with the brand of an ordinary MP4', async () => {
    const { output } = await makeFilm([1], ['cut', 'cut']);
    const head = Buffer.alloc(12);
    readSync(openSync(output, 'r'), head, 0, 12, 0);
    expect(head.toString('latin1', 4, 8)).toBe('ftyp');
  });
});
