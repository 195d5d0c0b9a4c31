/** The first Chromium found; undefined when there is none. */
export function findChromium(): string | undefined;
