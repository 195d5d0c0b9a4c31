import { type Demand, RENEW_MS } from './job/places.ts';

/** Wait before an account that could not be reached is asked again, in milliseconds. */
const RETRY_MS = 2_000;

/** What {@link JobPlaces} works with. */
export interface PlacesDuties {
  now(): number;
  /** Tells the account; `answered` gets the places the job now has, or undefined when the account could not be reached. */
  claim(vendor: string, demand: Demand, answered: (granted: number | undefined) => void): void;
  /** The job may have so many submissions at the vendor right now. */
  granted(vendor: string, places: number): void;
}

interface Told extends Demand {
  /** When to say it again, in milliseconds since 1970. */
  renewAt: number;
}

const NOTHING: Demand = { inFlight: 0, wanted: 0 };

/**
 * One job's side of sharing vendors' places with the account's other jobs: says what the job has and wants whenever that
 * changes, one question a vendor at a time. Holds nothing that cannot be lost: after a stop everything is said anew.
 */
export class JobPlaces {
  private readonly duties: PlacesDuties;
  private readonly told = new Map<string, Told>();
  private readonly asking = new Set<string>();
  private readonly called = new Set<string>();
  private demand: Readonly<Record<string, Demand>> = {};

  constructor(duties: PlacesDuties) {
    this.duties = duties;
  }

  /** When the account has to hear from the job again, in milliseconds since 1970; undefined while it has and wants nothing. */
  get renewAt(): number | undefined {
    const times = [...this.told.values()].map(({ renewAt }) => renewAt);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Takes in what the job has and wants now, and says what changed or is due to be said again. */
  update(demand: Readonly<Record<string, Demand>>): void {
    this.demand = demand;
    for (const vendor of new Set([...Object.keys(demand), ...this.told.keys()])) this.tell(vendor);
  }

  /** The account keeps a place for the job. */
  call(vendor: string): void {
    this.called.add(vendor);
    this.tell(vendor);
  }

  private tell(vendor: string): void {
    if (this.asking.has(vendor)) return;
    const { duties } = this;
    const { inFlight, wanted } = this.demand[vendor] ?? NOTHING;
    const last = this.told.get(vendor);
    const same = inFlight === (last?.inFlight ?? 0) && wanted === (last?.wanted ?? 0);
    const due = (last !== undefined && last.renewAt <= duties.now()) || this.called.has(vendor);
    if (same && !due) return;
    this.called.delete(vendor);
    this.asking.add(vendor);
    this.told.set(vendor, { inFlight, wanted, renewAt: duties.now() + RENEW_MS });
    duties.claim(vendor, { inFlight, wanted }, (granted) => {
      this.asking.delete(vendor);
      if (granted === undefined) {
        this.told.set(vendor, { inFlight: -1, wanted: -1, renewAt: duties.now() + RETRY_MS });
        return;
      }
      // Places that were given are taken at once; where they are not, what the job has differs from this and is said.
      if (wanted === 0) this.told.delete(vendor);
      else this.told.set(vendor, { inFlight: granted, wanted, renewAt: duties.now() + RENEW_MS });
      if (granted > inFlight) duties.granted(vendor, granted);
      this.tell(vendor);
    });
  }
}
