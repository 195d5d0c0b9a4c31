import { estimateTokens } from '../../lib/cost.ts';
import { findPrice } from '../../lib/prices.ts';
import { roundUsd } from '../../lib/utils.ts';
import { AppError } from '../../types/errors.ts';
import type { Notice } from '../../types/project.ts';
import type { LLMProviderConfig, ModelInfo } from '../../types/providers.ts';
import { resolveModel } from '../models.ts';
import type { LLMMessage, LLMResponse } from './base.ts';

/** Fewest tokens an answer needs to be worth asking for. */
const LEAST_OUTPUT_TOKENS = 256;

/** The model a configuration means, and what of the configuration it takes. */
export interface ModelChoice {
  /** The id to send. */
  id: string;
  /** Its catalogue row; absent for models we know nothing of. */
  row?: ModelInfo | undefined;
  /** As configured, where the model takes one. */
  temperature?: number | undefined;
  notices: Notice[];
}

/**
 * Settles which model is asked, and how.
 * @param models the provider's catalogue, default first.
 * @param takesTemperature what holds for models we know nothing of.
 * @throws AppError `invalid_input` where neither the configuration nor the catalogue names a model.
 */
export function chooseModel(
  models: readonly ModelInfo[],
  config: LLMProviderConfig,
  takesTemperature = true,
): ModelChoice {
  const { id, row, notice } = resolveModel(models, config.model);
  if (id === '') {
    throw new AppError('invalid_input', `Name the model that ${config.provider} is to run.`, {
      provider: config.provider,
      stage: 'prepare',
      fields: [{ path: 'config.llm.model', message: 'must be set' }],
    });
  }
  const notices: Notice[] = notice === undefined ? [] : [{ code: 'model_replaced', message: notice }];
  const ignored = config.temperature !== undefined && !(row ? row.temperature !== false : takesTemperature);
  if (ignored) {
    notices.push({ code: 'temperature_ignored', message: `${row?.name ?? id} takes no temperature; it is left out.` });
  }
  return { id, row, temperature: ignored ? undefined : config.temperature, notices };
}

/** Tokens of a conversation with its schema, roughly. */
export function promptTokens(messages: readonly LLMMessage[], schema?: object): number {
  const texts = messages.map(({ content }) => content);
  if (schema) texts.push(JSON.stringify(schema));
  return estimateTokens(texts.join('\n'));
}

/**
 * Most tokens the answer may take: as configured, else the model's own limit, and never more than its window has left.
 * Undefined where neither is known.
 * @throws AppError `invalid_input` where more is configured than the model can write, `too_large` where the conversation
 *   leaves no room for an answer. Nothing has been sent then.
 */
export function outputLimit(
  { id, row }: ModelChoice,
  config: Pick<LLMProviderConfig, 'provider' | 'maxTokens'>,
  messages: readonly LLMMessage[],
  schema?: object,
): number | undefined {
  const { maxTokens, provider } = config;
  const details = { provider, model: id, stage: 'prepare' } as const;
  if (maxTokens !== undefined && row?.maxOutputTokens !== undefined && maxTokens > row.maxOutputTokens) {
    throw new AppError(
      'invalid_input',
      `${row.name} writes at most ${row.maxOutputTokens} tokens in one answer, and maxTokens asks for ${maxTokens}; lower it.`,
      { ...details, fields: [{ path: 'config.llm.maxTokens', message: `must be at most ${row.maxOutputTokens}` }] },
    );
  }
  const asked = maxTokens ?? row?.maxOutputTokens;
  if (row?.contextTokens === undefined) return asked;
  const taken = promptTokens(messages, schema);
  const room = row.contextTokens - taken;
  if (room < (maxTokens ?? LEAST_OUTPUT_TOKENS)) {
    throw new AppError(
      'too_large',
      `This order takes about ${taken} tokens, and ${row.name} holds ${row.contextTokens} with its answer; ` +
        `${maxTokens === undefined ? 'shorten the concept' : 'lower maxTokens, shorten the concept'} or choose a model with a larger window.`,
      details,
    );
  }
  return asked === undefined ? undefined : Math.min(asked, room);
}

/** US dollars of so many tokens by the catalogue; null when a price is not known. */
export function tokenCost(
  row: Pick<ModelInfo, 'prices'> | undefined,
  inputTokens: number,
  outputTokens: number,
): number | null {
  const input = findPrice(row, ['million_input_tokens'])?.price.unitCostUsd ?? null;
  const output = findPrice(row, ['million_output_tokens'])?.price.unitCostUsd ?? null;
  if (input === null || output === null) return null;
  return roundUsd((inputTokens * input + outputTokens * output) / 1e6);
}

/** An answer with the price its tokens come to by the catalogue; discounts for repeated prompts are not taken off. */
export function priced<Answer extends LLMResponse>(row: ModelInfo | undefined, answer: Answer): Answer {
  const { usage } = answer;
  const cost = usage ? tokenCost(row, usage.promptTokens, usage.completionTokens) : null;
  return cost === null ? answer : { ...answer, cost, costBasis: 'computed' };
}
