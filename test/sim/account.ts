import { claimPlaces, type Demand, type PlaceClaim } from '../../src/durable-objects/job/places.ts';
import type { Random } from './random.ts';
import type { Timeline } from './timeline.ts';

/** The job whose life is simulated. */
const OURS = 'ours';
/** Other jobs of the account come and go for so long, in milliseconds. */
const BUSTLE_MS = 240_000;

/** The account's places at the one vendor: ours, and those of other jobs that come, work, and now and then just die. */
export class SharedPlaces {
  private claims: readonly PlaceClaim[] = [];
  private readonly limit: number;
  private readonly random: Random;
  private readonly timeline: Timeline;
  private readonly call: () => void;
  private readonly startedAt: number;
  private others = 0;

  /** @param call wakes our job: a place is kept for it. */
  constructor(world: { random: Random; timeline: Timeline }, limit: number, call: () => void) {
    this.random = world.random;
    this.timeline = world.timeline;
    this.limit = limit;
    this.call = call;
    this.startedAt = world.timeline.now;
    if (this.random.chance(0.5)) this.planOther();
  }

  /** Our job says what it has and wants. @returns how many places it has. */
  claim(demand: Demand): number {
    return this.apply(OURS, demand);
  }

  private apply(jobId: string, demand: Demand): number {
    const { claims, granted, woken } = claimPlaces(this.claims, { jobId, ...demand }, this.limit, this.timeline.now);
    this.claims = claims;
    // Calls get lost, too.
    if (woken.includes(OURS) && this.random.chance(0.9))
      this.timeline.after(this.random.between(1, 50), 'world', this.call);
    return granted;
  }

  private planOther(): void {
    this.timeline.after(this.random.between(1_000, 30_000), 'world', () => {
      if (this.timeline.now - this.startedAt > BUSTLE_MS) return;
      this.others++;
      this.work(`other-${this.others}`, this.random.between(1, 8));
      this.planOther();
    });
  }

  /** One other job with so many things to do, one after the other in each place it gets. */
  private work(jobId: string, left: number): void {
    const granted = this.apply(jobId, { inFlight: 0, wanted: left });
    if (left <= 0 || this.random.chance(0.1)) return;
    this.timeline.after(this.random.between(500, 20_000), 'world', () => this.work(jobId, left - granted));
  }
}
