import * as z from 'zod';

/** What a plan is examined for. Each rule can cost a plan at most its weight; see `src/director/lint/index.ts`. */
export const LintRuleSchema = z.enum([
  'schema',
  'length',
  'must_include',
  'avoid',
  'empty_prompt',
  'repeated_prompt',
  'keyframe_motion',
  'motion_still',
  'continued_mismatch',
  'weak_boundary',
  'hook',
  'shot_size_variety',
  'camera_variety',
  'static_share',
  'cast_naming',
  'generic_filler',
  'capability',
]);
export type LintRule = z.infer<typeof LintRuleSchema>;

/** One thing that could be better, before any money is spent on it. */
export const LintFindingSchema = z.object({
  rule: LintRuleSchema,
  /** The shot it is about; absent where it is about the film. */
  shotId: z.int().optional(),
  /** What is wrong and why that matters, in one sentence. */
  why: z.string(),
  /** What would mend it. */
  suggestion: z.string(),
});
export type LintFinding = z.infer<typeof LintFindingSchema>;

/** Answer to `GET /api/projects/:id/direction/lint`. */
export const LintReportSchema = z.object({
  /** 0–100, whole; 100 when nothing was found. */
  score: z.int().min(0).max(100),
  /** Gravest rule first, then in film order. */
  findings: z.array(LintFindingSchema),
  /** Points each rule took off, to a tenth; rules that took none are absent. */
  lost: z.partialRecord(LintRuleSchema, z.number().min(0)),
  /** Rules that could not be applied, and why. They cost nothing. */
  skipped: z.array(z.object({ rule: LintRuleSchema, why: z.string() })),
});
export type LintReport = z.infer<typeof LintReportSchema>;
