import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { encoderArguments } from '../render/encode.ts';
import type { FilmFormat } from '../src/types/film.ts';

const run = promisify(execFile);

/** Seconds of each clip. */
export const CLIP_SECONDS = 5;
/** What the clips are and what the film will be. */
export const FORMAT: FilmFormat = { width: 1920, height: 1080, frameRate: 24 };
/** Seconds of each crossfade. */
const FADE_SECONDS = 0.5;

/** Runs ffmpeg quietly. */
export async function ffmpegRun(program: string, args: readonly string[]): Promise<void> {
  await run(program, ['-nostdin', '-hide_banner', '-v', 'error', '-y', ...args]);
}

/**
 * A clip like those of video models: camera over a detailed scene, something moving before it, a little grain; H.264 with
 * B-frames and one group of pictures.
 */
export async function makeClip(program: string, folder: string, number: number): Promise<string> {
  const path = join(folder, `clip-${number}.mp4`);
  const texture = join(folder, `texture-${number}.png`);
  const { width, height, frameRate } = FORMAT;
  await ffmpegRun(program, [
    ...['-f', 'lavfi', '-i', `color=c=gray:size=${width + 400}x${height + 300}`],
    ...['-vf', `noise=alls=100:all_seed=${number},gblur=sigma=2,eq=contrast=3,hue=h=${number * 30}`],
    ...['-frames:v', '1', texture],
  ]);
  const move = `crop=${width}:${height}:x='200+180*sin(t*0.${5 + (number % 4)}+${number})':y='150+120*cos(t*0.6+${number})'`;
  await ffmpegRun(program, [
    ...['-loop', '1', '-framerate', String(frameRate), '-i', texture],
    ...['-f', 'lavfi', '-i', `testsrc2=size=480x270:rate=${frameRate}`],
    ...['-filter_complex', `[0]${move}[scene];[scene][1]overlay=x='200+150*t':y='300+80*sin(t*2)',noise=alls=4:allf=t`],
    ...['-t', String(CLIP_SECONDS), '-c:v', 'libx264', '-preset', 'superfast', '-crf', '20', '-g', '9999'],
    ...['-x264-params', 'scenecut=0', '-pix_fmt', 'yuv420p', path],
  ]);
  return path;
}

/** Filters that join clips with crossfades in one graph. */
function xfadeGraph(count: number): string {
  const inputs = Array.from(
    { length: count },
    (_, index) => `[${index}:v]settb=AVTB,fps=${FORMAT.frameRate}[v${index}]`,
  );
  const fades = Array.from({ length: count - 1 }, (_, index) => {
    const from = index === 0 ? 'v0' : `x${index}`;
    const offset = (index + 1) * (CLIP_SECONDS - FADE_SECONDS);
    return `[${from}][v${index + 1}]xfade=transition=fade:duration=${FADE_SECONDS}:offset=${offset}[x${index + 1}]`;
  });
  return [...inputs, ...fades].join(';');
}

/** Everything at once, after the last clip: one graph, one encode, with the film's own encoder settings. */
export async function singleGraph(program: string, clips: readonly string[], output: string): Promise<void> {
  await ffmpegRun(program, [
    ...clips.flatMap((clip) => ['-i', clip]),
    ...['-filter_complex', xfadeGraph(clips.length), '-map', `[x${clips.length - 1}]`],
    ...encoderArguments(FORMAT, []),
    output,
  ]);
}

/** Each clip brought to one format first, as most tools do, then the graph. */
export async function normaliseThenGraph(
  program: string,
  clips: readonly string[],
  folder: string,
  output: string,
): Promise<void> {
  const { width, height, frameRate } = FORMAT;
  const normalised: string[] = [];
  for (const [index, clip] of clips.entries()) {
    const path = join(folder, `normalised-${index}.mp4`);
    const shape = `scale=${width}:${height}:force_original_aspect_ratio=decrease,pad=${width}:${height}:-1:-1,setsar=1`;
    await ffmpegRun(program, ['-i', clip, '-vf', `${shape},fps=${frameRate}`, ...encoderArguments(FORMAT, []), path]);
    normalised.push(path);
  }
  await singleGraph(program, normalised, output);
}
