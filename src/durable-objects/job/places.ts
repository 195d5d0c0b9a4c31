/** What one job holds and wants of a vendor's places, as its account keeps it. */
export interface PlaceClaim {
  jobId: string;
  /** Submissions it would have at the vendor at once, those that are there included. */
  wanted: number;
  /** Places it was told it has. */
  granted: number;
  /** Places kept for it that it has not heard of yet. */
  reserved: number;
  /** Since when it waits for its next place, in milliseconds since 1970. */
  since: number;
  /** When it is forgotten unless it speaks up before, in milliseconds since 1970. */
  expiresAt: number;
}

/** What a job has at a vendor and would have there. */
export interface Demand {
  inFlight: number;
  /** At least `inFlight`. */
  wanted: number;
}

/** How long places stay with a job that says nothing, in milliseconds. A living job speaks up every {@link RENEW_MS}. */
export const LEASE_MS = 90_000;
/** How often a job that has or wants places says so, in milliseconds. */
export const RENEW_MS = 25_000;

/** What a claim comes to. */
export interface ClaimOutcome {
  claims: PlaceClaim[];
  /** Places the job now has, those that are taken included. */
  granted: number;
  /** Jobs that a place is now kept for and that have to be told to ask. */
  woken: string[];
}

/**
 * Shares a vendor's places among jobs. A job says what it has there and would have there; whatever it had beyond that is
 * given back by saying so. Free places go one by one to the job that has fewest, the one that waits longest first; a place
 * for a job that is not asking right now is kept for it. So no job starves, and one that died loses its places when its
 * lease runs out. Pure.
 * @param claims of all jobs at this vendor; not changed.
 * @param limit places there are.
 */
export function claimPlaces(
  claims: readonly PlaceClaim[],
  { jobId, inFlight, wanted }: Demand & { jobId: string },
  limit: number,
  now: number,
): ClaimOutcome {
  const before = claims.find((claim) => claim.jobId === jobId);
  const collected = Math.min(before?.reserved ?? 0, Math.max(0, wanted - inFlight));
  const waited = before !== undefined && before.granted < before.wanted && collected === 0;
  const own: PlaceClaim = {
    jobId,
    wanted: Math.max(wanted, inFlight),
    granted: inFlight + collected,
    reserved: 0,
    since: waited ? before.since : now,
    expiresAt: now + LEASE_MS,
  };
  const others = claims
    .filter((claim) => claim.jobId !== jobId && claim.expiresAt > now)
    .map((claim) => ({ ...claim }));
  const all = [...others, own];
  const woken = new Set<string>();
  for (let free = limit - all.reduce((sum, claim) => sum + held(claim), 0); free > 0; free--) {
    const next = nextInLine(all);
    if (!next) break;
    next.since = now;
    if (next === own) own.granted++;
    else {
      next.reserved++;
      woken.add(next.jobId);
    }
  }
  return { claims: all.filter((claim) => claim.wanted > 0), granted: own.granted, woken: [...woken] };
}

function held({ granted, reserved }: PlaceClaim): number {
  return granted + reserved;
}

function nextInLine(claims: readonly PlaceClaim[]): PlaceClaim | undefined {
  let first: PlaceClaim | undefined;
  for (const claim of claims) {
    if (held(claim) >= claim.wanted) continue;
    const sooner = !first || held(claim) < held(first) || (held(claim) === held(first) && claim.since < first.since);
    if (sooner) first = claim;
  }
  return first;
}
