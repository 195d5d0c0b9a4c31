import type { FrameRate } from '../types/film.ts';
import type { RenderResult } from '../types/render.ts';

/** A packed stretch of film (result of a `segment` job) and where a player gets it. */
export interface PlaylistSegment {
  /** Address of the file, absolute or relative to the playlist. It must answer `Range` requests. */
  url: string;
  frameCount: number;
  sizeBytes: number;
  initialisation: NonNullable<RenderResult['initialisation']>;
}

/**
 * An HLS media playlist (RFC 8216, version 7) of the stretches that are there so far, from the film's beginning on and
 * without a gap. A player that polls it sees the film grow; `isComplete` ends it.
 */
export function hlsPlaylist(
  segments: readonly PlaylistSegment[],
  frameRate: FrameRate,
  longestSeconds: number,
  isComplete: boolean,
): string {
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    // The target duration may never change, so it is that of the longest stretch the plan has.
    `#EXT-X-TARGETDURATION:${Math.max(1, Math.ceil(longestSeconds))}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    '#EXT-X-PLAYLIST-TYPE:EVENT',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    // A player would otherwise begin at the newest stretch, as with anything live.
    '#EXT-X-START:TIME-OFFSET=0,PRECISE=YES',
  ];
  let previous: string | undefined;
  for (const { url, frameCount, sizeBytes, initialisation } of segments) {
    if (initialisation.sha256 !== previous) {
      if (previous !== undefined) lines.push('#EXT-X-DISCONTINUITY');
      lines.push(`#EXT-X-MAP:URI="${url}",BYTERANGE="${initialisation.sizeBytes}@0"`);
      previous = initialisation.sha256;
    }
    lines.push(
      `#EXTINF:${(frameCount / frameRate).toFixed(6)},`,
      `#EXT-X-BYTERANGE:${sizeBytes - initialisation.sizeBytes}@${initialisation.sizeBytes}`,
      url,
    );
  }
  if (isComplete) lines.push('#EXT-X-ENDLIST');
  return `${lines.join('\n')}\n`;
}
