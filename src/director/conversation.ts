import { roundUsd } from '../lib/cost.ts';
import type { BaseLLMProvider, LLMMessage, LLMResponse } from '../providers/llm/base.ts';
import { AppError, type FieldIssue } from '../types/errors.ts';
import { directionJsonSchema } from './schema.ts';

/** Most times an answer is sent back to be mended. */
export const MAX_REPAIRS = 2;

/** One request to the language model, as whoever pays for it sees it. */
export interface DirectorCall {
  task: 'direct' | 'refine' | 'repair';
  messages: LLMMessage[];
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

/** What is said, and how answers are read. */
export interface Script<Value> {
  task: 'direct' | 'refine';
  system: string;
  user: string;
  /** The message that sends an answer back. */
  repair: (issues: readonly FieldIssue[], partial: unknown) => string;
  read: (content: string) => Reading<Value>;
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
  private readonly hooks: CallHooks;
  private readonly free: boolean;

  constructor(llm: BaseLLMProvider, hooks: CallHooks, free: boolean) {
    this.llm = llm;
    this.hooks = hooks;
    this.free = free;
  }

  async ask(call: DirectorCall): Promise<string> {
    await this.hooks.beforeCall?.(call);
    const response = await this.llm.chat(call.messages, directionJsonSchema);
    const costUsd = costOf(this.llm, response, this.free);
    this.costUsd = this.costUsd === null || costUsd === null ? null : roundUsd(this.costUsd + costUsd);
    this.usage.calls++;
    this.usage.promptTokens += response.usage?.promptTokens ?? 0;
    this.usage.completionTokens += response.usage?.completionTokens ?? 0;
    this.usage.totalTokens += response.usage?.totalTokens ?? 0;
    this.rawAnswers.push(response.content);
    await this.hooks.afterCall?.({ task: call.task, response, costUsd });
    return response.content;
  }
}

/**
 * Asks a model and sends its answer back with the exact errors until it can be used, at most {@link MAX_REPAIRS} times.
 * An answer that is usable but has wishes left is sent back too; it stands when the mending fails.
 * @throws AppError `bad_response` with field issues when no answer could be used; whatever the provider or a hook throws
 *   while there is no usable answer yet.
 */
export async function converse<Value>(
  llm: BaseLLMProvider,
  script: Script<Value>,
  hooks: CallHooks,
): Promise<Outcome<Value>> {
  const conversation = new Conversation(llm, hooks, script.free);
  let user = script.user;
  let task: DirectorCall['task'] = script.task;
  let usable: Extract<Reading<Value>, { ok: true }> | undefined;
  let issues: FieldIssue[] = [];
  for (let round = 0; round <= MAX_REPAIRS; round++) {
    let content: string;
    try {
      content = await conversation.ask({
        task,
        messages: [
          { role: 'system', content: script.system },
          { role: 'user', content: user },
        ],
      });
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
  const { costUsd, usage, rawAnswers } = conversation;
  if (usable) return { value: usable.value, costUsd, usage, rawAnswers };
  throw new AppError(
    'bad_response',
    `${llm.modelName} answered ${rawAnswers.length} times without a plan that can be used; try again, or choose another model.`,
    { model: llm.modelName, fields: issues, ...(costUsd === null ? {} : { context: { costUsd } }) },
  );
}
