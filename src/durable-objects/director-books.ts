import type { CallHooks } from '../director/conversation.ts';
import type { Writing } from '../director/writing.ts';
import { roundUsd } from '../lib/utils.ts';
import { AppError } from '../types/errors.ts';
import type { ProjectStore } from './project-store.ts';

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
      store.recordSpending(source(), estimateUsd ?? 0);
    },
    afterCall({ response, costUsd }) {
      answers.push(response.content);
      if (costUsd !== null) store.recordSpending(source(), costUsd);
    },
    failedCall({ code, details: { chargedUsd } }) {
      if (typeof chargedUsd === 'number') store.recordSpending(source(), chargedUsd);
      else if (chargedUsd === undefined && code !== 'outcome_unknown') store.recordSpending(source(), 0);
    },
  };
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
