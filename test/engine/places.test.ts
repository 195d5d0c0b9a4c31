import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimPlaces, LEASE_MS, type PlaceClaim, RENEW_MS } from '../../src/durable-objects/job/places.ts';
import { JobPlaces } from '../../src/durable-objects/job-places.ts';
import { Random } from '../sim/random.ts';
import { Timeline } from '../sim/timeline.ts';

/** An account with some jobs that each have work, on a clock moved by hand. */
class Bustle {
  readonly timeline = new Timeline();
  readonly jobs: FakeJob[] = [];
  /** The most submissions that living jobs ever had at the vendor together. */
  most = 0;
  private claims: readonly PlaceClaim[] = [];
  readonly limit: number;
  readonly random: Random;

  private readonly lossRate: number;

  /** @param lossRate share of calls that never arrive. */
  constructor(limit: number, seed: number, lossRate = 0) {
    this.limit = limit;
    this.lossRate = lossRate;
    this.random = new Random(seed);
  }

  join(work: number): FakeJob {
    const job = new FakeJob(this, `job-${this.jobs.length}`, work);
    this.jobs.push(job);
    job.look();
    return job;
  }

  claim(jobId: string, demand: { inFlight: number; wanted: number }): number {
    const outcome = claimPlaces(this.claims, { jobId, ...demand }, this.limit, this.timeline.now);
    this.claims = outcome.claims;
    for (const id of outcome.woken) {
      const job = this.jobs.find((candidate) => candidate.id === id);
      // A call may be lost: the job asks again by itself.
      if (!this.random.chance(this.lossRate))
        this.timeline.after(this.random.between(1, 20), 'world', () => job?.called());
    }
    return outcome.granted;
  }

  count(): void {
    const together = this.jobs.reduce((sum, { alive, inFlight }) => sum + (alive ? inFlight : 0), 0);
    this.most = Math.max(this.most, together);
  }

  /** Until nothing is left to do or so much time has passed. */
  run(milliseconds: number): void {
    const end = this.timeline.now + milliseconds;
    while (
      (this.timeline.nextAt ?? end) < end &&
      this.jobs.some(({ left, inFlight, alive }) => alive && left + inFlight > 0)
    ) {
      this.timeline.step();
    }
  }
}

class FakeJob {
  readonly id: string;
  alive = true;
  inFlight = 0;
  done = 0;
  left: number;
  private readonly bustle: Bustle;
  private readonly places: JobPlaces;

  constructor(bustle: Bustle, id: string, work: number) {
    this.bustle = bustle;
    this.id = id;
    this.left = work;
    const { timeline, random } = bustle;
    this.places = new JobPlaces({
      now: () => timeline.now,
      claim: (_vendor, demand, answered) =>
        timeline.after(random.between(1, 20), 'world', () => {
          if (!this.alive) return;
          const granted = bustle.claim(id, demand);
          timeline.after(random.between(1, 20), 'world', () => answered(granted));
        }),
      granted: (_vendor, places) => this.take(places),
    });
  }

  called(): void {
    if (this.alive) this.places.call('vendor');
  }

  die(): void {
    this.alive = false;
  }

  /** What a wake-up does. */
  look(): void {
    if (!this.alive) return;
    this.places.update({ vendor: { inFlight: this.inFlight, wanted: this.inFlight + this.left } });
    this.bustle.timeline.after(RENEW_MS, 'world', () => this.look());
  }

  private take(places: number): void {
    if (!this.alive) return;
    while (this.left > 0 && this.inFlight < places) {
      this.left--;
      this.inFlight++;
      this.bustle.timeline.after(this.bustle.random.between(800, 1_200), 'world', () => {
        this.inFlight--;
        this.done++;
        this.say();
      });
    }
    this.bustle.count();
    this.say();
  }

  private say(): void {
    if (this.alive) this.places.update({ vendor: { inFlight: this.inFlight, wanted: this.inFlight + this.left } });
  }
}

describe('places at a vendor, shared by the jobs of an account', () => {
  test('a job alone has all of them, and asks once for each that becomes free', () => {
    const first = claimPlaces([], { jobId: 'a', inFlight: 0, wanted: 9 }, 6, 0);
    expect(first).toMatchObject({ granted: 6, woken: [] });
    const again = claimPlaces(first.claims, { jobId: 'a', inFlight: 5, wanted: 8 }, 6, 1);
    expect(again.granted).toBe(6);
  });

  test('the second job gets the next that become free until both have half', () => {
    const start = claimPlaces([], { jobId: 'a', inFlight: 0, wanted: 20 }, 6, 0);
    const second = claimPlaces(start.claims, { jobId: 'b', inFlight: 0, wanted: 20 }, 6, 1);
    expect(second.granted).toBe(0);
    let { claims } = second;
    for (const [left, woken] of [
      [5, ['b']],
      [4, ['b']],
      [3, ['b']],
    ] as const) {
      const returned = claimPlaces(claims, { jobId: 'a', inFlight: left, wanted: 20 }, 6, 10 - left);
      expect(returned).toMatchObject({ granted: left, woken });
      claims = returned.claims;
    }
    const third = claimPlaces(claims, { jobId: 'b', inFlight: 0, wanted: 20 }, 6, 20);
    expect(third.granted).toBe(3);
  });

  test('the limit is never passed, every job is served, and all are done, whatever the order of things', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 12 }),
        fc.integer(),
        (limit, works, seed) => {
          const bustle = new Bustle(limit, seed, 0.2);
          for (const work of works) bustle.join(work);
          bustle.run(3_600_000);
          expect(bustle.most).toBeLessThanOrEqual(limit);
          expect(bustle.jobs.map(({ done }) => done)).toEqual(works);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('jobs of equal hunger get equal shares', () => {
    const bustle = new Bustle(6, 3);
    for (let count = 0; count < 8; count++) bustle.join(1_000);
    bustle.run(300_000);
    const done = bustle.jobs.map((job) => job.done);
    expect(Math.max(...done) / Math.min(...done)).toBeLessThan(1.2);
    // Places hardly ever stand empty: six at a time, about a second each.
    expect(done.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0.85 * 6 * 300);
  });

  test('a job that dies holds its places no longer than its lease', () => {
    const bustle = new Bustle(2, 5);
    const dying = bustle.join(50);
    bustle.run(500);
    expect(dying.inFlight).toBe(2);
    dying.die();
    const other = bustle.join(3);
    bustle.run(LEASE_MS - 10_000);
    expect(other.done).toBe(0);
    bustle.run(2 * LEASE_MS);
    expect(other.done).toBe(3);
  });
});
