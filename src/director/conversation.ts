import { estimateTokens } from '../lib/cost.ts';
import { roundUsd } from '../lib/utils.ts';
import type { BaseLLMProvider, LLMMessage, LLMResponse } from '../providers/llm/base.ts';
import { AppError, type FieldIssue } from '../types/errors.ts';
import { directionJsonSchema } from './schema.ts';
import { followPlan, type Writing } from './writing.ts';

/** Most times an answer is sent back to be mended. */
export const MAX_REPAIRS = 2;

/** One request to the language model, as whoever pays for it sees it. */
export interface DirectorCall {
  task: 'direct' | 'refine' | 'repair';
  messages: LLMMessage[];
  /** What it will cost about, in US dollars; null when the model's price is not known. */
  estimateUsd: number | null;
}

/** What one request came to. */
export interface DirectorCallResult {
  task: DirectorCall['task'];
  response: LLMResponse;
  /** US dollars; null when neither the vendor nor its price list tells. */
  costUsd: number | null;
}

/** Where the caller keeps its books. */
export interface CallHooks {
  /** Runs before each request; may throw, for example when the budget is used up, and then nothing is sent. */
  beforeCall?: ((call: DirectorCall) => Promise<void> | void) | undefined;
  /** Runs after each answered request, also where the answer turns out to be unusable. */
  afterCall?: ((result: DirectorCallResult) => Promise<void> | void) | undefined;
  /**
   * Runs after each request that came to nothing. It may have been charged all the same with `outcome_unknown`, and was
   * where the error's `chargedUsd` says so.
   */
  failedCall?: ((error: AppError) => Promise<void> | void) | undefined;
}

/** Books, and an ear for what is being written. */
export interface DirectorHooks extends CallHooks {
  /** Hears of scenes and shots while the model writes them; from a model that does not stream, when it has written all. */
  onWriting?: ((writing: Writing) => void) | undefined;
}

/** Tokens and requests of a whole conversation. */
export interface DirectorUsage {
  calls: number;
  promptTokens: number;
  completionTokens: number;
  totalTokens: number;
}

/** What an answer was worth. `wishes` make it usable but worth mending. */
export type Reading<Value> =
  | { ok: true; value: Value; wishes: FieldIssue[]; partial?: unknown }
  | { ok: false; issues: FieldIssue[]; partial?: unknown };

/** What a usable answer leaves to be desired: a score, and what to say to the model where asking once more pays. */
export interface Review {
  score: number;
  /** Empty where it is good enough. */
  issues: FieldIssue[];
  /** The plan as it is sent back. */
  partial: unknown;
}

/** What is said, and how answers are read. */
export interface Script<Value> {
  task: 'direct' | 'refine';
  system: string;
  user: string;
  /** The message that sends an answer back. */
  repair: (issues: readonly FieldIssue[], partial: unknown) => string;
  read: (content: string) => Reading<Value>;
  /** Judges a usable answer; where it has issues they are sent back once. Default: every usable answer is good enough. */
  review?: (value: Value) => Review;
  /** Tokens an answer is likely to take. */
  expectedTokens: number;
  /** Whether a request without a reported cost is free because the provider runs here. */
  free: boolean;
}

/** A usable answer and what it took. */
export interface Outcome<Value> {
  value: Value;
  /** US dollars of all requests; null when one of them is not known. */
  costUsd: number | null;
  usage: DirectorUsage;
  /** Every answer as it came, the last one last. */
  rawAnswers: string[];
}

function costOf(llm: BaseLLMProvider, response: LLMResponse, free: boolean): number | null {
  if (response.cost !== undefined) return response.cost;
  if (free) return 0;
  return response.usage ? llm.estimateCost(response.usage.promptTokens, response.usage.completionTokens) : null;
}

class Conversation {
  readonly rawAnswers: string[] = [];
  readonly usage: DirectorUsage = { calls: 0, promptTokens: 0, completionTokens: 0, totalTokens: 0 };
  costUsd: number | null = 0;
  private readonly llm: BaseLLMProvider;
  private readonly hooks: DirectorHooks;
  private attempts = 0;
  private readonly script: Pick<Script<unknown>, 'system' | 'free' | 'expectedTokens'>;

  constructor(llm: BaseLLMProvider, hooks: DirectorHooks, script: Conversation['script']) {
    this.llm = llm;
    this.hooks = hooks;
    this.script = script;
  }

  async ask(task: DirectorCall['task'], user: string): Promise<string> {
    const messages: LLMMessage[] = [
      { role: 'system', content: this.script.system },
      { role: 'user', content: user },
    ];
    await this.hooks.beforeCall?.({ task, messages, estimateUsd: this.estimate(messages) });
    const response = await this.request(task, messages).catch(async (thrown: unknown) => {
      const error = AppError.from(thrown);
      const chargedUsd = error.code === 'outcome_unknown' ? null : error.details.chargedUsd;
      if (chargedUsd !== undefined) this.addCost(chargedUsd);
      await this.hooks.failedCall?.(error);
      throw thrown;
    });
    const costUsd = costOf(this.llm, response, this.script.free);
    this.addCost(costUsd);
    this.usage.calls++;
    this.usage.promptTokens += response.usage?.promptTokens ?? 0;
    this.usage.completionTokens += response.usage?.completionTokens ?? 0;
    this.usage.totalTokens += response.usage?.totalTokens ?? 0;
    this.rawAnswers.push(response.content);
    await this.hooks.afterCall?.({ task, response, costUsd });
    return response.content;
  }

  private async request(task: DirectorCall['task'], messages: LLMMessage[]): Promise<LLMResponse> {
    const { onWriting } = this.hooks;
    if (!onWriting) return this.llm.chat(messages, directionJsonSchema);
    onWriting({ type: 'attempt', attempt: ++this.attempts, task });
    const follow = followPlan(onWriting);
    if (this.llm.stream) return this.llm.stream(messages, directionJsonSchema, follow);
    const response = await this.llm.chat(messages, directionJsonSchema);
    follow(response.content);
    return response;
  }

  private addCost(costUsd: number | null): void {
    this.costUsd = this.costUsd === null || costUsd === null ? null : roundUsd(this.costUsd + costUsd);
  }

  private estimate(messages: readonly LLMMessage[]): number | null {
    if (this.script.free) return 0;
    const inputTokens = messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
    return this.llm.estimateCost(inputTokens, this.script.expectedTokens);
  }
}

/**
 * Sends a usable answer back once with what the review found. The better of the two is kept, and the first where asking
 * again fails.
 */
async function mendOnce<Value extends object>(
  conversation: Conversation,
  script: Script<Value>,
  value: Value,
): Promise<Value> {
  const before = script.review?.(value);
  if (!script.review || !before || before.issues.length === 0) return value;
  let content: string;
  try {
    content = await conversation.ask('repair', script.repair(before.issues, before.partial));
  } catch {
    return value;
  }
  const reading = script.read(content);
  return reading.ok && script.review(reading.value).score > before.score ? reading.value : value;
}

/**
 * Asks a model and sends its answer back with the exact errors until it can be used, at most {@link MAX_REPAIRS} times.
 * An answer that is usable but has wishes left is sent back too; it stands when the mending fails. What the script's
 * review finds in a usable answer is sent back once more.
 * @throws AppError `bad_response` with field issues when no answer could be used; whatever the provider or a hook throws
 *   while there is no usable answer yet.
 */
export async function converse<Value extends object>(
  llm: BaseLLMProvider,
  script: Script<Value>,
  hooks: DirectorHooks,
): Promise<Outcome<Value>> {
  const conversation = new Conversation(llm, hooks, script);
  let user = script.user;
  let task: DirectorCall['task'] = script.task;
  let usable: Extract<Reading<Value>, { ok: true }> | undefined;
  let issues: FieldIssue[] = [];
  for (let round = 0; round <= MAX_REPAIRS; round++) {
    let content: string;
    try {
      content = await conversation.ask(task, user);
    } catch (error) {
      if (usable) break;
      throw error;
    }
    const reading = script.read(content);
    if (reading.ok && (!usable || reading.wishes.length <= usable.wishes.length)) usable = reading;
    issues = reading.ok ? reading.wishes : reading.issues;
    if (reading.ok && issues.length === 0) break;
    user = script.repair(issues, reading.partial ?? content);
    task = 'repair';
  }
  const value = usable && (await mendOnce(conversation, script, usable.value));
  const { costUsd, usage, rawAnswers } = conversation;
  if (value !== undefined) return { value, costUsd, usage, rawAnswers };
  throw new AppError(
    'bad_response',
    `${llm.modelName} answered ${rawAnswers.length} times without a plan that can be used; try again, or choose another model.`,
    { model: llm.modelName, fields: issues, ...(costUsd === null ? {} : { context: { costUsd } }) },
  );
}
