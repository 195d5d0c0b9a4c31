import { type OverlapTransition, type PlacedClip, placeClips } from '../../lib/film-plan.ts';
import { sha256OfKey } from '../../lib/media-store.ts';
import { transitionFrames } from '../../lib/timeline.ts';
import { AppError } from '../../types/errors.ts';
import type { FilmFormat } from '../../types/film.ts';
import type { Handle } from '../../types/job.ts';
import type { GenerationResponse, ProviderContext, WebhookDelivery } from '../base.ts';
import { needsPublicUrl } from '../input-image.ts';
import { type VendorCall, vendorError } from '../vendor-http.ts';
import type { CompileRequest, Compromise } from './base.ts';

/** A clip on the timeline of a hosted compiler. Times are seconds. */
export interface HostedClip {
  url: string;
  start: number;
  length: number;
  /** How it takes over from the clip before, which it then overlaps. */
  entry: OverlapTransition | undefined;
  /** How the clip after it takes over. */
  exit: OverlapTransition | undefined;
  fadesIn: boolean;
  fadesOut: boolean;
  /** Whether its own sound is kept. */
  hasSound: boolean;
}

/** A recording that sounds during the film. */
export interface HostedSound {
  url: string;
  start: number;
  /** A factor: 1 leaves it as it is. */
  volume: number;
}

/** A film as both hosted compilers need to know it. */
export interface HostedFilm {
  format: FilmFormat;
  /** Seconds of the whole film. */
  length: number;
  /** Seconds of one transition. */
  transition: number;
  clips: HostedClip[];
  /** Stretches in which white lies behind the clips, for them to fade to and from. Elsewhere it is black. */
  white: { start: number; length: number }[];
  sounds: HostedSound[];
}

/**
 * Lays a film out in seconds, with addresses under which the vendor can fetch its media.
 * @throws AppError `unsupported` where this server has no public address.
 */
export async function hostedFilm(
  { media }: Pick<ProviderContext, 'media'>,
  request: CompileRequest,
  provider: string,
): Promise<HostedFilm> {
  const address = (key: string): Promise<string> => {
    if (!media.publicUrl) throw needsPublicUrl(provider, 'clips');
    return media.publicUrl(key);
  };
  const { format, clips, transitions, sound } = request;
  const { frameRate } = format;
  const inSeconds = (frames: number): number => Math.round((frames / frameRate) * 1e6) / 1e6;
  const frameCounts = clips.map(({ frameCount }) => frameCount);
  const placed = placeClips(frameCounts, transitions, frameRate);
  const fade = transitionFrames(frameRate);
  return {
    format,
    length: inSeconds(placed.reduce((end, { start, frameCount }) => Math.max(end, start + frameCount), 0)),
    transition: inSeconds(fade),
    clips: await Promise.all(
      placed.map(async ({ start, frameCount, overlap, fadeIn, fadeOut }, index) => ({
        url: await address(clips[index]?.key ?? ''),
        start: inSeconds(start),
        length: inSeconds(frameCount),
        entry: overlap,
        exit: placed[index + 1]?.overlap,
        fadesIn: fadeIn !== undefined,
        fadesOut: fadeOut !== undefined,
        hasSound: (sound?.clips[index] ?? null) !== null,
      })),
    ),
    white: placed.flatMap((clip) => whiteBehind(clip, fade)).map(([from, to]) => span(inSeconds, from, to)),
    sounds: await Promise.all(
      (sound?.tracks ?? []).map(async (track) => ({
        url: await address(keyOf(track.sound, request.soundKeys ?? [])),
        start: inSeconds(track.startFrame),
        volume: Math.round(10 ** ((track.gainDb ?? 0) / 20) * 1000) / 1000,
      })),
    ),
  };
}

function span(inSeconds: (frames: number) => number, from: number, to: number): HostedFilm['white'][number] {
  return { start: inSeconds(from), length: inSeconds(to - from) };
}

function whiteBehind({ start, frameCount, fadeIn, fadeOut }: PlacedClip, fade: number): [from: number, to: number][] {
  const end = start + frameCount;
  return [
    ...(fadeIn === 'white' ? [[start, Math.min(end, start + fade)] as [number, number]] : []),
    ...(fadeOut === 'white' ? [[Math.max(start, end - fade), end] as [number, number]] : []),
  ];
}

function keyOf(sha256: string, keys: readonly string[]): string {
  const key = keys.find((candidate) => sha256OfKey(candidate) === sha256);
  if (key === undefined) throw new AppError('internal', 'A recording of this film is not among its media.');
  return key;
}

/** The compromise about `templateId`: films are cut from their timeline, so no template is filled in. */
export function templateIgnored({ templateId }: { templateId?: string | undefined }, provider: string): Compromise[] {
  if (templateId === undefined) return [];
  const message = `${provider} cuts the film from its timeline; the template ${templateId} is not used.`;
  return [{ code: 'template_ignored', message }];
}

/** A webhook's body as JSON; undefined where it is none. */
export function webhookJson({ body }: WebhookDelivery): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

/** A render that came to nothing. @param vendorMessage why, where the vendor says so. */
export function notCut(handle: Handle, call: VendorCall, vendorMessage: string | null | undefined): GenerationResponse {
  const sentence = `${call.provider} could not cut the film.`;
  const details = { vendorMessage: vendorMessage ?? undefined };
  return { status: 'failed', handle, error: vendorError(call, 'unavailable', sentence, details) };
}

/** A finished render at its address; a failed one where the vendor does not say the address. */
export function filmAt(url: string | null | undefined, handle: Handle, call: VendorCall): GenerationResponse {
  if (typeof url === 'string') return { status: 'completed', handle, outputs: [{ url }] };
  const sentence = `${call.provider} says that the film is ready, but not where it is.`;
  return { status: 'failed', handle, error: vendorError(call, 'unavailable', sentence) };
}
