/** Time as the simulator knows it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs an action later. Nothing is run after {@link Clock.stop}. */
  after(delayMs: number, action: () => void | Promise<void>): void;
  /** Forgets all that is still to come. */
  stop(): void;
}

/** The machine's own time. */
export function realClock(): Clock {
  const timers = new Set<NodeJS.Timeout>();
  return {
    now: () => Date.now(),
    after: (delayMs, action) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        void action();
      }, delayMs);
      timers.add(timer);
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

/** Time that stands still until it is told to go on, for tests that wait for nothing. */
export class ManualClock implements Clock {
  private time: number;
  private pending: { at: number; action: () => void | Promise<void> }[] = [];

  /** @param start milliseconds since 1970. Default: the machine's time. */
  constructor(start: number = Date.now()) {
    this.time = start;
  }

  now(): number {
    return this.time;
  }

  after(delayMs: number, action: () => void | Promise<void>): void {
    this.pending.push({ at: this.time + delayMs, action });
  }

  stop(): void {
    this.pending = [];
  }

  /** Lets time pass, and what is due happen, in order; done when all of that is done. */
  async advance(seconds: number): Promise<void> {
    const end = this.time + seconds * 1000;
    for (let next = this.due(end); next; next = this.due(end)) {
      this.time = Math.max(this.time, next.at);
      await next.action();
    }
    this.time = end;
  }

  private due(end: number): { at: number; action: () => void | Promise<void> } | undefined {
    const next = this.pending.toSorted((one, other) => one.at - other.at)[0];
    if (!next || next.at > end) return undefined;
    this.pending = this.pending.filter((candidate) => candidate !== next);
    return next;
  }
}

/** A promise for a later time of a clock. */
export function wait(clock: Clock, delayMs: number): Promise<void> {
  if (delayMs <= 0) return Promise.resolve();
  return new Promise((resolve) => clock.after(delayMs, resolve));
}
