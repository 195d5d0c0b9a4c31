import type { LintFinding, LintReport, LintRule } from '../../types/lint.ts';
import { allShots } from '../../types/project.ts';
import type { ModelInfo } from '../../types/providers.ts';
import { continuedMismatch, weakBoundary } from './boundaries.ts';
import { capability } from './capability.ts';
import { castNaming } from './cast.ts';
import { avoid, mustInclude } from './constraints.ts';
import { length, schema } from './form.ts';
import { hook } from './hook.ts';
import { emptyPrompt, repeatedPrompt } from './prompts.ts';
import type { Flaw, LintContext, LintedDirection, LintedOrder, Rule } from './rule.ts';
import { isEnglish } from './text.ts';
import { cameraVariety, shotSizeVariety, staticShare } from './variety.ts';
import { genericFiller, keyframeMotion, motionStill } from './wording.ts';

export type { LintedDirection, LintedOrder } from './rule.ts';

/** All rules, gravest first. */
const RULES: readonly Rule[] = [
  schema,
  length,
  mustInclude,
  avoid,
  emptyPrompt,
  repeatedPrompt,
  keyframeMotion,
  motionStill,
  continuedMismatch,
  capability,
  hook,
  shotSizeVariety,
  cameraVariety,
  staticShare,
  castNaming,
  weakBoundary,
  genericFiller,
];

/** Most points each rule can take off, by rule. */
export const LINT_WEIGHTS: Readonly<Record<LintRule, number>> = Object.fromEntries(
  RULES.map(({ name, weight }) => [name, weight]),
) as Record<LintRule, number>;

/** Prompts looked at to tell their language. */
const LANGUAGE_SAMPLE = 60;

/**
 * What a rule's findings cost. Findings about shots cost the square root of the share of shots that have one, so that
 * the first flaws cost most and a long film does not hide them; findings about the film cost their gravity.
 */
function lossOf({ weight }: Rule, flaws: readonly Flaw[], shotCount: number): number {
  const ofShots = new Map<number, number>();
  let share = 0;
  for (const { shotId, gravity = 1 } of flaws) {
    if (shotId === undefined) share += gravity;
    else ofShots.set(shotId, Math.max(ofShots.get(shotId) ?? 0, gravity));
  }
  if (ofShots.size > 0) {
    const mean = [...ofShots.values()].reduce((sum, gravity) => sum + gravity, 0) / ofShots.size;
    share += mean * Math.sqrt(ofShots.size / Math.max(1, shotCount));
  }
  return Math.round(weight * Math.min(1, share) * 10) / 10;
}

/**
 * Examines a plan before any money is spent on it. Pure and independent of who wrote the plan.
 *
 * The score is 100 minus what each rule takes off, not below 0. Most a rule can take: schema 25, length 20, must_include,
 * avoid, empty_prompt and repeated_prompt 15 each, keyframe_motion, motion_still and continued_mismatch 12 each,
 * capability and hook 10 each, everything else 8. One flaw in a film of many shots takes little, the same flaw in every
 * shot takes all.
 *
 * Plans may be in any language. Most rules look at lengths, sizes, moves, and at whether prompts equal one another; the
 * rules that know words (keyframe_motion, parts of motion_still, hook, generic_filler and cast_naming) know English
 * words, and where the prompts are in another language `skipped` names the rule that could not be applied at all.
 * @param options.videoModel the chosen model's row. Default: nothing is known of it, and capability is skipped.
 */
export function lintDirection(
  direction: LintedDirection,
  order: LintedOrder,
  options: { videoModel?: ModelInfo | undefined } = {},
): LintReport {
  const shots = allShots(direction);
  const step = Math.max(1, Math.floor(shots.length / LANGUAGE_SAMPLE));
  const sample = shots.filter((_, index) => index % step === 0);
  const context: LintContext = {
    direction,
    order,
    shots,
    videoModel: options.videoModel,
    english: isEnglish(sample.flatMap(({ startPrompt, motionPrompt }) => [startPrompt, motionPrompt])),
  };
  const findings: LintFinding[] = [];
  const lost: LintReport['lost'] = {};
  const skipped: LintReport['skipped'] = [];
  let total = 0;
  for (const rule of RULES) {
    const outcome = rule.check(context);
    if (outcome.skipped !== undefined) skipped.push({ rule: rule.name, why: outcome.skipped });
    if (outcome.flaws.length === 0) continue;
    const loss = lossOf(rule, outcome.flaws, shots.length);
    lost[rule.name] = loss;
    total += loss;
    findings.push(...outcome.flaws.map(({ gravity: _, ...flaw }) => ({ rule: rule.name, ...flaw })));
  }
  return { score: Math.max(0, Math.round(100 - total)), findings, lost, skipped };
}
