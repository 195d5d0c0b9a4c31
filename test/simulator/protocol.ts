import type { Clock } from './clock.ts';
import type { Fault, FaultPoint } from './script.ts';

/** What a vendor makes. Latencies are set per kind. */
export type TaskKind = 'llm' | 'image' | 'video' | 'compile' | 'audio';

/** A request as a vendor's protocol sees it. */
export interface SimulatorRequest {
  method: string;
  /** Path below the vendor's prefix, beginning with a slash, decoded. */
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: Buffer;
  /** The address this vendor answers under, such as `http://127.0.0.1:4100/fal`. */
  base: string;
  /** What an address such as `/fal~mine` says behind its wave, so that one's own requests can be told apart; or empty. */
  label: string;
  /** The body as JSON. @throws SyntaxError when it is none; the server answers that with 400. */
  json(): unknown;
  /** The body as a form. */
  form(): Promise<FormData>;
}

/** What is sent back. `silence` is a connection without an answer: kept open until the client leaves, or cut at once. */
export type Answer =
  | {
      status: number;
      headers?: Record<string, string>;
      /** Bytes and streams are sent as they are, anything else as JSON; absent is an empty answer. */
      body?: unknown;
    }
  | { silence: 'hang' | 'drop' };

/** The media of one result. */
export interface OutputSpec {
  mediaType: 'image/jpeg' | 'image/png' | 'video/mp4';
  /** Pixels. Default 1024. Clips are never made larger than 480 lines. */
  width?: number;
  /** Pixels. Default 1024. */
  height?: number;
  /** Clips only. Default 5. */
  durationSeconds?: number;
  /** Clips only: frames per second. Default 16, which no film has. */
  frameRate?: number;
  /** Clips only: with a sound track. Default false. */
  audio?: boolean;
}

/** A billable request, in what matters of it. */
export interface SubmissionInput {
  model: string;
  kind: TaskKind;
  /** What was asked for, without webhook addresses: equal inputs count as the same request. */
  input: unknown;
  /** One for each result. */
  outputs?: OutputSpec[];
  webhook?: {
    url: string;
    /** Builds the message when it is due, so that it tells of the task as it then is. */
    message(task: SimulatedTask): Promise<WebhookMessage> | WebhookMessage;
  };
  /** Answer only when the work is done, as vendors without a queue do. */
  synchronous?: boolean;
  /** Whatever the protocol wants to find again at the task. */
  notes?: Record<string, string>;
}

export interface WebhookMessage {
  headers: Record<string, string>;
  body: string;
}

/** A submission that was accepted, and counts as billed. Times are milliseconds of the world's clock. */
export interface SimulatedTask {
  /** A UUID that follows from seed, request and count: the same run names its tasks alike. */
  readonly id: string;
  readonly vendor: string;
  readonly model: string;
  readonly kind: TaskKind;
  /** The {@link SimulatorRequest.label} it was ordered under. */
  readonly label: string;
  readonly input: unknown;
  /** SHA-256 of vendor, model and input, and of the label where there is one. */
  readonly requestHash: string;
  readonly outputs: readonly OutputSpec[];
  readonly notes: Readonly<Record<string, string>>;
  readonly acceptedAt: number;
  readonly startsAt: number;
  readonly finishesAt: number;
  /** What it comes to when nobody cancels it. */
  readonly outcome: 'completed' | 'failed' | 'moderated';
  cancelledAt?: number;
}

export type TaskState = 'queued' | 'running' | 'finished' | 'cancelled';

/** Faults that a vendor puts in its own words. */
export type RefusalFault = Extract<
  Fault,
  'refuse' | 'rate-limit' | 'error-before-accept' | 'error-after-accept' | 'unauthorised' | 'no-credit'
>;

/** The simulated world, as protocols use it. */
export interface World {
  readonly clock: Clock;
  /**
   * Takes a billable request: applies the scripted fault if there is one, else makes a task and answers with it.
   * Exactly one call per billable request.
   */
  accept(
    request: SimulatorRequest,
    submission: SubmissionInput,
    answer: (task: SimulatedTask) => Answer | Promise<Answer>,
  ): Promise<Answer>;
  /** Answers a question about a task, unless a fault is scripted for `status`. */
  status(
    request: SimulatorRequest,
    task: SimulatedTask,
    answer: (task: SimulatedTask) => Answer | Promise<Answer>,
  ): Promise<Answer>;
  find(vendor: string, taskId: string): SimulatedTask | undefined;
  /** All of a vendor's tasks, oldest first. */
  tasks(vendor: string): SimulatedTask[];
  state(task: SimulatedTask): TaskState;
  /** Part of the generation that is done, 0–1. */
  progress(task: SimulatedTask): number;
  /** Stops a task that is not finished. @returns whether it could be stopped. */
  cancel(task: SimulatedTask): boolean;
  /** A new address of one result, valid for as long as the simulator was told. Every call gives another one. */
  mediaUrl(task: SimulatedTask, index?: number): string;
  /** The bytes of one result, for vendors that put them into the answer. */
  mediaBytes(task: SimulatedTask, index?: number): Promise<Buffer>;
  /**
   * Whether a key is good. Keys that hold `invalid` are refused and those that hold `empty` have no credit, so that both
   * can be rehearsed without a script.
   */
  checkKey(key: string | undefined): 'valid' | 'unauthorised' | 'no-credit';
}

/** One vendor's wire protocol. */
export interface VendorProtocol {
  /** Path prefix: the vendor answers under `/<name>`. */
  name: string;
  /** Answers a request; undefined for paths the vendor does not have. */
  handle(request: SimulatorRequest, world: World): Promise<Answer | undefined>;
  /** A refusal in the vendor's own words. @param request what is refused, for vendors whose APIs differ in them. */
  refuse(fault: RefusalFault, details: RefusalDetails, request: SimulatorRequest): Answer;
}

export interface RefusalDetails {
  /** What was being asked: errors often differ between submitting and asking. */
  on: FaultPoint;
  /** For `rate-limit`. */
  retryAfterSeconds: number;
}

/** Everything that happened, as `GET /_simulator/report` gives it. */
export interface SimulatorReport {
  seed: number;
  /** Accepted submissions: what a vendor would have billed. */
  billed: number;
  /** Requests that were accepted more than once. */
  doubleBilled: { vendor: string; model: string; requestHash: string; count: number }[];
  /** All requests that reached a vendor, by vendor. */
  requests: Record<string, number>;
  /** Faults that were applied, by name. */
  faults: Record<string, number>;
  webhooks: { delivered: number; refused: number };
  tasks: {
    id: string;
    vendor: string;
    model: string;
    kind: TaskKind;
    label: string;
    requestHash: string;
    state: TaskState;
    outcome: SimulatedTask['outcome'];
    acceptedAt: number;
    latencySeconds: number;
  }[];
}
