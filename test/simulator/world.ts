import type { Clock } from './clock.ts';
import { wait } from './clock.ts';
import type { MediaMaker } from './media.ts';
import type {
  Answer,
  SimulatedTask,
  SimulatorReport,
  SimulatorRequest,
  SubmissionInput,
  TaskKind,
  TaskState,
  VendorProtocol,
  World,
} from './protocol.ts';
import { canonical, digest, drawLatencySeconds, uuid } from './random.ts';
import type { Fault, FaultScript } from './script.ts';
import { WebhookSender } from './webhooks.ts';

/** Part of a task's latency that it waits in the queue. */
const QUEUED_PART = 0.1;
const SLOW_FACTOR = 10;

/** What the world is made of. */
export interface WorldOptions {
  seed: number;
  /** Mean seconds from acceptance to result. */
  latencySeconds: Record<TaskKind, number>;
  /** Seconds an address of a result stays good. */
  mediaSeconds: number;
  clock: Clock;
  script: FaultScript;
  media: MediaMaker;
  vendors: readonly VendorProtocol[];
}

/** All that is known of the simulated vendors: their tasks, their results, what was billed. */
export class SimulatedWorld implements World {
  readonly clock: Clock;
  /** Set when the server listens. */
  origin = '';
  private readonly options: WorldOptions;
  private readonly all = new Map<string, SimulatedTask>();
  private readonly counts = new Map<string, number>();
  private readonly links = new Map<string, { task: SimulatedTask; index: number; expiresAt: number }>();
  private readonly requests: Record<string, number> = {};
  private readonly faults: Record<string, number> = {};
  private readonly webhooks: WebhookSender;

  constructor(options: WorldOptions) {
    this.options = options;
    this.clock = options.clock;
    this.webhooks = new WebhookSender(options.clock);
  }

  async accept(
    request: SimulatorRequest,
    submission: SubmissionInput,
    answer: (task: SimulatedTask) => Answer | Promise<Answer>,
  ): Promise<Answer> {
    const protocol = this.protocolOf(request);
    const struck = this.strike('submit', protocol.name, submission.model);
    const details = { on: 'submit' as const, retryAfterSeconds: struck?.retryAfterSeconds ?? 1 };
    switch (struck?.fault) {
      case 'refuse':
      case 'rate-limit':
      case 'error-before-accept':
      case 'unauthorised':
      case 'no-credit':
        return protocol.refuse(struck.fault, details, request);
      default:
    }
    const task = this.add(protocol.name, request.label, submission, struck?.fault);
    this.scheduleWebhook(task, submission, struck?.fault);
    if (submission.synchronous) await wait(this.clock, task.finishesAt - this.clock.now());
    switch (struck?.fault) {
      case 'time-out-after-accept':
        return { silence: 'hang' };
      case 'drop-after-accept':
        return { silence: 'drop' };
      case 'error-after-accept':
        return protocol.refuse('error-after-accept', details, request);
      case 'wrong-json':
        return GARBLED;
      default:
        return answer(task);
    }
  }

  async status(
    request: SimulatorRequest,
    task: SimulatedTask,
    answer: (task: SimulatedTask) => Answer | Promise<Answer>,
  ): Promise<Answer> {
    const protocol = this.protocolOf(request);
    const struck = this.strike('status', protocol.name, task.model);
    if (!struck) return answer(task);
    switch (struck.fault) {
      case 'time-out-after-accept':
        return { silence: 'hang' };
      case 'drop-after-accept':
        return { silence: 'drop' };
      case 'wrong-json':
        return GARBLED;
      case 'refuse':
      case 'rate-limit':
      case 'error-before-accept':
      case 'error-after-accept':
      case 'unauthorised':
      case 'no-credit': {
        const details = { on: 'status' as const, retryAfterSeconds: struck.retryAfterSeconds };
        return protocol.refuse(struck.fault, details, request);
      }
      default:
        throw new Error(`"${struck.fault}" cannot strike a question about a task`);
    }
  }

  find(vendor: string, taskId: string): SimulatedTask | undefined {
    const task = this.all.get(taskId);
    return task?.vendor === vendor ? task : undefined;
  }

  tasks(vendor: string): SimulatedTask[] {
    return [...this.all.values()].filter((task) => task.vendor === vendor);
  }

  state(task: SimulatedTask): TaskState {
    if (task.cancelledAt !== undefined) return 'cancelled';
    const now = this.clock.now();
    if (now >= task.finishesAt) return 'finished';
    return now >= task.startsAt ? 'running' : 'queued';
  }

  progress(task: SimulatedTask): number {
    const { startsAt, finishesAt } = task;
    if (finishesAt <= startsAt) return 1;
    return Math.min(1, Math.max(0, (this.clock.now() - startsAt) / (finishesAt - startsAt)));
  }

  cancel(task: SimulatedTask): boolean {
    if (this.state(task) === 'finished' || task.cancelledAt !== undefined) return false;
    task.cancelledAt = this.clock.now();
    return true;
  }

  mediaUrl(task: SimulatedTask, index = 0): string {
    const token = digest(task.id, String(index), String(this.links.size)).slice(0, 32);
    const dead = this.strike('download', task.vendor, task.model)?.fault === 'expired-url';
    const expiresAt = dead ? 0 : this.clock.now() + this.options.mediaSeconds * 1000;
    this.links.set(token, { task, index, expiresAt });
    return `${this.origin}/_media/${token}.${EXTENSIONS[this.output(task, index).mediaType]}`;
  }

  mediaBytes(task: SimulatedTask, index = 0): Promise<Buffer> {
    return this.options.media.make(this.output(task, index), `${task.id}/${index}`);
  }

  checkKey(key: string | undefined): 'valid' | 'unauthorised' | 'no-credit' {
    if (key === undefined || key === '' || key.includes('invalid')) return 'unauthorised';
    return key.includes('empty') ? 'no-credit' : 'valid';
  }

  /** A result by its address: undefined where there never was one, `expired` where there was. */
  async openMedia(fileName: string): Promise<{ bytes: Buffer; mediaType: string } | 'expired' | undefined> {
    const link = this.links.get(fileName.split('.')[0] ?? '');
    if (!link) return undefined;
    if (this.clock.now() >= link.expiresAt) return 'expired';
    const { mediaType } = this.output(link.task, link.index);
    return { bytes: await this.mediaBytes(link.task, link.index), mediaType };
  }

  countRequest(vendor: string): void {
    this.requests[vendor] = (this.requests[vendor] ?? 0) + 1;
  }

  report(): SimulatorReport {
    const tasks = [...this.all.values()];
    const firstOf = new Map(tasks.map((task) => [task.requestHash, task]));
    return {
      seed: this.options.seed,
      billed: tasks.length,
      doubleBilled: [...firstOf.values()].flatMap(({ vendor, model, requestHash }) => {
        const count = this.counts.get(requestHash) ?? 0;
        return count > 1 ? [{ vendor, model, requestHash, count }] : [];
      }),
      requests: { ...this.requests },
      faults: { ...this.faults },
      webhooks: this.webhooks.counts(),
      tasks: tasks.map((task) => {
        const { id, vendor, model, kind, label, requestHash, outcome, acceptedAt, finishesAt } = task;
        const latencySeconds = (finishesAt - acceptedAt) / 1000;
        return {
          id,
          vendor,
          model,
          kind,
          label,
          requestHash,
          state: this.state(task),
          outcome,
          acceptedAt,
          latencySeconds,
        };
      }),
    };
  }

  private add(vendor: string, label: string, submission: SubmissionInput, fault: Fault | undefined): SimulatedTask {
    const { model, kind, input, outputs = [], notes = {} } = submission;
    const { seed, latencySeconds } = this.options;
    const requestHash = digest(vendor, model, canonical(input), ...(label === '' ? [] : [label]));
    const count = (this.counts.get(requestHash) ?? 0) + 1;
    this.counts.set(requestHash, count);
    const drawn = drawLatencySeconds(seed, requestHash, count, latencySeconds[kind]) * 1000;
    const latencyMs = fault === 'slow' ? drawn * SLOW_FACTOR : drawn;
    const acceptedAt = this.clock.now();
    const task: SimulatedTask = {
      id: uuid(String(seed), requestHash, String(count)),
      ...{ vendor, model, kind, label, input, requestHash, outputs, notes, acceptedAt },
      startsAt: acceptedAt + latencyMs * QUEUED_PART,
      finishesAt: acceptedAt + latencyMs,
      outcome: fault === 'failed' || fault === 'moderated' ? fault : 'completed',
    };
    this.all.set(task.id, task);
    return task;
  }

  private scheduleWebhook(task: SimulatedTask, submission: SubmissionInput, fault: Fault | undefined): void {
    const { webhook } = submission;
    if (!webhook) return;
    const send = async () => {
      if (task.cancelledAt === undefined) await this.webhooks.send(webhook.url, await webhook.message(task));
    };
    if (fault === 'out-of-order-webhook') this.clock.after(0, send);
    this.clock.after(task.finishesAt - this.clock.now(), send);
    if (fault === 'duplicate-webhook') this.clock.after(task.finishesAt - this.clock.now(), send);
  }

  private strike(on: 'submit' | 'status' | 'download', vendor: string, model: string) {
    const struck = this.options.script.next(on, vendor, model);
    if (struck) this.faults[struck.fault] = (this.faults[struck.fault] ?? 0) + 1;
    return struck;
  }

  private output(task: SimulatedTask, index: number) {
    const output = task.outputs[index];
    if (!output) throw new Error(`${task.vendor} task ${task.id} has no output ${index}`);
    return output;
  }

  private protocolOf(request: SimulatorRequest): VendorProtocol {
    const protocol = this.options.vendors.find(({ name }) => request.base.split('/').at(-1)?.split('~')[0] === name);
    if (!protocol) throw new Error(`no vendor answers under ${request.base}`);
    return protocol;
  }
}

const EXTENSIONS = { 'image/jpeg': 'jpg', 'image/png': 'png', 'video/mp4': 'mp4' } as const;

/** What a proxy that lost its backend might say. */
const GARBLED: Answer = { status: 200, body: { unexpected: true } };
