import type { DirectedShot } from '../../types/project.ts';
import { eachShot, type LintContext, type Rule, type RuleOutcome } from './rule.ts';

/** Films with fewer shots cannot vary much. */
const FEWEST_SHOTS = 3;
/** Share of shots with a camera that does not move, from which a film counts as static. */
const STATIC_SHARE = 0.6;

function noThreeInRow(
  context: LintContext,
  field: 'shotSize' | 'cameraMove',
  what: string,
  suggestion: string,
): RuleOutcome {
  const { shots } = context;
  const at = (index: number): DirectedShot[typeof field] | undefined => shots[index]?.[field];
  return eachShot(context, (shot, index) => {
    if (index < 2 || at(index) !== at(index - 1) || at(index) !== at(index - 2)) return undefined;
    return {
      why: `Three shots in a row have the ${what} ${shot[field]}, which reads as one long shot.`,
      suggestion,
    };
  });
}

/** No three shots of one size in a row. */
export const shotSizeVariety: Rule = {
  name: 'shot_size_variety',
  weight: 8,
  check: (context) =>
    noThreeInRow(context, 'shotSize', 'size', 'Go closer or wider, closest at the moment that matters most.'),
};

/** No three shots with one camera move in a row. */
export const cameraVariety: Rule = {
  name: 'camera_variety',
  weight: 8,
  check: (context) =>
    noThreeInRow(context, 'cameraMove', 'camera move', 'Give one of them another move that has a reason in the story.'),
};

/** Fewer than six shots in ten with a still camera. */
export const staticShare: Rule = {
  name: 'static_share',
  weight: 8,
  check({ shots }) {
    const still = shots.filter((shot) => shot.cameraMove === 'static').length;
    if (shots.length < FEWEST_SHOTS || still / shots.length < STATIC_SHARE) return { flaws: [] };
    return {
      flaws: [
        {
          why: `The camera stays still in ${still} of ${shots.length} shots, so the film looks like a slide show.`,
          suggestion: 'Let the camera move in at least every second shot.',
          gravity: 0.4 + (0.6 * (still / shots.length - STATIC_SHARE)) / (1 - STATIC_SHARE),
        },
      ],
    };
  },
};
