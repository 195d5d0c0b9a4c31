import type { LintFinding, LintRule } from '../../types/lint.ts';
import type { DirectedShot, DirectorInput, VideoDirection } from '../../types/project.ts';
import type { ModelInfo } from '../../types/providers.ts';

/** The part of a direction that is examined. */
export type LintedDirection = Pick<VideoDirection, 'title' | 'narrative' | 'scenes' | 'look' | 'cast'>;

/** The part of the order it is examined against. */
export type LintedOrder = Pick<
  DirectorInput,
  'concept' | 'targetDuration' | 'aspectRatio' | 'frameRate' | 'constraints'
>;

/** What every rule sees. */
export interface LintContext {
  direction: LintedDirection;
  order: LintedOrder;
  /** All shots in film order. */
  shots: readonly DirectedShot[];
  /** The chosen video model's row; undefined when nothing is known of it. */
  videoModel: ModelInfo | undefined;
  /** Whether the prompts are English, the one language the word rules know. */
  english: boolean;
}

/** One finding, and how grave it is as a share of the rule's weight; a flaw of a shot has 1 unless it says less. */
export type Flaw = Omit<LintFinding, 'rule'> & { gravity?: number };

/** What a rule found, or why it could not look. */
export type RuleOutcome = { flaws: Flaw[]; skipped?: string };

/** One thing to examine a plan for. Pure. */
export interface Rule {
  name: LintRule;
  /** Most points it can take off. */
  weight: number;
  check(context: LintContext): RuleOutcome;
}

/** Flaws of the shots for which `find` says something. */
export function eachShot(
  { shots }: Pick<LintContext, 'shots'>,
  find: (shot: DirectedShot, index: number) => Omit<Flaw, 'shotId'> | undefined,
): RuleOutcome {
  const flaws = shots.flatMap((shot, index) => {
    const found = find(shot, index);
    return found ? [{ ...found, shotId: shot.id }] : [];
  });
  return { flaws };
}

/** What word rules say of prompts in a language they do not know. */
export const UNKNOWN_LANGUAGE = 'The prompts are not in English, the only language this rule knows words of.';
