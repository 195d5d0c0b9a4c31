import type { SoundTrack } from '../../src/types/render.ts';
import { SAMPLE_RATE } from '../film/silence.ts';
import { PCM_INPUT, PCM_OUTPUT, sampleOfFrame } from './pcm.ts';

/** Music and the clips' own sound while a voice speaks: about 10 dB lower, down in 30 ms, up again in half a second. */
const DUCKING = 'sidechaincompress=threshold=0.02:ratio=5:attack=30:release=500';
const STEREO = 'aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts=stereo';

/** A track with the path of its samples. */
export interface MixTrack extends Pick<SoundTrack, 'role' | 'startFrame' | 'gainDb'> {
  path: string;
}

/** What is mixed. */
export interface MixRequest {
  /** Path of the clips' own sound, as long as the film; `undefined` when all are silent. */
  bed: string | undefined;
  tracks: readonly MixTrack[];
  frameRate: number;
  totalFrames: number;
  /** Path of the samples to write. */
  output: string;
}

/** The ffmpeg command line that mixes bed and tracks to samples of the film's exact length. */
export function mixArguments(request: MixRequest): string[] {
  const inputs = [request.bed, ...request.tracks.map(({ path }) => path)].filter((path) => path !== undefined);
  return [
    ...['-nostdin', '-hide_banner', '-v', 'error', '-y', '-protocol_whitelist', 'file,pipe'],
    ...inputs.flatMap((path) => [...PCM_INPUT, '-i', `file:${path}`]),
    ...['-filter_complex', mixGraph(request), '-map', '[film]', ...PCM_OUTPUT, `file:${request.output}`],
  ];
}

/** The graph of {@link mixArguments}: every track at its place and level, music and bed under the voices. */
export function mixGraph({ bed, tracks, frameRate, totalFrames }: MixRequest): string {
  const end = sampleOfFrame(totalFrames, frameRate);
  const toLength = `apad,atrim=end_sample=${end}`;
  const parts: string[] = [];
  const byRole: Record<SoundTrack['role'] | 'bed', string[]> = { voice: [], music: [], effect: [], bed: [] };
  if (bed !== undefined) {
    parts.push(`[0:a]${STEREO},${toLength}[own]`);
    byRole.bed.push('own');
  }
  tracks.forEach(({ role, startFrame, gainDb = 0 }, index) => {
    const delayMs = (sampleOfFrame(startFrame, frameRate) * 1_000) / SAMPLE_RATE;
    const delay = `adelay=${delayMs.toFixed(3)}|${delayMs.toFixed(3)}`;
    const input = index + (bed === undefined ? 0 : 1);
    parts.push(`[${input}:a]${STEREO},volume=${gainDb}dB,${delay},${toLength}[track${index}]`);
    byRole[role].push(`track${index}`);
  });
  const group = (role: keyof typeof byRole) => sum(parts, byRole[role], `sum_${role}`);
  const voice = group('voice');
  const under = sum(
    parts,
    [group('music'), group('bed')].filter((label) => label !== undefined),
    'under',
  );
  const heard = [group('effect')];
  if (voice !== undefined && under !== undefined) {
    parts.push(`[${voice}]asplit[speech][key]`, `[${under}][key]${DUCKING}[ducked]`);
    heard.push('speech', 'ducked');
  } else {
    heard.push(voice, under);
  }
  const all = sum(
    parts,
    heard.filter((label) => label !== undefined),
    'all',
  );
  parts.push(`[${all}]${STEREO},atrim=end_sample=${end}[film]`);
  return parts.join(';');
}

/** Adds labels up under one label. `amix` divides by the number of inputs, which is taken back. */
function sum(parts: string[], labels: readonly string[], name: string): string | undefined {
  if (labels.length <= 1) return labels[0];
  const inputs = labels.map((label) => `[${label}]`).join('');
  parts.push(`${inputs}amix=inputs=${labels.length}:duration=first,volume=${labels.length}[${name}]`);
  return name;
}
