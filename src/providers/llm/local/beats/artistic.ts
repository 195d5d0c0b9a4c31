import { act, type StyleBook } from './types.ts';

/** Told by images that answer each other rather than by plot. */
export const ARTISTIC: StyleBook = {
  style: 'artistic',
  meanSeconds: 7.2,
  opening: 'fade_white',
  closing: 'fade_black',
  between: [
    ['crossfade', 6],
    ['fade_white', 3],
    ['cut', 2],
  ],
  looks: [
    {
      lens: 'soft-focus portrait',
      style: 'painterly fine-art photography, visible texture',
      grade: 'layered colour, veiled highlights',
    },
    {
      lens: 'tilt-shift',
      style: 'surreal gallery photography, deliberate composition',
      grade: 'two-colour harmony, inky shadows',
    },
    {
      lens: 'pinhole-soft wide',
      style: 'experimental film photography, double-exposure softness',
      grade: 'faded dye colour, light leaks at the edge',
    },
  ],
  lightings: ['coloured light from one side', 'a glow with no visible source', 'projected light broken by shadow'],
  structures: [
    {
      id: 'motif-and-return',
      acts: [
        act(
          'opening',
          2,
          2,
          'detail:1 establish:1 detail:2',
          'dreamlike, half awake/fragments',
          'Fragment/A Recurring Image/{Time}, Remembered',
        ),
        act('middle', 3, 3, 'enter:2 act:2 face:1', 'drifting/sensuous and slow', 'Variation/{Hero}, Reflected/Drift'),
        act('turn', 2, 5, 'trouble:3 detail:2', 'dissonance/the image breaks', 'Dissonance/Negative/Broken Mirror', {
          into: 'fade_white',
        }),
        act('climax', 3, 1, 'peak:3 act:3 peak:2', 'rapture/everything rhymes', 'Bloom/{Object}, Transfigured/Chord'),
        act(
          'ending',
          2,
          4,
          'detail:1 ending:1',
          'return, changed/dissolving',
          'Return/The First Image, Again/Dissolve',
        ),
      ],
    },
    {
      id: 'four-elements',
      acts: [
        act(
          'opening',
          2,
          3,
          'establish:1 enter:1',
          'heavy, mineral/grounded and mute',
          'Earth/Weight/{Place} as Matter',
        ),
        act('middle', 2, 4, 'begin:2 detail:1 act:2', 'fluid/yielding', 'Water/Flow/Undercurrent'),
        act('turn', 2, 2, 'act:3 trouble:3 face:2', 'weightless and uneasy/scattered', 'Air/Breath/Scattering'),
        act('climax', 3, 1, 'peak:4 detail:3 peak:3', 'burning/ecstatic', 'Fire/{Object} Burning Bright/Ignition'),
        act('ending', 2, 5, 'after:1 ending:1', 'afterimage/silence in colour', 'Afterimage/Ember/Silence'),
      ],
    },
  ],
};
