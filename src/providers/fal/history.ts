import { canonicalJson } from '../../lib/utils.ts';
import { AppError } from '../../types/errors.ts';
import type { Submission } from '../base.ts';
import { parseAnswer } from '../vendor-http.ts';
import { callFal, type FalAccess } from './access.ts';
import { HistorySchema } from './wire.ts';

/** Clocks differ. */
const SLACK_MS = 60_000;
const MOST_PAGES = 5;

/** A request that is not in the history this long after it was sent will hardly turn up any more. */
const HOPE_MS = 3_600_000;

/**
 * Looks a lost submission up in fal's request history, by what was asked (contract: video §1.1 Idempotency). The history
 * seems to hold finished requests only, so not to find it proves nothing.
 * @returns the request's id.
 * @throws AppError; `outcome_unknown` when it is not there, retryable while it may still be running; any other code when
 *   fal could not be asked.
 */
export async function findInHistory(
  access: FalAccess,
  model: string,
  input: Readonly<Record<string, unknown>>,
  submission: Submission | undefined,
): Promise<string> {
  if (!submission) throw notFound(access, model, false);
  const wanted = comparable(input);
  const earliest = submission.startedAt - SLACK_MS;
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { items, next_cursor } = await readPage(access, model, earliest, cursor);
    const found = items.find(
      (item) =>
        item.endpoint_id === model && Date.parse(item.sent_at) >= earliest && comparable(item.json_input) === wanted,
    );
    if (found) return found.request_id;
    if (!next_cursor) break;
    cursor = next_cursor;
  }
  throw notFound(access, model, access.context.now() - submission.startedAt < HOPE_MS);
}

async function readPage(access: FalAccess, model: string, earliest: number, cursor: string | undefined) {
  const query = new URLSearchParams({
    endpoint_id: model,
    start: new Date(earliest).toISOString(),
    expand: 'payloads',
    limit: '100',
    ...(cursor === undefined ? {} : { cursor }),
  });
  const call = { purpose: 'poll', method: 'GET', model } as const;
  const answer = await callFal(access, { ...call, host: 'api', path: `/v1/models/requests/by-endpoint?${query}` });
  return parseAnswer(HistorySchema, answer, { ...call, provider: access.provider });
}

/**
 * What two inputs have in common when they are the same request. Queries of addresses are left out, because our
 * signatures differ each time. Where fal keeps a picture under an address of its own, the two do not compare, and the
 * request counts as not found: better nobody knows than the wrong clip.
 */
function comparable(input: unknown): string {
  const stripped = JSON.stringify(input ?? null, (_key, value: unknown) =>
    typeof value === 'string' && /^https?:/.test(value) ? value.replace(/[?#].*$/s, '') : value,
  );
  return canonicalJson(JSON.parse(stripped));
}

function notFound(access: FalAccess, model: string, retryable: boolean): AppError {
  return new AppError(
    'outcome_unknown',
    'Nobody knows whether a request reached fal, which lists finished requests only; it may have been charged. Look at ' +
      'fal.ai before sending it again.',
    { provider: access.provider, model, stage: 'submit', retryable },
  );
}
