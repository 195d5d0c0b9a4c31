import * as z from 'zod';
import { vendorLimit } from '../lib/vendor-limits.ts';
import { type ClaimOutcome, claimPlaces, type Demand, type PlaceClaim } from './job/places.ts';

/** The table that {@link AccountPlaces} keeps. */
export const PLACES_MIGRATION = {
  id: '2-place-claims',
  sql: `CREATE TABLE place_claims (vendor TEXT NOT NULL, job_id TEXT NOT NULL, json TEXT NOT NULL,
    PRIMARY KEY (vendor, job_id))`,
} as const;

const ClaimSchema = z.object({
  jobId: z.string(),
  wanted: z.int(),
  granted: z.int(),
  reserved: z.int(),
  since: z.number(),
  expiresAt: z.number(),
}) satisfies z.ZodType<PlaceClaim>;

/** Who of an account's jobs has how many places at which vendor. Rows survive a stop; memory saves reading them. */
export class AccountPlaces {
  private readonly sql: SqlStorage;
  private readonly limits: string | undefined;
  private readonly claims = new Map<string, readonly PlaceClaim[]>();

  /** @param limits submissions allowed at once by vendor, as JSON (`PROVIDER_LIMITS`). */
  constructor(sql: SqlStorage, limits: string | undefined) {
    this.sql = sql;
    this.limits = limits;
  }

  /** One job says what it has and wants at a vendor. */
  claim(vendor: string, demand: Demand & { jobId: string }, now: number): Omit<ClaimOutcome, 'claims'> {
    const before = this.claims.get(vendor) ?? this.read(vendor);
    const { claims, ...outcome } = claimPlaces(before, demand, vendorLimit(vendor, this.limits), now);
    this.write(vendor, before, claims);
    this.claims.set(vendor, claims);
    return outcome;
  }

  private read(vendor: string): PlaceClaim[] {
    return this.sql
      .exec<{ json: string }>('SELECT json FROM place_claims WHERE vendor = ?', vendor)
      .toArray()
      .map(({ json }) => ClaimSchema.parse(JSON.parse(json)));
  }

  private write(vendor: string, before: readonly PlaceClaim[], after: readonly PlaceClaim[]): void {
    const known = new Map(before.map((claim) => [claim.jobId, claim]));
    for (const claim of after) {
      const old = known.get(claim.jobId);
      known.delete(claim.jobId);
      const json = JSON.stringify(claim);
      if (old && JSON.stringify(old) === json) continue;
      this.sql.exec(
        'INSERT OR REPLACE INTO place_claims (vendor, job_id, json) VALUES (?, ?, ?)',
        vendor,
        claim.jobId,
        json,
      );
    }
    for (const jobId of known.keys()) {
      this.sql.exec('DELETE FROM place_claims WHERE vendor = ? AND job_id = ?', vendor, jobId);
    }
  }
}
