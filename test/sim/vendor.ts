import type { Media } from '../../src/types/job.ts';
import { media } from '../engine/jobs.ts';
import type { Random } from './random.ts';
import type { Timeline } from './timeline.ts';

/** One submission as the vendor knows it. */
export interface VendorTask {
  id: string;
  taskId: string;
  submissionId: string;
  /** Which submission of the task it is. */
  submission: number;
  requestHash: string;
  /** Which of the billable steps to one result it is. */
  step: number;
  priceUsd: number;
  status: 'working' | 'succeeded' | 'failed' | 'cancelled';
  billed: boolean;
  /** When the vendor tells a list or a search about it. */
  listedAt: number;
  /** Addresses of results handed out before this do not work any more. */
  freshFrom: number;
  result: Media;
}

/** What is paid for at most once: one step of one request. */
export function billId({ requestHash, step }: Pick<VendorTask, 'requestHash' | 'step'>): string {
  return `${requestHash}/${step}`;
}

/** How a vendor lets a lost submission be found. */
export type Finding = 'by-id' | 'by-list' | 'never';

/** A vendor that takes orders, bills them, forgets to answer and calls back when it likes. */
export class Vendor {
  readonly tasks: VendorTask[] = [];
  readonly finding: Finding;
  readonly signsWebhooks: boolean;
  /** Billable submissions that one result takes. */
  readonly steps: number;
  private readonly random: Random;
  private readonly timeline: Timeline;
  private readonly call: ((task: VendorTask) => void) | undefined;

  /** @param call how a webhook reaches us; undefined for vendors that have none. */
  constructor(random: Random, timeline: Timeline, call: ((task: VendorTask) => void) | undefined) {
    this.random = random;
    this.timeline = timeline;
    this.call = call;
    this.finding = random.pick(['by-id', 'by-list', 'never']);
    this.signsWebhooks = random.chance(0.5);
    this.steps = random.pick([1, 1, 2]);
  }

  /** Takes an order and bills it. */
  accept(
    order: Pick<VendorTask, 'taskId' | 'submissionId' | 'submission' | 'requestHash' | 'step' | 'priceUsd'>,
  ): VendorTask {
    const { random, timeline } = this;
    const id = `v${this.tasks.length + 1}`;
    const task: VendorTask = {
      ...order,
      id,
      status: 'working',
      billed: true,
      listedAt: timeline.now + (random.chance(0.3) ? random.between(0, 5_000) : 0),
      freshFrom: 0,
      result: media(`${order.requestHash}/${id}`),
    };
    this.tasks.push(task);
    timeline.after(random.between(100, 30_000), 'world', () => this.finish(task));
    return task;
  }

  find(id: string): VendorTask | undefined {
    return this.tasks.find((task) => task.id === id);
  }

  cancel(task: VendorTask): void {
    if (task.status === 'working' && this.random.chance(0.7)) task.status = 'cancelled';
  }

  private finish(task: VendorTask): void {
    if (task.status !== 'working') return;
    task.status = this.random.chance(0.08) ? 'failed' : 'succeeded';
    if (task.status === 'failed' && this.random.chance(0.5)) task.billed = false;
    const { call } = this;
    if (!call) return;
    // Webhooks come never, once, or several times, and late ones overtake early ones.
    const calls = this.random.pick([0, 1, 1, 1, 2, 3]);
    for (let count = 0; count < calls; count++)
      this.timeline.after(this.random.between(0, 20_000), 'world', () => call(task));
  }
}
