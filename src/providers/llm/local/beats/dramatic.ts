import { act, type StyleBook } from './types.ts';

/** High contrast in light and in feeling. */
export const DRAMATIC: StyleBook = {
  style: 'dramatic',
  meanSeconds: 6.4,
  opening: 'fade_black',
  closing: 'fade_black',
  between: [
    ['fade_black', 4],
    ['cut', 4],
    ['crossfade', 3],
  ],
  looks: [
    {
      lens: 'telephoto anamorphic',
      style: 'chiaroscuro feature-film photography, heavy grain',
      grade: 'crushed blacks, one burning highlight',
    },
    {
      lens: 'spherical prime',
      style: 'stark theatrical photography, sculpted faces',
      grade: 'desaturated but for one colour',
    },
  ],
  lightings: [
    'one hard source, most of the frame in black',
    'low key from below, deep shadows',
    'raking side light that cuts the frame in two',
  ],
  structures: [
    {
      id: 'rise-and-reckoning',
      acts: [
        act(
          'opening',
          2,
          4,
          'establish:1 face:2 detail:2',
          'ominous calm/a threat not yet named',
          'The Calm/{Place}, Holding Its Breath/Omen',
        ),
        act(
          'middle',
          3,
          3,
          'begin:3 act:4 trouble:4',
          'resolve against fear/teeth set',
          'No Way Back/{Hero} Against It/The Vow',
        ),
        act(
          'turn',
          3,
          2,
          'trouble:5 face:3 detail:2',
          'despair, close and airless/everything taken away',
          'The Fall/Black Hour/Nothing Left',
        ),
        act(
          'climax',
          3,
          1,
          'act:5 peak:5 face:4',
          'fury turning to triumph/naked and decisive',
          'The Reckoning/{Object} or Nothing/The Stand',
        ),
        act(
          'ending',
          2,
          5,
          'after:2 ending:1',
          'grave, with light at the edge/cost counted',
          'Ash and Light/After the Storm/What It Took',
        ),
      ],
    },
    {
      id: 'secret',
      acts: [
        act('opening', 2, 3, 'detail:2 enter:2', 'furtive/charged silence', 'A Door Ajar/The Secret/Unseen'),
        act(
          'middle',
          3,
          4,
          'face:2 begin:3 act:3',
          'suspicion/drawn on against better judgment',
          'Closer/What {Hero} Knows/In the Dark',
        ),
        act(
          'turn',
          2,
          2,
          'peak:4 face:4 trouble:4',
          'shock/the truth in plain sight',
          'Revealed/{Object} Uncovered/The Truth',
        ),
        act(
          'climax',
          3,
          1,
          'trouble:4 act:5 peak:5',
          'confrontation/no mask left',
          'Face to Face/The Choice/Lightning',
        ),
        act(
          'ending',
          2,
          5,
          'face:1 ending:1',
          'bitter clarity/silence that means something',
          'Alone With It/The Price/Daylight',
        ),
      ],
    },
  ],
};
