import { act, type StyleBook } from './types.ts';

/** Clear, bright, people who know what they are doing. */
export const CORPORATE: StyleBook = {
  style: 'corporate',
  meanSeconds: 6.2,
  opening: 'fade_white',
  closing: 'fade_white',
  between: [
    ['crossfade', 5],
    ['cut', 4],
    ['wipe_left', 1],
  ],
  looks: [
    {
      lens: 'spherical prime',
      style: 'clean commercial photography, real interiors',
      grade: 'bright neutrals, one accent colour',
    },
    {
      lens: 'fast portrait prime',
      style: 'contemporary portrait photography, candid faces',
      grade: 'airy highlights, true skin tones',
    },
  ],
  lightings: ['large window light with a white bounce', 'clean key and clear separation', 'gentle contrast'],
  structures: [
    {
      id: 'problem-solution',
      acts: [
        act(
          'opening',
          2,
          3,
          'trouble:3 face:3',
          'a familiar frustration/something plainly not working',
          'The Problem/As Things Are/Every Day',
        ),
        act(
          'middle',
          3,
          4,
          'enter:3 begin:3 detail:2',
          'curiosity, optimism/a fresh start',
          'Another Way/Meet {Object}/A Simple Idea',
        ),
        act(
          'climax',
          4,
          1,
          'act:3 detail:3 act:4 peak:4',
          'confident, practical/it works, and it shows',
          'How It Works/In Good Hands/{Object} at Work',
        ),
        act(
          'ending',
          2,
          2,
          'after:2 face:2 ending:2',
          'satisfied, open to what is next/shared pride',
          'The Difference/Together/From Here',
        ),
      ],
    },
    {
      id: 'people-first',
      acts: [
        act(
          'opening',
          2,
          4,
          'establish:2 enter:3',
          'morning optimism/welcoming',
          '{Place}, {Time}/The Day Begins/Doors Open',
        ),
        act(
          'middle',
          3,
          2,
          'face:2 begin:3 act:3',
          'collaborative/focused and friendly',
          'The People/Side by Side/{Hero} and the Rest',
        ),
        act('turn', 2, 5, 'detail:2 act:3', 'care in the small things/exacting', 'The Details/Measured Twice/Quality'),
        act(
          'climax',
          3,
          1,
          'act:4 peak:4 face:3',
          'shared success/momentum',
          'The Result/{Object}, Delivered/It Comes Together',
        ),
        act(
          'ending',
          2,
          3,
          'after:2 ending:2',
          'forward-looking/calm confidence',
          'What Comes Next/Looking Ahead/Tomorrow',
        ),
      ],
    },
  ],
};
