import type { FieldIssue } from '../types/errors.ts';
import type { LintReport } from '../types/lint.ts';

/** Points from which what a rule found is worth another request to the model. */
const MEND_POINTS = 3;
/** Most findings that are sent back at once. */
const MAX_SENT = 40;

/** The findings of a lint report that are worth asking the model to mend, as issues it can be told. */
export function issuesToMend({ findings, lost }: LintReport): FieldIssue[] {
  return findings
    .filter(({ rule }) => (lost[rule] ?? 0) >= MEND_POINTS)
    .slice(0, MAX_SENT)
    .map(({ shotId, why, suggestion }) => ({
      path: shotId === undefined ? 'the film' : `the shot with id ${shotId}`,
      message: `${why} ${suggestion}`,
    }));
}
