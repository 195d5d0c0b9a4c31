import { act, type StyleBook } from './types.ts';

/** Fast, physical, always on the move. */
export const ENERGETIC: StyleBook = {
  style: 'energetic',
  meanSeconds: 5.6,
  opening: 'cut',
  closing: 'cut',
  between: [
    ['wipe_left', 4],
    ['wipe_right', 4],
    ['cut', 5],
  ],
  looks: [
    {
      lens: 'wide-angle',
      style: 'sports-commercial photography, crisp arrested motion',
      grade: 'punchy contrast, saturated accents',
    },
    {
      lens: 'short telephoto',
      style: 'fast action photography, hard edges',
      grade: 'high contrast, cool shadows with hot highlights',
    },
  ],
  lightings: [
    'hard side light with crisp shadows',
    'a hard key against a deep ground',
    'sun flare straight into the lens',
  ],
  structures: [
    {
      id: 'countdown',
      acts: [
        act(
          'opening',
          2,
          2,
          'act:5 detail:5 face:4',
          'wired, ready to go/a spring wound tight',
          'Three/Loaded/On the Mark',
        ),
        act(
          'middle',
          3,
          3,
          'begin:5 act:5 detail:4 act:5',
          'full tilt/relentless forward push',
          'Two/Go/{Hero} Unleashed',
        ),
        act('turn', 2, 4, 'trouble:5 face:4', 'a jolt/the stumble before the surge', 'Hit/One Breath/Wall'),
        act(
          'climax',
          3,
          1,
          'act:5 peak:5 detail:4 peak:5',
          'everything at once/pure lift',
          'One/{Object}, Full Power/Impact',
        ),
        act('ending', 2, 5, 'after:3 ending:3', 'buzzing calm/grinning, spent', 'Zero/Still Ringing/Again'),
      ],
    },
    {
      id: 'waves',
      acts: [
        act('opening', 2, 3, 'establish:4 enter:5', 'a fuse burning/pulse rising', 'First Wave/{Place} Lit/Pulse'),
        act(
          'middle',
          3,
          2,
          'act:5 face:4 act:5 detail:5',
          'loose, loud, fast/joyful attack',
          'Second Wave/Faster/In Motion',
        ),
        act('turn', 1, 5, 'detail:3 trouble:4', 'sudden quiet/suspended', 'Drop/Hold/Undertow'),
        act(
          'climax',
          3,
          1,
          'peak:5 act:5 peak:5',
          'breaking over everything/unstoppable',
          'Third Wave/{Object}, Unbound/Overdrive',
        ),
        act('ending', 1, 4, 'ending:4 after:3', 'afterglow/a last hard beat', 'Shore/Echo/Cut to {Time}'),
      ],
    },
  ],
};
