/** Dream Machine documents `{ detail }`; Agents documents no shape for refusals, so it gets the same. */
export function lumaError(status: number, detail: string): { status: number; body: object } {
  return { status, body: { detail } };
}

/** Pixels of a picture by its ratio, such as `16:9`, and the lines of its short side, such as `720p`. */
export function lumaSize(ratio: string, resolution: string): { width: number; height: number } {
  const [across = 16, down = 9] = ratio.split(':').map(Number);
  const lines = Number.parseInt(resolution, 10);
  const long = Math.round((lines * Math.max(across, down)) / Math.min(across, down) / 2) * 2;
  return across >= down ? { width: long, height: lines } : { width: lines, height: long };
}
