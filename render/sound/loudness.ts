import { startChild } from '../child.ts';
import { RenderFailure } from '../failure.ts';
import type { Ffmpeg } from '../ffmpeg.ts';
import { PCM_INPUT } from './pcm.ts';

/** What players expect of films on the web: integrated loudness and true peak (EBU R 128). */
export const TARGET_LUFS = -14;
const HIGHEST_PEAK = -1;
/** How close is close enough, in LU; and how far under the highest peak the limiter aims, for the encoder adds a little. */
const TOLERANCE_LU = 0.5;
const HEADROOM_DB = 1;
/** Below this a film is silent. */
const SILENT_LUFS = -69;
/** Below this a film is so quiet that raising it would make hiss of it. */
export const FAINT_LUFS = -50;
/** The limiter works at four times the rate, so that it sees the peaks between samples. */
const OVERSAMPLED = 192_000;
const LOOKAHEAD_MS = 5;
/** Limiting and encoding take loudness away and add peaks, so both are corrected by what a pass was off. */
const MOST_PASSES = 4;
const TIME_LIMIT_MS = 10 * 60_000;
const BITRATE = '192k';

/** Loudness of a sound. */
export interface Loudness {
  /** LUFS; about −70 for silence. */
  integrated: number;
  /** dBTP; −infinity for silence. */
  truePeak: number;
}

/**
 * Measures a sound with ffmpeg's ebur128.
 * @param input ffmpeg's input options.
 */
export async function measureLoudness(
  ffmpeg: Ffmpeg,
  input: readonly string[],
  signal?: AbortSignal | undefined,
): Promise<Loudness> {
  const output = await run(
    ffmpeg,
    ['-v', 'info', '-nostats', ...input, '-map', '0:a:0', '-af', 'ebur128=peak=true', '-f', 'null', '-'],
    signal,
  );
  // The last numbers are those of the summary; before it the filter reports as it goes.
  const last = (pattern: RegExp) => [...output.matchAll(pattern)].at(-1)?.[1] ?? '-inf';
  const toNumber = (text: string) => (text === '-inf' ? Number.NEGATIVE_INFINITY : Number(text));
  return {
    integrated: toNumber(last(/I:\s+(-?[\d.]+|-inf) LUFS/g)),
    truePeak: toNumber(last(/Peak:\s+(-?[\d.]+|-inf) dBFS/g)),
  };
}

/**
 * Encodes a file of samples at {@link TARGET_LUFS} with no peak above {@link HIGHEST_PEAK}, as measured after encoding.
 * @returns what was reached; `undefined` when it is silent and nothing was written.
 */
export async function encodeAtLoudness(request: {
  ffmpeg: Ffmpeg;
  /** Path of the samples. */
  input: string;
  /** Path of the MP4 to write; its first packet is the encoder's lead-in. */
  output: string;
  signal?: AbortSignal | undefined;
}): Promise<Loudness | undefined> {
  const { ffmpeg, input, output, signal } = request;
  const samples = [...PCM_INPUT, '-i', `file:${input}`];
  const { integrated } = await measureLoudness(ffmpeg, samples, signal);
  if (integrated < SILENT_LUFS) return undefined;
  let gainDb = integrated < FAINT_LUFS ? 0 : TARGET_LUFS - integrated;
  let ceilingDb = HIGHEST_PEAK - HEADROOM_DB;
  for (let pass = 1; ; pass++) {
    await run(ffmpeg, ['-v', 'error', ...samples, ...encodeArguments(gainDb, ceilingDb), `file:${output}`], signal);
    const result = await measureLoudness(ffmpeg, ['-f', 'mov', '-i', `file:${output}`], signal);
    const missing = integrated < FAINT_LUFS ? 0 : TARGET_LUFS - result.integrated;
    const excess = result.truePeak - HIGHEST_PEAK;
    // Too loud a peak would be heard; too low a level is only told.
    if (excess <= 0 && (Math.abs(missing) <= TOLERANCE_LU || pass >= MOST_PASSES)) return result;
    if (pass >= 2 * MOST_PASSES) throw new RenderFailure('internal', 'The sound could not be brought to its level.');
    if (pass < MOST_PASSES) gainDb += missing;
    if (excess > 0) ceilingDb -= excess + HEADROOM_DB / 4;
  }
}

function encodeArguments(gainDb: number, ceilingDb: number): string[] {
  const filters = [
    `volume=${gainDb.toFixed(2)}dB`,
    `aresample=${OVERSAMPLED}`,
    `alimiter=limit=${(10 ** (ceilingDb / 20)).toFixed(4)}:attack=${LOOKAHEAD_MS}:release=50:level=0`,
    'aresample=48000',
    // The limiter looks ahead by holding everything back so long.
    `atrim=start_sample=${LOOKAHEAD_MS * 48},asetpts=N/SR/TB`,
    // A little more than the film, so that its last packet is a whole one.
    'apad=pad_len=4096',
  ];
  return [
    ...['-af', filters.join(','), '-c:a', 'aac', '-b:a', BITRATE, '-fflags', '+bitexact', '-flags:a', '+bitexact'],
    ...['-map_metadata', '-1', '-f', 'mp4'],
  ];
}

async function run(ffmpeg: Ffmpeg, args: readonly string[], signal: AbortSignal | undefined): Promise<string> {
  const child = startChild(
    ffmpeg.program,
    ['-nostdin', '-hide_banner', '-y', '-protocol_whitelist', 'file,pipe', ...args],
    { signal, timeLimitMs: TIME_LIMIT_MS },
  );
  child.stdin.end();
  child.stdout.resume();
  return (await child.finished).errorOutput;
}
