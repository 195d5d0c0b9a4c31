/** Most pixels of a picture that is decoded, whatever a header said before: a decoder may hold twenty of them. */
export const MOST_PIXELS = 4_096 * 4_096;

/**
 * ffmpeg's input options for a file that may come from anywhere: nothing but this file is read, by the demuxer its signature
 * calls for, and no picture beyond {@link MOST_PIXELS} is decoded.
 */
export function untrustedInput(path: string, demuxer: string): string[] {
  return [
    ...['-protocol_whitelist', 'file,pipe', '-max_pixels', String(MOST_PIXELS)],
    // MOV files may name others that hold their media.
    ...(demuxer === 'mov' ? ['-enable_drefs', '0', '-use_absolute_path', '0'] : []),
    ...['-f', demuxer, '-i', `file:${path}`],
  ];
}
