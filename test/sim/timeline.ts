/** Who is to act: what belongs to our process dies with it, the vendor's world goes on. */
export type Side = 'ours' | 'world';

interface Appointment {
  at: number;
  order: number;
  side: Side;
  act: () => void;
}

/** A clock that is moved by hand, and what is to happen at which time. */
export class Timeline {
  now = 1_700_000_000_000;
  private appointments: Appointment[] = [];
  private order = 0;

  /** Has something happen after a while. */
  after(delayMs: number, side: Side, act: () => void): void {
    this.appointments.push({ at: this.now + Math.max(0, delayMs), order: this.order++, side, act });
  }

  /** Forgets everything that our process was about to do or to hear. */
  forgetOurs(): void {
    this.appointments = this.appointments.filter(({ side }) => side === 'world');
  }

  /** When something happens next; undefined when nothing is left. */
  get nextAt(): number | undefined {
    return this.first()?.at;
  }

  /** Moves the clock on and lets the next thing happen. */
  step(): void {
    const next = this.first();
    if (!next) return;
    this.appointments.splice(this.appointments.indexOf(next), 1);
    this.now = Math.max(this.now, next.at);
    next.act();
  }

  private first(): Appointment | undefined {
    let first: Appointment | undefined;
    for (const appointment of this.appointments) {
      const earlier =
        !first || appointment.at < first.at || (appointment.at === first.at && appointment.order < first.order);
      if (earlier) first = appointment;
    }
    return first;
  }
}
