import { act, type StyleBook } from './types.ts';

/** Bouncing, bright, with a joke in the cut. */
export const PLAYFUL: StyleBook = {
  style: 'playful',
  meanSeconds: 5.9,
  opening: 'cut',
  closing: 'fade_white',
  between: [
    ['wipe_right', 5],
    ['wipe_left', 4],
    ['cut', 3],
  ],
  looks: [
    {
      lens: 'wide-angle',
      style: 'storybook photography, rounded forms, tidy symmetry',
      grade: 'bright candy colour, soft shadows',
    },
    {
      lens: 'close-focus wide-angle',
      style: 'toy-scale photography with tactile handmade sets',
      grade: 'warm pastel colour, clean whites',
    },
  ],
  lightings: [
    'clear even key with soft-edged shadows',
    'cheerful key with a bounced fill',
    'cheerful top light, colour in the shadows',
  ],
  structures: [
    {
      id: 'try-fail-try',
      acts: [
        act(
          'opening',
          2,
          3,
          'establish:3 enter:4',
          'mischief in the air/wide-eyed',
          'Once, in {Place}/Hello, {Hero}/A Bright Idea',
        ),
        act(
          'middle',
          3,
          2,
          'begin:4 act:4 trouble:5',
          'eager and clumsy/cheerful chaos',
          'First Try/Oops/How Hard Can It Be',
        ),
        act('turn', 2, 4, 'face:3 detail:3 act:5', 'a pout, then a plan/scheming', 'Second Try/A Better Plan/Hmm'),
        act('climax', 3, 1, 'act:5 peak:5 face:4', 'giddy success/ta-da', 'Third Time/{Object}!/Ta-da'),
        act(
          'ending',
          2,
          5,
          'after:3 ending:2',
          'cosy and pleased with itself/giggling into bed',
          'Snack Time/The End, Nearly/{Place}, Tidied Up',
        ),
      ],
    },
    {
      id: 'hide-and-seek',
      acts: [
        act('opening', 2, 2, 'detail:4 enter:4 face:4', 'peekaboo/up to something', 'Guess What/Peek/Who Is There'),
        act(
          'middle',
          3,
          3,
          'act:5 establish:3 act:4',
          'skipping along/one surprise after another',
          'Round and Round/Here, There/Chase',
        ),
        act('turn', 1, 5, 'trouble:4 face:3', 'uh-oh/comic suspense', 'Uh-oh/Stuck/Too Quiet'),
        act(
          'climax',
          3,
          1,
          'peak:5 act:5 peak:4',
          'surprise and delight/confetti',
          'Found/Surprise/Here Comes {Object}',
        ),
        act('ending', 1, 4, 'ending:3 after:2', 'sunny and content/a wink', 'A Wink/Home Again/One More'),
      ],
    },
  ],
};
