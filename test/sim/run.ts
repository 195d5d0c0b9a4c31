import type { JobInput } from '../../src/durable-objects/job/events.ts';
import { hashOf } from '../../src/lib/utils.ts';
import type { Job } from '../../src/types/job.ts';
import { media, testJob } from '../engine/jobs.ts';
import { checkBills, checkLog, checkMoney, checkRest, checkResults, type Violation } from './invariants.ts';
import { type Mutant, Process, type Rows } from './process.ts';
import { Random } from './random.ts';
import { Timeline } from './timeline.ts';
import { billId, Vendor, type VendorTask } from './vendor.ts';

/** Steps after which a run has to be at rest. */
const MAX_STEPS = 20_000;
/** Orders and crashes end after so many simulated milliseconds, so that the job can come to rest. */
const TURMOIL_MS = 240_000;

/** What one run came to. */
export interface RunResult {
  seed: number;
  violations: Violation[];
  state: Job['state'];
  crashes: number;
  submissions: number;
  steps: number;
}

/** One life of one job under a schedule that follows from the seed. */
export function simulate(seed: number, mutant?: Mutant): RunResult {
  return new Simulation(seed, mutant).run();
}

class Simulation {
  private readonly seed: number;
  private readonly random: Random;
  private readonly timeline = new Timeline();
  private readonly initial: Job;
  private readonly vendor: Vendor;
  private readonly process: Process;
  private readonly violations: Violation[] = [];
  private readonly decisions = new Map<string, number>();
  private readonly droppedSteps = new Set<unknown>();
  private readonly startedAt: number;
  private crashes = 0;

  constructor(seed: number, mutant: Mutant | undefined) {
    this.seed = seed;
    const random = new Random(seed);
    this.random = random;
    this.startedAt = this.timeline.now;
    const webhooks = random.chance(0.5);
    this.initial = {
      ...testJob({
        shots: random.between(1, 5),
        limit: random.between(1, 6),
        review: random.chance(0.25),
        webhooks,
        ...(random.chance(0.6) ? { budgetUsd: random.between(0, 16) / 2, spentBeforeUsd: random.pick([0, 0.5]) } : {}),
      }),
    };
    if (random.chance(0.3)) this.makeTwins();
    this.vendor = new Vendor(random, this.timeline, webhooks ? (task) => this.called(task) : undefined);
    const rows: Rows = { job: this.startingJob(mutant), ledger: [], log: [], known: new Map() };
    this.process = new Process(
      rows,
      { random, timeline: this.timeline, vendor: this.vendor },
      { saved: (saved) => this.saved(saved), decided: () => undefined },
      { trouble: random.pick([0, 0.05, 0.2, 0.4]), mutant, places: random.between(1, 6) },
    );
  }

  run(): RunResult {
    this.process.apply({ type: 'tick' });
    this.planCrash();
    this.planOrder();
    let steps = 0;
    while (steps < MAX_STEPS && this.violations.length === 0) {
      if (this.timeline.nextAt === undefined && !this.settleRest()) break;
      this.timeline.step();
      steps++;
    }
    const { rows } = this.process;
    if (steps >= MAX_STEPS) this.violations.push({ kind: 'stuck', text: `no rest after ${MAX_STEPS} steps` });
    if (this.violations.length === 0) {
      this.violations.push(
        ...checkRest(rows.job),
        ...checkResults(rows, this.vendor, this.decisions, this.droppedSteps),
        ...checkLog(rows, this.initial),
      );
    }
    const { crashes, violations, seed } = this;
    return { seed, violations, state: rows.job.state, crashes, submissions: this.vendor.tasks.length, steps };
  }

  private startingJob(mutant: Mutant | undefined): Job {
    if (mutant !== 'no-budget') return this.initial;
    const { budgetUsd: _budgetUsd, ...rest } = this.initial;
    return rest;
  }

  /** Two shots that ask for the very same picture: it must be made and paid once. */
  private makeTwins(): void {
    const [first, ...others] = this.initial.tasks.filter((task) => task.work.kind === 'keyframe');
    const twin = others.at(-1);
    if (!first || !twin || first.work.kind !== 'keyframe' || twin.work.kind !== 'keyframe') return;
    twin.work = { ...twin.work, prompt: first.work.prompt, shot: { ...twin.work.shot, frame: first.work.shot.frame } };
  }

  private saved(rows: Rows): void {
    this.violations.push(...checkMoney(rows, this.budgetUsd), ...checkBills(this.vendor, this.decisions));
  }

  private get budgetUsd(): number | undefined {
    return this.raisedTo ?? this.initial.budgetUsd;
  }
  private raisedTo: number | undefined;

  private get turmoil(): boolean {
    return this.timeline.now - this.startedAt < TURMOIL_MS;
  }

  private planCrash(): void {
    this.timeline.after(this.random.between(10, 60_000), 'world', () => {
      if (!this.turmoil) return;
      // The clock of the next machine may be ahead.
      if (this.random.chance(0.1)) this.timeline.now += this.random.between(1_000, 600_000);
      this.crashes++;
      this.process.crash();
      this.planCrash();
    });
  }

  private planOrder(): void {
    this.timeline.after(this.random.between(1_000, 40_000), 'world', () => {
      if (!this.turmoil) return;
      const order = this.drawOrder();
      if (order) this.order(order);
      this.planOrder();
    });
  }

  private drawOrder(): JobInput | undefined {
    const { job } = this.process.rows;
    const task = this.random.pick(job.tasks as [Job['tasks'][number], ...Job['tasks']]);
    const kind = this.random.pick([
      'pause',
      'resume',
      'resume',
      'retry',
      'regenerate',
      'replace',
      'lock',
      'approve',
      'budget',
      'cancel',
    ]);
    switch (kind) {
      case 'pause':
        return { type: 'paused' };
      case 'resume':
        return { type: 'resumed' };
      case 'retry':
        return { type: 'retried' };
      case 'regenerate':
        return { type: 'regenerated', taskId: task.id };
      case 'replace':
        return { type: 'replaced', taskId: task.id, media: media(`upload ${this.timeline.now}`) };
      case 'lock':
        return { type: 'locked', taskId: task.id, locked: this.random.chance(0.5) };
      case 'approve':
        return { type: 'review-approved' };
      case 'budget':
        return this.budgetUsd === undefined ? undefined : { type: 'budget-changed', budgetUsd: this.budgetUsd + 1 };
      case 'cancel':
        return this.random.chance(0.1) ? { type: 'cancelled' } : undefined;
      default:
        return undefined;
    }
  }

  /** A person's order; those that allow paying again are written down. */
  private order(input: JobInput): void {
    if (input.type === 'budget-changed') this.raisedTo = input.budgetUsd;
    if (input.type === 'retried') this.allowFailed();
    if (input.type === 'regenerated' || input.type === 'replaced') this.allowWithDependants(input.taskId);
    if (input.type === 'decided' && input.decision === 'retry') this.allow(input.taskId);
    const before = this.process.rows.job.tasks;
    this.process.apply(input);
    if (input.type === 'regenerated' || input.type === 'replaced') this.noteDropped(before);
  }

  /** Tasks that have begun anew since have let go of the step they had come to. */
  private noteDropped(before: Job['tasks']): void {
    const now = new Map(this.process.rows.job.tasks.map((task) => [task.id, task.finishedStep?.id]));
    for (const { id, finishedStep } of before) {
      if (finishedStep !== undefined && now.get(id) === undefined) this.droppedSteps.add(finishedStep.id);
    }
  }

  private allowFailed(): void {
    const { state, tasks } = this.process.rows.job;
    for (const task of tasks) {
      // A failed step is made again, what came before it is not.
      if (task.state === 'failed' && task.finishedStep !== undefined) this.allow(task.id);
      // Running a cancelled job again allows everything that was stopped with it.
      else if (state === 'cancelled' || task.state === 'failed' || task.state === 'cancelled') this.allowTask(task.id);
    }
  }

  /** What is made from the result is made anew with it, and a step that was paid for on the way there is given up. */
  private allowWithDependants(taskId: string): void {
    const given = new Set([taskId]);
    for (const task of this.process.rows.job.tasks) {
      if (task.inputs.some((id) => given.has(id))) given.add(task.id);
    }
    const { tasks } = this.process.rows.job;
    for (const id of given) {
      if (id === taskId || tasks.find((task) => task.id === id)?.finishedStep !== undefined) this.allowTask(id);
    }
  }

  private allow(taskId: string): void {
    const task = this.process.rows.job.tasks.find((candidate) => candidate.id === taskId);
    if (!task || !('requestHash' in task) || task.requestHash === undefined) return;
    // What a finished step came to is kept, so that a decision is about the step after it.
    this.allowBill(billId({ requestHash: task.requestHash, step: task.finishedStep === undefined ? 1 : 2 }));
  }

  /** A failed task no longer knows its hash; the vendor's books do. */
  private allowTask(taskId: string): void {
    this.allow(taskId);
    const bills = new Set(this.vendor.tasks.filter((task) => task.taskId === taskId).map(billId));
    for (const bill of bills) this.allowBill(bill);
  }

  private allowBill(bill: string): void {
    this.decisions.set(bill, (this.decisions.get(bill) ?? 0) + 1);
  }

  private called(task: VendorTask): void {
    const handle = this.vendor.signsWebhooks ? { handle: { id: task.id } } : {};
    const { taskId, submission } = task;
    this.process.apply({ type: 'webhook', taskId, submission, ...handle });
  }

  /** Nothing happens by itself any more: a person does what the job asks for. @returns whether there was anything to do. */
  private settleRest(): boolean {
    const { job } = this.process.rows;
    const inDoubt = job.tasks.find((task) => task.state === 'outcome_unknown');
    if (inDoubt && job.state === 'paused') {
      this.order({ type: 'decided', taskId: inDoubt.id, decision: this.random.pick(['retry', 'skip']) });
      return true;
    }
    if (job.state === 'awaiting_review') {
      this.order({ type: 'review-approved' });
      return true;
    }
    const held = job.paused || Object.keys(job.holds).length > 0;
    if (job.state === 'paused' && held) {
      this.order({ type: 'resumed' });
      return true;
    }
    return false;
  }
}

/** A short name of a result, so that two runs of the same seed can be compared. */
export function fingerprint(result: RunResult): string {
  return hashOf(result).slice(0, 12);
}
