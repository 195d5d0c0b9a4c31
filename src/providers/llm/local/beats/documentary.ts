import { act, type StyleBook } from './types.ts';

/** Observed, patient, true to how things look. */
export const DOCUMENTARY: StyleBook = {
  style: 'documentary',
  meanSeconds: 7.2,
  opening: 'fade_black',
  closing: 'fade_black',
  between: [
    ['cut', 6],
    ['crossfade', 3],
    ['fade_black', 1],
  ],
  looks: [
    {
      lens: 'handheld zoom',
      style: 'observational documentary photography, available light',
      grade: 'natural colour, honest contrast',
    },
    { lens: 'spherical prime', style: 'reportage photography, unposed', grade: 'slightly muted colour, open shadows' },
  ],
  lightings: ['available light, nothing added', 'window or sky light as found', 'practical sources in frame'],
  structures: [
    {
      id: 'place-person-process',
      acts: [
        act(
          'opening',
          2,
          3,
          'establish:1 detail:1 establish:2',
          'attentive, taking it in/matter-of-fact',
          '{Place}/Where It Happens/The Ground',
        ),
        act(
          'middle',
          3,
          2,
          'enter:2 face:1 begin:2',
          'close and respectful/getting acquainted',
          '{Hero}/A Way of Doing It/Meeting {Hero}',
        ),
        act(
          'climax',
          4,
          1,
          'act:3 detail:2 act:3 peak:3',
          'absorbed in the process/precise and lived-in',
          'How It Is Done/Step by Step/{Object}, From Nothing',
        ),
        act(
          'turn',
          2,
          5,
          'trouble:3 face:2',
          'candid about what is hard/sober',
          'What It Costs/The Hard Part/On a Bad Day',
        ),
        act('ending', 2, 4, 'after:2 ending:1', 'reflective/plain and warm', 'What Stays/Why/{Place}, Still There'),
      ],
    },
    {
      id: 'question-and-evidence',
      acts: [
        act(
          'opening',
          2,
          2,
          'detail:2 face:2 establish:1',
          'curious/a question left hanging',
          'The Question/A Closer Look/Something Noticed',
        ),
        act(
          'middle',
          3,
          3,
          'begin:2 act:2 detail:2',
          'methodical/piece by piece',
          'Evidence/On the Trail/In the Field',
          { away: true },
        ),
        act(
          'turn',
          2,
          4,
          'trouble:3 establish:2',
          'uncertain/the picture complicates',
          'It Is Not So Simple/The Other Side/A Gap',
        ),
        act(
          'climax',
          3,
          1,
          'act:3 peak:3 face:2',
          'understanding dawns/clear-eyed',
          'What We Found/{Object}, Seen Whole/The Answer',
        ),
        act('ending', 2, 5, 'after:1 ending:1', 'thoughtful/a wider view', 'The Wider View/Afterword/Looking On'),
      ],
    },
  ],
};
