import { act, type StyleBook } from './types.ts';

/** One thing, much space, little movement. */
export const MINIMAL: StyleBook = {
  style: 'minimal',
  meanSeconds: 7.4,
  opening: 'fade_white',
  closing: 'fade_white',
  between: [
    ['crossfade', 5],
    ['cut', 5],
  ],
  looks: [
    {
      lens: 'spherical prime',
      style: 'spare still-life photography, clean negative room',
      grade: 'low contrast, near-monochrome',
    },
    {
      lens: 'medium-format',
      style: 'quiet editorial photography, uncluttered frame',
      grade: 'matte tones, one accent colour',
    },
  ],
  lightings: ['one broad soft source', 'one clean shadow, nothing else', 'a low side source over empty space'],
  structures: [
    {
      id: 'one-gesture',
      acts: [
        act(
          'opening',
          2,
          3,
          'detail:1 establish:1',
          'empty and attentive/white silence',
          'Nothing Yet/Ground/An Empty {PlaceWord}',
        ),
        act(
          'middle',
          3,
          2,
          'enter:2 begin:2 detail:1',
          'exact, unhurried/a single thought',
          'One Thing/{Object}, Alone/A Line Drawn',
        ),
        act(
          'climax',
          3,
          1,
          'act:2 peak:3 detail:2',
          'clarity/the one gesture, complete',
          'The Gesture/Clear/Only {Object}',
        ),
        act('ending', 2, 4, 'after:1 ending:1', 'space again/a held note', 'Space/As Before, But Not/Rest'),
      ],
    },
    {
      id: 'less-and-less',
      acts: [
        act(
          'opening',
          2,
          2,
          'establish:2 trouble:3',
          'crowded, about to be cleared/restless',
          'Too Much/Clutter/Noise',
        ),
        act(
          'middle',
          3,
          3,
          'detail:2 act:2 enter:2',
          'subtracting/growing quiet',
          'Taking Away/Fewer/{Hero}, Undistracted',
        ),
        act(
          'climax',
          2,
          1,
          'peak:2 detail:1 face:1',
          'stillness with weight/arrival without noise',
          'What Is Left/{Object}/Enough',
        ),
        act('ending', 2, 4, 'ending:1 after:1', 'open and light/breath', 'Air/Afterwards/White'),
      ],
    },
  ],
};
