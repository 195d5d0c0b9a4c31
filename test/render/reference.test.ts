import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conformClip } from '../../render/conform/index.ts';
import { renderFilm } from '../../render/film/index.ts';
import { planFilm } from '../../src/lib/film-plan.ts';
import type { FilmFormat, TransitionType } from '../../src/types/film.ts';
import { decodeFrames, ffmpeg, runFfmpeg, sha256, temporaryFolder } from './support.ts';

const folder = temporaryFolder();
const FORMAT: FilmFormat = { width: 320, height: 180, frameRate: 24 };
const LENGTH = 48;
const SEAM = 12;
const LEAST_DECIBELS = 40;
const TRANSITIONS: TransitionType[] = [
  ...(['fade_white', 'crossfade', 'wipe_left', 'cut', 'wipe_right', 'fade_black', 'fade_white'] as const),
  'fade_black',
];
const SHOTS = TRANSITIONS.length - 1;

/** A camera over a detailed scene. */
function scene(seed: number, width: number, height: number, rate: number): string {
  const [x, y] = [`${width / 4}*(1+sin(t*0.${5 + seed}))`, `${height / 4}*(1+cos(t*0.6+${seed}))`];
  const texture = `noise=alls=100:all_seed=${seed},gblur=sigma=${width / 80},eq=contrast=4`;
  return `color=c=gray:size=${2 * width}x${2 * height}:rate=${rate},${texture},crop=${width}:${height}:x='${x}':y='${y}'`;
}

/** Clips as vendors send them: one group of pictures, B-frames, the film's size and rate; some of another size and rate. */
const SOURCES = [
  [scene(1, 320, 180, 24), '-bf', '3'],
  ['gradients=size=320x180:rate=24:seed=4:speed=0.02', '-bf', '2'],
  [scene(3, 640, 360, 48), '-bf', '3'],
].map(([source = '', ...settings], index) => {
  const path = join(folder, `vendor-${index}.mp4`);
  const quality = ['-c:v', 'libx264', '-preset', 'fast', '-crf', '12', '-g', '999', '-pix_fmt', 'yuv420p'];
  const colours = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'];
  runFfmpeg('-v', 'error', '-f', 'lavfi', '-i', source, '-t', '2', ...quality, ...colours, ...settings, path);
  return path;
});
const inputs = Array.from({ length: SHOTS }, (_, index) => SOURCES[index % SOURCES.length] ?? '');

/** Weight of the later picture in each frame of an overlap, as an ffmpeg expression; ours never shows either alone. */
const PROGRESS = `((T*${FORMAT.frameRate}+1)/${SEAM + 1})`;

function overlap(transition: TransitionType): string {
  if (transition === 'crossfade') return `A+(B-A)*${PROGRESS}`;
  const edge = `(${Math.max(2, FORMAT.width / 80)}*SW)`;
  const fromEntry = transition === 'wipe_left' ? '(W-X-0.5)' : '(X+0.5)';
  return `A+(B-A)*clip((${PROGRESS}*(W+${edge})-${fromEntry})/${edge},0,1)`;
}

function fade(transition: TransitionType, isOut: boolean): string {
  const frame = `(T*${FORMAT.frameRate})`;
  const weight = isOut ? `((${frame}+1)/${SEAM})` : `((${SEAM}-${frame})/${SEAM})`;
  const to = (plane: string, value: number) => `${plane}(X,Y)+(${value}-${plane}(X,Y))*${weight}`;
  const luma = transition === 'fade_black' ? 16 : 235;
  return `geq=lum='${to('lum', luma)}':cb='${to('cb', 128)}':cr='${to('cr', 128)}'`;
}

const isFade = (transition: TransitionType | undefined) => transition === 'fade_black' || transition === 'fade_white';

/** One ffmpeg graph from clips to film, with nothing of ours in it: blends as expressions, concatenated, not encoded. */
function referenceFrames(): Buffer[] {
  const graph: string[] = [];
  const labels: string[] = [];
  const take = (shot: number, from: number, to: number, filters: string, name: string) => {
    graph.push(
      `[${shot}:v]fps=24,scale=320:180:flags=bicubic,format=yuv420p,trim=start_frame=${from}:end_frame=${to},` +
        `setpts=N/24/TB${filters === '' ? '' : `,${filters}`}[${name}]`,
    );
  };
  for (let shot = 0; shot < SHOTS; shot++) {
    const [into = 'cut', out = 'cut'] = [TRANSITIONS[shot], TRANSITIONS[shot + 1]];
    if (isFade(into)) {
      take(shot, 0, SEAM, fade(into, false), `in${shot}`);
      labels.push(`in${shot}`);
    }
    take(shot, into === 'cut' ? 0 : SEAM, out === 'cut' ? LENGTH : LENGTH - SEAM, '', `body${shot}`);
    labels.push(`body${shot}`);
    if (isFade(out)) {
      take(shot, LENGTH - SEAM, LENGTH, fade(out, true), `out${shot}`);
      labels.push(`out${shot}`);
    } else if (out !== 'cut') {
      take(shot, LENGTH - SEAM, LENGTH, '', `a${shot}`);
      take(shot + 1, 0, SEAM, '', `b${shot}`);
      graph.push(`[a${shot}][b${shot}]blend=all_expr='${overlap(out)}'[seam${shot}]`);
      labels.push(`seam${shot}`);
    }
  }
  graph.push(`${labels.map((label) => `[${label}]`).join('')}concat=n=${labels.length}[film]`);
  const files = inputs.flatMap((path) => ['-i', path]);
  const { stdout } = runFfmpeg(
    ...['-v', 'error', ...files, '-filter_complex', graph.join(';'), '-map', '[film]'],
    ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p', 'pipe:1'],
  );
  const size = (FORMAT.width * FORMAT.height * 3) / 2;
  return Array.from({ length: stdout.length / size }, (_, index) => stdout.subarray(index * size, (index + 1) * size));
}

/** Peak signal-to-noise ratio over all planes, in decibels. */
function decibels(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += ((a[at] ?? 0) - (b[at] ?? 0)) ** 2;
  return sum === 0 ? Number.POSITIVE_INFINITY : 10 * Math.log10((255 * 255 * a.length) / sum);
}

describe('a film and one graph that renders it', () => {
  it(`show the same pictures, at least ${LEAST_DECIBELS} dB alike, outside seams and inside all kinds of them`, async () => {
    const clipPaths: string[] = [];
    for (const [index, input] of inputs.entries()) {
      const output = join(folder, `conformed-${index}.mp4`);
      const ends = {
        transitionAtStart: TRANSITIONS[index] !== 'cut',
        transitionAtEnd: TRANSITIONS[index + 1] !== 'cut',
      };
      const { unchanged } = await conformClip({ ffmpeg, input, frameCount: LENGTH, format: FORMAT, output, ...ends });
      clipPaths.push(unchanged ? input : output);
    }
    const output = join(folder, 'film.mp4');
    const byHash = new Map(inputs.map((path) => [sha256(path), path]));
    const clips = clipPaths.map((path, index) => ({
      ...{ clip: sha256(path), source: sha256(inputs[index] ?? ''), frameCount: LENGTH },
    }));
    await renderFilm({
      ...{ ffmpeg, clipPaths, temporaryFolder: folder, output, concurrency: 2 },
      job: { kind: 'film', format: FORMAT, title: '', clips, transitions: TRANSITIONS },
      seams: { find: async () => undefined, keep: async (_key, path) => path },
      pathOf: (hash) => byHash.get(hash) ?? '',
      isConformed: async () => true,
    });
    const [film, reference] = [decodeFrames(output, FORMAT), referenceFrames()];
    const lengths = clips.map(({ frameCount }) => frameCount);
    const plan = planFilm(lengths, TRANSITIONS, FORMAT.frameRate);
    expect(film).toHaveLength(plan.totalFrames);
    expect(reference).toHaveLength(plan.totalFrames);
    const stretches = plan.segments.map(({ kind, from, to }) => ({
      ...{ kind, from },
      decibels: decibels(Buffer.concat(film.slice(from, to)), Buffer.concat(reference.slice(from, to))),
    }));
    for (const stretch of stretches)
      expect(stretch.decibels, JSON.stringify(stretch)).toBeGreaterThanOrEqual(LEAST_DECIBELS);
  });
});
