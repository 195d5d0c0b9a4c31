import type { CallHooks } from '../director/conversation.ts';
import type { Writing } from '../director/writing.ts';
import { roundUsd } from '../lib/utils.ts';
import type { UnusableAnswers } from '../types/direction-api.ts';
import { AppError } from '../types/errors.ts';
import { PRICE_UNKNOWN, type ProjectStore } from './project-store.ts';

/** The books of one conversation with the director: what it may cost, what it has cost, and what was answered. */
export interface DirectorBooks extends Required<CallHooks> {
  /** Every answer so far, oldest first. */
  readonly answers: string[];
}

/**
 * Keeps a project's budget through a conversation. Each request's price is reserved in a row before it is sent, and
 * settled when it is answered or refused at a price; a request that was surely not charged gives its reservation back, one
 * whose outcome or price is unknown keeps it.
 * @param budgetUsd the project's cap; undefined is no cap.
 */
export function directorBooks(store: ProjectStore, budgetUsd: number | undefined): DirectorBooks {
  const conversation = crypto.randomUUID();
  const answers: string[] = [];
  let calls = 0;
  let estimatedUsd: number | null = 0;
  const source = () => `llm:${conversation}:${calls}`;
  return {
    answers,
    beforeCall({ estimateUsd }) {
      if (budgetUsd !== undefined && estimateUsd === null) {
        throw new AppError(
          'budget',
          'The price of the language model is not known, so no budget can hold it. ' +
            'Remove the budget or choose a model with a known price.',
        );
      }
      const lackUsd = roundUsd(store.spentUsd() + (estimateUsd ?? 0) - (budgetUsd ?? Number.POSITIVE_INFINITY));
      if (estimateUsd !== 0 && lackUsd > 0) {
        throw new AppError(
          'budget',
          `The budget of $${budgetUsd} lacks $${lackUsd} for asking the language model. Raise it to go on.`,
        );
      }
      calls++;
      estimatedUsd = estimateUsd;
      store.recordSpending(source(), estimateUsd ?? 0);
    },
    afterCall({ response, costUsd }) {
      answers.push(response.content);
      if (costUsd === null) store.recordSpending(`${source()}${PRICE_UNKNOWN}`, 0);
      else store.recordSpending(source(), costUsd);
    },
    failedCall({ code, details: { chargedUsd } }) {
      const isLost = code === 'outcome_unknown';
      if (chargedUsd === null || (isLost && estimatedUsd === null)) {
        store.recordSpending(`${source()}${PRICE_UNKNOWN}`, 0);
      } else if (!isLost) store.recordSpending(source(), chargedUsd ?? 0);
    },
  };
}

/**
 * Keeps what a model wrote in vain for the user to read.
 * @returns the error that was thrown, which then says where that is.
 */
export function keptUnusable(
  store: ProjectStore,
  { task, answers }: Pick<UnusableAnswers, 'task' | 'answers'>,
  projectId: string,
  thrown: unknown,
): unknown {
  const { code, message, details } = AppError.from(thrown);
  if (code !== 'bad_response' || answers.length === 0) return thrown;
  const error = { code, message, ...(details.fields ? { fields: details.fields } : {}) };
  store.keepUnusable({ createdAt: new Date().toISOString(), task, error, answers });
  const where = `What it wrote can be read at GET /api/projects/${projectId}/direction/answers.`;
  return new AppError(code, `${message} ${where}`, details, thrown);
}

/** Hears of a plan while it is written, possibly over the network. */
export type WritingListener = (writing: Writing) => void | Promise<void>;

/**
 * Tells a listener, and goes on when it is gone: what is being written has been paid for.
 * @returns what hears, and when all that was said has arrived; an answer must not overtake it.
 */
export function tellWriting(listener: WritingListener): {
  onWriting: (writing: Writing) => void;
  told(): Promise<void>;
} {
  let arrived: Promise<void> = Promise.resolve();
  return {
    onWriting(writing) {
      const sent = Promise.resolve(listener(writing)).catch(() => undefined);
      arrived = arrived.then(() => sent);
    },
    told: () => arrived,
  };
}
