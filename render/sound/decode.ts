import { ChildExit, startChild } from '../child.ts';
import { RenderFailure } from '../failure.ts';
import type { Ffmpeg } from '../ffmpeg.ts';
import { SAMPLE_RATE } from '../film/silence.ts';
import { sniffFile } from '../media/media-type.ts';
import { untrustedInput } from '../media/untrusted-input.ts';
import { PCM_OUTPUT, SAMPLE_BYTES } from './pcm.ts';

/** ffmpeg's names for the containers whose sound is read. Playlists, which could name other files, are not among them. */
const DEMUXERS: Readonly<Record<string, string>> = {
  'video/mp4': 'mov',
  'video/quicktime': 'mov',
  'video/x-matroska': 'matroska',
  'video/mp2t': 'mpegts',
  'audio/wav': 'wav',
  'audio/mpeg': 'mp3',
  'audio/flac': 'flac',
  'audio/ogg': 'ogg',
};

const DECODE_LIMIT_MS = 120_000;

/** What {@link decodeSound} needs. */
export interface SoundDecodeRequest {
  ffmpeg: Ffmpeg;
  /** Path of the sound, or of a video that has one. */
  input: string;
  /** Most seconds that are read. */
  seconds: number;
  /** Factor by which it plays slower; 1 for as it is. */
  stretch: number;
  /** Path of the samples to write. */
  output: string;
  signal?: AbortSignal | undefined;
}

/**
 * Decodes a sound to 48 kHz stereo samples.
 * @returns whether there is any: a video may have no sound.
 * @throws RenderFailure `unsupported_media` when the file is neither sound nor video, or is damaged.
 */
export async function decodeSound(request: SoundDecodeRequest): Promise<boolean> {
  const { mediaType } = await sniffFile(request.input);
  const demuxer = DEMUXERS[mediaType];
  if (demuxer === undefined) {
    throw new RenderFailure(
      'unsupported_media',
      'The file has no sound. Use WAV, MP3, FLAC, OGG, MP4, MOV, WebM or MKV.',
    );
  }
  const child = startChild(request.ffmpeg.program, decodeArguments(request, demuxer), {
    signal: request.signal,
    timeLimitMs: DECODE_LIMIT_MS,
  });
  child.stdin.end();
  try {
    await child.finished;
    return true;
  } catch (cause) {
    if (!(cause instanceof ChildExit)) throw cause;
    if (/matches no streams/.test(cause.errorOutput)) return false;
    throw new RenderFailure(
      'unsupported_media',
      'The sound is damaged or of a kind that cannot be read.',
      cause.errorOutput,
    );
  }
}

function decodeArguments({ input, seconds, stretch, output }: SoundDecodeRequest, demuxer: string): string[] {
  const samples = Math.ceil(seconds * SAMPLE_RATE);
  const filters = [
    // Sound that begins later than the picture stays later.
    'aresample=48000:async=1:first_pts=0',
    ...(stretch === 1 ? [] : [`atempo=${(1 / stretch).toFixed(6)}`]),
    'aformat=sample_fmts=flt:channel_layouts=stereo',
    `atrim=end_sample=${samples}`,
  ];
  return [
    ...['-nostdin', '-hide_banner', '-v', 'error', '-y', ...untrustedInput(input, demuxer)],
    ...['-map', '0:a:0', '-vn', '-sn', '-dn', '-af', filters.join(',')],
    ...['-fs', String((samples + SAMPLE_RATE) * SAMPLE_BYTES), ...PCM_OUTPUT, `file:${output}`],
  ];
}
