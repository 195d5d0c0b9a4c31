import type { VideoStyle } from '../../../../types/film.ts';
import { ARTISTIC } from './artistic.ts';
import { CINEMATIC } from './cinematic.ts';
import { CORPORATE } from './corporate.ts';
import { DOCUMENTARY } from './documentary.ts';
import { DRAMATIC } from './dramatic.ts';
import { ENERGETIC } from './energetic.ts';
import { MINIMAL } from './minimal.ts';
import { PLAYFUL } from './playful.ts';
import type { StyleBook } from './types.ts';

/** What each style brings. */
export const STYLE_BOOKS: Record<VideoStyle, StyleBook> = {
  cinematic: CINEMATIC,
  minimal: MINIMAL,
  energetic: ENERGETIC,
  documentary: DOCUMENTARY,
  dramatic: DRAMATIC,
  playful: PLAYFUL,
  corporate: CORPORATE,
  artistic: ARTISTIC,
};
