import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FilmRenderRequest, renderFilm } from '../../render/film/index.ts';
import { addSound } from '../../render/sound/bed.ts';
import { measureLoudness } from '../../render/sound/loudness.ts';
import { mixGraph } from '../../render/sound/mix.ts';
import type { TransitionType } from '../../src/types/film.ts';
import type { FilmSound } from '../../src/types/render.ts';
import { complaints, describeVideo, ffmpeg, runFfmpeg, SMALL, sha256, temporaryFolder, writeClip } from './support.ts';

const folder = temporaryFolder();
const RATE = 48_000;
let outputs = 0;

/** A silent clip of so many frames, and the same with a sound that ffmpeg generates. */
async function clipWithSound(frameCount: number, source: string, codec: 'aac' | 'pcm_s16le' = 'aac') {
  const silent = await writeClip(join(folder, `silent-${outputs++}.mp4`), frameCount, outputs);
  const path = join(folder, `loud-${outputs++}.mov`);
  const sound = ['-f', 'lavfi', '-t', String(frameCount / 24), '-i', source, '-c:v', 'copy', '-c:a', codec];
  runFfmpeg('-v', 'error', '-i', silent, ...sound, '-map', '0:v', '-map', '1:a', path);
  return { silent, path, frameCount };
}

function soundFile(source: string, seconds: number, name = `sound-${outputs++}.wav`): string {
  const path = join(folder, name);
  runFfmpeg('-v', 'error', '-f', 'lavfi', '-t', String(seconds), '-i', source, path);
  return path;
}

async function film(
  clips: { silent: string; frameCount: number }[],
  transitions: TransitionType[],
  sound: FilmSound,
  media: readonly string[],
) {
  const output = join(folder, `film-${outputs++}.mp4`);
  const byHash = new Map(media.map((path) => [sha256(path), path]));
  const request: FilmRenderRequest = {
    ffmpeg,
    job: {
      ...{ kind: 'film', format: SMALL, title: '', transitions, sound },
      clips: clips.map(({ silent, frameCount }) => ({ clip: sha256(silent), frameCount })),
    },
    clipPaths: clips.map(({ silent }) => silent),
    pathOf: (hash) => byHash.get(hash) ?? '',
    isConformed: async () => false,
    seams: { find: async () => undefined, keep: async (_key, path) => path },
    ...{ temporaryFolder: folder, output, concurrency: 2 },
  };
  const result = await renderFilm(request);
  return { output, ...result, samples: decodeSamples(output) };
}

/** The left channel. */
function decodeSamples(path: string): Float32Array {
  const { stdout } = runFfmpeg('-v', 'error', '-i', path, '-map', '0:a:0', '-f', 'f32le', '-ac', '1', 'pipe:1');
  return new Float32Array(Uint8Array.from(stdout).buffer);
}

/** Root mean square between two seconds. */
function level(samples: Float32Array, from: number, to: number): number {
  const part = samples.subarray(Math.round(from * RATE), Math.round(to * RATE));
  return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
}

function loudnessOf(path: string) {
  return measureLoudness(ffmpeg, ['-i', path]);
}

/** The greatest of many numbers; spreading them into `Math.max` would overflow the stack. */
function greatest(samples: Float32Array): number {
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
}

describe('the sound of a film', () => {
  it.each([
    ['quiet', 'anoisesrc=color=pink:amplitude=0.03:seed=1'],
    ['loud with hard peaks', "aevalsrc='0.9*sin(2*PI*220*t)*(1+9*lt(mod(t,0.5),0.02))/10+0.02*random(0)':s=48000"],
    ['clipping', 'anoisesrc=color=white:amplitude=1:seed=2'],
  ])('is −14 LUFS with peaks under −1 dBTP when clips are %s', async (_name, source) => {
    const clip = await clipWithSound(96, source);
    const sound: FilmSound = { clips: [sha256(clip.path)], tracks: [] };
    const { output } = await film([clip], ['cut', 'cut'], sound, [clip.path]);
    const { integrated, truePeak } = await loudnessOf(output);
    expect(Math.abs(integrated + 14)).toBeLessThanOrEqual(1);
    expect(truePeak).toBeLessThanOrEqual(-1);
  });

  it('is quieter, and says so, where peaks leave no room', async () => {
    // One short click in four seconds.
    const clip = await clipWithSound(96, "aevalsrc='sin(2*PI*3000*t)*between(t,1,1.002)':s=48000", 'pcm_s16le');
    const { output, notices } = await film([clip], ['cut', 'cut'], { clips: [sha256(clip.path)], tracks: [] }, [
      clip.path,
    ]);
    const { integrated, truePeak } = await loudnessOf(output);
    expect(integrated).toBeLessThan(-15);
    expect(truePeak).toBeLessThanOrEqual(-1);
    expect(notices).toEqual([
      expect.stringMatching(/^The film's sound is at -[\d.]+ LUFS instead of -14: its loudest/),
    ]);
  });

  it('is as long as the picture to the packet, and decodes without complaint', async () => {
    const a = await clipWithSound(53, 'sine=440');
    const b = await clipWithSound(37, 'sine=660');
    const sound: FilmSound = { clips: [sha256(a.path), sha256(b.path)], tracks: [] };
    const { output, frameCount, samples } = await film([a, b], ['cut', 'crossfade', 'cut'], sound, [a.path, b.path]);
    expect(frameCount).toBe(78);
    expect(Math.abs(samples.length / RATE - 78 / 24)).toBeLessThan(1_024 / RATE);
    expect(complaints(output)).toBe('');
    expect((await describeVideo(output)).packets).toHaveLength(78);
  });

  it('lies where its picture is', async () => {
    // Each clip clicks once, half a second after its beginning.
    const click = "aevalsrc='0.8*sin(2*PI*1000*t)*between(t,0.5,0.51)':s=48000";
    const clips = [await clipWithSound(48, click), await clipWithSound(48, click), await clipWithSound(48, click)];
    const sound: FilmSound = { clips: clips.map(({ path }) => sha256(path)), tracks: [] };
    const paths = clips.map(({ path }) => path);
    const { samples } = await film(clips, ['cut', 'cut', 'wipe_left', 'cut'], sound, paths);
    const peak = greatest(samples);
    const heard: number[] = [];
    samples.forEach((sample, at) => {
      if (Math.abs(sample) > peak / 2 && at / RATE - (heard.at(-1) ?? -1) > 0.1) heard.push(at / RATE);
    });
    expect(heard).toHaveLength(3);
    // The wipe overlaps the last two clips by half a second.
    for (const [index, seconds] of [0.5, 2.5, 4].entries()) expect(heard[index]).toBeCloseTo(seconds, 2);
  });

  it('has no clicks at cuts and keeps its power in crossfades', async () => {
    // Two tones that would jump from crest to trough where they meet. Uncompressed: a sound that begins at its crest
    // gives AAC a crackle of its own, which would be the clip's and not the joint's.
    const a = await clipWithSound(48, "aevalsrc='0.5*cos(2*PI*50*t)':s=48000", 'pcm_s16le');
    const b = await clipWithSound(48, "aevalsrc='-0.5*cos(2*PI*50*t)':s=48000", 'pcm_s16le');
    const sound: FilmSound = { clips: [sha256(a.path), sha256(b.path)], tracks: [] };
    const { samples } = await film([a, b], ['cut', 'cut', 'cut'], sound, [a.path, b.path]);
    const steps = samples.map((sample, at) => Math.abs(sample - (samples[at - 1] ?? sample)));
    const usual = greatest(steps.subarray(RATE * 0.5, RATE * 1.5));
    expect(greatest(steps.subarray(RATE * 1.9, RATE * 2.1))).toBeLessThan(usual * 1.5);

    const noise = [
      await clipWithSound(48, 'anoisesrc=seed=3:amplitude=0.3'),
      await clipWithSound(48, 'anoisesrc=seed=4:amplitude=0.3'),
    ];
    const both: FilmSound = { clips: noise.map(({ path }) => sha256(path)), tracks: [] };
    const faded = await film(
      noise,
      ['cut', 'crossfade', 'cut'],
      both,
      noise.map(({ path }) => path),
    );
    expect(level(faded.samples, 1.7, 1.8) / level(faded.samples, 0.5, 1.4)).toBeGreaterThan(0.85);
    expect(level(faded.samples, 1.7, 1.8) / level(faded.samples, 0.5, 1.4)).toBeLessThan(1.15);
  });

  it('follows a fade to black into silence', async () => {
    const a = await clipWithSound(48, 'anoisesrc=seed=5:amplitude=0.3');
    const { samples } = await film([a], ['fade_black', 'fade_black'], { clips: [sha256(a.path)], tracks: [] }, [
      a.path,
    ]);
    expect(level(samples, 0, 0.05)).toBeLessThan(level(samples, 0.9, 1.1) / 5);
    expect(level(samples, 1.95, 2)).toBeLessThan(level(samples, 0.9, 1.1) / 5);
  });

  it('is silent where a clip has none, and throughout when none has', async () => {
    const loud = await clipWithSound(48, 'anoisesrc=seed=6:amplitude=0.3');
    const quiet = await writeClip(join(folder, 'quiet.mp4'), 48, 9);
    const clips = [loud, { silent: quiet, frameCount: 48 }];
    for (const own of [null, sha256(quiet)]) {
      const sound: FilmSound = { clips: [sha256(loud.path), own], tracks: [] };
      const { samples } = await film(clips, ['cut', 'cut', 'cut'], sound, [loud.path, quiet]);
      expect(level(samples, 0.5, 1.5)).toBeGreaterThan(0.05);
      expect(level(samples, 2.1, 3.9)).toBeLessThan(0.001);
    }
    const none = await film(clips, ['cut', 'cut', 'cut'], { clips: [sha256(quiet), null], tracks: [] }, [quiet]);
    expect(greatest(none.samples)).toBe(0);
  });

  it('leaves out a sound that cannot be read, and says so', async () => {
    const loud = await clipWithSound(24, 'sine=440', 'pcm_s16le');
    const damaged = join(folder, 'damaged.mov');
    const bytes = readFileSync(loud.path);
    // The sound's codec is renamed to one that nobody knows.
    bytes.write('zzzz', bytes.indexOf('sowt'), 'latin1');
    writeFileSync(damaged, bytes);
    const sound: FilmSound = { clips: [sha256(loud.path), sha256(damaged)], tracks: [] };
    const { notices, samples } = await film([loud, loud], ['cut', 'cut', 'cut'], sound, [loud.path, damaged]);
    expect(notices).toEqual(['Shot 2: its own sound cannot be read and is left out.']);
    expect(level(samples, 0.2, 0.8)).toBeGreaterThan(0.05);
    expect(level(samples, 1.1, 1.9)).toBeLessThan(0.001);
  });

  it('slows the sound of a clip that was slowed', async () => {
    const clip = await clipWithSound(46, "aevalsrc='0.8*sin(2*PI*1000*t)*between(t,1.8,1.82)':s=48000");
    const { samples } = await film(
      [{ ...clip, frameCount: 48 }],
      ['cut', 'cut'],
      { clips: [sha256(clip.path)], tracks: [] },
      [clip.path],
    );
    const peak = greatest(samples);
    expect(samples.findIndex((sample) => Math.abs(sample) > peak / 2) / RATE).toBeCloseTo((1.8 * 48) / 46, 1);
  });
});

describe('tracks', () => {
  it('play at their place, and music sinks under a voice', async () => {
    const clip = await writeClip(join(folder, 'long.mp4'), 144, 7);
    const music = soundFile('sine=frequency=200', 6);
    const voice = soundFile('sine=frequency=3000', 2, 'voice.mp3');
    const sound: FilmSound = {
      clips: [null],
      tracks: [
        { role: 'music', sound: sha256(music), startFrame: 0 },
        { role: 'voice', sound: sha256(voice), startFrame: 48, gainDb: 6 },
      ],
    };
    const { output, samples } = await film([{ silent: clip, frameCount: 144 }], ['cut', 'cut'], sound, [music, voice]);
    const tone = (frequency: number) => {
      const path = join(folder, `tone-${outputs++}.wav`);
      runFfmpeg(
        '-v',
        'error',
        '-i',
        output,
        '-map',
        '0:a',
        '-af',
        `bandpass=f=${frequency}:width_type=h:w=100`,
        '-ac',
        '1',
        path,
      );
      return decodeSamples(path);
    };
    const [low, high] = [tone(200), tone(3_000)];
    expect(level(high, 0.5, 1.8)).toBeLessThan(level(high, 2.5, 3.5) / 10);
    expect(level(low, 2.5, 3.8)).toBeLessThan(level(low, 0.5, 1.8) * 0.6);
    expect(level(low, 5.2, 5.9)).toBeGreaterThan(level(low, 2.5, 3.8) * 1.4);
    expect(samples.length).toBeGreaterThan(5.9 * RATE);
  });

  it('are mixed as values say', () => {
    const track = (role: 'voice' | 'music' | 'effect', startFrame: number) => ({ role, startFrame, path: role });
    const graph = mixGraph({
      ...{ bed: 'bed', frameRate: 24, totalFrames: 48, output: '' },
      tracks: [track('voice', 0), track('music', 12), track('effect', 24)],
    });
    expect(graph).toContain('adelay=500.000|500.000');
    expect(graph).toContain('[under][key]sidechaincompress');
    expect(graph).toContain('atrim=end_sample=96000[film]');
    const alone = mixGraph({
      bed: undefined,
      frameRate: 24,
      totalFrames: 48,
      output: '',
      tracks: [track('effect', 0)],
    });
    expect(alone).not.toMatch(/amix|sidechain/);
  });

  it.each([
    ['a text', 'no sound at all, only words that fill more than a header'],
    ['a playlist', '#EXTM3U\n#EXTINF:5,\nhttp://127.0.0.1:1/a.mp3\n#EXT-X-ENDLIST\n'],
    [
      'a damaged sound',
      Buffer.concat([Buffer.from('RIFF\xff\xff\xff\xffWAVEfmt ', 'latin1'), Buffer.alloc(400, 0xee)]),
    ],
  ])('refuse %s', async (name, content) => {
    const clip = await writeClip(join(folder, `${name}.mp4`), 24, 8);
    const path = join(folder, name);
    writeFileSync(path, content);
    const sound: FilmSound = {
      clips: [null],
      tracks: [{ role: 'music', sound: sha256(readFileSync(path)), startFrame: 0 }],
    };
    await expect(film([{ silent: clip, frameCount: 24 }], ['cut', 'cut'], sound, [path])).rejects.toMatchObject({
      code: 'unsupported_media',
    });
  });
});

describe('addSound', () => {
  it('ends softly even when a sound stops before its picture', () => {
    const target = new Float32Array(2 * 4_800);
    addSound(target, new Float32Array(2 * 2_400).fill(1), 4_800, { risesFor: 384, fallsFor: 384 });
    expect(Math.abs(target[2 * 2_399] ?? 1)).toBeLessThan(0.01);
    expect(target[2 * 1_200]).toBe(1);
    expect(target[2 * 2_400]).toBe(0);
  });
});
