import { canonicalJson } from '../../lib/utils.ts';
import { AppError } from '../../types/errors.ts';
import type { Submission } from '../base.ts';
import { parseAnswer } from '../vendor-http.ts';
import { askReplicate, type ReplicateAccess } from './access.ts';
import { type ListedPrediction, PredictionPageSchema } from './wire.ts';

/** Clocks differ. */
const SLACK_MS = 60_000;
const MOST_PAGES = 5;
/** A submission that is in no list this long after it was sent did not arrive. */
const SETTLED_MS = 120_000;
/** Inputs are deleted after an hour; what was not recognised until then will not be. */
const HOPE_MS = 3_300_000;

/**
 * Looks for a lost submission in the list of all predictions, running ones included (contract: video §0.3, §1.8): by our
 * webhook address where it is shown, else by model and input.
 * @returns its id; undefined where it surely never arrived.
 * @throws AppError; `outcome_unknown` when one of them may be it, retryable while the list may still change.
 */
export async function findPrediction(
  access: ReplicateAccess,
  input: Readonly<Record<string, unknown>>,
  submission: Submission | undefined,
): Promise<string | undefined> {
  if (!submission) throw unknown(access, false);
  const { webhookUrl, startedAt } = submission;
  const age = access.context.now() - startedAt;
  const { complete, listed } = await list(access, startedAt - SLACK_MS);
  const ours = listed.filter((one) => isModel(access, one) && !isAnothers(one, webhookUrl));
  const named = ours.find(({ webhook }) => webhookUrl !== undefined && webhook === webhookUrl);
  if (named) return named.id;
  const [same, ...others] = ours.filter((one) => comparable(one.input) === comparable(input));
  if (same && others.length === 0) return same.id;
  const maybe = ours.some((one) => withoutFiles(one.input) === withoutFiles(input) || isEmpty(one.input));
  if (complete && !maybe && age >= SETTLED_MS) return undefined;
  throw unknown(access, age < (maybe ? HOPE_MS : SETTLED_MS * 2));
}

async function list(access: ReplicateAccess, earliest: number) {
  const after = new URLSearchParams({ created_after: new Date(earliest).toISOString() });
  const listed: ListedPrediction[] = [];
  let query: string | undefined = after.toString();
  for (let page = 0; page < MOST_PAGES && query !== undefined; page++) {
    const asked = await askReplicate(access, { purpose: 'poll', method: 'GET', path: `/predictions?${query}` });
    const { next, results } = parseAnswer(PredictionPageSchema, asked.answer, asked.call);
    const recent = results.filter(({ created_at }) => Date.parse(created_at) >= earliest);
    listed.push(...recent);
    // Only the question of a next page is taken over, never where it leads.
    const more = next && recent.length === results.length && URL.canParse(next) ? new URL(next).search.slice(1) : '';
    query = more === '' ? undefined : more;
  }
  return { listed, complete: query === undefined };
}

function isModel({ model }: ReplicateAccess, listed: ListedPrediction): boolean {
  return listed.model === `${model.owner}/${model.name}` || (!!model.version && listed.version === model.version);
}

/** Whether a prediction carries the address of another submission. */
function isAnothers({ webhook }: ListedPrediction, webhookUrl: string | undefined): boolean {
  return !!webhook && webhookUrl !== undefined && webhook !== webhookUrl;
}

function isEmpty(input: ListedPrediction['input']): boolean {
  return Object.keys(input ?? {}).length === 0;
}

/** What inputs have in common when they are the same request: our signatures in addresses differ each time. */
function comparable(input: unknown): string {
  return mapped(input, (address) => address.replace(/^(https?:[^?#]*).*$/s, '$1'));
}

/** What is left of an input when its pictures, which Replicate may keep under addresses of its own, are put aside. */
function withoutFiles(input: unknown): string {
  return mapped(input, () => 'file');
}

function mapped(input: unknown, change: (address: string) => string): string {
  const text = JSON.stringify(input ?? null, (_key, value: unknown) =>
    typeof value === 'string' && /^(?:https?|data):/.test(value) ? change(value) : value,
  );
  return canonicalJson(JSON.parse(text));
}

function unknown({ model }: ReplicateAccess, retryable: boolean): AppError {
  return new AppError(
    'outcome_unknown',
    'Nobody knows whether a request reached Replicate; it may have been charged. Look at replicate.com/predictions before ' +
      'sending it again.',
    { provider: 'Replicate', model: model.id, stage: 'submit', retryable },
  );
}
