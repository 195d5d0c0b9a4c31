/** The first Chromium found; undefined when there is none. */
export function findChromium(): string | undefined;
/** Whether poppler's `pdftotext` and `pdftoppm` can be run. */
export function hasPoppler(): boolean;
