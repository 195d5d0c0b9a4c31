/** Longest file name stem in UTF-8 bytes; leaves room for a number, an extension and a temporary suffix in 255. */
const MOST_BYTES = 120;
/** Names Windows keeps for devices, whatever the extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

const utf8 = new TextEncoder();
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * A title as a file name stem that is safe on every system, in any language: letters, digits and their marks stay,
 * everything between them becomes a hyphen.
 */
export function slug(title: string): string {
  const words = title
    .normalize('NFC')
    .toLowerCase()
    // A possessive is one word to the reader: "the smith's" becomes "the-smiths".
    .replace(/(?<=\p{L})['’](?=\p{L})/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^[-\p{M}]+|-+$/gu, '');
  let stem = '';
  for (const { segment } of graphemes.segment(words)) {
    if (utf8.encode(stem + segment).length > MOST_BYTES) break;
    stem += segment;
  }
  stem = stem.replace(/-+$/, '');
  if (stem === '') return 'film';
  return RESERVED.test(stem) ? `film-${stem}` : stem;
}
