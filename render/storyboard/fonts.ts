import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';

// One family name for the alphabets, one for each East Asian set: Han characters look different by language.
const BASE = 'Storyboard Sans';
const JAPANESE = 'Storyboard Japanese';
const KOREAN = 'Storyboard Korean';
const CHINESE = 'Storyboard Chinese';

const ALPHABETS = [
  [
    '@fontsource/noto-sans',
    /^noto-sans-(latin|latin-ext|cyrillic|cyrillic-ext|greek|greek-ext|vietnamese)-500-normal\.woff2$/,
  ],
  ['@fontsource/noto-sans-arabic', /-arabic-500-normal\.woff2$/],
  ['@fontsource/noto-sans-hebrew', /-hebrew-500-normal\.woff2$/],
  ['@fontsource/noto-sans-devanagari', /-devanagari-500-normal\.woff2$/],
  ['@fontsource/noto-sans-thai', /-thai-500-normal\.woff2$/],
] as const;

const EAST_ASIAN = [
  ['@fontsource-variable/noto-sans-jp', JAPANESE],
  ['@fontsource-variable/noto-sans-kr', KOREAN],
  ['@fontsource-variable/noto-sans-sc', CHINESE],
] as const;

/**
 * Makes all caption fonts known, once per process (about a third of a second). All at once, because a font that joins
 * later could take over a fallback glyph and the same job would no longer give the same bytes. A process that draws in
 * several threads calls this before it starts them: they share the fonts, and a thread that registers while another
 * one measures text makes that one decode its fonts again for every word.
 */
export function registerFonts(): void {
  // The family that is registered last.
  if (GlobalFonts.has(CHINESE)) return;
  const require = createRequire(import.meta.url);
  const folder = (name: string): string => join(dirname(require.resolve(`${name}/package.json`)), 'files');
  const add = (name: string, family: string, wanted: RegExp): void => {
    const files = folder(name);
    for (const file of readdirSync(files).sort()) {
      if (wanted.test(file)) GlobalFonts.registerFromPath(join(files, file), family);
    }
  };
  for (const [name, wanted] of ALPHABETS) add(name, BASE, wanted);
  for (const [name, family] of EAST_ASIAN) add(name, family, /-wght-normal\.woff2$/);
}

/** Scripts, punctuation and full-width forms that only the East Asian sets have. */
const EAST_ASIAN_TEXT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef]/u;

/**
 * CSS font for a text of any script at `size` pixels; the Han set is chosen by the company the characters keep. The
 * East Asian sets are hundreds of files which each line of text is matched against, so they are named only when needed.
 */
export function fontFor(text: string, size: number): string {
  const eastAsian = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)
    ? [JAPANESE, CHINESE, KOREAN]
    : /\p{Script=Hangul}/u.test(text)
      ? [KOREAN, JAPANESE, CHINESE]
      : [CHINESE, JAPANESE, KOREAN];
  const families = EAST_ASIAN_TEXT.test(text) ? [BASE, ...eastAsian] : [BASE];
  return `500 ${size}px ${families.map((family) => `"${family}"`).join(', ')}`;
}
